"""What long work tells and hears: how far it is, and that it is to stop.

A token is set by anybody, and work looks at it now and then.

Work calls ``check`` where it may end. Whoever starts it decides what it looks at: ``with
using(stop):`` around the call, and ``stop.set()`` from any thread, a signal's included.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from goodoffices.errors import Stopped

Progress = Callable[[int, int], None]
"""Told by long work how much is done, and of how much."""
_STEPS = 1_000
_unfinished: set[Path] = set()


def span(progress: Progress | None, low: float, high: float) -> Progress | None:
    """Return what tells of a part of the work, from one share of the whole to another.

    Examples
    --------
    >>> told = []
    >>> from goodoffices.stopping import span
    >>> span(lambda done, of: told.append(done / of), 0.5, 1)(1, 4)
    >>> told
    [0.625]
    """
    if progress is None:
        return None
    return lambda done, of: progress(
        round((low + (high - low) * done / max(of, 1)) * _STEPS), _STEPS
    )


class Stop:
    """A token that is set once; work that looks at it ends with ``Stopped``.

    Examples
    --------
    >>> stop = Stop()
    >>> stop.set()
    >>> with using(stop):
    ...     check()
    Traceback (most recent call last):
    goodoffices.errors.Stopped: Interrupted before anything was done.
    """

    def __init__(self) -> None:
        self._event = threading.Event()

    def set(self) -> None:
        """Ask the work to end, from any thread."""
        self._event.set()

    @property
    def is_set(self) -> bool:
        """Whether the work is asked to end."""
        return self._event.is_set()

    def check(self) -> None:
        """Raise ``Stopped`` if the work is asked to end."""
        if self._event.is_set():
            raise Stopped


_current: ContextVar[Stop | None] = ContextVar("stop", default=None)


@contextmanager
def using(stop: Stop) -> Iterator[None]:
    """Have the work done inside, in this thread, look at this token."""
    before = _current.set(stop)
    try:
        yield
    finally:
        _current.reset(before)


@contextmanager
def finishing() -> Iterator[None]:
    """Let what is done inside come to its end, although the work was stopped."""
    with using(Stop()):
        yield


def check() -> None:
    """Raise ``Stopped`` if the work done here is asked to end."""
    stop = _current.get()
    if stop is not None:
        stop.check()


@contextmanager
def unfinished(path: Path) -> Iterator[None]:
    """Note a file, or a folder, that must not be left behind if the process leaves at once."""
    _unfinished.add(path)
    try:
        yield
    finally:
        _unfinished.discard(path)


def remove_unfinished() -> None:
    """Remove what is noted as unfinished."""
    import shutil

    for path in list(_unfinished):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
