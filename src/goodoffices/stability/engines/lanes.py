"""The inner loops for large tensors: eight questions at once.

A *lane* holds the values of one question, a decision maker and a sanction value, over all cells.
The eight lanes of a cell lie side by side, so that one instruction lowers all of them and a line's
order is read once for all. Loops over the lanes are written out, loads first and stores last,
because only then can the compiler see that they are one instruction.

Values are ``int32`` keys in the order of the payoffs (see ``keys``), ABSENT in every lane of a cell
that is no state. ``frozen`` is ABSENT in the lanes of the decision maker whose axis it is, who does
not answer itself, and NOTHING elsewhere: no value is lowered below it.

Lines, ``order``, ``classes`` and ``reach`` are those of ``kernels``. Rows of a line are ``apart``
from one another, and ``mark`` is set to ``turn`` for those that fall.

Orders are found for eight lines at once by Batcher's network, Knuth's algorithm M (The Art of
Computer Programming, 5.2.2): which places are compared depends on their number only.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.engines.compiled import Kernel
from goodoffices.stability.engines.keys import ABSENT
from goodoffices.stability.engines.questions import LANES

Array = NDArray[Any]
Arrays = tuple[Array, ...]
BESIDE = 512  # cells whose lanes fit a core's nearest cache


@Kernel.over_lanes
def fill_lanes(
    lanes: Array, asked: Array, keys: Array, escapes: Array, classes: Array, first: int, last: int
) -> bool:
    """Write the lanes of a range of cells.

    Parameters
    ----------
    asked
        For each lane: the decision maker; where its escape values begin among all, or -1 where
        its keys are the sanction values; its number of strategies; the step of its axis.
    keys
        Shape (decision makers, cells).
    escapes
        Of all decision makers one after another, in the order of ``lines.best_reached``.
    classes
        Shape (decision makers, most strategies that any of them has).
    """
    rows = np.empty((LANES, BESIDE), np.int32)
    for top in range(first, last, BESIDE):
        count = min(BESIDE, last - top)
        for lane in range(LANES):
            mover, start, width, inner = asked[lane]
            rows[lane, :count] = keys[mover, top : top + count]
            if start >= 0:
                lines = keys.shape[1] // width
                write_escapes(
                    rows[lane, :count], escapes[start:], classes[mover, :width], inner, top, lines
                )
        for k in range(count):
            r0, r1, r2, r3 = rows[0, k], rows[1, k], rows[2, k], rows[3, k]
            r4, r5, r6, r7 = rows[4, k], rows[5, k], rows[6, k], rows[7, k]
            cell = top + k
            lanes[cell, 0], lanes[cell, 1], lanes[cell, 2], lanes[cell, 3] = r0, r1, r2, r3
            lanes[cell, 4], lanes[cell, 5], lanes[cell, 6], lanes[cell, 7] = r4, r5, r6, r7
    return True


@Kernel.over_lanes
def write_escapes(
    row: Array, escapes: Array, classes: Array, inner: int, first: int, lines: int
) -> None:
    """Write the escape values of a range of cells over their keys."""
    width = classes.shape[0]
    b = first // inner % width
    start = first // (width * inner) * inner
    k = 0
    while k < row.shape[0]:
        r = (first + k) % inner
        many = min(inner - r, row.shape[0] - k)
        reached = escapes[classes[b] * lines + start + r :]
        for t in range(many):
            row[k + t] = ABSENT if row[k + t] == ABSENT else reached[t]
        k += many
        b += 1
        if b == width:
            b = 0
            start += inner


@Kernel.over_lanes
def copy_row(source: Array, row: int, target: Array, to: int) -> None:
    """Copy all lanes of a row."""
    r0, r1, r2, r3 = source[row, 0], source[row, 1], source[row, 2], source[row, 3]
    r4, r5, r6, r7 = source[row, 4], source[row, 5], source[row, 6], source[row, 7]
    target[to, 0], target[to, 1], target[to, 2], target[to, 3] = r0, r1, r2, r3
    target[to, 4], target[to, 5], target[to, 6], target[to, 7] = r4, r5, r6, r7


@Kernel.over_lanes
def lower_row(rows: Array, row: int, least: Array, home: int, frozen: Array) -> bool:
    """Lower a row to another array's, lane by lane. Returns whether any lane fell."""
    a0, a1, a2, a3 = least[home, 0], least[home, 1], least[home, 2], least[home, 3]
    a4, a5, a6, a7 = least[home, 4], least[home, 5], least[home, 6], least[home, 7]
    r0, r1, r2, r3 = rows[row, 0], rows[row, 1], rows[row, 2], rows[row, 3]
    r4, r5, r6, r7 = rows[row, 4], rows[row, 5], rows[row, 6], rows[row, 7]
    f0, f1, f2, f3 = frozen[0], frozen[1], frozen[2], frozen[3]
    f4, f5, f6, f7 = frozen[4], frozen[5], frozen[6], frozen[7]
    m0, m1, m2, m3 = (
        min(r0, max(a0, f0)),
        min(r1, max(a1, f1)),
        min(r2, max(a2, f2)),
        min(r3, max(a3, f3)),
    )
    m4, m5, m6, m7 = (
        min(r4, max(a4, f4)),
        min(r5, max(a5, f5)),
        min(r6, max(a6, f6)),
        min(r7, max(a7, f7)),
    )
    rows[row, 0], rows[row, 1], rows[row, 2], rows[row, 3] = m0, m1, m2, m3
    rows[row, 4], rows[row, 5], rows[row, 6], rows[row, 7] = m4, m5, m6, m7
    fell = (m0 ^ r0) | (m1 ^ r1) | (m2 ^ r2) | (m3 ^ r3)
    fell |= (m4 ^ r4) | (m5 ^ r5) | (m6 ^ r6) | (m7 ^ r7)
    return bool(fell != 0)


