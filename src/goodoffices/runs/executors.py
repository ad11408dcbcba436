"""Who does the work: this process, or others on this machine, behind one interface.

An executor of ``concurrent.futures`` is all that ``execute`` knows about. Other processes are
*spawned*, never forked: a process that has run compiled loops in threads cannot be forked safely.
"""

from __future__ import annotations

import functools
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from goodoffices.runs.job import Arrays, Job, computed
from goodoffices.stability.engines.compiled import THREADS, beside, threads

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

PER_WORKER = 2
_TASKS = 3  # of small chunks, in this process: with more that are smaller, Python takes longer
_ONE_AT_A_TIME = threading.Lock()
T = TypeVar("T")


@dataclass(frozen=True)
class Crew:
    """An executor, and what to submit to it.

    Attributes
    ----------
    task, job
        ``task(job, chunks)`` computes chunks; ``job`` is in the form that the executor carries
        best.
    room
        How many tasks may be submitted and not finished.
    watch
        Called while nothing finishes; raises where nothing will.
    together
        How many chunks to hand out at a time.
    """

    executor: Executor
    task: Callable[[Any, Sequence[int]], list[Arrays]]
    job: object
    room: int
    watch: Callable[[], None] = lambda: None
    together: int = 1

    def submit(self, chunks: Sequence[int]) -> Future[list[Arrays]]:
        """Hand out some chunks."""
        return self.executor.submit(self.task, self.job, chunks)


class _Here(Executor):
    """Runs what is submitted at once, in this thread.

    One chunk after another: the loops inside a chunk use all cores by threads of their own.
    """

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - raised where the result is asked for
            future.set_exception(error)
        return future


class _SideBySide(Executor):
    """Runs what is submitted in the threads of loops; the first in this one, which prepares all."""

    def __init__(self) -> None:
        self._waiting: list[Future[Any]] = []

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        if not self._waiting:
            self._waiting.append(_Here().submit(fn, *args, **kwargs))
            return self._waiting[0]
        future = beside(functools.partial(fn, *args, **kwargs))
        self._waiting = [one for one in self._waiting if not one.done()] + [future]
        return future

    def abandon(self) -> None:
        """Begin nothing more; what runs ends by itself, within a chunk."""
        for future in self._waiting:
            future.cancel()


@contextmanager
def alone(job: Job) -> Iterator[Crew]:
    """Work in this process: chunks side by side where the job can, else one after another."""
    cores, together = threads(), _together(job, _TASKS)
    if cores == 1 or not getattr(job, "side_by_side", False):
        yield Crew(_Here(), computed, job, room=1, together=together)
        return
    executor = _SideBySide()
    try:
        yield Crew(executor, computed, job, PER_WORKER * cores, together=together)
    finally:
        executor.abandon()


@contextmanager
def processes(job: Job, workers: int) -> Iterator[Crew]:
    """Work in processes of their own; at an error or an interruption they are ended at once."""
    pool = _Pool(workers)
    try:
        room = PER_WORKER * workers
        yield Crew(pool, run_pickled, pickle.dumps(job), room, together=_together(job, room))
        pool.shutdown()
    finally:
        pool.abandon()


def _together(job: Job, tasks: int) -> int:
    """Return how many chunks to hand out at a time, where there are to be so many tasks."""
    return max(1, min(getattr(job, "together", 1), -(-job.chunks // tasks)))


def run_pickled(job: bytes, chunks: Sequence[int]) -> list[Arrays]:
    """Compute chunks in a worker, which unpickles a job once and not every time.

    A worker of a cluster may have several threads. They take turns, as the loops inside a chunk
    use threads of their own and not all of them may be entered twice.
    """
    with _ONE_AT_A_TIME:
        return computed(_unpickled(job), chunks)


@functools.lru_cache(maxsize=1)
def _unpickled(job: bytes) -> Job:
    unpickled: Job = pickle.loads(job)  # noqa: S301 - made by the process that started this one
    return unpickled


class _Pool(Executor):
    """Spawned processes, replaced all together when one of them dies.

    Each holds the end of a pipe, the *leash*. When the other end is closed, because the work is
    abandoned or because the process that asked for it was killed, they leave at once.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._start()

    def _start(self) -> None:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        context = get_context("spawn")
        theirs, self._leash = context.Pipe(duplex=False)
        self._held = theirs
        self._pool = ProcessPoolExecutor(
            self._workers, mp_context=context, initializer=_begin, initargs=(theirs, self._workers)
        )

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        with _uninterrupted():
            try:
                return self._pool.submit(fn, *args, **kwargs)
            except BrokenExecutor:
                self.abandon()
                self._start()
                return self._pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - the signature of Executor
        self._pool.shutdown(wait, cancel_futures=cancel_futures)

    def abandon(self) -> None:
        """End the processes, whatever they are doing."""
        self._leash.close()
        self._pool.shutdown(cancel_futures=True)
        self._held.close()


def _begin(leash: Connection, workers: int) -> None:
    """Prepare a worker: it leaves Ctrl-C to its parent, and takes its share of the cores."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault(THREADS, str(max(1, threads() // workers)))
    threading.Thread(target=_leave_when_loose, args=(leash,), daemon=True).start()


def _leave_when_loose(leash: Connection) -> None:
    from multiprocessing import connection

    connection.wait([leash])
    os._exit(1)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Put off Ctrl-C while processes start, and keep it from those that are starting."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
