"""From preferences that are known only in part, as written, to what is known; see ``knowledge``."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from goodoffices.errors import Path, RequestError
from goodoffices.model.checks.problems import Findings
from goodoffices.model.knowledge import (
    Bools,
    Bounds,
    Knowledge,
    by_groups,
    closure,
    cycle,
    refuse_many,
    relation_of,
)
from goodoffices.model.payoffs import given_payoffs, per_state
from goodoffices.model.preferences import (
    Comparison,
    Partial,
    Payoffs,
    Preferences,
    StateReference,
)
from goodoffices.model.references import named_index, named_states
from goodoffices.model.statements import Statement, Vocabulary
from goodoffices.model.states import Indices, ListedStates, OptionStates, States

_PAIR = 'two states, the better one first, as [1, 3]; or two statements, as "a > b"'
_SIDES = 2


def known_of(
    preferences: Preferences,
    states: States,
    vocabulary: Vocabulary,
    where: Path,
    findings: Findings,
) -> Knowledge | None:
    """Return what preferences say that are known only in part; None where something is wrong.

    Raises
    ------
    SizeError
        Too many states to be compared one by one.
    """
    where = (*where, "preferences")
    if isinstance(preferences, Payoffs):
        return _bounds(preferences, states, (*where, "payoffs"), findings)
    if not isinstance(preferences, Partial):
        return None
    refuse_many(len(states))
    before = len(findings.problems)
    reading = _Reading(states, vocabulary, findings)
    weak, strict = reading.wants(preferences, where)
    told = list(reading.better(preferences, where))
    if len(findings.problems) > before:
        return None
    if not told:
        return relation_of(weak, strict)
    for one in told:
        strict[np.ix_(one.first, one.second)] = True
    closed, above = closure(weak | strict, strict)
    if not above.diagonal().any():
        return relation_of(closed, above)
    _blame(told, cycle(weak | strict, strict, closed, above), strict, findings, (*where, "wants"))
    return None


def _bounds(preferences: Payoffs, states: States, where: Path, findings: Findings) -> Bounds | None:
    values = preferences.values
    ends: tuple[list[float], list[float]] = ([], [])
    for key, value in values.items() if isinstance(values, Mapping) else enumerate(values):
        low, high = value if isinstance(value, tuple) else (value, value)
        if low > high:
            found = f"bounds from {low:g} to {high:g}"
            findings.add((*where, key), found, "the least first, then the greatest")
        ends[0].append(low)
        ends[1].append(high)
    given = [
        dict(zip(values, end, strict=True)) if isinstance(values, Mapping) else end for end in ends
    ]
    low_ones = given_payoffs(given[0], states, where, findings)
    high_ones = None if low_ones is None else given_payoffs(given[1], states, where, findings)
    if low_ones is None or high_ones is None or (low_ones > high_ones).any():
        return None
    with np.errstate(over="ignore"):
        apart = float(high_ones.max() - low_ones.min())
    if not math.isfinite(apart):
        found = "payoffs too far apart for their differences to be numbers"
        findings.add(where, found, "payoffs whose differences are finite numbers", "larger units")
        return None
    return Bounds(low_ones, high_ones)


class _Told(NamedTuple):
    """A comparison of a file: each state of the first, by index, is better than each of the second.

    Indices rather than a table of all pairs, as there may be many comparisons.
    """

    where: Path
    text: str
    first: Indices
    second: Indices

    def says(self, one: int, other: int) -> bool:
        """Say whether it makes one state better than another."""
        return one in self.first and other in self.second


class _Reading:
    def __init__(self, states: States, vocabulary: Vocabulary, findings: Findings) -> None:
        self._states = states
        self._vocabulary = vocabulary
        self._findings = findings

    def wants(self, preferences: Partial, where: Path) -> tuple[Bools, Bools]:
        """Return W and S as demands and refusals say them; nothing where they are wrong."""
        count = len(self._states)
        nothing = np.eye(count, dtype=bool), np.zeros((count, count), bool)
        here: Path = (*where, "wants")
        if preferences.wants and isinstance(self._states, ListedStates):
            found = "statements in a conflict written as a graph"
            self._findings.add(here, found, "state numbers", "say it with better: [[1, 3]]")
            return nothing
        truths = []
        for k, text in enumerate(preferences.wants):
            statement = self._findings.statement((*here, k), text, self._vocabulary)
            truth = None if statement is None else self._truth(statement, (*here, k))
            if truth is not None:
                truths.append(truth)
        if not preferences.wants or len(truths) < len(preferences.wants):
            return nothing
        return by_groups([truths], count)

    def _truth(self, statement: Statement, where: Path) -> Bools | None:
        if not isinstance(self._states, OptionStates):
            return None
        return per_state(self._states.evaluate(statement), self._states, where, self._findings)

    def better(self, preferences: Partial, where: Path) -> Iterator[_Told]:
        """Yield what each comparison says."""
        for k, entry in enumerate(preferences.better):
            here: Path = (*where, "better", k)
            sides = self._sides(entry, here)
            if len(sides) != _SIDES:
                continue
            first, second = sides[0] & ~sides[1], sides[1] & ~sides[0]
            if not (first.any() and second.any()):
                found = f"the comparison {_told(entry)}, which compares no two states"
                expected = "states, or statements that hold in different states"
                self._findings.add(here, found, expected)
            yield _Told(here, _told(entry), np.flatnonzero(first), np.flatnonzero(second))

    def _sides(self, entry: Comparison, where: Path) -> list[Bools]:
        """Return where each side of a comparison holds; fewer than two where one is wrong."""
        if isinstance(entry, str):
            written: Sequence[StateReference] = [side.strip() for side in entry.split(">")]
        else:
            written = entry
        if len(written) != _SIDES:
            self._findings.add(where, f"a comparison with {len(written)} sides", _PAIR)
            return []
        if isinstance(entry, str):
            found = [self._side(str(text), where) for text in written]
        else:
            found = [self._state(state, (*where, k)) for k, state in enumerate(written)]
        return [side for side in found if side is not None]

    def _state(self, reference: StateReference, where: Path) -> Bools | None:
        try:
            index = named_index(self._states, reference)
        except RequestError as error:
            self._findings.add(where, str(error), "a state number, a pattern or a label")
            return None
        return np.isin(np.arange(len(self._states)), index)

    def _side(self, text: str, where: Path) -> Bools | None:
        reference = int(text) if text.isdecimal() and len(text) < 10 else text  # noqa: PLR2004
        try:
            named = named_states(self._states, self._vocabulary, reference)
        except RequestError as error:
            self._findings.add(where, str(error), _PAIR)
            return None
        if named is not None:
            return np.isin(np.arange(len(self._states)), named)
        statement = self._findings.statement(where, text, self._vocabulary)
        return None if statement is None else self._truth(statement, where)


def _told(entry: Comparison) -> str:
    return f"'{entry}'" if isinstance(entry, str) else f"[{', '.join(map(str, entry))}]"


def _blame(
    told: Sequence[_Told], around: Sequence[int], strict: Bools, findings: Findings, wants: Path
) -> None:
    """Note a contradiction, with the entries that lead round; wants where no comparison does."""
    steps, blamed = [], wants
    for a, b in zip(around, [*around[1:], around[0]], strict=True):
        one = next((one for one in told if one.says(a, b)), None)
        blamed = blamed if one is None else one.where
        relation = "over" if strict[a, b] else "at least as good as"
        steps.append(f"{a + 1} {relation} {b + 1} by {'wants' if one is None else one.text}")
    found = f"comparisons that go round in a circle: {'; '.join(steps)}"
    remedy = "drop one"
    if any("at least" in step for step in steps):
        remedy += "; where a party tells apart states in which the same of its wants hold, it wants"
        remedy += " something more: add it to wants"
    findings.add(blamed, found, "comparisons that an order of the states can keep", remedy)
