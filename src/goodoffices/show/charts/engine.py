"""What draws pictures: Altair and the engine of Vega, in this process, or in one started ahead.

The engine takes half a second to start, in which nothing else runs in its process, and Altair a
third. A command that ends in a picture has both start beside its own work; charts that are written
as Vega-Lite has them need no Altair.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from threading import Lock, Thread
from typing import IO, Any, cast

from goodoffices.errors import GoodOfficesError
from goodoffices.show.language import Language, speaking

Spec = dict[str, Any]
Making = Callable[[], Any]
"""Makes an Altair chart, or its specification."""
Chart = Spec | Making
"""A chart as Vega-Lite has it, or what makes it."""

_SERVE = (
    "import sys; sys.path[:] = sys.argv[2:]; "
    "from goodoffices.show.charts.engine import serve; serve(sys.argv[1])"
)
_SCHEMAS = "https://vega.github.io/schema/vega-lite"
_ANY: Spec = {"data": {"values": [{"x": 1}]}, "mark": "bar", "encoding": {"x": {"field": "x"}}}


class Beside:
    """A process of its own that draws, and ends with this one.

    Parameters
    ----------
    module
        What makes the charts, to be imported ahead with Altair; nothing where they come made.
    """

    def __init__(self, module: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter, and this module
            [sys.executable, "-c", _SERVE, module, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._one_at_a_time = Lock()
        atexit.register(self.end)

    def answer(self, request: bytes) -> tuple[Spec, str]:
        """Return what ``drawn`` does; raises OSError or EOFError where the process has ended."""
        asked = cast("IO[bytes]", self._process.stdin)
        with self._one_at_a_time:
            asked.write(request)
            asked.flush()
            answer: tuple[Spec, str] = pickle.load(cast("IO[bytes]", self._process.stdout))  # noqa: S301 - by ``serve``
        return answer

    def end(self) -> None:
        """End the process, whatever it is doing."""
        atexit.unregister(self.end)
        self._process.kill()
        with contextlib.suppress(OSError):  # what it was asked last may not have reached it
            self._process.communicate()


class Drawing(Thread):
    """A chart that a process beside this one is asked to draw, while this one goes on."""

    def __init__(self, engine: Beside, chart: Chart, language: Language) -> None:
        super().__init__(name="goodoffices drawing", daemon=True)
        self._engine, self._chart, self._language = engine, chart, language
        self._request = _asking(chart, language)
        self._answer: tuple[Spec, str] | None = None
        self.start()

    def run(self) -> None:
        """Ask, and wait for what is drawn."""
        with contextlib.suppress(OSError, EOFError, pickle.PickleError):
            self._answer = self._engine.answer(self._request)

    def drawn(self) -> tuple[Spec, str]:
        """Return what ``drawn`` does; it is drawn here where that process has not."""
        self.join()
        if self._answer is None:
            self._engine.end()
            AHEAD.clear()
            return drawn(self._chart, self._language)
        return self._answer


AHEAD: list[Beside] = []
"""A process that was started ahead; none where there is no such process."""


def start_ahead(module: str = "altair") -> None:
    """Start a process that will draw, unless this one has an engine or there is no core for it.

    What that process cannot draw is drawn here. The module is what ``Beside`` takes.
    """
    has_one = AHEAD or "vl_convert" in sys.modules
    alone = (os.cpu_count() or 1) == 1 or getattr(sys, "frozen", False) or not sys.executable
    if not has_one and not alone:
        with contextlib.suppress(OSError):
            AHEAD.append(Beside(module))


def drawn(chart: Chart, language: Language) -> tuple[Spec, str]:
    """Return a chart as a Vega-Lite specification, and as SVG.

    Parameters
    ----------
    chart
        The chart, or what makes it in the language that is spoken.
    language
        The language to speak.

    Examples
    --------
    >>> from goodoffices.show.charts.engine import drawn
    >>> from goodoffices.show.language import ENGLISH
    >>> picture = go.graph(go.analyze(go.case("elmira-1991")))
    >>> chart, svg = drawn(picture.made, ENGLISH)
    >>> chart["description"] == picture.description, svg[:4]
    (True, '<svg')
    """
    begun = drawing(chart, language)
    return begun.drawn() if begun else _drawn(_specified(chart, language))


def drawing(chart: Chart, language: Language) -> Drawing | None:
    """Begin to draw a chart in the process that was started ahead; None where there is none."""
    return Drawing(AHEAD[0], chart, language) if AHEAD else None


def language_version(chart: Spec) -> str:
    """Return the version of Vega-Lite that a chart is written in: "6.1" of v6.1.0."""
    version = str(chart["$schema"]).rpartition("/v")[2].removesuffix(".json")
    return ".".join(version.split(".")[:2])


def _specified(chart: Chart, language: Language | str) -> Spec:
    if isinstance(chart, dict):
        return chart
    with speaking(language):
        made = chart()
    specified: Spec = made if isinstance(made, dict) else made.to_dict(validate=False)
    return specified  # not validated: that is slow, and tests see to it


def _drawn(chart: Spec) -> tuple[Spec, str]:
    """Return a chart with the version of Vega-Lite that it is drawn by, and as SVG."""
    import vl_convert

    newest = vl_convert.get_vegalite_versions()[-1]
    versioned = {"$schema": f"{_SCHEMAS}/v{newest}.json", **chart}
    return versioned, str(
        vl_convert.vegalite_to_svg(versioned, vl_version=language_version(versioned))
    )


def _asking(chart: Chart, language: Language) -> bytes:
    """Write down what is to be drawn: how it is made, or what was made where that cannot be told.

    A language that was made by a caller is known to nobody else.
    """
    with (
        contextlib.suppress(pickle.PickleError, TypeError, AttributeError, GoodOfficesError),
        speaking(language.code) as known,
    ):
        if known is language:
            return pickle.dumps((chart, language.code))
    return pickle.dumps((_specified(chart, language), "en"))


def serve(module: str) -> None:
    """Draw what is asked for on standard input, until that is closed; leave Ctrl-C to who asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with os.fdopen(os.dup(1), "wb") as answered:
        os.dup2(2, 1)  # whatever else is printed does not get between
        import vl_convert

        newest = vl_convert.get_vegalite_versions()[-1]  # which Altair writes
        vl_convert.vegalite_to_svg(_ANY, vl_version=newest)  # starts the engine
        if module:
            import_module("altair")
            import_module(module)
        with contextlib.suppress(EOFError):
            while True:
                chart, code = pickle.load(sys.stdin.buffer)  # noqa: S301 - by ``Beside``
                pickle.dump(_drawn(_specified(chart, code)), answered)
                answered.flush()
