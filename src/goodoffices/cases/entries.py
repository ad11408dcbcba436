"""What is known of the published conflicts without loading them: the table beside this module."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goodoffices.cases import taxonomy
from goodoffices.cases.catalog import case
from goodoffices.cases.fields import FIELDS, features_of
from goodoffices.model.structure import Structure

_TABLE = Path(__file__).with_name("catalogue.json")


@dataclass(frozen=True)
class Entry:
    """A published conflict in the catalogue.

    Attributes
    ----------
    name
        What ``case`` takes.
    states, decision_makers, options, levers
        How many there are.
    uncertain
        Whether numbers of it are uncertain.
    fields
        What it is about, such as "water"; see ``find_cases``.
    features
        What is in its file, such as "mediation".
    structure
        What it is like, whatever it is about.
    numbered
        How many conflicts it stands for, each chosen by a number, as ``rapoport-guyer#12``; 0
        where it is one.
    """

    name: str
    title: str
    states: int
    decision_makers: int
    options: int
    levers: int
    uncertain: bool
    notes: str
    sources: tuple[str, ...]
    fields: tuple[str, ...]
    features: tuple[str, ...]
    structure: Structure
    numbered: int = 0


def catalogue() -> list[Entry]:
    """List the published conflicts with their sizes, without loading them.

    Examples
    --------
    >>> [(one.name, one.states, one.levers) for one in go.catalogue() if one.uncertain]
    [('istanbul-2025', 72, 10)]
    """
    table = json.loads(_TABLE.read_text(encoding="utf-8"))
    return [_entry(row) for row in table]


def _entry(row: dict[str, Any]) -> Entry:
    lists = {key: tuple(row[key]) for key in ("sources", "fields", "features")}
    told = row["structure"]
    structure = Structure(**{**told, "preferences": tuple(told["preferences"])})
    return Entry(**{**row, **lists, "structure": structure})


def entry(name: str) -> Entry:
    """Return the entry of a published conflict, from the table unless it is one by a number.

    Raises
    ------
    RequestError
        As ``case`` raises it.
    """
    return next((one for one in catalogue() if one.name == name), None) or entry_of(name)


def entry_of(name: str) -> Entry:
    """Make the entry of a published conflict from its model file, as the table should have it."""
    from goodoffices.model.structuring import structure_of

    if name == taxonomy.NAME:
        return _games()
    conflict = case(name)
    structure = structure_of(conflict)
    return Entry(
        name,
        conflict.title,
        len(conflict.states),
        len(conflict.decision_makers),
        sum(len(dm.options) for dm in conflict.decision_makers),
        len(conflict.mediation.levers),
        conflict.uncertainty is not None,
        conflict.notes.strip(),
        conflict.sources,
        FIELDS[name.partition("#")[0]],
        features_of(conflict, structure.irreversible),
        structure,
    )


def _games() -> Entry:
    """Return the entry of the games that are chosen by a number; they agree more and less."""
    return Entry(
        taxonomy.NAME,
        taxonomy.TITLE,
        states=4,
        decision_makers=2,
        options=2,
        levers=0,
        uncertain=False,
        notes=taxonomy.NOTES,
        sources=taxonomy.SOURCES,
        fields=FIELDS[taxonomy.NAME],
        features=(),
        structure=Structure(2, 2, 4, 0.0, ("ranking",), None),
        numbered=taxonomy.COUNT,
    )
