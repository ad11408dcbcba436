"""Lines along which a grid of numbers has one value, by marching squares.

Where a square between four neighbouring points is crossed on all four sides, the mean of its
corners says which of them go together.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Line = tuple[float, float, float, float]


def contours(numbers: Floats, x: Floats, y: Floats, level: float) -> list[Line]:
    """Return straight pieces of the line, each as x, y, x2, y2.

    Parameters
    ----------
    numbers
        Shape (points of y, points of x). A number at the level counts as above it.
    x, y
        Values of the points.

    Examples
    --------
    >>> places = np.arange(2.0)
    >>> found = contours(np.array([[0.0, 1.0], [0.0, 1.0]]), places, places, 0.75)
    >>> np.round(found, 3).tolist()
    [[0.75, 1.0, 0.75, 0.0]]
    """
    import contourpy

    squares = contourpy.contour_generator(x, y, numbers, line_type=contourpy.LineType.Separate)
    lines = squares.lines(float(np.nextafter(level, -np.inf)))
    return [(*start, *end) for line in lines for start, end in pairwise(np.asarray(line).tolist())]
