"""The published conflicts by name: one model file each, beside this module."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodoffices.cases import taxonomy
from goodoffices.cases.fields import FIELDS, features_of
from goodoffices.errors import RequestError, nearest
from goodoffices.model.structure import Structure

if TYPE_CHECKING:
    from goodoffices.model.conflict import Conflict

_FOLDER = Path(__file__).parent
_TABLE = _FOLDER / "catalogue.json"


def names() -> list[str]:
    """Return the names of the published conflicts, sorted.

    The games of ``rapoport-guyer`` are chosen by a number and are not among them.

    Examples
    --------
    >>> go.case_names()[:3]
    ['apple-samsung-2012', 'battle-of-the-sexes', 'chicken']
    """
    files = _FOLDER.glob("*.yaml")
    return sorted(file.stem for file in files if not file.name.endswith(".sources.yaml"))


def listed() -> list[str]:
    """Return the names in the catalogue, sorted: ``names``, and that of the numbered games."""
    return sorted([*names(), taxonomy.NAME])


def is_case(name: str) -> bool:
    """Say whether a published conflict is meant, though perhaps by a number that none has."""
    return taxonomy.is_of(name) or name in names()


def path(name: str) -> Path:
    """Return the model file of a published conflict.

    Raises
    ------
    RequestError
        When there is no such conflict, the message suggests the nearest name; or it has no file,
        as it is made by a rule.
    """
    if taxonomy.is_of(name):
        text(name)  # which says what is wrong with its number
        told = "is made by a rule and has no file; begin a file with it: goodoffices new"
        raise RequestError(f"{name} {told}", argument="name")
    known = names()
    if name not in known:
        message = f"there is no published conflict '{name}'; {nearest(name, listed())}"
        raise RequestError(message, argument="name", code="unknown-case")
    return _FOLDER / f"{name}.yaml"


def text(name: str) -> str:
    """Return the text of a published conflict's model file, made where there is none.

    Raises
    ------
    RequestError
        As ``case`` raises it.
    """
    if taxonomy.is_of(name):
        return taxonomy.text(name)
    return path(name).read_text(encoding="utf-8")


def notebook(name: str) -> Path | None:
    """Return the notebook of a published conflict; None where it has none."""
    beside = None if taxonomy.is_of(name) else path(name).with_suffix(".sources.yaml")
    return beside if beside is not None and beside.is_file() else None


def case(name: str) -> Conflict:
    """Load a published conflict.

    Raises
    ------
    RequestError
        When there is no such conflict; the message suggests the nearest name. Or it is one of
        several that are chosen by a number, and the number is missing or none of theirs.

    Examples
    --------
    >>> go.case("elmira-1991").title
    'Elmira groundwater contamination, 1991'
    >>> go.case("rapoport-guyer#66").title
    'Game 66 of Rapoport and Guyer (chicken)'
    """
    return _loaded(name)


@cache
def _loaded(name: str) -> Conflict:
    """Load a published conflict, once."""
    from goodoffices.files.load import loads

    return loads(text(name), name)


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
