"""What acceptance alone says of a settlement: in how many scenarios it can be had, at what cost.

The least cost at which one signatory accepts in one scenario is a knapsack problem: pull the levers
in the order of what they cost per unit of payoff. Of any ``dropped + 1`` scenarios at least one has
to be kept, so the ``dropped + 1``-th greatest of these costs is a bound on that of a robust plan.
"""

from __future__ import annotations

import numpy as np

from goodoffices.ensemble.robust.planning import Bools, Floats, Scenarios
from goodoffices.mediation.plan.lever_payoffs import usual_margins
from goodoffices.mediation.plan.programme import DEFAULT_MARGIN


class Acceptance:
    """What it takes to have signatories like a settlement better than no deal.

    Attributes
    ----------
    costs
        Least mean cost per signatory and scenario, infinite where its levers cannot win it. Shape
        (signatories, scenarios).
    """

    def __init__(self, scenarios: Scenarios, settlement: int) -> None:
        task, block = scenarios.task, scenarios.block
        no_deal, bites = task.no_deal, block.ensemble.bites
        commit, execute = scenarios.costs(settlement)
        self.signatories = task.signatories if no_deal not in {None, settlement} else []
        self.costs = np.zeros((len(self.signatories), block.size))
        for place, i in enumerate(self.signatories):
            gain = block.payoffs[i][settlement] - block.payoffs[i][no_deal]
            usual = usual_margins(gain, DEFAULT_MARGIN * block.ranges[i])
            margin = (task.request.margin or 0.0) if task.terms.asked(i) else usual
            pull = np.zeros((len(task.levers), block.size))
            for k, lever in enumerate(task.levers):
                here = bites[lever.name]
                change = float(here[settlement]) - float(here[no_deal])
                pull[k] = block.weight(lever, task.conflict.names[i]) * change
            missing = margin - gain
            self.costs[place] = knapsack(commit + execute, pull, missing, scenarios.limits)

    @property
    def won(self) -> Bools:
        """Where each signatory can be won. Shape (signatories, scenarios)."""
        return np.isfinite(self.costs)

    @property
    def possible(self) -> Bools:
        """In which scenarios every signatory can be won. Shape (scenarios,)."""
        result: Bools = np.logical_and.reduce(self.won, axis=0)
        return result

    def bound(self, dropped: int) -> float:
        """Return what no plan that leaves out at most so many scenarios costs less than."""
        each = np.sort(self.costs.max(axis=0, initial=0.0))[::-1]
        return float(each[dropped]) if dropped < len(each) else 0.0


def knapsack(costs: Floats, pull: Floats, missing: Floats, high: Floats) -> Floats:
    """Return the least cost of pulling so much, in each scenario; infinite where it cannot be.

    Parameters
    ----------
    costs
        Per unit of each variable, 0 or more. Shape (variables,).
    pull, high
        What a unit gives, and how many units there are. Shape (variables, scenarios).
    missing
        What is to be given in all. Shape (scenarios,).
    """
    room = np.maximum(pull, 0.0) * high
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        order = np.argsort(np.where(room > 0, costs[:, None] / pull, np.inf), axis=0)
    room, price = (np.take_along_axis(x, order, 0) for x in (room, costs[:, None] * high))
    wanted = np.maximum(missing, 0.0)
    taken = np.clip(wanted - (np.cumsum(room, axis=0) - room), 0.0, room)
    short = wanted - taken.sum(axis=0) > 1e-9 * np.maximum(wanted, 1.0)
    part = np.divide(taken, room, out=np.zeros(room.shape), where=room > 0)
    least: Floats = np.where(short, np.inf, (part * price).sum(axis=0))
    return least
