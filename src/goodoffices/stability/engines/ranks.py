"""Ranks of the states in every sample, in as few bits as they need.

A verdict depends on the order of payoffs only, never on their sizes, so ranks say all there is to
know; and of numbers of 8 bits, a vector instruction handles eight times as many as of 64. Equal
payoffs have equal ranks.

A payoff is turned into an integer of the same order, whose lowest bits give way to the number of
its state; what NumPy's sort then brings together by mistake is told apart by the payoff itself.
Payoffs that are sums of weights are whole numbers of one unit (see ``summed``), and nothing of them
gives way.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.engines.compiled import Kernel
from goodoffices.stability.engines.rows import read, write
from goodoffices.stability.engines.summed import Sums

Array = NDArray[Any]
_AT_ONCE = 32  # samples, whose keys fit a core's nearest cache
_ABREAST = 8  # samples, written out one by one so that their sums stay in registers
_LARGEST = 2**63 - 1


@Kernel
def ordered(bits: int) -> int:
    """Return an integer that is ordered as the payoffs with these bits are; zeros are equal."""
    key = bits if bits >= 0 else bits ^ _LARGEST
    return 0 if key == -1 else key


@Kernel
def write_keys(bits: Array, start: int, span: int, keys: Array) -> None:
    """Write what to sort each sample's states by.

    Parameters
    ----------
    bits
        The bits of the payoffs, int64, shape (rows, samples).
    span
        A power of two, not less than the number of rows.
    keys
        Written to, from sample ``start`` on: shape (samples, rows), int64.
    """
    for top in range(0, keys.shape[0], _AT_ONCE):
        end = min(top + _AT_ONCE, keys.shape[0])
        for row in range(bits.shape[0]):
            for t in range(top, end):
                keys[t, row] = (ordered(bits[row, start + t]) & -span) | row


@Kernel
def write_sums(
    starts: Array, chosen: Array, weights: Array, first: int, span: int, here: Array, keys: Array
) -> None:
    """Write what to sort each sample's sums by: each sum, and in its lowest bits its number.

    Parameters
    ----------
    span
        A power of two, not less than the number of sums.
    here
        To work with, int64: shape (weights, _ABREAST).
    keys
        Written to, from sample ``first`` on: shape (samples, sums), int64.
    """
    whole = keys.shape[0] - keys.shape[0] % _ABREAST
    for t in range(0, whole, _ABREAST):
        for row in range(weights.shape[0]):
            for k in range(_ABREAST):
                here[row, k] = int(weights[row, first + t + k]) * span
        for u in range(keys.shape[1]):
            k0 = k1 = k2 = k3 = k4 = k5 = k6 = k7 = u
            for k in range(starts[u], starts[u + 1]):
                r = chosen[k]
                k0, k1, k2, k3 = k0 + here[r, 0], k1 + here[r, 1], k2 + here[r, 2], k3 + here[r, 3]
                k4, k5, k6, k7 = k4 + here[r, 4], k5 + here[r, 5], k6 + here[r, 6], k7 + here[r, 7]
            keys[t, u], keys[t + 1, u], keys[t + 2, u], keys[t + 3, u] = k0, k1, k2, k3
            keys[t + 4, u], keys[t + 5, u], keys[t + 6, u], keys[t + 7, u] = k4, k5, k6, k7
    for t in range(whole, keys.shape[0]):
        for u in range(keys.shape[1]):
            key = u
            for k in range(starts[u], starts[u + 1]):
                key += int(weights[chosen[k], first + t]) * span
            keys[t, u] = key


@Kernel
def part_equals(bits: Array, t: int, span: int, row: Array) -> None:
    """Sort the states whose keys agree in their upper bits by the payoffs themselves."""
    for k in range(1, row.shape[0]):
        key = row[k]
        if (key ^ row[k - 1]) & -span:
            continue
        payoff = ordered(bits[key & (span - 1), t])
        j = k
        while (
            j > 0
            and not (key ^ row[j - 1]) & -span
            and ordered(bits[row[j - 1] & (span - 1), t]) > payoff
        ):
            row[j] = row[j - 1]
            j -= 1
        row[j] = key


@Kernel
def rank_payoffs(bits: Array, start: int, span: int, keys: Array, ranks: Array) -> None:
    """Write the ranks of a tile from its sorted keys, from 0 for the least preferred.

    Parameters
    ----------
    keys
        As from ``write_keys``, each row sorted; overwritten.
    ranks
        Written to: a row for each of payoffs, shape (rows, LANES), unsigned.
    """
    for t in range(keys.shape[0]):
        part_equals(bits, start + t, span, keys[t])
        rank = 0
        row = keys[t, 0] & (span - 1)
        ranks[row, t] = 0
        for k in range(1, keys.shape[1]):
            before = row
            row = keys[t, k] & (span - 1)
            if (keys[t, k] ^ keys[t, k - 1]) & -span or (
                ordered(bits[row, start + t]) != ordered(bits[before, start + t])
            ):
                rank += 1
            ranks[row, t] = rank


@Kernel
def rank_keys(keys: Array, span: int, ranks: Array) -> None:
    """Do as ``rank_payoffs`` where keys say all there is to say."""
    for t in range(keys.shape[0]):
        rank = 0
        before = keys[t, 0] & -span
        for k in range(keys.shape[1]):
            key = keys[t, k]
            if key & -span != before:
                rank += 1
            before = key & -span
            ranks[key & (span - 1), t] = rank


@Kernel
def spread_ranks(ranks: Array, rows: Array, own: Array, first: int) -> None:
    """Copy rows of ranks to where states have them: the one of row r is number ``rows[r]``."""
    for r in range(rows.shape[0]):
        write(own, first + r, read(ranks, rows[r]))


@Kernel
def ranks_of_payoffs(
    bits: Array,
    start: int,
    span: int,
    keys: Array,
    rows: Array,
    ranks: Array,
    own: Array,
    first: int,
    step: int,
) -> None:
    """Write the ranks of the samples from ``start`` on, tile by tile.

    Parameters
    ----------
    keys
        As from ``write_keys``, each row sorted; overwritten.
    rows
        Which row of payoffs each of the states has, in the order in which ranks are written.
    ranks
        To work with, as ``rank_payoffs`` has it.
    own
        Written to, from row ``first`` on, and from ``step`` rows later on for each further tile.
        Shape (rows, LANES), unsigned.
    """
    lanes = own.shape[1]
    for top in range(0, keys.shape[0], lanes):
        rank_payoffs(bits, start + top, span, keys[top : top + lanes], ranks)
        spread_ranks(ranks, rows, own, first + top // lanes * step)


@Kernel
def ranks_of_keys(
    keys: Array, span: int, rows: Array, ranks: Array, own: Array, first: int, step: int
) -> None:
    """Write ranks as ``ranks_of_payoffs`` does where keys say all there is to say."""
    lanes = own.shape[1]
    for top in range(0, keys.shape[0], lanes):
        rank_keys(keys[top : top + lanes], span, ranks)
        spread_ranks(ranks, rows, own, first + top // lanes * step)


def rank_samples(
    size: int, bits: Array, start: int, keys: Array, rows: Array, *written: Array | int
) -> None:
    """Write the ranks of the samples from ``start`` on, as many as ``keys`` has rows.

    Parameters
    ----------
    size
        Of the whole problem; decides whether the loops are compiled.
    rows, written
        As ``ranks_of_payoffs`` takes them.
    """
    span = span_of(bits.shape[0])
    write_keys.for_size(size)(bits, start, span, keys)
    keys.sort(axis=1)
    ranks_of_payoffs.for_size(size)(bits, start, span, keys, rows, *written)


def rank_sums(
    size: int, sums: Sums, start: int, keys: Array, rows: Array, *written: Array | int
) -> None:
    """Do as ``rank_samples`` for sums of which keys can be written."""
    span = span_of(keys.shape[1])
    here = np.empty((len(sums.weights), _ABREAST), np.int64)
    write_sums.for_size(size)(sums.starts, sums.chosen, sums.weights, start, span, here, keys)
    keys.sort(axis=1)
    ranks_of_keys.for_size(size)(keys, span, rows, *written)


def span_of(rows: int) -> int:
    """Return the least power of two that is not less than a number of rows."""
    return 1 << (rows - 1).bit_length()
