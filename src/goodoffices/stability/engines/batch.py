"""One conflict under very many settings of payoffs, judged a tile of samples at a time.

What depends on the moves alone is worked out once: lines of strategies, and the groups of states
among which others can go to and fro. Then every tile of samples is ranked (``ranks``) and judged
by loops over its samples (``batch_kernels``, ``batch_arcs``), tiles in threads. Conflicts too large
for a tile, and problems too small to be worth compiled code, are left to ``stack``.
"""

from __future__ import annotations

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
    add_up,
    judge_lines,
)
from goodoffices.stability.engines.batch_layout import (
    arcs_of,
    groups_of,
    lines_of,
    pairs_of,
    visits_of,
)
from goodoffices.stability.engines.compiled import Kernel, in_threads, shares
from goodoffices.stability.engines.grouped import Grouped, Sampled, each_whole
from goodoffices.stability.engines.ranks import rank_samples, rank_sums, span_of
from goodoffices.stability.engines.rows import LANES, pack, unpack
from goodoffices.stability.engines.simultaneous import SampledConflict
from goodoffices.stability.engines.stack import Stack
from goodoffices.stability.engines.summed import Summed, Sums

Array = NDArray[Any]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Words = NDArray[np.uint64]
# Models per second of processor time as a multiple of Stack's, five concepts: 56 at 256 states of
# 4 DMs, 15 at 4,096, 7 at 65,536; 3 for lines of 128. At 65,536 states a tile takes a tenth of a
# gigabyte.
_MOST_STATES = 2**16
_MOST_TILES, _MOST_ROWS = 8, 2**10  # of one call: what fits a core's own memory
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
    def _layout(self) -> tuple[Kernel, tuple[Any, ...], tuple[int, int], Indices]:
        """The kernel, what it is to know of the moves, the room that it needs, and an order.

        Of room, rows of ranks and int64; the order is that of states in ranks, shape (n, states).
        """
        moves, states = self._given, self._states
        if isinstance(moves, TensorMoves) and not any(locks.any() for locks in moves.locks):
            lines = lines_of(moves, states)
            groups = groups_of(moves, lines)
            visits, ends = visits_of(lines, groups)
            laid = *lines, *groups, visits, ends, pairs_of(self._concepts)
            return judge_lines, laid, (2 * states, visits.shape[1]), lines[0]
        arcs = moves if isinstance(moves, ArcMoves) else arcs_of(moves, states)
        count = len(arcs.starts)
        rows = 1 if isinstance(moves, TensorMoves) else count  # a tensor's moves compose
        most = int(np.iinfo(self._ranks).max)
        order = np.tile(np.arange(states), (count, 1))
        room = rows * states + count + 1, states
        return judge_arcs, (arcs.starts, arcs.targets, rows, most), room, order

    def judge(self, payoffs: Sampled) -> Bools:
        """Say which states are stable, as ``goodoffices.stability.analysis.analyze`` does.

        Returns
        -------
        Bools
            Shape (concepts, movers, states, samples).
        """
        shape = self._judged, len(self._movers), self._states, payoffs[0].shape[1]
        verdicts = np.empty(shape, bool)

        def keep(words: Words, start: int, end: int) -> None:
            verdicts[..., start:end] = unpack(words, end - start)

        self._over_bands(payoffs, keep)
        return verdicts

    def equilibria(self, payoffs: Sampled) -> Bools:
        """Say which states are stable for all movers. Shape (concepts, states, samples)."""
        verdicts = np.empty((self._judged, *payoffs[0].shape), bool)

        def keep(words: Words, start: int, end: int) -> None:
            joint = np.bitwise_and.reduce(words, axis=1)
            verdicts[..., start:end] = unpack(joint, end - start)

        self._over_bands(payoffs, keep)
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

        def keep(words: Words, start: int, end: int) -> None:
            if beyond := -(end - start) % LANES:
                words[..., -1] &= np.uint64(2 ** (LANES - beyond) - 1)
            if get_ident() not in sums:
                zeros = np.zeros(shape, np.int64), np.zeros((shape[0], shape[2]), np.int64)
                sums[get_ident()] = zeros
            joint = np.empty((shape[0], *words.shape[2:]), np.uint64)
            some = np.empty((shape[0], words.shape[3]), np.uint64)
            add_up.for_size(size)(words, *sums[get_ident()], joint, some)
            kept[..., start:end] = unpack(joint[:, here], end - start)
            anything[:, start:end] = unpack(some, end - start)

        self._over_bands(payoffs, keep)
        stable = np.zeros(shape, np.int64)
        equilibria = np.zeros((shape[0], shape[2]), np.int64)
        for one, joint in sums.values():
            stable += one
            equilibria += joint
        none = samples - anything.sum(axis=1)
        return Counts(samples, stable, equilibria, none, kept)

    def _over_bands(self, payoffs: Sampled, keep: Callable[..., None]) -> None:
        """Judge some tiles at a time, in threads, and hand ``keep`` their verdicts and bounds."""
        if self._recipes:
            keep = self._combining(keep)
        keep = self._with_the_others(payoffs, keep)
        samples = payoffs[0].shape[1]
        tiles = -(-samples // LANES)
        size = tiles * LANES * self._states  # loops run over whole tiles
        if size < compiled.COMPILE_FROM or self._states > _MOST_STATES:
            self._by_stack(each_whole(payoffs), keep)
            return
        order = self._layout[3]
        ranking = [_Ranking(p, states, size) for p, states in zip(payoffs, order, strict=True)]
        bands = -(-tiles // self._tiles)
        parts = shares(bands) if size >= compiled.PARALLEL_FROM else [(0, bands)]
        in_threads(self._judge_bands, [(ranking, samples, keep, *part) for part in parts])

    @property
    def _tiles(self) -> int:
        """How many tiles are judged by one call of the loops."""
        return max(1, min(_MOST_TILES, _MOST_ROWS // self._states))

    def _combining(self, keep: Callable[..., None]) -> Callable[..., None]:
        """Return what hands ``keep`` the verdicts by concepts that combine others."""

        def combined(stable: Words, start: int, end: int) -> None:
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

        def both(stable: Words, start: int, end: int) -> None:
            every = np.empty((len(self._in_turn), *stable.shape[1:]), np.uint64)
            every[self._in_turn] = stable
            every[~self._in_turn] = pack(found[..., start:end])
            keep(every, start, end)

        return both

    def _judge_bands(
        self,
        ranking: list[_Ranking],
        samples: int,
        keep: Callable[..., None],
        first: int,
        last: int,
    ) -> None:
        kernel, moves, (rows, visits), _ = self._layout
        many, n = self._tiles * LANES, len(ranking)
        judge = kernel.for_size(-(-samples // LANES) * LANES * self._states)
        keys = np.empty(min(many, samples) * self._states, np.int64)
        ranks = np.zeros((self._states, LANES), self._ranks)
        scratch = np.empty((rows, LANES), self._ranks)
        room = scratch, np.empty(self._states, np.int64), np.empty(visits, np.int64)
        for band in range(first, last):
            start, end = band * many, min((band + 1) * many, samples)
            tiles = -(-(end - start) // LANES)
            own = np.empty((tiles * n * self._states, LANES), self._ranks)
            for i, one in enumerate(ranking):
                one.write(start, end, keys, ranks, own, i * self._states, n * self._states)
            shape = len(self._concepts), len(self._movers), self._states, tiles
            words = np.empty(shape, np.uint64)
            judge(own, self._concepts, self._movers, moves, room, words)
            keep(words, start, end)

    def _by_stack(self, payoffs: Sequence[Floats], keep: Callable[..., None]) -> None:
        samples = payoffs[0].shape[1]
        stack = Stack(self._given, self._states, samples)
        for start in range(0, samples, stack.copies):
            end = min(start + stack.copies, samples)
            chosen = np.arange(start, start + stack.copies).clip(max=samples - 1)
            rows = [p[:, chosen].T.astype(np.float64) for p in payoffs]
            verdicts = stack.judge(rows, self._keys, self._movers.tolist())
            keep(pack(verdicts.swapaxes(2, 3)[..., : end - start]), start, end)


class _Ranking:
    """Writes one decision maker's ranks, some tiles at a time."""

    def __init__(self, payoffs: Floats | Grouped, states: Indices, size: int) -> None:
        self._size = size
        self._given: Array | Sums
        self._rank: Callable[..., None] = rank_samples
        self._rows = payoffs.group[states] if isinstance(payoffs, Grouped) else states
        self._many = int(self._rows.max()) + 1
        if isinstance(payoffs, Summed) and payoffs.sums.keyed(span_of(self._many)):
            self._rank, self._given = rank_sums, payoffs.sums
        else:
            values = payoffs.values if isinstance(payoffs, Grouped) else payoffs
            self._given = np.ascontiguousarray(values, np.float64).view(np.int64)

    def write(self, start: int, end: int, keys: Array, *written: Array | int) -> None:
        """Write the ranks of some samples; what is written to is as ``ranks`` has it."""
        here = keys[: (end - start) * self._many].reshape(end - start, self._many)
        self._rank(self._size, self._given, start, here, self._rows, *written)
