"""The inner loops over a tile of samples where moves are explicit arcs, or cannot be undone.

As ``batch_kernels``, with states in their own order throughout. The arcs of mover j from s are
``targets[starts[j, s]:starts[j, s + 1]]``. Who moved last is kept where moves do not compose: then
``after[j, s]`` is the least found over s and what can be reached from it when j has just moved,
and ``after[focal, s]`` when any other may answer. Where they compose there is one row for all.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.engines.batch_kernels import ANY, ESCAPE, NONE, TILE
from goodoffices.stability.engines.compiled import Kernel

Array = NDArray[Any]


@Kernel
def best_over_arcs(values: Array, s: int, starts: Array, targets: Array, best: Array) -> None:
    """Write the greatest value over s and one mover's arcs from it, per sample."""
    for t in range(TILE):
        best[t] = values[s, t]
    for k in range(starts[s], starts[s + 1]):
        q = targets[k]
        for t in range(TILE):
            best[t] = max(best[t], values[q, t])


@Kernel
def lower_state(
    focal: int,
    s: int,
    replies: int,
    own: Array,
    starts: Array,
    targets: Array,
    after: Array,
    found: Array,
    most: int,
) -> bool:
    """Lower a state to the least over the others' replies from it; say whether it fell."""
    rows = after.shape[0]
    believed = replies == ANY
    for j in range(own.shape[0]):
        row = j if rows > 1 else 0
        for t in range(TILE):
            found[j, t] = most
        if j == focal:
            continue
        for k in range(starts[j, s], starts[j, s + 1]):
            q = targets[k]
            for t in range(TILE):
                value = after[row, q, t]
                lower = (believed | (own[j, q, t] > own[j, s, t])) & (value < found[j, t])
                found[j, t] = value if lower else found[j, t]
    fell = False
    for row in range(rows):
        for j in range(own.shape[0]):
            if j == focal or (rows > 1 and j == row):
                continue
            for t in range(TILE):
                fell |= found[j, t] < after[row, s, t]
                after[row, s, t] = min(after[row, s, t], found[j, t])
    return fell


@Kernel
def relax_states(
    focal: int,
    replies: int,
    own: Array,
    starts: Array,
    targets: Array,
    after: Array,
    found: Array,
    stamp: Array,
    done: Array,
    most: int,
) -> None:
    """Lower ``after`` to the least over all that the others reach by such replies.

    A state is visited again only where one that it leads to fell since: ``stamp`` keeps when a
    state last fell, ``done`` when it was last visited.
    """
    stamp[:] = 0
    done[:] = -1
    clock = 0
    changed = True
    while changed:
        changed = False
        for s in range(own.shape[1]):
            newest = -1
            for j in range(own.shape[0]):
                if j != focal:
                    for k in range(starts[j, s], starts[j, s + 1]):
                        newest = max(newest, stamp[targets[k]])
            if newest > done[s]:
                clock += 1
                done[s] = clock
                if lower_state(focal, s, replies, own, starts, targets, after, found, most):
                    stamp[s] = clock
                    changed = True


@Kernel
def judge_arcs(
    own: Array,
    concepts: Array,
    movers: Array,
    starts: Array,
    targets: Array,
    rows: int,
    most: int,
    stable: Array,
) -> None:
    """Judge one tile.

    Parameters
    ----------
    own
        Ranks, shape (n, states, T).
    concepts
        Shape (concepts, 2): sanction value and replies believed.
    rows
        1 where every mover's moves compose, else n.
    most
        The greatest value that ``own`` can hold.
    stable
        Written to: shape (concepts, movers, states, T), 1 where stable and else 0.
    """
    n, states = own.shape[:2]
    after = np.empty((rows, states, TILE), own.dtype)
    found = np.empty((n, TILE), own.dtype)
    best = np.empty(TILE, own.dtype)
    stamp, done = np.empty(states, np.int64), np.empty(states, np.int64)
    for column in range(len(movers)):
        i = movers[column]
        last = i if rows > 1 else 0
        for c in range(len(concepts)):
            for s in range(states):
                best_over_arcs(own[i], s, starts[i], targets, best)
                value = best if concepts[c, 0] == ESCAPE else own[i, s]
                for row in range(rows):
                    for t in range(TILE):
                        after[row, s, t] = value[t]
            replies = concepts[c, 1]
            if replies != NONE:
                relax_states(i, replies, own, starts, targets, after, found, stamp, done, most)
            for s in range(states):
                for t in range(TILE):
                    after[last, s, t] = min(after[last, s, t], own[i, s, t])
            for s in range(states):
                best_over_arcs(after[last], s, starts[i], targets, best)
                for t in range(TILE):
                    stable[c, column, s, t] = best[t] <= own[i, s, t]
