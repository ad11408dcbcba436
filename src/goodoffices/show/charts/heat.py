"""The pressure map as a Vega-Lite chart: a panel per concept, coloured by what holds where.

The colours differ in lightness as well as in hue, the region where a settlement holds and is
accepted has a line around it, and states are named in the regions: no reader depends on colours.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.show.charts.looks import (
    INK,
    MUTED,
    PAPER,
    axes,
    heading,
    legends,
    literal,
    percents,
    surface,
    title_of,
)
from goodoffices.show.charts.spec import Row, Spec, layer, measured, named, whole, written
from goodoffices.show.language import message, say, say_as

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


def draw_heat(heat: Heat) -> Spec:
    """Draw the panels side by side, in rows of three."""
    return framed(heat, [_panel(heat, panel) for panel in heat.panels])


def framed(frame: Frame, panels: Sequence[Spec]) -> Spec:
    """Put panels side by side, in rows of three, below the heading."""
    columns = 2 if len(panels) == 1 else 4
    legend = legends(labelLimit=260, orient="bottom", direction="horizontal", columns=columns)
    chart = {
        "concat": list(panels),
        "columns": COLUMNS,
        "title": title_of(frame.title, frame.subtitle),
        "description": frame.description,
        **surface(axis=axes(grid=False), legend=legend),
    }
    return whole(chart)


def _panel(heat: Heat, panel: Panel) -> Spec:
    layers = [_regions(heat, panel), *_borders(heat, panel), _labels(heat, panel)]
    if panel.point is not None:
        layers.append(_point(heat, panel.point))
    return panelled(heat, panel.title, layers)


def panelled(frame: Frame, title: str, layers: Sequence[Spec]) -> Spec:
    """Put layers into a panel."""
    size = {"width": frame.size, "height": frame.size}
    return {"layer": list(layers), **size, "title": heading(title)}


def xy(frame: Frame, *, ends: bool) -> Spec:
    """Return the encodings of places; ``ends`` for marks that reach to x2 and y2."""

    def place(column: str, scale: Scale) -> Spec:
        told = {"labelExpr": percents()} if scale.share else {"format": ".3~g"}
        axis = {
            "title": textwrap.wrap(scale.title, _TITLE) or "",
            "tickCount": 5,
            "titleLimit": frame.size,
            **told,
        }
        domain = {"domain": [0, scale.end], "nice": False, "zero": True}
        return measured(column, scale=domain, axis=axis)

    places = {"x": place("x", frame.x), "y": place("y", frame.y)}
    return places | {"x2": {"field": "x2"}, "y2": {"field": "y2"}} if ends else places


def _regions(heat: Heat, panel: Panel) -> Spec:
    colours = [_COLOURS.get(kind, written(PAPER)) for kind in heat.kinds]
    scale = {"domain": list(map(say, heat.kinds)), "range": colours}
    legend: Spec = {"title": None, "symbolType": "square", "symbolSize": 220}
    if NOTHING in heat.kinds:
        legend["symbolStrokeColor"] = written(MUTED)
    encoding = {
        **xy(heat, ends=False),
        "y2": {"field": "y2"},
        "detail": named("piece"),
        "fill": named("kind", scale=scale, legend=legend),
        "stroke": named("kind", scale=scale, legend=legend),
        "tooltip": [
            named("what", title=say("Equilibria")),
            named("kind", title=say_as("then what", "So")),
            named("where", title=say("From")),
        ],
        "description": named("spoken"),
    }
    return layer(panel.regions, {"type": "area", "strokeWidth": 1.5, "opacity": 1}, encoding)


def _borders(heat: Heat, panel: Panel) -> list[Spec]:
    """Lines around the settlement region, with a halo that keeps them apart from any colour."""
    looks = ((panel.seams, LIGHT, 0.7), (panel.borders, LIGHT, 4.5), (panel.borders, DARK, 2.0))
    return [strokes(heat, lines, colour, width) for lines, colour, width in looks]


def strokes(
    frame: Frame, lines: Sequence[Row], colour: str, width: float, dash: Sequence[float] = (1, 0)
) -> Spec:
    """Return straight lines from x and y to x2 and y2."""
    looks = {"color": colour, "strokeWidth": width, "strokeDash": list(dash)}
    mark = {"type": "rule", "strokeCap": "square", "aria": False, **looks}
    return layer(lines, mark, xy(frame, ends=True))


def _labels(heat: Heat, panel: Panel) -> Spec:
    agreed, nothing = (literal(say(kind)) for kind in (AGREED, NOTHING))
    colour = f"datum.kind == {agreed} ? '{LIGHT}' : datum.kind == {nothing} ? {INK} : '{DARK}'"
    mark = {"type": "text", "fontSize": 11, "aria": False, "color": written(colour)}
    return layer(panel.labels, mark, {**xy(heat, ends=False), "text": named("text")})


def _point(heat: Heat, point: Row) -> Spec:
    mark = {
        "type": "point",
        "shape": "diamond",
        "filled": True,
        "size": 170,
        "fill": LIGHT,
        "stroke": DARK,
        "strokeWidth": 2.2,
        "opacity": 1,
    }
    told = {"tooltip": named("what", title=say("Plan")), "description": named("what")}
    return layer([point], mark, {**xy(heat, ends=False), **told})
