"""Keys: 32-bit integers in the order of the payoffs.

A verdict depends on which payoffs are greater than which, not on how large they are. Keys hold that
order exactly in half the memory, and integers compare as fast as anything does.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.engines.compiled import PARALLEL_FROM, in_threads, shares

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
_BLOCK = 1 << 14

Floats = NDArray[np.float64]
Keys = NDArray[np.int32]


def order_keys(payoffs: Floats) -> Keys:
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
    write_keys(payoffs, keys)
    return keys


def write_keys(payoffs: Floats, keys: Keys) -> None:
    """Write what ``order_keys`` returns, part by part: what goes with a part stays in the cache."""
    if not _all_parts(_write_singles, payoffs, keys) and not _write_multiples(payoffs, keys):
        _write_ranks(payoffs, keys)


def _all_parts(write: Callable[..., bool], payoffs: Floats, keys: Keys, *rest: float) -> bool:
    """Write keys part by part, in threads where there are many; say whether it could be done."""

    def several(first: int, last: int) -> bool:
        parts = (slice(k, min(k + _BLOCK, last)) for k in range(first, last, _BLOCK))
        return all(write(payoffs[part], keys[part], *rest) for part in parts)

    whole = [(0, len(keys))]
    return all(in_threads(several, shares(len(keys)) if len(keys) >= PARALLEL_FROM else whole))


def _write_singles(payoffs: Floats, keys: Keys) -> bool:
    """Write the keys of payoffs that are 32-bit floats; say whether they all are.

    The bits of a float, read as an integer, are in the order of the floats once the magnitude of
    the negative ones is turned round.
    """
    single = keys.view(np.float32)
    with np.errstate(over="ignore"):
        np.copyto(single, payoffs, casting="same_kind")
    if not np.array_equal(single, payoffs):
        return False
    single += np.float32(0)  # of the two zeros the positive one
    turned = keys >> _SIGN
    turned &= _MAGNITUDE
    keys ^= turned
    return True


def _write_multiples(payoffs: Floats, keys: Keys) -> bool:
    """Write how many units of a power of two payoffs are above the least; say whether they are."""
    low, high = float(payoffs.min()), float(payoffs.max())
    if not _FINEST < high - low < math.inf:
        return False
    scale = math.ldexp(1.0, _BITS - math.frexp(high - low)[1])
    if max(abs(low), abs(high)) * scale >= _EXACT:
        return False
    return _all_parts(_write_units, payoffs, keys, scale, _LOWEST - low * scale)


def _write_units(payoffs: Floats, keys: Keys, scale: float, up: float) -> bool:
    """Write payoffs as multiples of a unit, moved up; say whether they are."""
    units = payoffs * scale
    if not np.array_equal(units, np.rint(units)):
        return False
    units += up
    keys[:] = units
    return True


def _write_ranks(payoffs: Floats, keys: Keys) -> None:
    """Write the rank of each payoff, 0 the lowest, equal ones alike."""
    order = np.argsort(payoffs)
    ascending = payoffs[order]
    levels = np.zeros(len(payoffs), np.int32)
    np.cumsum(ascending[1:] != ascending[:-1], dtype=np.int32, out=levels[1:])
    keys[order] = levels
