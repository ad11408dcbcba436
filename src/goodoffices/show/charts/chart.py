"""The picture of a conflict as a Vega-Lite chart: states, moves, legends, and what a click does.

Every difference of colour shows a second time, as a dash pattern, a shape or a weight. Whether the
page around it is dark is a parameter of the chart.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.show.charts.arcs import RADIUS
from goodoffices.show.charts.looks import (
    COLOURS,
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
from goodoffices.show.charts.rows import shared_rows
from goodoffices.show.charts.shapes import hexagon, ringed_hexagon
from goodoffices.show.language import message, say

if TYPE_CHECKING:
    import altair as alt

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
        Per move ``id``, ``xs``, ``ys``, ``steps``, ``head_x``, ``head_y``, ``angle``, ``mover``,
        ``weight`` (``IMPROVEMENT``, ``POSSIBLE`` or ``OTHER_MOVE``, as it is said), ``origin``
        and ``what``.
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


def draw(content: Content) -> alt.LayerChart:
    """Draw a picture: moves below, states above them, texts on top."""
    import altair as alt

    left, right, *_ = content.extent
    layers = [*_moves(content), *_states(content), *_texts(content), *_caption(content)]
    legend = legends(labelLimit=260, symbolSize=420, symbolOpacity=1, rowPadding=5, offset=28)
    chart = alt.LayerChart(
        layer=layers,
        width=right - left,
        height=content.height,
        title=title_of(content.title, content.subtitle),
        description=content.description,
        usermeta={
            "shape": round(content.height / (right - left), 4),
            "least": round(_SMALLEST * (right - left)),
            "said": dict(content.said),
        },
        background=alt.ExprRef(PAPER),
        config=config(legend=legend, view=alt.ViewConfig(stroke=None)),
    )
    return chart.add_params(alt.param(name="dark", value=False), *_choices(content))


def _choices(content: Content) -> list[alt.Parameter]:
    """Let the reader choose the concept, and whether to see improvements only."""
    import altair as alt

    keys, names = list(content.concepts), list(content.concepts.values())
    choices = [alt.param(name="concept", value=keys[0])]
    if len(keys) > 1:
        select = alt.binding_select(options=keys, labels=names, name=f"{say('Equilibria under')} ")
        choices = [alt.param(name="concept", value=keys[0], bind=select)]
    if not content.improvements_only:
        box = alt.binding_checkbox(name=f"{say('Improvements only')} ")
        choices.append(alt.param(name="improvements_only", value=False, bind=box))
    return choices


def _xy(content: Content, x: str = "x", y: str = "y") -> tuple[alt.X, alt.Y]:
    import altair as alt

    across = alt.Scale(domain=list(content.extent[:2]), nice=False, zero=False)
    upwards = alt.Scale(domain=list(content.extent[2:]), nice=False, zero=False)
    return (
        alt.X(x, type="quantitative", axis=None, scale=across),
        alt.Y(y, type="quantitative", axis=None, scale=upwards),
    )


def _moves(content: Content) -> list[alt.Chart]:
    """Lines and heads; a click in the legend keeps one mover's, the pointer on a state its own."""
    import altair as alt

    names = [name for _, name in content.movers]
    places = [place for place, _ in content.movers]
    colours = [COLOURS[place % len(COLOURS)] for place in places]
    dashes = [DASHES[place % len(DASHES)] for place in places]
    mover = alt.selection_point(name="mover", fields=["mover"], bind="legend")
    colour = alt.Color(
        "mover:N", title=say("Moves of"), scale=alt.Scale(domain=names, range=colours)
    )
    dash = alt.StrokeDash(
        "mover:N", title=say("Moves of"), scale=alt.Scale(domain=names, range=dashes)
    )
    opacity = (
        alt.when(~mover)
        .then(alt.value(0.04))
        .when(_ELSEWHERE)
        .then(alt.value(0.08))
        .when(_bold())
        .then(alt.value(1))
        .otherwise(alt.value(alt.ExprRef("dark ? 0.85 : 0.6")))
    )
    note, spoken = alt.Tooltip("what:N", title=say("Move")), alt.Description("what:N")
    base = alt.Chart(shared_rows(content.arcs))
    if not content.improvements_only:
        other = literal(say(OTHER_MOVE))
        base = base.transform_filter(f"!improvements_only || datum.weight != {other}")
    lines = (
        base.transform_flatten(["xs", "ys", "steps"], ["x", "y", "step"])
        .mark_line(clip=True, interpolate="catmull-rom")
        .encode(*_xy(content), colour, dash, _weight(content), alt.Detail("id:N"))
        .encode(alt.Order("step:Q"), strokeOpacity=opacity, tooltip=note, description=spoken)
        .add_params(mover, alt.selection_interval(name="view", bind="scales"))
    )
    size = alt.ExprRef(f"({_bold()} ? 78 : 40) * pow({_ZOOM}, 2)")
    heads = (
        base.mark_point(shape="triangle", filled=True, opacity=1, clip=True, aria=False, size=size)
        .encode(*_xy(content, "head_x", "head_y"), alt.Angle("angle:Q", scale=None), colour)
        .encode(fillOpacity=opacity, tooltip=note)
    )
    return [lines.properties(name="moves"), heads]


