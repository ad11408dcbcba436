"""Plans by brute force: which points of a grid over the intensities work, from the definitions.

All points are judged at once, on arrays of shape (points, states, states) that hold for every pair
of states what a decision maker thinks of it. Moves and payoffs come from ``tests.reference``, and
so do the verdicts that this one is itself compared with. A point *works* for a state when the
state is stable for everyone asked and every signatory likes it better than no deal; it works *by a
margin* when every one of the comparisons that it takes for this holds by the margin.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Sequence
from functools import cached_property, reduce

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever
from goodoffices.model.preferences import Condition
from tests.mediation.strategies import Asked
from tests.reference import Reference

Floats = NDArray[np.floating]
Bools = NDArray[np.bool_]
SMALLEST_MARGIN = 1e-6
ROUNDING = 1e-9
MOST_CELLS = 2**19
"""The most pairs of states, over all points, that one example judges at once."""


class OnTheTable:
    """What is on the table in a conflict, as arrays.

    Attributes
    ----------
    payoffs
        Shape (decision makers, states).
    moves
        Shape (decision makers, states, states).
    pull
        What a unit of each lever adds to payoffs. Shape (decision makers, states, levers).
    """

    def __init__(self, conflict: Conflict) -> None:
        self.conflict, self.mediation = conflict, conflict.mediation
        self.levers = self.mediation.levers
        self.reference = reference = Reference(conflict)
        self.names = [dm.name for dm in conflict.decision_makers]
        self.states = range(len(reference.states))
        self.payoffs = np.array(reference.payoffs, float)
        self.moves = np.array(
            [[[t in to for t in self.states] for to in per_state] for per_state in reference.moves]
        )
        self.bites = np.array([self.where(one.where) for one in self.levers]).T
        self.pull = np.zeros((*self.payoffs.shape, len(self.levers)))
        for k, lever in enumerate(self.levers):
            self.pull[self.names.index(lever.on), :, k] += lever.belief * lever.effect
            if lever.held_by in self.names:
                self.pull[self.names.index(lever.held_by), :, k] -= lever.execute
        self.pull *= self.bites

    def where(self, condition: Condition) -> list[bool]:
        """Say in which states a statement holds, or which are among the states given."""
        if isinstance(condition, str):
            states = self.reference.states
            return [self.reference.holds(condition, patterns[0]) for patterns in states]
        given = condition if isinstance(condition, tuple) else (condition,)
        found = {self.reference.find(one) for one in given}
        return [s in found for s in self.states]

    @cached_property
    def settlements(self) -> list[int]:
        """States that the settlement sought may be."""
        assert self.mediation.settlement is not None
        return [s for s, holds in enumerate(self.where(self.mediation.settlement)) if holds]

    @property
    def no_deal(self) -> int | None:
        """The state without a deal."""
        given = self.mediation.no_deal
        number = self.conflict.status_quo if given is None else given
        assert number is None or isinstance(number, int)
        return None if number is None else number - 1

    def cost(self, points: Floats, s: int) -> Floats:
        """Return what points cost their holders when s is settled on."""
        unit = [one.commit + one.execute * self.bites[s, k] for k, one in enumerate(self.levers)]
        result: Floats = points @ np.array(unit)
        return result

    def margins(self, asked: Asked) -> Floats:
        """Payoff by which comparisons have to hold, per decision maker."""
        ranges = np.ptp(self.payoffs, axis=1)
        least = SMALLEST_MARGIN * np.where(ranges > 0, ranges, 1.0)
        cardinal = [dm.preferences.cardinal for dm in self.conflict.decision_makers]
        return np.where(cardinal, np.maximum(least, asked.margin or 0.0), least)

    def with_gifts(self, s: int) -> OnTheTable:
        """Return the same with one more lever per decision maker: payoff given to it in s."""
        other = copy.copy(self)
        gifts = np.zeros((*self.payoffs.shape, len(self.names)))
        for i in range(len(self.names)):
            gifts[i, s, i] = 1.0
        other.pull = np.concatenate([self.pull, gifts], axis=2)
        return other


def grid(levers: Sequence[Lever], *, credible: bool) -> Floats:
    """Return points over the intensities, bounds included. Shape (points, levers)."""
    finest = {1: 25, 2: 11, 3: 6}[len(levers)]
    axes = []
    for lever in levers:
        high = lever.most
        if credible and lever.resolve is not None and lever.execute:
            high = min(high, lever.resolve / lever.execute)
        if lever.step:
            axes.append(np.arange(0, high + 1e-9, lever.step))
        else:
            axes.append(np.linspace(0, high, finest))
    return np.array(list(itertools.product(*axes)))


def thinned(points: Floats, cells: int, most: int = MOST_CELLS) -> Floats:
    """Return points spread over those given, first and last included, with so many cells each."""
    count = min(len(points), max(most // cells, 2))
    return points[np.linspace(0, len(points) - 1, count).astype(np.int64)]


class Judged:
    """Points judged, by strict comparison (``margins`` None) or by margins per decision maker.

    Verdicts follow from comparisons alone, so points at which all of these come out alike make a
    *kind*, which is judged once. Inside, the first axis of arrays counts kinds.
    """

    def __init__(self, table: OnTheTable, points: Floats, margins: Floats | None = None) -> None:
        self.table, self.points = table, points
        payoffs = table.payoffs + np.einsum("isk,tk->tis", table.pull, points)
        compared = [self._compare(payoffs[:, i], i, margins) for i in range(len(table.names))]
        rows = np.concatenate([x.reshape(len(points), -1) for pair in compared for x in pair], 1)
        self._kind, first = kinds(np.packbits(rows, axis=1))
        self.better = [better[first] for better, _ in compared]
        self.no_worse = [no_worse[first] for _, no_worse in compared]
        self._reached: dict[tuple[int, bool], Bools] = {}
        self._stable: dict[tuple[str, int, int], Bools] = {}

    def _compare(self, p: Floats, i: int, margins: Floats | None) -> tuple[Bools, Bools]:
        """Say at [point, a, b] whether i likes a better than b, and whether it likes it as well.

        Equal but for rounding is as well, unless a margin wider than the smallest is asked for.
        """
        gain = p[:, :, None] - p[:, None, :]
        rounding = ROUNDING * (np.abs(p).max() + 1)
        as_well: Bools = gain >= -rounding
        if margins is None:
            return gain > rounding, as_well
        by_margin: Bools = gain >= margins[i] - 1e-12
        spread = float(np.ptp(self.table.payoffs[i])) or 1.0
        return by_margin, by_margin if margins[i] > 2 * SMALLEST_MARGIN * spread else as_well

    def _replies(self, j: int, *, improving: bool) -> Bools:
        moves = self.table.moves[j][None]
        result: Bools = moves & self.better[j].transpose(0, 2, 1) if improving else moves
        return result

    def reached(self, i: int, *, improving: bool) -> Bools:
        """Say at [kind, s1, q] whether the others' replies lead from s1 to q, s1 included."""
        key = (i, improving)
        if key not in self._reached:
            others = [j for j in range(len(self.table.names)) if j != i]
            step = {j: self._replies(j, improving=improving) for j in others}
            start = np.eye(len(self.table.states), dtype=bool)[None]
            last = {j: follow(start, step[j]) for j in others}
            while True:
                more = {
                    j: reduce(
                        np.logical_or, [follow(last[k], step[j]) for k in others if k != j], last[j]
                    )
                    for j in others
                }
                if all((more[j] == last[j]).all() for j in others):
                    break
                last = more
            self._reached[key] = reduce(np.logical_or, last.values(), start)
        return self._reached[key]

    def stable(self, concept: str, i: int, s: int) -> Bools:
        """Say at which points s is stable for i."""
        return self._of_kinds(concept, i, s)[self._kind]

    def _of_kinds(self, concept: str, i: int, s: int) -> Bools:
        key = (concept, i, s)
        if key not in self._stable:
            self._stable[key] = self._found_stable(concept, i, s)
        return self._stable[key]

    def _found_stable(self, concept: str, i: int, s: int) -> Bools:
        below: Bools = self.no_worse[i][:, s]
        moves = np.flatnonzero(self.table.moves[i, s])
        if concept == "nash":
            unsanctioned: Bools = np.all(below[:, moves], axis=1)
            return unsanctioned
        sanction = below
        if concept in {"smr", "sseq"}:
            escapes = self.table.moves[i]
            sanction = below & ~(escapes[None] & ~below[:, None, :]).any(axis=2)
        reached = self.reached(i, improving=concept in {"seq", "sseq"})
        deterred = (reached[:, moves] & sanction[:, None, :]).any(axis=2)
        stable: Bools = np.all(below[:, moves] | deterred, axis=1)
        return stable

    def likes(self, i: int, a: int, b: int) -> Bools:
        """Say at which points i likes a better than b."""
        liked: Bools = self.better[i][self._kind, a, b]
        return liked

    def works(self, concept: str, asked: Asked, s: int) -> Bools:
        """Say at which points s holds and, if asked, is accepted."""
        table = self.table
        stable = asked.decision_makers or table.names
        signing = asked.decision_makers or table.mediation.signatories or table.names
        result = np.ones(len(self.better[0]), bool)
        for name in stable:
            result &= self._of_kinds(concept, table.names.index(name), s)
        if asked.accept and table.no_deal is not None and table.no_deal != s:
            for name in signing:
                result &= self.better[table.names.index(name)][:, s, table.no_deal]
        return result[self._kind]


def kinds(rows: NDArray[np.uint8]) -> tuple[NDArray[np.int64], list[int]]:
    """Return of which kind each row is, and the first of each kind; equal rows are of one kind."""
    numbers: dict[bytes, int] = {}
    kind = np.array([numbers.setdefault(row.tobytes(), len(numbers)) for row in rows], np.int64)
    return kind, np.unique(kind, return_index=True)[1].tolist()


def follow(sets: Bools, step: Bools) -> Bools:
    """Return what one step reaches from sets of states; leading axes broadcast."""
    result: Bools = sets.astype(np.float32) @ step.astype(np.float32) > 0
    return result
