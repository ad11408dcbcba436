"""The picture of a pressure map: where a settlement holds, and what holds elsewhere."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import require
from goodoffices.mediation.map_cutting import pieces
from goodoffices.mediation.map_pieces import Pieces
from goodoffices.mediation.pressure_map import Axis, PressureMap
from goodoffices.show.charts.heat import (
    AGREED,
    COLUMNS,
    KINDS,
    NOTHING,
    OTHERS,
    SETTLED,
    Heat,
    Panel,
    Scale,
    draw_heat,
)
from goodoffices.show.charts.picture import Picture
from goodoffices.show.charts.regions import outline, roomiest
from goodoffices.show.charts.spec import Row
from goodoffices.show.gathered import gathered
from goodoffices.show.language import message, say
from goodoffices.show.telling import picture
from goodoffices.show.texts import clean, isolated
from goodoffices.show.words import (
    Words,
    amount,
    axis_name,
    brief,
    enumerated,
    percent,
    short_name,
)
from goodoffices.stability.concepts import concept_key

if TYPE_CHECKING:
    from goodoffices.mediation.plan.results import Plan

_ONE, _MANY = 440, 250
_LETTER, _LINE = 6.6, 16
_LABELLED = 0.01
_MOST_NAMED = 3
_FEW = 4
_RASTER = 120
_AROUND = 190
_HINT = message("Put the pointer on a region to see which settlements, or else states, hold there.")


@dataclass(frozen=True)
class Holding:
    """A region of the map under one concept: what holds there.

    Attributes
    ----------
    states
        Indices: the settlements that hold and are accepted; where none is, those that hold; where
        none does, all states that hold, if they are few.
    pieces
        Which pieces of the map it covers. Shape (pieces,).
    share
        Of the map's area.
    """

    states: tuple[int, ...]
    kind: str
    pieces: NDArray[np.bool_]
    share: float


def holdings(found: PressureMap, concept: str) -> list[Holding]:
    """Return the regions of a map under a concept, the largest first."""
    parts = pieces(found)
    keys = _keys(parts.inside, concept)[0]
    regions, codes = np.unique(keys, axis=0, return_inverse=True)
    held = [
        Holding(
            tuple(np.flatnonzero(row[1:]).tolist()),
            KINDS[int(row[0])],
            covered,
            float(parts.areas[covered].sum()),
        )
        for row, covered in ((row, codes.reshape(-1) == k) for k, row in enumerate(regions))
    ]
    return sorted(held, key=lambda one: (-one.share, one.states))


def _keys(found: PressureMap, concept: str) -> NDArray[np.int64]:
    """Return what is said of each point of a map: its kind, and whether each state is named."""
    verdicts = found.equilibrium(concept)
    holding = verdicts[:, :, list(found.settlements)]
    agreed = holding & found.accepted
    few = verdicts & (verdicts.sum(axis=2, keepdims=True) <= _FEW)
    kinds = np.where(verdicts.any(axis=2), KINDS.index(OTHERS), KINDS.index(NOTHING))
    kinds[holding.any(axis=2)] = KINDS.index(SETTLED)
    kinds[agreed.any(axis=2)] = KINDS.index(AGREED)
    shown = few & (kinds >= KINDS.index(OTHERS))[:, :, None]
    for kind, which in ((SETTLED, holding), (AGREED, agreed)):
        rows, columns = np.nonzero(kinds == KINDS.index(kind))
        shown[rows[:, None], columns[:, None], list(found.settlements)] = which[rows, columns]
    return np.concatenate([kinds[:, :, None], shown], axis=2).astype(np.int64)


@picture.register(PressureMap)
def map_picture(found: PressureMap, plan: Plan | None = None) -> Picture:
    """Draw a pressure map: one panel per concept.

    Parameters
    ----------
    plan
        Marked in the panel of its concept, where its levers stand on the axes; on a decision
        maker's axis by the share of all that its levers could do.
    """
    require("report", "vl_convert")
    held = {concept: holdings(found, concept) for concept in found.concepts}
    size = _ONE if len(held) == 1 else _MANY
    kinds = {one.kind for ones in held.values() for one in ones}
    title = say("{}: pressure map", clean(found.conflict.title) or say("Conflict"))
    of, point = _marked(found, plan)
    told = description(found, held, point)
    heat = Heat(
        title=textwrap.wrap(title, 58 if len(held) == 1 else 95),
        subtitle=_subtitle(found, point, one=len(held) == 1),
        description=told,
        x=scale_of(found.x),
        y=scale_of(found.y),
        panels=[
            _panel(found, c, ones, size, point if c == of else None) for c, ones in held.items()
        ],
        kinds=[kind for kind in KINDS if kind in kinds],
        size=size,
    )
    height = -(-len(held) // COLUMNS) * (size + 80)
    return Picture(draw_heat(heat), title, told, table(found, held), say(_HINT), height + _AROUND)


def described(found: PressureMap, plan: Plan | None = None) -> str:
    """Say what the picture of a map shows, without drawing it."""
    held = {concept: holdings(found, concept) for concept in found.concepts}
    return description(found, held, _marked(found, plan)[1])


def _marked(found: PressureMap, plan: Plan | None) -> tuple[str, Row | None]:
    """Return in which concept's panel a plan is marked, and where; nowhere is None."""
    of = "" if plan is None else concept_key(plan.request.concept)
    return of, None if plan is None or of not in found.concepts else _point(found, plan)


