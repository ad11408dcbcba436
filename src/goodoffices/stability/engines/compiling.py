"""Telling whoever waits that loops are being compiled, for seconds, the first time on a machine."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Told = Callable[[bool], object]
_told: list[Told] = []


@contextmanager
def telling(whom: Told) -> Iterator[None]:
    """Have ``whom`` called with True when compiling begins, and with False when it is done.

    The thread that compiles calls it. Loops whose machine code is cached are not compiled.
    """
    _told.append(whom)
    try:
        yield
    finally:
        _told.remove(whom)


@functools.cache
def listen() -> None:
    """Have Numba say what it compiles, from now on."""
    from numba.core import event

    under_way = 0  # a loop that calls others has them compiled in between

    def count(change: int) -> None:
        nonlocal under_way
        before, under_way = under_way, under_way + change
        if 0 in {before, under_way}:
            for whom in _told.copy():
                whom(under_way > 0)

    class Listener(event.Listener):
        def on_start(self, _: object) -> None:
            count(1)

        def on_end(self, _: object) -> None:
            count(-1)

    event.register("numba:compile", Listener())  # type: ignore[no-untyped-call]  # Numba's
