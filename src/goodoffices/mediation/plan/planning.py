"""Plans: the cheapest intensities under which a settlement is accepted and holds.

With t the intensities (see ``terms``), a settlement s is

- *accepted* when every signatory i likes it better than no deal d: u_i(s; t) > u_i(d; t);
- *holding* when it is stable under the concept for every decision maker asked for, at t.

Every inequality holds by a margin. The search asks for the cheapest intensities that meet the
conditions found so far (``programme``), adds the conditions that fail there (``deviations``) and
ends when none fails (``tree``). The answer is then judged once more by the stability engine.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import InternalError, RequestError, SolverError, described
from goodoffices.mediation.plan.bounds import Bounds
from goodoffices.mediation.plan.deadline import Clock, Deadline
from goodoffices.mediation.plan.deviations import Search
from goodoffices.mediation.plan.lever_payoffs import FELT
from goodoffices.mediation.plan.pressure import pressure
from goodoffices.mediation.plan.programme import DEFAULT_MARGIN, Programme, Solution
from goodoffices.mediation.plan.results import Binding, Nudge, Plan, Shortfall
from goodoffices.mediation.plan.search import Found, Outcome, cheapest_settlements, nothing_found
from goodoffices.mediation.plan.shortfall import shortfall
from goodoffices.mediation.question import Request, Task, borne_by
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import moved
from goodoffices.model.preferences import Condition
from goodoffices.stability.analysis import analyze

_SLACK = 1e-6


def plan(  # noqa: PLR0913 - what can be asked of a plan
    conflict: Conflict,
    concept: str = "seq",
    settlement: Condition | None = None,
    *,
    accept: bool = True,
    held_by: Sequence[str] | None = None,
    credible: bool = False,
    margin: float | None = None,
    decision_makers: Sequence[str] | None = None,
    on: Sequence[str] | None = None,
    levers: Sequence[str] | None = None,
    limit: float | None = None,
) -> Plan | Shortfall:
    """Find the cheapest levers that make a settlement accepted and stable, or what is missing.

    Parameters
    ----------
    concept
        nash, gmr, smr, seq or sseq.
    settlement
        A statement, pattern or number; the file's by default. Of several states, the cheapest.
    accept, credible
        Whether signatories must like it better than no deal; whether levers stay within resolve.
    margin
        Payoff by which inequalities hold for decision makers with cardinal preferences; a
        millionth of the payoff range by default, and for the others.
    decision_makers
        Those for whom the settlement must be accepted and stable; all by default.
    held_by, on, levers
        Which levers may be pulled: those of these holders, those that bite on these decision
        makers, those of these names; all by default, of ``levers`` none where empty.
    limit
        Seconds after which the search ends with the best found; by default, once it is proven.

    Raises
    ------
    RequestError
        No mediation, unknown names, no such settlement.
    SolverError
        Nothing found within the limit.

    Examples
    --------
    >>> go.plan(go.case("indus-waters-1960"), credible=True).standing
    {'fund': 'credible'}
    """
    by, parties, targets, pulled = map(names_of, (held_by, decision_makers, on, levers))
    limits = (parties, targets, pulled, limit)
    return answer(conflict, Request(concept, settlement, accept, by, credible, margin, *limits))


def answer(
    conflict: Conflict,
    request: Request,
    clock: Clock = time.monotonic,
    *,
    pressing: bool = True,
) -> Plan | Shortfall:
    """Answer a request; see ``plan``.

    Parameters
    ----------
    clock
        What the limit is measured by, in seconds.
    pressing
        As for ``Task``.
    """
    task = Task(conflict, request, pressing=pressing)
    deadline = Deadline.after(request.limit, clock)
    outcome = _cheapest(task, deadline, keep=2)
    result = _plan(task, outcome, deadline) if outcome.found else shortfall(task, deadline)
    if isinstance(result, Plan):
        _judge(result, task)
    beside = pressure(task, result.settlement.number - 1, result.intensities)
    return replace(result, pressure=beside)


def least_cost(conflict: Conflict, request: Request) -> float | None:
    """Return what the cheapest plan costs, with nothing else about it; None where there is none.

    Raises
    ------
    SolverError
        Nothing found within the limit.
    """
    found = cheapest(conflict, request)
    return None if found is None else found.cost


class Cheapest(NamedTuple):
    """The cheapest intensities by lever, what they cost, and how sure that is; see ``Plan``."""

    cost: float
    intensities: dict[str, float]
    proven: str


def cheapest(conflict: Conflict, request: Request) -> Cheapest | None:
    """Return the cheapest plan's levers, with nothing else about it; None where there is none.

    Raises
    ------
    SolverError
        Nothing found within the limit.
    """
    task = Task(conflict, request)
    outcome = _cheapest(task, Deadline.after(request.limit, time.monotonic), keep=1)
    if not outcome.found:
        return None
    best = outcome.found[0]
    return Cheapest(_price(task, best), task.named(best.solution.intensities), outcome.proof)


def _cheapest(task: Task, deadline: Deadline, keep: int) -> Outcome:
    """Return the cheapest settlements, none of them where it is proven that there is no plan."""
    outcome = cheapest_settlements(
        dict(zip(task.candidates, Bounds(task).least().tolist(), strict=True)),
        lambda s: _programme(task, s),
        lambda s: Search(task.terms, s, task.concept, task.movers),
        keep=keep,
        deadline=deadline,
    )
    if not (outcome.found or outcome.proven(0)):
        raise nothing_found(task.request, "whether there is a plan is not known")
    return outcome


def names_of(names: Sequence[str] | str | None) -> tuple[str, ...] | None:
    """Return names as a tuple, one name by itself included."""
    if names is None:
        return None
    if not isinstance(names, str | Iterable):
        raise RequestError(f"{described(names)} in place of names; expected one or a list")
    return (names,) if isinstance(names, str) else tuple(names)


def _programme(task: Task, settlement: int) -> Programme:
    commit, execute = task.unit_costs(settlement)
    return task.programme(settlement, task.terms, commit + execute, task.high)


def _plan(task: Task, outcome: Outcome, deadline: Deadline) -> Plan:
    """Write the cheapest of the solutions as a plan."""
    best, *others = outcome.found
    settlement, solution = best.settlement, best.solution
    commit, execute = task.unit_costs(settlement)
    t = solution.intensities
    states = task.conflict.states
    next_best = [(states[f.settlement], _price(task, f)) for f in others if outcome.proven(1)]
    return Plan(
        conflict=task.conflict,
        request=task.request,
        settlement=states[settlement],
        no_deal=None if task.no_deal is None else states[task.no_deal],
        intensities=task.named(t),
        cost=float((commit + execute) @ t),
        commit=float(commit @ t),
        execute=float(execute @ t),
        borne_by=borne_by(task.levers, (commit + execute) * t),
        standing={
            lever.name: lever.standing(float(x))
            for lever, x in zip(task.levers, task.named(t).values(), strict=True)
            if x > 0
        },
        binding=_binding(task, solution),
        nudge=_nudge(task, solution, deadline),
        limits={
            lever.name: saved
            for lever, saved, x, top in zip(task.levers, solution.limits, t, task.high, strict=True)
            if saved > _SLACK and x > top - _SLACK
        },
        next_best=next_best[0] if next_best else None,
        proven=outcome.proof,
        bound=outcome.bound,
        gap=outcome.gap,
        programme=best.programme,
    )


def _price(task: Task, found: Found) -> float:
    commit, execute = task.unit_costs(found.settlement)
    return float((commit + execute) @ found.solution.intensities)


def _binding(task: Task, solution: Solution) -> tuple[Binding, ...]:
    states, names = task.conflict.states, task.conflict.names
    return tuple(
        Binding(
            names[row.mover],
            states[row.better],
            states[row.worse],
            row.margin * task.terms.ranges[row.mover],
            math.isclose(row.margin, DEFAULT_MARGIN) and not task.terms.asked(row.mover),
            max(dual, 0.0) / task.terms.ranges[row.mover],
        )
        for row, dual in zip(solution.rows, solution.duals, strict=True)
        if row.binds(solution.intensities)
    )


def _nudge(task: Task, solution: Solution, deadline: Deadline) -> Nudge | None:
    """Say who is indifferent but for a margin not asked for, and what a wider one costs."""
    t = solution.intensities
    movers = {
        row.mover
        for row in solution.rows
        if row.margin
        and row.size <= row.margin
        and row.binds(t)
        and not task.terms.asked(row.mover)
    }
    if not movers:
        return None
    felt = Task(task.conflict, task.request, felt=movers, pressing=bool(task.pressed))
    names = tuple(task.conflict.names[i] for i in sorted(movers))
    try:
        found = _cheapest(felt, deadline, keep=1).found
    except SolverError:  # the limit came first
        found = ()
    return Nudge(names, FELT, _price(felt, found[0]) if found else None)


def _judge(plan: Plan, task: Task) -> None:
    """Let the stability engine judge the plan; a disagreement is our fault, never an answer."""
    settlement = plan.settlement.number - 1
    if not (_accepted_at(plan, settlement, task) and _stable_at(plan, settlement, task)):
        raise InternalError(
            f"a plan for state {plan.settlement.number} under {task.concept.key} does not stand "
            "the check by the stability engine; please send us the model file and the command"
        )


def _accepted_at(plan: Plan, settlement: int, task: Task) -> bool:
    if task.no_deal is None or task.no_deal == settlement:
        return True
    both = np.array([settlement, task.no_deal])
    return all(np.subtract(*_moved(plan, i, both)) > 0 for i in task.signatories)


def _stable_at(plan: Plan, settlement: int, task: Task) -> bool:
    if task.concept.replies == "none":  # no need to look at any other state
        reached = {i: plan.conflict.moves.destinations(i, settlement) for i in task.movers}
        moved = [_moved(plan, i, np.append(settlement, to)) for i, to in reached.items()]
        return all((payoffs[1:] <= payoffs[0]).all() for payoffs in moved)
    analysis = analyze(plan.under, [task.concept.key])
    return bool(analysis.at(settlement)[0, task.movers].all())


def _moved(plan: Plan, mover: int, states: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return a decision maker's payoffs in some states with the plan's levers pulled."""
    name, payoffs = plan.conflict.names[mover], plan.conflict.payoffs[mover][states]
    levers = plan.conflict.mediation.levers
    pulled = [(lever, plan.intensities.get(lever.name, 0.0)) for lever in levers]
    return moved(payoffs, name, pulled, lambda x: plan.conflict.holds_at(x.where, states))
