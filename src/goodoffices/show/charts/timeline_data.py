"""What a picture of a timeline shows, as plain data, also for pages that draw it themselves."""

from __future__ import annotations

from typing import Any

from goodoffices.ensemble.timeline import OnDate, Timeline
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.show.answers.timeline import cost, moved
from goodoffices.show.language import message, say
from goodoffices.show.texts import clean
from goodoffices.show.words import Words, listing, percent

Row = dict[str, Any]
PLAN, LACKS = "plan: its cost", "no plan: payoff lacking"
BELIEF, TAKES = message("Belief"), message("Lacking (below 0), cost (above)")


def timeline_data(found: Timeline) -> Row:
    """Return the panels of a picture of a timeline.

    Returns
    -------
    dict
        ``told``: all of it in words. ``dates``: what stands along, in order. ``panels``: each with
        its ``measure``, whether it counts in shares (``shares``), and its ``lines``: a ``name``
        and ``points``, each with the place of its date (``at``), ``value``, whether that ``lacks``
        what a plan would take, and the same ``told`` in words.

    Examples
    --------
    >>> found = go.timeline(go.case("istanbul-2025"), samples=0, until="2025-04-30")
    >>> told = timeline_data(found)
    >>> told["dates"], [panel["measure"] for panel in told["panels"]]
    (['as written', '1: 2025-04-30'], ['Belief', 'Lacking (below 0), cost (above)'])
    >>> told["panels"][0]["lines"][0]["points"][1]["told"]
    '1: 2025-04-30: 50 %'
    """
    dates = [when(one) for one in found.dates]
    panels = [(BELIEF, belief_rows(found)), (TAKES, cost_rows(found))]
    return {
        "told": in_words(found),
        "dates": dates,
        "panels": [
            {"measure": say(measure), "shares": measure == BELIEF, "lines": _lines(rows, dates)}
            for measure, rows in panels
            if rows
        ],
    }


def _lines(rows: list[Row], dates: list[str]) -> list[Row]:
    lines: dict[str, list[Row]] = {}
    for row in rows:
        point = {
            "at": dates.index(row["date"]),
            "value": row["value"],
            "lacks": row["kind"] == LACKS,
            "told": row["told"],
        }
        lines.setdefault(row["series"], []).append(point)
    return [{"name": name, "points": points} for name, points in lines.items()]


def when(one: OnDate) -> str:
    """Return a date with its number, as it stands along a picture."""
    return say("{}: {}", one.number, one.date) if one.number else say("as written")


def in_words(found: Timeline) -> str:
    """Say what a picture of a timeline shows, date by date."""
    return " ".join(
        say(
            "{}, {}: {}.",
            when(one),
            clean(one.event) or say("as written"),
            say("; ").join(filter(None, [*moved(one), cost(one.answer)])) or say("no change"),
        )
        for one in found.dates
    )


def belief_rows(found: Timeline) -> list[Row]:
    """Return the beliefs that events moved, a row per date and lever."""
    shown = {name for one in found.dates for name in one.moved}
    return [
        {
            "date": when(one),
            "series": clean(Words(one.conflict).lever(name).title),
            "value": belief,
            "kind": PLAN,
            "told": say("{}: {}", when(one), percent(belief)),
        }
        for one in found.dates
        for name, belief in one.beliefs.items()
        if name in shown
    ]


def cost_rows(found: Timeline) -> list[Row]:
    """Return what a settlement takes, a row per date and set of levers."""
    names = [Words(found.conflict).party(name) for name in found.held_by or ()]
    given = [(say("all levers"), [one.answer for one in found.dates])]
    if names:
        given.append((say("{} alone", listing(names)), [one.alone for one in found.dates]))
    return [
        {
            "date": when(one),
            "series": series,
            "value": _height(answer),
            "kind": PLAN if isinstance(answer, Plan) else LACKS,
            "told": say("{}: {}", when(one), cost(answer)),
        }
        for series, answers in given
        for one, answer in zip(found.dates, answers, strict=True)
        if answer is not None
    ]


def _height(answer: Plan | Shortfall) -> float:
    return answer.cost if isinstance(answer, Plan) else -answer.total
