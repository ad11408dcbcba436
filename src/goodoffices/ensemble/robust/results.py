"""The answers to a request for a robust plan: a plan, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field

from goodoffices.answer import Answer
from goodoffices.ensemble.robustness import Share
from goodoffices.mediation.question import Request
from goodoffices.model.conflict import Conflict
from goodoffices.model.states import State


@dataclass(frozen=True)
class Trouble(Answer):
    """Something that keeps the settlement from being accepted and holding, and how often.

    Attributes
    ----------
    name
        A decision maker, or the lever that cannot go so far.
    kind
        ``acceptance``: it prefers no deal; ``deviation``: it has a move that nothing deters;
        ``limit``: the lever is pulled beyond its limit, or beyond what its holder would bear.
    share
        Share of the fresh samples in which this is so, whatever else is.
    """

    name: str
    kind: str
    share: float


@dataclass(frozen=True)
class Sampling(Answer):
    """What an answer was made of, and checked on.

    Attributes
    ----------
    planned_on
        Samples that the plan was made on.
    fresh
        Samples that it was checked on; they had no part in choosing it.
    """

    planned_on: int
    fresh: int
    seed: int


@dataclass(frozen=True)
class Attempt(Answer):
    """A plan that was tried.

    Attributes
    ----------
    asked
        Share of the scenarios in which it had to be a plan.
    checked
        Share of other samples, drawn for choosing between attempts, in which it is one.
    """

    asked: float
    cost: float
    checked: float


@dataclass(frozen=True)
class RobustPlan(Answer):
    """The cheapest intensities under which a settlement is accepted and holds often enough.

    Attributes
    ----------
    reliability
        The share of samples that was asked for.
    fresh
        The share of fresh samples in which they are a plan, with its interval.
    in_sample
        The share of the scenarios that the plan was made on.
    intensities
        Per lever that may be pulled, 0 included.
    cost, commit, execute
        Mean cost to the holders over the scenarios, and its parts.
    borne_by
        Mean cost per holder.
    bluffs
        Per lever pulled whose holder's resolve is assessed: the share of fresh samples in which it
        goes beyond that.
    troubles
        What keeps it from being a plan in the other fresh samples, the commonest first.
    attempts
        Plans made in turn, each for more of the scenarios, until one stood the check.
    proven
        ``optimal``: none is cheaper on the scenarios; ``best found``: none cheaper was found.
    bound
        No plan that does as much on the scenarios costs less.

    Examples
    --------
    >>> text = go.dumps(go.case("indus-waters-1960"))
    >>> unsure = go.loads(text.replace("effect: 2", "effect: {uniform: [0, 3]}"))
    >>> plan = go.robust_plan(go.sample(unsure, 50), 0.5, fresh=200, tighten=False)
    >>> round(plan.intensities["fund"], 2), plan.fresh.probability, plan.reached
    (6.37, 0.415, False)
    """

    conflict: Conflict = field(repr=False)
    request: Request
    reliability: float
    settlement: State
    no_deal: State | None
    fresh: Share
    in_sample: float
    intensities: dict[str, float]
    cost: float
    commit: float
    execute: float
    borne_by: dict[str, float]
    bluffs: dict[str, float]
    troubles: tuple[Trouble, ...]
    attempts: tuple[Attempt, ...]
    proven: str
    bound: float
    sampling: Sampling

    @property
    def reached(self) -> bool:
        """Whether the share of fresh samples is what was asked for."""
        return self.fresh.probability >= self.reliability


@dataclass(frozen=True)
class RobustShortfall(Answer):
    """No plan so often: the most that was found, and what limits it.

    Attributes
    ----------
    settlement
        The settlement that can be had most often.
    most
        The greatest share of the scenarios in which any intensities are a plan.
    proven
        ``optimal`` where no intensities do more on the scenarios, else ``best found``.
    fresh
        The share of fresh samples in which these intensities are a plan, with its interval.
    out_of_reach
        Per signatory: the share of the scenarios in which it prefers no deal to this settlement
        whatever is pulled.
    troubles
        What keeps it from being a plan in the other fresh samples, the commonest first.

    Examples
    --------
    >>> text = go.dumps(go.case("indus-waters-1960"))
    >>> unsure = go.loads(text.replace("effect: 2", "effect: {uniform: [0, 3]}"))
    >>> shortfall = go.robust_plan(go.sample(unsure, 50), 0.9, fresh=200)
    >>> shortfall.most, shortfall.out_of_reach["Pakistan"]
    (0.64, 0.36)
    """

    conflict: Conflict = field(repr=False)
    request: Request
    reliability: float
    settlement: State
    no_deal: State | None
    most: float
    proven: str
    fresh: Share
    intensities: dict[str, float]
    out_of_reach: dict[str, float]
    troubles: tuple[Trouble, ...]
    sampling: Sampling
