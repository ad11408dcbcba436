"""The published conflicts by name: one model file each, beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from goodoffices.cases import taxonomy
from goodoffices.errors import RequestError, nearest

if TYPE_CHECKING:
    from goodoffices.model.conflict import Conflict

_FOLDER = Path(__file__).parent


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
