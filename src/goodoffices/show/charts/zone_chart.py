"""The picture of a zone of possible agreement: what there is to gain, and what rules choose.

Of two signatories, the gain of one across and of the other upwards, no deal at the origin; where
there are too many packages to tell apart they are counted in cells. Of three and more, parallel
coordinates: a line per efficient package over what each party gains, as a share of its best.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

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
from goodoffices.show.language import message, say
from goodoffices.show.telling import picture
from goodoffices.show.texts import clean, isolated
from goodoffices.show.words import Words, amount, enumerated

if TYPE_CHECKING:
    import altair as alt

Row = dict[str, Any]

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
    require("report", "altair", "vl_convert")
    parties = len(zone.signatories)
    if parties == 1:
        raise RequestError("one signatory alone has no zone to draw; two or more have to sign")
    if parties > _FLAT and not zone.count:
        raise RequestError(f"nothing to draw. {zone.summary}")
    chosen = list(choices(zone, None))
    title = say("{}: what could be agreed", clean(zone.conflict.title) or say("Conflict"))
    told = clean(f"{zone.summary} {' '.join(_chosen_in_words(zone, chosen))}")
    draw = partial(_chart, zone, chosen, title, told)
    height = _HEIGHT + _AROUND + (_BELOW * len(zone.conflict.issues) if chosen else 0)
    return Picture(draw, title, told, _table(zone, chosen), say(_HINT), height)


@dataclass(frozen=True)
class _Drawn:
    layers: list[alt.Chart]
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


def _chart(
    zone: Zone, chosen: Sequence[Choice], title: str, told: str
) -> alt.LayerChart | alt.ConcatChart:
    drawn = _plane(zone, chosen) if len(zone.signatories) == _FLAT else _parallel(zone, chosen)
    return _framed(drawn, issues_panel(zone, chosen, _WIDTH), title, told)


def _framed(
    drawn: _Drawn, below: alt.LayerChart | None, title: str, told: str
) -> alt.LayerChart | alt.ConcatChart:
    """Put the picture, and what stands below it, under a heading."""
    import altair as alt

    legend = legends(labelLimit=260, orient="bottom", direction="horizontal")
    looks: Row = {
        "title": title_of(textwrap.wrap(title, 66), textwrap.wrap(drawn.subtitle, _LINE)),
        "description": told,
        **surface(axis=faint_grid(), legend=legend),
    }
    size: Row = {"width": _WIDTH, "height": _HEIGHT}
    if below is None:
        return alt.LayerChart(layer=drawn.layers, **size, **looks)
    above = alt.LayerChart(layer=drawn.layers, **size)
    return alt.ConcatChart(concat=[above, below], columns=1, **looks)


def _plane(zone: Zone, chosen: Sequence[Choice]) -> _Drawn:
    """Draw two signatories' gains: packages, the efficient ones joined, choices on top."""
    import altair as alt

    rows, binned = _points(zone)
    across, upwards = (_gain(zone, place, name) for place, name in enumerate(_called(zone)))
    x = alt.X("x", type="quantitative", **across)
    y = alt.Y("y", type="quantitative", **upwards)
    every = {say(_INSIDE): "'#56B4E9'", say(_OUTSIDE): PAPER}
    kinds = [kind for kind in every if any(row["kind"] == kind for row in rows)]
    fills = [alt.ExprRef(every[kind]) for kind in kinds]
    points = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_point(filled=True, opacity=1, size=46, stroke=alt.ExprRef(MUTED), strokeWidth=0.7)
        .encode(
            x,
            y,
            alt.Fill("kind:N", title=say("Packages"), scale=alt.Scale(domain=kinds, range=fills)),
            alt.Description("what:N"),
            tooltip=[alt.Tooltip("what:N", title=say("Package"))],
        )
    )
    if binned:
        points = points.encode(
            alt.Size("count:Q", title=say("How many"), scale=alt.Scale(type="log", range=[14, 110]))
        )
    best = [_row(zone, package, _EFFICIENT) for package in zone.efficient]
    base = alt.Chart(alt.InlineData(values=best))
    frontier = base.mark_line(
        interpolate="step-before", color="#0072B2", strokeWidth=1.3, strokeDash=[5, 3], aria=False
    ).encode(x, y, alt.Order("x:Q"))
    efficient = base.mark_point(filled=True, size=58, opacity=1, fill="#0072B2").encode(
        x, y, alt.Description("what:N"), tooltip=[alt.Tooltip("what:N", title=say("Efficient"))]
    )
    layers = [*_axes_of_no_deal(x, y), points, frontier, efficient, *_marks(zone, chosen, x, y)]
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


def _gain(zone: Zone, place: int, party: str) -> Row:
    import altair as alt

    column = np.append(zone.candidate_gains[:, place], 0.0)
    low, high = float(column.min()), float(column.max())
    room = _MARGIN * (high - low) or 1.0
    ordinal = zone.signatories[place] in zone.ordinal
    points = message("Gain of {} over no deal, in its points")
    title = message("Gain of {} over no deal, in levels") if ordinal else points
    return {
        "scale": alt.Scale(domain=[low - room, high + room], nice=False, zero=False),
        "axis": alt.Axis(
            title=isolated(say(title, party)),
            format=",.4~g",
            tickCount=7,
        ),
    }


