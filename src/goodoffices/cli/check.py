"""``goodoffices check``: whether a model file is right and gives the results it quotes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from goodoffices.cli.failures import BAD_INPUT, say
from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import read_with_hints
from goodoffices.cli.options.output import Sink
from goodoffices.errors import GoodOfficesError, Stopped

if TYPE_CHECKING:
    from goodoffices.show.answers.checked import Checked


@click.command()
@click.argument("sources", metavar="FILE|CASE...", nargs=-1, required=True)
@click.option("--size", is_flag=True, help="Only say how large they are, and whether they fit.")
@answer_options()
@click.pass_context
def check(context: click.Context, sources: tuple[str, ...], size: bool, sink: Sink) -> None:
    """Check model files, and the published results that they quote.

    Reports all errors of all files with line and column, and exits with 2 when there is one. Of a
    good file it prints a summary, and hints at what may not be meant so. With --size it reads
    options and rules only, and tells the number of states, the memory and time that an analysis
    takes and whether this machine has the memory. Of several files, notebooks and seals are passed
    over.

    \b
    Examples:
      goodoffices check my.yaml
      goodoffices check *.yaml --format json
      goodoffices check my.yaml --size
    """
    sources = tuple(_models(sources))
    if size:
        _tell_sizes(context, sources, sink)
        return
    from goodoffices.show.answers.checked import check_report

    checked = [_check(source) for source in sources]
    for entry in checked:
        for error in entry.errors:
            say(error)
    if sink.format != "table" or any(entry.error is None for entry in checked):
        sink.emit(check_report(checked))
    if any(entry.problems for entry in checked):
        context.exit(BAD_INPUT)


def _models(sources: tuple[str, ...]) -> Iterable[str]:
    """Return what is no notebook and no seals; what is named alone is kept."""
    beside = (".sources.yaml", ".sources.yml", ".seal.yaml")
    return [one for one in sources if not one.endswith(beside)] or sources


def _tell_sizes(context: click.Context, sources: tuple[str, ...], sink: Sink) -> None:
    from goodoffices.cli.sizes import size_of, size_report

    sized, errors = [], []
    for source in sources:
        try:
            sized.append(size_of(source))
        except Stopped:
            raise
        except GoodOfficesError as error:
            errors.append(error)
            say(error)
    if sink.format != "table" or sized:
        sink.emit(size_report(sized, errors))
    if errors:
        context.exit(BAD_INPUT)


def _check(source: str) -> Checked:
    from goodoffices.cases.published import compare
    from goodoffices.show.answers.checked import Checked

    try:
        conflict, hints = read_with_hints(source)
        return Checked(source, conflict, tuple(compare(conflict)), hints=tuple(hints))
    except Stopped:
        raise
    except GoodOfficesError as error:
        return Checked(source, error=error)
