"""Goodoffices: which outcomes of a dispute can hold, and what it takes to get there.

Names are loaded when they are first used, so that importing the package costs next to nothing;
``__init__.pyi`` lists them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever has the name
    if name == "__version__":
        from importlib.metadata import version

        return version("goodoffices")  # pyproject.toml has it
    attribute, names = _listed()
    return names if name == "__all__" else attribute(name)


def __dir__() -> list[str]:
    return _listed()[1]


@cache
def _listed() -> tuple[Callable[[str], Any], list[str]]:
    """Read the list of names: how to get one, and all of them in order."""
    import lazy_loader

    attribute, _, names = lazy_loader.attach_stub(__name__, __file__)
    return attribute, sorted([*names, "__version__"])
