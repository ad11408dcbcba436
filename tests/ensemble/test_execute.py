"""One answer: here, in processes, and when processes die or the work is interrupted."""

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from goodoffices.errors import RequestError
from goodoffices.runs.execute import execute
from goodoffices.runs.executors import run_pickled
from goodoffices.runs.job import Arrays
from tests.ensemble.fakes import Draws, by_hand, in_bytes, tallied

JOB = Draws()
INSIDE = threading.Lock()


@pytest.mark.parametrize("workers", [1, 2])
def test_the_answer_does_not_depend_on_the_workers(workers: int) -> None:
    told: list[tuple[int, int]] = []
    came: dict[int, Arrays] = {}
    tally = execute(
        JOB,
        workers=workers,
        progress=lambda done, total: told.append((done, total)),
        on_chunk=lambda chunk, arrays: came.update({chunk: arrays}),
    )
    assert in_bytes(tally) == by_hand(JOB)
    assert tally.complete
    assert told == [(k, JOB.chunks) for k in range(JOB.chunks + 1)]
    assert sorted(came) == list(range(JOB.chunks))


@dataclass(frozen=True)
class Together(Draws):
    """Draws that are asked for several chunks at a time, and says in which way it was."""

    together = 4

    def run_together(self, chunks: Sequence[int]) -> list[Arrays]:
        ASKED.append([*chunks])
        return [self.run(chunk) for chunk in chunks]


ASKED: list[list[int]] = []


def test_small_chunks_are_handed_out_together_and_told_one_by_one() -> None:
    ASKED.clear()
    told: list[int] = []
    job = Together(chunks=13)
    tally = execute(job, begun=tallied(job, 2), progress=lambda done, _: told.append(done))
    assert in_bytes(tally) == by_hand(job)
    assert told == list(range(1, 14))
    assert ASKED == [[0], [1, 3, 4, 5], [6, 7, 8, 9], [10, 11, 12]]
    assert in_bytes(execute(job, workers=2)) == by_hand(job)


def test_chunks_that_are_done_are_not_computed_again() -> None:
    came: list[int] = []
    begun = tallied(JOB, 0, 3, 11)
    tally = execute(JOB, begun=begun, on_chunk=lambda chunk, _: came.append(chunk))
    assert in_bytes(tally) == by_hand(JOB)
    assert not {*came} & {0, 3, 11}
    one = Draws(wrong=0, chunks=1)
    assert execute(one, begun=tallied(Draws(chunks=1), 0)).complete


def test_a_worker_that_is_killed_loses_nothing() -> None:
    job = Draws(chunks=16, seconds=0.02)
    killed: list[int] = []

    def kill(chunk: int, _: Arrays) -> None:
        if chunk in {4, 9}:
            victim = multiprocessing.active_children()[0].pid
            assert victim is not None
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)

    tally = execute(job, workers=2, on_chunk=kill)
    assert in_bytes(tally) == by_hand(job)
    assert len({*killed}) == 2


def test_a_chunk_that_kills_every_worker_ends_with_a_message() -> None:
    with pytest.raises(RequestError, match="worker processes died 4 times") as error:
        execute(Draws(fatal=3), workers=2)
    assert "fewer workers" in str(error.value)
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_fault_of_the_job_is_raised_as_it_is(workers: int) -> None:
    with pytest.raises(ZeroDivisionError, match="a fault of the job"):
        execute(Draws(wrong=3), workers=workers)
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interruption_leaves_what_is_done(workers: int) -> None:
    def interrupt(done: int, _: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    job = Draws(seconds=0.01 if workers == 1 else 0.2)
    tally = execute(job, workers=workers, progress=interrupt)
    assert (tally.complete, tally.count, tally.samples) == (False, 4, 4 * job.size)
    assert not multiprocessing.active_children()
    rest = execute(job, begun=tallied(job, *tally.done))
    assert in_bytes(rest) == by_hand(job)


@dataclass(frozen=True)
class Alone:
    """Fails where two threads are in it at once."""

    chunks: int = 8
    kept = ()

    def run(self, chunk: int) -> Arrays:
        assert INSIDE.acquire(blocking=False)
        time.sleep(0.005)
        INSIDE.release()
        return {"chunk": np.array(chunk)}

    def describe(self) -> dict[str, Any]:
        return {}


def test_threads_of_one_worker_take_turns() -> None:
    """Compiled loops in threads may not be entered from two threads at once."""
    with ThreadPoolExecutor(4) as threads:
        jobs = [threads.submit(run_pickled, pickle.dumps(Alone()), [k]) for k in range(8)]
        assert [int(job.result()[0]["chunk"]) for job in jobs] == list(range(8))


SCRIPT = """
import signal, sys
from goodoffices.runs.execute import execute
from tests.ensemble.fakes import Draws

signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in what a shell runs behind

if __name__ == "__main__":
    job = Draws(chunks=200, seconds=0.05)
    told = lambda done, total: print("done", done, flush=True)
    tally = execute(job, workers=int(sys.argv[1]), progress=told)
    print("came to", tally.count, tally.complete, tally.samples == tally.count * job.size)
"""


def started(folder: Path, workers: int) -> subprocess.Popen[str]:
    (folder / "script.py").write_text(SCRIPT)
    return subprocess.Popen(
        [sys.executable, folder / "script.py", str(workers)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )


def read_until(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdout is not None
    while process.stdout.readline() != f"{line}\n":
        assert process.poll() is None


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_in_a_terminal_reaches_all_processes_and_is_quiet(
    tmp_path: Path, workers: int
) -> None:
    with started(tmp_path, workers) as process:
        read_until(process, "done 3")
        os.killpg(process.pid, signal.SIGINT)
        out, errors = process.communicate(timeout=10)
    last = out.splitlines()[-1].split()
    assert (last[:2], last[3:]) == (["came", "to"], ["False", "True"])
    assert 3 <= int(last[2]) < 200
    assert (process.returncode, errors) == (0, "")


def test_workers_do_not_outlive_a_parent_that_is_killed(tmp_path: Path) -> None:
    with started(tmp_path, 2) as process:
        read_until(process, "done 3")
        process.kill()
        process.communicate(timeout=5)  # waits for all who might still write, and so for workers


@pytest.mark.parametrize(
    ("workers", "scheduler", "message"),
    [
        (0, None, "0 workers; expected 1 or more"),
        (2, "tcp://127.0.0.1:8786", "give one of them"),
        (1, "127.0.0.1", "expected one such as tcp://host:8786"),
        (1, "tcp://127.0.0.1", "expected one such as tcp://host:8786"),
        (1, "http://127.0.0.1:80", "expected one such as tcp://host:8786"),
    ],
)
def test_requests_that_cannot_be_met(workers: int, scheduler: str | None, message: str) -> None:
    with pytest.raises(RequestError, match=message):
        execute(JOB, workers=workers, scheduler=scheduler)
