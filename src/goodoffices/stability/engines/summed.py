"""Payoffs in many samples that are sums of weights, added up only where they are asked for.

Weights are whole multiples of a unit and their sums are exact. So payoffs are ranked as the whole
numbers that they are, a few samples at a time, and are nowhere kept in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.engines.compiled import Kernel
from goodoffices.stability.engines.grouped import Floats, Grouped, Indices

Array = NDArray[Any]
_APART = 2.0**52  # below it, whole numbers stay apart when they are divided by anything
_KEYS = 2.0**62


@dataclass(frozen=True, eq=False)
class Sums:
    """Sums of weights.

    Attributes
    ----------
    starts, chosen
        The weights that sum u is of are rows ``chosen[starts[u]:starts[u + 1]]``.
    weights
        Whole numbers, of which any sum is exact. Shape (weights, samples).
    scale
        What sums are divided by.
    most
        No sum is above it, nor any below its opposite.
    """

    starts: Indices
    chosen: Indices
    weights: Floats
    scale: float
    most: float

    @property
    def samples(self) -> int:
        """How many samples."""
        return int(self.weights.shape[1])

    def added(self) -> Floats:
        """Return the sums, divided. Shape (sums, samples)."""
        whole = np.empty((len(self.starts) - 1, self.samples))
        # not a product of matrices: its threads would get in the way of workers' own
        add_chosen.for_size(whole.size)(self.starts, self.chosen, self.weights, whole)
        return np.divide(whole, self.scale, out=whole)

    def one(self, u: int) -> Floats:
        """Return one of the sums, divided. Shape (samples,)."""
        rows = self.chosen[self.starts[u] : self.starts[u + 1]]
        found: Floats = self.weights[rows].sum(axis=0) / self.scale
        return found

    def keyed(self, span: int) -> bool:
        """Say whether ``write_sums`` can write keys of so many sums."""
        return self.most < min(_APART, _KEYS / span)


class Summed(Grouped):
    """One decision maker's payoffs, as sums of weights."""

    def __init__(self, sums: Sums, group: Indices) -> None:
        self.sums = sums
        self.group = group

    @cached_property
    def values(self) -> Floats:
        """Payoffs of the groups."""
        return self.sums.added()

    @property
    def shape(self) -> tuple[int, int]:
        """How many states, and how many samples."""
        return len(self.group), self.sums.samples

    def __getitem__(self, states: int | Sequence[int] | Indices) -> Floats:
        """Return the payoffs of a state, or of several."""
        if "values" in vars(self):
            return super().__getitem__(states)
        rows = np.asarray(self.group[states])
        found = np.array([self.sums.one(u) for u in rows.reshape(-1).tolist()])
        return found.reshape(*rows.shape, self.sums.samples)


@Kernel
def add_chosen(starts: Indices, chosen: Indices, weights: Floats, sums: Floats) -> None:
    """Add up some rows of ``weights`` for each row of ``sums``.

    Parameters
    ----------
    starts, chosen
        The rows to add up to row u are ``chosen[starts[u]:starts[u + 1]]``.
    weights, sums
        Shape (rows, samples); ``sums`` is written to.
    """
    for u in range(sums.shape[0]):
        for t in range(sums.shape[1]):
            sums[u, t] = 0.0
        for k in range(starts[u], starts[u + 1]):
            row = chosen[k]
            for t in range(sums.shape[1]):
                sums[u, t] += weights[row, t]
