"""Work that can be split: what to compute, in chunks that do not depend on each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]
Sums = dict[str, NDArray[np.int64]]


class Job(Protocol):
    """What to compute: a pure function of its content, which can be pickled and never changes.

    A job that has an attribute ``side_by_side`` that is true may be asked for chunks in several
    threads at once, after the first: its time goes into compiled loops and NumPy, not Python.
    One whose chunks are small has a number ``together``, the most to be asked for at a time, and
    ``run_together(chunks)``, which returns of each what ``run`` does.
    """

    @property
    def chunks(self) -> int:
        """How many chunks of work there are, numbered from 0."""

    @property
    def kept(self) -> Collection[str]:
        """Names of the arrays that are put one after another; the others are counts, and added."""

    def run(self, chunk: int) -> Arrays:
        """Compute one chunk: named arrays, the same names and sorts in every chunk.

        What comes out depends on the job and on the number of the chunk, and on nothing else.
        Counts are arrays of integers of one shape. An entry ``samples`` says how many samples
        the chunk took.
        """

    def describe(self) -> dict[str, Any]:
        """Return what the job can be made of again, in the types of JSON.

        ``kind`` says which sort of job it is and ``model`` holds the text of the model file;
        ``title``, ``seed`` and ``samples`` are shown in lists of runs where they are given.
        """


def computed(job: Job, chunks: Sequence[int]) -> list[Arrays]:
    """Compute some chunks, at once where a job can."""
    several = getattr(job, "run_together", None)
    return several(chunks) if several else [job.run(chunk) for chunk in chunks]


class Tally:
    """What the chunks done so far come to: the same, bit for bit, in whatever order they came.

    Integers are added, which does not depend on the order. What has to be kept is put one after
    another in the order of the chunks' numbers, not of their coming. Sums of fractions would
    depend on the order, and are refused.

    Parameters
    ----------
    chunks
        How many chunks there are in all.
    kept
        Names of the arrays that are put one after another.
    """

    def __init__(self, chunks: int, kept: Collection[str] = ()) -> None:
        self.chunks = chunks
        self.kept = frozenset(kept)
        self._state: tuple[Sums, dict[int, Arrays]] = ({}, {})

    def add(self, chunk: int, arrays: Arrays) -> None:
        """Take in what a chunk came to. An interruption leaves it taken in whole, or not at all.

        Raises
        ------
        ValueError
            There is no such chunk, it is there already, or its arrays are not of the same names
            and shapes as those of other chunks.
        TypeError
            An array that is not kept holds something else than integers.
        """
        sums, parts = self._state
        if not 0 <= chunk < self.chunks or chunk in parts:
            problem = "is there already" if chunk in parts else f"is none of {self.chunks}"
            raise ValueError(f"chunk {chunk} {problem}")
        counts = {name: np.asarray(a) for name, a in arrays.items() if name not in self.kept}
        kept = {name: np.asarray(a) for name, a in arrays.items() if name in self.kept}
        _refuse_fractions(counts)
        if parts and {*arrays} != {*self.names}:
            raise ValueError(f"chunk {chunk} has other arrays than those before: {[*arrays]}")
        for name, array in next(iter(parts.values()), {}).items():
            _refuse_shape(name, kept[name].shape[1:], array.shape[1:])
        added = {name: _sum(name, sums.get(name), array) for name, array in counts.items()}
        self._state = (added, {**parts, chunk: kept})

    def __getitem__(self, name: str) -> NDArray[Any]:
        """Return the sum of a count, or the kept arrays of a name one after another.

        Raises
        ------
        KeyError
            No chunk is done yet, or chunks have no array of that name.
        """
        sums, parts = self._state
        if name in self.kept and parts:
            return np.concatenate([parts[chunk][name] for chunk in sorted(parts)])
        return sums[name]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the arrays, sorted; empty before the first chunk."""
        sums, parts = self._state
        return tuple(sorted({*sums, *next(iter(parts.values()), ())}))

    @property
    def done(self) -> tuple[int, ...]:
        """Numbers of the chunks that are done, in order."""
        return tuple(sorted(self._state[1]))

    @property
    def missing(self) -> tuple[int, ...]:
        """Numbers of the chunks that are not done yet, in order."""
        parts = self._state[1]
        return tuple(chunk for chunk in range(self.chunks) if chunk not in parts)

    @property
    def count(self) -> int:
        """How many chunks are done."""
        return len(self._state[1])

    @property
    def complete(self) -> bool:
        """Whether every chunk is done."""
        return self.count == self.chunks

    @property
    def samples(self) -> int:
        """How many samples the chunks done took; 0 where jobs do not say."""
        sums = self._state[0]
        return int(sums["samples"]) if "samples" in sums else 0


def _refuse_fractions(counts: Arrays) -> None:
    for name, array in counts.items():
        if array.dtype.kind not in "iu":
            raise TypeError(
                f"'{name}' holds {array.dtype}, and only integers are the same whatever the order "
                "they are added in; give counts, or name it among the arrays to keep"
            )


def _refuse_shape(name: str, shape: tuple[int, ...], before: tuple[int, ...]) -> None:
    if shape != before:
        raise ValueError(f"'{name}' has shape {shape}, and {before} in other chunks")


def _sum(name: str, sofar: NDArray[np.int64] | None, array: NDArray[Any]) -> NDArray[np.int64]:
    if sofar is None:
        return array.astype(np.int64)
    _refuse_shape(name, array.shape, sofar.shape)
    added: NDArray[np.int64] = np.asarray(sofar + array.astype(np.int64))
    return added
