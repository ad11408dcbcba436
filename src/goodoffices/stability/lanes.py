"""The inner loops for large tensors: eight questions at once.

A *lane* holds the values of one question, a decision maker and a sanction value, over all cells.
The eight lanes of a cell lie side by side, so that one instruction lowers all of them and a line's
order is read once for all. Loops over the lanes are written out, loads first and stores last,
because only then can the compiler see that they are one instruction.

Values are ``int32`` keys in the order of the payoffs (see ``keys``), ABSENT in every lane of a cell
that is no state. ``frozen`` is ABSENT in the lanes of the decision maker whose axis it is, who does
not answer itself, and NOTHING elsewhere: no value is lowered below it.

Lines, ``order``, ``classes``, ``reach`` and tiles are those of ``kernels``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.compiled import Kernel
from goodoffices.stability.keys import ABSENT, NOTHING

Array = NDArray[Any]
LANES = 8
TILE = 8


@Kernel.over_lanes
def fill_lanes(
    lanes: Array,
    plain: Array,
    escaping: Array,
    keys: Array,
    table: Array,
    classes: Array,
    inner: int,
    first: int,
    last: int,
) -> bool:
    """Write the lanes of one decision maker: its keys, or its escape values.

    ``first`` and ``last`` count runs of ``inner`` cells of the same strategy.

    Parameters
    ----------
    plain, escaping
        The lanes for keys and for escape values.
    table
        Escape values, see ``lines.best_reached``.
    """
    width = classes.shape[0]
    for run in range(first, last):
        home = classes[run % width]
        above = (run // width) * inner
        for r in range(inner):
            key = keys[run * inner + r]
            escape = table[above + r, home] if key != ABSENT else ABSENT
            for lane in plain:
                lanes[run * inner + r, lane] = key
            for lane in escaping:
                lanes[run * inner + r, lane] = escape
    return True


@Kernel.over_lanes
def lower_row(rows: Array, row: int, least: Array, home: int, frozen: Array) -> bool:
    """Lower a row to another array's, lane by lane. Returns whether any lane fell."""
    a0 = least[home, 0]
    a1 = least[home, 1]
    a2 = least[home, 2]
    a3 = least[home, 3]
    a4 = least[home, 4]
    a5 = least[home, 5]
    a6 = least[home, 6]
    a7 = least[home, 7]
    r0 = rows[row, 0]
    r1 = rows[row, 1]
    r2 = rows[row, 2]
    r3 = rows[row, 3]
    r4 = rows[row, 4]
    r5 = rows[row, 5]
    r6 = rows[row, 6]
    r7 = rows[row, 7]
    m0 = min(r0, max(a0, frozen[0]))
    m1 = min(r1, max(a1, frozen[1]))
    m2 = min(r2, max(a2, frozen[2]))
    m3 = min(r3, max(a3, frozen[3]))
    m4 = min(r4, max(a4, frozen[4]))
    m5 = min(r5, max(a5, frozen[5]))
    m6 = min(r6, max(a6, frozen[6]))
    m7 = min(r7, max(a7, frozen[7]))
    rows[row, 0] = m0
    rows[row, 1] = m1
    rows[row, 2] = m2
    rows[row, 3] = m3
    rows[row, 4] = m4
    rows[row, 5] = m5
    rows[row, 6] = m6
    rows[row, 7] = m7
    fell = (m0 ^ r0) | (m1 ^ r1) | (m2 ^ r2) | (m3 ^ r3)
    fell |= (m4 ^ r4) | (m5 ^ r5) | (m6 ^ r6) | (m7 ^ r7)
    return fell != 0


