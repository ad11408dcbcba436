"""The notes that a model file has beside its numbers: comments, which the model itself drops.

A comment after a number, and the comments on lines of their own right above it, are its ground. A
distribution or a formula in the place of a number counts as one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from goodoffices.files.problems import DISTRIBUTED
from goodoffices.files.yaml.text import parse
from goodoffices.files.yaml.tree import Node, find, matches, walk

Place = tuple[str | int, ...]
Grounds = Mapping[Place, str]

_AFTER = re.compile(r"[ \t]+#[ \t]*(?P<note>[^\r\n]*)")


def grounds_of(text: str) -> dict[Place, str]:
    """Return the comments beside the numbers of a model file, by place.

    Raises
    ------
    ModelError
        The text is not YAML.
    """
    document = parse(text)
    makers = find(document.root, ("decision_makers",))
    if makers is None:
        return {}
    found = {}
    for path, node in walk(makers, ("decision_makers",)):
        number = isinstance(node.value, int | float) and len(path) > 1
        if number or any(matches(path, *place) for place in DISTRIBUTED):
            note = _note(document.text, node)
            if note:
                found[path] = note
    return found


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
