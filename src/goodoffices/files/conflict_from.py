"""From the text of a model file, or its data, to a conflict.

What is right is read at once. What is not is told in full by ``check``, which is imported then.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic_core import ValidationError

from goodoffices.errors import ModelError, SizeError
from goodoffices.files.claims import claim_problems
from goodoffices.files.convert import to_conflict
from goodoffices.files.schema import ModelFile
from goodoffices.files.yaml.text import parse
from goodoffices.files.yaml.tree import Document
from goodoffices.model.conflict import Conflict


def conflict_from_text(text: str, source: str) -> Conflict:
    """Read a conflict; what its scenarios say stays unread, see ``scenarios.checked_conflict``.

    Raises
    ------
    ModelError
        With every problem that the text has, each with its line and column.
    SizeError
        The conflict is too large.
    """
    return conflict_from_tree(parse(text, source), source)


def conflict_from_tree(document: Document, source: str) -> Conflict:
    """Read a conflict from the tree of a text; raises what ``conflict_from_text`` raises."""
    try:
        return _at_once(document) or _in_full(document, source)
    except SizeError as error:
        raise SizeError(f"{source}: {error}") from None


def conflict_from_data(
    data: Mapping[str, Any], *, claims: bool = True, like: Conflict | None = None
) -> Conflict:
    """Make the conflict of plain data that says what a file can say, without any text.

    Parameters
    ----------
    claims
        Whether there has to be what claims name.
    like
        A conflict much like it: states and moves that are the same are not made again.

    Raises
    ------
    ModelError
        With every problem that the data have.
    SizeError
        The conflict is too large.
    """
    found = _sound(data, claims=claims, like=like)
    if found is not None:
        return found
    from goodoffices.files.check import Check, CheckWithClaims
    from goodoffices.files.yaml.plant import document_of

    check = CheckWithClaims if claims else Check
    return check(document_of(data)).conflict("")


def _at_once(document: Document) -> Conflict | None:
    """Return the conflict of a file in which nothing is wrong, else None."""
    version = document.root.child("goodoffices")
    doubtful = document.problems or document.refused or document.left_out
    if doubtful or version is None or type(version.value) is not int:
        return None
    return _sound(document.root.plain())


def _in_full(document: Document, source: str) -> Conflict:
    """Look at all of a file in which something may be wrong, and say what."""
    from goodoffices.files.check import CheckWithClaims

    return CheckWithClaims(document).conflict(source)


def _sound(data: object, *, claims: bool = True, like: Conflict | None = None) -> Conflict | None:
    """Return the conflict of plain data in which nothing is wrong, else None."""
    try:
        conflict = to_conflict(ModelFile.of(data), like)
    except (ValidationError, ModelError):
        return None
    return None if claims and any(claim_problems(conflict)) else conflict
