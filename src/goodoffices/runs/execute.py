"""Working through a job: here, in processes on this machine, or on a cluster.

One loop for all three. It hands out chunks, a bounded number at a time, takes in what they come to
in the order in which they finish, and hands a chunk out again when its worker died. What comes out
does not depend on any of it, see ``Tally``.
"""

from __future__ import annotations

import contextlib
from collections import Counter, deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from contextlib import AbstractContextManager
from dataclasses import dataclass

from goodoffices import stopping
from goodoffices.errors import RequestError, Stopped
from goodoffices.runs.executors import Crew, alone, processes
from goodoffices.runs.job import Arrays, Job, Tally
from goodoffices.stopping import Progress

OnChunk = Callable[[int, Arrays], None]

MOST_TRIES = 4
_LISTEN = 0.25  # seconds between two looks at whether the work is to stop


@dataclass(frozen=True)
class Outcome:
    """What a run came to.

    Attributes
    ----------
    run
        Its number in the store; None where it, or a part of it, could not be saved.
    """

    job: Job
    tally: Tally
    run: int | None


def execute(  # noqa: PLR0913 - what, where to work, and whom to tell
    job: Job,
    *,
    workers: int = 1,
    scheduler: str | None = None,
    begun: Tally | None = None,
    progress: Progress | None = None,
    on_chunk: OnChunk | None = None,
) -> Tally:
    """Work through a job. The answer is the same, bit for bit, however it is worked through.

    Parameters
    ----------
    workers
        1 to work in this process, whose loops use all cores by threads; more for that many
        processes. A script that asks for more does so under ``if __name__ == "__main__":``.
    scheduler
        Address of a Dask scheduler, as ``tcp://host:8786``, to work on its cluster instead.
    begun
        What chunks that an earlier run finished came to; the rest is added to it.
    progress
        Called with how many chunks are done, and how many there are, after each.
    on_chunk
        Called with each chunk newly finished and what it came to, before its progress is told.

    Returns
    -------
    Tally
        What all chunks come to. After Ctrl-C, or a stop: what the chunks done come to; then
        ``tally.complete`` is false.

    Raises
    ------
    RequestError
        No workers, workers and a scheduler, workers that die again and again, or a cluster that
        is not there or has another goodoffices.
    MissingExtraError
        A cluster is asked for and ``distributed`` is not installed.
    """
    _check(workers, scheduler)
    tally = Tally(job.chunks, job.kept) if begun is None else begun
    taken = _Intake(tally, progress, on_chunk)
    with contextlib.suppress(KeyboardInterrupt, Stopped):
        taken.tell()
        if not tally.complete:
            with _crew(job, min(workers, len(tally.missing)), scheduler) as crew:
                _work(crew, tally.missing, taken)
    return tally


def answered(tally: Tally) -> Tally:
    """Return what a job came to; raise Stopped where it was stopped before its first chunk."""
    if not tally.count:
        raise Stopped
    return tally


def _check(workers: int, scheduler: str | None) -> None:
    if workers < 1:
        raise RequestError(f"{workers} workers; expected 1 or more")
    if scheduler is not None and workers > 1:
        raise RequestError("workers and a scheduler; give one of them, a cluster has its own")


def _crew(job: Job, workers: int, scheduler: str | None) -> AbstractContextManager[Crew]:
    if scheduler is not None:
        from goodoffices.runs.cluster import cluster

        return cluster(job, scheduler)
    return processes(job, workers) if workers > 1 else alone(job)


class _Intake:
    """Takes in finished chunks, and tells those who asked to be told."""

    def __init__(self, tally: Tally, progress: Progress | None, on_chunk: OnChunk | None) -> None:
        self._tally = tally
        self._progress = progress
        self._on_chunk = on_chunk

    def __call__(self, chunk: int, arrays: Arrays) -> None:
        self._tally.add(chunk, arrays)  # first: one that does not fit must not be saved
        if self._on_chunk is not None:
            self._on_chunk(chunk, arrays)
        self.tell()

    def tell(self) -> None:
        if self._progress is not None:
            self._progress(self._tally.count, self._tally.chunks)


def _work(crew: Crew, chunks: Iterable[int], taken: OnChunk) -> None:
    """Have a crew work through chunks, and take in what each comes to."""
    waiting = deque(chunks)
    flying: dict[Future[list[Arrays]], list[int]] = {}
    tries: Counter[int] = Counter()
    many = 1  # the first by itself, as others may have to wait for what it prepares
    while waiting or flying:
        stopping.check()
        while waiting and len(flying) < crew.room:
            some = [waiting.popleft() for _ in range(min(many, len(waiting)))]
            flying[crew.submit(some)] = some
            many = crew.together
        finished = wait(flying, _LISTEN, FIRST_COMPLETED).done
        if not finished:
            crew.watch()
        for future in finished:
            some = flying.pop(future)
            try:
                found = future.result()
            except BrokenExecutor as error:
                tries.update(some)
                if tries[some[0]] == MOST_TRIES:
                    raise _worn_out(some[0]) from error
                waiting.extendleft(reversed(some))
            else:
                for chunk, arrays in zip(some, found, strict=True):
                    taken(chunk, arrays)


def _worn_out(chunk: int) -> RequestError:
    return RequestError(
        f"worker processes died {MOST_TRIES} times while chunk {chunk} of the work was with them; "
        "perhaps memory runs out: take fewer workers, or smaller chunks. A script that asks for "
        'workers has to do so under: if __name__ == "__main__":'
    )
