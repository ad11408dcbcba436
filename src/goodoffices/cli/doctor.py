"""``goodoffices doctor``: what is installed, and what is missing."""

from __future__ import annotations

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.output import Sink, tell_beside


@click.command()
@answer_options()
@click.pass_context
def doctor(context: click.Context, sink: Sink) -> None:
    """Say what is installed, what is missing, and what is kept where.

    Exit status 1 where something is missing that is always needed.

    \b
    Examples:
      goodoffices doctor
      goodoffices doctor --format json
    """
    from goodoffices.runs.installation import installation

    found = installation()
    sink.show(found)
    if found.broken:
        tell_beside(f"Missing: {', '.join(found.broken)}")
        context.exit(1)
