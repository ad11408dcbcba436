"""Scrambled Sobol' nets: points that fill the unit cube evenly, and at random.

Point n of a Sobol' sequence is, in each dimension, the exclusive or of the direction numbers v_j
where binary digit j of the Gray code of n is 1 (Sobol' 1967; Antonov & Saleev 1979). v_j is
m_j / 2^(j + 1), and the m_j follow from a primitive polynomial x^s + a_1 x^(s - 1) + … + 1 over
GF(2) and from s numbers to begin with (Joe & Kuo 2008):

    m_j = 2 a_1 m_(j-1) ⊕ … ⊕ 2^(s - 1) a_(s-1) m_(j-s+1) ⊕ 2^s m_(j-s) ⊕ m_(j-s)

A net is scrambled by a random lower triangular matrix over GF(2), with ones on its diagonal, that
acts on the digits of the direction numbers, the first digit first, and then by a random shift of
all digits (Matoušek 1998). The same stream gives the same points as ``scipy.stats.qmc.Sobol``, bit
by bit; importing that takes longer than most models take to be drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from goodoffices.ensemble.sobol_beginnings import BEGINNINGS, further_beginnings

Floats = NDArray[np.float64]
Words = NDArray[np.uint32]
BITS = 30
"""Binary digits of a coordinate; a net has 2 to the power of them points at most."""
MOST_DIMENSIONS = 21_201
"""Dimensions of which the direction numbers are at hand."""


def scrambled_net(dimensions: int, size: int, stream: np.random.Generator) -> Floats:
    """Return the points of a scrambled net. Shape (size, dimensions), from 0 to below 1.

    Parameters
    ----------
    dimensions
        At most ``MOST_DIMENSIONS``.
    size
        A power of two, 2^30 at most.
    stream
        Where the scrambling comes from; a child of it is used, the stream itself is left alone.
    """
    child = stream.spawn(1)[0]
    places = np.arange(BITS, dtype=np.uint32)
    shift = child.integers(2, size=(dimensions, BITS), dtype=np.uint32) @ (np.uint32(1) << places)
    matrices = child.integers(2, size=(dimensions, BITS, BITS), dtype=np.uint32)
    digits = size.bit_length() - 1
    directions = _scrambled(directions_of(dimensions)[:, :digits], matrices)
    points = np.empty((dimensions, size), dtype=np.uint32)
    points[:, 0] = shift
    for k in range(digits):  # the Gray code runs backwards in its second half
        half = 1 << k
        later = points[:, half : 2 * half]
        np.bitwise_xor(points[:, half - 1 :: -1], directions[:, k, None], out=later)
    coordinates: Floats = points.T.astype(np.float64) * 2.0**-BITS
    return coordinates


def _scrambled(directions: Words, matrices: Words) -> Words:
    """Return direction numbers whose digits the matrices have mixed. Shape as of these.

    A row of a matrix is a word; a digit mixed is the parity of the digits that the row has in
    common with the direction number.
    """
    places = np.arange(BITS - 1, -1, -1, dtype=np.uint32)  # of the digits, the first one first
    ones = np.uint32(1) << places
    whole = np.uint32((1 << BITS) - 1)
    before = whole ^ ((ones << np.uint32(1)) - np.uint32(1))  # the digits before each
    rows = np.bitwise_or.reduce(matrices << places, axis=2) & before | ones
    mixed = np.bitwise_count(rows[:, :, None] & directions[:, None, :]) & 1
    found: Words = np.bitwise_or.reduce(mixed.astype(np.uint32) << places[:, None], axis=1)
    return found


@cache
def directions_of(dimensions: int) -> Words:
    """Return the direction numbers, as whole numbers of ``BITS`` digits. Shape (dimensions, bits).

    Examples
    --------
    >>> [f"{v >> 26:04b}" for v in directions_of(2)[1, :4]]
    ['1000', '1100', '1010', '1111']
    """
    found = np.empty((dimensions, BITS), dtype=np.uint32)
    for k, given in enumerate(islice(_beginnings(), dimensions)):
        found[k] = [m << (BITS - 1 - j) for j, m in enumerate(_continued(given[0], given[1:]))]
    found.flags.writeable = False
    return found


def _beginnings() -> Iterator[list[int]]:
    """Yield the polynomial and the numbers to begin with of each dimension; ones in the first."""
    yield [2, *[1] * BITS]
    numbers = chain(map(int, BEGINNINGS.split()), further_beginnings())
    for polynomial in numbers:
        yield [polynomial, *islice(numbers, _degree(polynomial))]


def _degree(polynomial: int) -> int:
    return polynomial.bit_length() - 1


def _continued(polynomial: int, begun: list[int]) -> list[int]:
    """Return the first ``BITS`` numbers m_j."""
    degree = _degree(polynomial)
    found = begun[:]
    for j in range(len(begun), BITS):
        new = found[j - degree]
        for back in range(1, degree + 1):
            if polynomial >> (degree - back) & 1:
                new ^= found[j - back] << back
        found.append(new)
    return found
