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

    It analyses as it is; change it step by step and look at what changes. A published conflict
    comes with its notebook, where it has one.

    \b
    Examples:
      goodoffices new my.yaml
      goodoffices new my.yaml --from elmira-1991
    """
    from goodoffices.cases import catalog
    from goodoffices.files.atomic import refuse_existing, write_file
    from goodoffices.files.notebooks.check import notebook_beside
    from goodoffices.files.starter import starter
    from goodoffices.show.answers.model_files import written_report

    begun = {file: starter() if case is None else catalog.text(case)}
    kept = file.is_file() or not file.exists()  # and no pipe, beside which nothing can stand
    if kept and case is not None and (beside := catalog.notebook(case)) is not None:
        begun[notebook_beside(file)] = beside.read_text(encoding="utf-8")
    for one in begun:
        refuse_existing(one, force=sink.force)
    for one, text in begun.items():
        write_file(one, text, force=sink.force)
    sink.emit(written_report(file, [one for one in begun if one != file]))
