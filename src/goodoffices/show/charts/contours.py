"""Lines along which a grid of numbers has one value, by marching squares.

Each square between four neighbouring points is crossed where the number passes the level along its
sides, in between by a straight line. Where a square is crossed on all four sides, the mean of its
corners says which of them go together.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Line = tuple[float, float, float, float]
Place = tuple[float, float]


def contours(numbers: Floats, x: Floats, y: Floats, level: float) -> list[Line]:
    """Return straight pieces of the line, each as x, y, x2, y2.

    Parameters
    ----------
    numbers
        Shape (points of y, points of x). A number at the level counts as above it.
    x, y
        Values of the points.
    """
    above = numbers >= level
    mixed = np.zeros((len(y) - 1, len(x) - 1), np.int64)
    for corner in (above[:-1, :-1], above[:-1, 1:], above[1:, 1:], above[1:, :-1]):
        mixed += corner
    rows, columns = np.nonzero((mixed > 0) & (mixed < 4))  # noqa: PLR2004 - corners of a square
    lines: list[Line] = []
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)]
        places = [(float(x[b]), float(y[a])) for a, b in corners]
        lines += _across([float(numbers[corner]) for corner in corners], places, level)
    return lines


def _across(numbers: list[float], places: list[Place], level: float) -> Iterator[Line]:
    """Yield the pieces in one square, whose corners are given going round."""
    crossings = {
        side: _crossing(numbers, places, side, level)
        for side in range(4)
        if (numbers[side] >= level) != (numbers[(side + 1) % 4] >= level)
    }
    sides = list(crossings)
    if len(sides) == 4 and (np.mean(numbers) >= level) == (numbers[0] >= level):  # noqa: PLR2004 - all sides
        sides = [0, 1, 2, 3]
    elif len(sides) == 4:  # noqa: PLR2004 - all sides
        sides = [3, 0, 1, 2]
    for first, second in zip(sides[::2], sides[1::2], strict=True):
        yield (*crossings[first], *crossings[second])


def _crossing(numbers: list[float], places: list[Place], side: int, level: float) -> Place:
    """Return where a side, from its corner to the next, passes the level."""
    end = (side + 1) % 4
    part = (level - numbers[side]) / (numbers[end] - numbers[side])
    (x, y), (x2, y2) = places[side], places[end]
    return x + part * (x2 - x), y + part * (y2 - y)
