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
from goodoffices.stability.engines.lanes import (
    LANES,
    TILE,
    answer_any,
    answer_better,
    copy_row,
    lower_row,
)

Array = NDArray[Any]
LAST_VISIT = 255
BLOCK = 64  # ages to a cache line
BESIDE = 256  # lines whose keys are looked at together


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
    keys: Array,
    worst: Array,
    steps: Array,
    table: Array,
    classes: Array,
    reach: Array,
    inner: int,
    first: int,
    last: int,
) -> bool:
    """Write the best that a strategy of each class can be changed to, on each line.

    What a strategy is worth is the lesser of its key and its worst case.

    Parameters
    ----------
    worst
        Worst cases, in whatever order: those of line (o, r), counted as in ``kernels``, and
        strategy b begin at ``o·steps[0] + b·steps[1] + r·steps[2]``, one for each question.
    table
        Written to, shape (questions, classes, lines).
    """
    width = classes.shape[0]
    many = reach.shape[0]
    best = np.empty((many, BESIDE), np.int32)
    top = first
    while top < last:
        o, r = top // inner, top % inner
        height = height_of(inner, r, last - top)
        for q in range(table.shape[0]):
            best[:, :height] = NOTHING
            there = o * steps[0] + r * steps[2] + q
            if inner == 1:
                for t in range(height):
                    raise_along(
                        best[:, t], keys[(top + t) * width :], worst[there:], steps[1], classes
                    )
                    there += steps[0]
            else:
                for b in range(width):
                    here = (o * width + b) * inner + r
                    raise_beside(best[classes[b], :height], keys[here:], worst[there:], steps[2])
                    there += steps[1]
            for c in range(many):
                write_most(table[q, c, top : top + height], best, reach[c])
        top += height
    return True


@Kernel.over_lanes
def height_of(inner: int, r: int, left: int) -> int:
    """Return how many lines to take at once: side by side, unless strategies are."""
    return min(BLOCK, left) if inner == 1 else min(BESIDE, left, inner - r)


@Kernel.over_lanes
def raise_along(best: Array, keys: Array, worst: Array, apart: int, classes: Array) -> None:
    """Raise the best of each class to what the strategies of one line are worth."""
    for b in range(classes.shape[0]):
        if keys[b] != ABSENT:
            home = classes[b]
            best[home] = max(best[home], min(keys[b], worst[b * apart]))


@Kernel.over_lanes
def raise_beside(best: Array, keys: Array, worst: Array, apart: int) -> None:
    """Raise the best on lines that lie side by side to what one strategy is worth on each."""
    for t in range(best.shape[0]):
        key = keys[t]
        value = min(key, worst[t * apart])
        best[t] = max(best[t], NOTHING if key == ABSENT else value)


@Kernel.over_lanes
def write_most(most: Array, best: Array, reach: Array) -> None:
    """Write the best over the classes that can be reached, for lines that lie side by side."""
    most[:] = NOTHING
    for home in range(reach.shape[0]):
        if reach[home]:
            for t in range(most.shape[0]):
                most[t] = max(most[t], best[home, t])


@Kernel.over_lanes
def compare_lines(
    keys: Array, table: Array, stable: Array, classes: Array, inner: int, first: int, last: int
) -> bool:
    """Say where a state's key is at least the best that can be reached, see ``best_reached``.

    Parameters
    ----------
    stable
        Written to, shape (questions, cells).
    """
    width = classes.shape[0]
    top = first
    while top < last:
        o, r = top // inner, top % inner
        height = height_of(inner, r, last - top)
        for q in range(table.shape[0]):
            if inner == 1:
                for line in range(top, top + height):
                    for b in range(width):
                        cell = line * width + b
                        stable[q, cell] = keys[cell] >= table[q, classes[b], line]
            else:
                for b in range(width):
                    here = (o * width + b) * inner + r
                    row, of = stable[q, here:], keys[here:]
                    reached = table[q, classes[b], top : top + height]
                    for t in range(height):
                        row[t] = of[t] >= reached[t]
        top += height
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
    fallen[:] = False
    for b in range(width):
        for t in range(start.shape[0]):
            if stale[t]:
                copy_row(lanes, start[t] + b * inner, rows, t * width + b)
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
    """Copy the lines where a row fell back, and note for each cell when it fell.

    All rows of such a line, since a guess at which ones fell costs more than copying them.
    """
    for b in range(width):
        for t in range(start.shape[0]):
            if stale[t]:
                cell = start[t] + b * inner
                copy_row(rows, t * width + b, lanes, cell)
                age[cell] = now if fallen[t * width + b] else age[cell]
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
