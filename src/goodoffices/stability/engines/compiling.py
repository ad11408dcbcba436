"""What goes with compiling loops: loading Numba quickly, and telling whoever waits for it."""

from __future__ import annotations

import functools
import sys
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
def load() -> None:
    """Import Numba, without SciPy's linear algebra, which none of the loops calls.

    As it loads its array functions Numba imports that to see whether it is there, for a third of a
    second. What compiles a product of matrices looks again by itself.
    """
    import numba  # noqa: F401 - loaded for later
    from numba.np import linalg

    look = getattr(linalg, "ensure_blas", None)
    if look is None or "numba.np.arraymath" in sys.modules:
        return
    linalg.ensure_blas = lambda: None
    try:
        from numba.np import arraymath

        vars(arraymath)["ensure_blas"] = look
    finally:
        linalg.ensure_blas = look


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
