"""The tree of plain data, as if a text had said it.

What is checked as a file is checked by its tree; so data that no file holds, such as a scenario's
model, need not be written and read for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goodoffices.files.yaml.tree import Document, Key, Node
from goodoffices.files.yaml.write import scalar


def document_of(data: Mapping[str, Any]) -> Document:
    """Return the tree of plain data; its text is that of its values, one after the other."""
    planted = _Planted()
    root = planted.node(data)
    return Document("".join(planted.pieces), root)


class _Planted:
    """Nodes with their places in a text that grows with them."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0

    def node(self, value: object, step: Key = 0) -> Node:
        """Return the node of a value, and write the value behind the others."""
        start = self.length
        if isinstance(value, Mapping):
            return Node(self._entries(value), start, self.length, "flow", step, start, start)
        if isinstance(value, list | tuple):
            return Node(self._items(value), start, self.length, "flow", step, start, start)
        text = scalar(value, flow=True)
        self._write(text)
        style = "quoted" if isinstance(value, str) and text != value else "plain"
        return Node(value, start, self.length, style, step, start, start)

    def _entries(self, value: Mapping[Any, object]) -> dict[Key, Node]:
        found: dict[Key, Node] = {}
        self._write("{")
        for k, (key, item) in enumerate(value.items()):
            self._write(", " if k else "")
            start, written = self.length, scalar(key, flow=True)
            self._write(f"{written}: ")
            found[key] = self.node(item, key)
            found[key].key_start, found[key].key_end = start, start + len(written)
        self._write("}")
        return found

    def _items(self, value: Sequence[object]) -> list[Node]:
        found: list[Node] = []
        self._write("[")
        for k, item in enumerate(value):
            self._write(", " if k else "")
            found.append(self.node(item, k))
        self._write("]")
        return found

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)
