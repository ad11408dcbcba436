"""What draws pictures: the engine of Vega, in this process, or in one that was started ahead.

The engine takes half a second to start, in which nothing else runs in its process. A command that
ends in a picture has it start beside its own work.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import subprocess
import sys
from threading import Lock, Thread
from typing import IO, cast

from goodoffices.show.charts import vega
from goodoffices.show.charts.spec import Spec

_SERVE = vega.__file__


class Beside:
    """A process of its own that draws, and ends with this one."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter, and this module
            [sys.executable, _SERVE, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._one_at_a_time = Lock()
        atexit.register(self.end)

    def drawn(self, chart: Spec) -> tuple[Spec, str]:
        """Return what ``drawn`` does.

        Raises OSError or EOFError where the process has ended, ValueError where it was ended here.
        """
        asked = cast("IO[bytes]", self._process.stdin)
        with self._one_at_a_time:
            pickle.dump(chart, asked)
            asked.flush()
            told = pickle.load(cast("IO[bytes]", self._process.stdout))  # noqa: S301 - by ``vega.serve``
        version, svg = told
        return {"$schema": version, **chart}, svg

    def end(self) -> None:
        """End the process, whatever it is doing."""
        atexit.unregister(self.end)
        self._process.kill()
        with contextlib.suppress(OSError):  # what it was asked last may not have reached it
            self._process.communicate()


class Drawing(Thread):
    """A chart that a process beside this one is asked to draw, while this one goes on."""

    def __init__(self, engine: Beside, chart: Spec) -> None:
        super().__init__(name="goodoffices drawing", daemon=True)
        self._engine, self._chart = engine, chart
        self._answer: tuple[Spec, str] | None = None
        self.start()

    def run(self) -> None:
        """Ask, and wait for what is drawn."""
        with contextlib.suppress(OSError, EOFError, ValueError, pickle.PickleError):
            self._answer = self._engine.drawn(self._chart)

    def drawn(self) -> tuple[Spec, str]:
        """Return what ``drawn`` does; it is drawn here where that process has not."""
        self.join()
        if self._answer is None:
            self._engine.end()
            AHEAD.clear()
            return drawn(self._chart)
        return self._answer


AHEAD: list[Beside] = []
"""A process that was started ahead; none where there is no such process."""


def start_ahead() -> None:
    """Start a process that will draw, unless this one has an engine or there is no core for it.

    What that process cannot draw is drawn here.
    """
    has_one = AHEAD or "vl_convert" in sys.modules
    alone = (os.cpu_count() or 1) == 1 or getattr(sys, "frozen", False) or not sys.executable
    if not has_one and not alone:
        with contextlib.suppress(OSError):
            AHEAD.append(Beside())


def drawn(chart: Spec) -> tuple[Spec, str]:
    """Return a chart with the version of Vega-Lite that it is drawn by, and as SVG.

    Examples
    --------
    >>> from goodoffices.show.charts.engine import drawn
    >>> picture = go.graph(go.analyze(go.case("elmira-1991")))
    >>> chart, svg = drawn(picture.spec)
    >>> chart["description"] == picture.description, svg[:4]
    (True, '<svg')
    """
    begun = drawing(chart)
    if begun is not None:
        return begun.drawn()
    version, svg = vega.as_svg(chart)
    return {"$schema": version, **chart}, svg


def drawing(chart: Spec) -> Drawing | None:
    """Begin to draw a chart in the process that was started ahead; None where there is none."""
    return Drawing(AHEAD[0], chart) if AHEAD else None


def language_version(chart: Spec) -> str:
    """Return the version of Vega-Lite that a chart is drawn by: "6.1" of v6.1.0."""
    version = str(chart["$schema"]).rpartition("/v")[2].removesuffix(".json")
    return ".".join(version.split(".")[:2])
