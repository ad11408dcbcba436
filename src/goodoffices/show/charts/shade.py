"""A map of probabilities as a Vega-Lite chart: a panel per concept, the darker the likelier.

The shades run straight through the CIELAB space, so that equal steps look equal, in print as well;
on dark paper they run the other way, from dark to light. Lines at round probabilities say the same
without colour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goodoffices.show.charts.heat import DARK, LIGHT, Frame, framed, panelled, strokes, xy
from goodoffices.show.charts.looks import percents
from goodoffices.show.charts.spec import Row, Spec, layer, measured, named, written
from goodoffices.show.language import say, say_as

_LEAST = "(dark ? '#1E252D' : '#F3F6F9')"
_MOST = "(dark ? '#A6DBFF' : '#08306B')"
_TICKS = (0, 0.25, 0.5, 0.75, 1)
_DASHES = ((6, 4), (1, 0))


@dataclass(frozen=True)
class Shade:
    """One concept.

    Attributes
    ----------
    cells
        Rows with ``x``, ``x2``, ``y``, ``y2``, ``chance`` and, in words, ``what`` and ``where``.
    lines
        Per probability rows with ``x``, ``x2``, ``y`` and ``y2``, straight pieces of its line.
    labels
        Rows with ``x``, ``y`` and ``text``.
    """

    title: str
    cells: Sequence[Row]
    lines: Mapping[float, Sequence[Row]]
    labels: Sequence[Row]


@dataclass(frozen=True)
class Shades(Frame):
    """What is drawn, as plain rows."""

    panels: Sequence[Shade]


def draw_shades(shades: Shades) -> Spec:
    """Draw the panels side by side, in rows of three."""
    return framed(shades, [_panel(shades, panel) for panel in shades.panels])


def _panel(shades: Shades, panel: Shade) -> Spec:
    layers = [_cells(shades, panel)]
    for dash, lines in zip(_DASHES, panel.lines.values(), strict=True):
        layers.append(strokes(shades, lines, LIGHT, 4.5))
        layers.append(strokes(shades, lines, DARK, 1.8, dash))
    layers += _labels(shades, panel)
    return panelled(shades, panel.title, layers)


def _cells(shades: Shades, panel: Shade) -> Spec:
    ends = [written(_LEAST), written(_MOST)]
    scale = {"domain": [0, 1], "range": ends, "interpolate": "lab"}
    legend = {
        "type": "gradient",
        "title": say("Probability"),
        "labelExpr": percents(),
        "direction": "horizontal",
        "gradientLength": 220,
        "values": list(_TICKS),
    }
    encoding = {
        **xy(shades, ends=True),
        "fill": measured("chance", scale=scale, legend=legend),
        "tooltip": [
            named("what", title=say("Probability")),
            named("where", title=say_as("a place", "At")),
        ],
    }
    return layer(panel.cells, {"type": "rect", "opacity": 1, "aria": False}, encoding)


def _labels(shades: Shades, panel: Shade) -> list[Spec]:
    """Texts on the lines, over a halo."""
    mark = {"type": "text", "fontSize": 11, "aria": False}
    halo = {**mark, "stroke": LIGHT, "strokeWidth": 4, "color": LIGHT}
    encoding = {**xy(shades, ends=False), "text": named("text")}
    return [layer(panel.labels, looks, encoding) for looks in (halo, {**mark, "color": DARK})]
