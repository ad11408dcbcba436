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
    """Turn a model of GMCR+ (.gmcr) into a model file.

    What cannot be carried over is named on stderr, one remark a line. Without --output the model
    file goes to standard output; --format json gives model and remarks together.

    \b
    Examples:
      goodoffices import old.gmcr -o new.yaml
      goodoffices import old.gmcr --format json
    """
    from goodoffices.files.gmcr import import_gmcr
    from goodoffices.files.save import dumps
    from goodoffices.show.answers.model_files import done_report

    imported = import_gmcr(file)
    text = dumps(imported.conflict)
    for remark in imported.remarks:
        tell_beside(f"Remark: {remark}")
    if sink.format == "yaml":
        sink.send(text)
        return
    remarks = [str(remark) for remark in imported.remarks]
    sink.emit(done_report("import", imported.conflict.title, file, remarks, {"model": text}))
