"""Pictures on the command line, in the format asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goodoffices.answer import Drawn

PICTURES = ("html", "svg", "png")


def as_picture(picture: Drawn, form: str) -> str | bytes:
    """Return a picture as html, svg or png."""
    making: dict[str, Callable[[], str | bytes]] = {
        "html": picture.html,
        "svg": picture.svg,
        "png": picture.png,
    }
    return making[form]()
