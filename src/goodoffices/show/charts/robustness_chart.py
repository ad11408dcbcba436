"""The picture of robustness: how likely what holds is, and how the estimates settled down.

Concepts differ in shape as well as in colour; every probability has its interval beside it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import numpy as np

from goodoffices.ensemble.robustness import Robustness, Share
from goodoffices.errors import require
from goodoffices.show.answers.robustness import spread
from goodoffices.show.charts.looks import (
    faint_grid,
    folded,
    heading,
    legends,
    percents,
    surface,
    title_of,
)
from goodoffices.show.charts.picture import Picture
from goodoffices.show.charts.spec import Row, Spec, layer, measured, named, whole
from goodoffices.show.language import message, numeral, say
from goodoffices.show.telling import picture
from goodoffices.show.texts import clean
from goodoffices.show.words import enumerated, percent, short_name

MOST_STATES = 12
CLAIM = message("claim")
_WIDTH, _STEP = 460, 22
_LABEL = 46
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#7A8590")
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "circle")
_HINT = message("Put the pointer on a mark to read its value and interval.")


@picture.register(Robustness)
def odds_picture(found: Robustness) -> Picture:
    """Draw how likely states, settlements and claims hold, and the estimates as samples came in."""
    require("report", "vl_convert")
    title = say("{}: how likely it holds", clean(found.conflict.title) or say("Conflict"))
    outcomes, claims = list(_outcomes(found)), list(_claims(found))
    rows = [*outcomes, *claims]
    tracks = list(_tracks(found))
    drawn = _chart(title, _subtitle(found), (outcomes, claims), tracks, _tracked(found)[0])
    told = f"{title}. {_subtitle(found)} " + " ".join(f"{r['spoken']}." for r in rows)
    keys = ("what", "kind", "p", "from", "to")
    cells = tuple(tuple(str(row[key]) for key in keys) for row in rows)
    table = ((say("What"), say("Under"), say("Probability"), say("From"), say("To")), *cells)
    height = _STEP * len({row["what"] for row in rows}) + 420
    return Picture(drawn, title, told, table, say(_HINT), height)


def _subtitle(found: Robustness) -> str:
    pulled = enumerated(name for name, t in found.job.intensities.items() if t)
    if pulled:
        told = message("{:,} models drawn, levers pulled: {}. Bars: 95 % intervals.")
        return say(told, found.samples, pulled)
    return say("{:,} models drawn, no lever pulled. Bars: 95 % intervals.", found.samples)


def _outcomes(found: Robustness) -> Iterator[Row]:
    """Yield the settlement and the likeliest states, a row per concept."""
    likely = np.array([found.probability(concept) for concept in found.concepts])
    order = np.argsort(-likely.mean(axis=0), kind="stable")[:MOST_STATES]
    sought = found.conflict.mediation.settlement is not None
    for concept in found.concepts:
        name = short_name(concept)
        if sought:
            yield _row(say("A settlement holds"), name, found.settled(concept))
            yield _row(say("… and is accepted"), name, found.agreed(concept))
        for k in order:
            if likely[:, k].max() > 0:
                state = found.conflict.states[int(k)]
                label = clean(say("State {}  {}", state.number, state.label))
                yield _row(label, name, found.state(state.number, concept))


def _claims(found: Robustness) -> Iterator[Row]:
    for claim, share in zip(found.tested, found.claims, strict=True):
        said = textwrap.shorten(clean(claim.claim), _LABEL, placeholder="…")
        yield _row(said, say(CLAIM), share)


def _row(what: str, kind: str, share: Share) -> Row:
    return {"what": what, "kind": kind, **share_row(f"{what}, {kind}", share)}


def share_row(said: str, share: Share) -> Row:
    """Return what a mark tells of a share: where it stands, what is read there, what is spoken."""
    return {
        "share": share.probability,
        "low": share.low,
        "high": share.high,
        "p": percent(share.probability),
        "from": percent(share.low),
        "to": percent(share.high),
        "spoken": say("{}: {}", said, spread(share)),
    }


def _tracked(found: Robustness) -> tuple[str, str, int | None]:
    """Return what to follow as samples come in: in words, its counts, and a state's number."""
    if found.conflict.mediation.settlement is None:
        likely = np.array([found.probability(concept) for concept in found.concepts])
        state = int(np.argmax(likely.mean(axis=0))) + 1
        return say("state {} holds", state), "equilibria", state
    if any(found.agreed(concept).probability for concept in found.concepts):
        return say("a settlement holds and is accepted"), "agreed", None
    return say("a settlement holds"), "settled", None


