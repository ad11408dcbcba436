"""``goodoffices baserates``: how long peace agreements have lasted."""

from __future__ import annotations

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.output import Sink

KINDS = ("all", "full", "partial", "process", "peacekeeping", "shared-government")


@click.command()
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default="all",
    show_default=True,
    help="Agreements on the whole conflict, on a part of it, on how to go on; or with a clause.",
)
@answer_options()
def baserates(kind: str, sink: Sink) -> None:
    """Say how long peace agreements have lasted, to set beside what a model says.

    How many of the agreements of 1975 to 2021 were still quiet after 1, 2, 5 and 10 years, counted
    from public data on armed conflicts. It needs no model, and says nothing of causes.

    \b
    Examples:
      goodoffices baserates
      goodoffices baserates --kind peacekeeping
      goodoffices baserates --format csv
    """
    from goodoffices.ensemble.base_rates import base_rates

    sink.show(base_rates(kind))
