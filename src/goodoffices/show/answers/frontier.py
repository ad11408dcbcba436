"""What plans of more and less reliability cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from goodoffices.ensemble.robust.frontier import Frontier
from goodoffices.ensemble.robust.results import RobustPlan
from goodoffices.show.answers.about import about
from goodoffices.show.answers.plan_tables import shown
from goodoffices.show.answers.robust_plan import RobustAnswer, made_of
from goodoffices.show.answers.robust_words import pulled_in_brief, with_interval
from goodoffices.show.document import Cell, Document, Table, columns, wide
from goodoffices.show.language import say
from goodoffices.show.telling import data, picked, report, summary
from goodoffices.show.words import amount, percent


@report.register(Frontier)
def frontier_report(found: Frontier, answer: RobustAnswer | None = None) -> Document:
    """Report a frontier, and the plan that was asked for, if one was."""
    names = found.points[-1].intensities if found.points else ()
    keys = "reliability settlement cost in_sample fresh fresh_low fresh_high proven"
    rows = [_row(found, place) for place in range(len(found.points))]
    keys = " ".join([keys, *(f"intensity_{name}" for name in names)])
    sheet = Table(
        columns("reliability# state# cost# in_sample# fresh# levers"),
        [
            [
                percent(point.reliability),
                point.settlement.number,
                shown(point.cost),
                percent(point.in_sample),
                f"{percent(point.fresh.probability)} ± {percent(point.fresh.half)}",
                pulled_in_brief(point.intensities),
            ]
            for point in found.points
        ],
        title=say("What reliability costs"),
    )
    told = about(
        found,
        "plan",
        *([] if answer is None else [str(answer)]),
        found.summary,
        *([sheet] if rows else []),
        records=wide(keys, rows),
        notes=(made_of(found), *_notes(found, answer)),
    )
    if answer is None:
        return told
    return replace(told, data=lambda: {**answer.to_dict(), **found.to_dict()})


def _notes(found: Frontier, answer: RobustAnswer | None) -> Iterator[str]:
    yield say(
        "Shares are those of samples in which the levers are a plan for that one state; "
        "robustness, sensitivity and map count every state where the settlement sought holds."
    )
    if isinstance(answer, RobustPlan) and len(answer.attempts) > 1 and found.points:
        yield say(
            "The plan above was made again, with more asked of the planning samples, after fresh "
            "samples had shown it to hold less often; those in the table were not."
        )


def _row(found: Frontier, place: int) -> list[Cell]:
    point = found.points[place]
    share: list[Cell] = [point.fresh.probability, point.fresh.low, point.fresh.high]
    start: list[Cell] = [point.reliability, point.settlement.number, point.cost, point.in_sample]
    return [*start, *share, point.proven, *point.intensities.values()]


@data.register(Frontier)
def frontier_data(answer: Frontier) -> dict[str, Any]:
    """Return plain data for JSON."""
    found = picked(answer, "conflict request sampling greatest points")
    return {"conflict": found.pop("conflict"), "frontier": found}


@summary.register(Frontier)
def frontier_summary(answer: Frontier) -> str:
    """Tell of the surest plan."""
    if not answer.points:
        return say("In none of the {:,} scenarios is there a plan.", answer.sampling.planned_on)
    last = answer.points[-1]
    return say(
        "The surest plan is one in {} of the scenarios, and in {} of {:,} fresh samples, at a "
        "mean cost of {}.",
        percent(last.in_sample),
        with_interval(last.fresh),
        answer.sampling.fresh,
        amount(last.cost),
    )
