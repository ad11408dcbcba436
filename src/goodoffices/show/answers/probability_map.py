"""A probability map as a report: where a settlement is how likely, as sheets, records and data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from goodoffices.ensemble.probability_map import ProbabilityMap
from goodoffices.show.answers.about import about, conflict_data
from goodoffices.show.answers.ensemble_words import tell_probabilities
from goodoffices.show.charts.probability_chart import table
from goodoffices.show.document import Cell, Column, Report, Sheet
from goodoffices.show.telling import data, report, text


@report.register(ProbabilityMap)
def probability_report(found: ProbabilityMap) -> Report:
    """Report a map: its bands for people, every point for spreadsheets and programs."""
    header, *rows = table(found)
    bands = Sheet(tuple(Column(name, name) for name in header), rows, title="Bands of the map")
    figures = ("settled", "agreed", "agreed_low", "agreed_high")
    columns = (
        Column("concept", "Concept"),
        Column(f"x_{found.x.name}", "x", "number"),
        Column(f"y_{found.y.name}", "y", "number"),
        *(Column(name, name, "number") for name in figures),
    )
    return about(found, "map", str(found), bands, records=Sheet(columns, _points(found)))


def _points(found: ProbabilityMap) -> Iterator[list[Cell]]:
    """Yield one row per concept and point."""
    for concept in found.concepts:
        low, high = found.interval(concept)
        arrays = (found.settled(concept), found.agreed(concept), low, high)
        for row, y in enumerate(found.y.values.tolist()):
            for column, x in enumerate(found.x.values.tolist()):
                yield [concept, x, y, *(float(array[row, column]) for array in arrays)]


@data.register(ProbabilityMap)
def probability_map_data(answer: ProbabilityMap) -> dict[str, Any]:
    """Return plain data for JSON: per concept, rows from the least y to the most."""
    return {
        "conflict": conflict_data(answer.conflict),
        "samples": answer.samples,
        "seed": answer.ensemble.seed,
        "x": answer.x.to_dict(),
        "y": answer.y.to_dict(),
        "fixed": dict(answer.fixed),
        "settlements": [k + 1 for k in answer.settlements],
        "concepts": {concept: _shares(answer, concept) for concept in answer.concepts},
    }


def _shares(found: ProbabilityMap, concept: str) -> dict[str, Any]:
    low, high = found.interval(concept)
    arrays = {"settled": found.settled(concept), "agreed": found.agreed(concept)}
    arrays |= {"agreed_low": low, "agreed_high": high}
    return {name: array.tolist() for name, array in arrays.items()}


text.register(ProbabilityMap, tell_probabilities)
