"""The memory and time that an analysis takes, estimated from a conflict's extent alone.

Memory is counted array by array, as ``large`` makes them; ``benchmarks.figures`` and a test compare
it with what is measured. Time is a rule of thumb.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from goodoffices.model.size import Extent
from goodoffices.stability.concepts import usual_concepts
from goodoffices.stability.engines.compiled import threads
from goodoffices.stability.engines.questions import LANES, entries_of, together

_PROGRAM = 180 * 10**6  # bytes: the interpreter, NumPy and compiled loops
_PAYOFF = 8
_KEY = 4
_AGE = 1  # when a cell's lanes fell last
_PLACE = 8  # a state's cell, where not every cell is a state
_RANKING = 25  # numbering payoffs that no 32-bit float holds
_BUILDING = 24  # reading statements about states
_ARC = 48  # sorting moves that are held one by one
_NANOSECONDS_A_ROUND = 60.0
_NANOSECONDS_A_CONCEPT = 5.0  # without lanes, and to make keys


class Footprint(NamedTuple):
    """What an analysis takes.

    Attributes
    ----------
    states
        Number of states; the most there can be where rules exclude some.
    payoffs
        Bytes of the payoffs.
    peak
        Most bytes in use at any time, the program included.
    seconds
        A rough estimate of the time on this machine.
    """

    states: int
    payoffs: int
    peak: int
    seconds: float


def footprint(
    extent: Extent, concepts: Sequence[str] | None = None, *, slabs: int = 1, mapped: bool = False
) -> Footprint:
    """Estimate what analysing a conflict takes, under the usual concepts unless told otherwise.

    Parameters
    ----------
    slabs
        As in ``large.LargeTensor``.
    mapped
        Whether the payoffs stay in files, are whole numbers, and take no memory.
    """
    keys = [key for key in usual_concepts() if concepts is None or key in concepts]
    cells, movers = extent.cells, len(extent.shape)
    rounds = len(list(together(keys, movers, constrained=extent.constrained)))
    held = (0 if mapped else movers * _PAYOFF) + (_PLACE if extent.constrained else 0)
    working: float
    if extent.listed:
        working = _BUILDING + movers * 3 * _PAYOFF + _ARC * sum(b - 1 for b in extent.shape)
    else:
        making = (_KEY if mapped else _RANKING) + movers * _KEY
        judging = _judging(extent, keys, rounds if slabs == 1 else 0)
        if rounds and slabs > 1:
            judging = max(judging, _in_slabs(extent, keys, slabs))
        working = max(0 if mapped else _BUILDING, making, judging)
    each = movers * (rounds * _NANOSECONDS_A_ROUND + (1 + len(keys)) * _NANOSECONDS_A_CONCEPT)
    return Footprint(
        states=cells,
        payoffs=cells * movers * _PAYOFF,
        peak=_PROGRAM + int(cells * (held + working)),
        seconds=2 * each * cells / threads() * 1e-9,
    )


def slabs_within(extent: Extent, concepts: Sequence[str], memory: int) -> int | None:
    """Return the fewest slabs in which payoffs in files are judged in so much memory, or None."""
    for k in range(max(extent.shape).bit_length()):
        if footprint(extent, concepts, slabs=1 << k, mapped=True).peak <= memory:
            return 1 << k
    return None


def _judging(extent: Extent, keys: Sequence[str], rounds: int) -> float:
    """Bytes per cell while verdicts are made: those of ``large.LargeTensor``."""
    movers = len(extent.shape)
    escapes = sum(many / b for many, b in zip(extent.lock_classes, extent.shape, strict=True))
    verdicts = len(keys) * movers / 8
    lasting = _KEY * (movers + 2 * escapes) + verdicts
    if not rounds:
        return lasting + (2 * _KEY if max(extent.lock_classes) > 1 else 0)
    return lasting + _orders(extent) + LANES * _KEY + _AGE


def _in_slabs(extent: Extent, keys: Sequence[str], slabs: int) -> float:
    """Bytes per cell, of all cells, while the verdicts of the largest slab are made."""
    movers = len(extent.shape)
    escapes = sum(many / b for many, b in zip(extent.lock_classes, extent.shape, strict=True))
    lasting = _KEY * (movers + 4 * escapes) + len(keys) * movers / 8
    part = max(-(-width // min(slabs, width)) / width for width in extent.shape)
    keys_of_two = 2 * _KEY * movers  # the next slab is copied before the last one is let go
    return lasting + part * (keys_of_two + LANES * _KEY + _orders(extent) + _AGE)


def _orders(extent: Extent) -> int:
    """Bytes per cell of the orders of all decision makers, whose entries are of one type."""
    entry = entries_of(max(extent.shape), short=extent.constrained)
    return len(extent.shape) * entry.itemsize
