"""Regions of a grid: equal cells joined to rectangles, the lines around them, room for a label."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]
Bools = NDArray[np.bool_]
Line = tuple[int, int, int, int]


@dataclass(frozen=True)
class Box:
    """Cells from (left, low) up to, and without, (right, high)."""

    left: int
    right: int
    low: int
    high: int


def rectangles(codes: Codes) -> Iterator[tuple[int, Box]]:
    """Cover a grid with few rectangles of equal cells: runs in rows, joined to those above.

    Parameters
    ----------
    codes
        Shape (rows, columns).

    Yields
    ------
    tuple
        The code and the cells.
    """
    waiting: dict[tuple[int, int, int], int] = {}
    for row in range(len(codes) + 1):
        runs = set(_runs(codes[row])) if row < len(codes) else set()
        for run in [run for run in waiting if run not in runs]:
            code, left, right = run
            yield code, Box(left, right, waiting.pop(run), row)
        for run in sorted(runs - waiting.keys()):
            waiting[run] = row


def _runs(row: Codes) -> Iterator[tuple[int, int, int]]:
    """Yield code, first column and the column after the last of each run of equal cells."""
    edges = [0, *(np.flatnonzero(np.diff(row)) + 1).tolist(), len(row)]
    for left, right in pairwise(edges):
        yield int(row[left]), left, right


def borders(cells: Codes | Bools) -> Iterator[Line]:
    """Yield the lines (x, y, x2, y2), in edges of cells, between cells that differ.

    Neighbouring pieces are joined; the rim of the grid is no border.
    """
    for y in range(1, len(cells)):
        for left, right in _stretches(cells[y] != cells[y - 1]):
            yield left, y, right, y
    for x in range(1, cells.shape[1]):
        for low, high in _stretches(cells[:, x] != cells[:, x - 1]):
            yield x, low, x, high


def _stretches(marked: Bools) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.r_[False, marked, False]))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def roomiest(cells: Bools, wide: int, high: int) -> Box | None:
    """Return the largest rectangle of True cells that is so wide and high, or None.

    Per row, the columns of True cells that end in it are a skyline, in which the largest rectangle
    is found with a stack.
    """
    best, size = None, 0
    depth = np.zeros(cells.shape[1], np.int64)
    for row, line in enumerate(cells):
        depth = np.where(line, depth + 1, 0)
        for left, right, height in _under(depth.tolist()):
            area = (right - left) * height
            if area > size and right - left >= wide and height >= high:
                best, size = Box(left, right, row + 1 - height, row + 1), area
    return best


def _under(skyline: list[int]) -> Iterator[tuple[int, int, int]]:
    """Yield left, right and height of the widest rectangle of each height below a skyline."""
    stack: list[tuple[int, int]] = []
    for place, height in enumerate([*skyline, 0]):
        left = place
        while stack and stack[-1][1] >= height:
            left, tall = stack.pop()
            if tall:
                yield left, place, tall
        stack.append((left, height))
