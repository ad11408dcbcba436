"""``goodoffices spoilers``: who could wreck a settlement, and at which price each party is held."""

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
@answer_options()
def spoilers(source: str, request: dict[str, Any], sink: Sink) -> None:
    """Find out who could wreck a settlement, by which move, and at which price it is held.

    For each party: what becomes of the zone of possible agreement and of the plan if it is left
    out, what it could do to the settlement from outside, and what holding it costs. Prices are
    compared over the settlements that are sought.

    \b
    Examples:
      goodoffices spoilers istanbul-2025
      goodoffices spoilers istanbul-2025 --concept nash --credible
    """
    from goodoffices.mediation.spoilers import spoilers as find

    conflict = read_conflict(source)
    with working(SEARCHING):
        found = find(conflict, **request)
    sink.show(found)
