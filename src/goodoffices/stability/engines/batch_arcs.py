"""The inner loops over a tile of samples where moves are explicit arcs, or cannot be undone.

As ``batch_kernels``, with states in their own order throughout. The arcs of mover j from s are
``targets[starts[j, s]:starts[j, s + 1]]``. Who moved last is kept where moves do not compose: then
row ``j * states + s`` of ``after`` is the least found over s and what can be reached from it when j
has just moved, and that of the focal mover when any other may answer. Where they compose there is
one row of each state for all.
"""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from goodoffices.stability.engines.batch_kernels import ANY, ESCAPE, NONE
from goodoffices.stability.engines.compiled import Kernel
from goodoffices.stability.engines.rows import (
    at_most,
    differ,
    greater,
    lesser,
    lowered,
    read,
    write,
)

Array = NDArray[Any]


@Kernel
def sanction_rows(
    value: int, own: Array, start: int, starts: Array, targets: Array, after: Array
) -> None:
    """Write the rank of every state, or the best that its mover can escape to, for each mover."""
    states = starts.shape[0] - 1
    for s in range(states):
        best = read(own, start + s)
        if value == ESCAPE:
            for k in range(starts[s], starts[s + 1]):
                best = greater(best, read(own, start + targets[k]))
        for row in range(s, after.shape[0], states):
            write(after, row, best)


@Kernel.inside
def lower_state(
    focal: int,
    s: int,
    replies: int,
    own: Array,
    top: int,
    starts: Array,
    targets: Array,
    after: Array,
    found: Array,
) -> bool:
    """Lower a state to the least over the others' replies from it; say whether it fell.

    Parameters
    ----------
    found
        To work with, a row for each mover and one of the greatest numbers there are.
    """
    n, states = starts.shape[0], starts.shape[1] - 1
    rows = after.shape[0] // states
    for j in range(n):
        if j == focal:
            continue
        least = read(found, n)
        rank = read(own, top + j * states + s)
        for k in range(starts[j, s], starts[j, s + 1]):
            value = read(after, (j * states if rows > 1 else 0) + targets[k])
            if replies == ANY:
                least = lesser(least, value)
            else:
                above = read(own, top + j * states + targets[k])
                least = lowered(least, value, above, rank)
        write(found, j, least)
    fell = False
    for row in range(rows):
        before = read(after, row * states + s)
        low = before
        for j in range(n):
            if j != focal and (rows == 1 or j != row):
                low = lesser(low, read(found, j))
        if differ(low, before):
            write(after, row * states + s, low)
            fell = True
    return fell


@Kernel
def relax_states(
    focal: int,
    replies: int,
    own: Array,
    top: int,
    starts: Array,
    targets: Array,
    after: Array,
    found: Array,
    stamp: Array,
    done: Array,
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
        for s in range(len(stamp)):
            newest = -1
            for j in range(starts.shape[0]):
                if j != focal:
                    for k in range(starts[j, s], starts[j, s + 1]):
                        newest = max(newest, stamp[targets[k]])
            if newest > done[s]:
                clock += 1
                done[s] = clock
                if lower_state(focal, s, replies, own, top, starts, targets, after, found):
                    stamp[s] = clock
                    changed = True


@Kernel
def verdicts_over_arcs(
    own: Array, start: int, starts: Array, targets: Array, last: Array, words: Array, tile: int
) -> None:
    """Say in which samples states are stable, given the worst case after each."""
    for s in range(last.shape[0]):
        rank = read(own, start + s)
        best = lesser(rank, read(last, s))
        for k in range(starts[s], starts[s + 1]):
            q = targets[k]
            best = greater(best, lesser(read(own, start + q), read(last, q)))
        words[s, tile] = at_most(best, rank)


@Kernel
def judge_arcs(
    own: Array,
    concepts: Array,
    movers: Array,
    moves: tuple[Any, ...],
    room: tuple[Array, Array, Array],
    words: Array,
) -> None:
    """Judge some tiles.

    Parameters
    ----------
    own
        Ranks, shape (tiles x n x states, LANES).
    concepts
        Shape (concepts, 2): sanction value and replies believed.
    moves
        Starts and targets of the arcs; how many rows there are for a state, 1 where every mover's
        moves compose, else n; and the greatest number that ``own`` can hold.
    room
        To work with: so many rows for each state, and n + 1, of numbers like those of ``own``; and
        twice an int64 for each state.
    words
        Written to: in which samples states are stable, shape (concepts, movers, states, tiles).
    """
    starts, targets, rows, most = moves
    n, states = starts.shape[0], starts.shape[1] - 1
    after, found, stamp, done = room[0][: rows * states], room[0][rows * states :], room[1], room[2]
    found[n] = most
    for tile in range(words.shape[3]):
        top = tile * n * states
        for column in range(len(movers)):
            i = movers[column]
            start = top + i * states
            last = i * states if rows > 1 else 0
            for c in range(len(concepts)):
                value, replies = concepts[c, 0], concepts[c, 1]
                sanction_rows(value, own, start, starts[i], targets, after)
                if replies != NONE:
                    relax_states(i, replies, own, top, starts, targets, after, found, stamp, done)
                verdicts_over_arcs(
                    own,
                    start,
                    starts[i],
                    targets,
                    after[last : last + states],
                    words[c, column],
                    tile,
                )
