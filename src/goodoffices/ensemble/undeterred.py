"""Where no plan can be, since some move away from a settlement pays however levers are pulled.

A move from a settlement s to q is deterred only if q is no better than s, or replies that its mover
believes in lead from q to a state that is not. What levers can add to the difference of two payoffs
has a bound: each lever is pulled to its limit or not at all. So

- q may be no better where the greatest difference u(s) - u(q) is not below 0, and
- a reply may be believed where the greatest gain of who replies is above 0.

If by these bounds q is better, and believed replies lead to nothing that may be no better, then the
move pays at all intensities. The bounds are kept a little too wide, so that rounding has no say.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.ensemble.sample import Block
from goodoffices.mediation.question import Task

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
_SLACK = 1e-6  # of a payoff range
_MOST_STATES = 2**12  # beyond, listing replies takes longer than a search


class Undeterred:
    """Finds samples in which a settlement cannot hold; prepared once for a task."""

    def __init__(self, task: Task) -> None:
        self._task = task

    def __call__(self, block: Block, settlement: int, where: Indices) -> Bools:
        """Say in which samples a move away from a settlement pays at all intensities.

        Parameters
        ----------
        where
            The samples to look at. Shape (samples,).
        """
        task, conflict = self._task, self._task.conflict
        pays = np.zeros(len(where), bool)
        if len(conflict.states) > _MOST_STATES:
            return pays
        for mover in task.movers:
            targets = np.asarray(conflict.moves.destinations(mover, settlement), np.int64)
            lost = ~self._no_better(block, mover, settlement, targets, where)
            if lost.any() and task.concept.replies != "none":
                lost &= ~self._sanctioned(block, mover, settlement, where)[targets]
            pays |= lost.any(axis=0)
        return pays

    def _sanctioned(self, block: Block, mover: int, settlement: int, where: Indices) -> Bools:
        """Say from which states replies may lead to one no better. Shape (states, samples)."""
        states = np.arange(len(self._task.conflict.states))
        found = self._no_better(block, mover, settlement, states, where)
        origins, targets, by = self._replies[mover]
        if not len(origins):
            return found
        believed = np.ones((len(origins), len(where)), bool)
        for j in np.unique(by).tolist() if self._task.concept.replies == "improving" else ():
            mine = by == j
            believed[mine] = self._most(block, j, targets[mine], origins[mine], where) > 0
        first = np.flatnonzero(np.append(True, origins[1:] != origins[:-1]))
        here = origins[first]
        before = -1
        while before < (before := int(np.count_nonzero(found))):
            found[here] |= np.logical_or.reduceat(believed & found[targets], first, axis=0)
        return found

    def _no_better(
        self, block: Block, mover: int, settlement: int, others: Indices, where: Indices
    ) -> Bools:
        """Say which states may be no better than a settlement. Shape (others, samples)."""
        most = self._most(block, mover, np.full_like(others, settlement), others, where)
        alike: Bools = most >= -_SLACK * block.ranges[mover][where]
        return alike

    def _most(
        self, block: Block, mover: int, better: Indices, worse: Indices, where: Indices
    ) -> Floats:
        """Return by how much one state may be liked more than another. Shape (pairs, samples)."""
        task, payoffs = self._task, block.payoffs[mover]
        name = task.conflict.names[mover]
        most: Floats = payoffs[np.ix_(better, where)] - payoffs[np.ix_(worse, where)]
        for lever in task.levers:
            bites = block.ensemble.bites[lever.name].astype(float)
            high = block.reach(lever, credible=task.request.credible)[where]
            unit = block.weight(lever, name) * np.ones(block.size)
            most += np.maximum((bites[better] - bites[worse])[:, None] * unit[where] * high, 0.0)
        return most

    @cached_property
    def _replies(self) -> list[tuple[Indices, Indices, Indices]]:
        """Per decision maker, the others' moves by origin: origins, targets and whose they are."""
        moves, n = self._task.conflict.moves, len(self._task.conflict.names)
        pairs = [moves.pairs(j) for j in range(n)]
        listed = []
        for mover in range(n):
            others = [j for j in range(n) if j != mover]
            ends = [np.concatenate([pairs[j][end] for j in others]) for end in (0, 1)]
            by = np.repeat(others, [len(pairs[j][0]) for j in others])
            order = np.argsort(ends[0], kind="stable")
            listed.append((ends[0][order], ends[1][order], by[order]))
        return listed
