"""Loops along the lines of large tensors: orders, escape values, replies and verdicts.

Lines, ``order``, ``classes`` and ``reach`` are those of ``kernels``, keys and lanes those of ``keys``
and ``lanes``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.compiled import Kernel
from goodoffices.stability.keys import ABSENT, NOTHING
from goodoffices.stability.lanes import LANES, TILE, answer_any, answer_better, lower_row

Array = NDArray[Any]
LAST_VISIT = 255
BLOCK = 64  # ages to a cache line


@Kernel.over_lanes
def rank_lines(keys: Array, order: Array, inner: int, first: int, last: int) -> bool:
    """Write each line's strategies from best to worst, as ``kernels.sort_lines`` does.

    A strategy's place is the number of those above it, counted over all pairs: more steps than
    sorting takes, but eight at a time and without a branch.
    """
    width = order.shape[1]
    row = np.empty(width, np.int32)
    tied = np.empty(width, np.int32)
    for line in range(first, last):
        start = (line // inner) * width * inner + line % inner
        count = 0
        for b in range(width):
            key = keys[start + b * inner]
            count += key != ABSENT
            row[b] = NOTHING if key == ABSENT else key
            tied[b] = 0
        for b in range(width):
            key = row[b]
            if key == NOTHING:
                continue
            above = np.int32(0)
            for c in range(width):
                above += np.int32(row[c] > key)
            order[line, above + tied[above]] = 2 * b + (above > 0 and tied[above] == 0)
            tied[above] += 1
        if count < width:
            order[line, count] = 2 * width + 1
    return True


@Kernel.over_lanes
def best_reached(
    keys: Array, table: Array, classes: Array, reach: Array, inner: int, first: int, last: int
) -> bool:
    """Write the best key that a strategy of each class can be changed to. Shape (lines, classes).

    That is the escape value of all the states of a class on a line.
    """
    width = classes.shape[0]
    many = reach.shape[0]
    best = np.empty((many, TILE), np.int32)
    start = np.empty(TILE, np.int64)
    for top in range(first, last, TILE):
        height = min(TILE, last - top)
        for t in range(height):
            start[t] = ((top + t) // inner) * width * inner + (top + t) % inner
        best[:, :] = NOTHING
        for b in range(width):
            home = classes[b]
            for t in range(height):
                key = keys[start[t] + b * inner]
                if key != ABSENT:
                    best[home, t] = max(best[home, t], key)
        for c in range(many):
            for t in range(height):
                most = NOTHING
                for h in range(many):
                    if reach[c, h]:
                        most = max(most, best[h, t])
                table[top + t, c] = most
    return True


@Kernel.over_lanes
def answer_locked(
    rows: Array,
    top: int,
    fallen: Array,
    order: Array,
    classes: Array,
    reach: Array,
    frozen: Array,
    free: Array,
    improving: bool,  # noqa: FBT001 - compiled loops take no keywords
    ahead: Array,
    through: Array,
) -> bool:
    """Do as ``answer_better`` or ``answer_any`` where not every change is allowed.

    ``ahead`` and ``through`` have a row for each class; ``free`` is NOTHING throughout.
    """
    width = order.shape[0]
    some = False
    ahead[:, :] = ABSENT
    through[:, :] = ABSENT
    for k in range(width):
        entry = order[k]
        if entry == 2 * width + 1:
            break
        row, home = top + (entry >> 1), classes[entry >> 1]
        fallen[row] = False
        if improving:
            if entry & 1:
                ahead[:, :] = through
            fallen[row] = lower_row(rows, row, ahead, home, frozen)
            some |= fallen[row]
        for c in range(reach.shape[0]):
            if reach[c, home]:
                lower_row(through, c, rows, row, free)
    if improving:
        return some
    for k in range(width):
        entry = order[k]
        if entry == 2 * width + 1:
            break
        row, home = top + (entry >> 1), classes[entry >> 1]
        fallen[row] = lower_row(rows, row, through, home, frozen)
        some |= fallen[row]
    return some


@Kernel.over_lanes
def find_stale(
    age: Array, stale: Array, start: Array, width: int, inner: int, since: int, top: int, lines: int
) -> bool:
    """Note where the lines from ``top`` start, and on which of them something fell after ``since``."""
    for t in range(lines):
        start[t] = ((top + t) // inner) * width * inner + (top + t) % inner
        stale[t] = False
    for b in range(width):
        for t in range(lines):
            stale[t] |= age[start[t] + b * inner] > since
    some = False
    for t in range(lines):
        some |= stale[t]
    return some


@Kernel.over_lanes
def answer_lines(
    lanes: Array,
    age: Array,
    order: Array,
    classes: Array,
    reach: Array,
    frozen: Array,
    improving: bool,  # noqa: FBT001 - compiled loops take no keywords
    inner: int,
    since: int,
    now: int,
    first: int,
    last: int,
) -> bool:
    """Let one decision maker answer on its lines, by improvements or by any moves.

    Lines where nothing has fallen since visit ``since`` are passed over.

    Parameters
    ----------
    age
        Shape (cells,): the visit, at most LAST_VISIT, at which a lane of the cell fell last.
    frozen
        Lanes that are left alone; see ``lanes``.
    """
    width = order.shape[1]
    rows = np.empty((TILE * width, LANES), np.int32)
    fallen = np.empty(TILE * width, np.bool_)
    ahead = np.empty((reach.shape[0], LANES), np.int32)
    through = np.empty((reach.shape[0], LANES), np.int32)
    free = np.full(LANES, NOTHING, np.int32)
    start = np.empty(BLOCK, np.int64)
    stale = np.empty(BLOCK, np.bool_)
    fell = False
    for block in range(first, last, BLOCK):
        lines = min(BLOCK, last - block)
        if not find_stale(age, stale, start, width, inner, since, block, lines):
            continue
        for top in range(0, lines, TILE):
            height = min(TILE, lines - top)
            for b in range(width):
                for t in range(height):
                    if stale[top + t]:
                        for v in range(LANES):
                            rows[t * width + b, v] = lanes[start[top + t] + b * inner, v]
                        fallen[t * width + b] = False
            for t in range(height):
                if not stale[top + t]:
                    continue
                ranked = order[block + top + t]
                if reach.shape[0] > 1:
                    stale[top + t] = answer_locked(
                        rows, t * width, fallen, ranked, classes, reach, frozen, free, improving,
                        ahead, through,
                    )  # fmt: skip
                elif improving:
                    stale[top + t] = answer_better(rows, t * width, fallen, ranked, frozen)
                else:
                    stale[top + t] = answer_any(rows, t * width, width, fallen, frozen)
                fell |= stale[top + t]
            for b in range(width):
                for t in range(height):
                    if stale[top + t] and fallen[t * width + b]:
                        for v in range(LANES):
                            lanes[start[top + t] + b * inner, v] = rows[t * width + b, v]
                        age[start[top + t] + b * inner] = now
    return fell


@Kernel.over_lanes
def judge_lines(
    lanes: Array,
    asked: Array,
    keys: Array,
    stable: Array,
    order: Array,
    classes: Array,
    reach: Array,
    inner: int,
    first: int,
    last: int,
) -> bool:
    """Say where no improvement has a worst case above the state's own key.

    Parameters
    ----------
    asked
        The lanes that hold worst cases of this decision maker.
    stable
        Shape (len(asked), cells), written where there is a state.
    """
    width = order.shape[1]
    many = reach.shape[0]
    count = asked.shape[0]
    worst = np.empty((count, TILE, width), np.int32)
    own = np.empty((TILE, width), np.int32)
    verdict = np.empty((count, TILE, width), np.bool_)
    ahead = np.empty(many, np.int32)
    through = np.empty(many, np.int32)
    start = np.empty(TILE, np.int64)
    for top in range(first, last, TILE):
        height = min(TILE, last - top)
        for t in range(height):
            start[t] = ((top + t) // inner) * width * inner + (top + t) % inner
        for b in range(width):
            for t in range(height):
                own[t, b] = keys[start[t] + b * inner]
                for q in range(count):
                    worst[q, t, b] = lanes[start[t] + b * inner, asked[q]]
        for q in range(count):
            for t in range(height):
                if many == 1:
                    judge_row(worst[q, t], own[t], verdict[q, t], order[top + t])
                    continue
                ahead[:] = NOTHING
                through[:] = NOTHING
                for k in range(width):
                    entry = order[top + t, k]
                    if entry == 2 * width + 1:
                        break
                    b = entry >> 1
                    if entry & 1:
                        ahead[:] = through
                    verdict[q, t, b] = ahead[classes[b]] <= own[t, b]
                    for c in range(many):
                        if reach[c, classes[b]]:
                            through[c] = max(through[c], worst[q, t, b])
            for b in range(width):
                for t in range(height):
                    stable[q, start[t] + b * inner] = verdict[q, t, b]
    return True


@Kernel.over_lanes
def judge_row(worst: Array, own: Array, verdict: Array, order: Array) -> bool:
    """Judge one line where all changes are allowed."""
    ahead = NOTHING
    through = NOTHING
    end = 2 * order.shape[0] + 1
    for k in range(order.shape[0]):
        entry = order[k]
        if entry == end:
            break
        b = entry >> 1
        if entry & 1:
            ahead = through
        verdict[b] = ahead <= own[b]
        through = max(through, worst[b])
    return True


@Kernel.over_lanes
def judge_nash(
    keys: Array, table: Array, stable: Array, classes: Array, inner: int, first: int, last: int
) -> bool:
    """Say where a state's key is the best that its decision maker can reach (``best_reached``).

    ``first`` and ``last`` count runs of ``inner`` cells of the same strategy.
    """
    width = classes.shape[0]
    for run in range(first, last):
        home = classes[run % width]
        above = (run // width) * inner
        for r in range(inner):
            cell = run * inner + r
            stable[cell] = keys[cell] >= table[above + r, home]
    return True
