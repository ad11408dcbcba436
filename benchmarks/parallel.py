"""What handing out work in chunks costs, and what a second process brings.

Rows of ``python -m benchmarks.figures``; alone: ``python -m benchmarks.parallel``.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from goodoffices.errors import FileError
from goodoffices.runs.execute import execute
from goodoffices.runs.job import Arrays
from goodoffices.runs.resume import execute_saved

CHUNK = 0.25  # seconds; what a chunk of an ensemble is meant to take
SAMPLES, VERDICTS = 2_000, 100


@dataclass(frozen=True)
class Turns:
    """Keeps one core busy for a number of turns, then hands back verdicts on samples."""

    chunks: int
    turns: int
    kept = ("verdicts",)

    def run(self, chunk: int) -> Arrays:
        """Count to ``turns``; the verdicts are random, and differ by chunk."""
        count = 0
        for turn in range(self.turns):
            count += turn & 1
        verdicts = np.random.default_rng(chunk).random((SAMPLES, VERDICTS)) < 1 / 2
        return {
            "samples": np.array(SAMPLES),
            "odd": np.array([count]),
            "stable": verdicts.sum(axis=0),
            "verdicts": verdicts,
        }

    def describe(self) -> dict[str, Any]:
        """Return the little that there is to say."""
        return {"kind": "turns", "model": "", "chunks": self.chunks, "turns": self.turns}


def seconds(call: Callable[[], object]) -> float:
    """Return the time of one call."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def saved(job: Turns) -> None:
    """Work through a job with every chunk saved in a new store."""
    with tempfile.TemporaryDirectory() as folder:
        execute_saved(job, Path(folder) / "runs.sqlite", trouble=_fail)


def _fail(error: FileError) -> None:
    raise error


def bare(job: Turns) -> None:
    """Work through a job in a plain loop, and keep nothing."""
    for chunk in range(job.chunks):
        job.run(chunk)


def overhead(way: Callable[[Turns], object], chunks: int = 200, repeats: int = 7) -> float:
    """Return what a way of working adds to a chunk, in seconds: the median of several runs."""
    job = Turns(chunks, turns=0)
    added = [
        (seconds(partial(way, job)) - seconds(partial(bare, job))) / chunks for _ in range(repeats)
    ]
    return statistics.median(added)


def gain(chunks: int = 48, repeats: int = 3) -> float:
    """Return how many times as fast two processes are as one, their start included."""
    turns = round(1_000_000 * CHUNK / seconds(partial(Turns(1, 1_000_000).run, 0)))
    job = Turns(chunks, turns)
    ratios = [
        seconds(partial(execute, job)) / seconds(partial(execute, job, workers=2))
        for _ in range(repeats)
    ]
    return statistics.median(ratios)


def parallel(table: Table) -> None:
    """Add the rows on chunks of work."""
    for what, way in (("in this process", execute), ("and saved", saved)):
        added = overhead(way)
        share = f"{added * 1e3:.2f} ms, {added / CHUNK:.1%} of {CHUNK} s"
        table.add_row(f"overhead of a chunk, {what}", share)
    table.add_row(f"two processes, chunks of {CHUNK} s", f"{gain():.2f} times as fast as one")


def main() -> None:
    """Measure and print."""
    table = Table("what", "figure")
    parallel(table)
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
