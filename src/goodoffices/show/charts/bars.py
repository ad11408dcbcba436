"""What decides an outcome as a Vega-Lite chart: bars, and a small panel for each of the first.

Bars that cannot be told from noise are hollow. Every bar has its interval, every point of a panel
too; a dashed line in the panels is the probability over all samples.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.show.charts.looks import (
    INK,
    MUTED,
    PAPER,
    axes,
    folded,
    heading,
    literal,
    percents,
    surface,
    title_of,
)
from goodoffices.show.charts.spec import Row, Spec, layer, measured, named, whole, written
from goodoffices.show.language import message, say

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


def draw_bars(content: Bars) -> Spec:
    """Draw the bars, and the panels below them in rows of two."""
    panels = [_panel(content, small) for small in content.panels]
    parts = [_bars(content)]
    if panels:
        parts.append({"concat": panels, "columns": COLUMNS, "spacing": 26, "align": "each"})
    legend = {"labelColor": written(INK), "orient": "bottom", "direction": "horizontal"}
    chart = {
        "concat": parts,
        "columns": 1,
        "align": "none",
        "spacing": 34,
        "title": title_of(content.title, content.subtitle),
        "description": content.description,
        **surface(axis=axes(grid=False), legend=legend),
    }
    return whole(chart)


def _bars(content: Bars) -> Spec:
    most = max([0.05, *(row["high"] for row in content.bars)])
    scale = {"domain": [0, min(1.0, 1.25 * most)], "nice": False}
    title = say("Share of the outcome's variance\nexplained alone").split("\n")
    axis = {"title": title, "labelExpr": percents(), "tickCount": 6}
    names = [row["title"] for row in content.bars]
    labels: Spec = {"title": None, "labelLimit": 330, "labelExpr": folded(names, 56, 20)}
    labels |= {"ticks": False, "domain": False}
    upwards = {"y": named("title", sort=names, axis=labels)}
    every = {say(EVIDENT): _BLUE, say(NOISE): PAPER}
    kinds = [kind for kind in every if any(row["kind"] == kind for row in content.bars)]
    fills = {"domain": kinds, "range": [written(every[kind]) for kind in kinds]}
    legend = {"title": None, "symbolType": "square", "symbolStrokeColor": written(MUTED)}
    bar = {"type": "bar", "height": 13, "opacity": 1, "stroke": written(MUTED), "strokeWidth": 0.8}
    bars = {
        "x": measured("share", scale=scale, axis=axis),
        **upwards,
        "fill": named("kind", scale=fills, legend=legend),
        "description": named("what"),
        "tooltip": [named("what", title=say("This"))],
    }
    rule = {"type": "rule", "strokeWidth": 1.6, "color": written(INK), "aria": False}
    spans = {"x": measured("low", scale=scale), "x2": {"field": "high"}, **upwards}
    text = {"type": "text", "align": "left", "dx": 6, "fontSize": 11, "aria": False}
    told = {"x": measured("high", scale=scale), **upwards, "text": named("told")}
    rows = content.bars
    return {
        "layer": [
            layer(rows, bar, bars),
            layer(rows, rule, spans),
            layer(rows, {**text, "color": written(INK)}, told),
        ],
        "width": WIDTH,
        "height": STEP * len(rows),
    }


def _panel(content: Bars, small: Small) -> Spec:
    values = [row["x"] for row in small.points]
    domain = {"domain": _domain(values), "nice": False, "zero": False}
    across = {"x": measured("x", scale=domain, axis=_values_axis(small, values))}
    scale = {"domain": [0, 1], "nice": False}
    axis = {"title": None, "labelExpr": percents(), "values": [0, 0.5, 1]}
    upwards = {"y": measured("chance", scale=scale, axis=axis)}
    reach = {"y": measured("low", scale=scale, axis=axis), "y2": {"field": "high"}}
    mean = {"type": "rule", "strokeDash": [4, 3], "color": written(MUTED), "aria": False}
    span = {"type": "rule", "color": written(INK), "strokeWidth": 1.4, "aria": False}
    layers = [
        layer([{"chance": content.chance}], mean, upwards),
        layer(small.points, span, across | reach),
    ]
    if small.joined:
        line = {"type": "line", "color": written(_BLUE), "strokeWidth": 1.6, "aria": False}
        layers.append(layer(small.points, line, across | upwards))
    dot = {"type": "point", "filled": True, "opacity": 1, "size": 42}
    dot |= {"fill": written(_BLUE), "stroke": written(PAPER)}
    said = {"description": named("what"), "tooltip": [named("what", title=say("Probability"))]}
    layers.append(layer(small.points, dot, across | upwards | said))
    width, height = _PANEL
    title = heading(list(small.title), fontSize=11, fontWeight="normal")
    return {"layer": layers, "width": width, "height": height, "title": title}


def _domain(values: list[float]) -> list[float]:
    room = 0.08 * (max(values) - min(values)) or 1.0
    return [min(values) - room, max(values) + room]


def _values_axis(small: Small, values: list[float]) -> Spec:
    if small.names:
        no, yes = map(literal, small.names)
        told = f"datum.value < 0.5 ? {no} : {yes}"
        return {"title": None, "values": [0, 1], "labelExpr": told}
    if not small.joined:
        return {"title": None, "values": values, "format": ".3~g"}
    return {"title": None, "tickCount": 4, "format": ".3~g"}
