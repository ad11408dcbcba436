"""Loops along the lines of large tensors: orders, what can be reached, verdicts and replies.

Lines, ``order``, ``classes`` and ``reach`` are those of ``kernels``, keys those of ``keys``, lanes
those of ``lanes``.

Replies are followed in *blocks*, which fit a core's second cache. A block has all strategies of
some decision makers whose axes follow one another, *the group*, and up to ``side`` cells that lie
side by side; the strategies of all others are the same throughout. Its lanes are copied out once,
each of the group answers, and they are copied back: memory is passed over once for all of them.

The *age* of a cell is the visit at which a lane of it fell last: each answer of a decision maker is
a visit, counted from 2 to LAST_VISIT, where counting stops. An answer passes over lines where
nothing fell since that decision maker's last one.

Rows of a block are counted along its cells, those that lie side by side first. After every ``run``
of the group's cells, some whole axes of it, PAD rows are left out: with powers of two as steps the
rows of one line would evict one another from the nearest cache.

An axis is described by five numbers: whose it is, the number of strategies, the step between them
in the group, the number of its classes, and where its orders begin. Its ``turns`` are its last
visit and this one. A ``place`` is a block's index among those of other cells above the group, its
first cell among those below, its height, and the group's cells, step and run.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.engines.compiled import Kernel
from goodoffices.stability.engines.keys import ABSENT, NOTHING
from goodoffices.stability.engines.lanes import (
    answer_any,
    answer_better,
    answer_locked,
    copy_row,
    sort_together,
)
from goodoffices.stability.engines.questions import LANES

Array = NDArray[Any]
Arrays = tuple[Array, ...]
Numbers = tuple[int, ...]
LAST_VISIT = 255
PAD = 2
SIDE = 64  # lines taken together
BESIDE = 256  # lines whose keys are looked at together


@Kernel.over_lanes
def rank_lines(keys: Array, order: Array, inner: int, first: int, last: int) -> bool:
    """Write each line's strategies from best to worst, as ``kernels.sort_lines`` does.

    A key and the strategy that it belongs to are sorted as one float, which holds both exactly.
    """
    width = order.shape[1]
    tile = np.zeros((width, LANES), np.float64)
    for top in range(first, last, LANES):
        lines = min(LANES, last - top)
        for t in range(lines):
            start = ((top + t) // inner) * width * inner + (top + t) % inner
            for b in range(width):
                key = keys[start + b * inner]
                tile[b, t] = b - np.float64(1 << 16) * (NOTHING if key == ABSENT else key)
        sort_together(tile)
        for t in range(lines):
            write_order(tile, t, order[top + t])
    return True


@Kernel.over_lanes
def write_order(tile: Array, t: int, order: Array) -> None:
    """Write the order of one line, whose keys are sorted."""
    width = order.shape[0]
    before = np.int64(0)
    for k in range(width):
        entry = np.int64(tile[k, t])
        key, b = entry >> 16, entry & 65535
        if key == -np.int64(NOTHING):
            order[k] = 2 * width + 1
            break
        order[k] = 2 * b + (k > 0 and key != before)
        before = key


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
    return min(SIDE, left) if inner == 1 else min(BESIDE, left, inner - r)


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
def compare_cells(
    keys: Array, table: Array, stable: Array, classes: Array, inner: int, first: int, last: int
) -> bool:
    """Say where a cell's key is at least the best that can be reached, see ``best_reached``.

    Parameters
    ----------
    stable
        Written to, shape (questions, last - first).
    """
    width = classes.shape[0]
    cell = first
    while cell < last:
        o, b, r = cell // (width * inner), cell // inner % width, cell % inner
        here = cell - first
        if inner == 1:
            many = min(width - b, last - cell)
            for q in range(table.shape[0]):
                compare_along(
                    keys[cell:], table[q, :, o], classes[b:], stable[q, here : here + many]
                )
        else:
            many = min(inner - r, last - cell)
            for q in range(table.shape[0]):
                reached = table[q, classes[b], o * inner + r :]
                compare_beside(keys[cell:], reached, stable[q, here : here + many])
        cell += many
    return True


@Kernel.over_lanes
def compare_along(keys: Array, reached: Array, classes: Array, stable: Array) -> None:
    """Compare the keys of one line with what its classes can reach."""
    if reached.shape[0] == 1:
        best = reached[0]
        for b in range(stable.shape[0]):
            stable[b] = keys[b] >= best
    else:
        for b in range(stable.shape[0]):
            stable[b] = keys[b] >= reached[classes[b]]


@Kernel.over_lanes
def compare_beside(keys: Array, reached: Array, stable: Array) -> None:
    """Compare the keys of one strategy on lines that lie side by side with what can be reached."""
    for t in range(stable.shape[0]):
        stable[t] = keys[t] >= reached[t]


@Kernel.over_lanes
def answer_blocks(
    lanes: Array,
    age: Array,
    orders: Array,
    axes: Array,
    turns: Array,
    classes: Array,
    reach: Array,
    frozen: Array,
    improving: bool,  # noqa: FBT001 - compiled loops take no keywords
    side: int,
    cells: int,
    inner: int,
    run: int,
    first: int,
    last: int,
) -> bool:
    """Let each of a group answer in its blocks, by improvements or by any moves.

    Parameters
    ----------
    orders
        In one dimension: those of all decision makers one after another.
    axes, turns
        Shapes (axes, 5) and (axes, 2).
    classes, reach
        Of each decision maker, as far as it has strategies and classes.
    frozen
        Of each decision maker: see ``lanes``; a last row is NOTHING throughout.
    side, cells, inner, run
        See ``groups.Group``.
    """
    rows = np.empty((side * cells + cells // run * PAD, LANES), np.int32)
    mark = np.empty(rows.shape[0], np.uint8)
    across = (inner + side - 1) // side
    some = False
    for block in range(first, last):
        o, r = block // across, block % across * side
        place = (o, r, min(side, inner - r), cells, inner, run)
        if not copy_ages(age, mark, place, turns[:, 0].min()):
            continue
        copy_out(lanes, rows, place)
        rules = (classes, reach, frozen)
        if answer_group(rows, mark, orders, axes, turns, rules, improving, place):
            copy_back(lanes, age, rows, mark, place)
            some = True
    return some


@Kernel.over_lanes
def answer_group(
    rows: Array,
    mark: Array,
    orders: Array,
    axes: Array,
    turns: Array,
    rules: Arrays,
    improving: bool,  # noqa: FBT001 - compiled loops take no keywords
    place: Numbers,
) -> bool:
    """Let each of a group answer in one block."""
    classes, reach, frozen = rules
    some = False
    for k in range(axes.shape[0]):
        mover, many = axes[k, 0], axes[k, 3]
        own = (classes[mover], reach[mover, :many, :many])
        ice = (frozen[mover], frozen[-1])
        some |= answer_axis(rows, mark, orders, axes[k], turns[k], own, ice, improving, place)
    return some


@Kernel.over_lanes
def copy_ages(age: Array, mark: Array, place: Numbers, since: int) -> bool:
    """Copy the ages of a block; say whether any row fell after visit ``since``."""
    o, r, height, cells, inner, run = place
    start = o * cells * inner + r
    row = 0
    some = False
    for x in range(cells):
        for t in range(height):
            visit = age[start + x * inner + t]
            mark[row + t] = visit
            some |= visit > since
        row += height + (PAD if (x + 1) % run == 0 else 0)
    return some


@Kernel.over_lanes
def copy_out(lanes: Array, rows: Array, place: Numbers) -> None:
    """Copy a block's lanes into rows."""
    o, r, height, cells, inner, run = place
    start = o * cells * inner + r
    row = 0
    for x in range(cells):
        for t in range(height):
            copy_row(lanes, start + x * inner + t, rows, row + t)
        row += height + (PAD if (x + 1) % run == 0 else 0)


