"""The published conflicts by name: one model file each, beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from goodoffices.errors import RequestError, nearest

if TYPE_CHECKING:
    from goodoffices.model.conflict import Conflict

_FOLDER = Path(__file__).parent


def names() -> list[str]:
    """Return the names of the published conflicts, sorted.

    Examples
    --------
    >>> go.case_names()[:3]
    ['battle-of-the-sexes', 'chicken', 'cuban-missile-1962']
    """
    return sorted(file.stem for file in _FOLDER.glob("*.yaml"))


def path(name: str) -> Path:
    """Return the model file of a published conflict.

    Raises
    ------
    RequestError
        When there is no such conflict; the message suggests the nearest name.
    """
    known = names()
    if name not in known:
        raise RequestError(f"there is no published conflict '{name}'; {nearest(name, known)}")
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
