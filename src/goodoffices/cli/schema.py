"""``goodoffices schema``: what may be written in a model file."""

from __future__ import annotations

import json

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.output import Sink


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
        from goodoffices.show.answers.model_files import schema_report

        sink.emit(schema_report(json_schema()))