def description(
    found: PressureMap, held: dict[str, list[Holding]], point: Row | None = None
) -> str:
    """Say what the map shows."""
    parts = [
        say("Pressure map of the conflict “{}”.", clean(found.conflict.title)),
        say("Across: {}.", axis_title(found.x)),
        say("Upwards: {}.", axis_title(found.y)),
        _sought(found),
    ]
    for concept, ones in held.items():
        shares = [(kind, sum(one.share for one in ones if one.kind == kind)) for kind in KINDS]
        listed = say("; ").join(
            say("{}, on {}", say(kind), percent(share)) for kind, share in shares if share
        )
        parts.append(say("Under {}: {} of the map.", short_name(concept), listed))
    if point is not None:
        parts.append(say("Marked: {}.", point["what"]))
    return " ".join(parts)


def table(found: PressureMap, held: dict[str, list[Holding]]) -> tuple[tuple[str, ...], ...]:
    """Return the map as rows of text, the first of them the header.

    What holds: settlements, where any does; and where none does, whatever states hold.
    """
    header = (
        say("Concept"),
        say("What holds there"),
        say("What that is"),
        say("Share of the map"),
        say("Across"),
        say("Upwards"),
    )
    rows = [header]
    corners = pieces(found).corners
    for concept, ones in held.items():
        for one in ones:
            across, upwards = _reach([corners[k] for k in np.flatnonzero(one.pieces)])
            name, share = short_name(concept), percent(one.share)
            rows.append((name, _named(found, one), say(one.kind), share, across, upwards))
    return tuple(rows)


def _reach(corners: Sequence[NDArray[np.float64]]) -> tuple[str, str]:
    """Say from where to where some pieces reach, across and upwards."""
    every = np.vstack(corners)
    least, most = every.min(axis=0).tolist(), every.max(axis=0).tolist()
    across, upwards = zip(least, most, strict=True)
    return _between(*across), _between(*upwards)


def _between(low: float, high: float) -> str:
    return say("{} to {}", amount(low), amount(high))


def reach(axis: Axis, covered: NDArray[np.bool_]) -> str:
    """Say from where to where on an axis some points reach."""
    values = axis.values[covered]
    return _between(values[0], values[-1])


def _named(found: PressureMap, one: Holding) -> str:
    states = [found.conflict.states[k] for k in one.states]
    return clean(enumerated(map(brief, states))) or (
        say("none") if one.kind == NOTHING else say("more than {}", _FEW)
    )


def _sought(found: PressureMap) -> str:
    sought = np.zeros(len(found.conflict.states), bool)
    sought[list(found.settlements)] = True
    told = gathered(Words(found.conflict), sought)
    return (
        say("Settlement sought: {}.", told)
        if found.settlements
        else say("No settlement is sought.")
    )


def axis_title(axis: Axis) -> str:
    """Say what an axis has on it, and in what."""
    if axis.kind == "lever":
        return say("{} (intensity)", clean(axis.title))
    return say("All {} (share of their limits)", clean(axis_name(axis)))


def scale_of(axis: Axis) -> Scale:
    """Return an axis as it is drawn."""
    return Scale(isolated(axis_title(axis)), float(axis.values[-1]), axis.kind != "lever")


def _subtitle(found: PressureMap, point: Row | None, *, one: bool) -> list[str]:
    lines = [say("{} Numbers: the states that hold.", _sought(found))]
    if found.settlements:
        lines[0] = say(
            "{} Numbers: the settlements that hold; where none does, the states that do. "
            "Line: where a settlement is accepted, too.",
            _sought(found),
        )
    if point is not None:
        lines.append(say("Diamond: {}.", point["what"]))
    width = 72 if one else 130
    return [wrapped for line in lines for wrapped in textwrap.wrap(line, width)]


