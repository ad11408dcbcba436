"""``goodoffices plan``: what it takes to make a settlement hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import conflict_argument, read_conflict
from goodoffices.cli.options.output import PICTURES, Sink, tell_beside, working
from goodoffices.cli.options.plan import SEARCHING, request_options
from goodoffices.cli.options.robust_plan import Surety, emit_robust, surety_options
from goodoffices.errors import RequestError


@click.command()
@conflict_argument
@request_options
@surety_options
@click.option("--lp", metavar="FILE", help="Also write the programme itself, for any solver.")
@answer_options(*PICTURES, default="table")
def plan(source: str, request: dict[str, Any], surety: Surety, lp: str | None, sink: Sink) -> None:
    """Find the cheapest levers that make a settlement hold.

    Gives the settlement, how far each lever is pulled, at what cost to whom, whether it is credible
    or a bluff, what keeps it from being cheaper, and what was proven. Where nothing within the
    limits is enough: what is missing, for whom, and which single lever would have to give.

    With --reliability, where the model has distributions: the cheapest levers that do in so many of
    the samples, checked on fresh ones. The formats html, svg and png are for --frontier.

    \b
    Examples:
      goodoffices plan istanbul-2025
      goodoffices plan istanbul-2025 --held-by US --credible --margin 0.5 --for Russia,Ukraine
      goodoffices plan istanbul-2025 --concept nash --settlement "ceasefire and not expand"
      goodoffices plan istanbul-2025 --lp plan.lp
      goodoffices plan istanbul-2025 --reliability 0.4
      goodoffices plan istanbul-2025 --reliability 0.4 --frontier -o frontier.html
    """
    from goodoffices.files.atomic import refuse_existing, write_file
    from goodoffices.mediation.plan.planning import plan as find_plan

    surety.refuse_if_idle(sink)
    if lp is not None and surety.asked:
        raise RequestError("--lp writes the programme of one model, without --reliability")
    if lp is not None:
        refuse_existing(Path(lp), force=sink.force)
    conflict = read_conflict(source)
    if surety.asked:
        emit_robust(conflict, request, surety, sink)
        return
    with working(SEARCHING):
        answer = find_plan(conflict, **request)
    if lp is not None:
        from goodoffices.mediation.plan.lp import lp_text

        write_file(Path(lp), lp_text(answer), force=sink.force)
        tell_beside(f"Wrote {lp}")
    sink.show(answer)
