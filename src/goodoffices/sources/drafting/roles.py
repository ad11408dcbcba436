"""Who is a decision maker, who a mediator, and who may be one and the same.

Whoever has an option of its own is a decision maker; who holds levers only is a mediator. A third
party that has moves of its own, or wants something, may be either: that is a question, and so is
whoever wants something and has no option.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import Literal

from goodoffices.sources.drafting.confirmed import Rows, parties_in
from goodoffices.sources.drafting.deeds import Deed, Subjects
from goodoffices.sources.notebook import Notebook

Likeness = Literal["names", "options", "wants"]
_WORD = re.compile(r"[^\W_]+")
_ALIKE = 0.8
_LEAST = 4
_WANTING = {"demand", "accept", "refuse"}
_TOLD = {*_WANTING, "offer", "promise", "threaten", "act", "yield"}


@dataclass(frozen=True)
class Roles:
    """Parties by what they are in the draft, each in the order in which they come up.

    Attributes
    ----------
    decision_makers, mediators
        Those of the draft.
    either
        Third parties that may be decision makers or mediators.
    without
        Parties that want something, or that levers are on, and have no option.
    """

    decision_makers: tuple[str, ...]
    mediators: tuple[str, ...]
    either: tuple[str, ...]
    without: tuple[str, ...]


def roles_of(notebook: Notebook, rows: Rows, subjects: Subjects) -> Roles:
    """Return who is what, by the rows and what they speak of."""
    owners = {deed.owner for deed in subjects.deeds}
    holders = {pull.holder for pull in subjects.pulls}
    parties = _in_order(notebook, rows, subjects)
    wanting = {party for row in rows if row.act in _WANTING for party in row.actors}
    wanting |= {party for row in rows if row.act in _TOLD for party in row.targets}
    mediators = tuple(p for p in parties if p in holders - owners)
    return Roles(
        tuple(p for p in parties if p in owners),
        mediators,
        tuple(p for p in parties if subjects.third(p) and p in owners | (holders & wanting)),
        tuple(p for p in parties if p in wanting - owners - holders),
    )


def may_be_one(
    notebook: Notebook, rows: Rows, subjects: Subjects
) -> Iterator[tuple[str, str, Likeness]]:
    """Yield pairs of parties that may be one, with what speaks for it.

    ``names``: their names look like one another. ``options``: both have an option of one name.
    ``wants``: both say the same of an option, neither turns to the other, and one has no option
    and no lever.
    """
    placed = {deed.owner for deed in subjects.deeds} | {pull.holder for pull in subjects.pulls}
    parties = _in_order(notebook, rows, subjects)
    called = {p: (p, *notebook.parties.get(p, ())) for p in parties}
    said = _said(rows, subjects)
    facing = {frozenset((a, b)) for row in rows for a in row.actors for b in row.targets}
    for one, other in combinations(parties, 2):
        if any(_look_alike(a, b) for a in called[one] for b in called[other]):
            yield one, other, "names"
        elif frozenset((one, other)) in facing:
            continue
        elif _keys(one, subjects) & _keys(other, subjects):
            yield one, other, "options"
        elif said.get(one, set()) & said.get(other, set()) and not {one, other} <= placed:
            yield one, other, "wants"


def _in_order(notebook: Notebook, rows: Rows, subjects: Subjects) -> tuple[str, ...]:
    """Return the parties that come up: as the notebook lists them, then as the rows do."""
    used = dict.fromkeys([*parties_in(rows), *(deed.owner for deed in subjects.deeds)])
    return tuple(dict.fromkeys([*(p for p in notebook.parties if p in used), *used]))


def _keys(party: str, subjects: Subjects) -> set[str]:
    return {deed.key for deed in subjects.deeds if deed.owner == party}


def _said(rows: Rows, subjects: Subjects) -> Mapping[str, set[tuple[str, Deed]]]:
    """Return what each party demands, accepts or refuses."""
    found: dict[str, set[tuple[str, Deed]]] = {}
    for row in rows:
        if row.act in _WANTING:
            for party in row.actors:
                deeds = (d for d in subjects.about(row) if isinstance(d, Deed))
                found.setdefault(party, set()).update((row.act, deed) for deed in deeds)
    return found


def _look_alike(one: str, other: str) -> bool:
    """Say whether two names may be meant for one party.

    Examples
    --------
    >>> from goodoffices.sources.drafting.roles import _look_alike
    >>> _look_alike("US", "United States"), _look_alike("Russia", "Russian Federation")
    (True, True)
    >>> _look_alike("Russia", "Ukraine"), _look_alike("North Korea", "South Korea")
    (False, False)
    """
    a, b = (_WORD.findall(name.casefold()) for name in (one, other))
    if not (a and b):
        return one.strip().casefold() == other.strip().casefold()
    short, long = sorted((a, b), key=len)
    if "".join(a) == "".join(b) or set(short) < set(long) or _initials(short, long):
        return True
    starts = len(short) == 1 and len(short[0]) >= _LEAST and long[0].startswith(short[0])
    same = len(short) == len(long) == 1 and min(len(short[0]), len(long[0])) >= _LEAST
    return starts or (same and SequenceMatcher(None, short[0], long[0]).ratio() >= _ALIKE)


def _initials(short: list[str], long: list[str]) -> bool:
    """Say whether a name is made of the first letters of another: ``US``, ``U.S.``."""
    letters = "".join(short)
    return len(long) > 1 and len(letters) > 1 and letters == "".join(word[0] for word in long)
