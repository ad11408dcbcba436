"""The inner loops over a tile of samples: one conflict, other ranks of its states in each sample.

A tile is as many samples as a row holds (see ``rows``), so that every inner loop is an instruction
or two over small integers (see ``ranks``). The kernels of this module are for moves along lines,
those of ``batch_arcs`` for all others.

A *line* is the states that differ in one decision maker's strategy, all within its reach of one
another. ``members[i]`` lists the states line by line for mover i, ``bounds[i, l]`` is where its
line l begins, ``counts[i]`` how many it has. Ranks are in that order: in ``own``, row
``start + i * states + r`` is that of state ``members[i, r]`` to mover i. In all other arrays rows
are in the order of states.

Concepts are judged by two at a time, where two believe in the same replies: ``worst`` has the worst
cases under the one in its first rows, those under the other in as many rows after them.

What a state is judged by needs no test of what improves: with m the worst case after a move,

    s is stable  iff  min(p(q), m(q)) <= p(s) for every q on the line of s,

since a q that is no improvement passes by p(q) <= p(s), and s itself does.
"""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from goodoffices.stability.engines.compiled import Kernel
from goodoffices.stability.engines.rows import (
    at_most,
    differ,
    greater,
    lesser,
    lowered,
    ones,
    read,
    write,
)

Array = NDArray[Any]
PAYOFF, ESCAPE = 0, 1
NONE, ANY, IMPROVING = 0, 1, 2


@Kernel
def sanction_values(
    value: int,
    own: Array,
    start: int,
    members: Array,
    bounds: Array,
    count: int,
    worst: Array,
    slot: int,
) -> None:
    """Write the rank of every state, or the best that its mover can escape to."""
    if value == PAYOFF:
        for r in range(members.shape[0]):
            write(worst, slot + members[r], read(own, start + r))
        return
    for line in range(count):
        best = read(own, start + bounds[line])
        for r in range(bounds[line] + 1, bounds[line + 1]):
            best = greater(best, read(own, start + r))
        for r in range(bounds[line], bounds[line + 1]):
            write(worst, slot + members[r], best)


@Kernel
def least_over_groups(grouped: Array, bounds: Array, count: int, worst: Array, slot: int) -> None:
    """Lower every state to the least of its group: what the others can reach by any moves."""
    for group in range(count):
        least = read(worst, slot + grouped[bounds[group]])
        for r in range(bounds[group] + 1, bounds[group + 1]):
            least = lesser(least, read(worst, slot + grouped[r]))
        for r in range(bounds[group], bounds[group + 1]):
            write(worst, slot + grouped[r], least)


@Kernel.inside
def lower_two(
    own: Array,
    row: int,
    members: Array,
    j: int,
    r: int,
    worst: Array,
    stamp: Array,
    clock: int,
) -> bool:
    """Do as ``lower_many`` for a line of two."""
    states = members.shape[1]
    s0, s1 = members[j, r], members[j, r + 1]
    p0, p1 = read(own, row), read(own, row + 1)
    v0, v1 = read(worst, s0), read(worst, s1)
    w0, w1 = read(worst, states + s0), read(worst, states + s1)
    x0, y0 = lowered(v0, v1, p1, p0), lowered(w0, w1, p1, p0)
    x1, y1 = lowered(v1, v0, p0, p1), lowered(w1, w0, p0, p1)
    write(worst, s0, x0)
    write(worst, s1, x1)
    write(worst, states + s0, y0)
    write(worst, states + s1, y1)
    fell0 = differ(x0, v0) | differ(y0, w0)
    fell1 = differ(x1, v1) | differ(y1, w1)
    stamp[s0] = clock if fell0 else stamp[s0]
    stamp[s1] = clock if fell1 else stamp[s1]
    return bool(fell0 | fell1)


