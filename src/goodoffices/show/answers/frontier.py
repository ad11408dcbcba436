"""What frontier say: in words, and as plain data."""

from __future__ import annotations

from typing import Any

from goodoffices.ensemble.robust.frontier import Frontier, FrontierPoint
from goodoffices.show.answers.robust_words import pulled_in_brief, with_interval
from goodoffices.show.telling import data, summary, text
from goodoffices.show.words import amount, brief, percent


@data.register(FrontierPoint)
def frontier_point_data(answer: FrontierPoint) -> dict[str, Any]:
    """Return plain data for JSON; the settlement by number."""
    return {
        **vars(answer),
        "settlement": answer.settlement.number,
        "fresh": answer.fresh.to_dict(),
    }


@data.register(Frontier)
def frontier_data(answer: Frontier) -> dict[str, Any]:
    """Return plain data for JSON."""
    return {
        "title": answer.conflict.title,
        "request": answer.request.to_dict(),
        "sampling": answer.sampling.to_dict(),
        "greatest": answer.greatest,
        "points": [point.to_dict() for point in answer.points],
    }


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
