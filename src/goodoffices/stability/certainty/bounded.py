"""Verdicts by bounds on payoffs, on arrays over states: any number of them.

With p- and p+ the least and the greatest payoffs, and v, e and m as in ``concepts``, made of p+ for
*always* and of p- for *can*,

    s is always stable for i  iff  min(p+(s1), m+(s1)) <= p-(s) for every move s1 of i from s,
    s can be stable for i     iff  min(p-(s1), m-(s1)) <= p+(s) for every move s1 of i from s.

Where p+(s1) <= p-(s) nobody is tempted, so no improvements need to be told apart. Replies x to y of
j are believed in *always* where surely better, p-(y) > p+(x), in *can* where they may be,
p+(y) > p-(x). Under SEQ and SSEQ both are bounds on the exact answer; see ``exact``.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.knowledge import Bools, Bounds, Floats
from goodoffices.model.moves import ArcMoves, Moves, TensorMoves
from goodoffices.stability.concepts import Concept
from goodoffices.stability.engines.compiled import over_lines
from goodoffices.stability.engines.intervals import (
    greatest_elsewhere,
    least_over_above,
    sort_intervals,
)
from goodoffices.stability.engines.kernels import (
    least_over_allowed,
    least_over_arcs,
    relax_arcs,
)
from goodoffices.stability.engines.structure import lines_of

Sure = Literal["always", "can"]


class Tensor:
    """The operations along the axes of the tensor of strategies; positions are its cells."""

    def __init__(self, moves: TensorMoves, bounds: Sequence[Bounds]) -> None:
        self._cells = moves.cells
        self._shape = moves.shape
        self._size = math.prod(moves.shape)
        self._lines = lines_of(moves)
        self._bounds = bounds
        self._orders: dict[tuple[int, Sure], NDArray[np.unsignedinteger]] = {}

    def spread(self, values: Floats) -> Floats:
        """Copy an array over states to cells, +inf where there is no state."""
        if self._cells is None:
            return values.copy()
        cells = np.full(self._size, np.inf)
        cells[self._cells] = values
        return cells

    def gather(self, values: Floats) -> Floats:
        """Return the entries that belong to states."""
        return values if self._cells is None else values[self._cells]

    def greatest_over_moves(self, mover: int, values: Floats) -> Floats:
        """Return the greatest value over the mover's own moves from each state; -inf for none."""
        found = np.empty(self._size)
        lines, among = self._lines[mover]
        over_lines(greatest_elsewhere, self._size, lines, values, found, *among)
        return found

    def least_reply(self, focal: int, values: Floats, replies: str, sure: Sure) -> Floats:
        """Return the least value over each state and all that the others reach by replies."""
        if replies == "none":
            return values
        least = values.copy()
        others = [j for j in range(len(self._shape)) if j != focal]
        quiet = 0
        for now, j in enumerate(itertools.cycle(others), start=1):
            fell = self._step(j, least, replies, sure)
            quiet = 0 if fell else quiet + 1
            commute = replies == "any" and self._cells is None and now >= len(others)
            if quiet >= len(others) or commute:
                break
        return least

    def _step(self, mover: int, least: Floats, replies: str, sure: Sure) -> bool:
        lines, among = self._lines[mover]
        if replies == "any":
            return over_lines(least_over_allowed, self._size, lines, least, least, *among)
        order = self._order(mover, sure)
        return over_lines(least_over_above, self._size, lines, least, order, *among)

    def _order(self, mover: int, sure: Sure) -> NDArray[np.unsignedinteger]:
        """Each line's strategies, as what is left and as what is moved to, from best to worst."""
        if (mover, sure) not in self._orders:
            lines, (_, _, inner) = self._lines[mover]
            width, bounds = self._shape[mover], self._bounds[mover]
            left, reached = (
                (bounds.high, bounds.low) if sure == "always" else (bounds.low, bounds.high)
            )
            order = np.empty((lines, 2 * width), np.min_scalar_type(2 * width + 1))
            keys = (self.spread(left), self.spread(reached))
            over_lines(sort_intervals, self._size, lines, *keys, order, inner)
            self._orders[mover, sure] = order
        return self._orders[mover, sure]


class Arcs:
    """The operations along moves that are listed one by one."""

    def __init__(self, moves: ArcMoves, bounds: Sequence[Bounds]) -> None:
        self._moves = moves
        self._bounds = bounds
        self._size = bounds[0].count
        self._kept: dict[str, ArcMoves] = {}

    def spread(self, values: Floats) -> Floats:
        """Return a copy."""
        return values.copy()

    def gather(self, values: Floats) -> Floats:
        """Return the array as it is."""
        return values

    def greatest_over_moves(self, mover: int, values: Floats) -> Floats:
        """Return the greatest value over the mover's own moves from each state; -inf for none."""
        found = np.full(self._size, np.inf)
        sweep = least_over_arcs.for_size(self._size)
        sweep(self._moves.starts[mover], self._moves.targets, -values, found)
        least_over_arcs.ran(self._size)
        return -found

    def least_reply(self, focal: int, values: Floats, replies: str, sure: Sure) -> Floats:
        """Return the least value over each state and all that the others reach by replies."""
        if replies == "none":
            return values
        arcs = self._moves if replies == "any" else self._replies(sure)
        movers = np.array([j for j in range(len(self._bounds)) if j != focal], np.int64)
        after = np.tile(values, (len(self._bounds), 1))
        sweep = relax_arcs.for_size(self._size)
        while sweep(arcs.starts, arcs.targets, movers, focal, after):
            pass
        relax_arcs.ran(self._size)
        return np.array(after[focal])

    def _replies(self, sure: Sure) -> ArcMoves:
        if sure not in self._kept:
            pairs = []
            for mover, bounds in enumerate(self._bounds):
                origins, targets = self._moves.pairs(mover)
                better = (
                    bounds.low[targets] > bounds.high[origins]
                    if sure == "always"
                    else bounds.high[targets] > bounds.low[origins]
                )
                pairs.append((origins[better], targets[better]))
            self._kept[sure] = ArcMoves.from_pairs(pairs, self._size)
        return self._kept[sure]


def passes(moves: Moves, bounds: Sequence[Bounds]) -> Tensor | Arcs:
    """Return the operations that fit a conflict's moves."""
    return Tensor(moves, bounds) if isinstance(moves, TensorMoves) else Arcs(moves, bounds)


def stable_by_bounds(
    parts: Tensor | Arcs, bounds: Bounds, mover: int, concept: Concept, sure: Sure
) -> Bools:
    """Say which states are always stable, or can be, for a decision maker. Shape (states,)."""
    own, needed = (bounds.high, bounds.low) if sure == "always" else (bounds.low, bounds.high)
    payoff = parts.spread(own)
    value = payoff
    if concept.value == "escape":
        value = np.maximum(payoff, parts.greatest_over_moves(mover, payoff))
    worst = np.minimum(payoff, parts.least_reply(mover, value, concept.replies, sure))
    return parts.gather(parts.greatest_over_moves(mover, worst)) <= needed
