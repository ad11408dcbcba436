"""Regions of a picture: the outline of a convex one, room for a label in one of any shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Box:
    """Cells from (left, low) up to, and without, (right, high)."""

    left: int
    right: int
    low: int
    high: int


def outline(corners: Floats) -> Iterator[tuple[float, float, float]]:
    """Yield x, the least and the most y of a convex polygon at each of its corners, left to right.

    Parameters
    ----------
    corners
        In order around it. Shape (corners, 2).
    """
    following = np.roll(corners, -1, axis=0)
    for x in np.unique(corners[:, 0]):
        reaches = (np.minimum(corners, following)[:, 0] <= x) & (
            x <= np.maximum(corners, following)[:, 0]
        )
        (x1, y1), (x2, y2) = corners[reaches].T, following[reaches].T
        upright = x1 == x2
        share = np.where(upright, 0.0, (x - x1) / np.where(upright, 1.0, x2 - x1))
        heights = np.concatenate([y1 + share * (y2 - y1), y2[upright]])
        yield float(x), float(heights.min()), float(heights.max())


def roomiest(cells: Bools, wide: int, high: int) -> Box | None:
    """Return the largest rectangle of True cells that is so wide and high, or None.

    Per row, the columns of True cells that end in it are a skyline, in which the largest rectangle
    is found with a stack. A row is passed by where the next is True wherever it is.
    """
    best, size = None, 0
    depth = np.zeros(cells.shape[1], np.int64)
    ending = np.ones(len(cells), bool)
    ending[:-1] = (cells[:-1] & ~cells[1:]).any(axis=1)
    for row, line in enumerate(cells):
        depth = np.where(line, depth + 1, 0)
        if not ending[row] or depth.max(initial=0) < high:
            continue
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
