"""A Dask cluster as a crew: workers on other machines, behind the same interface.

The cluster's scheduler looks after workers that die or join. The job travels once, as a task that
the scheduler repeats where its result was lost, and chunks name it.
"""

from __future__ import annotations

import functools
import pickle
import pkgutil
import platform
import re
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from importlib import metadata
from typing import Any

from goodoffices.errors import GoodOfficesError, MissingExtraError, RequestError
from goodoffices.runs.executors import PER_WORKER, Crew, run_pickled
from goodoffices.runs.job import Arrays, Job
from goodoffices.runs.versions import LIBRARIES, OURS, PACKAGE, PYTHON, Versions, differences, here

PATIENCE = 10.0
"""Seconds that the scheduler, and at least one worker, have to answer."""

LONELY = 120.0
"""Seconds after which a cluster whose workers have all left is given up."""

LEAST_ROOM = 256
"""Chunks handed out to few workers, too: batch systems start them one after another."""

_Client = Any
"""A ``distributed.Client``, much of which has no types."""

_ADDRESS = re.compile(r"(tcp|tls)://[^\s/]+:\d{1,5}/?")
_QUESTIONS: Mapping[str, tuple[Any, ...]] = {
    PACKAGE: (pkgutil.resolve_name, OURS),
    PYTHON: (platform.python_version,),
    **{name: (metadata.version, name) for name in LIBRARIES},
}
"""By what is asked about: a function of every Python, and its arguments."""


@contextmanager
def cluster(job: Job, address: str) -> Iterator[Crew]:
    """Work on the cluster whose scheduler is at an address.

    Raises
    ------
    MissingExtraError
        ``distributed`` is not installed.
    RequestError
        The address is none, nothing answers there, there are no workers, one has another version
        of Python or of a library than this, the connection was lost, or a chunk killed its workers.
    """
    client = _connect(address)
    try:
        _check_versions(client, address)
        executor = client.get_executor(pure=False)
        room = max(PER_WORKER * sum(client.nthreads().values()), LEAST_ROOM)
        task = functools.partial(run_like, here())
        with _failures_told(client, address):
            sent = _sent(client, job)
            yield Crew(executor, task, sent, room, _Watch(client, address))
    finally:
        client.close(timeout=PATIENCE)


def _connect(address: str) -> _Client:
    if not _ADDRESS.fullmatch(address):
        raise RequestError(
            f"'{address}' is no address of a Dask scheduler; expected one such as tcp://host:8786"
        )
    try:
        import distributed
    except ImportError as error:
        raise MissingExtraError(
            'a cluster needs distributed: pip install "goodoffices[distributed]"'
        ) from error
    library: Any = distributed
    try:
        with warnings.catch_warnings():  # of versions that differ, which are refused or do no harm
            warnings.simplefilter("ignore", library.versions.VersionMismatchWarning)
            return library.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise RequestError(
            f"no Dask scheduler answers at {address}; is it running, and is the port open?"
        ) from error


def _check_versions(client: _Client, address: str) -> None:
    """Refuse a cluster without workers, or with a machine that has other versions than this one.

    Asked is by functions that every Python has: a worker that cannot import what it is sent would
    not say so, it would leave.
    """
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        told = {name: _asked(client, *question) for name, question in _QUESTIONS.items()}
    except TimeoutError as error:
        raise RequestError(
            f"the scheduler at {address} has no worker that answers; start some with: "
            f"dask worker {address}"
        ) from error
    theirs = {
        worker: {name: found[worker] for name, found in told.items() if worker in found}
        for worker in told[PACKAGE]
    }
    try:
        scheduler = str(client.run_on_scheduler(*_QUESTIONS[PACKAGE]))
    except (ImportError, AttributeError):
        scheduler = ""
    refused = differences(here(), theirs) or differences(
        here(), {address: {PACKAGE: scheduler}}, "scheduler"
    )
    if refused:
        raise RequestError(refused)


def _asked(client: _Client, question: Callable[..., object], *details: str) -> dict[str, str]:
    """Return what each worker answers; nothing where what is asked about cannot be imported.

    One that left meanwhile is left out: it computes nothing, or is asked again by ``run_like``.
    """
    found = client.run(question, *details, on_error="return", callback_timeout=PATIENCE)
    return {
        worker: "" if isinstance(answer, Exception) else str(answer)
        for worker, answer in found.items()
        if not isinstance(answer, OSError)
    }


def run_like(expected: Versions, job: bytes, chunks: Sequence[int]) -> list[Arrays]:
    """Compute chunks in a worker, which may have joined after all others were asked.

    Raises
    ------
    RequestError
        The worker has other versions than those expected.
    """
    from distributed import get_worker

    refused = differences(expected, {get_worker().address: here()})
    if refused:
        raise RequestError(refused)
    return run_pickled(job, chunks)


class _Watch:
    """Gives up where a cluster is left without workers for long."""

    def __init__(self, client: _Client, address: str) -> None:
        self._client = client
        self._address = address
        self._seen = time.monotonic()

    def __call__(self) -> None:
        if self._client.status != "running" or self._client.nthreads():
            self._seen = time.monotonic()
        elif time.monotonic() > self._seen + LONELY:
            raise RequestError(
                f"the scheduler at {self._address} has had no workers for {LONELY:.0f} seconds; "
                f"start some with: dask worker {self._address}"
            )


def _sent(client: _Client, job: Job) -> object:
    """Send the job once; whatever its size, as it does travel once only."""
    import dask

    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TB"}):
        return client.submit(bytes, pickle.dumps(job), pure=False)


@contextmanager
def _failures_told(client: _Client, address: str) -> Iterator[None]:
    """Say why work failed, also where that is a worker that joined late, with other versions."""
    from distributed import KilledWorker

    try:
        yield
    except GoodOfficesError:
        raise
    except KilledWorker as error:
        raise RequestError(
            "a chunk of work was given up after several workers that had it died; perhaps they "
            "have too little memory: take fewer workers a machine"
        ) from error
    except CancelledError as error:
        raise RequestError(
            f"the connection to the scheduler at {address} was lost; is it still running?"
        ) from error
    except Exception:  # whatever other versions made of it: told as such, or raised as it is
        _check_versions(client, address)
        raise
