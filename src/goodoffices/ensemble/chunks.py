"""An ensemble in chunks: replicates that are judged together, in one piece of work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from goodoffices import stopping
from goodoffices.ensemble.sample import Block, Ensemble

MOST_GROUPS = 64
_CELLS = 2**18
"""States times samples to be judged at once, of small chunks: a megabyte or two of payoffs."""


def chunk_count(ensemble: Ensemble, most: int = MOST_GROUPS) -> int:
    """Return how many chunks an ensemble is judged in, of which there are to be ``most``."""
    return -(-len(ensemble.sizes) // _per_chunk(ensemble, most))


def blocks(ensemble: Ensemble, chunk: int, most: int = MOST_GROUPS) -> Iterator[Block]:
    """Draw the replicates of a chunk."""
    many = _per_chunk(ensemble, most)
    for replicate in range(chunk * many, min((chunk + 1) * many, len(ensemble.sizes))):
        stopping.check()
        yield ensemble.block(replicate)


def chunks_together(ensemble: Ensemble) -> int:
    """Return how many chunks to judge at once, so that each takes less of Python's time."""
    size = ensemble.replicate_size * len(ensemble.conflict.states)
    return max(1, _CELLS // size) if _per_chunk(ensemble, MOST_GROUPS) == 1 else 1


def joined(blocks: Sequence[Block]) -> Block:
    """Return replicates as one block, of which they are the parts."""
    if len(blocks) == 1:
        return blocks[0]
    first, sizes = blocks[0], tuple(block.size for block in blocks)
    numbers = {place: np.concatenate([b.numbers[place] for b in blocks]) for place in first.numbers}
    quantities = {
        name: np.concatenate([b.quantities[name] for b in blocks]) for name in first.quantities
    }
    ordinal = [
        None if drawn is None else np.concatenate([b.ordinal[i] for b in blocks])
        for i, drawn in enumerate(first.ordinal)
    ]
    return Block(first.ensemble, sum(sizes), quantities, numbers, ordinal, sizes)


def _per_chunk(ensemble: Ensemble, most: int) -> int:
    return -(-len(ensemble.sizes) // most)
