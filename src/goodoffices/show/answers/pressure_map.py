"""A pressure map as a report: what holds where, as sheets, records and data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from goodoffices.show.charts.pressure_chart import holdings, table
from goodoffices.show.document import Cell, Column, Report, Sheet
from goodoffices.show.answers.verdicts import conflict_data

if TYPE_CHECKING:
    from goodoffices.mediation.pressure_map import PressureMap


def map_report(found: PressureMap) -> Report:
    """Report a map: its regions for people, every point for spreadsheets and programs."""
    header, *rows = table(found, {c: holdings(found, c) for c in found.concepts})
    regions = Sheet(tuple(Column(name, name) for name in header), rows, title="Regions of the map")
    columns = (
        Column("concept", "Concept"),
        Column(f"x_{found.x.name}", "x", "number"),
        Column(f"y_{found.y.name}", "y", "number"),
        Column("settled", "Settled"),
        Column("agreed", "Agreed"),
        Column("equilibria", "Equilibria"),
    )
    return Report(
        command="map",
        title=found.conflict.title,
        body=(str(found), regions),
        records=Sheet(columns, _points(found)),
        data=lambda: {
            "conflict": conflict_data(found.conflict),
            **{key: value for key, value in found.to_dict().items() if key != "title"},
        },
    )


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
