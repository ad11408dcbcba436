"""The notes that a model file has beside its numbers: comments, which the model itself drops.

A comment after a number, and the comments on lines of their own right above it, are its ground. A
distribution or a formula in the place of a number counts as one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from goodoffices.errors import dotted
from goodoffices.files.problems import DISTRIBUTED
from goodoffices.files.yaml.text import parse
from goodoffices.files.yaml.tree import Document, Node, find, matches, walk
from goodoffices.sources.notebook import Ground, Notebook

Place = tuple[str | int, ...]
Grounds = Mapping[Place, str]

_AFTER = re.compile(r"[ \t]+#[ \t]*(?P<note>[^\r\n]*)")


def grounds_of(text: str, notebook: Notebook | None = None) -> dict[Place, str]:
    """Return the comments beside the numbers of a model file, by place.

    Of a number without a comment it is what the notebook says: the kind of its ground, its note,
    and the quotes that it rests on.

    Raises
    ------
    ModelError
        The text is not YAML.
    """
    return grounds_in(parse(text), notebook)


def grounds_in(document: Document, notebook: Notebook | None = None) -> dict[Place, str]:
    """Return the grounds in the tree of a text; see ``grounds_of``."""
    makers = find(document.root, ("decision_makers",))
    if makers is None:
        return {}
    found = {}
    rows = (
        {} if notebook is None else {one.place: _rests(one, notebook) for one in notebook.grounds}
    )
    for path, node in walk(makers, ("decision_makers",)):
        number = isinstance(node.value, int | float) and len(path) > 1
        if number or any(matches(path, *place) for place in DISTRIBUTED):
            note = _note(document.text, node) or rows.get(dotted(path))
            if note:
                found[path] = note
    return found


def _rests(ground: Ground, notebook: Notebook) -> str:
    """Say what a value rests on: kind, note and quotes."""
    rows = [row for name in ground.statements if (row := notebook.statement(name)) is not None]
    parts = [ground.note] if ground.note else []
    told = "; ".join([*parts, *(f"“{row.quote}”" for row in rows)])
    return f"{ground.kind}: {told}" if told else ground.kind


def _note(text: str, node: Node) -> str:
    """Join the comments above a number and after it."""
    start = text.rfind("\n", 0, node.key_start) + 1
    if text[start : node.key_start].strip():
        return ""
    after = _AFTER.match(text, node.end)
    notes = [after["note"].strip() if after else ""]
    while (line := text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : start]).strip()[:1] == "#":
        notes.append(line.strip()[1:].strip())
        start -= len(line)
    return " ".join(filter(None, reversed(notes)))
