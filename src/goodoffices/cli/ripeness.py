"""``goodoffices ripeness``: whether a conflict is ripe for mediation."""

from __future__ import annotations

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import (
    conflict_argument,
    read_conflict,
)
from goodoffices.cli.options.output import Sink, working
from goodoffices.cli.options.plan import settlement_option


@click.command()
@conflict_argument
@settlement_option
@answer_options()
def ripeness(source: str, settlement: int | str | None, sink: Sink) -> None:
    """Say whether the conflict is ripe for mediation.

    At the status quo, for each signatory: is it stuck, and does it fare no better than what it
    could make sure of by itself? Then: is there a way out that is better for all of them?

    \b
    Examples:
      goodoffices ripeness istanbul-2025
      goodoffices ripeness istanbul-2025 --settlement "ceasefire and neutrality" --format json
    """
    from goodoffices.mediation.ripeness import ripeness as judge

    conflict = read_conflict(source)
    with working("Looking for ways out"):
        found = judge(conflict, settlement)
    sink.show(found)
