"""The efficient rows of a table of gains: none is as good in every column and better in one.

The row with the greatest sum is efficient; what it dominates is put aside, and so on with what is
left. Two columns are filtered by one sort. Pareto (1906); the filter for two is Kung, Luccio and
Preparata's (1975).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices import stopping

Bools = NDArray[np.bool_]
Indices = NDArray[np.int64]
Floats = NDArray[np.float64]
_PIVOTS = 24


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

    A good row is the greatest by a weighted sum, each column counted by its spread.
    """
    places = np.arange(len(gains))
    if len(gains) <= _PIVOTS or not gains.size:
        return places
    spread = np.ptp(gains, axis=0)
    weights = np.random.default_rng(0).dirichlet(np.ones(gains.shape[1]), _PIVOTS)
    left = gains
    for weight in np.vstack([np.ones(gains.shape[1]), weights]):
        stopping.check()
        pivot = left[int((left @ (weight / np.where(spread > 0, spread, 1.0))).argmax())]
        better, equal = np.zeros(len(left), bool), np.ones(len(left), bool)
        for column, value in zip(left.T, pivot.tolist(), strict=True):  # faster than along rows
            better |= column > value
            equal &= column == value
        kept = better | equal
        left, places = left[kept], places[kept]
    return places


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
    order = np.argsort(-shares.sum(axis=1), kind="stable")
    left, rows = np.ascontiguousarray(gains[order]), order
    while len(rows):
        stopping.check()
        pivot = left[0]
        # Sums may be rounded: whatever dominates the first row has a sum that is equal, or nearly.
        better = (left >= pivot).all(axis=1)
        better[0] = False
        if better.any():
            best = int(np.flatnonzero(better)[0])
            left[[0, best]], rows[[0, best]] = left[[best, 0]], rows[[best, 0]]
            continue
        kept[rows[0]] = True
        outside = (left > pivot).any(axis=1)
        left, rows = left[outside], rows[outside]
    return kept
