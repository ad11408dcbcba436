"""``goodoffices new``: a model file to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.output import Sink


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "case", metavar="CASE", help="Begin with a published conflict.")
@answer_options()
def new(file: Path, case: str | None, sink: Sink) -> None:
    """Write a commented model file to begin with.

    It analyses as it is; change it step by step and look at what changes.

    \b
    Examples:
      goodoffices new my.yaml
      goodoffices new my.yaml --from elmira-1991
    """
    from goodoffices.cases.catalog import path
    from goodoffices.files.atomic import write_file
    from goodoffices.files.starter import starter
    from goodoffices.show.answers.model_files import done_report

    text = starter() if case is None else path(case).read_text(encoding="utf-8")
    write_file(file, text, force=sink.force)
    sink.emit(done_report("new", f"Wrote {file}", file, [f"Try: goodoffices analyze {file}"]))
