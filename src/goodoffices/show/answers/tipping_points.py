"""What tipping points say: in words, and as plain data."""

from __future__ import annotations

from typing import Any

from goodoffices.mediation.tipping_points import Flip
from goodoffices.show.telling import data, text
from goodoffices.show.words import amount, change


@data.register(Flip)
def flip_data(answer: Flip) -> dict[str, Any]:
    """Return plain data for JSON."""
    place = list(answer.place)
    return {**vars(answer), "place": place, "change": answer.change}


@text.register(Flip)
def flip_text(answer: Flip) -> str:
    """Name the number and its two values."""
    values = f"{amount(answer.value)} instead of {amount(answer.number)}"
    return f"{answer.name}: {values} ({change(answer.change)})"
