"""Keys: 32-bit integers in the order of the payoffs.

A verdict depends on which payoffs are greater than which, not on how large they are. Keys hold that
order exactly in half the memory, and integers compare as fast as anything does.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

ABSENT = np.int32(2**31 - 1)
"""Key of a cell that is no state: above every key of a payoff."""
NOTHING = np.int32(-(2**31))
"""Below every key of a payoff."""
_MAGNITUDE = np.int32(2**31 - 1)
_SIGN = np.int32(31)

Keys = NDArray[np.int32]


def order_keys(payoffs: NDArray[np.float64]) -> Keys:
    """Return keys with key[s] < key[t] just where payoffs[s] < payoffs[t]. Shape (states,).

    Payoffs that a 32-bit float holds exactly, such as whole numbers up to 2^24, need no sorting:
    the bits of a float, read as an integer, are in the order of the floats once the magnitude of
    the negative ones is turned round. Others are numbered by rank.
    """
    with np.errstate(over="ignore"):
        single = payoffs.astype(np.float32)
    if not np.array_equal(single, payoffs):
        return _ranks(payoffs)
    single += np.float32(0)  # of the two zeros the positive one
    keys: Keys = single.view(np.int32)
    keys ^= (keys >> _SIGN) & _MAGNITUDE
    return keys


def _ranks(payoffs: NDArray[np.float64]) -> Keys:
    """Return the rank of each payoff, 0 the lowest, equal ones alike."""
    order = np.argsort(payoffs)
    ascending = payoffs[order]
    levels = np.zeros(len(payoffs), np.int32)
    np.cumsum(ascending[1:] != ascending[:-1], dtype=np.int32, out=levels[1:])
    keys = np.empty(len(payoffs), np.int32)
    keys[order] = levels
    return keys