@Kernel.inside
def lower_four(
    own: Array,
    row: int,
    members: Array,
    j: int,
    r: int,
    worst: Array,
    stamp: Array,
    clock: int,
) -> bool:
    """Do as ``lower_many`` for a line of four, held in registers throughout."""
    states = members.shape[1]
    s0, s1 = members[j, r], members[j, r + 1]
    s2, s3 = members[j, r + 2], members[j, r + 3]
    p0, p1, p2, p3 = read(own, row), read(own, row + 1), read(own, row + 2), read(own, row + 3)
    v0, v1, v2, v3 = read(worst, s0), read(worst, s1), read(worst, s2), read(worst, s3)
    w0, w1 = read(worst, states + s0), read(worst, states + s1)
    w2, w3 = read(worst, states + s2), read(worst, states + s3)
    x0 = lowered(lowered(lowered(v0, v1, p1, p0), v2, p2, p0), v3, p3, p0)
    y0 = lowered(lowered(lowered(w0, w1, p1, p0), w2, p2, p0), w3, p3, p0)
    x1 = lowered(lowered(lowered(v1, v0, p0, p1), v2, p2, p1), v3, p3, p1)
    y1 = lowered(lowered(lowered(w1, w0, p0, p1), w2, p2, p1), w3, p3, p1)
    x2 = lowered(lowered(lowered(v2, v0, p0, p2), v1, p1, p2), v3, p3, p2)
    y2 = lowered(lowered(lowered(w2, w0, p0, p2), w1, p1, p2), w3, p3, p2)
    x3 = lowered(lowered(lowered(v3, v0, p0, p3), v1, p1, p3), v2, p2, p3)
    y3 = lowered(lowered(lowered(w3, w0, p0, p3), w1, p1, p3), w2, p2, p3)
    write(worst, s0, x0)
    write(worst, s1, x1)
    write(worst, s2, x2)
    write(worst, s3, x3)
    write(worst, states + s0, y0)
    write(worst, states + s1, y1)
    write(worst, states + s2, y2)
    write(worst, states + s3, y3)
    fell0 = differ(x0, v0) | differ(y0, w0)
    fell1 = differ(x1, v1) | differ(y1, w1)
    fell2 = differ(x2, v2) | differ(y2, w2)
    fell3 = differ(x3, v3) | differ(y3, w3)
    stamp[s0] = clock if fell0 else stamp[s0]
    stamp[s1] = clock if fell1 else stamp[s1]
    stamp[s2] = clock if fell2 else stamp[s2]
    stamp[s3] = clock if fell3 else stamp[s3]
    return bool(fell0 | fell1 | fell2 | fell3)


@Kernel.inside
def lower_many(
    own: Array,
    row: int,
    members: Array,
    j: int,
    r: int,
    width: int,
    worst: Array,
    stamp: Array,
    clock: int,
) -> bool:
    """Lower the states of a line to the least over strictly better ones; say whether any fell.

    Better ones of better ones are better, so that the line is then at rest by itself, and so that
    it does no harm that some have fallen already when others are looked at.

    Parameters
    ----------
    own
        The mover's ranks of this line are rows ``row`` and following.
    members
        The states of everybody's lines; those of this one are mover j's from ``r`` on.
    stamp
        When each state last fell.
    clock
        What time it is.
    """
    states = members.shape[1]
    some = False
    for a in range(width):
        s = members[j, r + a]
        rank = read(own, row + a)
        before = read(worst, s)
        before_too = read(worst, states + s)
        low, low_too = before, before_too
        for b in range(width):
            q = members[j, r + b]
            above = read(own, row + b)
            low = lowered(low, read(worst, q), above, rank)
            low_too = lowered(low_too, read(worst, states + q), above, rank)
        if differ(low, before) | differ(low_too, before_too):
            write(worst, s, low)
            write(worst, states + s, low_too)
            stamp[s] = clock
            some = True
    return some


@Kernel.inside
def newest_on_line(stamp: Array, members: Array, j: int, r: int, width: int) -> int:
    """Return when a state on a line last fell."""
    newest = max(stamp[members[j, r]], stamp[members[j, r + 1]])
    if width == 2:
        return int(newest)
    newest = max(newest, stamp[members[j, r + 2]])
    for k in range(r + 3, r + width):
        newest = max(newest, stamp[members[j, k]])
    return int(newest)


@Kernel
def relax_lines(
    own: Array,
    start: int,
    members: Array,
    visits: Array,
    ends: Array,
    groups: int,
    worst: Array,
    stamp: Array,
    done: Array,
) -> None:
    """Lower ``worst`` to the least over all that the others reach by improving moves.

    One group of states comes to rest after another, since no such move leaves a group. A line is
    lowered again only where one of its states fell since.

    Parameters
    ----------
    visits
        The others' lines, group by group: whose, from which of its rows on, and how many states.
    ends
        Where the visits of each group end, from that of none on.
    stamp, done
        To work with: when each state last fell, and when each of the visits was last made.
    """
    states = members.shape[1]
    stamp[:] = 0
    done[:] = -1
    clock = 0
    for group in range(groups):
        changed = True
        while changed:
            changed = False
            for k in range(ends[group], ends[group + 1]):
                j, r, width = visits[k, 0], visits[k, 1], visits[k, 2]
                if newest_on_line(stamp, members, j, r, width) <= done[k]:
                    continue
                clock += 1
                row = start + j * states + r
                if width == 4:
                    fell = lower_four(own, row, members, j, r, worst, stamp, clock)
                elif width == 2:
                    fell = lower_two(own, row, members, j, r, worst, stamp, clock)
                else:
                    fell = lower_many(own, row, members, j, r, width, worst, stamp, clock)
                done[k] = clock
                changed |= fell


