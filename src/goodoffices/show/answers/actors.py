"""Who is who, for tools that draw maps: parties, mediators, levers, and what is between them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from goodoffices.model.conflict import Conflict
from goodoffices.model.lever_numbers import LEVER_NUMBERS
from goodoffices.show.document import Cell, Column, Document, Table, columns
from goodoffices.show.language import message, say, say_as
from goodoffices.show.telling import conflict_data

_READ = {"id", "label", "source", "target", "kind", "signs", "effect"}
_NUMBERS = tuple(row.keys[-1] for row in LEVER_NUMBERS)
_SAID = {
    "yes": message("yes"),
    "no": message("no"),
    "party": message("party"),
    "mediator": message("mediator"),
    "lever": message("lever"),
    "bites on": message("bites on"),
    "coalition": message("coalition"),
}
"""What is said of what stands under these keys: whether somebody signs, and kinds."""


def actors_report(conflict: Conflict, *, relations: bool = False) -> Document:
    """Report who is who; ``relations`` puts what is between them, and not them, into CSV."""
    who, between = actors(conflict), relations_of(conflict)
    return Document(
        command="export",
        title=conflict.title,
        blocks=(_told(who), _told(between)),
        records=between if relations else who,
        data=lambda: {
            "conflict": conflict_data(conflict),
            "actors": _plain(who),
            "relations": _plain(between),
        },
    )


def actors(conflict: Conflict) -> Table:
    """Return a row per party, mediator and lever, with all that is known of each."""
    made = (
        *columns("id label kind signs preferences options where"),
        *(Column(key, kind="number") for key in _NUMBERS),
        Column("note"),
    )
    return Table(made, list(_who(conflict)), title=say("Actors and levers"))


def _who(conflict: Conflict) -> Iterator[list[Cell]]:
    none: list[Cell] = [None] * (len(_NUMBERS) + 1)
    mediation = conflict.mediation
    for dm in conflict.decision_makers:
        signs = "yes" if dm.name in conflict.signatories else "no"
        options = "; ".join(option.title for option in dm.options)
        yield [dm.name, dm.title, "party", signs, dm.preferences.key, options, None, *none]
    for name, label in mediation.mediators.items():
        yield [name, label or name, "mediator", *[None] * 4, *none]
    for lever in mediation.levers:
        numbers = [row.of(lever) for row in LEVER_NUMBERS]
        where = lever.where if isinstance(lever.where, str) else str(lever.where)
        name = _lever_id(conflict, lever.name)
        yield [name, lever.title, "lever", None, None, None, where, *numbers, lever.note or None]


def _lever_id(conflict: Conflict, name: str) -> str:
    """Return what names a lever among all that there is: its name, unless somebody bears it."""
    return f"lever.{name}" if name in {*conflict.names, *conflict.mediation.mediators} else name


def _told(records: Table) -> Table:
    """Return the columns that people read, with words for kinds."""
    read = [k for k, column in enumerate(records.columns) if column.key in _READ]
    keys = tuple(records.columns[k] for k in read)
    rows = [[_cell(records.columns[k].key, row[k]) for k in read] for row in records.rows]
    return Table(keys, rows, records.title)


def _cell(key: str, cell: Cell) -> Cell:
    if not cell or key not in {"kind", "signs"}:
        return cell
    return say_as("a lever", "holds") if cell == "holds" else say(_SAID[str(cell)])


def relations_of(conflict: Conflict) -> Table:
    """Return who holds which lever, on whom each bites, and who is in a coalition with whom."""
    told = columns("source target kind effect#")
    return Table(told, list(_between(conflict)), title=say("Relations"))


def _between(conflict: Conflict) -> Iterator[list[Cell]]:
    for lever in conflict.mediation.levers:
        name = _lever_id(conflict, lever.name)
        yield [lever.held_by, name, "holds", None]
        yield [name, lever.on, "bites on", lever.effect]
    together = (pair for group in conflict.coalitions for pair in combinations(group, 2))
    for one, other in dict.fromkeys(together):
        yield [one, other, "coalition", None]


def _plain(table: Table) -> list[dict[str, Any]]:
    keys = [column.key for column in table.columns]
    return [
        {key: cell for key, cell in zip(keys, row, strict=True) if cell is not None}
        for row in table.rows
    ]