@Kernel.over_lanes
def answer_better(rows: Array, top: int, fallen: Array, order: Array, frozen: Array) -> bool:
    """Lower a line's rows to the least over strictly better strategies; all changes are allowed.

    ``through`` is the least so far from best to worst, ``ahead`` that of the strictly better.
    Lowering in place changes no result: what is better than the better is better.
    """
    end = 2 * order.shape[0] + 1
    some = False
    ahead0 = through0 = ABSENT
    ahead1 = through1 = ABSENT
    ahead2 = through2 = ABSENT
    ahead3 = through3 = ABSENT
    ahead4 = through4 = ABSENT
    ahead5 = through5 = ABSENT
    ahead6 = through6 = ABSENT
    ahead7 = through7 = ABSENT
    frozen0 = frozen[0]
    frozen1 = frozen[1]
    frozen2 = frozen[2]
    frozen3 = frozen[3]
    frozen4 = frozen[4]
    frozen5 = frozen[5]
    frozen6 = frozen[6]
    frozen7 = frozen[7]
    for k in range(order.shape[0]):
        entry = order[k]
        if entry == end:
            break
        if entry & 1:
            ahead0 = max(through0, frozen0)
            ahead1 = max(through1, frozen1)
            ahead2 = max(through2, frozen2)
            ahead3 = max(through3, frozen3)
            ahead4 = max(through4, frozen4)
            ahead5 = max(through5, frozen5)
            ahead6 = max(through6, frozen6)
            ahead7 = max(through7, frozen7)
        row = top + (entry >> 1)
        r0 = rows[row, 0]
        r1 = rows[row, 1]
        r2 = rows[row, 2]
        r3 = rows[row, 3]
        r4 = rows[row, 4]
        r5 = rows[row, 5]
        r6 = rows[row, 6]
        r7 = rows[row, 7]
        m0 = min(r0, ahead0)
        m1 = min(r1, ahead1)
        m2 = min(r2, ahead2)
        m3 = min(r3, ahead3)
        m4 = min(r4, ahead4)
        m5 = min(r5, ahead5)
        m6 = min(r6, ahead6)
        m7 = min(r7, ahead7)
        fell = (m0 ^ r0) | (m1 ^ r1) | (m2 ^ r2) | (m3 ^ r3)
        fell |= (m4 ^ r4) | (m5 ^ r5) | (m6 ^ r6) | (m7 ^ r7)
        rows[row, 0] = m0
        rows[row, 1] = m1
        rows[row, 2] = m2
        rows[row, 3] = m3
        rows[row, 4] = m4
        rows[row, 5] = m5
        rows[row, 6] = m6
        rows[row, 7] = m7
        through0 = min(through0, m0)
        through1 = min(through1, m1)
        through2 = min(through2, m2)
        through3 = min(through3, m3)
        through4 = min(through4, m4)
        through5 = min(through5, m5)
        through6 = min(through6, m6)
        through7 = min(through7, m7)
        fallen[row] = fell != 0
        some |= fell != 0
    return some


@Kernel.over_lanes
def answer_any(rows: Array, top: int, width: int, fallen: Array, frozen: Array) -> bool:
    """Lower a line's rows to the least of all of them; all changes are allowed."""
    some = False
    least0 = ABSENT
    least1 = ABSENT
    least2 = ABSENT
    least3 = ABSENT
    least4 = ABSENT
    least5 = ABSENT
    least6 = ABSENT
    least7 = ABSENT
    for row in range(top, top + width):
        least0 = min(least0, rows[row, 0])
        least1 = min(least1, rows[row, 1])
        least2 = min(least2, rows[row, 2])
        least3 = min(least3, rows[row, 3])
        least4 = min(least4, rows[row, 4])
        least5 = min(least5, rows[row, 5])
        least6 = min(least6, rows[row, 6])
        least7 = min(least7, rows[row, 7])
    least0 = max(least0, frozen[0])
    least1 = max(least1, frozen[1])
    least2 = max(least2, frozen[2])
    least3 = max(least3, frozen[3])
    least4 = max(least4, frozen[4])
    least5 = max(least5, frozen[5])
    least6 = max(least6, frozen[6])
    least7 = max(least7, frozen[7])
    for row in range(top, top + width):
        fallen[row] = False
        if rows[row, 0] == ABSENT:
            continue
        r0 = rows[row, 0]
        r1 = rows[row, 1]
        r2 = rows[row, 2]
        r3 = rows[row, 3]
        r4 = rows[row, 4]
        r5 = rows[row, 5]
        r6 = rows[row, 6]
        r7 = rows[row, 7]
        m0 = min(r0, least0)
        m1 = min(r1, least1)
        m2 = min(r2, least2)
        m3 = min(r3, least3)
        m4 = min(r4, least4)
        m5 = min(r5, least5)
        m6 = min(r6, least6)
        m7 = min(r7, least7)
        fell = (m0 ^ r0) | (m1 ^ r1) | (m2 ^ r2) | (m3 ^ r3)
        fell |= (m4 ^ r4) | (m5 ^ r5) | (m6 ^ r6) | (m7 ^ r7)
        rows[row, 0] = m0
        rows[row, 1] = m1
        rows[row, 2] = m2
        rows[row, 3] = m3
        rows[row, 4] = m4
        rows[row, 5] = m5
        rows[row, 6] = m6
        rows[row, 7] = m7
        fallen[row] = fell != 0
        some |= fell != 0
    return some
