"""The pressure map as a Vega-Lite chart: a panel per concept, coloured by what holds where.

The colours differ in lightness as well as in hue, the region where a settlement holds and is
accepted has a line around it, and states are named in the regions: no reader depends on colours.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.show.charts.looks import (
    INK,
    MUTED,
    PAPER,
    axes,
    legends,
    literal,
    percents,
    surface,
    title_of,
)
from goodoffices.show.charts.rows import shared_rows
from goodoffices.show.language import message, say, say_as

if TYPE_CHECKING:
    import altair as alt

Row = dict[str, Any]

AGREED = message("a settlement holds, and is accepted")
SETTLED = message("a settlement holds, but is not accepted")
OTHERS = message("no settlement holds")
NOTHING = message("no state holds")
KINDS = (AGREED, SETTLED, OTHERS, NOTHING)
COLUMNS = 3
_TITLE = 46

_COLOURS = {AGREED: "#0072B2", SETTLED: "#8CC8E8", OTHERS: "#F0E2BC"}
DARK, LIGHT = "#1B1F24", "#FFFFFF"


@dataclass(frozen=True)
class Panel:
    """One concept.

    Attributes
    ----------
    regions
        Rows with ``x``, ``x2``, ``y``, ``y2``, ``kind`` as it is said and ``what``, the states
        that hold, and ``where`` and ``spoken``, the same with its place.
    borders
        Rows with ``x``, ``x2``, ``y`` and ``y2``: lines around the settlement region.
    seams
        The same between regions of any two kinds.
    labels
        Rows with ``x``, ``y``, ``text`` and ``kind``.
    point
        ``x``, ``y`` and ``what`` of the plan's point, if it is marked.
    """

    title: str
    regions: Sequence[Row]
    borders: Sequence[Row]
    seams: Sequence[Row]
    labels: Sequence[Row]
    point: Row | None


@dataclass(frozen=True)
class Scale:
    """An axis: its title, its end, and whether its values are shares of a limit."""

    title: str
    end: float
    share: bool


@dataclass(frozen=True)
class Frame:
    """What maps have in common.

    Attributes
    ----------
    size
        Width and height of a panel in pixels.
    """

    title: Sequence[str]
    subtitle: Sequence[str]
    description: str
    x: Scale
    y: Scale
    size: int


@dataclass(frozen=True)
class Heat(Frame):
    """What is drawn, as plain rows.

    Attributes
    ----------
    kinds
        Those that occur.
    """

    panels: Sequence[Panel]
    kinds: Sequence[str]


def draw_heat(heat: Heat) -> alt.ConcatChart:
    """Draw the panels side by side, in rows of three."""
    return framed(heat, [_panel(heat, panel) for panel in heat.panels])


def framed(frame: Frame, panels: Sequence[alt.LayerChart]) -> alt.ConcatChart:
    """Put panels side by side, in rows of three, below the heading."""
    import altair as alt

    axis = axes(grid=False)
    legend = legends(
        labelLimit=260,
        orient="bottom",
        direction="horizontal",
        columns=2 if len(panels) == 1 else 4,
    )
    title = title_of(frame.title, frame.subtitle)
    return alt.ConcatChart(
        concat=list(panels),
        columns=COLUMNS,
        title=title,
        description=frame.description,
        **surface(axis=axis, legend=legend),
    )


def _panel(heat: Heat, panel: Panel) -> alt.LayerChart:
    import altair as alt

    layers = [_regions(heat, panel), *_borders(heat, panel), _labels(heat, panel)]
    if panel.point is not None:
        layers.append(_point(heat, panel.point))
    title = alt.TitleParams(text=panel.title, anchor="start", color=alt.ExprRef(INK), fontSize=13)
    return alt.LayerChart(layer=layers, width=heat.size, height=heat.size, title=title)


def xy(frame: Frame, *, ends: bool) -> dict[str, Any]:
    """Return the encodings of places; ``ends`` for marks that reach to x2 and y2."""
    import altair as alt

    def axis(scale: Scale) -> dict[str, Any]:
        return {
            "type": "quantitative",
            "scale": alt.Scale(domain=[0, scale.end], nice=False, zero=True),
            "axis": alt.Axis(
                title=textwrap.wrap(scale.title, _TITLE) or "",
                labelExpr=percents() if scale.share else alt.Undefined,
                format=alt.Undefined if scale.share else ".3~g",
                tickCount=5,
                titleLimit=frame.size,
            ),
        }

    across, upwards = alt.X("x", **axis(frame.x)), alt.Y("y", **axis(frame.y))
    place: dict[str, Any] = {"x": across, "y": upwards}
    return place | {"x2": alt.X2("x2"), "y2": alt.Y2("y2")} if ends else place


def _regions(heat: Heat, panel: Panel) -> alt.Chart:
    import altair as alt

    colours = [_COLOURS.get(kind, alt.ExprRef(PAPER)) for kind in heat.kinds]
    scale = alt.Scale(domain=list(map(say, heat.kinds)), range=colours)
    edge = alt.Undefined if NOTHING not in heat.kinds else alt.ExprRef(MUTED)
    legend = alt.Legend(title=None, symbolType="square", symbolSize=220, symbolStrokeColor=edge)
    values = shared_rows(panel.regions)
    chart: alt.Chart = (
        alt.Chart(values)
        .mark_area(strokeWidth=1.5, opacity=1)
        .encode(
            **xy(heat, ends=False),
            y2=alt.Y2("y2"),
            detail=alt.Detail("piece:N"),
            fill=alt.Fill("kind:N", scale=scale, legend=legend),
            stroke=alt.Stroke("kind:N", scale=scale, legend=legend),
            tooltip=[
                alt.Tooltip("what:N", title=say("Equilibria")),
                alt.Tooltip("kind:N", title=say_as("then what", "So")),
                alt.Tooltip("where:N", title=say("From")),
            ],
            description=alt.Description("spoken:N"),
        )
    )
    return chart


def _borders(heat: Heat, panel: Panel) -> list[alt.Chart]:
    """Lines around the settlement region, with a halo that keeps them apart from any colour."""
    looks = ((panel.seams, LIGHT, 0.7), (panel.borders, LIGHT, 4.5), (panel.borders, DARK, 2.0))
    return [strokes(heat, lines, colour, width) for lines, colour, width in looks]


def strokes(
    frame: Frame, lines: Sequence[Row], colour: str, width: float, dash: Sequence[float] = (1, 0)
) -> alt.Chart:
    """Return straight lines from x and y to x2 and y2."""
    import altair as alt

    chart: alt.Chart = (
        alt.Chart(shared_rows(lines))
        .mark_rule(
            color=colour, strokeWidth=width, strokeDash=list(dash), strokeCap="square", aria=False
        )
        .encode(**xy(frame, ends=True))
    )
    return chart


def _labels(heat: Heat, panel: Panel) -> alt.Chart:
    import altair as alt

    agreed, nothing = (literal(say(kind)) for kind in (AGREED, NOTHING))
    colour = f"datum.kind == {agreed} ? '{LIGHT}' : datum.kind == {nothing} ? {INK} : '{DARK}'"
    base = alt.Chart(shared_rows(panel.labels))
    text = base.mark_text(fontSize=11, aria=False, color=alt.ExprRef(colour))
    chart: alt.Chart = text.encode(**xy(heat, ends=False), text=alt.Text("text:N"))
    return chart


def _point(heat: Heat, point: Row) -> alt.Chart:
    import altair as alt

    chart: alt.Chart = (
        alt.Chart(shared_rows([point]))
        .mark_point(
            shape="diamond",
            filled=True,
            size=170,
            fill=LIGHT,
            stroke=DARK,
            strokeWidth=2.2,
            opacity=1,
        )
        .encode(
            **xy(heat, ends=False),
            tooltip=alt.Tooltip("what:N", title=say("Plan")),
            description=alt.Description("what:N"),
        )
    )
    return chart
