"""``goodoffices mediators``: who could make a settlement hold."""

from __future__ import annotations

from typing import Any

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import conflict_argument, read_conflict
from goodoffices.cli.options.output import Sink, working
from goodoffices.cli.options.plan import SEARCHING, request_options


@click.command()
@conflict_argument
@request_options
@click.option("--sets", is_flag=True, help="Also all smallest sets of holders that suffice.")
@answer_options()
def mediators(source: str, request: dict[str, Any], sets: bool, sink: Sink) -> None:
    """Compare mediators: the same plan for each holder of levers.

    Then for all holders together, and for none. Where there is no plan, shows what is missing. With
    --sets, who is needed: all smallest sets of holders whose levers suffice, who is in every one of
    them and who in none, and which holder would be better off with no deal.

    \b
    Examples:
      goodoffices mediators istanbul-2025
      goodoffices mediators istanbul-2025 --held-by US,China --credible
      goodoffices mediators istanbul-2025 --sets
    """
    from goodoffices.mediation.mediators import mediators as compare

    conflict = read_conflict(source)
    with working(SEARCHING):
        found = compare(conflict, sets=sets, **request)
    sink.show(found)
