"""Plans that hold in a share of the samples, and how often there can be one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from goodoffices.ensemble.robust.results import RobustPlan, RobustShortfall
from goodoffices.show.answers.about import about, conflict_data
from goodoffices.show.answers.robust_words import (
    robust_plan_in_brief,
    robust_shortfall_in_brief,
    sampling_in_words,
    tell_robust_plan,
    tell_robust_shortfall,
)
from goodoffices.show.document import Cell, Column, Report, Sheet
from goodoffices.show.telling import data, plain, report, summary, text
from goodoffices.show.words import Words

if TYPE_CHECKING:
    from goodoffices.ensemble.robust.frontier import Frontier

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


@report.register(RobustPlan)
@report.register(RobustShortfall)
def robust_report(answer: RobustAnswer) -> Report:
    """Report a robust plan, or why there is none."""
    records = Sheet(_COLUMNS, list(_records(answer)))
    return about(answer, "plan", str(answer), records=records, notes=(made_of(answer),))


def made_of(answer: RobustAnswer | Frontier) -> str:
    """Say what samples an answer was made of."""
    return f"Made of {sampling_in_words(answer.sampling)} Costs: means over the planning samples."


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


@data.register(RobustPlan)
def robust_plan_data(answer: RobustPlan) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return {
        **_asked(answer, "robust plan"),
        "fresh": plain(answer.fresh),
        "reached": answer.reached,
        "in_sample": answer.in_sample,
        "intensities": dict(answer.intensities),
        "cost": answer.cost,
        "commit": answer.commit,
        "execute": answer.execute,
        "borne_by": dict(answer.borne_by),
        "bluffs": dict(answer.bluffs),
        "troubles": plain(answer.troubles),
        "attempts": plain(answer.attempts),
        "proven": answer.proven,
        "bound": answer.bound,
        "sampling": plain(answer.sampling),
    }


@data.register(RobustShortfall)
def robust_shortfall_data(answer: RobustShortfall) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return {
        **_asked(answer, "robust shortfall"),
        "most": answer.most,
        "proven": answer.proven,
        "fresh": plain(answer.fresh),
        "intensities": dict(answer.intensities),
        "out_of_reach": dict(answer.out_of_reach),
        "troubles": plain(answer.troubles),
        "sampling": plain(answer.sampling),
    }


def _asked(answer: RobustAnswer, kind: str) -> dict[str, Any]:
    return {
        "conflict": conflict_data(answer.conflict),
        "answer": kind,
        "request": plain(answer.request),
        "reliability": answer.reliability,
        "settlement": answer.settlement.number,
        "label": answer.settlement.label,
        "no_deal": plain(answer.no_deal),
    }


summary.register(RobustPlan, robust_plan_in_brief)
summary.register(RobustShortfall, robust_shortfall_in_brief)
text.register(RobustPlan, tell_robust_plan)
text.register(RobustShortfall, tell_robust_shortfall)
