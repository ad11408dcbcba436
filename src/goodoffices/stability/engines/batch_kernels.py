"""The inner loops over a tile of samples: one conflict, other ranks of its states in each sample.

Samples lie innermost, so that every inner loop runs over neighbours in memory, without branches,
and compiles to vector instructions over small integers (see ``ranks``). The kernels of this module
are for moves along lines, those of ``batch_arcs`` for all others.

A *line* is the states that differ in one decision maker's strategy, all within its reach of one
another. ``members[i]`` lists the states line by line for mover i, ``bounds[i, l]`` is where its
line l begins, ``counts[i]`` how many it has. A tile's ranks ``own[i]`` are in that order, shape
(states, T); all other arrays over states are in the order of states.

What a state is judged by needs no test of what improves: with m the worst case after a move,

    s is stable  iff  min(p(q), m(q)) <= p(s) for every q on the line of s,

since a q that is no improvement passes by p(q) <= p(s), and s itself does.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.engines.compiled import Kernel

Array = NDArray[Any]
TILE = 128  # a constant, so that loops over samples are unrolled; 8-bit words are added up
PAYOFF, ESCAPE = 0, 1
NONE, ANY, IMPROVING = 0, 1, 2


@Kernel
def best_on_line(own: Array, first: int, last: int, best: Array) -> None:
    """Write the greatest rank of a line, per sample."""
    for t in range(TILE):
        best[t] = own[first, t]
    for r in range(first + 1, last):
        for t in range(TILE):
            best[t] = max(best[t], own[r, t])


@Kernel
def sanction_values(
    value: int, own: Array, members: Array, bounds: Array, count: int, best: Array, worst: Array
) -> None:
    """Write the rank of every state, or the best that its mover can escape to."""
    if value == PAYOFF:
        for r in range(own.shape[0]):
            s = members[r]
            for t in range(TILE):
                worst[s, t] = own[r, t]
        return
    for line in range(count):
        best_on_line(own, bounds[line], bounds[line + 1], best)
        for r in range(bounds[line], bounds[line + 1]):
            s = members[r]
            for t in range(TILE):
                worst[s, t] = best[t]


@Kernel
def least_over_groups(
    grouped: Array, bounds: Array, count: int, least: Array, worst: Array
) -> None:
    """Lower every state to the least of its group: what the others can reach by any moves."""
    for group in range(count):
        s = grouped[bounds[group]]
        for t in range(TILE):
            least[t] = worst[s, t]
        for r in range(bounds[group] + 1, bounds[group + 1]):
            s = grouped[r]
            for t in range(TILE):
                least[t] = min(least[t], worst[s, t])
        for r in range(bounds[group], bounds[group + 1]):
            s = grouped[r]
            for t in range(TILE):
                worst[s, t] = least[t]


@Kernel
def lower_two(own: Array, r: int, line: Array, low: Array, fell: Array) -> None:
    """Do as ``lower_many`` for a line of two."""
    fell0 = False
    fell1 = False
    for t in range(TILE):
        p0, p1 = own[r, t], own[r + 1, t]
        v0, v1 = line[0, t], line[1, t]
        down0 = (p1 > p0) & (v1 < v0)
        down1 = (p0 > p1) & (v0 < v1)
        low[0, t] = v1 if down0 else v0
        low[1, t] = v0 if down1 else v1
        fell0 |= down0
        fell1 |= down1
    fell[0] = fell0
    fell[1] = fell1


@Kernel
def lower_four(own: Array, r: int, line: Array, low: Array, fell: Array) -> None:
    """Do as ``lower_many`` for a line of four, held in registers throughout."""
    fell0 = False
    fell1 = False
    fell2 = False
    fell3 = False
    for t in range(TILE):
        p0, p1, p2, p3 = own[r, t], own[r + 1, t], own[r + 2, t], own[r + 3, t]
        v0, v1, v2, v3 = line[0, t], line[1, t], line[2, t], line[3, t]
        low0, low1, low2, low3 = v0, v1, v2, v3
        low0 = v1 if (p1 > p0) & (v1 < low0) else low0
        low0 = v2 if (p2 > p0) & (v2 < low0) else low0
        low0 = v3 if (p3 > p0) & (v3 < low0) else low0
        low1 = v0 if (p0 > p1) & (v0 < low1) else low1
        low1 = v2 if (p2 > p1) & (v2 < low1) else low1
        low1 = v3 if (p3 > p1) & (v3 < low1) else low1
        low2 = v0 if (p0 > p2) & (v0 < low2) else low2
        low2 = v1 if (p1 > p2) & (v1 < low2) else low2
        low2 = v3 if (p3 > p2) & (v3 < low2) else low2
        low3 = v0 if (p0 > p3) & (v0 < low3) else low3
        low3 = v1 if (p1 > p3) & (v1 < low3) else low3
        low3 = v2 if (p2 > p3) & (v2 < low3) else low3
        fell0 |= low0 < v0
        fell1 |= low1 < v1
        fell2 |= low2 < v2
        fell3 |= low3 < v3
        low[0, t] = low0
        low[1, t] = low1
        low[2, t] = low2
        low[3, t] = low3
    fell[0] = fell0
    fell[1] = fell1
    fell[2] = fell2
    fell[3] = fell3


@Kernel
def lower_many(own: Array, r: int, line: Array, low: Array, fell: Array, width: int) -> None:
    """Write to ``low`` the least of ``line`` over each state and the strictly better ones.

    Parameters
    ----------
    own
        The mover's ranks; those of this line are rows r and following.
    line, low
        Shape (``width`` or more, T).
    fell
        Set to whether the state's row fell in any sample.
    """
    for a in range(width):
        for t in range(TILE):
            low[a, t] = line[a, t]
        for b in range(width):
            for t in range(TILE):
                down = (own[r + b, t] > own[r + a, t]) & (line[b, t] < low[a, t])
                low[a, t] = line[b, t] if down else low[a, t]
        some = False
        for t in range(TILE):
            some |= low[a, t] < line[a, t]
        fell[a] = some


@Kernel
def lower_line(
    own: Array,
    members: Array,
    r: int,
    width: int,
    worst: Array,
    line: Array,
    low: Array,
    fell: Array,
    stamp: Array,
    clock: int,
) -> bool:
    """Lower the states of one line to the least over strictly better ones; stamp those that fell.

    Better ones of better ones are better, so that the line is then at rest by itself.
    """
    for k in range(width):
        s = members[r + k]
        for t in range(TILE):
            line[k, t] = worst[s, t]
    if width == 4:
        lower_four(own, r, line, low, fell)
    elif width == 2:
        lower_two(own, r, line, low, fell)
    else:
        lower_many(own, r, line, low, fell, width)
    changed = False
    for k in range(width):
        if fell[k]:
            changed = True
            s = members[r + k]
            stamp[s] = clock
            for t in range(TILE):
                worst[s, t] = low[k, t]
    return changed


@Kernel
def relax_lines(
    focal: int,
    own: Array,
    members: Array,
    bounds: Array,
    counts: Array,
    worst: Array,
    line: Array,
    low: Array,
    fell: Array,
    stamp: Array,
    done: Array,
) -> None:
    """Lower ``worst`` to the least over all that the others reach by improving moves.

    A line is visited again only where one of its states fell since: ``stamp`` keeps when a state
    last fell, ``done`` when a line was last visited.
    """
    stamp[:] = 0
    done[:] = -1
    clock = 0
    changed = True
    while changed:
        changed = False
        for j in range(own.shape[0]):
            if j == focal:
                continue
            for row in range(counts[j]):
                r = bounds[j, row]
                width = bounds[j, row + 1] - r
                newest = -1
                for k in range(r, r + width):
                    newest = max(newest, stamp[members[j, k]])
                if width > 1 and newest > done[j, row]:
                    clock += 1
                    done[j, row] = clock
                    changed |= lower_line(
                        own[j], members[j], r, width, worst, line, low, fell, stamp, clock
                    )


@Kernel
def verdicts_on_lines(
    own: Array, members: Array, bounds: Array, count: int, worst: Array, best: Array, stable: Array
) -> None:
    """Say which states are stable, given the worst case after each."""
    for line in range(count):
        s = members[bounds[line]]
        for t in range(TILE):
            best[t] = min(own[bounds[line], t], worst[s, t])
        for r in range(bounds[line] + 1, bounds[line + 1]):
            s = members[r]
            for t in range(TILE):
                best[t] = max(best[t], min(own[r, t], worst[s, t]))
        for r in range(bounds[line], bounds[line + 1]):
            s = members[r]
            for t in range(TILE):
                stable[s, t] = best[t] <= own[r, t]


@Kernel
def judge_lines(
    own: Array,
    concepts: Array,
    movers: Array,
    members: Array,
    bounds: Array,
    counts: Array,
    grouped: Array,
    group_bounds: Array,
    group_counts: Array,
    stable: Array,
) -> None:
    """Judge one tile.

    Parameters
    ----------
    own
        Ranks, shape (n, states, T), each mover's in the order of its lines.
    concepts
        Shape (concepts, 2): sanction value and replies believed.
    grouped, group_bounds, group_counts
        Per mover, the groups of states among which the others can go to and fro; as for lines.
    stable
        Written to: shape (concepts, movers, states, T), 1 where stable and else 0.
    """
    n, states, _ = own.shape
    worst = np.empty((states, TILE), own.dtype)
    line = np.empty((states, TILE), own.dtype)
    low = np.empty((states, TILE), own.dtype)
    best = np.empty(TILE, own.dtype)
    fell = np.empty(states, np.bool_)
    stamp = np.empty(states, np.int64)
    done = np.empty((n, states), np.int64)
    for column in range(len(movers)):
        i = movers[column]
        for c in range(len(concepts)):
            sanction_values(concepts[c, 0], own[i], members[i], bounds[i], counts[i], best, worst)
            if concepts[c, 1] == ANY:
                least_over_groups(grouped[i], group_bounds[i], group_counts[i], best, worst)
            elif concepts[c, 1] == IMPROVING:
                relax_lines(i, own, members, bounds, counts, worst, line, low, fell, stamp, done)
            verdicts_on_lines(
                own[i], members[i], bounds[i], counts[i], worst, best, stable[c, column]
            )


@Kernel
def ones(words: Array) -> int:
    """Count the bytes that are 1 in up to 127 words of eight bytes, all of them 0 or 1."""
    total = 0
    for word in words:
        total += word
    total = (total & 0x00FF00FF00FF00FF) + ((total >> 8) & 0x00FF00FF00FF00FF)
    total = (total & 0x0000FFFF0000FFFF) + ((total >> 16) & 0x0000FFFF0000FFFF)
    return (total & 0xFFFFFFFF) + (total >> 32)


@Kernel
def add_up(words: Array, sums: Array, equilibrium_sums: Array) -> None:
    """Add a tile's stable states, and those stable for all movers, to the sums over samples.

    Parameters
    ----------
    words
        What ``judge_lines`` writes, eight bytes at a time: int64, shape (concepts, movers, states,
        T / 8).
    sums, equilibrium_sums
        Shape (concepts, movers, states) and (concepts, states).
    """
    joint = np.empty(words.shape[3], np.int64)
    for c in range(words.shape[0]):
        for s in range(words.shape[2]):
            for k in range(words.shape[3]):
                joint[k] = words[c, 0, s, k]
            for i in range(words.shape[1]):
                sums[c, i, s] += ones(words[c, i, s])
                for k in range(words.shape[3]):
                    joint[k] &= words[c, i, s, k]
            equilibrium_sums[c, s] += ones(joint)
