"""One source for small and large: the same loop runs as Python, or compiled when that pays."""

from __future__ import annotations

import contextvars
import functools
import itertools
import os
import threading
import types
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from numpy.typing import NDArray

from goodoffices import stopping
from goodoffices.stability.engines import compiling
from goodoffices.stability.engines.compiling import Dispatcher

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

COMPILE_FROM = 2048
PARALLEL_FROM = 1 << 16
THREADS = "GOODOFFICES_THREADS"
T = TypeVar("T")
_this_thread = threading.local()
_PARTS = 4  # per thread, so that none waits long for another


class Kernel:
    """A loop over arrays that can run uncompiled or compiled by Numba.

    Numba is imported, and the loop compiled, the first time that a problem is large enough; the
    machine code is cached on disk between processes where that is possible. Loops that tell by
    ``ran`` that they were run take it for small problems as well from then on.
    """

    def __init__(
        self, function: Callable[..., Any], *, vectors: bool = False, inlined: bool = False
    ) -> None:
        self.python = function
        self.__doc__ = function.__doc__
        self._vectors, self._inlined = vectors, inlined
        self._loaded = False

    @classmethod
    def over_lanes(cls, function: Callable[..., Any]) -> Kernel:
        """Make a kernel whose equal neighbouring operations are done by one instruction."""
        return cls(function, vectors=True)

    @classmethod
    def inside(cls, function: Callable[..., Any]) -> Kernel:
        """Make a kernel that becomes part of the loops that call it, as handing arrays over costs.

        Seven or nine numbers are handed over for each array, and more so than short loops take.
        """
        return cls(function, inlined=True)

    @functools.cached_property
    def compiled(self) -> Callable[..., Any]:
        """The loop as machine code, free of Python's global lock; as it is where Numba is off."""
        import numba

        if numba.config.DISABLE_JIT:  # type: ignore[attr-defined]  # settings come at run time
            return self.python
        called = _with_vectors if self._vectors else compiling.called
        return called(self.dispatcher)

    @functools.cached_property
    def dispatcher(self) -> Dispatcher:
        """The loop as Numba has it, to be called from other loops."""
        compiling.listen()
        names = {**self.python.__globals__}
        source = types.FunctionType(self.python.__code__, names, self.python.__name__)
        return compiling.made(source, lambda: names.update(self._called()), inlined=self._inlined)

    def _called(self) -> dict[str, Dispatcher]:
        """Return the kernels that it calls, by name, in their compiled forms."""
        names = self.python.__globals__
        called = {name: names.get(name) for name in self.python.__code__.co_names}
        return {name: k.dispatcher for name, k in called.items() if isinstance(k, Kernel)}

    def __call__(self, *arguments: object) -> Any:  # noqa: ANN401 - what it returns
        """Run the loop uncompiled; how one kernel calls another."""
        return self.python(*arguments)

    def for_size(self, size: int) -> Callable[..., Any]:
        """Return the form that suits arrays of ``size`` entries."""
        return self.compiled if self._loaded or size >= COMPILE_FROM else self.python

    def ran(self, size: int) -> None:
        """Note that it ran at a size; once compiled, it is taken so at every size from then on.

        For loops that are always given arrays of the same types: others would be compiled anew.
        """
        if size >= COMPILE_FROM:
            self._loaded = True


def _with_vectors(dispatcher: Dispatcher) -> Callable[..., Any]:
    """Compile a loop with LLVM's superword vectorizer, which Numba leaves out unless told.

    It makes one instruction of what is written out for eight lanes: loops over lanes took a fifth
    of the time. Numba's setting is for the whole process, so it is changed only while it compiles.
    """
    import numba
    from numba.core import compiler_lock

    settings: Any = numba.config

    @functools.wraps(dispatcher.py_func)
    def call(*arguments: NDArray[Any] | int) -> object:
        signature = tuple(map(numba.typeof, arguments))
        if signature not in dispatcher.overloads:
            with compiler_lock.global_compiler_lock:
                before = settings.SLP_VECTORIZE
                settings.SLP_VECTORIZE = 1
                try:
                    dispatcher.compile(signature)
                finally:
                    settings.SLP_VECTORIZE = before
        return dispatcher(*arguments)

    return call


def over_lines(kernel: Kernel, size: int, lines: int, *arrays: NDArray[Any] | int) -> bool:
    """Run ``kernel(*arrays, first, last)`` over all lines, in threads where the arrays are large.

    Returns
    -------
    bool
        Whether any part of the work reported a change.
    """
    stopping.check()
    function = kernel.for_size(size)
    if size >= PARALLEL_FROM:
        return any(in_threads(function, [(*arrays, *part) for part in shares(lines)]))
    fell = function(*arrays, 0, lines)
    kernel.ran(size)
    return bool(fell)


def shares(count: int) -> list[tuple[int, int]]:
    """Divide pieces of work for the threads: (first, beyond the last) of each share."""
    many = threads()
    parts = max(1, min(_PARTS * many if many > 1 else 1, count))
    return list(itertools.pairwise(count * k // parts for k in range(parts + 1)))


def in_threads(function: Callable[..., Any], jobs: Sequence[tuple[Any, ...]]) -> list[Any]:
    """Call ``function`` with each job's arguments, at once where there are several.

    In work that is itself done ``beside`` other work they come one after another.
    """
    if len(jobs) == 1 or getattr(_this_thread, "in_pool", False):
        return [function(*job) for job in jobs]
    return [job.result() for job in [_pool().submit(function, *job) for job in jobs]]


def beside(function: Callable[..., T], *arguments: object) -> Future[T]:
    """Have a function called in one of the threads of loops; it stops when this thread's work does.

    What it computes should be in loops, or in NumPy: Python itself runs in one thread at a time.
    """
    return _pool().submit(contextvars.copy_context().run, function, *arguments)


def threads() -> int:
    """Return how many threads a large loop may use: as the environment says, or one per core."""
    wanted = os.environ.get(THREADS, "")
    if wanted.isdecimal() and int(wanted):
        return int(wanted)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@functools.lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    from concurrent.futures import ThreadPoolExecutor

    def begin() -> None:
        _this_thread.in_pool = True

    return ThreadPoolExecutor(threads(), thread_name_prefix="goodoffices", initializer=begin)
