"""A Dask cluster as a crew: workers on other machines, behind the same interface.

The cluster's scheduler looks after workers that die or join. The job travels once, as a task that
the scheduler repeats where its result was lost, and chunks name it.
"""

from __future__ import annotations

import pickle
import pkgutil
import re
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import Any

from goodoffices.errors import GoodOfficesError, MissingExtraError, RequestError
from goodoffices.runs.executors import PER_WORKER, Crew, run_pickled
from goodoffices.runs.job import Job

PATIENCE = 10.0
"""Seconds that the scheduler, and at least one worker, have to answer."""

LONELY = 120.0
"""Seconds after which a cluster whose workers have all left is given up."""

LEAST_ROOM = 256
"""Chunks handed out to few workers, too: batch systems start them one after another."""

_Client = Any
"""A ``distributed.Client``, much of which has no types."""

_ADDRESS = re.compile(r"(tcp|tls)://[^\s/]+:\d{1,5}/?")
_VERSION = "goodoffices:__version__"


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
        _check_versions(client, address)
        executor = client.get_executor(pure=False)
        room = max(PER_WORKER * sum(client.nthreads().values()), LEAST_ROOM)
        with _failures_told(address):
            sent = _sent(client, job)
            yield Crew(executor, run_pickled, sent, room, _Watch(client, address))
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


def _check_versions(client: _Client, address: str) -> None:
    """Refuse a cluster without workers, or with a machine that has another goodoffices.

    A worker that cannot import what it is sent would not say so: it would leave.
    """
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        found = client.run(
            pkgutil.resolve_name, _VERSION, on_error="return", callback_timeout=PATIENCE
        )
    except TimeoutError as error:
        raise RequestError(
            f"the scheduler at {address} has no worker that answers; start some with: "
            f"dask worker {address}"
        ) from error
    versions = {f"the worker at {worker}": version for worker, version in found.items()}
    scheduler = f"the scheduler at {address}"
    try:
        versions[scheduler] = client.run_on_scheduler(pkgutil.resolve_name, _VERSION)
    except ImportError as error:
        versions[scheduler] = error
    for who, version in versions.items():
        if isinstance(version, BaseException):
            raise _lacking(who, "cannot import goodoffices") from version
        if version != _ours():
            raise _lacking(who, f"has goodoffices {version}")


def _ours() -> str:
    return str(pkgutil.resolve_name("goodoffices:__version__"))


def _lacking(who: str, found: str) -> RequestError:
    return RequestError(
        f"{who} {found}; install goodoffices {_ours()}, the version used here, on every machine of "
        "the cluster"
    )


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
def _failures_told(address: str) -> Iterator[None]:
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
    except ImportError as error:
        raise _lacking("a worker", f"cannot import {error.name or error}") from error
