"""An ensemble in chunks: replicates that are judged together, in one piece of work."""

from __future__ import annotations

from collections.abc import Iterator

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


def _per_chunk(ensemble: Ensemble, most: int) -> int:
    return -(-len(ensemble.sizes) // most)
