"""The engine that draws pictures: in this process, or in another that was started ahead.

It takes half a second to start, in which nothing else runs in its process. A command that ends in a
picture starts it beside its own work.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import signal
import subprocess
import sys
from typing import IO, Any, cast

Spec = dict[str, Any]

_SERVE = (
    "import sys; sys.path[:] = sys.argv[1:]; "
    "from goodoffices.show.charts.engine import serve; serve()"
)
_ANY: Spec = {"data": {"values": [{"x": 1}]}, "mark": "bar", "encoding": {"x": {"field": "x"}}}


class Beside:
    """An engine in a process of its own, which ends with this one."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter, and this module
            [sys.executable, "-c", _SERVE, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        atexit.register(self.end)

    def drawn(self, chart: Spec, version: str) -> str:
        """Return a chart as SVG; raises OSError or EOFError where the process has ended."""
        asked = cast("IO[bytes]", self._process.stdin)
        pickle.dump((chart, version), asked)
        asked.flush()
        return str(pickle.load(cast("IO[bytes]", self._process.stdout)))  # noqa: S301 - by ``serve``

    def end(self) -> None:
        """End the process, whatever it is doing."""
        atexit.unregister(self.end)
        self._process.kill()
        with contextlib.suppress(OSError):  # what it was asked last may not have reached it
            self._process.communicate()


AHEAD: list[Beside] = []
"""An engine that was started ahead and is not drawing; none where there is no such engine."""


def start_ahead() -> None:
    """Start an engine beside what this process goes on with, unless it has one or no core for it.

    What that engine cannot draw is drawn here.
    """
    has_one = AHEAD or "vl_convert" in sys.modules
    alone = (os.cpu_count() or 1) == 1 or getattr(sys, "frozen", False) or not sys.executable
    if not has_one and not alone:
        with contextlib.suppress(OSError):
            AHEAD.append(Beside())


def drawn(chart: Spec, version: str) -> str:
    """Return a chart as SVG.

    Parameters
    ----------
    chart
        A Vega-Lite specification.
    version
        Of Vega-Lite, such as "6.1".

    Examples
    --------
    >>> from goodoffices.show.charts.engine import drawn
    >>> rows = {"values": [{"x": 1}]}
    >>> drawn({"data": rows, "mark": "bar", "encoding": {"x": {"field": "x"}}}, "6.1")[:4]
    '<svg'
    """
    if AHEAD:
        engine = AHEAD.pop()  # put back once it has answered whole
        try:
            svg = engine.drawn(chart, version)
        except (OSError, EOFError, pickle.PickleError):
            engine.end()
        else:
            AHEAD.append(engine)
            return svg
    import vl_convert

    return str(vl_convert.vegalite_to_svg(chart, vl_version=version))


def serve() -> None:
    """Draw what is asked for on standard input, until that is closed; leave Ctrl-C to who asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with os.fdopen(os.dup(1), "wb") as answered:
        os.dup2(2, 1)  # whatever else is printed does not get between
        import vl_convert

        drawn(_ANY, vl_convert.get_vegalite_versions()[-1])  # starts it, with what Altair writes
        with contextlib.suppress(EOFError):
            while True:
                chart, version = pickle.load(sys.stdin.buffer)  # noqa: S301 - by ``Beside``
                pickle.dump(drawn(chart, version), answered)
                answered.flush()
