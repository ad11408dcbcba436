"""``goodoffices plan``, ``mediators`` and ``evenness``: what it takes to make a settlement hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from goodoffices.cli.options import answer_options, conflict_argument, read_conflict
from goodoffices.cli.output import Sink, working
from goodoffices.cli.requests import request_options

SEARCHING = "Searching for the cheapest levers"


@click.command()
@conflict_argument
@request_options
@click.option("--lp", metavar="FILE", help="Also write the programme itself, for any solver.")
@answer_options()
def plan(source: str, request: dict[str, Any], lp: str | None, sink: Sink) -> None:
    """Find the cheapest levers that make a settlement hold.

    Gives the settlement, how far each lever is pulled, at what cost to whom, whether it is credible
    or a bluff, what keeps it from being cheaper, and what was proven. Where nothing within the
    limits is enough: what is missing, for whom, and which single lever would have to give.

    \b
    Examples:
      goodoffices plan istanbul-2025
      goodoffices plan istanbul-2025 --held-by US --credible --margin 0.5 --for Russia,Ukraine
      goodoffices plan istanbul-2025 --concept nash --settlement "ceasefire and not expand"
      goodoffices plan istanbul-2025 --lp plan.lp
    """
    from goodoffices.io.atomic import refuse_existing, write_file
    from goodoffices.io.plans import plan_report
    from goodoffices.mediation.plan import plan as find_plan

    if lp is not None:
        refuse_existing(Path(lp), force=sink.force)
    conflict = read_conflict(source)
    with working(SEARCHING):
        answer = find_plan(conflict, **request)
    if lp is not None:
        from goodoffices.mediation.lptext import lp_text

        write_file(Path(lp), lp_text(answer), force=sink.force)
        click.echo(f"Wrote {lp}", err=True)
    sink.emit(plan_report(answer))


@click.command()
@conflict_argument
@request_options
@answer_options()
def mediators(source: str, request: dict[str, Any], sink: Sink) -> None:
    """Compare mediators: the same plan for each holder of levers.

    Then for all holders together, and for none. Where there is no plan, shows what is missing.

    \b
    Examples:
      goodoffices mediators istanbul-2025
      goodoffices mediators istanbul-2025 --held-by US,China --credible
    """
    from goodoffices.io.plans import mediators_report
    from goodoffices.mediation.mediators import mediators as compare

    conflict = read_conflict(source)
    with working(SEARCHING):
        found = compare(conflict, **request)
    sink.emit(mediators_report(found))


@click.command()
@conflict_argument
@request_options
@answer_options()
def evenness(source: str, request: dict[str, Any], sink: Sink) -> None:
    """Ask whether levers on one side are enough.

    The same plan with levers on one decision maker only, on the other only, and on both; and how
    hard each is pressed, in units of what lies between its worst and its best outcome.

    \b
    Examples:
      goodoffices evenness istanbul-2025
      goodoffices evenness istanbul-2025 --held-by US --credible
    """
    from goodoffices.io.plans import evenness_report
    from goodoffices.mediation.evenness import evenness as compare

    conflict = read_conflict(source)
    with working(SEARCHING):
        found = compare(conflict, **request)
    sink.emit(evenness_report(found))


COMMANDS = (plan, mediators, evenness)
