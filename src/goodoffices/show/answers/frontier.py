"""What plans of more and less reliability cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from goodoffices.ensemble.robust.frontier import Frontier
from goodoffices.ensemble.robust.results import RobustPlan
from goodoffices.show.answers.about import about, conflict_data
from goodoffices.show.answers.plan_tables import shown
from goodoffices.show.answers.robust_plan import RobustAnswer, made_of
from goodoffices.show.answers.robust_words import pulled_in_brief, with_interval
from goodoffices.show.document import Cell, Column, Report, Sheet
from goodoffices.show.telling import data, plain, report, summary, text
from goodoffices.show.words import amount, brief, percent

if TYPE_CHECKING:
    from goodoffices.ensemble.robustness import Share

_SHOWN = (
    ("reliability", "Asked"),
    ("settlement", "State"),
    ("cost", "Cost"),
    ("in_sample", "Scenarios"),
    ("fresh", "Fresh samples"),
)


@report.register(Frontier)
def frontier_report(found: Frontier, answer: RobustAnswer | None = None) -> Report:
    """Report a frontier, and the plan that was asked for, if one was."""
    names = [*found.points[-1].intensities] if found.points else []
    columns = (
        Column("reliability", "Asked for", "number"),
        Column("settlement", "Settlement", "number"),
        Column("cost", "Mean cost", "number"),
        Column("in_sample", "Scenarios", "number"),
        Column("fresh", "Fresh samples", "number"),
        Column("fresh_low", "From", "number"),
        Column("fresh_high", "To", "number"),
        Column("proven", "Proven"),
        *(Column(f"intensity_{name}", name, "number", "Intensity") for name in names),
    )
    rows = [_row(found, place) for place in range(len(found.points))]
    shown_columns = (
        *(Column(key, header, "number") for key, header in _SHOWN),
        Column("levers", "Levers"),
    )
    sheet = Sheet(
        shown_columns,
        [
            [
                percent(point.reliability),
                point.settlement.number,
                shown(point.cost),
                percent(point.in_sample),
                f"{percent(point.fresh.probability)} ± {percent(_half(point.fresh))}",
                pulled_in_brief(point.intensities),
            ]
            for point in found.points
        ],
        title="What reliability costs",
    )
    told = about(
        found,
        "plan",
        *([] if answer is None else [str(answer)]),
        found.summary,
        *([sheet] if rows else []),
        records=Sheet(columns, rows),
        notes=(made_of(found), *_notes(found, answer)),
    )
    if answer is None:
        return told
    return replace(told, data=lambda: {**answer.to_dict(), **found.to_dict()})


def _notes(found: Frontier, answer: RobustAnswer | None) -> Iterator[str]:
    yield (
        "Shares are those of samples in which the levers are a plan for that one state; "
        "robustness, sensitivity and map count every state where the settlement sought holds."
    )
    if isinstance(answer, RobustPlan) and len(answer.attempts) > 1 and found.points:
        yield (
            "The plan above was made again, with more asked of the planning samples, after fresh "
            "samples had shown it to hold less often; those in the table were not."
        )


def _row(found: Frontier, place: int) -> list[Cell]:
    point = found.points[place]
    return [
        point.reliability,
        point.settlement.number,
        point.cost,
        point.in_sample,
        point.fresh.probability,
        point.fresh.low,
        point.fresh.high,
        point.proven,
        *point.intensities.values(),
    ]


def _half(share: Share) -> float:
    """Return half the width of an interval."""
    return (share.high - share.low) / 2


@data.register(Frontier)
def frontier_data(answer: Frontier) -> dict[str, Any]:
    """Return plain data for JSON."""
    asked = {"request": plain(answer.request), "sampling": plain(answer.sampling)}
    found = {"greatest": answer.greatest, "points": plain(answer.points)}
    return {"conflict": conflict_data(answer.conflict), "frontier": {**asked, **found}}


@text.register(Frontier)
def frontier_text(answer: Frontier) -> str:
    """Tell what reliability costs in plain English, plan by plan."""
    lines = [
        f"  {percent(p.reliability)} of the scenarios: a mean cost of {amount(p.cost)}, state "
        f"{brief(p.settlement)}, {percent(p.fresh.probability)} of fresh samples; pulled: "
        f"{pulled_in_brief(p.intensities)}"
        for p in answer.points
    ]
    return "\n".join([answer.summary, *lines])


@summary.register(Frontier)
def frontier_summary(answer: Frontier) -> str:
    """Tell of the surest plan."""
    if not answer.points:
        return f"In none of the {answer.sampling.planned_on:,} scenarios is there a plan."
    last = answer.points[-1]
    dear = f"The surest plan is one in {percent(last.in_sample)} of the scenarios"
    return (
        f"{dear}, and in {with_interval(last.fresh)} of {answer.sampling.fresh:,} fresh "
        f"samples, at a mean cost of {amount(last.cost)}."
    )
