"""Statements against a model: what each is about, which value it bears on, and what is new.

A statement is about an option or a lever where its words are those of the name, the label or the
position, and where the parties fit: a demand is about what its target may do, an offer or a threat
about what its actor may do or holds, a yes or a no about either. Words that most options share say
little, and names of parties nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from goodoffices.sources.notebook import Statement
from goodoffices.sources.reader.tokens import folded
from goodoffices.sources.reader.words import PREPOSITIONS, words
from goodoffices.sources.signs import said, said_of_lever, valued

if TYPE_CHECKING:
    from goodoffices.model.conflict import Conflict
    from goodoffices.sources.signs import Valued

_WORD = re.compile(r"[^\W_]+")
_EMPTY = PREPOSITIONS | words(
    """the a an and or not no more most less least further new other any all some each every its his
    her their our this that these those will would be is are was were has have had do does if unless
    hold keep make take give get put just level highest lowest what which who whom"""
)
_STEM = 5
_LABEL_SHARE, _POSITION_SHARE = 0.6, 0.75
_MOST = 3
_OWN = frozenset(("offer", "threaten", "promise", "yield", "act", "conditional", "precondition"))
_NO_OPTION = frozenset(("leverage", "claim"))


@dataclass(frozen=True)
class Bearing:
    """A value of the model that a statement bears on.

    Attributes
    ----------
    place
        Path of the value, as a ground of a notebook has it.
    says, model
        The sign that the statement gives it, and its sign in the model: 1, -1, or 0 where unknown.
    """

    place: str
    says: int
    model: int

    @property
    def agrees(self) -> bool | None:
        """Whether the signs agree; None where one of them is unknown."""
        return self.says == self.model if self.says and self.model else None


@dataclass(frozen=True)
class Match:
    """A statement, with what of a model it is about.

    Attributes
    ----------
    statement
        The statement, its ``about`` filled in: ``Party.option`` or the name of a lever.
    bearings
        The values it bears on.
    """

    statement: Statement
    bearings: tuple[Bearing, ...] = ()

    @property
    def new(self) -> bool:
        """Whether no option and no lever of the model speaks of it."""
        return not self.statement.about


@dataclass(frozen=True)
class _Subject:
    """An option or a lever: whose it is, on whom, and the stems of its words."""

    name: str
    owner: str
    on: str
    key: frozenset[str]
    label: frozenset[str]
    position: frozenset[str]


def match_statements(rows: Iterable[Statement], conflict: Conflict) -> tuple[Match, ...]:
    """Say of each statement which options and levers of a model it is about, and what it bears on.

    Examples
    --------
    >>> from goodoffices.sources.matching import match_statements
    >>> row = go.Statement("s1", "d1", (0, 21), "Kyiv demands a ceasefire.", "demand", ("Ukraine",))
    >>> match = match_statements([row], go.case("istanbul-2025"))[0]
    >>> match.statement.about
    ('Russia.ceasefire',)
    >>> match.bearings[0].place, match.bearings[0].agrees
    ('decision_makers.Ukraine.preferences.weights.ceasefire', True)
    """
    subjects = _subjects(conflict)
    rarity = _rarity(subjects)
    values = {(one.party, one.about): one for one in valued(conflict)}
    levers = {lever.name: lever.on for lever in conflict.mediation.levers}
    found = []
    for row in rows:
        told = replace(row, about=row.about or _about(row, subjects, rarity))
        found.append(Match(told, tuple(_bearings(told, values, levers))))
    return tuple(found)


def _subjects(conflict: Conflict) -> list[_Subject]:
    """Return the options and levers of a model, with the words that speak of them."""
    makers = conflict.decision_makers
    parties = _stems(" ".join((*(dm.name for dm in makers), *conflict.mediation.mediators)))
    parties |= _stems(
        " ".join((*(dm.label for dm in makers), *conflict.mediation.mediators.values()))
    )

    def subject(name: str, whose: tuple[str, str], texts: tuple[str, str, str]) -> _Subject:
        key, label, position = (frozenset(_stems(text) - parties) for text in texts)
        return _Subject(name, *whose, key, label or key, position)

    found = [
        subject(f"{dm.name}.{o.name}", (dm.name, ""), (o.name, o.label, o.position))
        for dm in makers
        for o in dm.options
    ]
    return found + [
        subject(lever.name, (lever.held_by, lever.on), (lever.name, lever.label, ""))
        for lever in conflict.mediation.levers
    ]


def _stems(text: str) -> set[str]:
    """Return the words of a text that say something, by their beginnings."""
    told = (folded(word).replace("z", "s") for word in _WORD.findall(text.replace("_", " ")))
    return {_stem(word) for word in told if word not in _EMPTY and len(word) > 1}


def _stem(word: str) -> str:
    if len(word) > _STEM:
        return word[:_STEM]
    return word.removesuffix("s") if len(word) > _STEM - 2 else word


def _rarity(subjects: Sequence[_Subject]) -> dict[str, float]:
    """Return how much a word says: 1 where one option has it, less where more do."""
    counted = Counter(stem for one in subjects for stem in one.key | one.label | one.position)
    return {stem: 1 / count for stem, count in counted.items()}


def _about(
    row: Statement, subjects: Sequence[_Subject], rarity: dict[str, float]
) -> tuple[str, ...]:
    """Return what a row is about: what most of its words speak of first."""
    if row.act in _NO_OPTION:
        return ()
    told = _stems(row.quote)
    scored = [
        (score, one.name)
        for one in subjects
        if _fits(row, one) and (score := _score(one, told, rarity)) > 0
    ]
    best = max((score for score, _ in scored), default=0.0)
    return tuple(name for score, name in scored if score >= best / 2)[:_MOST]


def _score(one: _Subject, told: set[str], rarity: dict[str, float]) -> float:
    """Return how far a quote speaks of an option; 0 where it does not."""
    named = one.key - {"threa"}
    if named and named <= told:
        return 2.0
    for stems, share, worth in (
        (one.label, _LABEL_SHARE, 1.5),
        (one.position, _POSITION_SHARE, 1.0),
    ):
        whole = sum(rarity[stem] for stem in stems)
        part = sum(rarity[stem] for stem in stems & told)
        if whole and part >= share * whole:
            return worth
    return 0.0


def _fits(row: Statement, one: _Subject) -> bool:
    """Say whether the parties of a statement are those of an option or a lever."""
    if one.on:
        return one.owner in row.actors and (not row.targets or one.on in row.targets)
    if row.act == "demand":
        return one.owner in row.targets if row.targets else one.owner not in row.actors
    if row.act in _OWN:
        return one.owner in row.actors
    return one.owner in row.actors or one.owner in row.targets or not row.targets


def _bearings(
    row: Statement, values: dict[tuple[str, str], Valued], levers: dict[str, str]
) -> Iterable[Bearing]:
    """Yield the values that a statement says a sign of."""
    for about in row.about:
        told = [(levers[about], said_of_lever(row))] if about in levers else list(said(row))
        for party, sign in told:
            value = values.get((party, about))
            if sign and value is not None:
                yield Bearing(value.place, sign, value.sign)
