"""Durability: whether the settlement still holds when the levers behind it are withdrawn.

For each lever that a plan pulls, and for all of them at once, the conflict is analysed again under
the rest. Where the settlement no longer holds for a decision maker, it would take the best of its
improvements that nothing deters; from there the parties go on by improvements of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from goodoffices.answer import Answer
from goodoffices.errors import expect
from goodoffices.mediation.plan.results import Plan
from goodoffices.mediation.question import Task
from goodoffices.model.conflict import Conflict
from goodoffices.model.states import State
from goodoffices.stability.analysis import Analysis, analyze
from goodoffices.stability.paths import Move, Search, improving


@dataclass(frozen=True)
class Departure(Answer):
    """A decision maker that leaves the settlement once levers are withdrawn.

    Attributes
    ----------
    move
        The best of its improvements that nothing deters.
    onward
        A shortest sequence of improvements from there to a state that holds for all; empty where
        the move itself leads to one, None where improvements lead to none.
    """

    decision_maker: str
    move: Move
    onward: tuple[Move, ...] | None

    @property
    def end(self) -> State | None:
        """Where the conflict comes to rest; None where it comes to none."""
        return None if self.onward is None else (self.move, *self.onward)[-1].target


@dataclass(frozen=True)
class Withdrawal(Answer):
    """What becomes of the settlement without some levers.

    Attributes
    ----------
    levers
        Names of the levers withdrawn.
    departures
        Those for whom the settlement no longer holds; empty where it still does.
    prefer_no_deal
        Signatories that no longer like the settlement better than no deal.
    """

    levers: tuple[str, ...]
    departures: tuple[Departure, ...]
    prefer_no_deal: tuple[str, ...]

    @property
    def stable(self) -> bool:
        """Whether the settlement still holds."""
        return not self.departures

    @property
    def accepted(self) -> bool:
        """Whether all signatories still like the settlement better than no deal."""
        return not self.prefer_no_deal


@dataclass(frozen=True)
class Durability(Answer):
    """One withdrawal per lever that the plan pulls, then one of all where there are several.

    Examples
    --------
    >>> found = go.durability(go.plan(go.case("indus-waters-1960")))
    >>> found.withdrawals[0].prefer_no_deal
    ('Pakistan',)
    """

    plan: Plan = field(repr=False)
    withdrawals: tuple[Withdrawal, ...]

    @property
    def conflict(self) -> Conflict:
        """What the plan is for."""
        return self.plan.conflict


def durability(plan: Plan) -> Durability:
    """Withdraw each lever that a plan pulls, then all of them, and judge the settlement again.

    The settlement is judged under the plan's concept, for the decision makers it was asked for.

    Examples
    --------
    >>> found = go.durability(go.plan(go.case("indus-waters-1960")))
    >>> [(one.levers, one.stable, one.accepted) for one in found.withdrawals]
    [(('fund',), True, False)]
    """
    expect(plan, Plan)
    task = Task(plan.conflict, plan.request)
    pulled = [name for name, intensity in plan.intensities.items() if intensity > 0]
    groups: list[tuple[str, ...]] = [(name,) for name in pulled]
    if len(pulled) > 1:
        groups.append(tuple(pulled))
    return Durability(plan, tuple(_withdraw(plan, task, levers) for levers in groups))


def _withdraw(plan: Plan, task: Task, levers: tuple[str, ...]) -> Withdrawal:
    rest = {name: t for name, t in plan.intensities.items() if name not in levers}
    conflict = plan.conflict.under(rest)
    here = plan.settlement.number - 1
    analysis = analyze(conflict, [task.concept.key])
    leaving = [i for i in task.movers if not analysis.at(here)[0, i]]
    return Withdrawal(
        levers,
        tuple(_departure(analysis, i, here) for i in leaving),
        tuple(
            conflict.names[i] for i in task.signatories if _prefers_no_deal(conflict, task, i, here)
        ),
    )


def _prefers_no_deal(conflict: Conflict, task: Task, signatory: int, here: int) -> bool:
    if task.no_deal is None or task.no_deal == here:
        return False
    payoffs = conflict.payoffs[signatory]
    return bool(payoffs[here] <= payoffs[task.no_deal])


def _departure(analysis: Analysis, mover: int, here: int) -> Departure:
    """Find the best move that nothing deters, and where improvements lead from there."""
    conflict, (concept,) = analysis.conflict, analysis.concepts
    name, payoffs = conflict.names[mover], conflict.payoffs[mover]
    targets = conflict.moves.destinations(mover, here)
    worst = analysis.worst_case(name, concept)
    free = targets[(payoffs[targets] > payoffs[here]) & (worst[targets] > payoffs[here])]
    target = int(free[np.argmax(payoffs[free])])
    rests = analysis.equilibrium(concept)
    everybody = range(len(conflict.names))
    search = Search(conflict, target, everybody, better=improving(conflict))
    _, onward = next(search.find(lambda states: rests[states]), (None, None))
    states = conflict.states
    return Departure(name, Move(name, states[here], states[target]), onward)
