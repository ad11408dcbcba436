"""Model files: what was done with one, and what may be written in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from goodoffices.show.document import Column, Document, Table, wide
from goodoffices.show.language import message, say

_KEYS_OF = {
    "model": message("Keys of a model file"),
    "notebook": message("Keys of a notebook"),
}


def done_report(
    command: str,
    title: str,
    file: Path,
    remarks: Sequence[str],
    more: Mapping[str, str] | None = None,
) -> Document:
    """Report what a command did with a file."""
    return Document(
        command=command,
        title=title,
        blocks=tuple(remarks),
        records=wide("file remark", [(str(file), remark) for remark in remarks]),
        data=lambda: {"file": str(file), "remarks": list(remarks), **(more or {})},
    )


def schema_report(
    document: Mapping[str, Any], kind: Literal["model", "notebook"] = "model"
) -> Document:
    """Report the keys of files of a kind, which a JSON Schema describes."""
    shown = (Column("key"), Column("required", kind="mark"), Column("description"))
    rows = list(_keys(document, document, ""))
    return Document(
        command="schema",
        title=say(_KEYS_OF[kind]),
        blocks=(Table(shown, rows),),
        records=Table(shown, rows),
        data=lambda: document,
        notes=(say("<name>: a name of your choice. []: each item of a list."),),
    )


def _keys(
    document: Mapping[str, Any], node: Mapping[str, Any], path: str
) -> Iterator[tuple[str, bool, str]]:
    """Yield the path, whether it is required, and the meaning of each key below a node."""
    reference = node.get("$ref", "").rpartition("/")[2]
    node = document["$defs"][reference] if reference else node
    for name, inner in node.get("properties", {}).items():
        key = f"{path}.{name}" if path else name
        yield key, name in node.get("required", ()), say(inner.get("description", ""))
        yield from _keys(document, inner, key)
    for form in node.get("oneOf", ()):
        yield from _keys(document, form, path)
    if isinstance(node.get("items"), Mapping):
        yield from _keys(document, node["items"], f"{path}[]")
    if isinstance(node.get("additionalProperties"), Mapping):
        yield from _keys(document, node["additionalProperties"], f"{path}.<name>")
