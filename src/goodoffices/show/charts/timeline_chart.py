"""The picture of a timeline: beliefs over the dates, and below them what a settlement takes.

Above, a line per lever whose belief was moved. Below, a point per date and set of levers: a disc at
what the plan costs or, below 0, a cross at the payoff that is lacking where there is no plan.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any, cast

from goodoffices.ensemble.timeline import OnDate, Timeline
from goodoffices.errors import require
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.show.answers.timeline import cost, moved
from goodoffices.show.charts.chart import (
    COLOURS,
    DASHES,
    FONT,
    INK,
    MUTED,
    PAPER,
    PERCENT,
    axes,
    title_of,
)
from goodoffices.show.charts.picture import Picture
from goodoffices.show.document import clean
from goodoffices.show.telling import picture
from goodoffices.show.words import Words, listing, percent, short_name

if TYPE_CHECKING:
    import altair as alt

Row = dict[str, Any]
_WIDTH, _HEIGHT, _AROUND = 560, 170, 330
_HINT = "Put the pointer on a point to read its figures."
_PLAN, _LACKS = "plan: its cost", "no plan: payoff lacking"


@picture.register(Timeline)
def timeline_picture(found: Timeline) -> Picture:
    """Draw a timeline."""
    require("report", "altair", "vl_convert")
    title = f"{clean(found.conflict.title) or 'Conflict'}: what each event did"
    table = _table(found)
    told = " ".join(
        f"{_when(one)}, {clean(one.event) or 'as written'}: "
        f"{'; '.join(filter(None, [*moved(one), cost(one.answer)])) or 'no change'}."
        for one in found.dates
    )
    return Picture(_chart(found, title, told), title, told, table, _HINT, 2 * _HEIGHT + _AROUND)


def _when(one: OnDate) -> str:
    return f"{one.number}: {one.date}" if one.number else "as written"


def _table(found: Timeline) -> tuple[tuple[str, ...], ...]:
    header = ("Date", "Event", "Beliefs moved", f"Hold under {short_name(found.concept)}", "Takes")
    rows = (
        (_when(one), clean(one.event), "; ".join(moved(one)), str(len(one.holding)), told or "")
        for one in found.dates
        for told in [cost(one.answer)]
    )
    return (header, *rows)


def _chart(found: Timeline, title: str, told: str) -> alt.ConcatChart:
    import altair as alt

    order = [_when(one) for one in found.dates]
    beliefs = _beliefs(found)
    panels = [_panel(beliefs, "Belief", "Lever", order, percentages=True)] if beliefs else []
    panels.append(
        _panel(_costs(found), "Lacking (below 0), cost (above)", "With", order, percentages=False)
    )
    subtitle = textwrap.wrap(
        f"Above, beliefs that events moved; below, what a settlement takes to hold under "
        f"{short_name(found.concept)}: a disc above 0 is a plan and its cost, a cross below 0 "
        "the payoff that is lacking where there is no plan.",
        84,
    )
    chart = alt.ConcatChart(
        concat=panels,
        columns=1,
        spacing=28,
        title=title_of(textwrap.wrap(title, 66), subtitle),
        description=told,
        background=alt.ExprRef(PAPER),
        params=[cast("alt.TopLevelParameter", alt.param(name="dark", value=False).param)],
        config=_looks(),
    )
    apart: alt.ConcatChart = chart.resolve_scale(color="independent", strokeDash="independent")
    return apart


def _looks() -> alt.Config:
    import altair as alt

    legend = alt.LegendConfig(
        labelColor=alt.ExprRef(INK), titleColor=alt.ExprRef(INK), labelLimit=220
    )
    axis = axes(gridOpacity=0.25, gridColor=alt.ExprRef(MUTED))
    view = alt.ViewConfig(stroke=alt.ExprRef(MUTED))
    return alt.Config(font=FONT, axis=axis, legend=legend, view=view)


def _panel(
    rows: list[Row], measure: str, series: str, order: list[str], *, percentages: bool
) -> alt.LayerChart:
    """Draw lines over the dates with a point at each."""
    import altair as alt

    names = list(dict.fromkeys(row["series"] for row in rows))
    colours = [COLOURS[k % len(COLOURS)] for k, _ in enumerate(names)]
    dashes = [DASHES[k % len(DASHES)] for k, _ in enumerate(names)]
    axis = alt.Axis(title=measure, tickCount=5)
    if percentages:
        axis = alt.Axis(title=measure, tickCount=5, labelExpr=PERCENT)
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
    shapes = alt.Scale(domain=[_PLAN, _LACKS], range=["circle", "cross"])
    points = base.mark_point(filled=True, size=80, opacity=1).encode(
        alt.Shape("kind:N", scale=shapes, legend=None),
        alt.Tooltip("told:N", title=measure),
        alt.Description("told:N"),
    )
    return alt.LayerChart(layer=[lines, points], width=_WIDTH, height=_HEIGHT)


def _dates(order: list[str]) -> alt.Scale:
    import altair as alt

    return alt.Scale(domain=order)


def _beliefs(found: Timeline) -> list[Row]:
    shown = {name for one in found.dates for name in one.moved}
    return [
        {
            "date": _when(one),
            "series": clean(Words(one.conflict).lever(name).title),
            "value": belief,
            "kind": _PLAN,
            "told": f"{_when(one)}: {percent(belief)}",
        }
        for one in found.dates
        for name, belief in one.beliefs.items()
        if name in shown
    ]


def _costs(found: Timeline) -> list[Row]:
    names = [Words(found.conflict).party(name) for name in found.held_by or ()]
    given = [("all levers", [one.answer for one in found.dates])]
    if names:
        given.append((f"{listing(names)} alone", [one.alone for one in found.dates]))
    return [
        {
            "date": _when(one),
            "series": series,
            "value": _height(answer),
            "kind": _PLAN if isinstance(answer, Plan) else _LACKS,
            "told": f"{_when(one)}: {cost(answer)}",
        }
        for series, answers in given
        for one, answer in zip(found.dates, answers, strict=True)
        if answer is not None
    ]


def _height(answer: Plan | Shortfall) -> float:
    return answer.cost if isinstance(answer, Plan) else -answer.total
