"""The answers to a request for a plan: a plan, or what is missing for one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from goodoffices.mediation.plan.programme import Programme
from goodoffices.mediation.question import Request
from goodoffices.show.answers.mediation_words import (
    plan_in_brief,
    shortfall_in_brief,
    tell_plan,
    tell_shortfall,
)
from goodoffices.model.conflict import Conflict
from goodoffices.model.states import State
from goodoffices.answer import Told


@dataclass(frozen=True)
class Binding:
    """An inequality without slack: a decision maker must like ``better`` more than ``worse``.

    Attributes
    ----------
    saves
        What the cost would fall by if the inequality were relaxed by one unit of the decision
        maker's payoff.
    """

    decision_maker: str
    better: State
    worse: State
    saves: float

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON; states by number."""
        return {
            "decision_maker": self.decision_maker,
            "better": self.better.number,
            "worse": self.worse.number,
            "saves": self.saves,
        }


@dataclass(frozen=True)
class Plan(Told):
    """The cheapest intensities under which a settlement is accepted and holds.

    Attributes
    ----------
    intensities
        Per lever that may be pulled, 0 included.
    cost, commit, execute
        Cost to the holders, and its parts: in any case; where levers are carried out.
    borne_by
        Cost per holder.
    standing
        Per lever pulled: credible, bluff or unassessed.
    binding
        The inequalities without slack.
    limits
        Per lever at its limit, what each unit more that it could be pulled would save.
    next_best
        The next cheapest settlement with its cost, where there was a choice and it is proven.
    proven
        ``optimal``, or ``best found`` where the search came to its limit.
    bound, gap
        What every plan costs at least; how much cheaper one could therefore be, 0 for the optimum.
    programme
        The programme that was solved; ``mediation.lptext`` writes it out.
    """

    conflict: Conflict = field(repr=False)
    request: Request
    settlement: State
    no_deal: State | None
    intensities: dict[str, float]
    cost: float
    commit: float
    execute: float
    borne_by: dict[str, float]
    standing: dict[str, str]
    binding: tuple[Binding, ...]
    limits: dict[str, float]
    next_best: tuple[State, float] | None
    proven: str
    bound: float
    gap: float
    programme: Programme = field(repr=False, compare=False)

    @property
    def bluffs(self) -> tuple[str, ...]:
        """Levers pulled further than their holder would carry them out."""
        return tuple(name for name, standing in self.standing.items() if standing == "bluff")

    @property
    def under(self) -> Conflict:
        """The conflict with the plan's levers pulled."""
        return self.conflict.under(self.intensities)

    @property
    def summary(self) -> str:
        """The plan in one sentence."""
        return plan_in_brief(self)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON; states by number."""
        return {
            "answer": "plan",
            **_asked(self),
            "intensities": dict(self.intensities),
            "cost": self.cost,
            "commit": self.commit,
            "execute": self.execute,
            "borne_by": dict(self.borne_by),
            "standing": dict(self.standing),
            "binding": [binding.to_dict() for binding in self.binding],
            "limits": dict(self.limits),
            "next_best": self.next_best
            and {"settlement": self.next_best[0].number, "cost": self.next_best[1]},
            **_proof(self),
        }

    def __str__(self) -> str:
        """Tell the plan in plain English."""
        return tell_plan(self)


@dataclass(frozen=True)
class Lack:
    """A condition that fails: payoff that a decision maker would need more of in the settlement.

    Attributes
    ----------
    kind
        ``acceptance``: it prefers no deal; ``deviation``: nothing deters its move.
    state
        No deal, or the state that the deviation leads to.
    """

    decision_maker: str
    kind: str
    state: State
    payoff: float

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON; the state by number."""
        return {**vars(self), "state": self.state.number}


@dataclass(frozen=True)
class Relief:
    """What one lever would have to give, all others kept within their limits, for a plan to exist.

    Attributes
    ----------
    intensity
        The intensity needed, beyond the lever's limit.
    belief
        The belief that would do as well at the present limit; None where none would.
    resolve
        The resolve that would make the intensity credible; None where nothing is carried out.
    """

    lever: str
    intensity: float
    belief: float | None
    resolve: float | None

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return dict(vars(self))


@dataclass(frozen=True)
class Shortfall(Told):
    """No plan: the least payoff that is missing, for whom, and where.

    Attributes
    ----------
    settlement
        The settlement that is nearest to holding.
    missing
        Payoff missing at the settlement, per decision maker.
    intensities
        The levers at which so little is missing.
    lacks
        The conditions that fail there.
    reliefs
        Single levers that would close the gap if they could be pulled further.
    unsettled
        Levers of which this is not known, as the search came to its limit.
    proven
        ``optimal``: no less is missing, whatever the levers; or ``best found``.
    bound, gap
        The payoff that is missing at least; how much less may be missing, 0 where proven.
    programme
        The programme that was solved; ``mediation.lptext`` writes it out.
    """

    conflict: Conflict = field(repr=False)
    request: Request
    settlement: State
    no_deal: State | None
    missing: dict[str, float]
    intensities: dict[str, float]
    lacks: tuple[Lack, ...]
    reliefs: tuple[Relief, ...]
    unsettled: tuple[str, ...]
    proven: str
    bound: float
    gap: float
    programme: Programme = field(repr=False, compare=False)

    @property
    def deviations(self) -> tuple[Lack, ...]:
        """The lacks that are deviations."""
        return tuple(lack for lack in self.lacks if lack.kind == "deviation")

    @property
    def total(self) -> float:
        """Payoff missing in all."""
        return sum(self.missing.values())

    @property
    def summary(self) -> str:
        """The shortfall in one sentence."""
        return shortfall_in_brief(self)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON; states by number."""
        return {
            "answer": "shortfall",
            **_asked(self),
            "missing": dict(self.missing),
            "total": self.total,
            "intensities": dict(self.intensities),
            "lacks": [lack.to_dict() for lack in self.lacks],
            "reliefs": [relief.to_dict() for relief in self.reliefs],
            "unsettled": list(self.unsettled),
            **_proof(self),
        }

    def __str__(self) -> str:
        """Tell the shortfall in plain English."""
        return tell_shortfall(self)


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
