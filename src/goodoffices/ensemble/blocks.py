"""Blocks made of others: several as one, some samples of one, one several times over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import numpy as np

from goodoffices.ensemble.payoffs import Bools, Floats
from goodoffices.ensemble.sample import Block

Key = TypeVar("Key")


def joined(blocks: Sequence[Block]) -> Block:
    """Return replicates as one block, of which they are the parts."""
    if len(blocks) == 1:
        return blocks[0]
    sizes = tuple(block.size for block in blocks)
    drawn = zip(*(block.ordinal for block in blocks), strict=True)
    return Block(
        blocks[0].ensemble,
        sum(sizes),
        _joined([block.quantities for block in blocks]),
        _joined([block.numbers for block in blocks]),
        [None if some[0] is None else np.concatenate(some) for some in drawn],
        sizes,
    )


def chosen(block: Block, where: Bools) -> Block:
    """Return some of a block's samples as a block."""
    if where.all():
        return block
    ends = np.cumsum(block.parts or (block.size,))[:-1]
    return Block(
        block.ensemble,
        int(np.count_nonzero(where)),
        _each(block.quantities, lambda rows: rows[:, where]),
        _each(block.numbers, lambda rows: rows[:, where]),
        [None if drawn is None else drawn[where] for drawn in block.ordinal],
        tuple(int(np.count_nonzero(part)) for part in np.split(where, ends)),
    )


def repeated(block: Block, times: int) -> Block:
    """Return a block's samples several times over, one whole after another."""
    return Block(
        block.ensemble,
        block.size * times,
        _each(block.quantities, lambda rows: np.tile(rows, (1, times))),
        _each(block.numbers, lambda rows: np.tile(rows, (1, times))),
        [None if drawn is None else np.tile(drawn, (times, 1)) for drawn in block.ordinal],
    )


def _joined(parts: Sequence[Mapping[Key, Floats]]) -> dict[Key, Floats]:
    """Return values one after another; all names at once, as there are many, of few values."""
    if not parts[0]:
        return {}
    return dict(zip(parts[0], np.concatenate([_rows(part) for part in parts], axis=1), strict=True))


def _each(values: Mapping[Key, Floats], change: Callable[[Floats], Floats]) -> dict[Key, Floats]:
    return dict(zip(values, change(_rows(values)), strict=True)) if values else {}


def _rows(values: Mapping[Key, Floats]) -> Floats:
    return np.array([*values.values()])
