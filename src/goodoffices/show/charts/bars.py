"""What decides an outcome as a Vega-Lite chart: bars, and a small panel for each of the first.

Bars that cannot be told from noise are hollow. Every bar has its interval, every point of a panel
too; a dashed line in the panels is the probability over all samples.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.show.charts.looks import (
    INK,
    MUTED,
    PAPER,
    axes,
    folded,
    literal,
    percents,
    surface,
    title_of,
)
from goodoffices.show.language import message, say

if TYPE_CHECKING:
    import altair as alt

Row = dict[str, Any]

EVIDENT = message("told from noise")
NOISE = message("not told from noise")

_BLUE = "(dark ? '#56B4E9' : '#0072B2')"
_PANEL = (196, 110)
COLUMNS = 2
WIDTH = 420
STEP = 22


@dataclass(frozen=True)
class Small:
    """One quantity: the probability of the outcome over its values.

    Attributes
    ----------
    points
        Rows with ``x``, ``chance``, ``low``, ``high`` and ``what``.
    joined
        Whether a line joins the points: there are values in between.
    names
        Of the values, where they are answers; empty for numbers.
    """

    title: Sequence[str]
    points: Sequence[Row]
    joined: bool
    names: Sequence[str] = ()


@dataclass(frozen=True)
class Bars:
    """What is drawn, as plain rows.

    Attributes
    ----------
    bars
        Rows with ``title``, ``share``, ``low``, ``high``, ``kind`` as it is said, ``told`` and
        ``what``.
    chance
        Probability of the outcome over all samples.
    """

    title: Sequence[str]
    subtitle: Sequence[str]
    description: str
    bars: Sequence[Row]
    panels: Sequence[Small]
    chance: float


def draw_bars(content: Bars) -> alt.ConcatChart:
    """Draw the bars, and the panels below them in rows of two."""
    import altair as alt

    panels = [_panel(content, small) for small in content.panels]
    parts: list[Any] = [_bars(content)]
    if panels:
        parts.append(alt.ConcatChart(concat=panels, columns=COLUMNS, spacing=26, align="each"))
    axis = axes(grid=False)
    legend = alt.LegendConfig(labelColor=alt.ExprRef(INK), orient="bottom", direction="horizontal")
    return alt.ConcatChart(
        concat=parts,
        columns=1,
        align="none",
        spacing=34,
        title=title_of(content.title, content.subtitle),
        description=content.description,
        **surface(axis=axis, legend=legend),
    )


def _bars(content: Bars) -> alt.LayerChart:
    import altair as alt

    most = max([0.05, *(row["high"] for row in content.bars)])
    scale = alt.Scale(domain=[0, min(1.0, 1.25 * most)], nice=False)
    title = say("Share of the outcome's variance\nexplained alone").split("\n")
    axis = alt.Axis(title=title, labelExpr=percents(), tickCount=6)
    across = alt.X("share", type="quantitative", scale=scale, axis=axis)
    names = [row["title"] for row in content.bars]
    labels = alt.Axis(
        title=None, labelLimit=330, labelExpr=folded(names, 56, 20), ticks=False, domain=False
    )
    upwards = alt.Y("title", type="nominal", sort=names, axis=labels)
    every = {say(EVIDENT): _BLUE, say(NOISE): PAPER}
    kinds = [kind for kind in every if any(row["kind"] == kind for row in content.bars)]
    fills = [alt.ExprRef(every[kind]) for kind in kinds]
    legend = alt.Legend(title=None, symbolType="square", symbolStrokeColor=alt.ExprRef(MUTED))
    base = alt.Chart(alt.InlineData(values=list(content.bars)))
    bars = base.mark_bar(height=13, opacity=1, stroke=alt.ExprRef(MUTED), strokeWidth=0.8).encode(
        across,
        upwards,
        alt.Fill("kind:N", scale=alt.Scale(domain=kinds, range=fills), legend=legend),
        alt.Description("what:N"),
        tooltip=[alt.Tooltip("what:N", title=say("This"))],
    )
    spans = base.mark_rule(strokeWidth=1.6, color=alt.ExprRef(INK), aria=False).encode(
        alt.X("low", type="quantitative", scale=scale), alt.X2("high"), upwards
    )
    texts = base.mark_text(
        align="left", dx=6, fontSize=11, aria=False, color=alt.ExprRef(INK)
    ).encode(alt.X("high", type="quantitative", scale=scale), upwards, alt.Text("told:N"))
    height = STEP * len(content.bars)
    return alt.LayerChart(layer=[bars, spans, texts], width=WIDTH, height=height)


def _panel(content: Bars, small: Small) -> alt.LayerChart:
    import altair as alt

    base = alt.Chart(alt.InlineData(values=list(small.points)))
    values = [row["x"] for row in small.points]
    across = alt.X(
        "x",
        type="quantitative",
        scale=alt.Scale(domain=_domain(values), nice=False, zero=False),
        axis=_values_axis(small, values),
    )
    scale = alt.Scale(domain=[0, 1], nice=False)
    axis = alt.Axis(title=None, labelExpr=percents(), values=[0, 0.5, 1])
    upwards = alt.Y("chance", type="quantitative", scale=scale, axis=axis)
    low = alt.Y("low", type="quantitative", scale=scale, axis=axis)
    layers = [
        alt.Chart(alt.InlineData(values=[{"chance": content.chance}]))
        .mark_rule(strokeDash=[4, 3], color=alt.ExprRef(MUTED), aria=False)
        .encode(upwards),
        base.mark_rule(color=alt.ExprRef(INK), strokeWidth=1.4, aria=False).encode(
            across, low, alt.Y2("high")
        ),
    ]
    if small.joined:
        line = base.mark_line(color=alt.ExprRef(_BLUE), strokeWidth=1.6, aria=False)
        layers.append(line.encode(across, upwards))
    points = base.mark_point(
        filled=True, opacity=1, size=42, fill=alt.ExprRef(_BLUE), stroke=alt.ExprRef(PAPER)
    )
    note = [alt.Tooltip("what:N", title=say("Probability"))]
    layers.append(points.encode(across, upwards, alt.Description("what:N"), tooltip=note))
    title = alt.TitleParams(
        text=list(small.title),
        anchor="start",
        color=alt.ExprRef(INK),
        fontSize=11,
        fontWeight="normal",
    )
    width, height = _PANEL
    return alt.LayerChart(layer=layers, width=width, height=height, title=title)


def _domain(values: list[float]) -> list[float]:
    room = 0.08 * (max(values) - min(values)) or 1.0
    return [min(values) - room, max(values) + room]


def _values_axis(small: Small, values: list[float]) -> alt.Axis:
    import altair as alt

    if small.names:
        no, yes = map(literal, small.names)
        told = f"datum.value < 0.5 ? {no} : {yes}"
        return alt.Axis(title=None, values=[0, 1], labelExpr=told)
    if not small.joined:
        return alt.Axis(title=None, values=values, format=".3~g")
    return alt.Axis(title=None, tickCount=4, format=".3~g")
