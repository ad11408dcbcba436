"""One day of a timeline: what happened, which beliefs moved, what holds, and what a deal takes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from goodoffices.ensemble.timeline import OnDate, Timeline
from goodoffices.model.events import in_order
from goodoffices.show.answers.timeline import did, moved
from goodoffices.show.document import Block, Text, bullets, paragraph
from goodoffices.show.gathered import can_hold, gathered
from goodoffices.show.language import say
from goodoffices.show.words import Words, begun, percent, short_name


def on_date_blocks(found: Timeline, one: OnDate) -> Iterator[Block]:
    """Tell one date of a timeline by itself.

    Parameters
    ----------
    found
        The timeline.
    one
        The file as written, or the date of an event; one of ``found.dates``.
    """
    yield from _happened(found, one)
    yield from bullets(moved(one) or ([say("No belief moves.")] if one.number else []))
    yield from (begun(told) for told in did(one))
    yield say("Under {}, {}.", short_name(found.concept), _holding(one))
    if one.answer is not None:
        yield begun(one.answer.summary)
    if one.settled is not None:
        yield say(
            "In {} of {:,} samples a settlement is agreed and holds with these levers.",
            percent(one.settled.probability),
            found.samples,
        )


def _happened(found: Timeline, one: OnDate) -> Iterator[Block]:
    if not one.number:
        yield Text(say("The file as written, before any event."), "lead")
        return
    yield paragraph(say("{}: {}", one.date, one.event), "lead")
    source = in_order(found.conflict.timeline)[one.number - 1][1].source
    if source:
        yield paragraph(say("Known from: {}", source), "note")


def _holding(one: OnDate) -> str:
    states = one.conflict.states
    held = np.zeros(len(states), bool)
    held[[k for label in one.holding if (k := states.index(label)) is not None]] = True
    return gathered(Words(one.conflict), held, can_hold)
