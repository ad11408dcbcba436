"""Jobs whose answers are known: no conflict, only numbers drawn chunk by chunk."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from goodoffices.ensemble.job import Arrays, Tally

KIND = "fake"


@dataclass(frozen=True)
class Draws:
    """Counts how often each of six numbers is drawn, and keeps the draws.

    ``seconds``: what a chunk takes at least; ``fatal``: a chunk that kills its process; ``wrong``:
    one that fails.
    """

    chunks: int = 12
    size: int = 50
    seed: int = 7
    seconds: float = 0.0
    fatal: int = -1
    wrong: int = -1
    kept = ("draws", "high")

    def run(self, chunk: int) -> Arrays:
        if chunk == self.wrong:
            raise ZeroDivisionError("a fault of the job")
        if chunk == self.fatal:
            os._exit(3)
        time.sleep(self.seconds)
        draws = np.random.default_rng([self.seed, chunk]).integers(0, 6, self.size)
        return {
            "samples": np.array(self.size),
            "counts": np.bincount(draws, minlength=6),
            "draws": draws.astype(np.int8),
            "high": draws.reshape(-1, 2) > 2,
        }

    def describe(self) -> dict[str, Any]:
        return {
            "kind": KIND,
            "title": "Six numbers",
            "model": "goodoffices: 1\ntitle: Six numbers\n",
            "seed": self.seed,
            "samples": self.chunks * self.size,
            "chunks": self.chunks,
            "size": self.size,
            "seconds": self.seconds,
        }


def by_hand(job: Draws) -> dict[str, bytes]:
    """Compute in one go what a job comes to."""
    draws = [
        np.random.default_rng([job.seed, chunk]).integers(0, 6, job.size)
        for chunk in range(job.chunks)
    ]
    together = np.concatenate(draws)
    return {
        "samples": np.array(len(together), np.int64).tobytes(),
        "counts": np.array([(together == face).sum() for face in range(6)], np.int64).tobytes(),
        "draws": together.astype(np.int8).tobytes(),
        "high": (together > 2).tobytes(),
    }


def in_bytes(tally: Tally) -> dict[str, bytes]:
    """Return what a tally holds, to be compared bit by bit."""
    return {name: tally[name].tobytes() for name in tally.names}
