"""One conflict under very many settings of payoffs, judged a tile of samples at a time.

What depends on the moves alone is worked out once: lines of strategies, and the groups of states
among which others can go to and fro. Then every tile of samples is ranked (``ranks``) and judged
by loops over its samples (``batch_kernels``, ``batch_arcs``), tiles in threads. Conflicts too large
for a tile, and problems too small to be worth compiled code, are left to ``stack``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import get_ident
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.conflict import Conflict
from goodoffices.model.moves import ArcMoves, Moves, TensorMoves
from goodoffices.stability.concepts import CONCEPTS, ingredients, sufficient
from goodoffices.stability.engines import compiled
from goodoffices.stability.engines.batch_arcs import judge_arcs
from goodoffices.stability.engines.batch_kernels import (
    ANY,
    ESCAPE,
    IMPROVING,
    NONE,
    PAYOFF,
    TILE,
    add_up,
    judge_lines,
)
from goodoffices.stability.engines.compiled import Kernel, in_threads, shares
from goodoffices.stability.engines.grouped import Grouped, Sampled, each_whole
from goodoffices.stability.engines.ranks import ranks_of
from goodoffices.stability.engines.simultaneous import SampledConflict
from goodoffices.stability.engines.stack import Stack

Array = NDArray[Any]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
# Models per second as a multiple of Stack's, five concepts, 2 cores shared with other work: 28 at
# 256 states of 4 DMs, 5.5 at 1,024 (lines of 32), 2.1 to 3.7 at 4,096. With a single tile, and so
# one thread against Stack's two: 0.8 for lines of 128, 1.7 for lines of 256, 2.5 at 65,536 states
# of 4 DMs. Beyond, a tile would fill gigabytes.
_MOST_STATES = 2**16
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
    none
        Samples in which no state is. Shape (concepts,).
    watched
        Whether the states watched are, sample by sample. Shape (concepts, states watched, samples).
    """

    samples: int
    stable: Indices
    equilibria: Indices
    none: Indices
    watched: Bools


