"""Model files: reading and checking them. See ``save`` for the other direction."""

from __future__ import annotations

import os

from goodoffices.errors import ModelError, Problem
from goodoffices.files.conflict_from import conflict_from_text
from goodoffices.files.read import read_model
from goodoffices.model.conflict import Conflict


def load(path: str | os.PathLike[str]) -> Conflict:
    """Read a conflict from a model file (YAML); its scenarios are read when they are asked for.

    Raises
    ------
    FileError
        The file cannot be read or is no text.
    ModelError
        The file does not describe a conflict; lists all of its errors by line and column.
    SizeError
        The conflict is larger than can be analysed.

    Examples
    --------
    >>> go.save(go.case("elmira-1991"), "elmira.yaml")
    >>> go.load("elmira.yaml") == go.case("elmira-1991")
    True
    """
    return loads(read_model(path), str(path))


def loads(text: str, source: str = "<text>") -> Conflict:
    """Read a conflict from the text of a model file.

    Parameters
    ----------
    text
        YAML, see the reference of the file format.
    source
        What messages call the text, usually the name of its file.

    Raises
    ------
    ModelError
        The text does not describe a conflict; lists all of its errors by line and column.
    SizeError
        The conflict is larger than can be analysed.

    Examples
    --------
    >>> conflict = go.loads(go.dumps(go.case("elmira-1991")))
    >>> conflict.title
    'Elmira groundwater contamination, 1991'
    """
    return conflict_from_text(text, source)


def load_checked(path: str | os.PathLike[str]) -> Conflict:
    """Read a conflict as ``load`` does, and see that each of its scenarios is one, too.

    Raises
    ------
    FileError
        The file cannot be read or is no text.
    ModelError
        The file or one of its scenarios does not describe a conflict; lists all errors.
    SizeError
        The conflict is larger than can be analysed.
    """
    from goodoffices.files.scenarios import checked_conflict

    return checked_conflict(read_model(path), str(path))


def check(path: str | os.PathLike[str]) -> list[Problem]:
    """Return every problem that a model file has, in the order of its lines; none is an empty list.

    Raises
    ------
    FileError
        The file cannot be read or is no text.
    SizeError
        The conflict is larger than can be analysed.
    """
    try:
        load_checked(path)
    except ModelError as error:
        return list(error.problems)
    return []
