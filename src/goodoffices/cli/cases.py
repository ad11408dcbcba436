"""``goodoffices cases``: the published conflicts that come with the package."""

from __future__ import annotations

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.output import Sink


@click.command()
@answer_options()
def cases(sink: Sink) -> None:
    """List the published conflicts with their sources.

    Each name may be given in place of a model file. For a copy to work on: goodoffices new.

    \b
    Examples:
      goodoffices cases
      goodoffices cases --format json
    """
    from goodoffices.show.answers.model_files import cases_report

    sink.emit(cases_report())
