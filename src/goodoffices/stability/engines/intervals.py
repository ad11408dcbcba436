"""The inner loops over bounds on payoffs; lines, classes and ``reach`` are as in ``kernels``."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.engines.compiled import Kernel
from goodoffices.stability.engines.kernels import TILE

Array = NDArray[Any]


@Kernel
def sort_intervals(
    left: Array, reached: Array, order: Array, inner: int, first: int, last: int
) -> bool:
    """Write each line's strategies twice, by what they count when left and when moved to.

    Parameters
    ----------
    left, reached
        Shape (cells,); +inf where there is no state.
    order
        Shape (lines, 2·B), unsigned, from best to worst: 2·strategy when it is moved to, and 1 more
        when it is left. Of equal ones those that are left come first, so that what stands before
        them is strictly better. After the last comes the largest value of the type.
    """
    width = order.shape[1] // 2
    end = order.shape[1] + 1
    row = np.empty(2 * width, left.dtype)
    entry = np.empty(2 * width, np.int64)
    for line in range(first, last):
        start = (line // inner) * width * inner + line % inner
        count = 0
        for twice in range(2 * width):
            b = twice >> 1
            leaving = 1 - (twice & 1)
            value = left[start + b * inner] if leaving else reached[start + b * inner]
            if value == np.inf:
                continue
            k = count
            while k > 0 and (
                row[k - 1] < value or (leaving and row[k - 1] == value and not entry[k - 1] & 1)
            ):
                row[k] = row[k - 1]
                entry[k] = entry[k - 1]
                k -= 1
            row[k] = value
            entry[k] = 2 * b + leaving
            count += 1
        for k in range(count):
            order[line, k] = entry[k]
        if count < 2 * width:
            order[line, count] = end
    return True


@Kernel
def least_over_above(
    values: Array,
    order: Array,
    classes: Array,
    reach: Array,
    inner: int,
    first: int,
    last: int,
) -> bool:
    """Lower ``values`` to the least over what stands before each strategy that is left.

    Returns whether any entry fell. See ``sort_intervals`` for ``order``.
    """
    width = order.shape[1] // 2
    end = order.shape[1] + 1
    many = reach.shape[0]
    tile = np.empty((TILE, width), values.dtype)
    through = np.empty(many, values.dtype)
    start = np.empty(TILE, np.int64)
    fell = False
    for top in range(first, last, TILE):
        height = min(TILE, last - top)
        for t in range(height):
            start[t] = ((top + t) // inner) * width * inner + (top + t) % inner
        for b in range(width):
            for t in range(height):
                tile[t, b] = values[start[t] + b * inner]
        changed = False
        for t in range(height):
            through[:] = np.inf
            for k in range(2 * width):
                entry = order[top + t, k]
                if entry == end:
                    break
                b = entry >> 1
                home = classes[b]
                if entry & 1:
                    if through[home] < tile[t, b]:
                        tile[t, b] = through[home]
                        changed = True
                else:
                    for c in range(many):
                        if reach[c, home] and tile[t, b] < through[c]:
                            through[c] = tile[t, b]
        if changed:
            fell = True
            for b in range(width):
                for t in range(height):
                    values[start[t] + b * inner] = tile[t, b]
    return fell


@Kernel
def greatest_elsewhere(
    values: Array, out: Array, classes: Array, reach: Array, inner: int, first: int, last: int
) -> bool:
    """Write the greatest of ``values`` over all other strategies that can be changed to.

    -inf where there is none; values of +inf, where there is no state, do not count.
    """
    width = classes.shape[0]
    many = reach.shape[0]
    best = np.empty(many, values.dtype)
    second = np.empty(many, values.dtype)
    who = np.empty(many, np.int64)
    for line in range(first, last):
        start = (line // inner) * width * inner + line % inner
        best[:] = -np.inf
        second[:] = -np.inf
        who[:] = -1
        for b in range(width):
            value = values[start + b * inner]
            if value == np.inf:
                continue
            home = classes[b]
            for c in range(many):
                if reach[c, home]:
                    if value > best[c]:
                        second[c] = best[c]
                        best[c] = value
                        who[c] = b
                    elif value > second[c]:
                        second[c] = value
        for b in range(width):
            home = classes[b]
            out[start + b * inner] = second[home] if who[home] == b else best[home]
    return True
