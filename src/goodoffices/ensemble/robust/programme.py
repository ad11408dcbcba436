"""The sampled programme: least mean cost such that conditions hold in enough of the scenarios.

Each scenario k has a limit for each lever, rows ``g·t >= h`` and clauses, as a single model has
(``mediation.programme``); of a clause one row must hold. They need hold only where the scenario is
*kept*. Clauses are written down where they fail, as for a single model, and kept for good.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from goodoffices.ensemble.robust.planning import Bools, Floats, Scenarios
from goodoffices.mediation.plan.deviations import Search
from goodoffices.mediation.plan.highs import Table, Whole, least
from goodoffices.mediation.plan.programme import Linear, Row
from goodoffices.model.levers import ROUNDING

Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Condition:
    """Rows of which one must hold where the scenario is kept; none: it cannot be kept."""

    scenario: int
    rows: tuple[Row, ...]

    def holds(self, t: Floats) -> bool:
        """Say whether some row holds."""
        return any(row.holds(t) for row in self.rows)


@dataclass(frozen=True)
class Point:
    """Intensities, their mean cost, and where they are a plan. Shapes (levers,), (scenarios,)."""

    intensities: Floats
    cost: float
    held: Bools

    @property
    def count(self) -> int:
        """In how many scenarios they are a plan."""
        return int(self.held.sum())


@dataclass
class Sampled:
    """The programme of one settlement; grows while a plan is sought.

    Attributes
    ----------
    settlement
        Index of the state.
    conditions
        Those of acceptance, and those found so far to fail somewhere.
    """

    scenarios: Scenarios
    settlement: int
    conditions: list[Condition] = field(default_factory=list)
    _searches: dict[int, Search] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Write down acceptance."""
        commit, execute = self.scenarios.costs(self.settlement)
        self.costs = commit + execute
        for k in range(len(self.scenarios)):
            for row in self.scenarios[k].acceptance(self.settlement):
                self._add(k, [row])

    @property
    def steps(self) -> list[float]:
        """Step of each lever, 0 where any intensity will do."""
        return [lever.step or 0.0 for lever in self.scenarios.task.levers]

    def high(self, dropped: int) -> Floats:
        """Return bounds that hold wherever at most so many scenarios are dropped."""
        limits = np.sort(self.scenarios.limits, axis=1)
        return self._stepped(limits[:, min(dropped, limits.shape[1] - 1)])

    def high_of(self, kept: Bools) -> Floats:
        """Return how far each lever can go in all the scenarios kept."""
        if not kept.any():
            return self._stepped(self.scenarios.high)
        return self._stepped(self.scenarios.limits[:, kept].min(axis=1))

    def point(self, t: Floats) -> Point:
        """Judge intensities."""
        return Point(t, float(self.costs @ t), self.scenarios.held(self.settlement, t))

    def failing(self, point: Point, kept: Bools) -> tuple[list[Condition], Indices]:
        """Return conditions that fail in scenarios kept, and the scenarios for which none is known.

        Conditions known already come first; new ones are looked for only where none of these
        fails. The latter are scenarios at the edge of rounding.
        """
        amiss = kept & ~point.held
        t = point.intensities
        known = [c for c in self.conditions if amiss[c.scenario] and not c.holds(t)]
        found = list(known)
        told = {condition.scenario for condition in known}
        silent = []
        for k in np.flatnonzero(amiss).tolist():
            if k in told:
                continue
            if k not in self._searches:
                self._searches[k] = self.scenarios[k].search(self.settlement)
            new = [self._add(k, failure.rows) for failure in self._searches[k].failures(t)]
            found += new
            if not new:
                silent.append(k)
        return found, np.array(silent, np.int64)

    def cleared(self, point: Point) -> Point:
        """Return the point without residue of the solver, where that changes nothing."""
        t = point.intensities
        clear = self.point(np.where(t < self.scenarios.task.negligible, 0.0, t))
        return clear if clear.count >= point.count else point

    def _add(self, scenario: int, rows: Iterable[Row]) -> Condition:
        condition = Condition(scenario, tuple(_weakest(rows, self.scenarios.high)))
        self.conditions.append(condition)
        return condition

    def _stepped(self, high: Floats) -> Floats:
        steps = np.array(self.steps)
        whole = np.floor(high / np.where(steps > 0, steps, 1.0) + ROUNDING) * steps
        return np.where(steps > 0, whole, high)


def _weakest(rows: Iterable[Row], high: Floats) -> Iterator[Row]:
    """Yield, per direction, the weakest of the rows that are within reach."""
    weakest: dict[tuple[float, ...], Row] = {}
    for row in rows:
        if float(np.maximum(np.array(row.g) * high, 0).sum()) < row.h - ROUNDING:
            continue
        if row.g not in weakest or row.h < weakest[row.g].h:
            weakest[row.g] = row
    yield from weakest.values()


@dataclass(frozen=True)
class Chosen:
    """A choice from a sampled programme: scenarios kept, and one row of each of their conditions.

    Attributes
    ----------
    rows, of
        Rows, and the scenario that each is of.
    """

    programme: Sampled
    kept: Bools
    rows: tuple[Row, ...]
    of: Indices

    @property
    def linear(self) -> Linear:
        """The linear programme of this choice, levers on any intensity."""
        programme, n = self.programme, len(self.programme.costs)
        high = programme.high_of(self.kept)
        here = [row for row, k in zip(self.rows, self.of, strict=True) if self.kept[k]]
        g = np.array([row.g for row in here]).reshape(len(here), n)
        h = np.array([row.h for row in here])
        return Linear(programme.costs, g, h, np.zeros(n), high)

    def solve(self) -> tuple[Floats, Floats] | None:
        """Return the cheapest intensities, and what each scenario weighs in their cost.

        None where there are none. With levers on steps, weights are those of the programme without
        steps.
        """
        linear = self.linear
        optimum = linear.optimum()
        if optimum is None:
            return None
        weights = np.zeros(len(self.kept))
        here = self.of[self.kept[self.of]]
        np.add.at(weights, here, np.maximum(optimum.multipliers, 0.0))
        t = optimum.intensities
        if any(self.programme.steps):
            stepped = on_steps(linear, self.programme.steps)
            if stepped is None:
                return None
            t = stepped
        return t, weights + self._weights_of_limits(optimum.limits)

    def _weights_of_limits(self, saved: Floats) -> Floats:
        """Return what scenarios weigh whose limits keep the cost from being lower."""
        limits = np.where(self.kept, self.programme.scenarios.limits, np.inf)
        least = limits == limits.min(axis=1, keepdims=True)
        weights: Floats = np.maximum(saved, 0.0) @ (least & self.kept)
        return weights


def on_steps(linear: Linear, steps: list[float]) -> Floats | None:
    """Return the optimum of a linear programme with some variables on whole steps, or None."""
    stepped = np.array(steps) > 0
    unit = np.where(stepped, steps, 1.0)
    found = least(
        linear.costs * unit,
        Table.dense(linear.g * unit, linear.h),
        linear.low / unit,
        linear.high / unit + stepped * ROUNDING,
        Whole(stepped),
    )
    if found.x is None:
        return None
    whole = np.where(stepped, np.round(found.x) * unit, 0.0)
    low, high = np.where(stepped, whole, linear.low), np.where(stepped, whole, linear.high)
    optimum = Linear(linear.costs, linear.g, linear.h, low, high).optimum()
    return None if optimum is None else optimum.intensities
