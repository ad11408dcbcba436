"""The operations on an array over states that every concept is written in.

Both move structures offer them: the escape value, the worst case after believed replies, and the
worst improvement. Arrays are indexed by *position*: the cell in a tensor, the state in a graph;
``spread`` and ``gather`` go from states to positions and back.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.moves import ArcMoves, Moves, TensorMoves
from goodoffices.stability.concepts import Concept
from goodoffices.stability.engines.compiled import over_lines
from goodoffices.stability.engines.kernels import (
    least_over_allowed,
    least_over_arcs,
    least_over_better,
    relax_arcs,
    sort_lines,
)

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]


class Structure(Protocol):
    """What stability needs to know about moves and payoffs."""

    def spread(self, values: Floats, absent: float) -> Floats:
        """Copy an array over states to positions; ``absent`` fills positions without a state."""

    def gather(self, values: Floats) -> Floats:
        """Return the entries of an array over positions that belong to states."""

    def payoff(self, mover: int) -> Floats:
        """Payoffs of ``mover``; +inf where absent."""

    def escape(self, mover: int) -> Floats:
        """Best payoff of ``mover`` over each state and its own moves from it; +inf where absent."""

    def least_reply(self, focal: int, values: Floats, replies: str) -> Floats:
        """Least of ``values`` over each state and all that the others reach by such replies."""

    def worst_improvement(self, mover: int, worst: Floats) -> Floats:
        """Greatest of ``worst`` over the improvements of ``mover``; -inf where it has none."""


def lines_of(moves: TensorMoves) -> list[tuple[int, tuple[Indices, NDArray[np.bool_], int]]]:
    """Return, per axis, how many lines run along it, and what loops ask of them.

    That is the classes of strategies, which may turn into which, and the stride of the axis.
    """
    size = math.prod(moves.shape)
    return [
        (size // moves.shape[i], (*classes, math.prod(moves.shape[:i])))
        for i, classes in enumerate(moves.lock_classes)
    ]


class TensorStructure:
    """Operations along the axes of the tensor of strategies.

    One decision maker's moves compose, and so do its improvements, so the rule that nobody moves
    twice in a row drops out and replies are a least fixpoint of per-axis minima.
    """

    def __init__(self, moves: TensorMoves, payoffs: Sequence[Floats]) -> None:
        self._shape = moves.shape
        self._cells = moves.cells
        self._size = math.prod(moves.shape)
        self._lines = lines_of(moves)
        self._payoffs = [self.spread(np.ascontiguousarray(p), -np.inf) for p in payoffs]
        self._orders: dict[int, NDArray[np.unsignedinteger]] = {}
        self._escape: tuple[int, Floats] | None = None  # of whom it was asked last

    def spread(self, values: Floats, absent: float) -> Floats:
        """Copy an array over states to positions; ``absent`` fills positions without a state."""
        if self._cells is None:
            return values
        cells = np.full(self._size, absent)
        cells[self._cells] = values
        return cells

    def gather(self, values: Floats) -> Floats:
        """Return the entries of an array over positions that belong to states."""
        return values if self._cells is None else values[self._cells]

    def _absent(self, values: Floats) -> Floats:
        """Put +inf where there is no state."""
        if self._cells is None:
            return values
        return np.where(self._payoffs[0] == -np.inf, np.inf, values)

    def payoff(self, mover: int) -> Floats:
        """Payoffs of ``mover``; +inf where absent."""
        return self._absent(self._payoffs[mover])

    def escape(self, mover: int) -> Floats:
        """Best payoff of ``mover`` over each state and its own moves from it; +inf where absent."""
        kept = self._escape
        if kept is None or kept[0] != mover:
            losses = -self._payoffs[mover]
            self._over_allowed(mover, losses)
            kept = self._escape = mover, self._absent(-losses)
        return kept[1]

    def least_reply(self, focal: int, values: Floats, replies: str) -> Floats:
        """Least of ``values`` over each state and all that the others reach by such replies."""
        if replies == "none":
            return values
        least = values.copy()
        others = [j for j in range(len(self._payoffs)) if j != focal]
        if replies == "any" and self._cells is None:
            for j in others:
                self._over_allowed(j, least)
            return least
        step = self._over_allowed if replies == "any" else self._over_better
        quiet = 0
        for j in itertools.cycle(others):
            quiet = 1 if step(j, least) else quiet + 1
            if quiet >= len(others):
                break
        return least

    def worst_improvement(self, mover: int, worst: Floats) -> Floats:
        """Greatest of ``worst`` over the improvements of ``mover``; -inf where it has none."""
        least = np.empty(self._size)
        least.fill(np.inf)
        self._over_better(mover, -worst, least)
        return -least

    def _over_allowed(self, mover: int, values: Floats) -> bool:
        lines, among = self._lines[mover]
        return over_lines(least_over_allowed, self._size, lines, values, values, *among)

    def _over_better(self, mover: int, values: Floats, out: Floats | None = None) -> bool:
        lines, among = self._lines[mover]
        low = values if out is None else out
        order = self._orders.get(mover)
        if order is None:
            order = self._order(mover)
        return over_lines(least_over_better, self._size, lines, values, low, order, *among)

    def _order(self, mover: int) -> NDArray[np.unsignedinteger]:
        """Each line's strategies from best to worst; sorted once, used by every concept."""
        lines, (_, _, inner) = self._lines[mover]
        width = self._shape[mover]
        numbers = np.promote_types(np.uint16, np.min_scalar_type(2 * width + 1))
        order = np.empty((lines, width), numbers)
        over_lines(sort_lines, self._size, lines, self._payoffs[mover], order, inner)
        self._orders[mover] = order
        return order


