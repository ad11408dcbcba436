"""The picture of a zone of possible agreement: what there is to gain, and what rules choose.

Of two signatories, the gain of one across and of the other upwards, no deal at the origin; where
there are too many packages to tell apart they are counted in cells. Of three and more, parallel
coordinates: a line per efficient package over what each party gains, as a share of its best.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from goodoffices.errors import RequestError, require
from goodoffices.mediation.zone.efficient import alike
from goodoffices.mediation.zone.zone import Package, Zone
from goodoffices.show.answers.packages import taken
from goodoffices.show.answers.zone import Choice, choices, rule_name
from goodoffices.show.charts.issues_panel import issues_panel
from goodoffices.show.charts.looks import (
    COLOURS,
    DASHES,
    INK,
    MUTED,
    PAPER,
    faint_grid,
    folded,
    legends,
    percents,
    surface,
    title_of,
)
from goodoffices.show.charts.picture import Picture
from goodoffices.show.charts.spec import Row, Spec, layer, measured, named, whole, written
from goodoffices.show.language import message, say
from goodoffices.show.telling import picture
from goodoffices.show.texts import clean, isolated
from goodoffices.show.words import Words, amount, enumerated

_WIDTH, _HEIGHT, _AROUND, _BELOW = 560, 400, 190, 50
_CELLS, _MOST_POINTS, _MOST_LINES = 56, 1_200, 250
_LINE, _PHONE = 84, 300
_EFFICIENT, _INSIDE, _OUTSIDE = "efficient", message("in the zone"), message("not in the zone")
_HINT = message("Put the pointer on a point or a line to see its package.")
_MARGIN = 0.08
_FLAT = 2  # parties whose gains fit on paper


@picture.register(Zone)
def zone_picture(zone: Zone) -> Picture:
    """Draw a zone.

    Raises
    ------
    RequestError
        A single signatory; or three and more, and the zone is empty.
    """
    require("report", "vl_convert")
    parties = len(zone.signatories)
    if parties == 1:
        raise RequestError("one signatory alone has no zone to draw; two or more have to sign")
    if parties > _FLAT and not zone.count:
        raise RequestError(f"nothing to draw. {zone.summary}")
    chosen = list(choices(zone, None))
    title = say("{}: what could be agreed", clean(zone.conflict.title) or say("Conflict"))
    told = clean(f"{zone.summary} {' '.join(_chosen_in_words(zone, chosen))}")
    drawn = _chart(zone, chosen, title, told)
    height = _HEIGHT + _AROUND + (_BELOW * len(zone.conflict.issues) if chosen else 0)
    return Picture(drawn, title, told, _table(zone, chosen), say(_HINT), height)


@dataclass(frozen=True)
class _Drawn:
    layers: list[Spec]
    subtitle: str


def _chosen_in_words(zone: Zone, chosen: Sequence[Choice]) -> Iterable[str]:
    for choice in chosen:
        yield say("{}: {}.", rule_name(choice.rule), _what(zone, choice.package))


def _what(zone: Zone, package: Package) -> str:
    words = Words(zone.conflict)
    gains = enumerated(
        f"{words.party(name)} {amount(gain)}"
        for name, gain in zip(zone.signatories, package.gains, strict=True)
    )
    told = taken(zone.conflict, package.state)
    return clean(say("state {} ({}): {}", package.state.number, told, gains))


def _called(zone: Zone) -> list[str]:
    words = Words(zone.conflict)
    return [clean(words.party(name)) for name in zone.signatories]


def _table(zone: Zone, chosen: Sequence[Choice]) -> tuple[tuple[str, ...], ...]:
    rules: dict[int, list[str]] = {}
    shown: dict[int, Package] = {}
    for choice in chosen:
        rules.setdefault(choice.package.state.number, []).append(rule_name(choice.rule))
        shown[choice.package.state.number] = choice.package
    for package in zone.efficient[:_MOST_LINES]:
        shown.setdefault(package.state.number, package)
    header = (
        say("State"),
        say("Taken"),
        *(say("Gain of {}", party) for party in _called(zone)),
        say("Chosen by"),
    )
    return (
        header,
        *(
            (
                str(number),
                taken(zone.conflict, package.state),
                *(amount(gain) for gain in package.gains),
                enumerated(rules.get(number, [])),
            )
            for number, package in shown.items()
        ),
    )


def _chart(zone: Zone, chosen: Sequence[Choice], title: str, told: str) -> Spec:
    drawn = _plane(zone, chosen) if len(zone.signatories) == _FLAT else _parallel(zone, chosen)
    return _framed(drawn, issues_panel(zone, chosen, _WIDTH), title, told)


def _framed(drawn: _Drawn, below: Spec | None, title: str, told: str) -> Spec:
    """Put the picture, and what stands below it, under a heading."""
    legend = legends(labelLimit=260, orient="bottom", direction="horizontal")
    looks: Row = {
        "title": title_of(textwrap.wrap(title, 66), textwrap.wrap(drawn.subtitle, _LINE)),
        "description": told,
        **surface(axis=faint_grid(), legend=legend),
    }
    above: Spec = {"layer": drawn.layers, "width": _WIDTH, "height": _HEIGHT}
    if below is None:
        return whole(above | looks)
    return whole({"concat": [above, below], "columns": 1, **looks})


def _plane(zone: Zone, chosen: Sequence[Choice]) -> _Drawn:
    """Draw two signatories' gains: packages, the efficient ones joined, choices on top."""
    rows, binned = _points(zone)
    across, upwards = (_gain(zone, place, name) for place, name in enumerate(_called(zone)))
    places = {"x": measured("x", **across), "y": measured("y", **upwards)}
    every = {say(_INSIDE): "'#56B4E9'", say(_OUTSIDE): PAPER}
    kinds = [kind for kind in every if any(row["kind"] == kind for row in rows)]
    fills = {"domain": kinds, "range": [written(every[kind]) for kind in kinds]}
    encoding = {
        **places,
        "fill": named("kind", title=say("Packages"), scale=fills),
        "description": named("what"),
        "tooltip": [named("what", title=say("Package"))],
    }
    if binned:
        sizes = {"type": "log", "range": [14, 110]}
        encoding["size"] = measured("count", title=say("How many"), scale=sizes)
    dot = {"type": "point", "filled": True, "opacity": 1}
    edge = {"stroke": written(MUTED), "strokeWidth": 0.7}
    best = [_row(zone, package, _EFFICIENT) for package in zone.efficient]
    dashed = {"strokeWidth": 1.3, "strokeDash": [5, 3], "aria": False}
    line = {"type": "line", "interpolate": "step-before", "color": "#0072B2", **dashed}
    said = {"description": named("what"), "tooltip": [named("what", title=say("Efficient"))]}
    layers = [
        *_axes_of_no_deal(places),
        layer(rows, {**dot, "size": 46, **edge}, encoding),
        layer(best, line, {**places, "order": measured("x")}),
        layer(best, {**dot, "size": 58, "fill": "#0072B2"}, places | said),
        *_marks(zone, chosen, places),
    ]
    told = [zone.summary]
    told += [say("Dashed: the efficient packages.")] if best else []
    told.append(say("Each party's gain is in its own points."))
    told += [say("Packages are counted in cells; the larger, the more.")] if binned else []
    return _Drawn(layers, " ".join(told))


