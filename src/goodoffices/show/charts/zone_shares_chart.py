"""The picture of zone shares: how often each package is in the zone, is efficient, and is chosen.

A group of bars per package, those likeliest chosen first, a bar per question; every bar has its
interval.
"""

from __future__ import annotations

import textwrap

from goodoffices.ensemble.zone_shares import ZoneShares
from goodoffices.errors import RequestError, require
from goodoffices.show.answers.packages import taken
from goodoffices.show.answers.zone_shares import Indices, asked_of, share_name
from goodoffices.show.charts.looks import (
    COLOURS,
    INK,
    MUTED,
    faint_grid,
    folded,
    percents,
    surface,
    title_of,
)
from goodoffices.show.charts.picture import Picture
from goodoffices.show.charts.robustness_chart import share_row
from goodoffices.show.charts.spec import Row, Spec, layer, measured, named, whole, written
from goodoffices.show.language import message, say, say_as
from goodoffices.show.telling import picture
from goodoffices.show.texts import clean

MOST_PACKAGES = 12
_WIDTH, _STEP, _GAP, _AROUND, _LINE = 460, 15, 12, 200, 84
_HINT = message("Put the pointer on a bar to read its share and interval.")


@picture.register(ZoneShares)
def zone_shares_picture(
    found: ZoneShares, rule: str | None = None, state: int | None = None
) -> Picture:
    """Draw how often packages are in the zone, are efficient, and are chosen.

    Parameters
    ----------
    rule, state
        Draw this rule only; this package only, given by its state's number.

    Raises
    ------
    RequestError
        No package is in the zone in any sample, or is ever chosen by the rule.
    """
    require("report", "vl_convert")
    told, places = asked_of(found, rule, state)
    if not len(places):
        raise RequestError(f"there is nothing to draw. {found.summary}")
    shown = places[:MOST_PACKAGES]
    rows = [row for place in shown.tolist() for row in _rows(found, told, place)]
    title = say("{}: how often it could be agreed", clean(found.conflict.title) or say("Conflict"))
    subtitle = _subtitle(found, places, len(shown))
    spoken = f"{title}. {subtitle} " + " ".join(f"{row['spoken']}." for row in rows)
    keys = ("package", "kind", "p", "from", "to")
    cells = tuple(tuple(str(row[key]) for key in keys) for row in rows)
    header = (say("Package"), say_as("a package", "Is"), say("Share"), say("From"), say("To"))
    height = _STEP * len(rows) + _GAP * len(shown) + _AROUND
    return Picture(
        _chart(title, subtitle, rows), title, spoken, (header, *cells), say(_HINT), height
    )


def _subtitle(found: ZoneShares, places: Indices, shown: int) -> str:
    told = [found.summary]
    if shown < len(places):
        told.append(say("{:,} of {:,} packages are drawn.", shown, len(places)))
    return clean(" ".join([*told, say("Lines across bars: 95 % intervals.")]))


def _rows(found: ZoneShares, told: tuple[str, ...], place: int) -> list[Row]:
    state = found.conflict.states[int(found.zone.candidates[place])]
    package = clean(say("State {} ({})", state.number, taken(found.conflict, state)))
    rows = []
    for what in told:
        share = found.package(state.number, what)
        name = share_name(what)
        rows.append({"package": package, "kind": name, **share_row(f"{package}, {name}", share)})
    return rows


def _chart(title: str, subtitle: str, rows: list[Row]) -> Spec:
    legend = {"labelColor": written(INK), "orient": "bottom", "direction": "horizontal"}
    high = _STEP * len({row["kind"] for row in rows}) + _GAP
    chart = {
        "layer": _layers(rows),
        "width": _WIDTH,
        "height": {"step": high, "for": "position"},
        "title": title_of(textwrap.wrap(title, 66), textwrap.wrap(subtitle, _LINE)),
        "description": title,
        **surface(axis=faint_grid(labelLimit=340), legend={**legend, "columns": 3}),
    }
    return whole(chart)


def _layers(rows: list[Row]) -> list[Spec]:
    packages, kinds = (list(dict.fromkeys(row[key] for row in rows)) for key in ("package", "kind"))
    labels = {"title": None, "labelExpr": folded(packages, 44, 18)}
    places = {
        "y": named("package", sort=packages, axis=labels),
        "yOffset": named("kind", sort=kinds),
    }
    scale = {"domain": [0, 1]}
    axis = {"title": say("Share of the models drawn"), "labelExpr": percents(), "tickCount": 5}
    colours = {"domain": kinds, "range": list(COLOURS[: len(kinds)])}
    shares = {
        **places,
        "x": measured("share", scale=scale, axis=axis),
        "fill": named("kind", title=None, scale=colours),
        "description": named("spoken"),
        "tooltip": [
            named("package", title=say("Package")),
            named("kind", title=say_as("a package", "Is")),
            named("p", title=say("Share")),
            named("from", title=say("From")),
            named("to", title=say("To")),
        ],
    }
    spans = {**places, "x": measured("low", scale=scale), "x2": {"field": "high"}}
    rule = {"type": "rule", "strokeWidth": 1.5, "color": written(INK), "aria": False}
    return [
        layer(rows, {"type": "bar", "stroke": written(MUTED), "strokeWidth": 0.6}, shares),
        layer(rows, rule, spans),
    ]
