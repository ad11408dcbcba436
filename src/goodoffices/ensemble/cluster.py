"""A Dask cluster as a crew: workers on other machines, behind the same interface.

The cluster's scheduler looks after workers that die or join. The job travels once, as a task that
the scheduler repeats where its result was lost, and chunks name it.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any

from goodoffices.ensemble.crews import PER_WORKER, Crew, run_pickled
from goodoffices.ensemble.job import Job
from goodoffices.errors import MissingExtraError, RequestError

PATIENCE = 10.0
"""Seconds that the scheduler, and at least one worker, have to answer."""

LEAST_ROOM = 256
"""Chunks handed out to few workers, too: batch systems start them one after another."""

_Client = Any
"""A ``distributed.Client``, much of which has no types."""

_ADDRESS = re.compile(r"(tcp|tls)://[^\s/]+:\d{1,5}/?")
_PACKAGE = "goodoffices"


@contextmanager
def cluster(job: Job, address: str) -> Iterator[Crew]:
    """Work on the cluster whose scheduler is at an address.

    Raises
    ------
    MissingExtraError
        ``distributed`` is not installed.
    RequestError
        The address is none, nothing answers there, there are no workers, their goodoffices is
        another one than this, the connection was lost, or a chunk killed its workers.
    """
    client = _connect(address)
    try:
        _check_workers(client, address)
        executor = client.get_executor(pure=False)
        room = max(PER_WORKER * sum(client.nthreads().values()), LEAST_ROOM)
        with _failures_told(address):
            yield Crew(executor, run_pickled, _sent(client, job), room)
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
        return library.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise RequestError(
            f"no Dask scheduler answers at {address}; is it running, and is the port open?"
        ) from error


def _check_workers(client: _Client, address: str) -> None:
    """Refuse a cluster without workers, or with a worker that has another goodoffices."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        found = client.run(version, _PACKAGE, on_error="return", callback_timeout=PATIENCE)
    except TimeoutError as error:
        raise RequestError(
            f"the scheduler at {address} has no worker that answers; start some with: "
            f"dask worker {address}"
        ) from error
    for worker, installed in found.items():
        if isinstance(installed, BaseException):
            raise _lacking(f"the worker at {worker}", "has no goodoffices") from installed
        if installed != version("goodoffices"):
            raise _lacking(f"the worker at {worker}", f"has goodoffices {installed}")


def _lacking(who: str, found: str) -> RequestError:
    return RequestError(
        f"{who} {found}; install goodoffices {version('goodoffices')}, the version used here, on "
        "every worker"
    )


def _sent(client: _Client, job: Job) -> object:
    """Send the job once; whatever its size, as it does travel once only."""
    import dask

    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TB"}):
        return client.submit(bytes, pickle.dumps(job), pure=False)


@contextmanager
def _failures_told(address: str) -> Iterator[None]:
    from distributed import KilledWorker

    try:
        yield
    except KilledWorker as error:
        raise RequestError(
            "a chunk of work was given up after several workers that had it died; perhaps they "
            "have too little memory: take fewer workers a machine"
        ) from error
    except CancelledError as error:
        raise RequestError(
            f"the connection to the scheduler at {address} was lost; is it still running?"
        ) from error
    except ImportError as error:
        raise _lacking("a worker", f"cannot import {error.name or error}") from error
