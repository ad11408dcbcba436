"""The command ``goodoffices`` and its subcommands.

Nothing here imports more than Click; what a command needs is imported when it runs.
"""

from __future__ import annotations

import sys
from typing import Any

import click

from goodoffices.cli import (
    analyze,
    brief,
    catalogue,
    check,
    ensembles,
    exchange,
    explain,
    files,
    maps,
    plans,
    prospects,
    routes,
    runs,
    schema,
    sensitivity,
)
from goodoffices.cli.failures import Failures, advised
from goodoffices.cli.options import debug_option
from goodoffices.cli.output import prepare_streams


class Program(click.Group):
    """A group that fails as ``goodoffices.cli.failures`` says and lists commands as added."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (Click's signature)
        """Run the command that was asked for."""
        with Failures(ctx):
            prepare_streams()
            try:
                answer = super().invoke(ctx)
            except click.UsageError as error:
                raise advised(error) from None
            sys.stdout.flush()
            return answer

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (Click's signature)
        """Name the commands in the order in which people need them."""
        return list(self.commands)


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="goodoffices", message="goodoffices %(version)s")
@debug_option
def main() -> None:
    """Find out which outcomes of a dispute can hold, and why the others cannot.

    FILE|CASE is a model file, or a published conflict by name (see: goodoffices cases). Every
    command takes --format and --output, and exits with 0 on an answer and 2 on bad input.

    \b
    Begin with:
      goodoffices analyze elmira-1991
      goodoffices explain elmira-1991 --state 4 --concept seq
      goodoffices new my.yaml
    """


for command in (
    *analyze.COMMANDS,
    *explain.COMMANDS,
    *routes.COMMANDS,
    *plans.COMMANDS,
    *prospects.COMMANDS,
    *maps.COMMANDS,
    *brief.COMMANDS,
    *ensembles.COMMANDS,
    *sensitivity.COMMANDS,
    *runs.COMMANDS,
    *check.COMMANDS,
    *files.COMMANDS,
    *exchange.COMMANDS,
    *catalogue.COMMANDS,
    *schema.COMMANDS,
):
    main.add_command(command)
