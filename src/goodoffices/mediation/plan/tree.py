"""The search for one settlement: conditions are added until none fails.

The search is a tree. A node has rows that must hold; its linear programme gives the cheapest
intensities for these. The cheapest node of all is looked at next: if every condition holds there,
it is the optimum. Otherwise a clause fails, one of whose rows must hold in any plan, and the node
gives way to one node per row of it. (The k-th also says that the rows before it do not hold, so
that nothing is looked at twice.) A lever on whole steps parts a node in the same way, below and
above. No number stands for "switched off" here, and a margin of a millionth is as safe as any.

Where the time is limited, something should be found before it is over. So the search also dives:
it goes on with the cheapest part of the node that it looked at last, down to a node where every
condition holds. The cheapest of these so far is the incumbent. What costs no less is left out, and
no solution costs less than the cheapest node that waits: the incumbent is the optimum as soon as no
node below it does. Diving changes the order in which nodes are looked at, and nothing else.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator
from typing import Protocol

import numpy as np

from goodoffices import stopping
from goodoffices.mediation.plan.deadline import Deadline
from goodoffices.mediation.plan.deviations import Failure
from goodoffices.mediation.plan.nodes import Entry, Node, Waiting, least_by_rows
from goodoffices.mediation.plan.programme import (
    Clause,
    Floats,
    Optimum,
    Programme,
    Row,
    Solution,
)
from goodoffices.model.levers import ROUNDING

_DIVE_EVERY = 20  # nodes, once there is an incumbent


class Deviations(Protocol):
    """Finds what fails at given intensities; ``deviations.Search`` is one."""

    def failures(self, intensities: Floats, /) -> Iterator[Failure]:
        """Yield the deviations that are not deterred."""


class Tree:
    """The nodes still to be looked at, cheapest first, and the incumbent.

    Attributes
    ----------
    found
        The cheapest solution so far, the incumbent; None as long as there is none.
    """

    def __init__(self, programme: Programme, search: Callable[[], Deviations]) -> None:
        self.programme = programme
        self.found: Solution | None = None
        self._search = search
        self._least = math.inf  # the objective at the incumbent, before it is made gentle
        self._waiting = Waiting(programme, self._below)
        start = Node((), (), np.zeros(len(programme.costs)), programme.high)
        self._waiting.add(self._waiting.entries([start], [-math.inf]))
        self._waiting.settle()

    @property
    def bound(self) -> float:
        """What any solution cheaper than the incumbent costs at least; infinite: there is none."""
        least = self._waiting.least
        return least if least < self._below() else math.inf

    def run(self, deadline: Deadline, cutoff: float = math.inf) -> None:
        """Search to the end, until what is left costs more than the cutoff, or to the deadline."""
        if deadline.over() or not self.open(cutoff):
            return
        search = self._search()
        next_down: Entry | None = None
        for count in itertools.count():
            stopping.check()
            if next_down is None:
                self._waiting.settle()
            if deadline.over() or (next_down is None and not self.open(cutoff)):
                break
            if next_down is None and not self._waiting.known:
                continue
            due = self.found is None or count % _DIVE_EVERY == 0
            dives = next_down is not None or (deadline.limited and due)
            looking_at = self._waiting.pop() if next_down is None else next_down
            parts = self._parts(looking_at, search)
            next_down = self._waiting.cheapest(parts) if dives else None
            if not dives:
                self._waiting.add(parts)
        if next_down is not None:
            self._waiting.add([next_down])

    def open(self, cutoff: float = math.inf) -> bool:
        """Say whether a solution may be left that is cheaper than found, and within the cutoff."""
        return self.bound < math.inf and self.bound <= cutoff + nearly(cutoff)

    def _below(self) -> float:
        """Return what a solution has to cost less than to be cheaper than the incumbent."""
        return self._least - nearly(self._least)

    def _parts(self, entry: Entry, search: Deviations) -> list[Entry]:
        """Return what a node gives way to; none where it is a solution, which is kept."""
        node, optimum = entry.node, entry.optimum
        if optimum is None:
            return []
        t = optimum.intensities
        failing = self._failing(t, search)
        if failing:
            rows = min((clause.rows for clause in failing), key=len)
            linear = node.linear(self.programme)
            least = least_by_rows(linear, optimum, rows).tolist() if rows else []
            return self._waiting.entries(node.by_rows(rows), least)
        off = self._off_step(t)
        if off is not None:
            sides = list(node.by_steps(off, self.programme.steps[off] or 1.0, t[off]))
            return self._waiting.entries(sides, itertools.repeat(-math.inf, len(sides)))
        self._least, self.found = optimum.cost, self._polished(node, optimum, search)
        return []

    def _failing(self, t: Floats, search: Deviations) -> list[Clause]:
        """Return the clauses that fail at t: those known already, or else new ones."""
        known = [clause for clause in self.programme.clauses if not _any_holds(clause.rows, t)]
        if known:
            return known
        return [
            self.programme.add_clause(one.deviation.mover, one.deviation.target, one.rows)
            for one in search.failures(t)
        ]

    def _off_step(self, t: Floats) -> int | None:
        """Return a lever that is not on one of its steps."""
        for k, step in enumerate(self.programme.steps):
            if step and abs(t[k] / step - round(t[k] / step)) > ROUNDING:
                return k
        return None

    def _polished(self, node: Node, optimum: Optimum, search: Deviations) -> Solution:
        """Return the solution of a node: the gentlest of the optima, cleaned where that is one."""
        gentle = node.linear(self.programme).gentlest(optimum.cost)
        t = next((t for t in self._versions(gentle, optimum) if self._is_one(t, search)), None)
        t = optimum.intensities if t is None else t
        rows = (*self.programme.rows, *node.chosen)
        duals = tuple(optimum.multipliers[: len(rows)].tolist())
        cost, limits = float(self.programme.costs @ t), tuple(optimum.limits.tolist())
        return Solution(t, cost, rows, duals, limits)

    def _versions(self, gentle: Floats | None, optimum: Optimum) -> Iterator[Floats]:
        for t in (gentle, optimum.intensities):
            if t is not None:
                yield from (self.programme.cleaned(t), t)

    def _is_one(self, t: Floats, search: Deviations) -> bool:
        """Say whether every condition holds at t, so that it is a solution."""
        held = all(row.holds(t) for row in self.programme.rows)
        return held and self._off_step(t) is None and not self._failing(t, search)


class AnySolution(Tree):
    """A tree that is asked whether it has a solution, and not for the cheapest and gentlest."""

    def open(self, cutoff: float = math.inf) -> bool:
        """Say whether it is worth going on: as long as nothing is found."""
        return self.found is None and super().open(cutoff)

    def _polished(self, node: Node, optimum: Optimum, search: Deviations) -> Solution:  # noqa: ARG002 - any will do
        return Solution(optimum.intensities, optimum.cost, (), (), ())


def nearly(cost: float) -> float:
    """Return the difference of costs that is rounding and no more."""
    return 0.0 if math.isinf(cost) else 2 * ROUNDING * max(abs(cost), 1.0)


def _any_holds(clause: tuple[Row, ...], t: Floats) -> bool:
    return any(row.holds(t) for row in clause)
