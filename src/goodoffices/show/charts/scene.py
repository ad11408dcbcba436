"""From what is to be shown to what is drawn where."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import asdict

import numpy as np
from numpy.typing import NDArray

from goodoffices.show.charts.arcs import RADIUS, Curve, bend
from goodoffices.show.charts.chart import (
    ANY_CONCEPT,
    IMPROVEMENT,
    OTHER_MOVE,
    POSSIBLE,
    Content,
    Row,
)
from goodoffices.show.charts.graph_layout import laid_out
from goodoffices.show.charts.labels import (
    LINE_HEIGHT,
    Box,
    Pointer,
    place_labels,
    place_pointer,
    text_width,
)
from goodoffices.show.charts.layout import Layout
from goodoffices.show.charts.view import View, concept_names
from goodoffices.show.charts.words import description, kind_of, options_taken, rank
from goodoffices.show.language import message, say
from goodoffices.show.texts import clean
from goodoffices.show.words import enumerated, short_name

_LABEL_WIDTH = 20
_LONGEST_PATTERN = 12
_HEADING_WIDTH = 18
_LETTER = 6.2
_LEGEND = 240
_BOLDER = 1.1

Line = tuple[str, str]
"""Text and style."""


def scene(view: View) -> Content:
    """Place everything."""
    layout = laid_out(view.conflict, view.chosen, view.every_arc)
    curves = bend(layout.points, view.arcs)
    labels = [_label(view, place) for place in range(len(view.states))]
    quo = view.status_quo
    pointer = None if quo is None else place_pointer(layout.points, quo, curves)
    lines = [[text for text, _ in label] for label in labels]
    boxes = place_labels(layout.points, lines, curves, pointer)
    inner = _extent(layout.points, curves, boxes, pointer)
    headings = _headings(layout, inner)
    texts = [row for box, label in zip(boxes, labels, strict=True) for row in _lines(box, label)]
    extent = _around(inner, headings, _legend_height(view))
    width = int((extent[1] - extent[0] + _LEGEND) / _LETTER)
    return Content(
        title=_wrapped(view.conflict.title, int(width * 0.75), 3),
        subtitle=_subtitle(view, width, ANY_CONCEPT),
        caption=_caption(view, width),
        description=description(view),
        movers=[(mover, view.names[mover]) for mover in view.movers],
        concepts=_choices(view),
        said={key: " ".join(_subtitle(view, 10_000, key)) for key in _choices(view)},
        nodes=_nodes(view, layout.points),
        arcs=_arcs(view, curves),
        marked=[asdict(pointer)] if pointer else [],
        texts=[*texts, *headings],
        extent=extent,
        improvements_only=view.improvements_only,
        in_part=view.in_part,
    )


def _wrapped(text: str, width: int, most: int) -> list[str]:
    return textwrap.wrap(clean(text), width, max_lines=most, placeholder=" …") or [""]


def _label(view: View, place: int) -> list[Line]:
    """Say beside a state what it is, and under which concepts it is an equilibrium."""
    label = view.states[place].label
    lines = []
    if view.conflict.in_graph_form or len(label) <= _LONGEST_PATTERN:
        lines = [(text, "normal") for text in _wrapped(label, _LABEL_WIDTH, 3)]
    if place == view.status_quo:
        lines.append((say("status quo"), "bold"))
    held = view.concepts_of(place)
    if held and len(view.concepts) > 1:
        lines.append((_held_under(held, view.concepts), "italic"))
    can = view.can_be_of(place)
    if can and len(view.concepts) > 1:
        lines.append((say("can: {}", _held_under(can, view.concepts)), "italic"))
    return lines


def _held_under(held: Sequence[str], concepts: Sequence[str]) -> str:
    lacking = [concept for concept in concepts if concept not in held]
    if not lacking:
        return say("all concepts")
    if len(lacking) == 1 < len(held):
        return say("all but {}", concept_names(lacking))
    return concept_names(held)


def _lines(box: Box, label: Sequence[Line]) -> list[Row]:
    return [
        _text(text, box.x, box.top - k * LINE_HEIGHT, box.align, style)
        for k, (text, style) in enumerate(label)
    ]


def _text(text: str, x: float, y: float, align: str, style: str = "normal") -> Row:
    width = text_width(text) * (_BOLDER if style == "bold" else 1.0)
    left = x - width * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
    covered = {"left": left - 1, "right": left + width + 1, "bottom": y - LINE_HEIGHT}
    place = {key: round(value, 1) for key, value in {"x": x, "y": y, **covered}.items()}
    return {"text": text, "align": align, "style": style, **place}


def _extent(
    points: NDArray[np.float64],
    curves: Sequence[Curve],
    boxes: Sequence[Box],
    pointer: Pointer | None,
) -> tuple[float, float, float, float]:
    """Least x, greatest x, least y and greatest y of all that is drawn, and a little more."""
    corners = [((b.left, b.bottom), (b.right, b.top)) for b in boxes]
    if pointer:
        corners.append(((pointer.x - RADIUS, pointer.y - RADIUS), (pointer.x, pointer.y)))
    ink = np.concatenate([points - 2 * RADIUS, points + 2 * RADIUS, *(c.line for c in curves)])
    ink = np.concatenate([ink, *(np.array(pair) for pair in corners)])
    (left, bottom), (right, top) = np.floor(ink.min(axis=0)) - 4, np.ceil(ink.max(axis=0)) + 4
    return float(left), float(right), float(bottom), float(top)


def _headings(layout: Layout, inner: tuple[float, float, float, float]) -> list[Row]:
    """Columns' headings below the picture, rows' headings left of it, their owner beyond them."""
    left, _, bottom, _ = inner
    rows = []
    for headings in layout.headings:
        owner = " ".join(_wrapped(headings.owner, 2 * _HEADING_WIDTH, 1))
        names = [_wrapped(name, _HEADING_WIDTH, 2) for name, _ in headings.strategies]
        places = [place for _, place in headings.strategies]
        for lines, place in zip(names, places, strict=True):
            top = place + len(lines) / 2 * LINE_HEIGHT
            for k, text in enumerate(lines):
                if headings.side == "below":
                    rows.append(_text(text, place, bottom - k * LINE_HEIGHT, "center"))
                else:
                    rows.append(_text(text, left, top - k * LINE_HEIGHT, "right"))
        if headings.side == "below":
            depth = max(map(len, names)) + 0.5
            middle = (places[0] + places[-1]) / 2
            rows.append(_text(owner, middle, bottom - depth * LINE_HEIGHT, "center", "bold"))
        else:
            rows.append(_text(owner, left, places[-1] + 2.8 * LINE_HEIGHT, "right", "bold"))
    return rows


def _around(
    inner: tuple[float, float, float, float], headings: Sequence[Row], least_height: float
) -> tuple[float, float, float, float]:
    """Make room for the headings, and for the legend beside the picture."""
    left, right, bottom, top = inner
    for row in headings:
        width = text_width(row["text"]) * 1.1 + 6
        share = {"center": 0.5, "right": 1.0}[row["align"]]
        left = min(left, row["x"] - width * share)
        right = max(right, row["x"] + width * (1 - share))
        bottom = min(bottom, row["y"] - 1.5 * LINE_HEIGHT)
    bottom = min(bottom, top - least_height)
    return round(left), round(right), round(bottom), round(top)


def _legend_height(view: View) -> float:
    """Estimate the legend's height: decision makers, kinds of moves, kinds of states."""
    kinds = 2 + view.in_part
    arrows = kinds - view.improvements_only
    groups = [len(view.movers), 0 if arrows == 1 else arrows, kinds]
    return sum(18 + 22 * entries for entries in groups if entries)