@Kernel.over_lanes
def answer_better(
    rows: Array, mark: Array, turn: int, top: int, apart: int, order: Array, frozen: Array
) -> bool:
    """Lower a line's rows to the least over strictly better strategies; all changes are allowed.

    ``t`` is the least through all so far, from best to worst, and ``a`` that of the strictly
    better. It is never below ``t``, so that ``t`` has no need of what a row is lowered to. Lowering
    in place changes no result: what is better than the better is better.
    """
    end = 2 * order.shape[0] + 1
    some = False
    a0 = a1 = a2 = a3 = a4 = a5 = a6 = a7 = ABSENT
    t0 = t1 = t2 = t3 = t4 = t5 = t6 = t7 = ABSENT
    f0, f1, f2, f3 = frozen[0], frozen[1], frozen[2], frozen[3]
    f4, f5, f6, f7 = frozen[4], frozen[5], frozen[6], frozen[7]
    for k in range(order.shape[0]):
        entry = order[k]
        if entry == end:
            break
        if entry & 1:
            a0, a1, a2, a3 = max(t0, f0), max(t1, f1), max(t2, f2), max(t3, f3)
            a4, a5, a6, a7 = max(t4, f4), max(t5, f5), max(t6, f6), max(t7, f7)
        row = top + (entry >> 1) * apart
        before = mark[row]
        r0, r1, r2, r3 = rows[row, 0], rows[row, 1], rows[row, 2], rows[row, 3]
        r4, r5, r6, r7 = rows[row, 4], rows[row, 5], rows[row, 6], rows[row, 7]
        m0, m1, m2, m3 = min(r0, a0), min(r1, a1), min(r2, a2), min(r3, a3)
        m4, m5, m6, m7 = min(r4, a4), min(r5, a5), min(r6, a6), min(r7, a7)
        fell = (m0 ^ r0) | (m1 ^ r1) | (m2 ^ r2) | (m3 ^ r3)
        fell |= (m4 ^ r4) | (m5 ^ r5) | (m6 ^ r6) | (m7 ^ r7)
        rows[row, 0], rows[row, 1], rows[row, 2], rows[row, 3] = m0, m1, m2, m3
        rows[row, 4], rows[row, 5], rows[row, 6], rows[row, 7] = m4, m5, m6, m7
        t0, t1, t2, t3 = min(t0, r0), min(t1, r1), min(t2, r2), min(t3, r3)
        t4, t5, t6, t7 = min(t4, r4), min(t5, r5), min(t6, r6), min(t7, r7)
        mark[row] = turn if fell != 0 else before
        some |= fell != 0
    return some


@Kernel.over_lanes
def answer_any(
    rows: Array, mark: Array, turn: int, top: int, apart: int, width: int, frozen: Array
) -> bool:
    """Lower a line's rows to the least of all of them; all changes are allowed."""
    some = False
    a0 = a1 = a2 = a3 = a4 = a5 = a6 = a7 = ABSENT
    f0, f1, f2, f3 = frozen[0], frozen[1], frozen[2], frozen[3]
    f4, f5, f6, f7 = frozen[4], frozen[5], frozen[6], frozen[7]
    for row in range(top, top + width * apart, apart):
        r0, r1, r2, r3 = rows[row, 0], rows[row, 1], rows[row, 2], rows[row, 3]
        r4, r5, r6, r7 = rows[row, 4], rows[row, 5], rows[row, 6], rows[row, 7]
        a0, a1, a2, a3 = min(a0, r0), min(a1, r1), min(a2, r2), min(a3, r3)
        a4, a5, a6, a7 = min(a4, r4), min(a5, r5), min(a6, r6), min(a7, r7)
    a0, a1, a2, a3 = max(a0, f0), max(a1, f1), max(a2, f2), max(a3, f3)
    a4, a5, a6, a7 = max(a4, f4), max(a5, f5), max(a6, f6), max(a7, f7)
    for row in range(top, top + width * apart, apart):
        if rows[row, 0] == ABSENT:
            continue
        before = mark[row]
        r0, r1, r2, r3 = rows[row, 0], rows[row, 1], rows[row, 2], rows[row, 3]
        r4, r5, r6, r7 = rows[row, 4], rows[row, 5], rows[row, 6], rows[row, 7]
        m0, m1, m2, m3 = min(r0, a0), min(r1, a1), min(r2, a2), min(r3, a3)
        m4, m5, m6, m7 = min(r4, a4), min(r5, a5), min(r6, a6), min(r7, a7)
        fell = (m0 ^ r0) | (m1 ^ r1) | (m2 ^ r2) | (m3 ^ r3)
        fell |= (m4 ^ r4) | (m5 ^ r5) | (m6 ^ r6) | (m7 ^ r7)
        rows[row, 0], rows[row, 1], rows[row, 2], rows[row, 3] = m0, m1, m2, m3
        rows[row, 4], rows[row, 5], rows[row, 6], rows[row, 7] = m4, m5, m6, m7
        mark[row] = turn if fell != 0 else before
        some |= fell != 0
    return some


