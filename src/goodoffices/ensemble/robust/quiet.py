"""HiGHS without the lines that it prints on standard output whatever it is told.

Its integer solver writes now and then what it is about to try, past Python, to the process's own
output, where an answer in JSON may be going.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from collections.abc import Iterator
from typing import Any

_OUTPUT = 1


def milp(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - what SciPy takes and gives
    """Call ``scipy.optimize.milp`` with the process's standard output closed to it."""
    from scipy.optimize import milp as solve

    with _silence():
        return solve(*arguments, **options)


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Send what is written to standard output, by this process, nowhere."""
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
    try:
        kept = os.dup(_OUTPUT)
    except OSError:  # there is no standard output
        yield
        return
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, _OUTPUT)
        yield
    finally:
        _flush()
        os.dup2(kept, _OUTPUT)
        os.close(kept)
        os.close(nothing)


def _flush() -> None:
    """Write out what C has not written yet, while it still goes nowhere."""
    with contextlib.suppress(OSError, TypeError, AttributeError):
        ctypes.CDLL(None).fflush(None)