@Kernel
def verdicts_on_lines(
    own: Array,
    start: int,
    members: Array,
    bounds: Array,
    count: int,
    worst: Array,
    slot: int,
    words: Array,
    tile: int,
) -> None:
    """Say in which samples states are stable, given the worst case after each."""
    for line in range(count):
        r = bounds[line]
        best = lesser(read(own, start + r), read(worst, slot + members[r]))
        for r in range(bounds[line] + 1, bounds[line + 1]):
            best = greater(best, lesser(read(own, start + r), read(worst, slot + members[r])))
        for r in range(bounds[line], bounds[line + 1]):
            words[members[r], tile] = at_most(best, read(own, start + r))


@Kernel
def worst_cases(
    own: Array,
    top: int,
    i: int,
    concepts: Array,
    pair: Array,
    moves: tuple[Any, ...],
    worst: Array,
    stamp: Array,
    done: Array,
) -> None:
    """Write how badly one mover can fare after each state, under two concepts.

    Parameters
    ----------
    top
        The first row of ``own`` that is of this tile.
    pair
        Which concepts, with the same replies.
    moves
        As ``judge_lines`` takes them.
    """
    members, bounds, counts, grouped, group_bounds, group_counts, visits, ends, _ = moves
    states = members.shape[1]
    start = top + i * states
    replies = concepts[pair[0], 1]
    for k in range(2):
        slot = k * states
        value = concepts[pair[k], 0]
        sanction_values(value, own, start, members[i], bounds[i], counts[i], worst, slot)
        if replies == ANY:
            least_over_groups(grouped[i], group_bounds[i], group_counts[i], worst, slot)
    if replies == IMPROVING:
        groups = group_counts[i]
        relax_lines(own, top, members, visits[i], ends[i], groups, worst, stamp, done)


@Kernel
def judge_lines(
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
        Ranks, shape (tiles x n x states, LANES), each mover's in the order of its lines.
    concepts
        Shape (concepts, 2): sanction value and replies believed.
    moves
        Per mover: members, bounds and counts of its lines; the same of the groups of states among
        which the others can go to and fro; and visits and ends, as ``relax_lines`` takes them.
        Lastly, which concepts are judged by at once, one twice where it is by itself.
    room
        To work with: two rows for each state, of numbers like those of ``own``; an int64 for each;
        and as many as a mover has visits.
    words
        Written to: in which samples states are stable, shape (concepts, movers, states, tiles).
    """
    members, bounds, counts = moves[0], moves[1], moves[2]
    n, states = members.shape
    worst, stamp, done = room
    for tile in range(words.shape[3]):
        top = tile * n * states
        for column in range(len(movers)):
            i = movers[column]
            start = top + i * states
            for pair in moves[8]:
                worst_cases(own, top, i, concepts, pair, moves, worst, stamp, done)
                for k in range(2):
                    found = words[pair[k], column]
                    verdicts_on_lines(
                        own, start, members[i], bounds[i], counts[i], worst, k * states, found, tile
                    )


@Kernel
def add_up(words: Array, sums: Array, equilibrium_sums: Array, joint: Array, some: Array) -> None:
    """Add stable states, and those stable for all movers, to the sums over samples.

    Parameters
    ----------
    words
        What ``judge_lines`` writes.
    sums, equilibrium_sums
        Shape (concepts, movers, states) and (concepts, states).
    joint, some
        Written to: in which samples states are stable for all, shape (concepts, states, tiles), and
        in which any is, shape (concepts, tiles).
    """
    some[:] = 0
    for c in range(words.shape[0]):
        for s in range(words.shape[2]):
            for tile in range(words.shape[3]):
                both = words[c, 0, s, tile]
                for i in range(words.shape[1]):
                    sums[c, i, s] += ones(words[c, i, s, tile])
                    both &= words[c, i, s, tile]
                joint[c, s, tile] = both
                some[c, tile] |= both
                equilibrium_sums[c, s] += ones(both)
