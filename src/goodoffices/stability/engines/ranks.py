"""Ranks of the states in every sample, in as few bits as they need.

A verdict depends on the order of payoffs only, never on their sizes, so ranks say all there is to
know; and of numbers of 8 bits, a vector instruction handles eight times as many as of 64. Equal
payoffs have equal ranks.

A payoff is turned into an integer of the same order, whose lowest bits give way to the number of
its state; what NumPy's sort then brings together by mistake is told apart by the payoff itself.
"""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from goodoffices.stability.engines.compiled import Kernel

Array = NDArray[Any]
_AT_ONCE = 8  # samples: one cache line of payoffs is read, as many rows of keys are written
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
        The bits of the payoffs, int64, shape (states, samples).
    span
        A power of two, not less than the number of states.
    keys
        Written to: shape (samples of the tile, states), int64.
    """
    samples = keys.shape[0]
    whole = samples - samples % _AT_ONCE
    for top in range(0, whole, _AT_ONCE):
        for s in range(bits.shape[0]):
            for t in range(_AT_ONCE):
                keys[top + t, s] = (ordered(bits[s, start + top + t]) & -span) | s
    for t in range(whole, samples):
        for s in range(bits.shape[0]):
            keys[t, s] = (ordered(bits[s, start + t]) & -span) | s


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
def write_ranks(
    bits: Array, start: int, span: int, keys: Array, places: Array, ranks: Array
) -> None:
    """Write the ranks of a tile from its sorted keys, from 0 for the least preferred.

    Parameters
    ----------
    keys
        As from ``write_keys``, each row sorted; overwritten.
    places
        Row of ``ranks`` for each state.
    ranks
        Written to: shape (states, samples of the tile), unsigned.
    """
    for t in range(keys.shape[0]):
        part_equals(bits, start + t, span, keys[t])
        rank = 0
        s = keys[t, 0] & (span - 1)
        ranks[places[s], t] = 0
        for k in range(1, keys.shape[1]):
            before = s
            s = keys[t, k] & (span - 1)
            if (keys[t, k] ^ keys[t, k - 1]) & -span or (
                ordered(bits[s, start + t]) != ordered(bits[before, start + t])
            ):
                rank += 1
            ranks[places[s], t] = rank


def ranks_of(bits: Array, start: int, keys: Array, places: Array, ranks: Array, size: int) -> None:
    """Write the ranks of the samples from ``start`` on, as many as ``keys`` has rows.

    Parameters
    ----------
    size
        Of the whole problem; decides whether the loops are compiled.
    """
    span = 1 << (bits.shape[0] - 1).bit_length()
    write_keys.for_size(size)(bits, start, span, keys)
    keys.sort(axis=1)
    write_ranks.for_size(size)(bits, start, span, keys, places, ranks)
