"""Good plans for many scenarios: descent with one way to hold per scenario, and discarding.

*Descent.* Let a point be a plan in the scenarios kept. Of every clause of theirs some row holds at
the point; with that row chosen, the cheapest intensities are those of a linear programme that the
point itself meets. So they cost no more, and where another clause fails at them, it too has a row
that holds at the point. The descent ends when none fails.

*Discarding* (Campi & Garatti 2011). While more scenarios are kept than are asked for, each of those
that the cost hangs on is left out for trial, and the one whose leaving saves most is dropped.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from goodoffices import stopping
from goodoffices.ensemble.robust.planning import Bools
from goodoffices.ensemble.robust.programme import Chosen, Condition, Point, Sampled
from goodoffices.mediation.plan.programme import Row

_NEGLIGIBLE = 1e-9
_TRIED = 8
_ROUNDS = 20


def improved(programme: Sampled, point: Point, needed: int) -> Point:
    """Return the point after descents and discarding, until neither saves anything."""
    for _ in range(_ROUNDS):
        other = _discarded(programme, point, needed)
        if other.cost >= point.cost - _NEGLIGIBLE * max(abs(point.cost), 1.0):
            return other if other.cost < point.cost else point
        point = other
    return point


class _Descent:
    """Descends from a point, with one row per condition, those that hold there."""

    def __init__(self, programme: Sampled, point: Point) -> None:
        self.programme, self.point = programme, point
        self.kept = point.held.copy()
        self.weights = np.zeros(len(self.kept))
        self._rows: list[Row] = []
        self._of: list[int] = []
        for condition in programme.conditions:
            if self.kept[condition.scenario]:
                self._choose(condition)

    @property
    def chosen(self) -> Chosen:
        return Chosen(
            self.programme, self.kept, tuple(self._rows), np.array(self._of, dtype=np.int64)
        )

    def descend(self, needed: int) -> None:
        """Go down as far as the rows chosen allow; stay where fewer would hold than needed."""
        while self.kept.sum() >= needed:
            stopping.check()
            solved = self.chosen.solve()
            if solved is None:
                return
            found = self.programme.point(solved[0])
            failing, silent = self.programme.failing(found, self.kept)
            self.kept[silent] = False
            if not failing and not len(silent):
                self.point, self.weights = found, solved[1]
                return
            for condition in failing:
                self._choose(condition)

    def _choose(self, condition: Condition) -> None:
        """Take the row that holds at the point with the most room; where none does, drop."""
        t = self.point.intensities
        row = max(condition.rows, key=lambda row: float(np.dot(row.g, t)) - row.h, default=None)
        if row is None or not row.holds(t):
            self.kept[condition.scenario] = False
        else:
            self._rows.append(row)
            self._of.append(condition.scenario)

    def drop(self) -> bool:
        """Drop the scenario that saves most; say whether any saves anything."""
        heavy = np.argsort(-self.weights, kind="stable")[:_TRIED]
        savings = {int(k): self._cost_without(int(k)) for k in heavy if self.weights[k] > 0}
        if not savings:
            return False
        least = min(savings, key=lambda k: (savings[k], k))
        self.kept[least] = False
        return True

    def _cost_without(self, k: int) -> float:
        kept: Bools = self.kept.copy()
        kept[k] = False
        optimum = replace(self.chosen, kept=kept).linear.optimum()
        return np.inf if optimum is None else optimum.cost


def _discarded(programme: Sampled, point: Point, needed: int) -> Point:
    """Descend from a point, and drop scenario after scenario as long as more hold than needed."""
    if point.count < needed:
        return point
    descent = _Descent(programme, point)
    descent.descend(needed)
    while descent.kept.sum() > needed and descent.drop():
        descent.descend(needed)
    return descent.point
