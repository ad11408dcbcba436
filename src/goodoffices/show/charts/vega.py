"""Vega's engine: draws a chart; and, where this file is run, what is asked for on standard input.

It is run as a file, and imports nothing of the package, so that the engine starts at once.
"""

from __future__ import annotations

import sys

if __name__ == "__main__":
    sys.path[:] = sys.argv[1:]

import contextlib
import os
import pickle
import signal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from goodoffices.show.charts.spec import Spec

_ANY: Spec = {"data": {"values": [{"x": 1}]}, "mark": "bar", "encoding": {"x": {"field": "x"}}}
_SCHEMAS = "https://vega.github.io/schema/vega-lite"


def as_svg(chart: Spec) -> tuple[str, str]:
    """Return the version of Vega-Lite that a chart is drawn by, as charts have it, and SVG."""
    import vl_convert

    newest = vl_convert.get_vegalite_versions()[-1]
    return f"{_SCHEMAS}/v{newest}.json", str(vl_convert.vegalite_to_svg(chart, vl_version=newest))


def serve() -> None:
    """Draw what is asked for on standard input, until that is closed; leave Ctrl-C to who asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with os.fdopen(os.dup(1), "wb") as answered:
        os.dup2(2, 1)  # whatever else is printed does not get between
        as_svg(_ANY)  # starts the engine
        with contextlib.suppress(EOFError):
            while True:
                chart = pickle.load(sys.stdin.buffer)  # noqa: S301 - by who started this process
                pickle.dump(as_svg(chart), answered)
                answered.flush()


if __name__ == "__main__":
    serve()
