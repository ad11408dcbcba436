"""The picture of a timeline: beliefs over the dates, and below them what a settlement takes.

Above, a line per lever whose belief was moved. Below, a point per date and set of levers: a disc at
what the plan costs or, below 0, a cross at the payoff that is lacking where there is no plan.
"""

from __future__ import annotations

import textwrap
from functools import partial
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    import altair as alt

_WIDTH, _HEIGHT, _AROUND = 560, 170, 330
_HINT = message("Put the pointer on a point to read its figures.")


@picture.register(Timeline)
def timeline_picture(found: Timeline) -> Picture:
    """Draw a timeline."""
    require("report", "altair", "vl_convert")
    title = say("{}: what each event did", clean(found.conflict.title) or say("Conflict"))
    table = _table(found)
    told = in_words(found)
    return Picture(
        partial(_chart, found, title, told), title, told, table, say(_HINT), 2 * _HEIGHT + _AROUND
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


def _chart(found: Timeline, title: str, told: str) -> alt.ConcatChart:
    import altair as alt

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
    chart = alt.ConcatChart(
        concat=panels,
        columns=1,
        spacing=28,
        title=title_of(textwrap.wrap(title, 66), subtitle),
        description=told,
        **surface(axis=faint_grid(), legend=legends(labelLimit=220)),
    )
    apart: alt.ConcatChart = chart.resolve_scale(color="independent", strokeDash="independent")
    return apart


def _panel(
    rows: list[Row], measured: str, series: str, order: list[str], *, percentages: bool
) -> alt.LayerChart:
    """Draw lines over the dates with a point at each."""
    import altair as alt

    names = list(dict.fromkeys(row["series"] for row in rows))
    colours = [COLOURS[k % len(COLOURS)] for k, _ in enumerate(names)]
    dashes = [DASHES[k % len(DASHES)] for k, _ in enumerate(names)]
    measure = say(measured)
    axis = alt.Axis(title=measure, tickCount=5)
    if percentages:
        axis = alt.Axis(title=measure, tickCount=5, labelExpr=percents())
    scale = alt.Scale(domain=[0, 1]) if percentages else alt.Scale(zero=True)
    colour = alt.Color("series:N", title=series, scale=alt.Scale(domain=names, range=colours))
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        alt.X("date:N", sort=order, title=None, axis=alt.Axis(labelAngle=-30), scale=_dates(order)),
        alt.Y("value:Q", axis=axis, scale=scale),
        colour,
    )
    lines = base.mark_line(strokeWidth=1.8, aria=False).encode(
        alt.StrokeDash("series:N", title=series, scale=alt.Scale(domain=names, range=dashes))
    )
    shapes = alt.Scale(domain=[PLAN, LACKS], range=["circle", "cross"])
    points = base.mark_point(filled=True, size=80, opacity=1).encode(
        alt.Shape("kind:N", scale=shapes, legend=None),
        alt.Tooltip("told:N", title=measure),
        alt.Description("told:N"),
    )
    return alt.LayerChart(layer=[lines, points], width=_WIDTH, height=_HEIGHT)


def _dates(order: list[str]) -> alt.Scale:
    import altair as alt

    return alt.Scale(domain=order)