def _bold() -> str:
    """Return the expression of whether a move is an improvement."""
    return f"datum.weight == {literal(say(IMPROVEMENT))}"


def _weight(content: Content) -> alt.StrokeWidth | alt.StrokeWidthValue:
    """Tell improvements from other moves by their weight, where both are drawn."""
    import altair as alt

    if len(content.weights) == 1:
        return alt.StrokeWidthValue(_THICK)
    thickness = alt.Scale(domain=list(content.weights), range=list(content.weights.values()))
    return alt.StrokeWidth("weight:O", title=say("Arrows"), scale=thickness)


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


def _states(content: Content) -> list[alt.Chart]:
    """States as circles, equilibria as hexagons in a ring, numbers on them.

    What can be an equilibrium and need not is an open hexagon.
    """
    import altair as alt

    kind, drawn = _kinds(content)
    kinds = list(drawn)
    base = alt.Chart(shared_rows(content.nodes)).transform_calculate(kind=kind)
    legend = alt.Legend(symbolSize=190, symbolStrokeWidth=1.4, labelOffset=8)
    fill = alt.Scale(domain=kinds, range=[alt.ExprRef(ink) for ink, _ in drawn.values()])
    shape = alt.Scale(domain=kinds, range=[shape for _, shape in drawn.values()])
    size = alt.ExprRef(f"{math.pi * RADIUS**2:.0f} * pow({_ZOOM}, 2)")
    hover = alt.selection_point(
        name="hover", fields=["number"], on="pointerover", clear="pointerout", empty=False
    )
    shapes = (
        base.mark_point(clip=True, opacity=1, size=size, stroke=alt.ExprRef(INK), strokeWidth=1.8)
        .encode(
            *_xy(content),
            alt.Fill("kind:N", title=say("States"), scale=fill, legend=legend),
            alt.Shape("kind:N", title=say("States"), scale=shape, legend=legend),
            alt.Description("spoken:N"),
            alt.Tooltip("note:N"),
        )
        .add_params(hover)
    )
    numbers = base.mark_text(
        aria=False,
        clip=True,
        fontSize=alt.ExprRef(f"13 * {_ZOOM}"),
        fontWeight="bold",
        color=alt.ExprRef(f"{_HELD} ? {PAPER} : {INK}"),
    ).encode(*_xy(content), alt.Text("number:N"))
    pointer = (
        alt.Chart(shared_rows(content.marked))
        .mark_point(
            shape="triangle",
            aria=False,
            clip=True,
            opacity=1,
            fill=alt.ExprRef(INK),
            stroke=alt.ExprRef(PAPER),
            strokeWidth=1.5,
            size=alt.ExprRef(f"190 * pow({_ZOOM}, 2)"),
        )
        .encode(*_xy(content), alt.Angle("angle:Q", scale=None))
    )
    return [shapes.properties(name="states"), numbers, pointer]


def _texts(content: Content) -> list[alt.Chart]:
    """Labels on plates in the colour of the paper, so that no move strikes them through.

    Which concepts a state is an equilibrium under is said where no single one is chosen.
    """
    import altair as alt

    base = alt.Chart(shared_rows(content.texts)).transform_filter(
        f"datum.style != 'italic' || concept == '{ANY_CONCEPT}'"
    )
    x, y = _xy(content)
    left, bottom = _xy(content, "left", "bottom")
    plate = base.mark_rect(color=alt.ExprRef(PAPER), opacity=1, aria=False, clip=True).encode(
        left, bottom, alt.X2("right"), alt.Y2("y")
    )
    text = base.mark_text(
        aria=False,
        clip=True,
        baseline="top",
        align=alt.ExprRef("datum.align"),
        fontSize=alt.ExprRef(f"11 * {_ZOOM}"),
        fontStyle=alt.ExprRef("datum.style == 'italic' ? 'italic' : 'normal'"),
        fontWeight=alt.ExprRef("datum.style == 'bold' ? 'bold' : 'normal'"),
        color=alt.ExprRef(INK),
    ).encode(x, y, alt.Text("text:N"))
    return [plate, text]


def _caption(content: Content) -> list[alt.Chart]:
    """Lines below the picture, which stay in place when it is moved."""
    import altair as alt

    if not content.caption:
        return []
    height = content.extent[3] - content.extent[2]
    mark = alt.Chart(shared_rows([{}])).mark_text(
        text=list(content.caption),
        clip=False,
        aria=False,
        x=0,
        y=height + 14,
        align="left",
        baseline="top",
        lineHeight=14,
        color=alt.ExprRef(MUTED),
    )
    return [mark.properties(name=CAPTION)]
