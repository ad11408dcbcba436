"""The search shared by plans and shortfalls: conditions are added until none fails.

The search is a tree. A node has rows that must hold; its linear programme gives the cheapest
intensities for these. The cheapest node of all is looked at next: if every condition holds there,
it is the optimum. Otherwise a clause fails, one of whose rows must hold in any plan, and the node
gives way to one node per row of it. (The k-th also says that the rows before it do not hold, so
that nothing is looked at twice.) A lever on whole steps parts a node in the same way, below and
above. No number stands for "switched off" here, and a margin of a millionth is as safe as any.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from goodoffices.mediation.deviations import Search
from goodoffices.mediation.programme import (
    ROUNDING,
    Clause,
    Floats,
    Linear,
    Optimum,
    Programme,
    Row,
    Solution,
)


@dataclass(frozen=True)
class Found:
    """A settlement (by index) with the cheapest solution for it, and the programme solved."""

    settlement: int
    solution: Solution
    programme: Programme

    @property
    def price(self) -> float:
        """Least value of the programme's objective."""
        return self.solution.cost


@dataclass(frozen=True)
class _Node:
    """Part of what is possible: rows chosen from clauses, rows ruled out, and bounds."""

    chosen: tuple[Row, ...]
    ruled_out: tuple[Row, ...]
    low: Floats
    high: Floats

    def linear(self, programme: Programme) -> Linear:
        """Return the linear programme of this part; the rows ruled out come last."""
        n = len(programme.costs)
        held = [*programme.rows, *self.chosen]
        g = [row.g for row in held] + [tuple(-x for x in row.g) for row in self.ruled_out]
        h = [row.h for row in held] + [-row.h for row in self.ruled_out]
        table = np.array(g).reshape(len(g), n)
        return Linear(programme.costs, table, np.array(h), self.low, self.high)

    def by_rows(self, clause: tuple[Row, ...]) -> Iterator[_Node]:
        for k, row in enumerate(clause):
            high = np.where(np.array(row.g) < 0, 0.0, self.high) if row.tie else self.high
            yield _Node((*self.chosen, row), (*self.ruled_out, *clause[:k]), self.low, high)

    def by_steps(self, lever: int, step: float, intensity: float) -> Iterator[_Node]:
        count = np.floor(intensity / step)
        below, above = self.high.copy(), self.low.copy()
        below[lever], above[lever] = count * step, (count + 1) * step
        yield _Node(self.chosen, self.ruled_out, self.low, below)
        if above[lever] <= self.high[lever] + ROUNDING:
            yield _Node(self.chosen, self.ruled_out, above, np.maximum(self.high, above))


@dataclass
class _Tree:
    """The nodes still to be looked at, cheapest first."""

    programme: Programme
    search: Search
    waiting: list[tuple[float, int, Optimum, _Node]] = field(default_factory=list)
    order: Iterator[int] = field(default_factory=itertools.count)

    def add(self, node: _Node) -> None:
        optimum = node.linear(self.programme).optimum()
        if optimum is not None:
            heapq.heappush(self.waiting, (optimum.cost, next(self.order), optimum, node))

    def best(self) -> Solution | None:
        n = len(self.programme.costs)
        self.add(_Node((), (), np.zeros(n), self.programme.high))
        while self.waiting:
            _, _, optimum, node = heapq.heappop(self.waiting)
            t = optimum.intensities
            failing = self.failing(t)
            if failing:
                parts = node.by_rows(min((clause.rows for clause in failing), key=len))
            else:
                off = self.off_step(t)
                if off is None:
                    return self.polished(node, optimum)
                parts = node.by_steps(off, self.programme.steps[off] or 1.0, t[off])
            for part in parts:
                self.add(part)
        return None

    def failing(self, t: Floats) -> list[Clause]:
        """Return the clauses that fail at t: those known already, or else new ones."""
        known = [clause for clause in self.programme.clauses if not _any_holds(clause.rows, t)]
        if known:
            return known
        return [
            self.programme.add_clause(one.deviation.mover, one.deviation.target, one.rows)
            for one in self.search.failures(t)
        ]

    def off_step(self, t: Floats) -> int | None:
        """Return a lever that is not on one of its steps."""
        for k, step in enumerate(self.programme.steps):
            if step and abs(t[k] / step - round(t[k] / step)) > ROUNDING:
                return k
        return None

    def polished(self, node: _Node, optimum: Optimum) -> Solution:
        """Return the solution of a node, of equal optima the gentlest that is a plan."""
        t = optimum.intensities
        gentle = node.linear(self.programme).gentlest(optimum.cost)
        if gentle is not None and not self.failing(gentle) and self.off_step(gentle) is None:
            t = gentle
        rows = (*self.programme.rows, *node.chosen)
        duals = tuple(optimum.multipliers[: len(rows)].tolist())
        cost, limits = float(self.programme.costs @ t), tuple(optimum.limits.tolist())
        return Solution(t, cost, rows, duals, limits)


def _any_holds(clause: tuple[Row, ...], t: Floats) -> bool:
    return any(row.holds(t, ROUNDING) for row in clause)


def cheapest(programme: Programme, search: Search) -> Solution | None:
    """Return the cheapest solution at which no deviation fails, or None when there is none."""
    return _Tree(programme, search).best()


def cheapest_settlements(
    settlements: Iterable[int],
    programme_of: Callable[[int], Programme],
    search_of: Callable[[int], Search],
    keep: int,
) -> list[Found]:
    """Return the ``keep`` cheapest settlements, cheapest first.

    Settlements are tried in the order of what they cost before any deviation is looked at, and no
    further than that bound allows.
    """
    bounds: list[tuple[float, int]] = []
    for settlement in settlements:
        programme = programme_of(settlement)
        start = _Node((), (), np.zeros(len(programme.costs)), programme.high)
        relaxed = start.linear(programme).optimum()
        if relaxed is not None:
            bounds.append((relaxed.cost, settlement))
    found: list[Found] = []
    for bound, settlement in sorted(bounds):
        if len(found) >= keep and bound > found[keep - 1].price:
            break
        programme = programme_of(settlement)
        solution = cheapest(programme, search_of(settlement))
        if solution is not None:
            found.append(Found(settlement, solution, programme))
            found.sort(key=lambda one: (one.price, one.settlement))
    return found[:keep]
