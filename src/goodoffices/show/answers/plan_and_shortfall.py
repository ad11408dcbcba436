"""What plans say: in words, and as plain data."""

from __future__ import annotations

from typing import Any

from goodoffices.mediation.plan.results import Binding, Lack, Plan, Relief, Shortfall
from goodoffices.show.answers.mediation_words import (
    plan_in_brief,
    shortfall_in_brief,
    tell_plan,
    tell_shortfall,
)
from goodoffices.show.telling import data, summary, text


@data.register(Binding)
def binding_data(answer: Binding) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return {
        "decision_maker": answer.decision_maker,
        "better": answer.better.number,
        "worse": answer.worse.number,
        "saves": answer.saves,
    }


@summary.register(Plan)
def plan_summary(answer: Plan) -> str:
    """Return the plan in one sentence."""
    return plan_in_brief(answer)


@data.register(Plan)
def plan_data(answer: Plan) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return {
        "answer": "plan",
        **_asked(answer),
        "intensities": dict(answer.intensities),
        "cost": answer.cost,
        "commit": answer.commit,
        "execute": answer.execute,
        "borne_by": dict(answer.borne_by),
        "standing": dict(answer.standing),
        "binding": [binding.to_dict() for binding in answer.binding],
        "limits": dict(answer.limits),
        "next_best": answer.next_best
        and {"settlement": answer.next_best[0].number, "cost": answer.next_best[1]},
        **_proof(answer),
    }


@text.register(Plan)
def plan_text(answer: Plan) -> str:
    """Tell the plan in plain English."""
    return tell_plan(answer)


@data.register(Lack)
def lack_data(answer: Lack) -> dict[str, Any]:
    """Return plain data for JSON; the state by number."""
    return {**vars(answer), "state": answer.state.number}


@data.register(Relief)
def relief_data(answer: Relief) -> dict[str, Any]:
    """Return plain data for JSON."""
    return dict(vars(answer))


@summary.register(Shortfall)
def shortfall_summary(answer: Shortfall) -> str:
    """Return the shortfall in one sentence."""
    return shortfall_in_brief(answer)


@data.register(Shortfall)
def shortfall_data(answer: Shortfall) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return {
        "answer": "shortfall",
        **_asked(answer),
        "missing": dict(answer.missing),
        "total": answer.total,
        "intensities": dict(answer.intensities),
        "lacks": [lack.to_dict() for lack in answer.lacks],
        "reliefs": [relief.to_dict() for relief in answer.reliefs],
        "unsettled": list(answer.unsettled),
        **_proof(answer),
    }


@text.register(Shortfall)
def shortfall_text(answer: Shortfall) -> str:
    """Tell the shortfall in plain English."""
    return tell_shortfall(answer)


def _asked(answer: Plan | Shortfall) -> dict[str, Any]:
    return {
        "title": answer.conflict.title,
        "request": answer.request.to_dict(),
        "settlement": answer.settlement.number,
        "label": answer.settlement.label,
        "no_deal": answer.no_deal and answer.no_deal.number,
    }


def _proof(answer: Plan | Shortfall) -> dict[str, Any]:
    return {"proven": answer.proven, "bound": answer.bound, "gap": answer.gap}
