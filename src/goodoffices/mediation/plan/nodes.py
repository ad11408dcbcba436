"""The nodes of a search for one settlement, and those of them that wait, the cheapest first.

A node is a linear programme. One whose clause fails gives way to dozens, most of which cost more
than the plan that is found in the end. So each waits with a lower bound on what it costs, and is
solved only when no other may be cheaper.

The bound is Lagrange's, with the multipliers y >= 0 of the node that gave way (M. L. Fisher,
Management Science 27, 1981). What meets that node's rows G·t >= h and one row more, g·t >= b, costs
at least

    y·h  +  the least (c - y·G)·t + y·s  over  low <= t <= high, s >= 0
            with  (g - p·G)·t + p·s >= b - p·h

whatever p is, where s = G·t - h is what is over in the rows. This is a knapsack, filled with what
is cheapest first (``bounds.cheapest_cover``). With p such that no lever between its bounds is left
in it, the bound is what a step of the dual simplex method says, and often all there is to say. Rows
of a clause are reckoned at once. Bounds are lowered by far more than rounding, so that nodes are
looked at in the order of what they cost, just as if each had been solved at once.
"""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np

from goodoffices.mediation.plan.bounds import cheapest_cover
from goodoffices.mediation.plan.programme import Floats, Linear, Optimum, Programme, Row
from goodoffices.model.levers import ROUNDING

_SAFELY = 1e-8
"""By what part of the numbers in it a bound is lowered; the solver's rounding is a hundredth."""
_AT_ONCE = 64  # programmes solved before anybody looks at the clock


class Node(NamedTuple):
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

    def by_rows(self, clause: tuple[Row, ...]) -> Iterator[Node]:
        """Yield a part for each row of a clause."""
        for k, row in enumerate(clause):
            chosen, ruled_out = (*self.chosen, row), (*self.ruled_out, *clause[:k])
            yield Node(chosen, ruled_out, self.low, self.high)

    def by_steps(self, lever: int, step: float, intensity: float) -> Iterator[Node]:
        """Yield the parts on either side of an intensity between two of a lever's steps."""
        count = np.floor(intensity / step)
        below, above = self.high.copy(), self.low.copy()
        below[lever], above[lever] = count * step, (count + 1) * step
        yield Node(self.chosen, self.ruled_out, self.low, below)
        if above[lever] <= self.high[lever] + ROUNDING:
            yield Node(self.chosen, self.ruled_out, above, np.maximum(self.high, above))


class Entry(NamedTuple):
    """A node that waits: what it costs at least, and what exactly once it is solved."""

    least: float
    known: bool
    place: int
    node: Node
    optimum: Optimum | None = None


class Waiting:
    """Nodes that wait to be looked at, the cheapest first, of equal ones that which came first.

    Parameters
    ----------
    below
        Says what a node must cost less than to be kept, once it is solved.
    """

    def __init__(self, programme: Programme, below: Callable[[], float]) -> None:
        self._programme, self._below = programme, below
        self._heap: list[Entry] = []
        self._place = itertools.count()

    @property
    def least(self) -> float:
        """What every node costs at least; infinite where there is none."""
        return self._heap[0].least if self._heap else math.inf

    @property
    def known(self) -> bool:
        """Whether that is what the first one costs."""
        return bool(self._heap) and self._heap[0].known

    def entries(self, nodes: Iterable[Node], least: Iterable[float]) -> list[Entry]:
        """Return nodes with what each costs at least, without those that cannot be had."""
        return [
            Entry(bound, known=False, place=next(self._place), node=node)
            for node, bound in zip(nodes, least, strict=True)
            if bound < math.inf
        ]

    def add(self, entries: Iterable[Entry]) -> None:
        """Let nodes wait."""
        for entry in entries:
            heapq.heappush(self._heap, entry)

    def settle(self) -> None:
        """Solve nodes until it is known what the first one costs, not too many at a time."""
        for _ in range(_AT_ONCE):
            if self.known or not self._heap:
                return
            self.add(self._solved(heapq.heappop(self._heap)))

    def pop(self) -> Entry:
        """Return the first node, which waits no more."""
        return heapq.heappop(self._heap)

    def cheapest(self, entries: Iterable[Entry]) -> Entry | None:
        """Return the cheapest of some nodes, and let the others wait."""
        family = Waiting(self._programme, self._below)
        family.add(entries)
        while family.least < math.inf and not family.known:
            family.settle()
        first = family.pop() if family.known else None
        self.add(family._heap)
        return first

    def _solved(self, entry: Entry) -> Iterator[Entry]:
        optimum = entry.node.linear(self._programme).optimum()
        if optimum is not None and optimum.cost < self._below():
            yield entry._replace(least=optimum.cost, known=True, optimum=optimum)


def least_by_rows(linear: Linear, optimum: Optimum, rows: tuple[Row, ...]) -> Floats:
    """Return what a linear programme costs at least with one row more, for each of some rows.

    Infinite where that row cannot hold, minus infinite where nothing can be said. Shape (rows,).

    Parameters
    ----------
    optimum
        Of the programme as it is.
    """
    g, b = np.array([row.g for row in rows]), np.array([row.h for row in rows])
    y = np.maximum(optimum.multipliers, 0.0)
    low, high, farthest = linear.low, linear.high, _farthest(linear)
    with np.errstate(all="ignore"):
        reduced = linear.costs - y @ linear.g
        start = np.where(reduced < 0, high, low)
        binding = np.flatnonzero(y)
        held, h = linear.g[binding], linear.h[binding]
        parts = _parts(g, held, optimum, linear)
        rest = g - parts @ held
        size = np.abs(b) + np.abs(parts) @ np.abs(h)
        size += (np.abs(g) + np.abs(parts) @ np.abs(held)) @ farthest
        need = b - parts @ h - rest @ start - _SAFELY * size
        covers = np.hstack([np.where(reduced < 0, -rest, rest), parts])
        prices = np.append(np.abs(reduced), y[binding])
        spare = np.maximum(held, 0.0) @ high + np.minimum(held, 0.0) @ low - h
        spare += _SAFELY * (np.abs(held) @ farthest + np.abs(h))
        widths = np.append(high - low, np.maximum(spare, 0.0))
        cost = y @ linear.h + reduced @ start + cheapest_cover(need, covers, prices, widths)
        numbers = np.abs(reduced) @ farthest + y @ (np.abs(linear.h) + np.abs(linear.g) @ farthest)
        cost -= _SAFELY * np.where(np.isinf(cost), 0.0, numbers + np.abs(cost))
    said = np.isfinite(need) & np.isfinite(covers).all(axis=1) & ~np.isnan(cost)
    return np.where(said, cost, -math.inf)


def _farthest(linear: Linear) -> Floats:
    return np.maximum(np.abs(linear.low), np.abs(linear.high))


def _parts(g: Floats, held: Floats, optimum: Optimum, linear: Linear) -> Floats:
    """Return how much of each row held to take from new ones, to leave no lever that is free.

    Free are those between their bounds: they cost nothing to move as long as no row is. Shape
    (rows of g, rows held).
    """
    t, away = optimum.intensities, _SAFELY * _farthest(linear)
    free = (t > linear.low + away) & (t < linear.high - away)
    if not (len(held) and free.any()):
        return np.zeros((len(g), len(held)))
    try:
        return np.linalg.lstsq(held[:, free].T, g[:, free].T)[0].T.astype(float)
    except np.linalg.LinAlgError:  # numbers beyond what can be computed with
        return np.full((len(g), len(held)), math.nan)
