"""Matrices of few entries, and the classes of states that lead to each other.

An entry a_ij leads from i to j. The classes are found by Tarjan's depth-first search (1972), in one
pass over the entries: a state from which the search comes back to none that was begun before it
closes a class, which is all that was begun since and is in no class yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.engines.compiled import COMPILE_FROM, Kernel

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
MANY_ENTRIES = 16 * COMPILE_FROM  # from here on compiled loops pay
_PATH, _WAITING, _NEXT, _WHEN, _BACK, _CLASS, _ROWS = range(7)


@dataclass(frozen=True, eq=False)
class Sparse:
    """A matrix; entries of one place add up.

    Attributes
    ----------
    starts
        Where the entries of each row start, and where the last one's end. Shape (rows + 1,).
    columns, values
        Of each entry, row after row. Shape (entries,) each.
    """

    shape: tuple[int, int]
    starts: Indices
    columns: Indices
    values: Floats

    @classmethod
    def of(cls, shape: tuple[int, int], rows: Indices, columns: Indices, values: Floats) -> Sparse:
        """Return the matrix of entries given in any order."""
        order = np.argsort(rows, kind="stable")
        counts = np.bincount(rows, minlength=shape[0])
        starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
        return cls(shape, starts, columns[order], values[order])

    @cached_property
    def rows(self) -> Indices:
        """The row of each entry. Shape (entries,)."""
        return np.repeat(np.arange(self.shape[0]), np.diff(self.starts))

    def part(self, rows: Bools, columns: Bools) -> Sparse:
        """Return the rows and columns chosen."""
        kept = rows[self.rows] & columns[self.columns]
        shape = int(rows.sum()), int(columns.sum())
        places = [np.cumsum(chosen) - 1 for chosen in (rows, columns)]
        row, column = places[0][self.rows[kept]], places[1][self.columns[kept]]
        return Sparse.of(shape, row, column, self.values[kept])

    def taken(self, rows: Indices) -> Sparse:
        """Return some rows, in the order given."""
        counts = np.diff(self.starts)[rows]
        starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
        entries = np.arange(starts[-1]) + np.repeat(self.starts[rows] - starts[:-1], counts)
        shape = len(rows), self.shape[1]
        return Sparse(shape, starts, self.columns[entries], self.values[entries])

    def sums(self) -> Floats:
        """Return the sum of each row. Shape (rows,)."""
        totals = np.zeros(self.shape[0])
        np.add.at(totals, self.rows, self.values)
        return totals

    def dense(self) -> Floats:
        """Return every entry, zeros as well. Shape (rows, columns)."""
        full = np.zeros(self.shape)
        np.add.at(full, (self.rows, self.columns), self.values)
        return full

    def times(self, x: Floats) -> Floats:
        """Return the product x A. Shape (columns,), from shape (rows,)."""
        found = np.zeros(self.shape[1])
        if len(self.values) < MANY_ENTRIES:
            np.add.at(found, self.columns, x[self.rows] * self.values)
        else:
            _add_rows.compiled(self.starts, self.columns, self.values, x, found)
        return found


def classes(matrix: Sparse) -> Indices:
    """Return the class of each row of a square matrix, numbered from 0. Shape (rows,).

    A class has a higher number than all that it leads to.
    """
    notes = np.zeros((_ROWS, matrix.shape[0]), np.int64)
    notes[_CLASS] = -1
    search = _search.compiled if len(matrix.values) >= MANY_ENTRIES else _search.python
    search(matrix.starts, matrix.columns, notes)
    found: Indices = notes[_CLASS]
    return found


@Kernel
def _add_rows(starts: Indices, columns: Indices, values: Floats, x: Floats, found: Floats) -> None:
    """Add each row times its entry of x."""
    for row in range(len(x)):
        for k in range(starts[row], starts[row + 1]):
            found[columns[k]] += x[row] * values[k]


@Kernel
def _search(starts: Indices, columns: Indices, notes: Indices) -> None:
    """Give every state its class.

    Parameters
    ----------
    notes
        The path from where the search began, and the states begun that are in no class yet; then by
        state its next entry, when it was begun, counted from 1, when the earliest was begun that
        its search came back to, and its class, -1 to begin with. Shape (``_ROWS``, states).
    """
    path, upcoming, when, back = notes[_PATH], notes[_NEXT], notes[_WHEN], notes[_BACK]
    clock = many = closed = 0
    for root in range(notes.shape[1]):
        path[0] = root
        depth = 1 if when[root] == 0 else 0
        while depth > 0:
            state = path[depth - 1]
            if when[state] == 0:
                clock += 1
                when[state] = back[state] = clock
                upcoming[state] = starts[state]
                notes[_WAITING, many] = state
                many += 1
            target = _onwards(starts, columns, notes, state)
            if target >= 0:
                path[depth] = target
                depth += 1
                continue
            depth -= 1
            if depth > 0:
                back[path[depth - 1]] = min(back[path[depth - 1]], back[state])
            if back[state] == when[state]:
                many = _close(notes, many, state, closed)
                closed += 1


@Kernel
def _onwards(starts: Indices, columns: Indices, notes: Indices, state: int) -> int:
    """Return what the state leads to that is not begun yet, or -1; note what is in no class yet."""
    upcoming, when, back = notes[_NEXT], notes[_WHEN], notes[_BACK]
    while upcoming[state] < starts[state + 1]:
        target = columns[upcoming[state]]
        upcoming[state] += 1
        if when[target] == 0:
            return int(target)
        if notes[_CLASS, target] < 0:
            back[state] = min(back[state], when[target])
    return -1


@Kernel
def _close(notes: Indices, many: int, state: int, number: int) -> int:
    """Give all that was begun since a state its class; return how many still wait."""
    while notes[_CLASS, state] < 0:
        many -= 1
        notes[_CLASS, notes[_WAITING, many]] = number
    return many
