"""A probability map as a report: where a settlement is how likely, as sheets, records and data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from goodoffices.show.charts.probability_chart import table
from goodoffices.show.document import Cell, Column, Report, Sheet
from goodoffices.show.answers.verdicts import conflict_data

if TYPE_CHECKING:
    from goodoffices.ensemble.probability_map import ProbabilityMap


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
    return Report(
        command="map",
        title=found.conflict.title,
        body=(str(found), bands),
        records=Sheet(columns, _points(found)),
        data=lambda: {
            "conflict": conflict_data(found.conflict),
            **{key: value for key, value in found.to_dict().items() if key != "title"},
        },
    )


def _points(found: ProbabilityMap) -> Iterator[list[Cell]]:
    """Yield one row per concept and point."""
    for concept in found.concepts:
        low, high = found.interval(concept)
        arrays = (found.settled(concept), found.agreed(concept), low, high)
        for row, y in enumerate(found.y.values.tolist()):
            for column, x in enumerate(found.x.values.tolist()):
                yield [concept, x, y, *(float(array[row, column]) for array in arrays)]
