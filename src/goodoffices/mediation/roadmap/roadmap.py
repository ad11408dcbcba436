"""Roadmaps: in which order a settlement can be carried out, and what has to be guaranteed.

From no deal d = x_0 through x_1, x_2, … to the settlement x_k = s, one decision maker's step at a
time. At each x a decision maker i is

- *exposed* by (u_i(d) - u_i(x))+: it is worse off than with no deal;
- *tempted* by (u_i(x) - u_i(s))+ while it still has steps to make: it is better off stopping;

and x is *held* when nobody but whoever makes the next step has an undeterred improvement.

The safest order has the least worst exposure, as a share of its party's payoff range, then the
least sum of these shares, then the fewest steps. The cheapest to guarantee has the least sum of
price times exposure and temptation, then the least worst exposure, then the fewest steps. Both are
exact; what differs by less than a trillionth of the greatest is equal. The definitions are this
package's own; why steps need guarantees is the commitment problem (Fearon 1995), and that outsiders
give them is Walter's (1997).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import RequestError
from goodoffices.mediation.plan.planning import plan
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.mediation.pulled import Pull, pulled, under_levers
from goodoffices.mediation.roadmap.account import Account
from goodoffices.mediation.roadmap.results import Roadmap
from goodoffices.mediation.roadmap.ways import Way, Ways, ways
from goodoffices.mediation.zone.gains import no_deal_of
from goodoffices.model.conflict import Conflict, index_of
from goodoffices.model.preferences import StateReference
from goodoffices.model.states import State
from goodoffices.stability.concepts import concept_key

Bools = NDArray[np.bool_]
Indices = NDArray[np.int64]
Floats = NDArray[np.float64]
_GRAINS = 2.0**40


def roadmap(  # noqa: PLR0913 - what can be asked of a roadmap
    conflict: Conflict,
    to: StateReference | State | None = None,
    *,
    concept: str = "seq",
    cheapest: bool = False,
    pull: Pull = "none",
    prices: Mapping[str, float] | None = None,
) -> Roadmap:
    """Find the order in which a settlement is carried out most safely, or most cheaply guaranteed.

    Parameters
    ----------
    to
        The settlement: a state by number, pattern, label or statement; the plan's by default.
    concept
        By which states on the way are held.
    cheapest
        The order that is cheapest to guarantee, rather than the safest.
    pull
        Levers pulled: ``none``, those of the ``plan``, or intensities by lever.
    prices
        Price of guaranteeing a decision maker a point, 0 or more; 1 by default.

    Raises
    ------
    RequestError
        No state without a deal, no way, or a state or request that does not fit the conflict.
    SizeError
        More than 20 options differ between no deal and the settlement.

    Examples
    --------
    >>> found = go.roadmap(go.case("istanbul-2025"), "YYNYNNN")
    >>> [step.mover for step in found.steps[1:]]
    ['Russia', 'Ukraine', 'Russia']
    """
    start = no_deal_of(conflict)
    key = concept_key(concept)
    planned = cache(lambda: plan(conflict, key))
    under = under_levers(conflict, pulled(pull, planned))
    end = index_of(conflict, _goal(conflict, planned) if to is None else to)
    search = _Search(under, ways(conflict, start, end), end, _priced(conflict, prices))
    way = search.cheapest() if cheapest else search.safest()
    if way is None:
        raise RequestError(f"no moves of the decision makers lead from no deal to state {end + 1}")
    told = Account(conflict, under, key, search.prices, way)
    return told.roadmap("cheapest" if cheapest else "safest")


def _goal(conflict: Conflict, planned: Callable[[], Plan | Shortfall]) -> State:
    """Return the plan's settlement."""
    if conflict.mediation.settlement is None:
        told = "no settlement for the steps to lead to; give mediation.settlement, or name a state"
        raise RequestError(told).wanting("to")
    return planned().settlement


def _priced(conflict: Conflict, prices: Mapping[str, float] | None) -> Floats:
    given = conflict.mediation.guarantee_prices if prices is None else prices
    found = np.ones(len(conflict.names))
    for name, price in given.items():
        if not 0 <= price < float("inf"):
            raise RequestError(f"a price of {price} for '{name}'; expected a number of 0 or more")
        found[conflict.decision_maker_index(name)] = price
    return found


class _Search:
    """The least ways, by what is exposed and tempted at each node."""

    def __init__(self, under: Conflict, found: Ways, end: int, prices: Floats) -> None:
        self.ways = found
        self.prices = prices
        nodes = np.maximum(found.state, 0)
        here, no_deal, last = (
            np.array([payoffs[states] for payoffs in under.payoffs]).T
            for states in (nodes, under.no_deal_index, end)
        )
        self.exposure = np.maximum(no_deal - here, 0.0)
        self.temptation = np.maximum(here - last, 0.0) * found.moving
        spread = np.array([np.ptp(payoffs) for payoffs in under.payoffs])
        self.shares = self.exposure / np.where(spread > 0, spread, 1.0)
        self.worst = self.shares.max(axis=1)

    def safest(self) -> Way | None:
        costs = _whole(self.shares.sum(axis=1))
        free = np.zeros_like(costs)
        limit = self._least_worst(lambda allowed: self.ways.least(free, allowed) is not None)
        found = None if limit is None else self.ways.least(costs, self.worst <= limit)
        return None if found is None else found[1]

    def cheapest(self) -> Way | None:
        costs = _whole((self.exposure + self.temptation) @ self.prices)
        anywhere = self.ways.least(costs, np.ones(len(costs), bool))
        if anywhere is None:
            return None

        def as_cheap(allowed: Bools) -> bool:
            found = self.ways.least(costs, allowed)
            return found is not None and found[0] == anywhere[0]

        limit = self._least_worst(as_cheap)
        found = None if limit is None else self.ways.least(costs, self.worst <= limit)
        return None if found is None else found[1]

    def _least_worst(self, enough: Callable[[Bools], bool]) -> float | None:
        """Return the least worst exposure within which there is still a way that is good enough."""
        levels = np.unique(self.worst)
        low, high = 0, len(levels) - 1
        if not enough(self.worst <= levels[high]):
            return None
        while low < high:
            middle = (low + high) // 2
            if enough(self.worst <= levels[middle]):
                high = middle
            else:
                low = middle + 1
        return float(levels[low])


def _whole(costs: Floats) -> Indices:
    """Return costs as whole multiples of a trillionth of the greatest."""
    greatest = float(costs.max(initial=0.0)) or 1.0
    return np.rint(costs / greatest * _GRAINS).astype(np.int64)