def _tracks(found: Robustness) -> Iterator[Row]:
    """Yield estimates as samples came in."""
    _, counts, state = _tracked(found)
    for concept in found.concepts:
        for samples, share, low, high in found.convergence(concept, counts, state).tolist():
            kind, written = short_name(concept), (numeral(f"{n:.12g}") for n in (samples, share))
            spoken = say("samples: {}; share: {}; kind: {}", *written, kind)
            place = {"samples": samples, "share": share, "low": low, "high": high}
            yield place | {"kind": kind, "spoken": spoken}


def _colours(rows: list[Row]) -> Spec:
    kinds = list(dict.fromkeys(row["kind"] for row in rows))
    return {"domain": kinds, "range": list(_COLOURS[: len(kinds)])}


def _chart(
    title: str,
    subtitle: str,
    parts: tuple[list[Row], list[Row]],
    tracks: list[Row],
    tracked: str,
) -> Spec:
    colours = _colours([row for part in parts for row in part])
    panels = [_dots(part, colours) for part in parts if part]
    panels += [_lines(tracks, colours, tracked)] if tracks else []
    legend = legends(orient="top", direction="horizontal")
    chart = {
        "concat": panels,
        "columns": 1,
        "title": title_of(textwrap.wrap(title, 80), [subtitle]),
        **surface(axis=faint_grid(labelLimit=340), legend=legend),
    }
    return whole(chart)


def _dots(rows: list[Row], colour: Spec) -> Spec:
    names = list(dict.fromkeys(row["what"] for row in rows))
    kinds = list(dict.fromkeys(row["kind"] for row in rows))
    every = colour["domain"]
    shape = {"domain": list(every), "range": list(_SHAPES[: len(every)])}
    claims = kinds == [say(CLAIM)]
    legend = None if claims else {"title": say("Equilibrium under"), "values": kinds}
    place = {
        "y": named("what", sort=names, axis={"title": None, "labelExpr": folded(names, 60, 20)}),
        "color": named("kind", scale=colour, legend=legend),
    }
    if len(kinds) > 1:
        place["yOffset"] = named("kind", sort=kinds)
    axis = {"title": say("Probability"), "labelExpr": percents(), "tickCount": 5}
    intervals = {"x": measured("low", scale={"domain": [0, 1]}, axis=axis), "x2": {"field": "high"}}
    marks = {
        "x": measured("share"),
        "shape": named("kind", scale=shape, legend=legend),
        "tooltip": [
            named("what", title=say("What")),
            named("kind", title=say("Under")),
            named("p", title=say("Probability")),
            named("from", title=say("From")),
            named("to", title=say("To")),
        ],
        "description": named("spoken"),
    }
    dot = {"type": "point", "filled": True, "size": 52, "opacity": 1}
    return {
        "layer": [
            layer(rows, {"type": "rule", "strokeWidth": 2.2, "aria": False}, intervals | place),
            layer(rows, dot, marks | place),
        ],
        "width": _WIDTH,
        "height": {"step": _STEP, "for": "position"},
    }


def _lines(tracks: list[Row], colour: Spec, what: str) -> Spec:
    across = {"title": say("Models drawn"), "format": ",d", "tickCount": 6}
    upwards = {"title": say("Probability"), "labelExpr": percents(), "tickCount": 5}
    shared = {
        "x": measured("samples", axis=across),
        "color": named("kind", scale=colour, legend=None),
    }
    band = {"y": measured("low", axis=upwards, scale={"zero": False}), "y2": {"field": "high"}}
    line = {"y": measured("share"), "description": named("spoken")}
    return {
        "layer": [
            layer(tracks, {"type": "area", "opacity": 0.18, "aria": False}, shared | band),
            layer(tracks, {"type": "line", "strokeWidth": 2}, shared | line),
        ],
        "width": _WIDTH,
        "height": 180,
        "title": heading(say("As samples came in: {}", what)),
    }