def _panel(
    found: PressureMap, concept: str, ones: list[Holding], size: int, point: Row | None
) -> Panel:
    codes = np.zeros(len(ones[0].pieces), np.int64)
    for k, one in enumerate(ones):
        codes[one.pieces] = k
    parts = pieces(found)
    regions: list[Row] = []
    for place, (code, corners) in enumerate(parts.joined(codes)):
        one, (across, upwards) = ones[code], _reach([corners])
        what, where = _named(found, one), say("{} across, {} upwards", across, upwards)
        kind = say(one.kind)
        spoken = say("{}, {}: {}; {}", short_name(concept), where, what, kind)
        told = {"kind": kind, "what": what, "where": where, "spoken": spoken, "piece": place}
        regions += [{"x": x, "y": y, "y2": y2} | told for x, y, y2 in outline(corners)]
    around, between = (
        [{"x": x, "y": y, "x2": x2, "y2": y2} for x, y, x2, y2 in parts.borders(covered)]
        for covered in (parts.inside.agreed(concept)[0].astype(np.int64), codes)
    )
    labels = list(_labels(ones, parts, size))
    return Panel(short_name(concept), regions, around, between, labels, point)


def edges(values: NDArray[np.float64]) -> list[float]:
    """Return where the cells around the values begin and end. Length of values, and one."""
    between = (values[1:] + values[:-1]) / 2
    return [float(v) for v in (values[0], *between, values[-1])]


def _labels(ones: list[Holding], parts: Pieces, size: int) -> Iterator[dict[str, object]]:
    """Yield a label for each set of states, where its region has the most room."""
    middles = (np.arange(_RASTER) + 0.5) / _RASTER
    points = np.stack(np.meshgrid(middles, middles), axis=2)
    covering = parts.at(points.reshape(-1, 2)).reshape(_RASTER, _RASTER)
    dots = size / _RASTER
    for one in ones:
        numbers = [str(k + 1) for k in one.states]
        more = len(numbers) - _MOST_NAMED
        text = enumerated(numbers[:_MOST_NAMED]) + (f" +{more}" if more > 0 else "")
        text = text or (say("none") if one.kind == NOTHING else say("over {}", _FEW))
        wide, high = int(len(text) * _LETTER / dots) + 1, int(_LINE / dots) + 1
        box = roomiest(one.pieces[covering], wide, high) if one.share >= _LABELLED else None
        if box is not None:
            middle = np.array([box.left + box.right, box.low + box.high]) / 2 / _RASTER
            x, y = (middle * parts.scale).tolist()
            yield {"x": x, "y": y, "text": text, "kind": say(one.kind)}


def _point(found: PressureMap, plan: Plan) -> Row:
    """Return where a plan lies on the map."""
    place = {"x": _placed(found.x, plan), "y": _placed(found.y, plan)}
    bluffing = message("the plan, with bluffs, settlement {} under {}, at {} across and {} upwards")
    plain = message("the plan, settlement {} under {}, at {} across and {} upwards")
    told = say(
        bluffing if plan.bluffs else plain,
        plan.settlement.number,
        short_name(concept_key(plan.request.concept)),
        amount(place["x"]),
        amount(place["y"]),
    )
    axes = (*found.x.levers, *found.y.levers)
    off = [
        name
        for name, t in plan.intensities.items()
        if t > 0 and name not in {lever.name for lever in axes}
    ]
    if off and not all(found.fixed.get(name) == plan.intensities[name] for name in off):
        told = say("{}; it pulls other levers too", told)
    if any(axis.kind == "decision_maker" and _mixed(axis, plan) for axis in (found.x, found.y)):
        told = say("{}; it pulls levers on a party unevenly, the map all alike", told)
    return {**place, "what": told}


def _mixed(axis: Axis, plan: Plan) -> bool:
    """Say whether a plan pulls an axis's levers to different shares of their limits."""
    shares = [plan.intensities.get(lever.name, 0.0) / lever.most for lever in axis.levers]
    return max(shares) - min(shares) > _LABELLED


def _placed(axis: Axis, plan: Plan) -> float:
    """Return a lever's intensity, or the share of all that the levers on a party could do."""
    if axis.kind == "lever":
        return plan.intensities.get(axis.levers[0].name, 0.0)
    could = sum(abs(lever.felt) * lever.most for lever in axis.levers)
    does = sum(abs(lever.felt) * plan.intensities.get(lever.name, 0.0) for lever in axis.levers)
    return does / could if could else 0.0
