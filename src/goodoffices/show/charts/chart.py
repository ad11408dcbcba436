"""The picture of a conflict as a Vega-Lite chart: states, moves, legends, and what a click does.

Every difference of colour shows a second time, as a dash pattern, a shape or a weight. Whether the
page around it is dark is a parameter of the chart.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goodoffices.show.charts.arcs import RADIUS
from goodoffices.show.charts.looks import (
    COLOURS,
    DARK,
    DASHES,
    INK,
    MUTED,
    PAPER,
    config,
    legends,
    literal,
    title_of,
)
from goodoffices.show.charts.responsive import CAPTION
from goodoffices.show.charts.shapes import hexagon, ringed_hexagon
from goodoffices.show.charts.spec import Spec, layer, measured, named, whole, written
from goodoffices.show.language import message, say

Row = dict[str, Any]

IMPROVEMENT = message("improvement for the mover")
POSSIBLE = message("possibly an improvement")
OTHER_MOVE = message("other move")
ANY_CONCEPT = "any"

_ZOOM = "abs(scale('x', 1) - scale('x', 0))"
_THICK = 2.4
_MIDDLING = 1.6
_SMALLEST = 0.55
"""How small a page may draw a graph; below that it is moved in its frame."""
_HELD, _CAN = (
    f"(concept == '{ANY_CONCEPT}' ? length({keys}) > 0 : indexof({keys}, concept) >= 0)"
    for keys in ("datum.of", "datum.can")
)
_UNSCALED_ANGLE = {"field": "angle", "scale": None}
_HOLLOW = {"condition": {"test": "true", "value": None}, "value": "transparent"}
"""Nothing inside a bend, where a pointer would find it; legends go by what is seen through."""
_ELSEWHERE = "isValid(hover.number) && hover.number[0] != datum.origin"


@dataclass(frozen=True)
class Content:
    """What is drawn, as plain rows. Places are in pixels, y upwards.

    Attributes
    ----------
    title, subtitle, caption
        Lines of text.
    description
        The picture in words, for readers who do not see it.
    movers
        Place among all decision makers, and name, of those whose moves are drawn.
    concepts
        Key to name of the concepts to choose from, the first being chosen.
    said
        The subtitle under each of them.
    nodes
        Per state ``x``, ``y``, ``number``, ``of`` and ``can`` (keys of the concepts it is an
        equilibrium for, and can be), ``note`` (headings and facts, shown with the pointer on it)
        and ``spoken`` (the same).
    arcs
        Per move ``x`` and ``y`` of its beginning, ``path`` (its line from there, as an SVG path, y
        downwards), ``head_x``, ``head_y``, ``angle``, ``mover``, ``weight`` (``IMPROVEMENT``,
        ``POSSIBLE`` or ``OTHER_MOVE``, as it is said), ``origin`` and ``what``.
    marked
        ``x``, ``y`` and ``angle`` of the pointer at the status quo, if there is one.
    texts
        Per line ``x``, ``y``, ``text``, ``align``, ``style`` (``normal``, ``bold``, ``italic``),
        and ``left``, ``right`` and ``bottom`` of what it covers.
    extent
        Least x, greatest x, least y, greatest y.
    improvements_only
        True where no other moves are drawn.
    in_part
        True where preferences are known only in part.
    """

    title: Sequence[str]
    subtitle: Sequence[str]
    caption: Sequence[str]
    description: str
    movers: Sequence[tuple[int, str]]
    concepts: Mapping[str, str]
    said: Mapping[str, str]
    nodes: Sequence[Row]
    arcs: Sequence[Row]
    marked: Sequence[Row]
    texts: Sequence[Row]
    extent: tuple[float, float, float, float]
    improvements_only: bool = False
    in_part: bool = False

    @property
    def height(self) -> float:
        """In pixels."""
        _, _, bottom, top = self.extent
        return top - bottom

    @property
    def weights(self) -> dict[str, float]:
        """How thick the kinds of moves are drawn that there may be, by what is said of them."""
        kinds = {say(IMPROVEMENT): _THICK}
        if self.in_part:
            kinds[say(POSSIBLE)] = _MIDDLING
        return kinds if self.improvements_only else kinds | {say(OTHER_MOVE): 1}


def draw(content: Content) -> Spec:
    """Return a picture as Vega-Lite writes it: moves below, states above them, texts on top."""
    left, right, *_ = content.extent
    layers = [*_moves(content), *_states(content), *_texts(content), *_caption(content)]
    legend = legends(labelLimit=260, symbolSize=420, symbolOpacity=1, rowPadding=5, offset=28)
    chart = {
        "width": right - left,
        "height": content.height,
        "title": title_of(content.title, content.subtitle),
        "description": content.description,
        "usermeta": {
            "shape": round(content.height / (right - left), 4),
            "least": round(_SMALLEST * (right - left)),
            "said": dict(content.said),
        },
        "background": written(PAPER),
        "config": config(legend=legend, view={"stroke": None}),
        "params": [*_pointed(), DARK, *_choices(content)],
        "layer": layers,
    }
    return whole(chart)


def _pointed() -> list[Spec]:
    """Let the reader choose a mover, move and zoom the picture, and point at a state."""
    mover = {"type": "point", "fields": ["mover"]}
    hover = {"type": "point", "fields": ["number"], "on": "pointerover", "clear": "pointerout"}
    return [
        {"name": "mover", "select": mover, "bind": "legend", "views": ["moves"]},
        {"name": "view", "select": {"type": "interval"}, "bind": "scales", "views": ["moves"]},
        {"name": "hover", "select": hover, "views": ["states"]},
    ]


def _choices(content: Content) -> list[Spec]:
    """Let the reader choose the concept, and whether to see improvements only."""
    keys, names = list(content.concepts), list(content.concepts.values())
    concept: Spec = {"name": "concept", "value": keys[0]}
    if len(keys) > 1:
        select = {"input": "select", "options": keys, "labels": names}
        concept["bind"] = {**select, "name": f"{say('Equilibria under')} "}
    if content.improvements_only:
        return [concept]
    box = {"input": "checkbox", "name": f"{say('Improvements only')} "}
    return [concept, {"name": "improvements_only", "value": False, "bind": box}]


def _layer(rows: Sequence[Row], mark: Spec, encoding: Spec, **more: object) -> Spec:
    return layer(rows, {"clip": True, **mark}, encoding, **more)


def _xy(content: Content, x: str = "x", y: str = "y") -> Spec:
    """Place by columns of the data; all layers share the scales."""
    left, right, bottom, top = content.extent
    across = {"domain": [left, right], "nice": False, "zero": False}
    upwards = {"domain": [bottom, top], "nice": False, "zero": False}
    return {"x": measured(x, axis=None, scale=across), "y": measured(y, axis=None, scale=upwards)}


def _moves(content: Content) -> list[Spec]:
    """Lines and heads; a click in the legend keeps one mover's, the pointer on a state its own.

    A line is a shape placed where the move begins. As line marks, of which each has a group of its
    own, the same lines take Vega three times as long.
    """
    shown: Spec = {}
    if not content.improvements_only:
        other = literal(say(OTHER_MOVE))
        shown = {"transform": [{"filter": f"!improvements_only || datum.weight != {other}"}]}
    line = {
        "type": "point",
        "shape": written("datum.path"),
        "size": written(f"4 * pow({_ZOOM}, 2)"),
        "opacity": 1,
        "ariaRoleDescription": "line mark",
    }
    head = {
        "type": "point",
        "shape": "triangle",
        "filled": True,
        "opacity": 1,
        "aria": False,
        "size": written(f"({_bold()} ? 78 : 40) * pow({_ZOOM}, 2)"),
    }
    faded, note = _faded(), named("what", title=say("Move"))
    lines: Spec = {**_xy(content), **_by_mover(content), **_weight(content), "fill": _HOLLOW}
    lines |= {"strokeOpacity": faded, "tooltip": note, "description": named("what")}
    heads: Spec = {**_xy(content, "head_x", "head_y"), "angle": _UNSCALED_ANGLE}
    heads |= {"color": lines["color"], "fillOpacity": faded, "tooltip": note}
    return [
        _layer(content.arcs, line, lines, name="moves", **shown),
        _layer(content.arcs, head, heads, **shown),
    ]


def _by_mover(content: Content) -> Spec:
    """Tell movers by colours, and by dashes as well."""
    names = [name for _, name in content.movers]
    colours = [COLOURS[place % len(COLOURS)] for place, _ in content.movers]
    dashes = [DASHES[place % len(DASHES)] for place, _ in content.movers]
    told = {"title": say("Moves of"), "legend": {"symbolType": "stroke"}}
    return {
        "color": named("mover", scale={"domain": names, "range": colours}, **told),
        "strokeDash": named("mover", scale={"domain": names, "range": dashes}, **told),
    }


def _faded() -> Spec:
    """Let moves stand back that are not chosen, that begin elsewhere, or that gain nothing."""
    return {
        "condition": [
            {"test": {"not": {"param": "mover"}}, "value": 0.04},
            {"test": _ELSEWHERE, "value": 0.08},
            {"test": _bold(), "value": 1},
        ],
        "value": written("dark ? 0.85 : 0.6"),
    }


def _bold() -> str:
    """Return the expression of whether a move is an improvement."""
    return f"datum.weight == {literal(say(IMPROVEMENT))}"


def _weight(content: Content) -> Spec:
    """Tell improvements from other moves by their weight, where both are drawn."""
    if len(content.weights) == 1:
        return {"strokeWidth": {"value": _THICK}}
    thickness = {"domain": list(content.weights), "range": list(content.weights.values())}
    told = {"title": say("Arrows"), "scale": thickness, "legend": {"symbolType": "stroke"}}
    return {"strokeWidth": {"field": "weight", "type": "ordinal", **told}}


def _kinds(content: Content) -> tuple[str, dict[str, tuple[str, str]]]:
    """Return the expression of what kind a state is; and per kind its fill and its shape."""
    ringed, circle, other = (INK, ringed_hexagon()), (PAPER, "circle"), say("other state")
    if not content.in_part:
        one = say("equilibrium")
        kind = f"{_HELD} ? {literal(one)} : {literal(other)}"
        return kind, {one: ringed, other: circle}
    sure, can = say("always an equilibrium"), say("can be one")
    kind = f"{_HELD} ? {literal(sure)} : {_CAN} ? {literal(can)} : {literal(other)}"
    return kind, {sure: ringed, can: (PAPER, hexagon()), other: circle}


def _states(content: Content) -> list[Spec]:
    """States as circles, equilibria as hexagons in a ring, numbers on them.

    What can be an equilibrium and need not is an open hexagon.
    """
    kind, drawn = _kinds(content)
    kinds = list(drawn)
    known = {"transform": [{"calculate": kind, "as": "kind"}]}
    legend = {"symbolSize": 190, "symbolStrokeWidth": 1.4, "labelOffset": 8}
    fill = {"domain": kinds, "range": [written(ink) for ink, _ in drawn.values()]}
    shape = {"domain": kinds, "range": [shape for _, shape in drawn.values()]}
    circle = {
        "type": "point",
        "opacity": 1,
        "size": written(f"{math.pi * RADIUS**2:.0f} * pow({_ZOOM}, 2)"),
        "stroke": written(INK),
        "strokeWidth": 1.8,
    }
    encoding = {
        **_xy(content),
        "fill": named("kind", title=say("States"), scale=fill, legend=legend),
        "shape": named("kind", title=say("States"), scale=shape, legend=legend),
        "description": named("spoken"),
        "tooltip": named("note"),
    }
    number = {
        "type": "text",
        "aria": False,
        "fontSize": written(f"13 * {_ZOOM}"),
        "fontWeight": "bold",
        "color": written(f"{_HELD} ? {PAPER} : {INK}"),
    }
    pointer = {
        "type": "point",
        "shape": "triangle",
        "aria": False,
        "opacity": 1,
        "fill": written(INK),
        "stroke": written(PAPER),
        "strokeWidth": 1.5,
        "size": written(f"190 * pow({_ZOOM}, 2)"),
    }
    return [
        _layer(content.nodes, circle, encoding, name="states", **known),
        _layer(content.nodes, number, {**_xy(content), "text": named("number")}, **known),
        _layer(content.marked, pointer, {**_xy(content), "angle": _UNSCALED_ANGLE}),
    ]


def _texts(content: Content) -> list[Spec]:
    """Labels on plates in the colour of the paper, so that no move strikes them through.

    Which concepts a state is an equilibrium under is said where no single one is chosen.
    """
    chosen = f"datum.style != 'italic' || concept == '{ANY_CONCEPT}'"
    shown = {"transform": [{"filter": chosen}]}
    plate = {"type": "rect", "color": written(PAPER), "opacity": 1, "aria": False}
    covered = {**_xy(content, "left", "bottom"), "x2": {"field": "right"}, "y2": {"field": "y"}}
    text = {
        "type": "text",
        "aria": False,
        "baseline": "top",
        "align": written("datum.align"),
        "fontSize": written(f"11 * {_ZOOM}"),
        "fontStyle": written("datum.style == 'italic' ? 'italic' : 'normal'"),
        "fontWeight": written("datum.style == 'bold' ? 'bold' : 'normal'"),
        "color": written(INK),
    }
    return [
        _layer(content.texts, plate, covered, **shown),
        _layer(content.texts, text, {**_xy(content), "text": named("text")}, **shown),
    ]


def _caption(content: Content) -> list[Spec]:
    """Lines below the picture, which stay in place when it is moved."""
    if not content.caption:
        return []
    mark = {
        "type": "text",
        "text": list(content.caption),
        "clip": False,
        "aria": False,
        "x": 0,
        "y": content.height + 14,
        "align": "left",
        "baseline": "top",
        "lineHeight": 14,
        "color": written(MUTED),
    }
    return [_layer([{}], mark, {}, name=CAPTION)]
