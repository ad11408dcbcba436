"""The answers to a request for a plan: a plan, or what is missing for one."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from goodoffices.answer import Answer
from goodoffices.mediation.plan.pressure import Pressure
from goodoffices.mediation.plan.programme import Programme
from goodoffices.mediation.question import Request
from goodoffices.mediation.way_there import WayThere, way_there
from goodoffices.model.conflict import Conflict
from goodoffices.model.states import State


@dataclass(frozen=True)
class Binding(Answer):
    """An inequality without slack: a decision maker must like ``better`` as well as ``worse``.

    Attributes
    ----------
    margin
        The payoff by which it must like it better; 0 where as well will do.
    usual
        Whether the margin is the usual millionth of its payoff range, as none was asked for.
    saves
        What the cost would fall by if the inequality were relaxed by one unit of the decision
        maker's payoff.
    """

    decision_maker: str
    better: State
    worse: State
    margin: float
    usual: bool
    saves: float


@dataclass(frozen=True)
class Nudge(Answer):
    """Those who are indifferent with no lever pulled: any nudge makes them prefer what they must.

    Attributes
    ----------
    share
        Of their payoff ranges: a margin that can be felt.
    cost
        What a plan costs in which they prefer by so much whatever they must prefer; None where
        there is none, or none was found within the limit.
    """

    decision_makers: tuple[str, ...]
    share: float
    cost: float | None


@dataclass(frozen=True)
class Plan(Answer):
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
    nudge
        What hangs on a hair; None where nothing does.
    limits
        Per lever at its limit, what each unit more that it could be pulled would save.
    next_best
        The next cheapest settlement with its cost, where there was a choice and it is proven.
    proven
        ``optimal``, or ``best found`` where the search came to its limit.
    bound, gap
        What every plan costs at least; how much cheaper one could therefore be, 0 for the optimum.
    programme
        The programme that was solved; ``mediation.plan.lp`` writes it out.
    pressure
        What pressure on those of whom only the order of states is known must achieve, besides; it
        has no price. None where there are no levers on such.

    Examples
    --------
    >>> plan = go.plan(go.case("indus-waters-1960"))
    >>> plan.settlement.pattern, plan.standing, plan.proven
    ('YNYN', {'fund': 'credible'}, 'optimal')
    >>> round(plan.cost, 2), round(plan.intensities["fund"], 2)
    (5.56, 5.56)
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
    nudge: Nudge | None
    limits: dict[str, float]
    next_best: tuple[State, float] | None
    proven: str
    bound: float
    gap: float
    programme: Programme = field(repr=False, compare=False)
    pressure: Pressure | None = None

    @property
    def pulled(self) -> tuple[str, ...]:
        """Levers that the plan pulls at all."""
        return tuple(name for name, intensity in self.intensities.items() if intensity > 0)

    @property
    def bluffs(self) -> tuple[str, ...]:
        """Levers pulled further than their holder would carry them out."""
        return tuple(name for name, standing in self.standing.items() if standing == "bluff")

    @property
    def under(self) -> Conflict:
        """The conflict with the plan's levers pulled."""
        return self.conflict.under(self.intensities)

    @cached_property
    def way_there(self) -> WayThere | None:
        """How the settlement is come to with the plan's levers pulled; None with no status quo."""
        signing = self.request.decision_makers or self.conflict.signatories
        return way_there(self.under, self.settlement.number - 1, signing)


@dataclass(frozen=True)
class Lack(Answer):
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


@dataclass(frozen=True)
class Relief(Answer):
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


@dataclass(frozen=True)
class Shortfall(Answer):
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
        The programme that was solved; ``mediation.plan.lp`` writes it out.
    pressure
        As of a plan.

    Examples
    --------
    >>> shortfall = go.plan(go.case("indus-waters-1960"), levers=["loan"])
    >>> round(shortfall.missing["Pakistan"], 3)
    10.0
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
    pressure: Pressure | None = None

    @property
    def deviations(self) -> tuple[Lack, ...]:
        """The lacks that are deviations."""
        return tuple(lack for lack in self.lacks if lack.kind == "deviation")

    @property
    def total(self) -> float:
        """Payoff missing in all."""
        return sum(self.missing.values())