def _subtitle(view: View, width: int, chosen: str) -> list[str]:
    """Say what is marked where a concept is chosen, or any."""
    conflict = view.conflict
    if chosen != ANY_CONCEPT:
        told = [say("Equilibria under {}.", short_name(chosen))]
    elif len(view.concepts) > 1:
        told = [say("Equilibria under {}, as written beside them.", concept_names(view.concepts))]
    else:
        told = [say("Equilibria under {}.", concept_names(view.concepts))]
    if view.in_part:
        told.append(
            say(
                "Always: whatever is not known. Can: under some preferences that fit what is known."
            )
        )
    if view.improvements_only:
        told.append(say("Only improvements for the mover are drawn."))
    lines = _wrapped(" ".join(told), width, 2)
    if not conflict.in_graph_form:
        parts = (
            say("{} ({})", enumerated(clean(o.name) for o in dm.options), name)
            for dm, name in zip(conflict.decision_makers, view.names, strict=True)
            if dm.options
        )
        lines += _wrapped(say("Y or N for each option: {}.", say("; ").join(parts)), width, 3)
    return lines


def _caption(view: View, width: int) -> list[str]:
    sources = view.conflict.sources
    if not sources:
        return []
    listed = say("; ").join(map(clean, sources))
    told = say("Source: {}", listed) if len(sources) == 1 else say("Sources: {}", listed)
    return _wrapped(told, width, 5)


def _choices(view: View) -> Mapping[str, str]:
    named = {key: short_name(key) for key in view.concepts}
    return {ANY_CONCEPT: say("any concept"), **named} if len(named) > 1 else named


def _nodes(view: View, points: NDArray[np.float64]) -> list[Row]:
    rows = []
    for place, (state, (x, y)) in enumerate(zip(view.states, points.tolist(), strict=True)):
        held = view.concepts_of(place)
        which = message("{}, status quo: {}") if place == view.status_quo else "{}: {}"
        note = {say("State"): say(which, state.number, clean(state.label))}
        if not view.conflict.in_graph_form:
            note[say("Options taken")] = options_taken(view, place)
        note |= {
            say("Rank for {}", name): rank(view, k, place) for k, name in enumerate(view.names)
        }
        note[say("Equilibrium under")] = concept_names(held) or say("none")
        can = view.can_be_of(place)
        if view.in_part:
            note[say("Can be one under")] = concept_names(can) or say("none")
        spoken = say("; ").join(say("{}: {}", heading, fact) for heading, fact in note.items())
        row = {"x": x, "y": y, "number": state.number, "of": held}
        if view.in_part:
            row["can"] = can
        rows.append(row | {"note": note, "spoken": spoken})
    return rows


def _arcs(view: View, curves: Sequence[Curve]) -> list[Row]:
    """One row per move, improvements last so that they lie on top."""
    rows = []
    for arc, curve in zip(view.arcs, curves, strict=True):
        origin, target = view.states[arc.origin].number, view.states[arc.target].number
        weight = say(kind_of(arc))
        name = view.names[arc.mover]
        rows.append(
            {
                "x": float(curve.line[0, 0]),
                "y": float(curve.line[0, 1]),
                "path": curve.path(),
                "head_x": curve.head[0],
                "head_y": curve.head[1],
                "angle": curve.angle,
                "mover": name,
                "weight": weight,
                "origin": origin,
                "what": say("{}: {} to {}, {}", name, origin, target, weight),
            }
        )
    order = list(map(say, (OTHER_MOVE, POSSIBLE, IMPROVEMENT)))
    return sorted(rows, key=lambda row: order.index(row["weight"]))
