"""``goodoffices schema``: what may be written in a model file."""

from __future__ import annotations

import json
from typing import Literal

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.output import Sink


@click.command()
@click.argument("kind", type=click.Choice(["model", "notebook"]), default="model")
@answer_options(default="json")
def schema(kind: Literal["model", "notebook"], sink: Sink) -> None:
    """Print the JSON Schema of model files, or of notebooks.

    Editors complete and check files with it. With --format table, csv or markdown: the keys of such
    a file, one a line.

    \b
    Examples:
      goodoffices schema -o model.schema.json
      goodoffices schema --format table
      goodoffices schema notebook --format table
    """
    from goodoffices.files.notebooks.schema import notebook_schema
    from goodoffices.files.schema import json_schema

    document = notebook_schema() if kind == "notebook" else json_schema()
    if sink.format == "json":
        sink.send(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
    else:
        from goodoffices.show.answers.model_files import schema_report

        sink.emit(schema_report(document, kind))
