"""Plans that hold in a share of the samples, and how often there can be one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from goodoffices.ensemble.robust.results import RobustPlan, RobustShortfall
from goodoffices.show.answers.about import about
from goodoffices.show.answers.robust_words import (
    robust_plan_in_brief,
    robust_shortfall_in_brief,
    sampling_in_words,
    tell_robust_plan,
    tell_robust_shortfall,
)
from goodoffices.show.document import Cell, Document, wide
from goodoffices.show.language import say
from goodoffices.show.telling import report, shape, summary, text
from goodoffices.show.words import Words

if TYPE_CHECKING:
    from goodoffices.ensemble.robust.frontier import Frontier

RobustAnswer = RobustPlan | RobustShortfall
_KEYS = (
    "answer settlement total_cost reliability fresh fresh_low fresh_high in_sample "
    "lever held_by on intensity bluff"
)


@report.register(RobustPlan)
@report.register(RobustShortfall)
def robust_report(answer: RobustAnswer) -> Document:
    """Report a robust plan, or why there is none."""
    return about(answer, "plan", records=wide(_KEYS, _records(answer)), notes=(made_of(answer),))


def made_of(answer: RobustAnswer | Frontier) -> str:
    """Say what samples an answer was made of."""
    return say(
        "Made of {} Costs: means over the planning samples.", sampling_in_words(answer.sampling)
    )


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


_ASKED = "conflict answer request reliability settlement label=settlement.label no_deal"
_FOUND = "intensities cost commit execute borne_by bluffs troubles attempts proven bound"
_MISSED = "most proven fresh intensities out_of_reach troubles sampling"
shape(RobustPlan, f"{_ASKED} fresh reached in_sample {_FOUND} sampling", answer="robust plan")
shape(RobustShortfall, f"{_ASKED} {_MISSED}", answer="robust shortfall")

summary.register(RobustPlan, robust_plan_in_brief)
summary.register(RobustShortfall, robust_shortfall_in_brief)
text.register(RobustPlan, tell_robust_plan)
text.register(RobustShortfall, tell_robust_shortfall)
