"""``goodoffices settlements``: the zone of possible agreement."""

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
from goodoffices.cli.options.output import PICTURES, Sink, working
from goodoffices.cli.options.samples import levers_of, pull_option


@click.command()
@conflict_argument
@click.option(
    "--rule",
    type=click.Choice(["nash", "ks", "equal-gain", "utilitarian", "ranks", "cheapest"]),
    help="Give only what this rule chooses.",
)
@click.option(
    "--state",
    metavar="STATE",
    help="Tell of one package: its number, pattern, label, or a statement true in it alone.",
)
@holding_option
@click.option("--fix", default="", metavar="STATEMENT", help="Only packages where this holds.")
@pull_option("none")
@click.option(
    "--power",
    "powers",
    multiple=True,
    metavar="NAME=NUMBER",
    help="Weight of a signatory in Nash's rule, 1 for all others; may be repeated.",
)
@click.option(
    "--comparable",
    is_flag=True,
    help="A point is worth the same to all: allow rules that compare points of parties.",
)
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, metavar="ROWS")
@answer_options(*PICTURES)
def settlements(
    source: str,
    rule: str | None,
    state: str | None,
    concept: str,
    fix: str,
    pull: str | None,
    powers: tuple[str, ...],
    comparable: bool,
    limit: int,
    sink: Sink,
) -> None:
    """Find the packages that every signatory likes better than no deal.

    The zone of possible agreement, the packages in it that no other betters for everybody
    (efficient, or Pareto optimal), and those that even-handed rules choose. Where the zone is
    empty: how near it comes, and which single option would open it. Or, of one package, what each
    party has at stake in it, and whom which single change would help. The formats html, svg and
    png draw the zone.

    \b
    Examples:
      goodoffices settlements istanbul-2025
      goodoffices settlements ukraine-articles-2025 --rule ks
      goodoffices settlements ukraine-articles-2025 --fix "a5 and not a6" --limit 5
      goodoffices settlements istanbul-2025 --state 10
      goodoffices settlements ukraine-articles-2025 -o zone.html
    """
    from goodoffices.mediation.zone.zone import settlements as find

    if state is not None and rule is not None:
        raise click.UsageError("--state and --rule exclude each other; give one")
    conflict = read_conflict(source)
    with working("Comparing packages with no deal"):
        found = find(
            conflict,
            concept=concept,
            fix=fix,
            pull="plan" if pull == "plan" else levers_of(pull or "none"),
            power=numbers_by_name(powers, "--power", "power") or None,
            comparable=comparable or rule in ("equal-gain", "utilitarian"),
        )
    if state is not None:
        sink.show(found.at(state_reference(state)))
        return
    sink.show(found, rule=rule, limit=limit)
