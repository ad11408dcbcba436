"""The picture of a probability map: how likely a settlement is, as levers are pulled."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from goodoffices.ensemble.probability_map import ProbabilityMap
from goodoffices.errors import require
from goodoffices.show.answers.ensemble_words import LIKELY, told_probabilities
from goodoffices.show.charts.contours import Line, contours
from goodoffices.show.charts.heat import COLUMNS
from goodoffices.show.charts.picture import Picture
from goodoffices.show.charts.pressure_chart import (
    axis_title,
    edges,
    reach,
    scale_of,
)
from goodoffices.show.charts.shade import Shade, Shades, draw_shades
from goodoffices.show.charts.spec import Row
from goodoffices.show.language import message, say
from goodoffices.show.telling import picture
from goodoffices.show.texts import clean
from goodoffices.show.words import amount, interval, percent, short_name

_ONE, _MANY = 440, 250
_AROUND = 190
_BANDS = (0.0, 0.1, 0.5, 0.9, 1.0)
_HINT = message("Put the pointer on the map to see how likely a settlement is there.")


@picture.register(ProbabilityMap)
def probability_picture(found: ProbabilityMap) -> Picture:
    """Draw a probability map: one panel per concept."""
    require("report", "contourpy", "vl_convert")
    one = len(found.concepts) == 1
    size = _ONE if one else _MANY
    title = say("{}: how likely a settlement is", clean(found.conflict.title) or say("Conflict"))
    told = description(found)
    shades = Shades(
        title=textwrap.wrap(title, 58 if one else 95),
        subtitle=textwrap.wrap(_subtitle(found), 72 if one else 130),
        description=told,
        x=scale_of(found.x),
        y=scale_of(found.y),
        size=size,
        panels=[_panel(found, concept) for concept in found.concepts],
    )
    height = -(-len(found.concepts) // COLUMNS) * (size + 80)
    return Picture(draw_shades(shades), title, told, table(found), say(_HINT), height + _AROUND)


def description(found: ProbabilityMap) -> str:
    """Say what the map shows."""
    parts = [
        say("How likely a settlement is in the conflict “{}”.", clean(found.conflict.title)),
        say("Models per point: {:,}.", found.samples),
        say("Across (x): {}.", axis_title(found.x)),
        say("Upwards (y): {}.", axis_title(found.y)),
    ]
    parts += [
        say("Under {}: {}.", short_name(concept), told_probabilities(found, concept))
        for concept in found.concepts
    ]
    return " ".join(parts)


def table(found: ProbabilityMap) -> tuple[tuple[str, ...], ...]:
    """Return the map as rows of text, the first of them the header."""
    rows = [
        (say("Concept"), say("Probability"), say("Share of the map"), say("Across"), say("Upwards"))
    ]
    for concept in found.concepts:
        agreed = found.agreed(concept)
        for least, most in zip(_BANDS[-2::-1], _BANDS[:0:-1], strict=True):
            cells = (agreed >= least) & ((agreed < most) | (most == 1))
            if cells.any():
                across = reach(found.x, np.logical_or.reduce(cells, axis=0))
                upwards = reach(found.y, np.logical_or.reduce(cells, axis=1))
                band = interval(least, most)
                share = percent(float(cells.mean()))
                rows.append((short_name(concept), band, share, across, upwards))
    return tuple(rows)


def _subtitle(found: ProbabilityMap) -> str:
    asked = message(
        "In how many of {:,} models a settlement holds and is liked better than no deal by all "
        "who sign."
    )
    parts = [say(asked, found.samples)]
    likeliest = max(found.agreed(concept).max() for concept in found.concepts)
    looks = message("Dashed line: {}."), message("Full line: {}.")
    parts += [
        say(look, percent(chance))
        for look, chance in zip(looks, LIKELY, strict=True)
        if likeliest >= chance
    ]
    return " ".join(parts)


def _panel(found: ProbabilityMap, concept: str) -> Shade:
    agreed = found.agreed(concept)
    lines = {chance: contours(agreed, found.x.values, found.y.values, chance) for chance in LIKELY}
    return Shade(
        short_name(concept),
        list(_cells(found, concept, agreed)),
        {chance: [_piece(line) for line in pieces] for chance, pieces in lines.items()},
        [_label(pieces, chance) for chance, pieces in lines.items() if pieces],
    )


def _cells(found: ProbabilityMap, concept: str, agreed: NDArray[np.float64]) -> Iterator[Row]:
    x, y = edges(found.x.values), edges(found.y.values)
    low, high = found.interval(concept)  # a cell reaches below the next: no gap shows between them
    for row, upwards in enumerate(found.y.values.tolist()):
        for column, across in enumerate(found.x.values.tolist()):
            chance = float(agreed[row, column])
            ends = interval(float(low[row, column]), float(high[row, column]))
            yield {
                "x": x[column],
                "x2": x[min(column + 2, len(x) - 1)],
                "y": y[row],
                "y2": y[min(row + 2, len(y) - 1)],
                "chance": chance,
                "what": say("{} ({})", percent(chance), ends),
                "where": say("{} across, {} upwards", amount(across), amount(upwards)),
            }


def _piece(line: Line) -> Row:
    return dict(zip(("x", "y", "x2", "y2"), line, strict=True))


def _label(pieces: list[Line], chance: float) -> Row:
    """Return a label in the middle of the line, counted across."""
    x, y, x2, y2 = sorted(pieces)[len(pieces) // 2]
    return {"x": (x + x2) / 2, "y": (y + y2) / 2, "text": percent(chance)}
