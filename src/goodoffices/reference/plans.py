"""Plans by brute force: which points of a grid over the intensities work, from the definitions.

Moves and payoffs come from ``graph_model``, and so do the verdicts that this one is itself compared
with. A point *works* for a state when the state is stable for everyone asked and every signatory
likes it better than no deal; it works *by a margin* when every one of the comparisons that it takes
for this holds by the margin.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever
from goodoffices.reference.comparisons import (
    MOST_CELLS,
    SMALLEST_MARGIN,
    Bools,
    Comparisons,
    Floats,
    Variants,
)
from goodoffices.reference.graph_model import Reference


@dataclass(frozen=True)
class Asked:
    """What is asked of a plan, besides the concept."""

    accept: bool = True
    credible: bool = False
    margin: float | None = None
    decision_makers: tuple[str, ...] | None = None


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

    def __init__(self, conflict: Conflict, reference: Reference | None = None) -> None:
        self.conflict, self.mediation = conflict, conflict.mediation
        self.levers = self.mediation.levers
        self.reference = reference = reference or Reference(conflict)
        self.names = [dm.name for dm in conflict.decision_makers]
        self.states = range(len(reference.states))
        self.payoffs = np.array(reference.payoffs, float)
        self.moves = np.array(
            [[[t in to for t in self.states] for to in per_state] for per_state in reference.moves]
        )
        self.bites = np.array([reference.where(one.where) for one in self.levers], bool).T
        self.pull = np.zeros((*self.payoffs.shape, len(self.levers)))
        for k, lever in enumerate(self.levers):
            self.pull[self.names.index(lever.on), :, k] += lever.belief * lever.effect
            if lever.held_by in self.names:
                self.pull[self.names.index(lever.held_by), :, k] -= lever.execute
        self.pull *= self.bites

    @cached_property
    def settlements(self) -> list[int]:
        """States that the settlement sought may be."""
        sought = self.mediation.settlement
        return [] if sought is None else np.flatnonzero(self.reference.where(sought)).tolist()

    @property
    def no_deal(self) -> int | None:
        """The state without a deal."""
        return self.reference.no_deal

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


def _pulled(payoffs: Floats, pull: Floats, points: Floats) -> Floats:
    """Return payoffs with levers pulled. Shape (points, decision makers, states)."""
    with np.errstate(over="ignore"):
        moved: Floats = payoffs + np.einsum("isk,tk->tis", pull, points)
    return moved


class Judged(Comparisons):
    """Points judged, by strict comparison (``margins`` None) or by margins per decision maker."""

    def __init__(self, table: OnTheTable, points: Floats, margins: Floats | None = None) -> None:
        self.table, self.points = table, points
        signed = (table.payoffs, table.pull, points)
        variants = Variants(*(_pulled(*each) for each in (signed, map(np.abs, signed))))
        super().__init__(table.moves, variants, margins, np.ptp(table.payoffs, axis=1))

    def works(self, concept: str, asked: Asked, s: int) -> Bools:
        """Say at which points s holds and, if asked, is accepted."""
        table = self.table
        stable = asked.decision_makers or table.names
        signing = asked.decision_makers or table.mediation.signatories or table.names
        result = np.ones(len(self.points), bool)
        for name in stable:
            result &= self.stable(concept, table.names.index(name), s)
        if asked.accept and table.no_deal is not None and table.no_deal != s:
            for name in signing:
                result &= self.likes(table.names.index(name), s, table.no_deal)
        return result
