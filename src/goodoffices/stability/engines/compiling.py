"""What goes with compiling loops: loading them quickly, and telling whoever waits for it."""

from __future__ import annotations

import contextlib
import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Loop = Callable[..., Any]
Dispatcher = Any  # Numba's, which has no types
Told = Callable[[bool], object]
_KNOWN = (0, 68)  # the newest Numba whose loaded code is known to need nothing else
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


def made(source: Loop, prepare: Callable[[], object], *, inlined: bool) -> Dispatcher:
    """Return a loop as Numba has it, which comes from the cache without what only compiling needs.

    Before it looks there Numba registers all that it can compile, for a tenth of a second, and it
    does so again before it compiles. Machine code calls nothing of that but memory management.
    A cache that cannot be read is as good as empty; one that cannot be written is done without.

    Parameters
    ----------
    prepare
        Called before the loop is compiled.
    inlined
        Whether it becomes part of the loops that call it.
    """
    import numba
    from numba.core.runtime.nrt import rtsys

    try:
        dispatcher: Dispatcher = numba.njit(cache=True, nogil=True, forceinline=inlined)(source)
    except RuntimeError:  # no folder that Numba may write its cache to
        dispatcher = numba.njit(nogil=True, forceinline=inlined)(source)
    cache = dispatcher._cache  # noqa: SLF001 - what is kept of compiled loops has no other name
    look, keep = _or_nothing(cache.load_overload, cache), cache.save_overload
    quick = numba.version_info.short <= _KNOWN

    def load(signature: object, context: Dispatcher) -> object:
        if not quick:
            _leave_linear_algebra()
            prepare()
            return look(signature, context)
        rtsys.initialize(context)
        context.refresh = lambda: None
        try:
            found = look(signature, context)
        finally:
            del context.refresh
        if found is None:
            _leave_linear_algebra()
            prepare()
        return found

    def save(signature: object, compiled: object) -> None:
        with contextlib.suppress(OSError):
            keep(signature, compiled)

    cache.load_overload, cache.save_overload = load, save
    return dispatcher


def called(dispatcher: Dispatcher) -> Loop:
    """Return what calls a loop, and has the first machine code loaded without further ado.

    When Numba itself meets new types of arguments it looks for extensions of it among all that is
    installed, which it does again before it compiles.
    """

    def call(*arguments: object) -> object:
        if not dispatcher.overloads:
            dispatcher.compile(tuple(map(dispatcher.typeof_pyval, arguments)))
        return dispatcher(*arguments)

    return call


def _or_nothing(look: Callable[..., object], cache: Dispatcher) -> Callable[..., object]:
    """Have what looks into a cache find nothing where its files are damaged, and empty it then."""

    def found(*what: object) -> object:
        try:
            return look(*what)
        except Exception:  # noqa: BLE001 - as unpickling what a disk made of it can raise anything
            with contextlib.suppress(OSError):
                cache.flush()
            return None

    return found


@functools.cache
def _leave_linear_algebra() -> None:
    """Load what Numba compiles without SciPy's linear algebra, which none of the loops calls.

    As it loads its array functions Numba imports that to see whether it is there, for a third of a
    second. What compiles a product of matrices looks again by itself.
    """
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
