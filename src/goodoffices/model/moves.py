"""Moves: what each decision maker can do by itself, in one of two structures.

``TensorMoves``: decision maker i changes its own strategy, from a to b, unless a holds a *lock*
(an option that cannot be given up, or cannot be taken back) that b lacks. Such moves compose: what
i reaches in two moves it reaches in one. ``ArcMoves``: explicit arcs per decision maker, for
graphs, merged states and rules that depend on the state; they need not compose.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from goodoffices.errors import SizeError
from goodoffices.model.states import located

if TYPE_CHECKING:
    from goodoffices.model.states import Bools, Indices, OptionStates

MOST_ARCS = 2**27


@dataclass(frozen=True, eq=False)
class TensorMoves:
    """Moves along the axes of the tensor of strategies.

    Attributes
    ----------
    shape
        (B_1, …, B_n).
    cells
        Cell of each state, or None when every cell is a state.
    locks
        Per decision maker, shape (B_i, k): what each strategy holds of the k things that cannot be
        undone. A move from a to b must keep them: none may be in ``locks[a]`` and not in
        ``locks[b]``.
    """

    shape: tuple[int, ...]
    cells: Indices | None
    locks: tuple[Bools, ...]

    @cached_property
    def lock_classes(self) -> tuple[tuple[Indices, Bools], ...]:
        """Per decision maker, the class of each strategy and which class may turn into which.

        Strategies of a class hold the same locks. Shapes (B_i,) and (classes, classes).
        """
        return tuple(_lock_classes(locks) for locks in self.locks)

    def destinations(self, mover: int, state: int) -> Indices:
        """Return the states (by index) that ``mover`` can go to from ``state``, increasing."""
        cell = state if self.cells is None else int(self.cells[state])
        stride = math.prod(self.shape[:mover])
        here = cell // stride % self.shape[mover]
        locks = self.locks[mover]
        there = np.flatnonzero(~(locks[here] & ~locks).any(axis=1))
        targets: Indices = cell + (there[there != here] - here) * stride
        if self.cells is None:
            return targets
        found = located(self.cells, targets)
        feasible: Indices = found[found >= 0]
        return feasible

    def each(self, mover: int, states: Indices) -> Iterator[Indices]:
        """Yield, for each strategy of ``mover``, the state that it goes to by it from each state.

        -1 where it cannot, or stays. Shape (len(states),), states by index.
        """
        cells = states if self.cells is None else self.cells[states]
        stride, locks = math.prod(self.shape[:mover]), self.locks[mover]
        here = cells // stride % self.shape[mover]
        for there in range(self.shape[mover]):
            allowed = ~(locks & ~locks[there]).any(axis=1)[here] & (here != there)
            targets = cells + (there - here) * stride
            if self.cells is not None:
                targets = located(self.cells, targets)
            yield np.where(allowed, targets, -1)

    def pairs_from(self, mover: int, states: Indices) -> tuple[Indices, Indices]:
        """List the moves of ``mover`` from these states as states (by index) moved from and to."""
        targets = np.array(list(self.each(mover, states)))
        _, origins = np.nonzero(targets >= 0)
        return states[origins], targets[targets >= 0]

    def undone(self, mover: int, origins: Indices, targets: Indices) -> Bools:
        """Say which of these moves of ``mover`` it can take back."""
        classes, allowed = self.lock_classes[mover]
        stride = math.prod(self.shape[:mover])
        here, there = (
            (states if self.cells is None else self.cells[states]) // stride % self.shape[mover]
            for states in (origins, targets)
        )
        back: Bools = allowed[classes[there], classes[here]]
        return back

    def pairs(self, mover: int) -> tuple[Indices, Indices]:
        """List all moves of ``mover`` as states (by index) moved from and to."""
        size, stride = math.prod(self.shape), math.prod(self.shape[:mover])
        cells = np.arange(size) if self.cells is None else self.cells
        state_of_cell = np.full(size, -1, np.int64)
        state_of_cell[cells] = np.arange(len(cells))
        here, locks = cells // stride % self.shape[mover], self.locks[mover]
        origins, targets = [], []
        for there in range(self.shape[mover]):
            allowed = ~(locks & ~locks[there]).any(axis=1)
            allowed[there] = False
            origin = np.flatnonzero(allowed[here])
            target = state_of_cell[cells[origin] + (there - here[origin]) * stride]
            origins.append(origin[target >= 0])
            targets.append(target[target >= 0])
        return np.concatenate(origins), np.concatenate(targets)


def _lock_classes(locks: Bools) -> tuple[Indices, Bools]:
    if not locks.shape[1]:
        return np.zeros(len(locks), np.int64), np.ones((1, 1), bool)
    distinct, classes = np.unique(locks, axis=0, return_inverse=True)
    lost = distinct.astype(np.int64) @ (~distinct).T.astype(np.int64)
    return classes.reshape(-1).astype(np.int64), lost == 0


@dataclass(frozen=True, eq=False)
class ArcMoves:
    """Moves as arcs in compressed rows.

    Attributes
    ----------
    starts
        Shape (n, count + 1). Mover i's arcs from s are ``targets[starts[i, s]:starts[i, s + 1]]``.
    targets
        States (by index) that arcs lead to, increasing within a row.
    """

    starts: Indices
    targets: Indices

    def destinations(self, mover: int, state: int) -> Indices:
        """Return the states (by index) that ``mover`` can go to from ``state``, increasing."""
        return self.targets[self.starts[mover, state] : self.starts[mover, state + 1]]

    def pairs(self, mover: int) -> tuple[Indices, Indices]:
        """List all moves of ``mover`` as states (by index) moved from and to."""
        rows = self.starts[mover]
        origins = np.repeat(np.arange(len(rows) - 1), np.diff(rows))
        return origins, self.targets[rows[0] : rows[-1]]

    def pairs_from(self, mover: int, states: Indices) -> tuple[Indices, Indices]:
        """List the moves of ``mover`` from these states as states (by index) moved from and to."""
        origins, targets = self.pairs(mover)
        asked = np.isin(origins, states)
        return origins[asked], targets[asked]

    def undone(self, mover: int, origins: Indices, targets: Indices) -> Bools:
        """Say which of these moves of ``mover`` it can take back."""
        count = self.starts.shape[1] - 1
        before, after = self.pairs(mover)
        return np.isin(targets * count + origins, before * count + after)

    @classmethod
    def from_pairs(cls, pairs: Sequence[tuple[Indices, Indices]], count: int) -> ArcMoves:
        """Build from (origins, targets) per decision maker; repeats and self-loops are dropped."""
        starts = np.zeros((len(pairs), count + 1), np.int64)
        kept: list[Indices] = []
        offset = 0
        for mover, (origins, targets) in enumerate(pairs):
            moving = origins != targets
            code = np.unique(origins[moving] * count + targets[moving])
            rows = np.bincount(code // count, minlength=count)
            starts[mover] = offset + np.concatenate([[0], np.cumsum(rows)])
            kept.append(code % count)
            offset += len(code)
        return cls(starts, np.concatenate(kept) if kept else np.zeros(0, np.int64))


Moves = TensorMoves | ArcMoves


class Ban(NamedTuple):
    """``mover`` cannot go from a pattern in ``origin`` to one in ``target`` (both per pattern)."""

    mover: int
    origin: Bools
    target: Bools


def option_moves(states: OptionStates, locks: Sequence[Bools], bans: Sequence[Ban]) -> Moves:
    """Return the moves of a conflict in option form, as a tensor whenever that is exact."""
    tensor = TensorMoves(states.shape, states.cells, tuple(locks))
    if states.lowest is None and not bans:
        return tensor
    arcs = states.patterns_count * sum(b - 1 for b in states.shape)
    if arcs > MOST_ARCS:
        message = f"no_move and same_state would need up to {arcs:,} moves one by one"
        raise SizeError(f"{message}; at most {MOST_ARCS:,} are held. Drop them or exclude states")
    pairs = []
    for mover in range(len(states.shape)):
        origins, targets = tensor.pairs(mover)
        for ban in bans:
            if ban.mover == mover:
                free = ~(ban.origin[origins] & ban.target[targets])
                origins, targets = origins[free], targets[free]
        pairs.append((states.state_of_pattern[origins], states.state_of_pattern[targets]))
    return ArcMoves.from_pairs(pairs, states.count)
