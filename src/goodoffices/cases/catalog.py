"""The published conflicts by name: one model file each, beside this module."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodoffices.cases.fields import FIELDS, features_of
from goodoffices.errors import RequestError, nearest
from goodoffices.model.structure import Structure

if TYPE_CHECKING:
    from goodoffices.model.conflict import Conflict

_FOLDER = Path(__file__).parent
_TABLE = _FOLDER / "catalogue.json"


def names() -> list[str]:
    """Return the names of the published conflicts, sorted.

    Examples
    --------
    >>> go.case_names()[:3]
    ['battle-of-the-sexes', 'chicken', 'cuban-missile-1962']
    """
    files = _FOLDER.glob("*.yaml")
    return sorted(file.stem for file in files if not file.name.endswith(".sources.yaml"))


def path(name: str) -> Path:
    """Return the model file of a published conflict.

    Raises
    ------
    RequestError
        When there is no such conflict; the message suggests the nearest name.
    """
    known = names()
    if name not in known:
        message = f"there is no published conflict '{name}'; {nearest(name, known)}"
        raise RequestError(message, argument="name", code="unknown-case")
    return _FOLDER / f"{name}.yaml"


def case(name: str) -> Conflict:
    """Load a published conflict.

    Raises
    ------
    RequestError
        When there is no such conflict; the message suggests the nearest name.

    Examples
    --------
    >>> go.case("elmira-1991").title
    'Elmira groundwater contamination, 1991'
    """
    return _loaded(path(name))


@cache
def _loaded(file: Path) -> Conflict:
    """Load the file of a published conflict, once."""
    from goodoffices.files.load import load

    return load(file)


case_names = names


@dataclass(frozen=True)
class Entry:
    """A published conflict in the catalogue: what can be said of it without loading it.

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


def entry_of(name: str) -> Entry:
    """Make the entry of a published conflict from its model file, as the table should have it."""
    from goodoffices.model.structuring import structure_of

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
        FIELDS[name],
        features_of(conflict, structure.irreversible),
        structure,
    )
