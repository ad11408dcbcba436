"""A Dask cluster on this machine: two workers that are processes, and what may go wrong."""

import os
import signal
import sys
from collections.abc import Iterator
from typing import Any

import distributed
import pytest

from goodoffices.errors import MissingExtraError, RequestError
from goodoffices.runs import cluster as crew
from goodoffices.runs.execute import execute
from goodoffices.runs.job import Arrays
from tests.ensemble.fakes import Draws, by_hand, in_bytes

Cluster = Any
"""A ``distributed.LocalCluster``, much of which has no types."""

DISTRIBUTED: Any = distributed
NOBODY = "tcp://127.0.0.1:1"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with DISTRIBUTED.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        dashboard_address="127.0.0.1:0",
        host="127.0.0.1",
    ) as found:
        yield found


def test_a_cluster_gives_the_same_answer(cluster: Cluster) -> None:
    job = Draws()
    assert in_bytes(execute(job, scheduler=cluster.scheduler_address)) == by_hand(job)


def test_a_worker_that_is_killed_loses_nothing(cluster: Cluster) -> None:
    job = Draws(chunks=20, seconds=0.02)
    killed: list[int] = []

    def kill(_: int, __: Arrays) -> None:
        if not killed:
            killed.append(cluster.workers[0].process.process.pid)
            os.kill(killed[0], signal.SIGKILL)

    tally = execute(job, scheduler=cluster.scheduler_address, on_chunk=kill)
    assert in_bytes(tally) == by_hand(job)
    assert killed


def test_an_interruption_leaves_what_is_done(cluster: Cluster) -> None:
    def interrupt(done: int, _: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    job = Draws(seconds=0.02)
    tally = execute(job, scheduler=cluster.scheduler_address, progress=interrupt)
    assert (tally.complete, tally.count, tally.samples) == (False, 2, 2 * job.size)


def test_a_fault_of_the_job_is_raised_as_it_is(cluster: Cluster) -> None:
    with pytest.raises(ZeroDivisionError, match="a fault of the job"):
        execute(Draws(wrong=3), scheduler=cluster.scheduler_address)


def test_a_chunk_that_kills_every_worker_ends_with_a_message(cluster: Cluster) -> None:
    with pytest.raises(RequestError, match="several workers that had it died"):
        execute(Draws(fatal=1, chunks=2), scheduler=cluster.scheduler_address)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("goodofices:__version__", "the worker at .* cannot import goodoffices"),
        ("numpy:__version__", "the worker at .* has goodoffices "),
    ],
)
def test_workers_need_the_same_goodoffices(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch, name: str, message: str
) -> None:
    monkeypatch.setattr(crew, "_VERSION", name)
    with pytest.raises(RequestError, match=message):
        execute(Draws(), scheduler=cluster.scheduler_address)


def test_a_cluster_whose_workers_left_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "LONELY", 0.5)
    with DISTRIBUTED.LocalCluster(
        n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0", host="127.0.0.1"
    ) as leaving:

        def leave(done: int, _: int) -> None:
            if done == 1:
                leaving.scale(0)

        with pytest.raises(RequestError, match="has had no workers for"):
            execute(Draws(seconds=0.2), scheduler=leaving.scheduler_address, progress=leave)


def test_a_scheduler_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "PATIENCE", 0.5)
    with pytest.raises(RequestError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:1;"):
        execute(Draws(), scheduler=NOBODY)


def test_a_scheduler_without_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "PATIENCE", 0.5)
    with (
        DISTRIBUTED.LocalCluster(
            n_workers=0, dashboard_address="127.0.0.1:0", host="127.0.0.1"
        ) as empty,
        pytest.raises(RequestError, match="no worker that answers"),
    ):
        execute(Draws(), scheduler=empty.scheduler_address)


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtraError, match=r"goodoffices\[distributed\]"):
        execute(Draws(), scheduler=NOBODY)
