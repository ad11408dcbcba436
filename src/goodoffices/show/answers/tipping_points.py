"""What tipping points say: in words, and as plain data."""

from __future__ import annotations

from goodoffices.mediation.tipping_points import Flip
from goodoffices.show.language import say
from goodoffices.show.telling import shape, text
from goodoffices.show.words import amount, change, number_told

shape(Flip, "place name number value change")


@text.register(Flip)
def flip_text(answer: Flip) -> str:
    """Name the number and its two values."""
    return say(
        "{}: {} instead of {} ({})",
        number_told(answer.place),
        amount(answer.value),
        amount(answer.number),
        change(answer.change),
    )