@Kernel.over_lanes
def answer_locked(
    rows: Array,
    mark: Array,
    turn: int,
    top: int,
    apart: int,
    order: Array,
    rules: Arrays,
    ice: Arrays,
    improving: bool,  # noqa: FBT001 - compiled loops take no keywords
    ahead: Array,
    through: Array,
) -> bool:
    """Do as ``answer_better`` or ``answer_any`` where not every change is allowed.

    ``ahead`` and ``through`` have a row for each class.
    """
    width = order.shape[0]
    classes, reach = rules
    some = False
    ahead[:, :] = ABSENT
    through[:, :] = ABSENT
    for k in range(width):
        entry = order[k]
        if entry == 2 * width + 1:
            break
        row, home = top + (entry >> 1) * apart, classes[entry >> 1]
        if improving:
            if entry & 1:
                ahead[:, :] = through
            if lower_row(rows, row, ahead, home, ice[0]):
                mark[row] = turn
                some = True
        for c in range(reach.shape[0]):
            if reach[c, home]:
                lower_row(through, c, rows, row, ice[1])
    if improving:
        return some
    for k in range(width):
        entry = order[k]
        if entry == 2 * width + 1:
            break
        row, home = top + (entry >> 1) * apart, classes[entry >> 1]
        if lower_row(rows, row, through, home, ice[0]):
            mark[row] = turn
            some = True
    return some


@Kernel.over_lanes
def sort_together(tile: Array) -> None:
    """Sort each column, the least first, in as many rounds as the number of rows asks for."""
    rows = tile.shape[0]
    half = 1
    while 2 * half < rows:
        half *= 2
    p = half
    while p > 0:
        q, r, apart = half, 0, p
        while apart > 0:
            for i in range(r, rows - apart, 2 * p):
                for j in range(i, min(i + p, rows - apart)):
                    exchange_rows(tile, j, j + apart)
            apart, r = q - p, p
            q //= 2
        p //= 2


@Kernel.over_lanes
def exchange_rows(tile: Array, i: int, j: int) -> None:
    """Move the lesser of two rows to the first one, column by column."""
    a0, a1, a2, a3 = tile[i, 0], tile[i, 1], tile[i, 2], tile[i, 3]
    a4, a5, a6, a7 = tile[i, 4], tile[i, 5], tile[i, 6], tile[i, 7]
    b0, b1, b2, b3 = tile[j, 0], tile[j, 1], tile[j, 2], tile[j, 3]
    b4, b5, b6, b7 = tile[j, 4], tile[j, 5], tile[j, 6], tile[j, 7]
    tile[i, 0], tile[i, 1], tile[i, 2], tile[i, 3] = (
        lesser(a0, b0),
        lesser(a1, b1),
        lesser(a2, b2),
        lesser(a3, b3),
    )
    tile[i, 4], tile[i, 5], tile[i, 6], tile[i, 7] = (
        lesser(a4, b4),
        lesser(a5, b5),
        lesser(a6, b6),
        lesser(a7, b7),
    )
    tile[j, 0], tile[j, 1], tile[j, 2], tile[j, 3] = (
        greater(a0, b0),
        greater(a1, b1),
        greater(a2, b2),
        greater(a3, b3),
    )
    tile[j, 4], tile[j, 5], tile[j, 6], tile[j, 7] = (
        greater(a4, b4),
        greater(a5, b5),
        greater(a6, b6),
        greater(a7, b7),
    )


@Kernel.over_lanes
def lesser(a: float, b: float) -> float:
    """Return the lesser of two numbers by one instruction, which ``min`` is not for floats."""
    return a if a < b else b  # noqa: FURB136


@Kernel.over_lanes
def greater(a: float, b: float) -> float:
    """Return the greater of two numbers; see ``lesser``."""
    return b if a < b else a  # noqa: FURB136