def _points(zone: Zone) -> tuple[list[Row], bool]:
    """Return a row per distinct pair of gains, or per cell where there are many."""
    gains = zone.candidate_gains
    inside = np.isin(zone.candidates, zone.states, assume_unique=True)
    first, group = alike(gains)
    counts = np.bincount(group)
    if len(first) <= _MOST_POINTS:
        packages = [
            Package(zone.conflict.states[int(zone.candidates[k])], int(n), tuple(gains[k].tolist()))
            for k, n in zip(first.tolist(), counts.tolist(), strict=True)
        ]
        kinds = [say(_INSIDE if inside[k] else _OUTSIDE) for k in first.tolist()]
        return [_row(zone, p, kind) for p, kind in zip(packages, kinds, strict=True)], False
    low, spread = gains.min(axis=0), np.ptp(gains, axis=0)
    width = np.where(spread > 0, spread, 1.0) / _CELLS
    cells = np.minimum((gains - low) // width, _CELLS - 1)
    cells = np.column_stack([cells, inside])
    first, group = alike(cells)
    centres = low + (cells[first, :2] + 0.5) * width
    rows = [
        {
            "x": float(x),
            "y": float(y),
            "count": int(n),
            "kind": say(_INSIDE if inside[k] else _OUTSIDE),
            "what": say("{:,} about here: {}, {}", n, amount(x), amount(y)),
        }
        for (x, y), k, n in zip(centres, first.tolist(), np.bincount(group).tolist(), strict=True)
    ]
    return rows, True


def _row(zone: Zone, package: Package, kind: str) -> Row:
    x, y = package.gains
    what = _what(zone, package)
    if package.alike > 1:
        what = say("{}; {:,} alike", what, package.alike)
    return {"x": x, "y": y, "count": package.alike, "kind": kind, "what": what}


def _gain(zone: Zone, place: int, party: str) -> Spec:
    column = np.append(zone.candidate_gains[:, place], 0.0)
    low, high = float(column.min()), float(column.max())
    room = _MARGIN * (high - low) or 1.0
    ordinal = zone.signatories[place] in zone.ordinal
    points = message("Gain of {} over no deal, in its points")
    title = message("Gain of {} over no deal, in levels") if ordinal else points
    return {
        "scale": {"domain": [low - room, high + room], "nice": False, "zero": False},
        "axis": {"title": isolated(say(title, party)), "format": ",.4~g", "tickCount": 7},
    }


def _axes_of_no_deal(places: Spec) -> list[Spec]:
    rows = [{"x": 0.0, "y": 0.0}]
    mark = {"type": "rule", "color": written(INK), "strokeWidth": 1, "aria": False}
    return [layer(rows, mark, {way: place}) for way, place in places.items()]


def _marks(zone: Zone, chosen: Sequence[Choice], places: Spec) -> list[Spec]:
    """Ring no deal and what rules choose, and name them."""
    names: dict[tuple[float, ...], list[str]] = {(0.0, 0.0): [say("No deal")]}
    whats: dict[tuple[float, ...], str] = {(0.0, 0.0): say("no deal")}
    for choice in chosen:
        gains = choice.package.gains
        known = [rule for rules in names.values() for rule in rules]  # of what ties, the first
        names.setdefault(gains, []).extend({rule_name(choice.rule)}.difference(known))
        whats.setdefault(gains, _what(zone, choice.package))
    middle = float(zone.candidate_gains[:, 0].max()) / 2
    rows = [
        {
            "x": gains[0],
            "y": gains[1],
            "text": enumerated(rules),
            "what": whats[gains],
            "left": gains[0] > middle,
        }
        for gains, rules in names.items()
    ]
    ring = {"type": "point", "filled": False, "size": 190, "strokeWidth": 2.2, "opacity": 1}
    said = {"description": named("what"), "tooltip": [named("what", title=say("Chosen"))]}
    layers = [layer(rows, {**ring, "stroke": "#D55E00"}, places | said)]
    for left in (True, False):
        side = {"transform": [{"filter": f"datum.left == {str(left).lower()}"}]}
        text: Spec = {"type": "text", "fontSize": 12, "aria": False, "dy": -9}
        text |= {"align": "right", "dx": -12} if left else {"align": "left", "dx": 12}
        halo = {"stroke": written(PAPER), "strokeWidth": 4, "color": written(PAPER)}
        shown = (text | halo, text | {"color": written(INK)})
        layers += [layer(rows, looks, {**places, "text": named("text")}, **side) for looks in shown]
    return layers


def _parallel(zone: Zone, chosen: Sequence[Choice]) -> _Drawn:
    """Draw efficient packages as lines over the signatories, choices thick."""
    names = _called(zone)
    heads = [
        say("{} (best {})", name, amount(best)) for name, best in zip(names, zone.best, strict=True)
    ]
    broken = folded(heads, _WIDTH // (7 * len(heads)), _PHONE // (7 * len(heads)))
    parties = {"title": None, "labelAngle": 0, "labelExpr": broken, "grid": True}
    gained = say("Gain over no deal, as a share of its best in the zone")
    domain = {"domain": [0, max(1.0, *_shares(zone, chosen))]}
    places = {
        "x": named("party", sort=heads, scale={"type": "point", "padding": 0.25}, axis=parties),
        "y": measured("share", scale=domain, axis={"title": gained, "labelExpr": percents()}),
    }
    every = zone.efficient
    kept = [every[k] for k in np.unique(np.linspace(0, len(every) - 1, _MOST_LINES).astype(int))]
    rows = [row for package in kept for row in _line(zone, heads, package, "")]
    thin = layer(
        rows,
        {"type": "line", "strokeWidth": 1.1, "opacity": 0.55, "color": written(MUTED)},
        {
            **places,
            "detail": named("number"),
            "description": named("what"),
            "tooltip": [named("what", title=say("Efficient"))],
        },
    )
    told = [zone.summary, say("Thin: efficient packages, {:,} in all.", len(every))]
    told += [say("{:,} of them are drawn.", len(kept))] if len(kept) < len(every) else []
    told += [
        say("Thick: what rules choose."),
        say("Shares are of what each party gains at best; no deal is 0 %."),
    ]
    return _Drawn([thin, *_thick(zone, heads, chosen, places)], " ".join(told))


def _shares(zone: Zone, chosen: Sequence[Choice]) -> list[float]:
    pairs = [zip(c.package.gains, zone.best, strict=True) for c in chosen]
    return [gain / best for pair in pairs for gain, best in pair]


def _thick(zone: Zone, heads: list[str], chosen: Sequence[Choice], places: Spec) -> list[Spec]:
    rules = [rule_name(rule) for rule in dict.fromkeys(choice.rule for choice in chosen)]
    rows = [row for c in chosen for row in _line(zone, heads, c.package, rule_name(c.rule))]
    colours = {"domain": rules, "range": list(COLOURS[: len(rules)])}
    dashes = {"domain": rules, "range": list(DASHES[: len(rules)])}
    encoding = {
        **places,
        "color": named("rule", title=say("Chosen by"), scale=colours),
        "detail": named("number"),
        "description": named("what"),
        "tooltip": [named("rule", title=say("Rule")), named("what", title=say("Package"))],
    }
    dashed = {"strokeDash": named("rule", title=say("Chosen by"), scale=dashes)}
    return [
        layer(rows, {"type": "line", "strokeWidth": 2.8}, encoding | dashed),
        layer(rows, {"type": "point", "filled": True, "size": 60, "opacity": 1}, encoding),
    ]


def _line(zone: Zone, heads: list[str], package: Package, rule: str) -> list[Row]:
    what = _what(zone, package)
    return [
        {
            "party": head,
            "share": gain / best,
            "number": package.state.number,
            "rule": rule,
            "what": what,
        }
        for head, gain, best in zip(heads, package.gains, zone.best, strict=True)
    ]