def _axes_of_no_deal(x: alt.X, y: alt.Y) -> list[alt.Chart]:
    import altair as alt

    base = alt.Chart(alt.InlineData(values=[{"x": 0.0, "y": 0.0}]))
    looks: Row = {"color": alt.ExprRef(INK), "strokeWidth": 1, "aria": False}
    return [base.mark_rule(**looks).encode(x), base.mark_rule(**looks).encode(y)]


def _marks(zone: Zone, chosen: Sequence[Choice], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Ring no deal and what rules choose, and name them."""
    import altair as alt

    names: dict[tuple[float, ...], list[str]] = {(0.0, 0.0): [say("No deal")]}
    whats: dict[tuple[float, ...], str] = {(0.0, 0.0): say("no deal")}
    for choice in chosen:
        gains = choice.package.gains
        named = [rule for rules in names.values() for rule in rules]  # of what ties, the first
        names.setdefault(gains, []).extend({rule_name(choice.rule)}.difference(named))
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
    base = alt.Chart(alt.InlineData(values=rows))
    rings = base.mark_point(
        filled=False, size=190, strokeWidth=2.2, opacity=1, stroke="#D55E00"
    ).encode(x, y, alt.Description("what:N"), tooltip=[alt.Tooltip("what:N", title=say("Chosen"))])
    layers = [rings]
    for left in (True, False):
        side = base.transform_filter(f"datum.left == {str(left).lower()}")
        text: Row = {"align": "right" if left else "left", "dx": -12 if left else 12, "dy": -9}
        text |= {"fontSize": 12, "aria": False}
        paper = alt.ExprRef(PAPER)
        halo = side.mark_text(stroke=paper, strokeWidth=4, color=paper, **text)
        shown = side.mark_text(color=alt.ExprRef(INK), **text)
        layers += [layer.encode(x, y, alt.Text("text:N")) for layer in (halo, shown)]
    return layers


def _parallel(zone: Zone, chosen: Sequence[Choice]) -> _Drawn:
    """Draw efficient packages as lines over the signatories, choices thick."""
    import altair as alt

    names = _called(zone)
    heads = [
        say("{} (best {})", name, amount(best)) for name, best in zip(names, zone.best, strict=True)
    ]
    x = alt.X(
        "party",
        type="nominal",
        sort=heads,
        scale=alt.Scale(type="point", padding=0.25),
        axis=alt.Axis(
            title=None,
            labelAngle=0,
            labelExpr=folded(heads, _WIDTH // (7 * len(heads)), _PHONE // (7 * len(heads))),
            grid=True,
        ),
    )
    y = alt.Y(
        "share",
        type="quantitative",
        scale=alt.Scale(domain=[0, max(1.0, *_shares(zone, chosen))]),
        axis=alt.Axis(
            title=say("Gain over no deal, as a share of its best in the zone"), labelExpr=percents()
        ),
    )
    every = zone.efficient
    kept = [every[k] for k in np.unique(np.linspace(0, len(every) - 1, _MOST_LINES).astype(int))]
    rows = [row for package in kept for row in _line(zone, heads, package, "")]
    thin = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(strokeWidth=1.1, opacity=0.55, color=alt.ExprRef(MUTED))
        .encode(x, y, alt.Detail("number:N"), alt.Description("what:N"))
        .encode(tooltip=[alt.Tooltip("what:N", title=say("Efficient"))])
    )
    told = [zone.summary, say("Thin: efficient packages, {:,} in all.", len(every))]
    told += [say("{:,} of them are drawn.", len(kept))] if len(kept) < len(every) else []
    told += [
        say("Thick: what rules choose."),
        say("Shares are of what each party gains at best; no deal is 0 %."),
    ]
    return _Drawn([thin, *_thick(zone, heads, chosen, x, y)], " ".join(told))


def _shares(zone: Zone, chosen: Sequence[Choice]) -> list[float]:
    pairs = [zip(c.package.gains, zone.best, strict=True) for c in chosen]
    return [gain / best for pair in pairs for gain, best in pair]


def _thick(
    zone: Zone, heads: list[str], chosen: Sequence[Choice], x: alt.X, y: alt.Y
) -> list[alt.Chart]:
    import altair as alt

    rules = [rule_name(rule) for rule in dict.fromkeys(choice.rule for choice in chosen)]
    rows = [row for c in chosen for row in _line(zone, heads, c.package, rule_name(c.rule))]
    colours = alt.Scale(domain=rules, range=list(COLOURS[: len(rules)]))
    dashes = alt.Scale(domain=rules, range=list(DASHES[: len(rules)]))
    base = alt.Chart(alt.InlineData(values=rows))
    looks: list[Any] = [
        x,
        y,
        alt.Color("rule:N", title=say("Chosen by"), scale=colours),
        alt.Detail("number:N"),
        alt.Description("what:N"),
    ]
    note = [alt.Tooltip("rule:N", title=say("Rule")), alt.Tooltip("what:N", title=say("Package"))]
    lines = base.mark_line(strokeWidth=2.8).encode(
        *looks, alt.StrokeDash("rule:N", title=say("Chosen by"), scale=dashes), tooltip=note
    )
    points = base.mark_point(filled=True, size=60, opacity=1).encode(*looks, tooltip=note)
    return [lines, points]


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
