"""Jobs whose answers are known: no conflict, only numbers drawn chunk by chunk."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from goodoffices.answer import Answer
from goodoffices.cases.catalog import case
from goodoffices.errors import FileError
from goodoffices.runs.job import Arrays, Tally
from goodoffices.show.document import Column, Document, Table
from goodoffices.stability.analysis import analyze

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


def tallied(job: Draws, *chunks: int) -> Tally:
    """Return what some chunks of a job come to."""
    tally = Tally(job.chunks, job.kept)
    for chunk in chunks:
        tally.add(chunk, job.run(chunk))
    return tally


def in_bytes(tally: Tally) -> dict[str, bytes]:
    """Return what a tally holds, to be compared bit by bit."""
    return {name: tally[name].tobytes() for name in tally.names}


def job(description: Mapping[str, Any]) -> Draws:
    """Make the job again that described itself so; what a kind of saved runs offers."""
    names = ("chunks", "size", "seed", "seconds")
    return Draws(**{name: description[name] for name in names})


def job_answer(job: Draws, tally: Tally) -> Answer:
    """Return an answer that has a picture; what a kind of saved runs offers."""
    assert tally.chunks == job.chunks
    return analyze(case("prisoners-dilemma"))


def job_report(job: Draws, tally: Tally) -> Document:
    """Report how often each number was drawn; what a kind of saved runs offers."""
    shares = (tally["counts"] / tally["samples"]).tolist()
    columns = (
        Column("face", "Number", "number"),
        Column("share", "Share", "number"),
        Column("count", "Count", "number"),
    )
    rows = list(zip(range(6), shares, tally["counts"].tolist(), strict=True))
    sheet = Table(columns, rows, title="Numbers drawn")
    return Document(
        command="draws",
        title="Six numbers",
        blocks=(f"{tally.samples} of {job.chunks * job.size} numbers drawn.", sheet),
        records=sheet,
        data=lambda: {"complete": tally.complete, "shares": shares},
    )


def refuse(error: FileError) -> None:
    """Fail where a run was expected to be saved without trouble."""
    raise AssertionError(str(error))
