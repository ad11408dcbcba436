"""``goodoffices roadmap``: in which order a settlement can be carried out."""

from __future__ import annotations

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.by_name import numbers_by_name
from goodoffices.cli.options.conflict import (
    conflict_argument,
    holding_option,
    read_conflict,
    state_reference,
)
from goodoffices.cli.options.output import Sink, working
from goodoffices.cli.options.samples import levers_of, pull_option


@click.command()
@conflict_argument
@click.option(
    "--to",
    metavar="STATE",
    help="The settlement: its number, pattern, label, or a statement true in it alone.  "
    "[default: the plan's]",
)
@click.option("--cheapest", is_flag=True, help="The order that is cheapest to guarantee.")
@click.option("--safest", is_flag=True, help="The order of least worst exposure; the default.")
@click.option(
    "--price",
    "prices",
    multiple=True,
    metavar="NAME=NUMBER",
    help="What guaranteeing a party a point costs, 1 for all others; may be repeated.",
)
@holding_option
@pull_option("none")
@answer_options()
def roadmap(
    source: str,
    to: str | None,
    cheapest: bool,
    safest: bool,
    prices: tuple[str, ...],
    concept: str,
    pull: str | None,
    sink: Sink,
) -> None:
    """Find the order in which a settlement can be carried out so that nobody is left exposed.

    Step by step from no deal: who is worse off than without a deal (exposed), who would be better
    off stopping (tempted), whether anybody else breaks away meanwhile, the smallest guarantee that
    covers each need, and whose levers could give it.

    \b
    Examples:
      goodoffices roadmap istanbul-2025
      goodoffices roadmap istanbul-2025 --to YYNYNNN --cheapest
      goodoffices roadmap istanbul-2025 --pull plan --price Russia=2
    """
    from goodoffices.mediation.roadmap.roadmap import roadmap as find

    if cheapest and safest:
        raise click.UsageError("--cheapest and --safest exclude each other; give one")
    conflict = read_conflict(source)
    with working("Comparing orders of steps"):
        found = find(
            conflict,
            None if to is None else state_reference(to),
            concept=concept,
            cheapest=cheapest,
            pull="plan" if pull == "plan" else levers_of(pull or "none"),
            prices=numbers_by_name(prices, "--price", "price") or None,
        )
    sink.show(found)
