"""One conflict under very many settings of payoffs, judged a tile of samples at a time.

What depends on the moves alone is worked out once: lines of strategies, and the groups of states
among which others can go to and fro. Then every tile of samples is ranked (``ranks``) and judged by
loops over its samples (``batch_kernels``, ``batch_arcs``), tiles in threads.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import get_ident
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.moves import ArcMoves, Moves, TensorMoves
from goodoffices.stability import compiled
from goodoffices.stability.batch_arcs import judge_arcs
from goodoffices.stability.batch_kernels import (
    ANY,
    ESCAPE,
    IMPROVING,
    NONE,
    PAYOFF,
    add_up,
    judge_lines,
)
from goodoffices.stability.compiled import Kernel, in_threads, shares
from goodoffices.stability.concepts import CONCEPTS
from goodoffices.stability.ranks import ranks_of

Array = NDArray[Any]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
TILE = 128
_VALUES = {"payoff": PAYOFF, "escape": ESCAPE}
_REPLIES = {"none": NONE, "any": ANY, "improving": IMPROVING}


@dataclass(frozen=True, eq=False)
class Counts:
    """In how many samples states are stable.

    Attributes
    ----------
    samples
        How many samples were judged.
    stable
        Shape (concepts, movers, states).
    equilibria
        Samples in which a state is stable for all movers. Shape (concepts, states).
    """

    samples: int
    stable: Indices
    equilibria: Indices


class Batch:
    """Judges one conflict's states under many settings of payoffs.

    Payoffs are given as one array per decision maker, shape (states, samples).

    Parameters
    ----------
    states
        Number of states of the conflict.
    concepts
        Keys of the concepts to judge by, of ``goodoffices.stability.concepts.CONCEPTS``.
    movers
        The decision makers (by index) to judge for; all by default.
    """

    def __init__(
        self,
        moves: Moves,
        states: int,
        concepts: Sequence[str],
        movers: Sequence[int] | None = None,
    ) -> None:
        count = len(moves.shape) if isinstance(moves, TensorMoves) else len(moves.starts)
        rows = [CONCEPTS[key] for key in concepts]
        codes = [(_VALUES[row.value], _REPLIES[row.replies]) for row in rows]
        self._states = states
        self._concepts = np.array(codes, np.int64).reshape(-1, 2)
        self._movers = np.array(range(count) if movers is None else movers, np.int64)
        self._ranks = np.min_scalar_type(states - 1)
        most = int(np.iinfo(self._ranks).max)
        self._kernel: Kernel
        self._moves: tuple[Any, ...]
        if isinstance(moves, TensorMoves) and not any(locks.any() for locks in moves.locks):
            self._moves = (*_lines(moves, states), *_groups(moves, states))
            self._places = np.argsort(self._moves[0], axis=1)
            self._kernel = judge_lines
        else:
            composing = isinstance(moves, TensorMoves)
            arcs = moves if isinstance(moves, ArcMoves) else _arcs(moves, states)
            self._moves = (arcs.starts, arcs.targets, 1 if composing else count, most)
            self._places = np.tile(np.arange(states), (count, 1))
            self._kernel = judge_arcs

    def judge(self, payoffs: Sequence[Floats]) -> Bools:
        """Say which states are stable, as ``goodoffices.stability.analysis.analyze`` does.

        Returns
        -------
        Bools
            Shape (concepts, movers, states, samples).
        """
        samples = payoffs[0].shape[1]
        verdicts = np.empty((len(self._concepts), len(self._movers), self._states, samples), bool)

        def keep(stable: Array, start: int, end: int) -> None:
            verdicts[..., start:end] = stable.view(bool)

        self._over_tiles(payoffs, keep)
        return verdicts

    def equilibria(self, payoffs: Sequence[Floats]) -> Bools:
        """Say which states are stable for all movers. Shape (concepts, states, samples)."""
        samples = payoffs[0].shape[1]
        verdicts = np.empty((len(self._concepts), self._states, samples), bool)

        def keep(stable: Array, start: int, end: int) -> None:
            verdicts[..., start:end] = np.bitwise_and.reduce(stable, axis=1).view(bool)

        self._over_tiles(payoffs, keep)
        return verdicts

    def count(self, payoffs: Sequence[Floats]) -> Counts:
        """Count the samples in which states are stable, without keeping their verdicts."""
        shape = len(self._concepts), len(self._movers), self._states
        shares_of_threads: dict[int, tuple[Indices, Indices]] = {}
        size = payoffs[0].size

        def keep(stable: Array, start: int, end: int) -> None:  # noqa: ARG001
            mine = get_ident()
            if mine not in shares_of_threads:
                zeros = np.zeros(shape, np.int64), np.zeros((shape[0], shape[2]), np.int64)
                shares_of_threads[mine] = zeros
            add_up.for_size(size)(stable, *shares_of_threads[mine])

        self._over_tiles(payoffs, keep)
        stable = np.zeros(shape, np.int64)
        equilibria = np.zeros((shape[0], shape[2]), np.int64)
        for some, joint in shares_of_threads.values():
            stable += some
            equilibria += joint
        return Counts(payoffs[0].shape[1], stable, equilibria)

    def _over_tiles(self, payoffs: Sequence[Floats], keep: Callable[..., None]) -> None:
        """Judge tile by tile, in threads, and hand ``keep`` each tile's verdicts and bounds."""
        samples = payoffs[0].shape[1]
        tiles = -(-samples // TILE)
        size = tiles * TILE * self._states  # loops run over whole tiles
        bits = [np.ascontiguousarray(p, np.float64).view(np.int64) for p in payoffs]
        parts = shares(tiles) if size >= compiled.PARALLEL_FROM else [(0, tiles)]
        in_threads(self._judge_tiles, [(bits, size, keep, *part) for part in parts])

    def _judge_tiles(
        self, bits: list[Array], size: int, keep: Callable[..., None], first: int, last: int
    ) -> None:
        judge = self._kernel.for_size(size)
        samples = bits[0].shape[1]
        width = 0
        for tile in range(first, last):
            start, end = tile * TILE, min((tile + 1) * TILE, samples)
            if width != end - start:
                width = end - start
                keys = np.empty((width, self._states), np.int64)
                own = np.empty((len(bits), self._states, width), self._ranks)
                shape = len(self._concepts), len(self._movers), self._states, width
                stable = np.empty(shape, np.uint8)
            for i, payoffs in enumerate(bits):
                ranks_of(payoffs, start, keys, self._places[i], own[i], size)
            judge(own, self._concepts, self._movers, *self._moves, stable)
            keep(stable, start, end)


def _lines(moves: TensorMoves, states: int) -> tuple[Indices, Indices, Indices]:
    """Return members, bounds and counts of every mover's lines (see ``batch_kernels``)."""
    cells = np.arange(states) if moves.cells is None else moves.cells
    lines = []
    for mover, width in enumerate(moves.shape):
        stride = math.prod(moves.shape[:mover])
        lines.append(cells - cells // stride % width * stride)
    return _grouped(np.array(lines))


def _groups(moves: TensorMoves, states: int) -> tuple[Indices, Indices, Indices]:
    """Return, likewise, the groups of states among which all but one mover can go to and fro."""
    members, bounds, counts = _lines(moves, states)
    groups = []
    for focal in range(len(moves.shape)):
        least = np.arange(states)
        before = None
        while before is None or (before != least).any():
            before = least.copy()
            for j in range(len(moves.shape)):
                if j != focal:
                    starts = bounds[j, : counts[j]]
                    found = np.minimum.reduceat(least[members[j]], starts)
                    least[members[j]] = np.repeat(found, np.diff(bounds[j, : counts[j] + 1]))
        groups.append(least)
    return _grouped(np.array(groups))


def _grouped(labels: Indices) -> tuple[Indices, Indices, Indices]:
    """Sort states by label, per row: the states in order, where each label begins, how many."""
    count, states = labels.shape
    members = np.argsort(labels, axis=1, kind="stable")
    bounds = np.full((count, states + 1), states, np.int64)
    counts = np.empty(count, np.int64)
    for row in range(count):
        ordered = labels[row, members[row]]
        starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
        counts[row] = len(starts)
        bounds[row, : len(starts)] = starts
    return members, bounds, counts


def _arcs(moves: TensorMoves, states: int) -> ArcMoves:
    """Return a tensor's moves as arcs."""
    pairs = [moves.pairs(mover) for mover in range(len(moves.shape))]
    return ArcMoves.from_pairs(pairs, states)
