"""``goodoffices schema``: what may be written in a model file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.output import Sink

if TYPE_CHECKING:
    from goodoffices.show.document import Document


@click.command()
@answer_options(default="json")
def schema(sink: Sink) -> None:
    """Print the JSON Schema of model files.

    Editors complete and check model files with it. With --format table, csv or markdown: the keys
    of a model file, one a line.

    \b
    Examples:
      goodoffices schema -o model.schema.json
      goodoffices schema --format table
    """
    from goodoffices.files.schema import json_schema

    if sink.format == "json":
        sink.send(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")
    else:
        sink.emit(_report(json_schema()))


def _report(document: Mapping[str, Any]) -> Document:
    from goodoffices.show.document import Column, Document, Table

    marked = Column("required", "Required", "mark")
    shown = (Column("key", "Key"), marked, Column("description", "Meaning"))
    rows = list(_keys(document, document, ""))
    return Document(
        command="schema",
        title="Keys of a model file",
        blocks=(Table(shown, rows),),
        records=Table(shown, rows),
        data=lambda: document,
        notes=("<name>: a name of your choice. []: each item of a list.",),
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
