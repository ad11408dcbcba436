"""Events: what an analyst wrote down of a day, and what it changes in the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Evidence:
    """What was seen, and how likely that was if a lever is meant, and if it is a bluff.

    Attributes
    ----------
    if_meant, if_bluff
        Probabilities from 0 to 1 of what was seen; not both 0.

    Examples
    --------
    >>> go.Evidence(if_meant=0.1, if_bluff=0.3).if_bluff
    0.3
    """

    if_meant: float
    if_bluff: float


@dataclass(frozen=True)
class Due:
    """A threat or promise fell due: it was carried out, or its holder shrank from it.

    Attributes
    ----------
    carried_out
        Whether it was.
    relevance
        From 0 to 1: how much of a case it is for the next time.
    intensity
        How far the lever was to be pulled, where that is to say something of its holder's resolve.

    Examples
    --------
    >>> go.Due(carried_out=False, relevance=0.5).relevance
    0.5
    """

    carried_out: bool
    relevance: float = 1.0
    intensity: float | None = None


@dataclass(frozen=True)
class Event:
    """Something that happened on a date.

    Attributes
    ----------
    date
        As ``2025-05-06``.
    event, source
        What happened, and where that is known from, in words.
    recorded
        The date on which the entry was written, where it is known.
    change
        What the file says otherwise from then on, nested as in the file.
    took, dropped
        Options (by name) that their owners took and dropped: the status quo moves.
    pulled
        Per lever, how much further it is in force from then on.
    withdrawn
        Levers no longer in force.
    revealed
        Truths (by name) that were told: views that misread it are put right.
    evidence, due
        Per lever, what bears on the belief that it will be pulled.

    Examples
    --------
    >>> go.Event("2025-05-06", "Talks open", took=("talks",)).took
    ('talks',)
    """

    date: str
    event: str
    source: str = ""
    recorded: str = ""
    change: Mapping[str, Any] = field(default_factory=dict)
    took: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    pulled: Mapping[str, float] = field(default_factory=dict)
    withdrawn: tuple[str, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    due: Mapping[str, Due] = field(default_factory=dict)
    revealed: tuple[str, ...] = ()

    @property
    def with_hindsight(self) -> bool:
        """Whether it was written down on a later day than it is of."""
        return self.recorded > self.date


def in_order(events: tuple[Event, ...]) -> list[tuple[int, Event]]:
    """Return events with their places in the file, by date; those of a day in the file's order."""
    return sorted(enumerate(events), key=lambda placed: placed[1].date)
