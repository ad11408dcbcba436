"""``goodoffices map``: what holds under how much pressure, or how likely, as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from goodoffices.cli.options.answer import answer_options
from goodoffices.cli.options.conflict import (
    conflict_argument,
    judging_option,
    model_text,
    read_conflict,
)
from goodoffices.cli.options.output import PICTURES, Sink, progressing, tell_beside, working
from goodoffices.cli.options.runs import Place, place_options
from goodoffices.cli.options.samples import drawing_options
from goodoffices.cli.types import Count
from goodoffices.errors import RequestError

if TYPE_CHECKING:
    from goodoffices.mediation.plan.results import Plan
    from goodoffices.mediation.pressure_map import PressureMap
    from goodoffices.model.conflict import Conflict

_POINTS, _CHANCE_POINTS = 41, 21


@click.command("map")
@conflict_argument
@click.option(
    "--x",
    "across",
    metavar="NAME",
    help="A decision maker, or a lever: across.  [default: the first that levers bite on]",
)
@click.option(
    "--y",
    "upwards",
    metavar="NAME",
    help="A decision maker, or a lever: upwards.  [default: the second that levers bite on]",
)
@click.option(
    "--points",
    type=Count(min=2),
    metavar="N",
    help=f"Points along each axis.  [default: {_POINTS}; with --samples {_CHANCE_POINTS}]",
)
@click.option("--plan", "marked", is_flag=True, help="Mark the plan, made under the first concept.")
@drawing_options("Draw what is uncertain N times: the map then shows how likely a settlement is.")
@judging_option
@place_options
@answer_options(*PICTURES, default="html")
def map_(
    source: str,
    across: str | None,
    upwards: str | None,
    points: int | None,
    marked: bool,
    samples: int | None,
    seed: int,
    concept: tuple[str, ...],
    place: Place,
    sink: Sink,
) -> None:
    """Draw which states hold under how much pressure.

    Each axis is a lever, from nothing to its limit, or a decision maker, on whom all levers are
    pulled together. One panel per concept, SEQ unless others are named; the region where a
    settlement holds and is accepted is marked. The formats besides html, svg and png list regions
    or points.

    With --samples what is uncertain in the model is drawn, and the map shows how likely it is that
    a settlement holds and is accepted. Such a map is saved as it goes (see goodoffices runs);
    Ctrl-C stops it and shows what there is.

    \b
    Examples:
      goodoffices map istanbul-2025 -o map.html
      goodoffices map istanbul-2025 --x sanctions --y aid_conditions -c seq --plan -o map.svg
      goodoffices map istanbul-2025 --x Russia --y Ukraine --points 11 -o map.csv
      goodoffices map istanbul-2025 --x Russia --y Ukraine --samples 1000 -o likely.html
    """
    if sink.path is None and sink.format == "html":
        raise RequestError("a picture goes to a file; add -o map.html, map.svg or map.png")
    conflict = read_conflict(source)
    axes = _axes(conflict, across, upwards)
    if samples is None:
        if place.elsewhere:
            raise RequestError("work is spread out where models are drawn; add --samples")
        _draw(conflict, axes, points or _POINTS, concept, sink, marked=marked)
        return
    if marked:
        raise RequestError("a plan is for nominal values; --plan does not go with --samples")
    from goodoffices.ensemble.probability_map import mapped, probability_job
    from goodoffices.ensemble.sample import sample

    drawn, text = sample(conflict, samples, seed), model_text(source, conflict)
    job = probability_job(drawn, *axes, points or _CHANCE_POINTS, concept or ("seq",), model=text)
    place.answer(job, "Drawing the map", lambda tally: sink.show(mapped(job, tally)))


def _axes(conflict: Conflict, across: str | None, upwards: str | None) -> tuple[str, str]:
    """Return both axes as they were named, or as is usual; one alone is not enough."""
    from goodoffices.mediation.pressure_map import usual_axes

    if across is not None and upwards is not None:
        return across, upwards
    if across is None and upwards is None:
        return usual_axes(conflict)
    missing = "--x" if across is None else "--y"
    raise RequestError(f"a map has two axes; give {missing} as well, or neither")


def _draw(
    conflict: Conflict,
    axes: tuple[str, str],
    points: int,
    concepts: Sequence[str],
    sink: Sink,
    *,
    marked: bool,
) -> None:
    """Draw what holds at the nominal values."""
    from goodoffices.mediation.pressure_map import pressure_map

    with progressing("Drawing the map") as advance:
        found = pressure_map(
            conflict,
            *axes,
            points,
            concepts or ("seq",),
            progress=advance,
        )
    plan = _plan(found) if marked and sink.format in PICTURES else None
    sink.show(found, drawn={"plan": plan})


def _plan(found: PressureMap) -> Plan | None:
    """Return the plan to mark on a map; say so where there is none."""
    from goodoffices.mediation.plan.planning import plan
    from goodoffices.mediation.plan.results import Plan

    with working("Searching for the plan"):
        answer = plan(found.conflict, found.concepts[0])
    if isinstance(answer, Plan):
        return answer
    tell_beside("There is no plan to mark: see goodoffices plan")
    return None
