"""A Dask cluster on this machine: two workers that are processes, and what may go wrong."""

import os
import pkgutil
import platform
import signal
import sys
from collections.abc import Iterator
from importlib import metadata
from typing import Any

import distributed
import pytest

import goodoffices
from goodoffices.ensemble.probability_map import probability_map
from goodoffices.ensemble.sample import sample
from goodoffices.ensemble.sensitivity import sensitivity
from goodoffices.errors import MissingExtraError, RequestError
from goodoffices.files.conflict_from import conflict_from_text
from goodoffices.runs import cluster as crew
from goodoffices.runs.execute import execute
from goodoffices.runs.job import Arrays
from goodoffices.runs.versions import here
from tests.cli.test_sensitivity import UNCERTAIN
from tests.ensemble.fakes import Draws, by_hand, in_bytes

Cluster = Any
"""A ``distributed.LocalCluster``, much of which has no types."""

DISTRIBUTED: Any = distributed
OURS, HERE, NUMBA = goodoffices.__version__, platform.python_version(), metadata.version("numba")
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


def test_what_decides_and_a_map_are_found_there_too(cluster: Cluster) -> None:
    ensemble = sample(conflict_from_text(UNCERTAIN, "a test"), 64)
    there = cluster.scheduler_address
    found = [
        (
            sensitivity(ensemble, outcome="YNN", scheduler=where).to_dict(),
            probability_map(ensemble, "A", "payment", 2, scheduler=where).to_dict(),
        )
        for where in (there, None)
    ]
    assert found[0] == found[1]


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
    ("about", "question", "message"),
    [
        (
            "goodoffices",
            (pkgutil.resolve_name, "goodofices:__version__"),
            f" no goodoffices that can be imported (here {OURS}); install the versions",
        ),
        ("goodoffices", (str, "0.0.7"), f" goodoffices 0.0.7 (here {OURS}); install the versions"),
        ("Python", (str, "3.11.99"), f" Python 3.11.99 (here {HERE}); install the versions"),
        ("numba", (metadata.version, "nmba"), f" no numba (here {NUMBA}); install the"),
    ],
)
def test_workers_need_the_same_versions(
    cluster: Cluster,
    monkeypatch: pytest.MonkeyPatch,
    about: str,
    question: tuple[object, ...],
    message: str,
) -> None:
    monkeypatch.setattr(crew, "_QUESTIONS", {**crew._QUESTIONS, about: question})  # noqa: SLF001 - a stub of the workers
    with pytest.raises(RequestError, match=r"^the workers? at tcp://.* ha(s|ve) ") as error:
        execute(Draws(), scheduler=cluster.scheduler_address)
    assert message in str(error.value)


def test_a_worker_that_joins_late_with_another_version_is_refused(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None of those asked differed; the one that computes does."""
    monkeypatch.setattr(crew, "_check_versions", lambda *_: None)
    monkeypatch.setattr(crew, "here", lambda: {**here(), "Python": "3.11.99"})
    with pytest.raises(RequestError, match=r"^the worker at tcp://") as error:
        execute(Draws(), scheduler=cluster.scheduler_address)
    assert f"has Python {HERE} (here 3.11.99); install the versions" in str(error.value)


def test_one_that_cannot_do_what_it_is_sent_is_asked_for_its_version(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker of another goodoffices joined late, which has no such function."""
    asked: list[int] = []
    check = crew._check_versions  # noqa: SLF001 - called again where work fails

    def first_passes(*its: Any) -> None:
        if asked:
            monkeypatch.setattr(crew, "here", lambda: {**here(), "goodoffices": "0.0.7"})
            check(*its)
        asked.append(1)

    monkeypatch.setattr(crew, "_check_versions", first_passes)
    with pytest.raises(
        RequestError, match=r"^the worker.* goodoffices .* \(here 0\.0\.7\); install"
    ):
        execute(Draws(wrong=3), scheduler=cluster.scheduler_address)


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
