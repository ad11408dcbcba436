"""``goodoffices durability``: whether a settlement lasts without its levers."""

from __future__ import annotations

from typing import Any

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import (
    conflict_argument,
    read_conflict,
)
from goodoffices.cli.options.output import Sink, working
from goodoffices.cli.options.plan import SEARCHING, request_options


@click.command()
@conflict_argument
@request_options
@answer_options()
def durability(source: str, request: dict[str, Any], sink: Sink) -> None:
    """Say whether the settlement lasts when levers are withdrawn.

    Finds the plan, then withdraws each of its levers, and all of them: does the settlement still
    hold, is it still liked better than no deal, who leaves it, and where does that lead?

    \b
    Examples:
      goodoffices durability istanbul-2025
      goodoffices durability istanbul-2025 --credible --concept nash
    """
    from goodoffices.mediation.durability import Durability
    from goodoffices.mediation.durability import durability as withdraw
    from goodoffices.mediation.plan.planning import plan
    from goodoffices.mediation.plan.results import Plan
    from goodoffices.show.answers.durability import no_durability_report

    conflict = read_conflict(source)
    with working(SEARCHING):
        answer = plan(conflict, **request)
        found = withdraw(answer) if isinstance(answer, Plan) else answer
    if isinstance(found, Durability):
        sink.show(found)
    else:
        sink.emit(no_durability_report(found))
