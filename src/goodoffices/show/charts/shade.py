"""A map of probabilities as a Vega-Lite chart: a panel per concept, the darker the likelier.

The shades run straight through the CIELAB space, so that equal steps look equal, in print as well;
on dark paper they run the other way, from dark to light. Lines at round probabilities say the same
without colour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.show.charts.heat import DARK, LIGHT, Frame, Row, framed, strokes, xy
from goodoffices.show.charts.looks import INK, percents
from goodoffices.show.language import say, say_as

if TYPE_CHECKING:
    import altair as alt

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


def draw_shades(shades: Shades) -> alt.ConcatChart:
    """Draw the panels side by side, in rows of three."""
    return framed(shades, [_panel(shades, panel) for panel in shades.panels])


def _panel(shades: Shades, panel: Shade) -> alt.LayerChart:
    import altair as alt

    layers = [_cells(shades, panel)]
    for dash, lines in zip(_DASHES, panel.lines.values(), strict=True):
        layers.append(strokes(shades, lines, LIGHT, 4.5))
        layers.append(strokes(shades, lines, DARK, 1.8, dash))
    layers += _labels(shades, panel)
    title = alt.TitleParams(text=panel.title, anchor="start", color=alt.ExprRef(INK), fontSize=13)
    return alt.LayerChart(layer=layers, width=shades.size, height=shades.size, title=title)


def _cells(shades: Shades, panel: Shade) -> alt.Chart:
    import altair as alt

    ends = [alt.ExprRef(_LEAST), alt.ExprRef(_MOST)]
    scale = alt.Scale(domain=[0, 1], range=ends, interpolate="lab")
    legend = alt.Legend(
        type="gradient",
        title=say("Probability"),
        labelExpr=percents(),
        direction="horizontal",
        gradientLength=220,
        values=list(_TICKS),
    )
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=list(panel.cells)))
        .mark_rect(opacity=1, aria=False)
        .encode(
            **xy(shades, ends=True),
            fill=alt.Fill("chance:Q", scale=scale, legend=legend),
            tooltip=[
                alt.Tooltip("what:N", title=say("Probability")),
                alt.Tooltip("where:N", title=say_as("a place", "At")),
            ],
        )
    )
    return chart


def _labels(shades: Shades, panel: Shade) -> list[alt.Chart]:
    """Texts on the lines, over a halo."""
    import altair as alt

    base = alt.Chart(alt.InlineData(values=list(panel.labels)))
    halo = base.mark_text(fontSize=11, aria=False, stroke=LIGHT, strokeWidth=4, color=LIGHT)
    text = base.mark_text(fontSize=11, aria=False, color=DARK)
    places = xy(shades, ends=False)
    return [layer.encode(**places, text=alt.Text("text:N")) for layer in (halo, text)]
