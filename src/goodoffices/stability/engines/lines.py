"""Loops along the lines of large tensors: orders, escape values, replies and verdicts.

Lines, ``order``, ``classes`` and ``reach`` are those of ``kernels``, keys those of ``keys``, lanes
those of ``lanes``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.engines.compiled import Kernel
from goodoffices.stability.engines.keys import ABSENT, NOTHING
from goodoffices.stability.engines.lanes import LANES, TILE, answer_any, answer_better, lower_row

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
    improving: bool,  # noqa: FBT001 - compiled loops take no keywords
    ahead: Array,
    through: Array,
) -> bool:
    """Do as ``answer_better`` or ``answer_any`` where not every change is allowed.

    ``ahead`` and ``through`` have a row for each class.
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
            fallen[row] = lower_row(rows, row, ahead, home, frozen[0])
            some |= fallen[row]
        for c in range(reach.shape[0]):
            if reach[c, home]:
                lower_row(through, c, rows, row, frozen[1])
    if improving:
        return some
    for k in range(width):
        entry = order[k]
        if entry == 2 * width + 1:
            break
        row, home = top + (entry >> 1), classes[entry >> 1]
        fallen[row] = lower_row(rows, row, through, home, frozen[0])
        some |= fallen[row]
    return some


@Kernel.over_lanes
def answer_row(
    rows: Array,
    top: int,
    fallen: Array,
    order: Array,
    classes: Array,
    reach: Array,
    frozen: Array,
    improving: bool,  # noqa: FBT001 - compiled loops take no keywords
    ahead: Array,
    through: Array,
) -> bool:
    """Let one decision maker answer on one line; see ``answer_lines``."""
    fell: bool
    if reach.shape[0] > 1:
        fell = answer_locked(
            rows, top, fallen, order, classes, reach, frozen, improving, ahead, through
        )
    elif improving:
        fell = answer_better(rows, top, fallen, order, frozen[0])
    else:
        fell = answer_any(rows, top, order.shape[0], fallen, frozen[0])
    return fell


@Kernel.over_lanes
def find_stale(
    age: Array, stale: Array, start: Array, width: int, inner: int, since: int, top: int, lines: int
) -> bool:
    """Note where lines from ``top`` on start, and on which something fell after ``since``."""
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
def gather_rows(
    lanes: Array, rows: Array, fallen: Array, stale: Array, start: Array, inner: int, width: int
) -> bool:
    """Copy the stale lines of a tile into rows, strategy by strategy."""
    for b in range(width):
        for t in range(start.shape[0]):
            if stale[t]:
                for v in range(LANES):
                    rows[t * width + b, v] = lanes[start[t] + b * inner, v]
                fallen[t * width + b] = False
    return True


@Kernel.over_lanes
def scatter_rows(
    lanes: Array,
    age: Array,
    rows: Array,
    fallen: Array,
    stale: Array,
    start: Array,
    inner: int,
    width: int,
    now: int,
) -> bool:
    """Copy the rows that fell back, and note when."""
    for b in range(width):
        for t in range(start.shape[0]):
            if stale[t] and fallen[t * width + b]:
                for v in range(LANES):
                    lanes[start[t] + b * inner, v] = rows[t * width + b, v]
                age[start[t] + b * inner] = now
    return True


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
        Shape (2, LANES): see ``lanes``; the second row is NOTHING throughout.
    """
    width = order.shape[1]
    rows = np.empty((TILE * width, LANES), np.int32)
    fallen = np.empty(TILE * width, np.bool_)
    ahead = np.empty((reach.shape[0], LANES), np.int32)
    through = np.empty((reach.shape[0], LANES), np.int32)
    start = np.empty(BLOCK, np.int64)
    stale = np.empty(BLOCK, np.bool_)
    fell = False
    for block in range(first, last, BLOCK):
        lines = min(BLOCK, last - block)
        if not find_stale(age, stale, start, width, inner, since, block, lines):
            continue
        for top in range(0, lines, TILE):
            here = slice(top, min(top + TILE, lines))
            gather_rows(lanes, rows, fallen, stale[here], start[here], inner, width)
            for t in range(min(TILE, lines - top)):
                if stale[top + t]:
                    row = (rows, t * width, fallen, order[block + top + t])
                    stale[top + t] = answer_row(
                        *row, classes, reach, frozen, improving, ahead, through
                    )
                    fell |= stale[top + t]
            scatter_rows(lanes, age, rows, fallen, stale[here], start[here], inner, width, now)
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
    count = asked.shape[0]
    worst = np.empty((count, TILE, width), np.int32)
    own = np.empty((TILE, width), np.int32)
    verdict = np.empty((count, TILE, width), np.bool_)
    ahead = np.empty(reach.shape[0], np.int32)
    through = np.empty(reach.shape[0], np.int32)
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
                if reach.shape[0] == 1:
                    judge_free(worst[q, t], own[t], verdict[q, t], order[top + t])
                else:
                    row = (worst[q, t], own[t], verdict[q, t], order[top + t])
                    judge_locked(*row, classes, reach, ahead, through)
            for b in range(width):
                for t in range(height):
                    stable[q, start[t] + b * inner] = verdict[q, t, b]
    return True


@Kernel.over_lanes
def judge_locked(
    worst: Array,
    own: Array,
    verdict: Array,
    order: Array,
    classes: Array,
    reach: Array,
    ahead: Array,
    through: Array,
) -> bool:
    """Judge one line where not every change is allowed; see ``answer_locked``."""
    ahead[:] = NOTHING
    through[:] = NOTHING
    for k in range(order.shape[0]):
        entry = order[k]
        if entry == 2 * order.shape[0] + 1:
            break
        b = entry >> 1
        if entry & 1:
            ahead[:] = through
        verdict[b] = ahead[classes[b]] <= own[b]
        for c in range(reach.shape[0]):
            if reach[c, classes[b]]:
                through[c] = max(through[c], worst[b])
    return True


@Kernel.over_lanes
def judge_free(worst: Array, own: Array, verdict: Array, order: Array) -> bool:
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
