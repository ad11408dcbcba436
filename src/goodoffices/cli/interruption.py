"""Ctrl-C: the work is asked to end, and left at once where it does not.

A thread waits for the signal, so that neither a compiler nor a solver, in which Python hears
nothing, can hold it up. What is being imported is never torn in two by a ``KeyboardInterrupt``.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from goodoffices.stopping import Stop, remove_unfinished, using

INTERRUPTED = 130
GRACE = 1.5  # seconds
_told = threading.Event()
_advice = [""]


def begin() -> None:
    """Forget what an earlier command of this process told, and advised."""
    _told.clear()
    advise("")


def advise(how: str) -> None:
    """Note how what is done now can be gone on with, to be told if it has to be left."""
    _advice[0] = how


def was_told() -> bool:
    """Say whether it was told that the command is interrupted."""
    return _told.is_set()


def tell_once(line: str) -> bytes:
    """Return the line to be written; nothing where one was told of the interruption before."""
    if _told.is_set():
        return b""
    _told.set()
    return f"{line}\n".encode()


@contextmanager
def interruptible() -> Iterator[None]:
    """Have Ctrl-C stop what is done inside. Once more, or where it takes long, it is left."""
    stop = Stop()
    ours, theirs = os.pipe()
    os.set_blocking(theirs, False)
    threading.Thread(target=_listen, args=(ours, stop), daemon=True).start()
    if os.name == "posix":
        signal.signal(signal.SIGINT, _heard)
        signal.set_wakeup_fd(theirs, warn_on_full_buffer=False)
    else:
        signal.signal(signal.SIGINT, lambda *_: bool(os.write(theirs, bytes([signal.SIGINT]))))
    with using(stop):
        yield


def _heard(*_: object) -> None:
    """Do nothing: the thread that listens does."""


def _listen(pipe: int, stop: Stop) -> None:
    """Set the token at the first signal; leave at the second, or when time is over."""
    _wait_for_signal(pipe)
    stop.set()
    last = threading.Timer(GRACE, _leave)
    last.daemon = True
    last.start()
    _wait_for_signal(pipe)
    _leave()


def _wait_for_signal(pipe: int) -> None:
    while signal.SIGINT not in os.read(pipe, 1):
        pass


def _leave() -> None:
    """Leave at once, with nothing half-written, and a terminal as it was."""
    try:
        remove_unfinished()
        terminal = b"\r\x1b[K\x1b[?25h" if os.isatty(2) else b""
        os.write(2, terminal + tell_once(f"Interrupted{_advice[0] or '.'}"))
    finally:
        os._exit(INTERRUPTED)
