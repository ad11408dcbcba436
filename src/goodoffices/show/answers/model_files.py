"""Model files: what was done with one, and what may be written in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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


def written_report(file: Path, beside: Iterable[Path]) -> Document:
    """Report that a model file was begun, and what stands beside it."""
    told = [say("Beside it {}: what its values rest on", one) for one in beside]
    told.append(say("Try: goodoffices analyze {}", file))
    return done_report("new", say("Wrote {}", file), file, told)


def changed_report(
    file: Path, what: object, now: str | None, also: Iterable[object] = ()
) -> Document:
    """Report what of a model file is another now, or gone where ``now`` is None, and with it."""
    if now is None:
        told = [say("{} is gone", what), *(say("gone with it: {}", place) for place in also)]
    else:
        told = [say("{} is now {}", what, now), *(say("also in {}", place) for place in also)]
    return done_report("set", say("Changed {}", file), file, told)


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
        yield key, name in node.get("required", ()), inner.get("description", "")
        yield from _keys(document, inner, key)
    for form in node.get("oneOf", ()):
        yield from _keys(document, form, path)
    if isinstance(node.get("items"), Mapping):
        yield from _keys(document, node["items"], f"{path}[]")
    if isinstance(node.get("additionalProperties"), Mapping):
        yield from _keys(document, node["additionalProperties"], f"{path}.<name>")
