"""The picture of a frontier: what it costs to be surer.

One point per plan: its mean cost across, upwards the share of fresh samples in which it is one,
with the interval of that as a bar. A hollow point is the share of the planning samples that it was
made on; how far it lies above the other is how far these flatter.
"""

from __future__ import annotations

import textwrap

from goodoffices.ensemble.robust.frontier import Frontier
from goodoffices.errors import RequestError, require
from goodoffices.show.answers.robust_words import pulled_in_brief, with_interval
from goodoffices.show.charts.looks import MUTED, faint_grid, percents, surface, title_of
from goodoffices.show.charts.picture import Picture
from goodoffices.show.charts.spec import Row, Spec, layer, measured, named, whole, written
from goodoffices.show.language import message, say
from goodoffices.show.telling import picture
from goodoffices.show.texts import clean
from goodoffices.show.words import amount, percent, short_name
from goodoffices.stability.concepts import concept_key

_WIDTH, _HEIGHT = 520, 340
_AROUND = 190
_COLOUR = "#0072B2"
_HINT = message("Put the pointer on a point to see its plan.")


@picture.register(Frontier)
def frontier_picture(found: Frontier) -> Picture:
    """Draw a frontier.

    Raises
    ------
    RequestError
        There is no plan in any planning sample, so nothing to draw.
    """
    require("report", "vl_convert")
    if not found.points:
        raise RequestError(f"nothing to draw: {found}")
    title = say("{}: what reliability costs", clean(found.conflict.title) or say("Conflict"))
    table = _table(found)
    what = say(
        "Mean cost of the cheapest levers, and the share of samples in which a "
        "settlement is accepted and holds under {}.",
        short_name(concept_key(found.request.concept)),
    )
    costs = (say("At {}: {} of fresh samples.", row[2], row[4]) for row in table[1:])
    told = " ".join([what, *costs])
    return Picture(_chart(found, title, told), title, told, table, say(_HINT), _HEIGHT + _AROUND)


def _table(found: Frontier) -> tuple[tuple[str, ...], ...]:
    header = (
        say("Asked for"),
        say("Settlement"),
        say("Mean cost"),
        say("Scenarios"),
        say("Fresh samples"),
        say("Levers"),
    )
    return (
        header,
        *(
            (
                percent(point.reliability),
                str(point.settlement.number),
                amount(point.cost),
                percent(point.in_sample),
                with_interval(point.fresh),
                pulled_in_brief(point.intensities),
            )
            for point in found.points
        ),
    )


def _chart(found: Frontier, title: str, told: str) -> Spec:
    rows = _rows(found)
    line = {"type": "line", "color": _COLOUR, "strokeWidth": 1.6, "aria": False}
    bar = {"type": "rule", "color": _COLOUR, "strokeWidth": 5, "opacity": 0.45, "aria": False}
    ring = {"type": "point", "filled": False, "size": 60, "stroke": written(MUTED), "aria": False}
    dot = {"type": "point", "filled": True, "size": 90, "fill": _COLOUR, "opacity": 1}
    told_of = [
        measured("cost", title=say("Mean cost"), format=".4~g"),
        named("fresh", title=say("Fresh samples")),
        named("made", title=say("Planning samples")),
        measured("settlement", title=say("Settlement")),
        named("levers", title=say("Levers")),
    ]
    subtitle = textwrap.wrap(
        say(
            "Filled: share of {:,} fresh samples, with its 95 % interval. Hollow: share "
            "of the {:,} samples that plans were made on.",
            found.sampling.fresh,
            found.sampling.planned_on,
        ),
        80,
    )
    places = {"x": _cost(), "y": _share("share")}
    chart = {
        "layer": [
            layer(rows, line, places),
            layer(rows, bar, {**places, "y": _share("low"), "y2": {"field": "high"}}),
            layer(rows, ring, {**places, "y": _share("scenarios")}),
            layer(rows, dot, {**places, "tooltip": told_of, "description": named("fresh")}),
        ],
        "width": _WIDTH,
        "height": _HEIGHT,
        "title": title_of(textwrap.wrap(title, 62), subtitle),
        "description": told,
        **surface(axis=faint_grid()),
    }
    return whole(chart)


def _rows(found: Frontier) -> list[Row]:
    return [
        {
            "cost": point.cost,
            "share": point.fresh.probability,
            "low": point.fresh.low,
            "high": point.fresh.high,
            "scenarios": point.in_sample,
            "made": percent(point.in_sample),
            "fresh": with_interval(point.fresh),
            "levers": pulled_in_brief(point.intensities),
            "settlement": point.settlement.number,
        }
        for point in found.points
    ]


def _cost() -> Spec:
    axis = {"title": say("Mean cost"), "format": ".4~g", "tickCount": 6}
    return measured("cost", scale={"zero": True}, axis=axis)


def _share(column: str) -> Spec:
    title = say("Share of samples in which it is a plan")
    axis = {"title": title, "labelExpr": percents(), "tickCount": 6}
    return measured(column, scale={"domain": [0, 1]}, axis=axis)