@Kernel.over_lanes
def copy_back(lanes: Array, age: Array, rows: Array, mark: Array, place: Numbers) -> None:
    """Copy the rows of a block back, and their ages."""
    o, r, height, cells, inner, run = place
    start = o * cells * inner + r
    row = 0
    for x in range(cells):
        for t in range(height):
            copy_row(rows, row + t, lanes, start + x * inner + t)
            age[start + x * inner + t] = mark[row + t]
        row += height + (PAD if (x + 1) % run == 0 else 0)


@Kernel.over_lanes
def answer_axis(
    rows: Array,
    mark: Array,
    orders: Array,
    axis: Array,
    turns: Array,
    rules: Arrays,
    ice: Arrays,
    improving: bool,  # noqa: FBT001 - compiled loops take no keywords
    place: Numbers,
) -> bool:
    """Let one of the group answer on those lines of a block where something fell since its last."""
    o, r, height, cells, inner, run = place
    _, width, step, many, begin = axis
    since, turn = turns
    apart = step * height + step // run * PAD
    ahead = np.empty((many, LANES), np.int32)
    through = np.empty((many, LANES), np.int32)
    some = False
    for k in range(cells // width):
        x = k // step * step * width + k % step
        line = (o * (cells // width) + k) * inner + r
        top = x * height + x // run * PAD
        for t in range(height):
            if not fell_since(mark, top + t, apart, width, since):
                continue
            start = begin + (line + t) * width
            order = orders[start : start + width]
            if many > 1:
                some |= answer_locked(
                    rows, mark, turn, top + t, apart, order, rules, ice, improving, ahead, through
                )
            elif improving:
                some |= answer_better(rows, mark, turn, top + t, apart, order, ice[0])
            else:
                some |= answer_any(rows, mark, turn, top + t, apart, width, ice[0])
    return some


@Kernel.over_lanes
def fell_since(mark: Array, top: int, apart: int, width: int, since: int) -> bool:
    """Say whether any row of a line fell after an answer."""
    row, end = top, top + width * apart
    while row < end and mark[row] <= since:
        row += apart
    return row < end
