"""Shortfalls: where mediation reaches its limits, and by how much.

When no intensities make a settlement accepted and stable, ask what else would: an extra payoff
x_i >= 0 for each decision maker in the settlement itself. The least total of these, over the
settlements and over the intensities within their bounds, is what is missing. The same search finds
it, with one more column per decision maker that costs 1 while the levers cost nothing.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from goodoffices.mediation.plan.bounds import Bounds
from goodoffices.mediation.plan.deadline import NEVER, Deadline
from goodoffices.mediation.plan.deviations import Search
from goodoffices.mediation.plan.lever_payoffs import Floats, Terms
from goodoffices.mediation.plan.results import Lack, Relief, Shortfall
from goodoffices.mediation.plan.search import cheapest_settlements, nothing_found
from goodoffices.mediation.plan.tree import Tree
from goodoffices.mediation.question import Task
from goodoffices.model.levers import Lever

_AMPLE = 4.0
_FARTHEST = 1e80
"""An intensity, in payoff ranges, that nobody can be asked for."""


def shortfall(task: Task, deadline: Deadline = NEVER) -> Shortfall:
    """Return the least payoff that is missing for a plan, and the conditions that fail.

    Raises
    ------
    SolverError
        The deadline came before anything was found.
    """
    givers = list(range(len(task.conflict.names)))
    terms = lru_cache(lambda s: _with_gifts(task, s, givers))
    high = np.concatenate([task.high, _ample_gifts(task, givers)])
    costs = np.concatenate([np.zeros(len(task.levers)), np.ones(len(givers))])
    outcome = cheapest_settlements(
        dict(zip(task.candidates, Bounds(task, gifts=True).least().tolist(), strict=True)),
        lambda s: task.programme(s, terms(s), costs, high),
        lambda s: Search(terms(s), s, task.concept, task.movers),
        keep=1,
        deadline=deadline,
    )
    if not outcome.found:
        raise nothing_found(task.request, "there is no plan, but what is missing is not known")
    found = outcome.found[0]
    reliefs, unsettled = _reliefs(task, found.settlement, deadline)
    pulled = found.solution.intensities[: len(task.levers)]
    gifts = found.solution.intensities[len(task.levers) :]
    names, states = task.conflict.names, task.conflict.states
    return Shortfall(
        conflict=task.conflict,
        request=task.request,
        settlement=states[found.settlement],
        no_deal=None if task.no_deal is None else states[task.no_deal],
        missing={names[i]: float(x) for i, x in zip(givers, gifts, strict=True)},
        intensities=task.named(pulled),
        lacks=tuple(_lacks(task, found.settlement, pulled)),
        reliefs=tuple(reliefs),
        unsettled=tuple(unsettled),
        proven=outcome.proof,
        bound=outcome.bound,
        gap=outcome.gap,
        programme=found.programme,
    )


def _with_gifts(task: Task, settlement: int, givers: list[int]) -> Terms:
    gifts = [(i, settlement) for i in givers]
    return task.terms.with_gifts(gifts)


def _ample_gifts(task: Task, givers: list[int]) -> Floats:
    """Bounds on the extra payoffs that never bind: they make the settlement best of all."""
    sway = sum(
        (abs(lever.felt) + lever.execute) * high
        for lever, high in zip(task.levers, task.high, strict=True)
    )
    margin = task.request.margin or 0.0
    return np.array([_AMPLE * (task.terms.ranges[i] + sway + margin) for i in givers])


def _lacks(task: Task, settlement: int, pulled: Floats) -> list[Lack]:
    """List the conditions that fail at the intensities, with what each lacks by itself."""
    names, states, terms = task.conflict.names, task.conflict.states, task.terms
    lacks = []
    for row in task.acceptance(settlement, terms):
        missing = (row.h - float(np.dot(row.g, pulled))) * terms.ranges[row.mover]
        if not row.nearly_holds(pulled):
            no_deal = states[row.worse]
            lacks.append(Lack(names[row.mover], "acceptance", no_deal, missing))
    for failure in Search(terms, settlement, task.concept, task.movers).failures(pulled):
        i = failure.deviation.mover
        missing = min(
            (row.h - float(np.dot(row.g, pulled))) * terms.ranges[i]
            for row in failure.rows
            if row.mover == i and row.better == settlement
        )
        lacks.append(Lack(names[i], "deviation", states[failure.deviation.target], missing))
    return lacks


def _reliefs(task: Task, settlement: int, deadline: Deadline) -> tuple[list[Relief], list[str]]:
    """For each lever, how far it alone would have to go beyond its limit for a plan to exist.

    And the names of those for which the deadline came first.
    """
    reliefs: list[Relief] = []
    unsettled: list[str] = []
    for k, lever in enumerate(task.levers):
        bite = abs(lever.felt)
        target = task.conflict.decision_maker_index(lever.on)
        if bite * _FARTHEST <= task.terms.ranges[target]:
            continue
        high = task.high.copy()
        high[k] += _AMPLE * task.terms.ranges[target] / bite + float(high.sum())
        costs = np.zeros(len(high))
        costs[k] = 1.0
        programme = task.programme(settlement, task.terms, costs, high)
        tree = Tree(programme, lambda: Search(task.terms, settlement, task.concept, task.movers))
        tree.run(deadline.share(len(task.levers) - k))
        if tree.open():
            unsettled.append(lever.name)
        elif tree.found is not None:
            needed = float(tree.found.intensities[k])
            reliefs.append(_relief(lever, needed, task.high[k]))
    return reliefs, unsettled


def _relief(lever: Lever, needed: float, high: float) -> Relief:
    belief = lever.belief * needed / high if high else np.inf
    return Relief(
        lever.name,
        needed,
        belief if belief <= 1 else None,
        lever.execute * needed if lever.execute and needed <= lever.most else None,
    )
