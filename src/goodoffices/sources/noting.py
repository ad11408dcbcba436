"""A notebook changed: rows marked, judged and revised, values tied to them.

Each function returns another notebook. What a person does bears their name, or ``PERSON``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from goodoffices.errors import RequestError, nearest
from goodoffices.sources.notebook import (
    ACTS,
    AUTHOR,
    HEDGES,
    Ground,
    Notebook,
    Standing,
    Statement,
)

PERSON = "person"
_REVISED = {"act", "actors", "targets", "about", "hedge", "speaker", "condition"}


def without_document(notebook: Notebook, name: str) -> Notebook:
    """Take out a document and its rows.

    Raises
    ------
    RequestError
        There is no such document, or values rest on rows of it.
    """
    _known(name, [one.name for one in notebook.documents], "document")
    gone = {row.name for row in notebook.statements if row.document == name}
    for ground in notebook.grounds:
        if gone.intersection(ground.statements):
            told = f"{ground.place} rests on a row of {name}; untie it first"
            raise RequestError(told, argument="document")
    return replace(
        notebook,
        documents=tuple(one for one in notebook.documents if one.name != name),
        statements=tuple(row for row in notebook.statements if row.document != name),
    )


def judged(
    notebook: Notebook, names: Iterable[str], standing: Standing, by: str = PERSON
) -> Notebook:
    """Let rows stand, reject them, or leave it open again.

    Raises
    ------
    RequestError
        There is no such row.

    Examples
    --------
    >>> from goodoffices.sources.noting import judged
    >>> row = go.Statement("s1", "d1", (0, 12), "Kyiv refuses", "refuse", ("Ukraine",))
    >>> after = judged(go.Notebook(statements=(row,)), ["s1"], "confirmed")
    >>> [(one.standing, one.judged_by) for one in after.statements]
    [('confirmed', 'person')]
    """
    chosen = set(names)
    for name in chosen:
        _row(notebook, name)
    who = "" if standing == "proposed" else by
    return _with_rows(
        notebook,
        (
            replace(row, standing=standing, judged_by=who) if row.name in chosen else row
            for row in notebook.statements
        ),
    )


def revised(notebook: Notebook, name: str, changes: Mapping[str, Any]) -> Notebook:
    """Change what a row says of its words: act, actors, targets, about, hedge, speaker, condition.

    Raises
    ------
    RequestError
        There is no such row, or it cannot say so.
    """
    row = _row(notebook, name)
    for key in changes:
        _known(key, _REVISED, "part of a row")
    after = replace(row, **changes)
    _check(notebook, after)
    return _with_rows(notebook, (after if one is row else one for one in notebook.statements))


def marked(notebook: Notebook, row: Statement) -> Notebook:
    """Add a row that a person marked, in its place among those of its document.

    Raises
    ------
    RequestError
        It cannot say so, or there is no such document.
    """
    _known(row.document, [one.name for one in notebook.documents], "document")
    named = replace(row, name=_free("s", [one.name for one in notebook.statements]))
    _check(notebook, named)
    return _with_rows(notebook, (*notebook.statements, named))


def tied(notebook: Notebook, ground: Ground) -> Notebook:
    """Say what a value rests on, in place of what was said before.

    Raises
    ------
    RequestError
        There is no such row, or one of them is not confirmed.
    """
    for name in ground.statements:
        if _row(notebook, name).standing != "confirmed":
            raise RequestError(f"{name} is not confirmed; a value rests on confirmed rows only")
    others = tuple(one for one in notebook.grounds if one.place != ground.place)
    return replace(notebook, grounds=(*others, ground))


def untied(notebook: Notebook, place: str) -> Notebook:
    """Say no more what a value rests on.

    Raises
    ------
    RequestError
        Nothing was said of it.
    """
    if all(one.place != place for one in notebook.grounds):
        raise RequestError(f"nothing is said of what {place} rests on")
    grounds = tuple(one for one in notebook.grounds if one.place != place)
    return replace(notebook, grounds=grounds)


def _check(notebook: Notebook, row: Statement) -> None:
    _known(row.act, ACTS, "act")
    _known(row.hedge, HEDGES, "hedge")
    for name in (*row.actors, *row.targets):
        _known(name, notebook.parties, "party")
    if row.speaker != AUTHOR:
        _known(row.speaker, notebook.parties, "party")


def _row(notebook: Notebook, name: str) -> Statement:
    _known(name, [row.name for row in notebook.statements], "row")
    return next(row for row in notebook.statements if row.name == name)


def _known(name: str, known: Iterable[str], what: str) -> None:
    names = list(known)
    if name not in names:
        told = nearest(name, names) if names else "the notebook has none"
        raise RequestError(f"no {what} '{name}'; {told}")


def _with_rows(notebook: Notebook, rows: Iterable[Statement]) -> Notebook:
    return replace(notebook, statements=tuple(rows))


def _free(letter: str, taken: Sequence[str]) -> str:
    """Return the letter with a number beyond all that are taken."""
    numbers = [int(name[1:]) for name in taken if name[:1] == letter and name[1:].isdecimal()]
    return f"{letter}{1 + max(numbers, default=0)}"
