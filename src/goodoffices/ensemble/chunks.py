"""An ensemble in chunks: replicates that are judged together, in one piece of work."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices import stopping
from goodoffices.ensemble.sample import Block, Ensemble

MOST_GROUPS = 64


def chunk_count(ensemble: Ensemble, most: int = MOST_GROUPS) -> int:
    """Return how many chunks an ensemble is judged in, of which there are to be ``most``."""
    return -(-len(ensemble.sizes) // _per_chunk(ensemble, most))


def blocks(ensemble: Ensemble, chunk: int, most: int = MOST_GROUPS) -> Iterator[Block]:
    """Draw the replicates of a chunk."""
    many = _per_chunk(ensemble, most)
    for replicate in range(chunk * many, min((chunk + 1) * many, len(ensemble.sizes))):
        stopping.check()
        yield ensemble.block(replicate)


def _per_chunk(ensemble: Ensemble, most: int) -> int:
    return -(-len(ensemble.sizes) // most)
