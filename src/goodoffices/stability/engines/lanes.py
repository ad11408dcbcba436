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

from numpy.typing import NDArray

from goodoffices.stability.engines.compiled import Kernel
from goodoffices.stability.engines.keys import ABSENT

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
def answer_better(rows: Array, top: int, fallen: Array, order: Array, frozen: Array) -> bool:
    """Lower a line's rows to the least over strictly better strategies; all changes are allowed.

    ``t`` is the least through all so far, from best to worst, and ``a`` that of the strictly
    better. Lowering in place changes no result: what is better than the better is better.
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
        row = top + (entry >> 1)
        r0, r1, r2, r3 = rows[row, 0], rows[row, 1], rows[row, 2], rows[row, 3]
        r4, r5, r6, r7 = rows[row, 4], rows[row, 5], rows[row, 6], rows[row, 7]
        m0, m1, m2, m3 = min(r0, a0), min(r1, a1), min(r2, a2), min(r3, a3)
        m4, m5, m6, m7 = min(r4, a4), min(r5, a5), min(r6, a6), min(r7, a7)
        fell = (m0 ^ r0) | (m1 ^ r1) | (m2 ^ r2) | (m3 ^ r3)
        fell |= (m4 ^ r4) | (m5 ^ r5) | (m6 ^ r6) | (m7 ^ r7)
        rows[row, 0], rows[row, 1], rows[row, 2], rows[row, 3] = m0, m1, m2, m3
        rows[row, 4], rows[row, 5], rows[row, 6], rows[row, 7] = m4, m5, m6, m7
        t0, t1, t2, t3 = min(t0, m0), min(t1, m1), min(t2, m2), min(t3, m3)
        t4, t5, t6, t7 = min(t4, m4), min(t5, m5), min(t6, m6), min(t7, m7)
        fallen[row] = fell != 0
        some |= fell != 0
    return some


@Kernel.over_lanes
def answer_any(rows: Array, top: int, width: int, fallen: Array, frozen: Array) -> bool:
    """Lower a line's rows to the least of all of them; all changes are allowed."""
    some = False
    a0 = a1 = a2 = a3 = a4 = a5 = a6 = a7 = ABSENT
    f0, f1, f2, f3 = frozen[0], frozen[1], frozen[2], frozen[3]
    f4, f5, f6, f7 = frozen[4], frozen[5], frozen[6], frozen[7]
    for row in range(top, top + width):
        r0, r1, r2, r3 = rows[row, 0], rows[row, 1], rows[row, 2], rows[row, 3]
        r4, r5, r6, r7 = rows[row, 4], rows[row, 5], rows[row, 6], rows[row, 7]
        a0, a1, a2, a3 = min(a0, r0), min(a1, r1), min(a2, r2), min(a3, r3)
        a4, a5, a6, a7 = min(a4, r4), min(a5, r5), min(a6, r6), min(a7, r7)
    a0, a1, a2, a3 = max(a0, f0), max(a1, f1), max(a2, f2), max(a3, f3)
    a4, a5, a6, a7 = max(a4, f4), max(a5, f5), max(a6, f6), max(a7, f7)
    for row in range(top, top + width):
        fallen[row] = False
        if rows[row, 0] == ABSENT:
            continue
        r0, r1, r2, r3 = rows[row, 0], rows[row, 1], rows[row, 2], rows[row, 3]
        r4, r5, r6, r7 = rows[row, 4], rows[row, 5], rows[row, 6], rows[row, 7]
        m0, m1, m2, m3 = min(r0, a0), min(r1, a1), min(r2, a2), min(r3, a3)
        m4, m5, m6, m7 = min(r4, a4), min(r5, a5), min(r6, a6), min(r7, a7)
        fell = (m0 ^ r0) | (m1 ^ r1) | (m2 ^ r2) | (m3 ^ r3)
        fell |= (m4 ^ r4) | (m5 ^ r5) | (m6 ^ r6) | (m7 ^ r7)
        rows[row, 0], rows[row, 1], rows[row, 2], rows[row, 3] = m0, m1, m2, m3
        rows[row, 4], rows[row, 5], rows[row, 6], rows[row, 7] = m4, m5, m6, m7
        fallen[row] = fell != 0
        some |= fell != 0
    return some
