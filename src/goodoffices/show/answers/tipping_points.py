"""What tipping points say: in words, and as plain data."""

from __future__ import annotations

from goodoffices.mediation.tipping_points import Flip
from goodoffices.show.language import say
from goodoffices.show.telling import shape, text
from goodoffices.show.words import amount, change

shape(Flip, "place name number value change")


@text.register(Flip)
def flip_text(answer: Flip) -> str:
    """Name the number and its two values."""
    values = say("{} instead of {}", amount(answer.value), amount(answer.number))
    return say("{}: {} ({})", answer.name, values, change(answer.change))
