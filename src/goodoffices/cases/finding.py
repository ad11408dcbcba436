"""Published conflicts found by what they are about, their size, what is in them, or likeness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodoffices.answer import Answer
from goodoffices.cases import taxonomy
from goodoffices.cases.entries import Entry, catalogue, entry, entry_of
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
    named
        Whether one was asked for by its name, so that its notes are told, too.

    Examples
    --------
    >>> [entry.name for entry in go.find_cases(field="water", has=["mediation"]).entries]
    ['indus-waters-1960']
    """

    entries: tuple[Entry, ...]
    likeness: tuple[Likeness, ...] = ()
    compared: Structure | None = None
    named: bool = False


def find_cases(  # noqa: PLR0913 - conditions, by their names
    name: str | None = None,
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
    name
        One of them, whose notes are told as well.
    field
        What it is about, such as "water".
    states, parties
        How many: a number, or the least and the most, None for no bound.
    has
        Features, each of which it has, such as "mediation", "observed", "graph".
    like
        A conflict; those of the most similar structure come first. Of the games that are chosen by
        a number it is the one that the conflict is, or else the one most like it.

    Raises
    ------
    RequestError
        No such name, field or feature; the message suggests the nearest.

    Examples
    --------
    >>> [one.name for one in go.find_cases(field="water", has=["mediation"]).entries]
    ['indus-waters-1960']
    >>> alike = go.find_cases(like=go.case("chicken"))
    >>> alike.entries[1].name, alike.likeness[1].distance
    ('mutual-destruction-2025', 0.0)
    """
    _check(field, has)
    found = [
        one
        for one in (catalogue() if name is None else [entry(name)])
        if (field is None or field in one.fields)
        and _within(one.states, states)
        and _within(one.decision_makers, parties)
        and set(has) <= set(one.features)
    ]
    if like is None:
        return CasesFound(tuple(found), named=name is not None)
    return _nearest_first(found, like, named=name is not None)


def _nearest_first(found: list[Entry], like: Conflict, *, named: bool) -> CasesFound:
    from goodoffices.model.conflict import Conflict
    from goodoffices.model.structuring import structure_of

    expect(like, Conflict)
    here = structure_of(like)
    chosen = [_numbered(like, here) if one.numbered else one for one in found]
    ranked = sorted(((_likeness(here, one), one) for one in chosen), key=lambda p: p[0].distance)
    entries, likeness = tuple(one for _, one in ranked), tuple(near for near, _ in ranked)
    return CasesFound(entries, likeness, here, named)


def _numbered(like: Conflict, here: Structure) -> Entry:
    """Return which of the numbered games a conflict is, or else the one most like it."""
    number = taxonomy.number_of(like)
    number = number or taxonomy.nearest_in_agreement(here.agreement or 0)
    return entry_of(f"{taxonomy.NAME}#{number}")


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
