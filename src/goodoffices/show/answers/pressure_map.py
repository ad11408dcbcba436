"""A pressure map as a report: what holds where, as sheets, records and data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from goodoffices.mediation.gentlest import gentlest
from goodoffices.mediation.map_cutting import pieces
from goodoffices.mediation.pressure_map import Axis, PressureMap
from goodoffices.show.answers.about import about
from goodoffices.show.charts.pressure_chart import holdings, table
from goodoffices.show.document import Cell, Document, Table, columns, wide
from goodoffices.show.gathered import gathered
from goodoffices.show.language import say, say_many
from goodoffices.show.telling import data, picked, report, shape
from goodoffices.show.words import Words, amount, axis_name, brief, concept_name, percent

if TYPE_CHECKING:
    from goodoffices.ensemble.probability_map import ProbabilityMap


@report.register(PressureMap)
def map_report(found: PressureMap) -> Document:
    """Report a map: its regions for people, every point for spreadsheets and programs."""
    _, *rows = table(found, {c: holdings(found, c) for c in found.concepts})
    told = columns("concept holding meaning of_map across upwards")
    regions = Table(told, rows, say("Regions of the map"))
    keys = f"concept x_{found.x.name} y_{found.y.name} settled agreed equilibria"
    records = wide(keys, _points(found))
    return about(found, "map", _in_words(found), regions, records=records)


def _points(found: PressureMap) -> Iterator[list[Cell]]:
    """Yield one row per concept and point."""
    for concept in found.concepts:
        settled, agreed = found.settled(concept), found.agreed(concept)
        verdicts = found.equilibrium(concept)
        for row, y in enumerate(found.y.values.tolist()):
            for column, x in enumerate(found.x.values.tolist()):
                held = (np.flatnonzero(verdicts[row, column]) + 1).tolist()
                yield [
                    concept,
                    x,
                    y,
                    bool(settled[row, column]),
                    bool(agreed[row, column]),
                    " ".join(str(number) for number in held),
                ]


@data.register(PressureMap)
def pressure_map_data(answer: PressureMap) -> dict[str, Any]:
    """Return plain data for JSON: per concept, rows from the least y to the most."""
    concepts = {
        concept: {
            "settled": answer.settled(concept).tolist(),
            "agreed": answer.agreed(concept).tolist(),
            "equilibria": [[(np.flatnonzero(point) + 1).tolist() for point in row] for row in rows],
        }
        for concept, rows in zip(answer.concepts, answer.verdicts, strict=True)
    }
    return on_axes(answer, "conflict x y fixed settlements concepts", concepts)


def on_axes(answer: PressureMap | ProbabilityMap, keys: str, concepts: object) -> dict[str, Any]:
    """Return a map as plain data, what is said of each concept included."""
    return picked(
        answer, keys, settlements=[k + 1 for k in answer.settlements], concepts=lambda _: concepts
    )


def _in_words(answer: PressureMap) -> str:
    """Tell per concept on how much of the map a settlement holds, and where most gently."""
    points = answer.verdicts[0, ..., 0].size
    lines = [
        say("{} (x) and {} (y), {:,} points:", axis_name(answer.x), axis_name(answer.y), points)
    ]
    lines += [f"  {say('{}: {}', concept_name(c), _where(answer, c))}" for c in answer.concepts]
    return "\n".join(lines)


def _can_hold(states: int) -> str:
    return say_many("can hold somewhere", "can hold somewhere", states)


def _where(found: PressureMap, concept: str) -> str:
    if not found.settlements:
        anywhere = np.logical_or.reduce(found.equilibrium(concept), axis=(0, 1))
        if not anywhere.any():
            return say("no state holds anywhere")
        return gathered(Words(found.conflict), anywhere, _can_hold)
    if not found.settled(concept).any():
        return say("a settlement holds nowhere")
    parts = pieces(found)
    everywhere = parts.inside.settled(concept)[0], parts.inside.agreed(concept)[0]
    held, liked = (percent(float(parts.areas[where].sum())) for where in everywhere)
    point = gentlest(found, concept)
    if point is None:
        return say(
            "a settlement holds on {} of the map, and is liked better than no deal by all nowhere "
            "there",
            held,
        )
    return say(
        "a settlement holds on {} of the map, and is liked better than no deal by all on {}, most "
        "gently from x = {}, y = {} on: state {}",
        held,
        liked,
        amount(point.x),
        amount(point.y),
        brief(found.conflict.states[point.settlement]),
    )


shape(Axis, "name title kind levers values")
