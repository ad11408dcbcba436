"""Verdicts over a grid of payoffs, each order of payoffs judged once.

Payoffs move along straight lines with the intensities of levers, and a verdict changes only where
the order of some payoffs does. So the points of a grid are sorted by the orders of payoffs that
they give (a decision maker's own where no replies or any replies are believed, everybody's where
replies have to improve), and each order is judged once, many at a time
(``goodoffices.stability.engines.batch``).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.conflict import Conflict
from goodoffices.model.moves import Moves
from goodoffices.stability.concepts import CONCEPTS
from goodoffices.stability.engines.batch import Batch
from goodoffices.stopping import Progress

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Indices = NDArray[np.integer]
_AT_ONCE = 2**18  # payoffs of each decision maker


class GridJudge:
    """Judges a grid of payoffs, each order of them once.

    Parameters
    ----------
    tables
        Payoffs per decision maker, shape (rows or 1, columns or 1, states): 1 along an axis that
        does not matter to it.
    shape
        Rows and columns.
    progress
        Called with (done, total) as orders are judged.
    """

    def __init__(
        self,
        conflict: Conflict,
        tables: list[Floats],
        shape: tuple[int, int],
        progress: Progress | None,
    ) -> None:
        self._conflict = conflict
        self._shape = shape
        self._progress = progress
        self._rows: list[Floats] = []
        self._kinds: list[Indices] = []
        for table in tables:
            flat = table.reshape(-1, table.shape[2])
            first, kind = _different(_ranks(flat))
            self._rows.append(flat[first])
            kinds = kind.reshape(table.shape[:2])
            self._kinds.append(np.broadcast_to(kinds, shape).reshape(-1))

    def verdicts(self, keys: tuple[str, ...]) -> Bools:
        """Return the equilibria. Shape (concepts, rows, columns, states)."""
        movers = range(len(self._rows))
        states = len(self._conflict.states)
        stable = np.ones((len(keys), self._shape[0] * self._shape[1], states), bool)
        own = [k for k, key in enumerate(keys) if CONCEPTS[key].replies != "improving"]
        joint = [k for k in range(len(keys)) if k not in own]
        kinds_of_all = np.column_stack(self._kinds)
        first, place = _different(kinds_of_all)
        combined = kinds_of_all[first]
        self._total = len(combined) * bool(joint)
        self._total += sum(len(rows) for rows in self._rows) * bool(own)
        self._done = 0
        for i in movers if own else ():
            rows = [self._rows[i]] * len(movers)
            kinds = np.arange(len(self._rows[i]))[:, None].repeat(len(movers), axis=1)
            judged = self._judge(rows, kinds, [keys[k] for k in own], [i])
            stable[own] &= judged[:, self._kinds[i]]
        if joint:
            judged = self._judge(self._rows, combined, [keys[k] for k in joint], list(movers))
            stable[joint] &= judged[:, place]
        return stable.reshape(len(keys), *self._shape, states)

    def _judge(
        self, rows: list[Floats], kinds: Indices, keys: list[str], movers: list[int]
    ) -> Bools:
        """Judge the payoffs ``rows[i][kinds[k, i]]`` for every k. Shape (concepts, k, states)."""
        states = len(self._conflict.states)
        batch = _batch(self._conflict.moves, states, tuple(keys), tuple(movers))
        stable = np.empty((len(keys), len(kinds), states), bool)
        step = max(1, _AT_ONCE // states)
        for start in range(0, len(kinds), step):
            end = min(start + step, len(kinds))
            payoffs = [
                np.ascontiguousarray(table[kinds[start:end, i]].T) for i, table in enumerate(rows)
            ]
            stable[:, start:end] = batch.equilibria(payoffs).swapaxes(1, 2)
            self._done += end - start
            if self._progress is not None:
                self._progress(self._done, self._total)
        return stable


@lru_cache(maxsize=2)
def _batch(moves: Moves, states: int, keys: tuple[str, ...], movers: tuple[int, ...]) -> Batch:
    """Return what judges; who cuts a map into pieces asks dozens of times, and moves stay laid out.

    Laying them out took a fifth of its time.
    """
    return Batch(moves, states, keys, movers)


def _ranks(rows: Floats) -> Indices:
    """Return, per row, the rank of each entry from the least, equal entries alike."""
    order = np.argsort(rows, axis=1)
    ordered = np.take_along_axis(rows, order, axis=1)
    steps = np.zeros(rows.shape, np.min_scalar_type(rows.shape[1]))
    steps[:, 1:] = ordered[:, 1:] > ordered[:, :-1]
    ranks = np.empty_like(steps)
    np.put_along_axis(ranks, order, np.cumsum(steps, axis=1, dtype=steps.dtype), axis=1)
    return ranks


def _different(rows: Indices) -> tuple[Indices, Indices]:
    """Return where each different row is first, and which of these each row is, in some order."""
    whole = np.ascontiguousarray(rows).view(f"V{rows.itemsize * rows.shape[1]}")
    _, first, which = np.unique(whole, return_index=True, return_inverse=True)
    return first, which.reshape(-1)
