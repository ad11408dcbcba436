"""What acceptance alone says of a settlement: in how many scenarios it can be had, at what cost.

The least cost at which one signatory accepts in one scenario is a knapsack problem: pull the levers
in the order of what they cost per unit of payoff. Of any ``dropped + 1`` scenarios at least one has
to be kept, so the ``dropped + 1``-th greatest of these costs is a bound on that of a robust plan.
"""

from __future__ import annotations

import numpy as np

from goodoffices.ensemble.robust.planning import Bools, Scenarios
from goodoffices.mediation.plan.bounds import cheapest_cover


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
        high = scenarios.limits.T
        self.signatories = task.signatories if no_deal not in {None, settlement} else []
        self.costs = np.zeros((len(self.signatories), block.size))
        for place, i in enumerate(self.signatories):
            gain = block.payoffs[i][settlement] - block.payoffs[i][no_deal]
            missing = task.terms.least_margins(i, gain, block.ranges[i]) - gain
            pull = np.zeros((len(task.levers), block.size))
            for k, lever in enumerate(task.levers):
                here = bites[lever.name]
                change = float(here[settlement]) - float(here[no_deal])
                pull[k] = block.weight(lever, task.conflict.names[i]) * change
            self.costs[place] = cheapest_cover(missing, pull.T, commit + execute, high)

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
