"""What would have to be wanted for a state to hold, and what a gift or levers would do instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from goodoffices.answer import Answer
from goodoffices.ensemble.profiles import sampled, share_together
from goodoffices.errors import RequestError, SizeError, expect
from goodoffices.mediation.plan.planning import names_of, plan
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.mediation.reweighing import Reweighing, reweighing
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import StateReference
from goodoffices.model.states import State
from goodoffices.stability.analysis import Analysis, analyze, judged
from goodoffices.stability.concepts import Concept, concept_in_turn
from goodoffices.stability.engines import bits
from goodoffices.stability.inverse.conditions import Temptation, clauses, temptations
from goodoffices.stability.inverse.free_replies import freely_deterred
from goodoffices.stability.inverse.orders import StatementOrders, statement_orders
from goodoffices.stability.inverse.rankings import Share, Window, own_share, places


@dataclass(frozen=True)
class Demand(Answer):
    """What one decision maker would have to want, the others' preferences being as they are.

    Attributes
    ----------
    stable
        Whether the state is stable for it as it is.
    temptations
        Its moves away from the state, each with what would deter it; where several parties'
        preferences vary at once, with what the others would have to want for their replies to be
        believed.
    share
        The share of its strict rankings in which the state is stable for it, the others'
        preferences being as they are.
    lift
        How much more the state would have to be worth to it, in its payoff units (levels where its
        preferences are ordinal).
    passed
        The states that the state is to be lifted above, or to the level of: the nearest ranking
        in which it is stable; the worst of them first.
    """

    decision_maker: str
    stable: bool
    temptations: tuple[Temptation, ...]
    share: Share
    lift: float
    passed: tuple[State, ...]


@dataclass(frozen=True)
class Inverse(Answer):
    """What would have to be wanted for a state to hold.

    Attributes
    ----------
    concept
        Key of the concept by which it is to hold.
    holds
        Whether it does, for everybody, as preferences are.
    conditions
        What each decision maker asked about would have to want.
    of
        Those whose rankings vary at once for ``share``; empty where nobody was named.
    window
        The places of the rankings that vary; None for all.
    share
        The share of the profiles of their strict rankings in which the state is an equilibrium.
        None where nobody was named and it is not the product of the shares of each.
    lifted
        Whether the state is an equilibrium once it is lifted for each as the conditions say.
    orders
        The least change of the order of statements; None where not asked for, or nobody has any.
    weights
        The cheapest change of weights; None where not asked for, or nobody has any.
    levers
        The cheapest plan with the levers there are, or what is missing with them; None for none.
    asked
        Which of ``orders`` and ``weights`` were asked for, whether or not anybody has any.

    Notes
    -----
    Shares are of all strict rankings, each counted once. They say nothing about how likely a
    ranking is. A sampled share comes with an interval at a confidence of 95 %, and is the same
    whenever it is asked for.

    Examples
    --------
    >>> found = go.inverse(go.case("syria-iraq-1975"), 2)
    >>> [(one.decision_maker, one.share.count, one.share.of) for one in found.conditions]
    [('Syria', 384, 720), ('Iraq', 540, 720)]
    >>> [state.number for state in found.conditions[0].passed]
    [6]
    """

    conflict: Conflict = field(repr=False)
    state: State
    concept: str
    holds: bool
    conditions: tuple[Demand, ...]
    of: tuple[str, ...]
    window: Window | None
    share: Share | None
    lifted: bool
    orders: StatementOrders | None = None
    weights: Reweighing | None = None
    levers: Plan | Shortfall | None = None
    asked: tuple[str, ...] = ()

    @property
    def lift(self) -> dict[str, float]:
        """Per decision maker, how much more the state would have to be worth to it."""
        return {one.decision_maker: one.lift for one in self.conditions}


def inverse(  # noqa: PLR0913 - what can be asked
    conflict: Conflict,
    state: StateReference,
    concept: str = "seq",
    of: Sequence[str] | None = None,
    *,
    window: Window | None = None,
    orders: bool = False,
    weights: bool = False,
    within: float | None = None,
    prices: Mapping[str, float] | None = None,
    limit: float | None = None,
) -> Inverse:
    """Find what would have to be wanted for a state to hold.

    Parameters
    ----------
    concept
        nash, gmr, smr, seq or sseq.
    of
        Whose preferences may change, all at once; by default everybody's, each by itself.
    window
        The first and the last place of the rankings that vary, such as (3, 6); all by default.
    orders, weights
        Whether to find the least change of the order of statements, the cheapest of weights.
    within, prices, limit
        By how much each weight may change; what a unit of it costs, 1 where nothing is said;
        seconds after which each search, for weights and for levers, ends with the best found.

    Raises
    ------
    RequestError, SizeError, SolverError
        What is asked for is not there; over 4,096 states; nothing found within the limit.

    Examples
    --------
    >>> go.inverse(go.case("syria-iraq-1975"), 2, of=["Syria", "Iraq"]).share.count
    138492
    """
    found = conditions(conflict, state, concept, of, window)
    here, movers = found.state.number - 1, [conflict.names.index(n) for n in found.lift]
    bounds: dict[str, Any] = {"within": within, "prices": prices, "limit": limit}
    return replace(
        found,
        orders=statement_orders(conflict, here, found.concept, movers) if orders else None,
        weights=reweighing(conflict, here, found.concept, movers, **bounds) if weights else None,
        levers=_levers(conflict, here, found.concept, limit),
        asked=("orders",) * orders + ("weights",) * weights,
    )


def conditions(
    conflict: Conflict,
    state: StateReference,
    concept: str,
    of: Sequence[str] | None = None,
    window: Window | None = None,
) -> Inverse:
    """Return what ``inverse`` does without what takes a search: conditions, shares and lifts."""
    expect(conflict, Conflict)
    row = concept_in_turn(concept, "rankings cannot be counted under")
    here = conflict.index(state)
    named = names_of(of)
    if named is not None and not named:
        raise RequestError(
            "nobody's preferences may change; name a decision maker, or leave out of"
        )
    movers = _movers(conflict, named)
    analysis = analyze(conflict, [row.key])
    demands = {i: _demand(analysis, row, i, here, window) for i in movers}
    together = named is not None and row.replies == "improving" and len(movers) > 1
    if together:
        free = {i: tuple(freely_deterred(conflict, i, here, row, movers)) for i in movers}
        demands = {i: replace(one, temptations=free[i]) for i, one in demands.items()}
    return Inverse(
        conflict=conflict,
        state=conflict.states[here],
        concept=row.key,
        holds=bool(analysis.equilibrium(row.key)[here]),
        conditions=tuple(demands.values()),
        of=() if named is None else tuple(conflict.names[i] for i in movers),
        window=window,
        share=_together(conflict, row, here, demands, window, asked=named is not None),
        lifted=_lifted(conflict, row, here, demands),
    )


def _movers(conflict: Conflict, named: tuple[str, ...] | None) -> list[int]:
    if named is None:
        return list(range(len(conflict.names)))
    return sorted({conflict.decision_maker_index(name) for name in named})


def _demand(
    analysis: Analysis, concept: Concept, mover: int, here: int, window: Window | None
) -> Demand:
    """Return what one decision maker would have to want."""
    conflict, name = analysis.conflict, analysis.conflict.names[mover]
    found = tuple(temptations(conflict, mover, here, concept))
    try:
        share = own_share(conflict, mover, here, clauses(found), window)
    except SizeError:
        varied = {mover: places(conflict, mover, window)}
        share = sampled(conflict, concept, here, varied, [mover])
    lift = float(analysis.lift(name, concept.key)[here])
    passed = analysis.passed(name, concept.key, here)
    stable = bool(analysis.stable(name, concept.key)[here])
    return Demand(name, stable, found, share, lift, tuple(conflict.states[k] for k in passed))


def _together(  # noqa: PLR0913 - what the share depends on
    conflict: Conflict,
    concept: Concept,
    here: int,
    demands: Mapping[int, Demand],
    window: Window | None,
    *,
    asked: bool,
) -> Share | None:
    if not asked and concept.replies == "improving":
        return None
    varied = {i: places(conflict, i, window) for i in demands}
    own = {i: one.share for i, one in demands.items()}
    return share_together(conflict, concept, here, varied, own)


def _lifted(conflict: Conflict, concept: Concept, here: int, demands: Mapping[int, Demand]) -> bool:
    """Say whether a state is an equilibrium once it is worth as much more as each would need."""
    payoffs = [p.copy() for p in conflict.payoffs]
    for i, one in demands.items():
        if one.passed:
            payoffs[i][here] = payoffs[i][one.passed[-1].number - 1]
    return bool(bits.at(judged(conflict.moves, payoffs, [concept.key]), here).all())


def _levers(
    conflict: Conflict, here: int, concept: str, limit: float | None
) -> Plan | Shortfall | None:
    """Return the cheapest plan for a state with the levers there are, which nobody has to sign."""
    if not conflict.mediation.levers:
        return None
    return plan(conflict, concept, here + 1, accept=False, limit=limit)
