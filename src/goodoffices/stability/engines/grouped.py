"""Payoffs in many samples, with a row for each group of states that are always worth the same.

Where payoffs are sums of weights, states in which the same statements hold are worth the same in
every sample. There are fewer such groups than states, and a sort, or anything else that is done
payoff by payoff, is done for each group once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.integer[Any]]


class Grouped:
    """One decision maker's payoffs.

    Attributes
    ----------
    values
        Shape (groups, samples).
    group
        Which row is a state's. Every row is that of some state. Shape (states,).
    """

    def __init__(self, values: Floats, group: Indices) -> None:
        self._values = values
        self.group = group

    @property
    def values(self) -> Floats:
        """Payoffs of the groups."""
        return self._values

    @property
    def shape(self) -> tuple[int, int]:
        """How many states, and how many samples."""
        return len(self.group), self.values.shape[1]

    @property
    def whole(self) -> Floats:
        """The payoffs with a row for each state. Shape (states, samples)."""
        rows: Floats = self.values[self.group]
        return rows

    def __getitem__(self, states: int | Sequence[int] | Indices) -> Floats:
        """Return the payoffs of a state, or of several."""
        found: Floats = self.values[self.group[states]]
        return found

    def lowered(self, state: int, by: Floats) -> Grouped:
        """Return the same with one state worth less, by an amount for each sample."""
        row, less = self.group[state], self[state] - by
        if np.count_nonzero(self.group == row) == 1:  # no more groups than states
            values = self.values.copy()
            values[row] = less
            return Grouped(values, self.group)
        group = self.group.copy()
        group[state] = len(self.values)
        return Grouped(np.vstack([self.values, less]), group)


Sampled = Sequence[Floats | Grouped]
"""Payoffs per decision maker: shape (states, samples), or in groups."""


def each_whole(payoffs: Sampled) -> list[Floats]:
    """Return payoffs with a row for each state."""
    return [p.whole if isinstance(p, Grouped) else p for p in payoffs]


def alike(tables: Sequence[NDArray[Any]]) -> NDArray[np.int64]:
    """Return the group of each state: those that no table tells apart. Shape (states,).

    Parameters
    ----------
    tables
        Shape (states,) each.
    """
    columns = [np.unique(one, return_inverse=True)[1].reshape(-1) for one in tables]
    found: NDArray[np.int64] = columns[0]
    for column in columns[1:]:
        pairs = found * (column.max() + 1) + column
        found = np.unique(pairs, return_inverse=True)[1].reshape(-1)
    return found
