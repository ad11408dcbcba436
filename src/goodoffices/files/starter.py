"""The file that a new model starts from."""

from __future__ import annotations

from importlib import resources


def starter() -> str:
    """Return the text of a small conflict with comments, ready to be analysed and changed."""
    return resources.files("goodoffices.files").joinpath("starter.yaml").read_text(encoding="utf-8")
