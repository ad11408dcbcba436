"""The picture of a timeline: beliefs over the dates, and below them what a settlement takes.

Above, a line per lever whose belief was moved. Below, a point per date and set of levers: a disc at
what the plan costs or, below 0, a cross at the payoff that is lacking where there is no plan.
"""

from __future__ import annotations

import textwrap

from goodoffices.ensemble.timeline import Timeline
from goodoffices.errors import require
from goodoffices.show.answers.timeline import cost, moved
from goodoffices.show.charts.looks import (
    COLOURS,
    DASHES,
    faint_grid,
    legends,
    percents,
    surface,
    title_of,
)
from goodoffices.show.charts.picture import Picture
from goodoffices.show.charts.spec import Spec, layer, measured, named, whole
from goodoffices.show.charts.timeline_data import (
    BELIEF,
    LACKS,
    PLAN,
    TAKES,
    Row,
    belief_rows,
    cost_rows,
    in_words,
    when,
)
from goodoffices.show.language import message, say
from goodoffices.show.telling import picture
from goodoffices.show.texts import clean
from goodoffices.show.words import short_name

_WIDTH, _HEIGHT, _AROUND = 560, 170, 330
_HINT = message("Put the pointer on a point to read its figures.")


@picture.register(Timeline)
def timeline_picture(found: Timeline) -> Picture:
    """Draw a timeline."""
    require("report", "vl_convert")
    title = say("{}: what each event did", clean(found.conflict.title) or say("Conflict"))
    table = _table(found)
    told = in_words(found)
    return Picture(
        _chart(found, title, told), title, told, table, say(_HINT), 2 * _HEIGHT + _AROUND
    )


def _table(found: Timeline) -> tuple[tuple[str, ...], ...]:
    header = (
        say("Date"),
        say("Event"),
        say("Beliefs moved"),
        say("Hold under {}", short_name(found.concept)),
        say("Takes"),
    )
    rows = (
        (when(one), clean(one.event), say("; ").join(moved(one)), str(len(one.holding)), told or "")
        for one in found.dates
        for told in [cost(one.answer)]
    )
    return (header, *rows)


def _chart(found: Timeline, title: str, told: str) -> Spec:
    order = [when(one) for one in found.dates]
    beliefs = belief_rows(found)
    panels = [_panel(beliefs, BELIEF, say("Lever"), order, percentages=True)] if beliefs else []
    panels.append(_panel(cost_rows(found), TAKES, say("With"), order, percentages=False))
    subtitle = textwrap.wrap(
        say(
            "Above, beliefs that events moved; below, what a settlement takes to hold "
            "under {}: a disc above 0 is a plan and its cost, a cross below 0 the payoff "
            "that is lacking where there is no plan.",
            short_name(found.concept),
        ),
        84,
    )
    chart = {
        "concat": panels,
        "columns": 1,
        "spacing": 28,
        "title": title_of(textwrap.wrap(title, 66), subtitle),
        "description": told,
        "resolve": {"scale": {"color": "independent", "strokeDash": "independent"}},
        **surface(axis=faint_grid(), legend=legends(labelLimit=220)),
    }
    return whole(chart)


def _panel(
    rows: list[Row], measure: str, series: str, order: list[str], *, percentages: bool
) -> Spec:
    """Draw lines over the dates with a point at each."""
    names = list(dict.fromkeys(row["series"] for row in rows))
    colours = [COLOURS[k % len(COLOURS)] for k, _ in enumerate(names)]
    dashes = [DASHES[k % len(DASHES)] for k, _ in enumerate(names)]
    axis = {"title": say(measure), "tickCount": 5}
    if percentages:
        axis["labelExpr"] = percents()
    scale: Spec = {"domain": [0, 1]} if percentages else {"zero": True}
    dates = {"sort": order, "title": None, "axis": {"labelAngle": -30}, "scale": {"domain": order}}
    places = {
        "x": named("date", **dates),
        "y": measured("value", axis=axis, scale=scale),
        "color": named("series", title=series, scale={"domain": names, "range": colours}),
    }
    dashed = named("series", title=series, scale={"domain": names, "range": dashes})
    shapes = {"domain": [PLAN, LACKS], "range": ["circle", "cross"]}
    said = {
        "shape": named("kind", scale=shapes, legend=None),
        "tooltip": named("told", title=say(measure)),
        "description": named("told"),
    }
    line = {"type": "line", "strokeWidth": 1.8, "aria": False}
    dot = {"type": "point", "filled": True, "size": 80, "opacity": 1}
    return {
        "layer": [
            layer(rows, line, {**places, "strokeDash": dashed}),
            layer(rows, dot, places | said),
        ],
        "width": _WIDTH,
        "height": _HEIGHT,
    }
