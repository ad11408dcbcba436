"""Robust plans and their frontier as reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from goodoffices.ensemble.robust.frontier import Frontier
from goodoffices.ensemble.robust.results import (
    Attempt,
    RobustPlan,
    RobustShortfall,
    Sampling,
    Trouble,
)
from goodoffices.show.answers.plan_tables import shown
from goodoffices.show.answers.robust_words import (
    pulled_in_brief,
    robust_plan_in_brief,
    robust_shortfall_in_brief,
    sampling_in_words,
    tell_robust_plan,
    tell_robust_shortfall,
)
from goodoffices.show.answers.verdicts import conflict_data
from goodoffices.show.document import Cell, Column, Report, Sheet
from goodoffices.show.telling import data, report, summary, text
from goodoffices.show.words import Words, percent

if TYPE_CHECKING:
    from goodoffices.ensemble.robustness import Share

RobustAnswer = RobustPlan | RobustShortfall
_COLUMNS = (
    Column("answer", "Answer"),
    Column("settlement", "Settlement", "number"),
    Column("total_cost", "Mean cost", "number"),
    Column("reliability", "Asked for", "number"),
    Column("fresh", "Fresh samples", "number"),
    Column("fresh_low", "From", "number"),
    Column("fresh_high", "To", "number"),
    Column("in_sample", "Scenarios", "number"),
    Column("lever", "Lever"),
    Column("held_by", "Held by"),
    Column("on", "On"),
    Column("intensity", "Intensity", "number"),
    Column("bluff", "Bluff", "number"),
)


_SHOWN = (
    ("reliability", "Asked"),
    ("settlement", "State"),
    ("cost", "Cost"),
    ("in_sample", "Scenarios"),
    ("fresh", "Fresh samples"),
)


@report.register(RobustPlan)
@report.register(RobustShortfall)
def robust_report(answer: RobustAnswer) -> Report:
    """Report a robust plan, or why there is none."""
    return Report(
        command="plan",
        title=answer.conflict.title,
        body=(str(answer),),
        records=Sheet(_COLUMNS, list(_records(answer))),
        data=lambda: {"conflict": conflict_data(answer.conflict), **_untitled(answer.to_dict())},
        notes=(_made_of(answer),),
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
    return Report(
        command="plan",
        title=found.conflict.title,
        body=(
            *([] if answer is None else [str(answer)]),
            found.summary,
            *([sheet] if rows else []),
        ),
        records=Sheet(columns, rows),
        data=lambda: {
            "conflict": conflict_data(found.conflict),
            **({} if answer is None else _untitled(answer.to_dict())),
            "frontier": _untitled(found.to_dict()),
        },
        notes=(_made_of(found), *_frontier_notes(found, answer)),
    )


def _frontier_notes(found: Frontier, answer: RobustAnswer | None) -> Iterator[str]:
    yield (
        "Shares are those of samples in which the levers are a plan for that one state; "
        "robustness, sensitivity and map count every state where the settlement sought holds."
    )
    if isinstance(answer, RobustPlan) and len(answer.attempts) > 1 and found.points:
        yield (
            "The plan above was made again, with more asked of the planning samples, after fresh "
            "samples had shown it to hold less often; those in the table were not."
        )


def _made_of(answer: RobustAnswer | Frontier) -> str:
    return f"Made of {sampling_in_words(answer.sampling)} Costs: means over the planning samples."


def _untitled(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != "title"}


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


def _records(answer: RobustAnswer) -> Iterator[Sequence[Cell]]:
    """Yield one row per lever, what is said of the answer in each; one where there is none."""
    plan = isinstance(answer, RobustPlan)
    start: list[Cell] = [
        "robust plan" if plan else "robust shortfall",
        answer.settlement.number,
        answer.cost if isinstance(answer, RobustPlan) else None,
        answer.reliability,
        answer.fresh.probability,
        answer.fresh.low,
        answer.fresh.high,
        answer.in_sample if isinstance(answer, RobustPlan) else answer.most,
    ]
    words = Words(answer.conflict)
    bluffs = answer.bluffs if isinstance(answer, RobustPlan) else {}
    for name, intensity in answer.intensities.items():
        lever = words.lever(name)
        yield [*start, name, lever.held_by, lever.on, intensity, bluffs.get(name)]
    if not answer.intensities:
        yield [*start, None, None, None, None, None]


@data.register(Trouble)
def trouble_data(answer: Trouble) -> dict[str, Any]:
    """Return plain data for JSON."""
    return dict(vars(answer))


@data.register(Sampling)
def sampling_data(answer: Sampling) -> dict[str, int]:
    """Return plain data for JSON."""
    return dict(vars(answer))


@data.register(Attempt)
def attempt_data(answer: Attempt) -> dict[str, float]:
    """Return plain data for JSON."""
    return dict(vars(answer))


@summary.register(RobustPlan)
def robust_plan_summary(answer: RobustPlan) -> str:
    """Return the plan in one sentence."""
    return robust_plan_in_brief(answer)


@data.register(RobustPlan)
def robust_plan_data(answer: RobustPlan) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return {
        "answer": "robust plan",
        **_asked(answer),
        "fresh": answer.fresh.to_dict(),
        "reached": answer.reached,
        "in_sample": answer.in_sample,
        "intensities": dict(answer.intensities),
        "cost": answer.cost,
        "commit": answer.commit,
        "execute": answer.execute,
        "borne_by": dict(answer.borne_by),
        "bluffs": dict(answer.bluffs),
        "troubles": [trouble.to_dict() for trouble in answer.troubles],
        "attempts": [attempt.to_dict() for attempt in answer.attempts],
        "proven": answer.proven,
        "bound": answer.bound,
        "sampling": answer.sampling.to_dict(),
    }


@text.register(RobustPlan)
def robust_plan_text(answer: RobustPlan) -> str:
    """Tell the plan in plain English."""
    return tell_robust_plan(answer)


@summary.register(RobustShortfall)
def robust_shortfall_summary(answer: RobustShortfall) -> str:
    """Return the shortfall in one sentence."""
    return robust_shortfall_in_brief(answer)


@data.register(RobustShortfall)
def robust_shortfall_data(answer: RobustShortfall) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return {
        "answer": "robust shortfall",
        **_asked(answer),
        "most": answer.most,
        "proven": answer.proven,
        "fresh": answer.fresh.to_dict(),
        "intensities": dict(answer.intensities),
        "out_of_reach": dict(answer.out_of_reach),
        "troubles": [trouble.to_dict() for trouble in answer.troubles],
        "sampling": answer.sampling.to_dict(),
    }


@text.register(RobustShortfall)
def robust_shortfall_text(answer: RobustShortfall) -> str:
    """Tell the shortfall in plain English."""
    return tell_robust_shortfall(answer)


def _asked(answer: RobustPlan | RobustShortfall) -> dict[str, Any]:
    return {
        "title": answer.conflict.title,
        "request": answer.request.to_dict(),
        "reliability": answer.reliability,
        "settlement": answer.settlement.number,
        "label": answer.settlement.label,
        "no_deal": answer.no_deal and answer.no_deal.number,
    }
