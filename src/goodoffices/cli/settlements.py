"""``goodoffices settlements``: the zone of possible agreement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from goodoffices.cli.interruption import INTERRUPTED
from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.by_name import numbers_by_name
from goodoffices.cli.options.conflict import (
    conflict_argument,
    holding_option,
    read_conflict,
    state_reference,
)
from goodoffices.cli.options.output import PICTURES, Sink, progressing, working
from goodoffices.cli.options.runs import tell_interrupted
from goodoffices.cli.options.samples import drawing_options, levers_of, pull_option
from goodoffices.stopping import finishing

if TYPE_CHECKING:
    from goodoffices.model.conflict import Conflict


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
@drawing_options(
    "Draw the model N times, as its distributions say, and count in how many of the models each "
    "package is in the zone, is efficient, and is chosen."
)
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, metavar="ROWS")
@answer_options(*PICTURES)
@click.pass_context
def settlements(
    context: click.Context,
    source: str,
    rule: str | None,
    state: str | None,
    concept: str,
    fix: str,
    pull: str | None,
    powers: tuple[str, ...],
    comparable: bool,
    samples: int | None,
    seed: int,
    limit: int,
    sink: Sink,
) -> None:
    """Find the packages that every signatory likes better than no deal.

    The zone of possible agreement, the packages in it that no other betters for everybody
    (efficient, or Pareto optimal), and those that even-handed rules choose. Where the zone is
    empty: how near it comes, and which single option would open it. Or, of one package, what each
    party has at stake in it, and whom which single change would help. The formats html, svg and
    png draw the zone. With --samples, how likely all that is, drawn as bars; the cheapest plan is
    sought in every model drawn with --rule cheapest alone, which takes a while.

    \b
    Examples:
      goodoffices settlements istanbul-2025
      goodoffices settlements ukraine-articles-2025 --rule ks
      goodoffices settlements ukraine-articles-2025 --fix "a5 and not a6" --limit 5
      goodoffices settlements istanbul-2025 --state 10
      goodoffices settlements ukraine-articles-2025 -o zone.html
      goodoffices settlements istanbul-2025 --samples 1000
    """
    if state is not None and rule is not None:
        raise click.UsageError("--state and --rule exclude each other; give one")
    conflict = read_conflict(source)
    asked = {
        "concept": concept,
        "fix": fix,
        "pull": "plan" if pull == "plan" else levers_of(pull or "none"),
        "power": numbers_by_name(powers, "--power", "power") or None,
        "comparable": comparable or rule in ("equal-gain", "utilitarian"),
    }
    if samples is None:
        _show(conflict, asked, state, rule, limit, sink)
    else:
        place = None if state is None else conflict.index(state_reference(state)) + 1
        shown = {"rule": rule, "limit": limit, "state": place}
        asked["cheapest"] = rule == "cheapest"
        _draw(context, conflict, asked, (samples, seed), shown, sink)


def _show(
    conflict: Conflict,
    asked: Mapping[str, Any],
    state: str | None,
    rule: str | None,
    limit: int,
    sink: Sink,
) -> None:
    """Show the zone at the nominal values, or one package in its light."""
    from goodoffices.mediation.zone.zone import settlements as find

    with working("Comparing packages with no deal"):
        found = find(conflict, **asked)
    if state is not None:
        sink.show(found.at(state_reference(state)))
        return
    sink.show(found, rule=rule, limit=limit)


def _draw(
    context: click.Context,
    conflict: Conflict,
    asked: Mapping[str, Any],
    drawn: tuple[int, int],
    shown: Mapping[str, Any],
    sink: Sink,
) -> None:
    """Show how likely packages are what, over samples drawn with a seed."""
    from goodoffices.ensemble.sample import sample
    from goodoffices.ensemble.zone_shares import zone_shares

    with progressing("Comparing packages with no deal") as advance:
        found = zone_shares(sample(conflict, *drawn), **asked, progress=advance)
    if not found.complete:
        tell_interrupted(None, found.samples, drawn[0], "samples")
    with finishing():
        sink.show(found, drawn={key: shown[key] for key in ("rule", "state")}, **shown)
    if not found.complete:
        context.exit(INTERRUPTED)
