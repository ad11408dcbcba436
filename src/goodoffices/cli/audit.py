"""``goodoffices audit``: a second opinion, by brute force, on everything that the brief says."""

from __future__ import annotations

import click

from goodoffices.cli.failures import tell_interruption
from goodoffices.cli.interruption import INTERRUPTED
from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import conflict_argument, holding_option, read_conflict
from goodoffices.cli.options.output import Sink, progressing
from goodoffices.cli.options.plan import settlement_option
from goodoffices.cli.types import Number
from goodoffices.model.preferences import StateReference
from goodoffices.stopping import finishing

DIFFERS = 1


@click.command()
@conflict_argument
@holding_option
@settlement_option
@click.option(
    "--samples",
    type=click.IntRange(min=0),
    default=2048,
    metavar="N",
    help="How often the brief draws what is uncertain; 0: not at all.  [default: 2048]",
)
@click.option(
    "--limit",
    type=Number(),
    default=60.0,
    metavar="SECONDS",
    help="How long comparisons may take, besides the time it takes to find the answers.  "
    "[default: 60]",
)
@answer_options()
@click.pass_context
def audit(
    context: click.Context,
    source: str,
    concept: str,
    settlement: StateReference | None,
    samples: int,
    limit: float,
    sink: Sink,
) -> None:
    """Hold everything that the brief says against brute force.

    Finds the answers of the brief, and compares them with the definitions: verdicts, plans at their
    levers and a grid of cheaper ones, shortfalls, the zone of possible agreement, coalitions, and
    probabilities among models drawn anew. Says what was compared, how many times, what differs, and
    what was not reached. Exits with 1 when something differs. Ctrl-C stops it and shows what there
    is.

    \b
    Examples:
      goodoffices audit indus-waters-1960
      goodoffices audit my.yaml --limit 600
      goodoffices audit my.yaml --concept smr --format json
    """
    from goodoffices.ensemble.audit.audit import audit as compare

    conflict = read_conflict(source)
    with progressing("Comparing with brute force") as advance:
        found = compare(
            conflict, concept, settlement, limit=limit, samples=samples, progress=advance
        )
    if found.stopped:
        tell_interruption("Interrupted: some of what there is was not compared")
    with finishing():
        sink.show(found)
    if not found.agrees:
        context.exit(DIFFERS)
    if found.stopped:
        context.exit(INTERRUPTED)
