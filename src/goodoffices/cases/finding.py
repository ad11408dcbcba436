"""Published conflicts found by what they are about, their size, what is in them, or likeness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodoffices.answer import Answer
from goodoffices.cases.catalog import Entry, catalogue
from goodoffices.cases.fields import FEATURES, KNOWN_FIELDS
from goodoffices.errors import RequestError, expect, nearest
from goodoffices.model.structure import Structure, unlike

if TYPE_CHECKING:
    from goodoffices.model.conflict import Conflict

Span = tuple[int | None, int | None]


@dataclass(frozen=True)
class Likeness(Answer):
    """How like a published conflict is to another one.

    Attributes
    ----------
    distance
        Mean of ``parts``: 0 for the same structure, 1 at most.
    parts
        Per part of the structure how far the two differ, from 0 to 1.
    """

    distance: float
    parts: dict[str, float] = field(hash=False)


@dataclass(frozen=True)
class CasesFound(Answer):
    """Published conflicts that were asked for; by name, or the most alike first.

    Attributes
    ----------
    likeness
        One per entry, where they were compared with a conflict; otherwise none.
    compared
        The structure that they were compared with.

    Examples
    --------
    >>> [entry.name for entry in go.find_cases(field="water", has=["mediation"]).entries]
    ['indus-waters-1960']
    """

    entries: tuple[Entry, ...]
    likeness: tuple[Likeness, ...] = ()
    compared: Structure | None = None


def find_cases(
    *,
    field: str | None = None,
    states: Span | int | None = None,
    parties: Span | int | None = None,
    has: Sequence[str] = (),
    like: Conflict | None = None,
) -> CasesFound:
    """Find published conflicts; all of them if nothing is asked for.

    Parameters
    ----------
    field
        What it is about, such as "water".
    states, parties
        How many: a number, or the least and the most, None for no bound.
    has
        Features, each of which it has, such as "mediation", "observed", "graph".
    like
        A conflict; those of the most similar structure come first.

    Raises
    ------
    RequestError
        No such field or feature; the message suggests the nearest.

    Examples
    --------
    >>> [one.name for one in go.find_cases(field="water", has=["mediation"]).entries]
    ['indus-waters-1960']
    >>> alike = go.find_cases(like=go.case("chicken"))
    >>> alike.entries[1].name, alike.likeness[1].distance
    ('battle-of-the-sexes', 0.048)
    """
    _check(field, has)
    found = [
        entry
        for entry in catalogue()
        if (field is None or field in entry.fields)
        and _within(entry.states, states)
        and _within(entry.decision_makers, parties)
        and set(has) <= set(entry.features)
    ]
    return CasesFound(tuple(found)) if like is None else _nearest_first(found, like)


def _nearest_first(found: list[Entry], like: Conflict) -> CasesFound:
    from goodoffices.model.conflict import Conflict
    from goodoffices.model.structuring import structure_of

    expect(like, Conflict)
    here = structure_of(like)
    ranked = sorted(((_likeness(here, one), one) for one in found), key=lambda p: p[0].distance)
    return CasesFound(tuple(one for _, one in ranked), tuple(near for near, _ in ranked), here)


def _check(field: str | None, has: Sequence[str]) -> None:
    asked = [("field", "field", field, KNOWN_FIELDS)] if field is not None else []
    asked += [("has", "feature", feature, FEATURES) for feature in has]
    for argument, kind, given, known in asked:
        if given not in known:
            message = f"there is no {kind} '{given}'; {nearest(given, known)}"
            raise RequestError(message, argument=argument)


def _within(number: int, span: Span | int | None) -> bool:
    if span is None:
        return True
    low, high = (span, span) if isinstance(span, int) else span
    return (low is None or low <= number) and (high is None or number <= high)


def _likeness(here: Structure, entry: Entry) -> Likeness:
    parts = unlike(here, entry.structure)
    return Likeness(round(sum(parts.values()) / len(parts), 3), parts)
