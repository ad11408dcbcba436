"""``goodoffices new``, ``set``, ``import`` and ``schema``: making and changing model files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.cli.options import answer_options
from goodoffices.cli.output import Sink

if TYPE_CHECKING:
    from goodoffices.show.document import Report


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

    text = starter() if case is None else path(case).read_text(encoding="utf-8")
    write_file(file, text, force=sink.force)
    sink.emit(_done("new", f"Wrote {file}", file, [f"Try: goodoffices analyze {file}"]))


@click.command("set")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("key")
@click.argument("value")
@answer_options()
def set_(file: Path, key: str, value: str, sink: Sink) -> None:
    """Change one value of a model file, and nothing else in it.

    KEY leads to the value: keys joined by dots, positions in lists in brackets from 0. VALUE is
    written as in YAML. Comments and layout stay. A change after which the file would not be valid
    is refused.

    \b
    Examples:
      goodoffices set my.yaml status_quo "accept and modify and not insist"
      goodoffices set my.yaml decision_makers.Uniroyal.label "Uniroyal Chemical"
      goodoffices set my.yaml "coalitions[0]" "[MoE, Uniroyal]"
    """
    from goodoffices.files.save import set_value

    set_value(file, key, value)
    sink.emit(_done("set", f"Changed {file}", file, [f"{key} is now {value}"]))


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

    imported = import_gmcr(file)
    text = dumps(imported.conflict)
    for remark in imported.remarks:
        click.echo(f"Remark: {remark}", err=True)
    if sink.format == "yaml":
        sink.send(text)
        return
    remarks = [str(remark) for remark in imported.remarks]
    sink.emit(_done("import", imported.conflict.title, file, remarks, {"model": text}))


def _done(
    command: str, title: str, file: Path, remarks: list[str], more: Mapping[str, str] | None = None
) -> Report:
    """Report what was done with a file."""
    from goodoffices.show.document import Column, Report, Sheet

    return Report(
        command=command,
        title=title,
        body=tuple(remarks),
        records=Sheet(
            (Column("file", "File"), Column("remark", "Remark")),
            [(str(file), remark) for remark in remarks],
        ),
        data=lambda: {"file": str(file), "remarks": remarks, **(more or {})},
    )


COMMANDS = (new, set_, import_)