class ArcStructure:
    """Operations along explicit arcs; who moved last is kept, since moves need not compose."""

    def __init__(self, moves: ArcMoves, payoffs: Sequence[Floats]) -> None:
        self._moves = moves
        self._payoffs = [np.ascontiguousarray(p) for p in payoffs]
        self._size = len(payoffs[0])
        self._escape: tuple[int, Floats] | None = None  # of whom it was asked last

    @cached_property
    def _improvements(self) -> ArcMoves:
        """The arcs that improve their mover."""
        pairs = []
        for mover, payoffs in enumerate(self._payoffs):
            origins, targets = self._moves.pairs(mover)
            better = payoffs[targets] > payoffs[origins]
            pairs.append((origins[better], targets[better]))
        return ArcMoves.from_pairs(pairs, self._size)

    def spread(self, values: Floats, absent: float) -> Floats:  # noqa: ARG002
        """Return the array as it is: every position is a state."""
        return values

    def gather(self, values: Floats) -> Floats:
        """Return the array as it is: every position is a state."""
        return values

    def payoff(self, mover: int) -> Floats:
        """Payoffs of ``mover``."""
        return self._payoffs[mover]

    def escape(self, mover: int) -> Floats:
        """Best payoff of ``mover`` over each state and its own moves from it."""
        kept = self._escape
        if kept is None or kept[0] != mover:
            losses = -self._payoffs[mover]
            self._over(self._moves, mover, losses.copy(), losses)
            kept = self._escape = mover, -losses
        return kept[1]

    def least_reply(self, focal: int, values: Floats, replies: str) -> Floats:
        """Least of ``values`` over each state and all that the others reach by such replies."""
        if replies == "none":
            return values
        arcs = self._moves if replies == "any" else self._improvements
        movers = np.array([j for j in range(len(self._payoffs)) if j != focal], np.int64)
        after = np.tile(values, (len(self._payoffs), 1))
        sweep = relax_arcs.for_size(self._size)
        while sweep(arcs.starts, arcs.targets, movers, focal, after):
            pass
        relax_arcs.ran(self._size)
        return np.array(after[focal])

    def worst_improvement(self, mover: int, worst: Floats) -> Floats:
        """Greatest of ``worst`` over the improvements of ``mover``; -inf where it has none."""
        least = np.empty(self._size)
        least.fill(np.inf)
        self._over(self._improvements, mover, -worst, least)
        return -least

    def _over(self, arcs: ArcMoves, mover: int, values: Floats, out: Floats) -> None:
        sweep = least_over_arcs.for_size(self._size)
        sweep(arcs.starts[mover], arcs.targets, values, out)
        least_over_arcs.ran(self._size)


def structure(moves: Moves, payoffs: Sequence[Floats]) -> Structure:
    """Return the operations that fit a conflict's moves."""
    if isinstance(moves, TensorMoves):
        return TensorStructure(moves, payoffs)
    return ArcStructure(moves, payoffs)


def worst_case(parts: Structure, mover: int, concept: Concept) -> Floats:
    """Return m: how badly ``mover`` can fare after each position, by the concept's table row."""
    value = parts.payoff(mover) if concept.value == "payoff" else parts.escape(mover)
    return parts.least_reply(mover, value, concept.replies)
