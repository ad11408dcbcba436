"""``goodoffices import``: models of other programs as model files."""

from __future__ import annotations

from pathlib import Path

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.output import Sink, tell_beside


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@answer_options("yaml", default="yaml")
def import_(file: Path, sink: Sink) -> None:
    """Turn a model of GMCR+ (.gmcr), a game of Gambit (.nfg) or a table (.csv) into a model file.

    A table has a row per state, a column per option (Party.option) with Y and N, and a column per
    party with its payoffs (payoff_Party). What cannot be carried over is named on stderr, one
    remark a line. Without --output the model file goes to standard output; --format json gives
    model and remarks together.

    \b
    Examples:
      goodoffices import old.gmcr -o new.yaml
      goodoffices import old.gmcr --format json
      goodoffices import game.nfg -o game.yaml
      goodoffices import payoffs.csv -o game.yaml
    """
    from goodoffices.files.dumps import dumps
    from goodoffices.files.foreign import import_file
    from goodoffices.show.answers.imported import beside
    from goodoffices.show.answers.model_files import done_report

    imported = import_file(file)
    text = dumps(imported.conflict)
    for remark in imported.changes:
        tell_beside(beside(remark))
    if sink.format == "yaml":
        sink.send(text)
        return
    told = done_report("import", imported.conflict.title, file, imported.remarks, {"model": text})
    sink.emit(told)
