"""Keys: 32-bit integers in the order of the payoffs.

A verdict depends on which payoffs are greater than which, not on how large they are. Keys hold that
order exactly in half the memory, and integers compare as fast as anything does.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

ABSENT = np.int32(2**31 - 1)
"""Key of a cell that is no state: above every key of a payoff."""
NOTHING = np.int32(-(2**31))
"""Below every key of a payoff."""
_MAGNITUDE = np.int32(2**31 - 1)
_SIGN = np.int32(31)
_BITS = 31  # of a key, one left for ABSENT and NOTHING
_LOWEST = 2.0 - 2**31  # above NOTHING, and below ABSENT when it is turned round
_EXACT = 2.0**52
"""Below it whole numbers, and sums of two, are floats."""
_FINEST = 2.0**-900
_BLOCK = 1 << 16

Keys = NDArray[np.int32]


def order_keys(payoffs: NDArray[np.float64]) -> Keys:
    """Return keys with key[s] < key[t] just where payoffs[s] < payoffs[t]. Shape (states,).

    Payoffs that a 32-bit float holds exactly, such as whole numbers up to 2^24, need no sorting,
    nor do multiples of a power of two over a range of up to 2^32 of it, such as whole numbers of
    any size in a range like that. Others are numbered by rank, which takes ten times as long.

    Examples
    --------
    >>> import numpy as np
    >>> from goodoffices.stability.engines.keys import order_keys
    >>> order_keys(np.array([2.0**30 + 1, 2.0**30, 2.0**30 + 1])).argsort(kind="stable").tolist()
    [1, 0, 2]
    """
    keys = np.empty(len(payoffs), np.int32)
    parts = [slice(k, k + _BLOCK) for k in range(0, len(payoffs), _BLOCK)]
    if all(_write_singles(payoffs[part], keys[part]) for part in parts):
        return keys
    if _write_multiples(payoffs, keys, parts):
        return keys
    return _ranks(payoffs)


def _write_singles(payoffs: NDArray[np.float64], keys: Keys) -> bool:
    """Write the keys of payoffs that are 32-bit floats; say whether they all are.

    The bits of a float, read as an integer, are in the order of the floats once the magnitude of
    the negative ones is turned round.
    """
    with np.errstate(over="ignore"):
        single = payoffs.astype(np.float32)
    if not np.array_equal(single, payoffs):
        return False
    single += np.float32(0)  # of the two zeros the positive one
    bits = single.view(np.int32)
    np.bitwise_xor(bits, (bits >> _SIGN) & _MAGNITUDE, out=keys)
    return True


def _write_multiples(payoffs: NDArray[np.float64], keys: Keys, parts: list[slice]) -> bool:
    """Write how many units of a power of two payoffs are above the least; say whether they are."""
    low, high = float(payoffs.min()), float(payoffs.max())
    if not _FINEST < high - low < math.inf:
        return False
    scale = math.ldexp(1.0, _BITS - math.frexp(high - low)[1])
    if max(abs(low), abs(high)) * scale >= _EXACT:
        return False
    for part in parts:
        units = payoffs[part] * scale
        if not np.array_equal(units, np.rint(units)):
            return False
        units += _LOWEST - low * scale
        keys[part] = units
    return True


def _ranks(payoffs: NDArray[np.float64]) -> Keys:
    """Return the rank of each payoff, 0 the lowest, equal ones alike."""
    order = np.argsort(payoffs)
    ascending = payoffs[order]
    levels = np.zeros(len(payoffs), np.int32)
    np.cumsum(ascending[1:] != ascending[:-1], dtype=np.int32, out=levels[1:])
    keys = np.empty(len(payoffs), np.int32)
    keys[order] = levels
    return keys
