"""Having loops run in a form that the test chooses, whatever the process has compiled before."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from goodoffices.stability.engines import compiled

FORMS = ("plain", "compiled", "in threads")


@contextmanager
def running(form: str) -> Iterator[None]:
    """Have every loop run as plain Python, compiled, or compiled and in threads."""
    with pytest.MonkeyPatch.context() as patch:
        taken = "python" if form == "plain" else "compiled"
        patch.setattr(compiled.Kernel, "for_size", lambda kernel, _: getattr(kernel, taken))
        patch.setattr(compiled, "PARALLEL_FROM", 0 if form == "in threads" else 2**62)
        yield
