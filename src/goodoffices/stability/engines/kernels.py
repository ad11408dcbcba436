"""The inner loops. Arrays only: no kernel knows what a decision maker is called.

Tensor kernels work on *lines*: the B cells that differ in one decision maker's strategy. With
``inner`` the product of the axes below, line l starts at cell (l // inner)·B·inner + l % inner and
steps by ``inner``. Lines are copied into a small tile and back, since with large powers of two as
steps the cells of one line would evict one another from the cache.

Strategies are grouped in *classes* of equal locks; ``reach[c, h]`` says that a strategy of class c
may be changed into one of class h. ``reach`` is reflexive and transitive.

Cells that are not states hold +inf in ``values`` and are left alone.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.engines.compiled import Kernel

Array = NDArray[Any]
TILE = 32


@Kernel
def sort_lines(payoffs: Array, order: Array, inner: int, first: int, last: int) -> bool:
    """Write each line's strategies from best to worst.

    Parameters
    ----------
    payoffs
        Shape (cells,); -inf where there is no state.
    order
        Shape (lines, B), unsigned. An entry is 2·strategy, plus 1 when it is strictly worse than
        the one before it; after the last state comes the largest value of the type.
    """
    width = order.shape[1]
    end = 2 * width + 1
    row = np.empty(width, payoffs.dtype)
    rank = np.empty(width, np.int64)
    for line in range(first, last):
        start = (line // inner) * width * inner + line % inner
        count = 0
        for b in range(width):
            value = payoffs[start + b * inner]
            if value == -np.inf:
                continue
            k = count
            while k > 0 and row[k - 1] < value:
                row[k] = row[k - 1]
                rank[k] = rank[k - 1]
                k -= 1
            row[k] = value
            rank[k] = b
            count += 1
        for k in range(count):
            order[line, k] = 2 * rank[k] + (1 if k > 0 and row[k] < row[k - 1] else 0)
        if count < width:
            order[line, count] = end
    return True


@Kernel
def scan(tile: Array, low: Array, t: int, order: Array, line: int) -> bool:
    """Lower row t of ``low`` to the least of ``tile`` over the line's strictly better strategies.

    From best to worst: ``through`` is the least so far, ``ahead`` that of the strictly better.
    """
    end = 2 * order.shape[1] + 1
    ahead = np.inf
    through = np.inf
    fell = False
    for k in range(order.shape[1]):
        entry = order[line, k]
        if entry == end:
            break
        if entry & 1:
            ahead = through
        b = entry >> 1
        if ahead < low[t, b]:
            low[t, b] = ahead
            fell = True
        if tile[t, b] < through:
            through = tile[t, b]
    return fell


@Kernel
def scan_locked(
    tile: Array, low: Array, t: int, order: Array, line: int, classes: Array, reach: Array
) -> bool:
    """Do as ``scan`` where not every change is allowed: one running least for each class."""
    end = 2 * order.shape[1] + 1
    ahead = np.full(reach.shape[0], np.inf)
    through = np.full(reach.shape[0], np.inf)
    fell = False
    for k in range(order.shape[1]):
        entry = order[line, k]
        if entry == end:
            break
        if entry & 1:
            ahead[:] = through
        b = entry >> 1
        home = classes[b]
        if ahead[home] < low[t, b]:
            low[t, b] = ahead[home]
            fell = True
        for c in range(reach.shape[0]):
            if reach[c, home] and tile[t, b] < through[c]:
                through[c] = tile[t, b]
    return fell


@Kernel
def least_over_better(
    values: Array,
    out: Array,
    order: Array,
    classes: Array,
    reach: Array,
    inner: int,
    first: int,
    last: int,
) -> bool:
    """Lower ``out`` to the least of ``values`` over strictly better strategies on the same line.

    Better is meant by ``order`` (see ``sort_lines``), among the changes that ``reach`` allows.
    ``out`` may be ``values``. Returns whether any entry of ``out`` fell.
    """
    width = order.shape[1]
    tile = np.empty((TILE, width), values.dtype)
    low = np.empty((TILE, width), values.dtype)
    start = np.empty(TILE, np.int64)
    fell = False
    for top in range(first, last, TILE):
        height = min(TILE, last - top)
        for t in range(height):
            start[t] = ((top + t) // inner) * width * inner + (top + t) % inner
        for b in range(width):
            for t in range(height):
                tile[t, b] = values[start[t] + b * inner]
                low[t, b] = out[start[t] + b * inner]
        changed = False
        for t in range(height):
            if reach.shape[0] == 1:
                changed |= scan(tile, low, t, order, top + t)
            else:
                changed |= scan_locked(tile, low, t, order, top + t, classes, reach)
        if changed:
            fell = True
            for b in range(width):
                for t in range(height):
                    out[start[t] + b * inner] = low[t, b]
    return fell


@Kernel
def least_over_allowed(
    values: Array, out: Array, classes: Array, reach: Array, inner: int, first: int, last: int
) -> bool:
    """Lower ``out`` to the least of ``values`` over all strategies that can be changed to.

    Entries whose value is +inf are left alone. ``out`` may be ``values``. Returns whether any
    entry of ``out`` fell.
    """
    width = classes.shape[0]
    many = reach.shape[0]
    best = np.empty((many, TILE), values.dtype)
    least = np.empty((many, TILE), values.dtype)
    start = np.empty(TILE, np.int64)
    fell = False
    for top in range(first, last, TILE):
        height = min(TILE, last - top)
        for t in range(height):
            start[t] = ((top + t) // inner) * width * inner + (top + t) % inner
        best[:, :] = np.inf
        for b in range(width):
            home = classes[b]
            for t in range(height):
                best[home, t] = min(best[home, t], values[start[t] + b * inner])
        least[:, :] = np.inf
        for c in range(many):
            for h in range(many):
                if reach[c, h]:
                    for t in range(height):
                        least[c, t] = min(least[c, t], best[h, t])
        for b in range(width):
            home = classes[b]
            for t in range(height):
                cell = start[t] + b * inner
                if values[cell] != np.inf and least[home, t] < out[cell]:
                    out[cell] = least[home, t]
                    fell = True
    return fell


@Kernel
def least_over_arcs(starts: Array, targets: Array, values: Array, out: Array) -> None:
    """Lower ``out`` to the least of ``values`` over the arcs from each state.

    ``starts`` has shape (states + 1,); the arcs from s are ``targets[starts[s]:starts[s + 1]]``.
    """
    for s in range(out.shape[0]):
        for k in range(starts[s], starts[s + 1]):
            if values[targets[k]] < out[s]:
                out[s] = values[targets[k]]


@Kernel
def relax_arcs(starts: Array, targets: Array, movers: Array, focal: int, after: Array) -> bool:
    """Sweep once over all states, letting every mover but the last one answer.

    Parameters
    ----------
    starts, targets
        Arcs in compressed rows, shape (n, states + 1) and (arcs,).
    movers
        Indices of the decision makers that may answer; ``focal`` is not among them.
    after
        Shape (n, states). ``after[j, s]``: least value found over s and what can be reached from
        it when j has just moved; row ``focal``: when any mover may answer.
    """
    fell = False
    for s in range(after.shape[1]):
        least = np.inf
        second = np.inf
        who = -1
        for j in movers:
            found = np.inf
            for k in range(starts[j, s], starts[j, s + 1]):
                if after[j, targets[k]] < found:
                    found = after[j, targets[k]]
            if found < least:
                second = least
                least = found
                who = j
            elif found < second:
                second = found
        for j in movers:
            reachable = second if j == who else least
            if reachable < after[j, s]:
                after[j, s] = reachable
                fell = True
        if least < after[focal, s]:
            after[focal, s] = least
            fell = True
    return fell
