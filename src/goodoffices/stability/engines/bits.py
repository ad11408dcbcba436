"""Verdicts as bits: eight states to a byte along the last axis, the first state the highest bit."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint8]
Bools = NDArray[np.bool_]
_BLOCK = 1 << 16


def pack(verdicts: NDArray[np.bool_ | np.uint8]) -> Bits:
    """Pack the last axis; bits beyond the last state are 0."""
    return np.packbits(verdicts, axis=-1)


def unpack(bits: Bits, count: int) -> Bools:
    """Return the first ``count`` entries of the last axis as booleans."""
    return np.unpackbits(bits, axis=-1, count=count).view(np.bool_)


def at(bits: Bits, index: int) -> Bools:
    """Return the entries of one state."""
    verdicts: Bools = bits[..., index >> 3] >> (7 - (index & 7)) & 1 != 0
    return verdicts


def count(bits: Bits) -> int:
    """Return how many bits are set."""
    return int(np.bitwise_count(bits).sum(dtype=np.int64))


def places(bits: Bits) -> Iterator[int]:
    """Yield the indices of the bits that are set, in order, looking no further than asked."""
    for start in range(0, len(bits), _BLOCK):
        block = bits[start : start + _BLOCK]
        if block.any():
            yield from (8 * start + np.flatnonzero(np.unpackbits(block))).tolist()
