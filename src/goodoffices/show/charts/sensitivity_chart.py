"""The picture of a sensitivity analysis: what decides an outcome, and how."""

from __future__ import annotations

import textwrap

from goodoffices.ensemble.sensitivity import Influence, Sensitivity
from goodoffices.errors import RequestError, require
from goodoffices.model.conflict import Conflict
from goodoffices.show.answers.ensemble_words import headline, told_influence, unexplained, warnings
from goodoffices.show.answers.quantities import factor_title
from goodoffices.show.charts.bars import COLUMNS, EVIDENT, NOISE, STEP, Bars, Small, draw_bars
from goodoffices.show.charts.picture import Picture
from goodoffices.show.charts.spec import Row
from goodoffices.show.language import message, say
from goodoffices.show.telling import picture
from goodoffices.show.texts import clean
from goodoffices.show.words import amount, interval, percent, yes_no

_MOST_BARS, _NOISE_BARS, _MOST_PANELS = 15, 3, 6
_LINE, _PANEL_WIDTH = 100, 34
_AROUND, _PANEL_HEIGHT = 210, 190
_HINT = message("Put the pointer on a bar or a point to read its figures.")


@picture.register(Sensitivity)
def sensitivity_picture(found: Sensitivity) -> Picture:
    """Draw what decides an outcome: explained shares, and its probability over values.

    Raises
    ------
    RequestError
        The outcome holds always, or never: nothing decides it.
    """
    require("report", "vl_convert")
    if not found.influences:
        raise RequestError(f"there is nothing to draw. {' '.join(headline(found))}")
    shown = _shown(found)
    panels = [one for one in shown if one.evident][:_MOST_PANELS] or shown[:1]
    title = say("{}: what decides", clean(found.conflict.title) or say("Conflict"))
    told = description(found)
    content = Bars(
        title=textwrap.wrap(title, 84),
        subtitle=_subtitle(found),
        description=told,
        bars=[_bar(one, found.conflict) for one in shown],
        panels=[_small(one, found.conflict) for one in panels],
        chance=found.probability.probability,
    )
    height = STEP * len(shown) + _PANEL_HEIGHT * -(-len(panels) // COLUMNS) + _AROUND
    return Picture(draw_bars(content), title, told, table(found), say(_HINT), height)


def description(found: Sensitivity) -> str:
    """Say what the picture shows."""
    shown = [told_influence(one, found.conflict) for one in found.influences if one.evident][
        :_MOST_PANELS
    ]
    first = (
        say("Most telling: {}.", say("; ").join(shown))
        if shown
        else say("Nothing is told from noise.")
    )
    told = [*headline(found), first, *unexplained(found), *warnings(found)]
    return clean(" ".join(told))


def table(found: Sensitivity) -> tuple[tuple[str, ...], ...]:
    """Return the picture as rows of text, the first of them the header."""
    header = (
        say("What is uncertain"),
        say("Explains alone"),
        say("Between"),
        say("Where it is lowest"),
        say("Where it is highest"),
        say("Told from noise"),
    )
    rows = [
        (
            clean(factor_title(one.factor, found.conflict)),
            percent(one.share),
            interval(one.low, one.high),
            percent(one.lowest),
            percent(one.highest),
            yes_no(one.evident),
        )
        for one in found.influences
    ]
    return (header, *rows)


def _shown(found: Sensitivity) -> list[Influence]:
    """Return those with a bar: what is told from noise, and a few that are not to compare with."""
    evident = [one for one in found.influences if one.evident][:_MOST_BARS]
    noise = [one for one in found.influences if not one.evident][:_NOISE_BARS]
    return [one for one in found.influences if one in evident or one in noise]


def _subtitle(found: Sensitivity) -> list[str]:
    more = len(found.influences) - len(_shown(found))
    told = [*headline(found), *unexplained(found)]
    told += [say("{} more that explain little, or nothing, are left out.", more)] if more else []
    told.append(
        say("Below: how likely it is over the values of the first; dashed: over all samples.")
    )
    told += warnings(found)
    return [line for one in told for line in textwrap.wrap(clean(one), _LINE)]


def _bar(one: Influence, conflict: Conflict) -> Row:
    return {
        "title": clean(factor_title(one.factor, conflict)),
        "share": one.share,
        "low": one.low,
        "high": one.high,
        "kind": say(EVIDENT if one.evident else NOISE),
        "told": percent(one.share),
        "what": clean(told_influence(one, conflict)),
    }


def _small(one: Influence, conflict: Conflict) -> Small:
    order = one.factor.kind == "order"
    points = []
    for step in one.bins:
        where = amount(step.least)
        if step.least < step.most:
            where = say("{} to {}", where, amount(step.most))
        if order:
            where = yes_no(bool(step.mean))
        what = say("{}: {} ({})", where, percent(step.probability), interval(step.low, step.high))
        figures = {"chance": step.probability, "low": step.low, "high": step.high}
        points.append({"x": step.mean, **figures, "what": what})
    joined = any(step.least < step.most for step in one.bins)
    title = textwrap.wrap(clean(factor_title(one.factor, conflict)), _PANEL_WIDTH)
    return Small(title, points, joined, tuple(map(yes_no, (False, True))) if order else ())
