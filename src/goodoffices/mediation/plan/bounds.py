"""What each of many settlements costs at least, all of them at once.

Each decision maker by itself has to be won over: at a settlement s it takes, for every inequality

    sum over levers l of a_l t_l >= need,   0 <= t_l <= high_l,

at least the cost of the cheapest levers with a_l > 0, the last of them in part (a fractional
knapsack; Dantzig 1957). The costliest inequality of a decision maker counts, and the decision
makers are added up; a lever that could help to win over several is split between them. No plan
costs less, and where no levers will do the bound is infinite.

The inequalities are acceptance and, where nobody reckons with replies (Nash stability), that no
move of one's own is better. What else a concept asks for can only cost more.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodoffices import stopping
from goodoffices.mediation.question import Task
from goodoffices.model.moves import TensorMoves

Bools = NDArray[np.bool_]
Indices = NDArray[np.int64]
Floats = NDArray[np.float64]
_SLACK = 1e-9


class _Inequalities(NamedTuple):
    """That one likes states no less than others: a row for each pair, a column for each lever.

    Attributes
    ----------
    need
        What is missing without levers. Shape (rows,).
    levers
        Those that move this decision maker, by place. Shape (levers,).
    coefficients, reach
        What a unit of each covers (below 0: nothing), and all of it. Shape (rows, levers) each.
    here
        Where each bites. Shape (rows, levers).
    """

    need: Floats
    levers: Indices
    coefficients: Floats
    reach: Floats
    here: Bools


class Bounds:
    """Lower bounds on the cost of each of a task's candidates.

    Parameters
    ----------
    gifts
        Whether levers are free and what is paid for is payoff given in the settlement itself, as
        where a shortfall is sought.
    """

    def __init__(self, task: Task, *, gifts: bool = False) -> None:
        self._task = task
        self._gifts = gifts
        self._states = np.array(task.candidates, np.int64)
        self._movers = list(dict.fromkeys([*task.signatories, *task.movers]))
        conflict, levers = task.conflict, task.levers
        bites = np.array([conflict.bites(lever) for lever in levers], bool)
        weights = np.array([[lever.weight(name) for lever in levers] for name in conflict.names])
        self._bites = bites.reshape(len(levers), len(conflict.states))
        self._weights = weights.reshape(len(conflict.names), len(levers))

    def least(self) -> Floats:
        """Return the bounds. Shape (candidates,)."""
        total = np.zeros(len(self._states))
        for mover in self._movers:
            open_places = np.flatnonzero(np.isfinite(total))
            total[open_places] += self._of_mover(mover, open_places)
        return total

    def within_reach(self) -> Bools:
        """Say where the bounds are finite. Shape (candidates,)."""
        possible = np.ones(len(self._states), bool)
        for mover in self._movers:
            for others in self._compared(mover, self._states):
                stopping.check()
                there = np.flatnonzero((others >= 0) & possible)
                asked = self._inequalities(mover, self._states[there], others[there])
                possible[there] = _covered(asked.need, asked.reach.sum(axis=1))
        return possible

    def _of_mover(self, mover: int, places: Indices) -> Floats:
        """Return what winning over one decision maker costs at least at some candidates."""
        least = np.zeros(len(places))
        for others in self._compared(mover, self._states[places]):
            stopping.check()
            there = np.flatnonzero((others >= 0) & np.isfinite(least))
            needed = self._needed(mover, self._states[places[there]], others[there])
            least[there] = np.maximum(least[there], needed)
        return least

    def _compared(self, mover: int, states: Indices) -> Iterator[Indices]:
        """Yield, for each inequality, what each of some states is compared with, or -1."""
        task = self._task
        if mover in task.signatories and task.no_deal is not None:
            yield np.where(states == task.no_deal, -1, task.no_deal)
        if task.concept.replies != "none" or mover not in task.movers:
            return
        moves = task.conflict.moves
        if isinstance(moves, TensorMoves):
            yield from moves.each(mover, states)
            return
        reached = [moves.destinations(mover, int(state)) for state in states]
        for k in range(max(map(len, reached), default=0)):
            yield np.array([row[k] if k < len(row) else -1 for row in reached], np.int64)

    def _inequalities(self, mover: int, states: Indices, others: Indices) -> _Inequalities:
        """Return what it takes that a decision maker likes states no less than others."""
        payoffs = self._task.conflict.payoffs[mover]
        levers = np.flatnonzero(self._weights[mover])
        here, there = self._bites[levers][:, states].T, self._bites[levers][:, others].T
        coefficients = self._weights[mover, levers] * (here.astype(float) - there)
        reach = np.maximum(coefficients, 0.0) * self._task.high[levers]
        return _Inequalities(payoffs[others] - payoffs[states], levers, coefficients, reach, here)

    def _needed(self, mover: int, states: Indices, others: Indices) -> Floats:
        """Return the cheapest cost at which a decision maker likes states no less than others."""
        asked = self._inequalities(mover, states, others)
        if self._gifts:
            missing: Floats = np.maximum(asked.need - asked.reach.sum(axis=1), 0.0)
            return missing
        costs, high = self._unit_costs(asked.levers, asked.here), self._task.high[asked.levers]
        return cheapest_cover(asked.need, asked.coefficients, costs, high)

    def _unit_costs(self, levers: Indices, bites: Bools) -> Floats:
        """Return what a unit of each lever costs, split between those it helps to win over."""
        chosen = [self._task.levers[k] for k in levers]
        commit = np.array([lever.commit for lever in chosen], float)
        execute = np.array([lever.execute for lever in chosen], float)
        helped = (self._weights[:, levers] != 0).sum(axis=0)
        costs: Floats = (commit + execute * bites) / np.maximum(helped, 1)
        return costs


def cheapest_cover(need: Floats, coefficients: Floats, costs: Floats, high: Floats) -> Floats:
    """Return the least cost at which levers cover each need, the last lever in part.

    Parameters
    ----------
    need
        Shape (rows,).
    coefficients
        What a unit of each lever covers (below 0: nothing). Shape (rows, levers).
    costs, high
        What a unit of each costs, and how far it can be pulled. Shape (rows, levers) or (levers,).

    Returns
    -------
    Infinite where all levers together do not cover it. Shape (rows,).

    Examples
    --------
    >>> import numpy as np
    >>> need, high = np.array([3.0, 0.0, 9.0]), np.array([2.0, 4.0])
    >>> covers, costs = np.tile([1.0, 1.0], (3, 1)), np.tile([1.0, 2.0], (3, 1))
    >>> cheapest_cover(need, covers, costs, high).tolist()
    [4.0, 0.0, inf]
    """
    useful = coefficients > 0
    with np.errstate(over="ignore"):
        dear = np.full(useful.shape, math.inf)
        ratio = np.divide(costs, coefficients, out=dear, where=useful)
    order = np.argsort(ratio, axis=1)
    reach = np.take_along_axis(np.where(useful, coefficients, 0.0) * high, order, axis=1)
    before = np.cumsum(reach, axis=1) - reach
    used = np.clip(need[:, None] - before, 0.0, reach)
    part = np.divide(used, reach, out=np.zeros(reach.shape), where=reach > 0)
    price = np.take_along_axis(np.broadcast_to(costs * high, useful.shape), order, axis=1)
    return np.where(_covered(need, reach.sum(axis=1)), (part * price).sum(axis=1), math.inf)


def _covered(need: Floats, reach: Floats) -> Bools:
    """Say where what levers reach in all is what is needed, up to rounding. Shape (rows,)."""
    enough: Bools = reach >= need - _SLACK * np.maximum(np.abs(need), 1.0)
    return enough
