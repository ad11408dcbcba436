"""``goodoffices threats``: which deterrents are believed."""

from __future__ import annotations

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import (
    conflict_argument,
    read_conflict,
    state_option,
    state_reference,
)
from goodoffices.cli.options.output import Sink, working
from goodoffices.errors import RequestError


@click.command()
@conflict_argument
@state_option("the status quo")
@answer_options()
def threats(source: str, state: str | None, sink: Sink) -> None:
    """Say which deterrents are believed, and which levers are bluffs.

    Lists the improvements that the others could sanction but would not, as carrying it out does not
    pay them; and for each lever whether it is credible, a bluff or unassessed, and from which
    intensity on.

    \b
    Examples:
      goodoffices threats istanbul-2025
      goodoffices threats istanbul-2025 --state 9
    """
    from goodoffices.mediation.threats import threats as judge

    conflict = read_conflict(source)
    quo = conflict.status_quo_index
    if state is None and quo is None:
        raise RequestError("at which state? Give --state; the conflict has no status quo")
    reference = quo + 1 if state is None and quo is not None else state_reference(str(state))
    with working(f"Analysing {len(conflict.states):,} states"):
        found = judge(conflict, reference)
    sink.show(found)