class Batch:
    """Judges one conflict's states under many settings of payoffs.

    Payoffs are given as one array per decision maker, shape (states, samples), or ``Grouped``.

    Parameters
    ----------
    states
        Number of states of the conflict.
    concepts
        Keys of the concepts to judge by, of ``goodoffices.stability.concepts.CONCEPTS``.
    movers
        The decision makers (by index) to judge for; all by default.
    at_once
        What judges by the concepts whose replies come at once; needed for those alone.
    """

    def __init__(
        self,
        moves: Moves,
        states: int,
        concepts: Sequence[str],
        movers: Sequence[int] | None = None,
        at_once: SampledConflict | None = None,
    ) -> None:
        self._in_turn = np.array([CONCEPTS[key].in_turn for key in concepts], bool)
        self._at_once = at_once
        self._recipes: list[list[list[int]]] = []
        self._judged = len(concepts)
        rows = [CONCEPTS[key] for key in concepts if CONCEPTS[key].in_turn]
        codes = [(_VALUES[row.value], _REPLIES[row.replies]) for row in rows]
        count = len(moves.shape) if isinstance(moves, TensorMoves) else len(moves.starts)
        self._given = moves
        self._states = states
        self._keys = tuple(row.key for row in rows)
        self._concepts = np.array(codes, np.int64).reshape(-1, 2)
        self._movers = np.array(range(count) if movers is None else movers, np.int64)
        self._ranks = np.min_scalar_type(states - 1)

    @classmethod
    def of(
        cls, conflict: Conflict, concepts: Sequence[str], movers: Sequence[int] | None = None
    ) -> Batch:
        """Return what judges a conflict by any concepts, also such as combine others.

        Raises
        ------
        RequestError, SizeError
            As ``goodoffices.stability.analysis.analyze`` does.
        """
        recipes = [sufficient(key, conflict.names) for key in concepts]
        keys = ingredients(concepts)
        at_once = None if all(CONCEPTS[key].in_turn for key in keys) else SampledConflict(conflict)
        batch = cls(conflict.moves, len(conflict.states), keys, movers, at_once)
        if keys != tuple(concepts):
            chosen = batch._movers.tolist()
            batch._recipes = [[[keys.index(key) for key in r[i]] for i in chosen] for r in recipes]
            batch._judged = len(concepts)
        return batch

    @cached_property
    def _layout(self) -> tuple[Kernel, tuple[Any, ...], Indices]:
        """The kernel, what it is to know of the moves, and each state's row, shape (n, states)."""
        moves, states = self._given, self._states
        if isinstance(moves, TensorMoves) and not any(locks.any() for locks in moves.locks):
            lines = _lines(moves, states)
            return judge_lines, (*lines, *_groups(moves, states)), np.argsort(lines[0], axis=1)
        arcs = moves if isinstance(moves, ArcMoves) else _arcs(moves, states)
        count = len(arcs.starts)
        rows = 1 if isinstance(moves, TensorMoves) else count  # a tensor's moves compose
        places = np.tile(np.arange(states), (count, 1))
        return judge_arcs, (arcs.starts, arcs.targets, rows, np.iinfo(self._ranks).max), places

    def judge(self, payoffs: Sampled) -> Bools:
        """Say which states are stable, as ``goodoffices.stability.analysis.analyze`` does.

        Returns
        -------
        Bools
            Shape (concepts, movers, states, samples).
        """
        shape = self._judged, len(self._movers), self._states, payoffs[0].shape[1]
        verdicts = np.empty(shape, bool)

        def keep(stable: Array, start: int, end: int) -> None:
            verdicts[..., start:end] = stable.view(bool)[..., : end - start]

        self._over_tiles(payoffs, keep)
        return verdicts

    def equilibria(self, payoffs: Sampled) -> Bools:
        """Say which states are stable for all movers. Shape (concepts, states, samples)."""
        verdicts = np.empty((self._judged, *payoffs[0].shape), bool)

        def keep(stable: Array, start: int, end: int) -> None:
            joint = np.bitwise_and.reduce(stable, axis=1).view(bool)
            verdicts[..., start:end] = joint[..., : end - start]

        self._over_tiles(payoffs, keep)
        return verdicts

    def count(self, payoffs: Sampled, watched: Sequence[int] = ()) -> Counts:
        """Count the samples in which states are stable, keeping verdicts on few states only.

        Parameters
        ----------
        watched
            States (by index) of which it is kept in which samples they are stable for all movers.
        """
        shape = self._judged, len(self._movers), self._states
        samples = payoffs[0].shape[1]
        size = samples * self._states
        sums: dict[int, tuple[Indices, Indices]] = {}  # one of each for every thread
        here = np.array(watched, np.int64)
        kept = np.empty((shape[0], len(here), samples), bool)
        anything = np.empty((shape[0], samples), bool)

        def keep(stable: Array, start: int, end: int) -> None:
            stable[..., end - start :] = 0
            if get_ident() not in sums:
                zeros = np.zeros(shape, np.int64), np.zeros((shape[0], shape[2]), np.int64)
                sums[get_ident()] = zeros
            words = stable.view(np.int64)
            add_up.for_size(size)(words, *sums[get_ident()])
            joint = np.bitwise_and.reduce(words, axis=1)
            whole = slice(start, end), slice(end - start)
            kept[..., whole[0]] = joint[:, here].view(bool)[..., whole[1]]
            among = np.bitwise_or.reduce(joint, axis=1)
            anything[:, whole[0]] = among.view(bool)[:, whole[1]]

        self._over_tiles(payoffs, keep)
        stable = np.zeros(shape, np.int64)
        equilibria = np.zeros((shape[0], shape[2]), np.int64)
        for some, joint in sums.values():
            stable += some
            equilibria += joint
        none = samples - anything.sum(axis=1)
        return Counts(samples, stable, equilibria, none, kept)

    def _over_tiles(self, payoffs: Sampled, keep: Callable[..., None]) -> None:
        """Judge tile by tile, in threads, and hand ``keep`` each tile's verdicts and bounds."""
        if self._recipes:
            keep = self._combining(keep)
        keep = self._with_the_others(payoffs, keep)
        samples = payoffs[0].shape[1]
        tiles = -(-samples // TILE)
        size = tiles * TILE * self._states  # loops run over whole tiles
        if size < compiled.COMPILE_FROM or self._states > _MOST_STATES:
            self._by_stack(each_whole(payoffs), keep)
            return
        places = self._layout[2]
        ranking = [_Ranking(p, at, size) for p, at in zip(payoffs, places, strict=True)]
        parts = shares(tiles) if size >= compiled.PARALLEL_FROM else [(0, tiles)]
        in_threads(self._judge_tiles, [(ranking, samples, keep, *part) for part in parts])

    def _combining(self, keep: Callable[..., None]) -> Callable[..., None]:
        """Return what hands ``keep`` the verdicts by concepts that combine others."""

        def combined(stable: Array, start: int, end: int) -> None:
            rows = [
                [np.bitwise_or.reduce(stable[enough, i]) for i, enough in enumerate(recipe)]
                for recipe in self._recipes
            ]
            keep(np.array(rows), start, end)

        return combined

    def _with_the_others(self, payoffs: Sampled, keep: Callable[..., None]) -> Callable[..., None]:
        """Return what hands ``keep`` the verdicts by concepts with replies at once as well."""
        if self._at_once is None or self._in_turn.all():
            return keep
        found = self._at_once.judge(each_whole(payoffs), self._movers.tolist())

        def both(stable: Array, start: int, end: int) -> None:
            every = np.zeros((len(self._in_turn), *stable.shape[1:]), np.uint8)
            every[self._in_turn] = stable
            every[~self._in_turn, ..., : end - start] = found[..., start:end]
            keep(every, start, end)

        return both

    def _judge_tiles(
        self,
        ranking: list[_Ranking],
        samples: int,
        keep: Callable[..., None],
        first: int,
        last: int,
    ) -> None:
        kernel, moves, _ = self._layout
        judge = kernel.for_size(-(-samples // TILE) * TILE * self._states)
        keys = np.empty(TILE * self._states, np.int64)
        ranks = np.zeros((self._states, TILE), self._ranks)
        own = np.zeros((len(ranking), self._states, TILE), self._ranks)
        shape = len(self._concepts), len(self._movers), self._states, TILE
        stable = np.empty(shape, np.uint8)
        for tile in range(first, last):
            start, end = tile * TILE, min((tile + 1) * TILE, samples)
            for one, written in zip(ranking, own, strict=True):
                one.write(start, end, keys, ranks, written)
            judge(own, self._concepts, self._movers, *moves, stable)
            keep(stable, start, end)

    def _by_stack(self, payoffs: Sequence[Floats], keep: Callable[..., None]) -> None:
        samples = payoffs[0].shape[1]
        stack = Stack(self._given, self._states, samples)
        shape = len(self._keys), len(self._movers), self._states, -(-stack.copies // 8) * 8
        for start in range(0, samples, stack.copies):
            chosen = np.arange(start, start + stack.copies).clip(max=samples - 1)
            rows = [p[:, chosen].T.astype(np.float64) for p in payoffs]
            stable = np.zeros(shape, np.uint8)
            verdicts = stack.judge(rows, self._keys, self._movers.tolist())
            stable[..., : stack.copies] = verdicts.swapaxes(2, 3)
            keep(stable, start, min(start + stack.copies, samples))


class _Ranking:
    """Writes one decision maker's ranks, tile by tile."""

    def __init__(self, payoffs: Floats | Grouped, places: Indices, size: int) -> None:
        self._size = size
        values = payoffs.values if isinstance(payoffs, Grouped) else payoffs
        self._bits = np.ascontiguousarray(values, np.float64).view(np.int64)
        self._places = places
        self._group: Indices | None = None
        if isinstance(payoffs, Grouped):
            self._group = np.empty(len(places), np.int64)
            self._group[places] = payoffs.group
            self._places = np.arange(len(values))

    def write(self, start: int, end: int, keys: Array, ranks: Array, written: Array) -> None:
        """Write the ranks of some samples, with scratch for keys and for ranks of groups."""
        rows = len(self._bits)
        here = keys[: (end - start) * rows].reshape(end - start, rows)
        if self._group is None:
            ranks_of(self._bits, start, here, self._places, written, self._size)
        else:
            ranks_of(self._bits, start, here, self._places, ranks, self._size)
            np.take(ranks, self._group, axis=0, out=written, mode="clip")


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
