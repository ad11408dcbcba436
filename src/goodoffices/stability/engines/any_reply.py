"""Worst cases where any reply is believed and every cell is a state, as under GMR and SMR.

Replies of different decision makers then commute, and each of the others may end up anywhere that
its locks let it. So the worst case after a move of decision maker i depends on i's strategy and on
the lock classes of the others' strategies, of which there are few or one: it is the least sanction
value over all that the others' classes let them reach, taken one axis after another. Each axis
shrinks from strategies to classes as it is taken.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.engines.compiled import over_lines
from goodoffices.stability.engines.keys import Keys
from goodoffices.stability.engines.lines import best_reached

Locks = Sequence[tuple[NDArray[np.int64], NDArray[np.bool_]]]
"""Per decision maker, the class of each strategy and which class may turn into which."""


class Worst(NamedTuple):
    """Worst cases along the lines of a decision maker, as ``lines.best_reached`` takes them.

    Attributes
    ----------
    values
        In one dimension.
    steps
        Shape (3,).
    """

    values: Keys
    steps: NDArray[np.int64]


def steps_between(width: int, inner: int, apart: int) -> NDArray[np.int64]:
    """Return the steps of ``best_reached`` where cells lie in their order, so far apart."""
    return np.array([width * inner, inner, 1]) * apart


def worst_of_any(mover: int, shape: Sequence[int], locks: Locks, sanctions: Keys) -> Worst:
    """Return the worst cases of a decision maker.

    Parameters
    ----------
    sanctions
        Its keys, by cell; or its escape values, shape (classes, lines).
    """
    axes = range(len(shape))
    own = len(shape) - 1 - mover  # the first decision maker's axis is the last one
    if sanctions.ndim == 1:
        least = sanctions.reshape(shape[::-1])
    else:
        others = [shape[j] for j in reversed(axes) if j != mover]
        least = np.moveaxis(sanctions.reshape(-1, *others), 0, own)
    for axis in axes:
        if axis != own:
            least = _least_reached(least, axis, *locks[len(shape) - 1 - axis])
    classes = [locks[j][0] for j in reversed(axes)]
    if sanctions.ndim > 1:
        least = least.take(classes[own], axis=own)
    if least.size == shape[mover]:
        return Worst(least.reshape(-1), np.array([0, 1, 0]))
    every = reduce(lambda v, axis: v.take(classes[axis], axis), set(axes) - {own}, least)
    return Worst(every.reshape(-1), steps_between(shape[mover], math.prod(shape[:mover]), 1))


def _least_reached(
    values: Keys, axis: int, classes: NDArray[np.int64], reach: NDArray[np.bool_]
) -> Keys:
    """Return the least that each class along an axis may turn into."""
    if len(reach) == 1:
        least: Keys = values.min(axis=axis, keepdims=True)
        return least
    above, below = values.shape[:axis], values.shape[axis + 1 :]
    inner, lines = math.prod(below), math.prod(above + below)
    turned = np.invert(values).reshape(-1)
    most = np.empty((1, len(reach), lines), np.int32)
    steps = steps_between(len(classes), inner, 1)
    over_lines(best_reached, values.size, lines, turned, turned, steps, most, classes, reach, inner)
    return np.moveaxis(np.invert(most).reshape(-1, *above, *below), 0, axis)
