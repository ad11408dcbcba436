"""The efficient rows of a table of gains: none is as good in every column and better in one.

The row with the greatest sum is efficient; what it dominates is put aside, and so on with what is
left. Two columns are filtered by one sort. Pareto (1906); the filter for two is Kung, Luccio and
Preparata's (1975).
"""

from __future__ import annotations

from functools import reduce

import numpy as np
from numpy.typing import NDArray

from goodoffices import stopping

Bools = NDArray[np.bool_]
Indices = NDArray[np.int64]
Floats = NDArray[np.float64]
_PIVOTS = 24
_LOOKED_AT = 200_000
_PART = 1 << 15


def alike(gains: Floats) -> tuple[Indices, Indices]:
    """Return the first row of each group of equal rows, and the group of each row.

    Parameters
    ----------
    gains
        Shape (rows, columns).

    Returns
    -------
    Shapes (groups,) and (rows,).

    Examples
    --------
    >>> import numpy as np
    >>> first, group = alike(np.array([[1.0, 2.0], [3.0, 0.0], [1.0, 2.0]]))
    >>> first.tolist(), group.tolist()
    ([0, 1], [0, 1, 0])
    """
    if not len(gains):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    order = np.lexsort(gains.T[::-1])
    ordered = gains[order]
    new = np.r_[True, (ordered[1:] != ordered[:-1]).any(axis=1)]
    firsts = order[new]
    place = np.empty(len(firsts), np.int64)
    by_row = np.argsort(firsts)
    place[by_row] = np.arange(len(firsts))
    group = np.empty(len(gains), np.int64)
    group[order] = place[np.cumsum(new) - 1]
    return firsts[by_row], group


def efficient_rows(gains: Floats) -> Bools:
    """Say which rows are efficient; equal rows are so together. Shape (rows,).

    Parameters
    ----------
    gains
        What each row is worth to each of the columns, the more the better. Shape (rows, columns).

    Examples
    --------
    >>> import numpy as np
    >>> efficient_rows(np.array([[2.0, 12.0], [4.0, 7.0], [5.0, 4.0], [6.0, 5.0]])).tolist()
    [True, True, False, True]
    """
    kept = np.zeros(len(gains), bool)
    places = _after_pivots(gains)
    left = gains[places]
    first, group = alike(left)
    distinct = left[first]
    best = _of_two(distinct) if gains.shape[1] == 2 else _of_many(distinct)  # noqa: PLR2004
    kept[places] = best[group]
    return kept


def _after_pivots(gains: Floats) -> Indices:
    """Return the rows that none of a few good rows dominates; most others go, at little cost.

    A good row is the greatest of some, taken from all over, by a weighted sum, each column counted
    by its spread. Rows are filtered a part at a time, so that a part stays in fast memory.
    """
    if len(gains) <= _PIVOTS or not gains.size:
        return np.arange(len(gains))
    some = gains[:: max(1, len(gains) // _LOOKED_AT)]
    spread = np.ptp(some, axis=0)
    weights = np.random.default_rng(0).dirichlet(np.ones(gains.shape[1]), _PIVOTS)
    scaled = np.vstack([np.ones(gains.shape[1]), weights]) / np.where(spread > 0, spread, 1)
    sums = scaled @ some.T  # a row per weighting, so that its greatest is found in one pass
    pivots = some[list(dict.fromkeys(sums.argmax(axis=1).tolist()))]
    found = []
    for start in range(0, len(gains), _PART):
        stopping.check()
        left = np.array(gains[start : start + _PART].T)
        places = np.arange(start, start + left.shape[1])
        for pivot in pivots:
            kept = _unlike(left, pivot)
            left, places = left[:, kept], places[kept]
        found.append(places)
    return np.concatenate(found)


def _compared(compare: np.ufunc, join: np.ufunc, columns: Floats, row: Floats) -> Bools:
    """Compare rows with one, and join what comes out along the columns.

    Parameters
    ----------
    columns
        Shape (columns, rows): column by column is several times faster than along the rows.
    row
        Shape (columns,).

    Returns
    -------
    Shape (rows,).
    """
    found: Bools = reduce(join, map(compare, columns, row))
    return found


def _unlike(columns: Floats, row: Floats) -> Bools:
    """Say which rows one does not dominate: they are above it somewhere, or equal to it."""
    above = _compared(np.greater, np.logical_or, columns, row)
    return above | _compared(np.equal, np.logical_and, columns, row)


def _of_two(gains: Floats) -> Bools:
    """Filter distinct rows of two columns: from the best in the first, each new best second."""
    order = np.lexsort((-gains[:, 1], -gains[:, 0]))
    second = gains[order, 1]
    best_before = np.r_[-np.inf, np.maximum.accumulate(second)[:-1]] if len(second) else second
    kept = np.zeros(len(gains), bool)
    kept[order] = second > best_before
    return kept


def _of_many(gains: Floats) -> Bools:
    kept = np.zeros(len(gains), bool)
    spread = np.ptp(gains, axis=0) if len(gains) else np.ones(gains.shape[1])
    shares = gains / np.where(spread > 0, spread, 1.0)
    rows = np.argsort(-shares.sum(axis=1), kind="stable")
    left = np.ascontiguousarray(gains[rows].T)
    while len(rows):
        stopping.check()
        pivot = left[:, 0].copy()
        # Sums may be rounded: whatever dominates the first row has a sum that is equal, or nearly.
        better = _compared(np.greater_equal, np.logical_and, left, pivot)
        better[0] = False
        if better.any():
            best = int(np.flatnonzero(better)[0])
            left[:, [0, best]], rows[[0, best]] = left[:, [best, 0]], rows[[best, 0]]
            continue
        kept[rows[0]] = True
        outside = _compared(np.greater, np.logical_or, left, pivot)
        left, rows = left[:, outside], rows[outside]
    return kept
