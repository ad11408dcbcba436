"""The cheapest change of weights by which a state holds.

Every weight gets two levers, one that raises and one that lowers it, whose price is what a unit of
change costs. The cheapest plan with these levers alone, which nobody has to accept, is the cheapest
change, whatever the concept, whoever's weights change, side effects on the others included.

Where all of a decision maker's weights may go to nothing, it likes all states equally well. So
where weights may change without bounds, no weight needs to change by more than that would cost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from goodoffices.answer import Answer
from goodoffices.errors import RequestError, nearest, require_number
from goodoffices.mediation.plan.planning import Cheapest, cheapest
from goodoffices.mediation.question import Request
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever
from goodoffices.model.preferences import Weights
from goodoffices.model.written import Mediation

_HOLDER = "whoever"
_WAYS = {"raise_": 1.0, "lower_": -1.0}


@dataclass(frozen=True)
class Reweighed(Answer):
    """A weight that changes, in its decision maker's payoff units."""

    decision_maker: str
    statement: str
    before: float
    after: float


@dataclass(frozen=True)
class Reweighing(Answer):
    """The cheapest change of weights.

    Attributes
    ----------
    cost
        What it costs: the sum of the changes, each times its price; None where no change will do.
    changes
        The weights that change.
    prices
        What a unit of change costs, per decision maker whose weights could change.
    within
        By how much each weight could change at most; None for by any amount.
    proven
        ``optimal``, or ``best found`` where the search came to its limit.
    """

    conflict: Conflict = field(repr=False)
    cost: float | None
    changes: tuple[Reweighed, ...]
    prices: dict[str, float]
    within: float | None
    proven: str


def reweighing(  # noqa: PLR0913 - what can be asked
    conflict: Conflict,
    here: int,
    concept: str,
    movers: Sequence[int],
    *,
    within: float | None = None,
    prices: Mapping[str, float] | None = None,
    limit: float | None = None,
) -> Reweighing | None:
    """Find the cheapest change of weights by which a state is an equilibrium.

    Parameters
    ----------
    here
        The state, by index.
    movers
        Those whose weights may change; of these, those that have weights.
    within, prices
        As in ``Reweighing``; 1 where no price is given.
    limit
        Seconds after which the search ends with the best found.

    Returns
    -------
    None where nobody has weights.

    Raises
    ------
    RequestError
        A price or a bound that is none, or a price for somebody unknown.
    SolverError
        Nothing found within the limit.
    """
    each = priced(conflict, prices or {})
    if within is not None:
        require_number(within, "weights that change within", "a number of 0 or more")
    weights = _weights(conflict, movers)
    if not weights:
        return None
    told = {name: each[name] for name in dict.fromkeys(one.of for one in weights)}
    found = _cheapest(conflict, here, concept, _levers(conflict, weights, told, within), limit)
    if found is None:
        return Reweighing(conflict, None, (), told, within, "optimal")
    changes = tuple(filter(None, (one.changed(found.intensities) for one in weights)))
    return Reweighing(conflict, found.cost, changes, told, within, found.proven)


@dataclass(frozen=True)
class _Weight:
    of: str
    key: str
    statement: str
    value: float

    def changed(self, intensities: Mapping[str, float]) -> Reweighed | None:
        """Return what levers that are pulled so far make of it; None where it is as before."""
        change = sum(e * intensities.get(way + self.key, 0.0) for way, e in _WAYS.items())
        after = self.value + change
        return Reweighed(self.of, self.statement, self.value, after) if change else None


def _weights(conflict: Conflict, movers: Sequence[int]) -> list[_Weight]:
    return [
        _Weight(conflict.names[i], f"{i}_{k}", text, weight)
        for i in movers
        if isinstance(wants := conflict.decision_makers[i].preferences, Weights)
        for k, (text, weight) in enumerate(wants.weights)
    ]


def _levers(
    conflict: Conflict,
    weights: Sequence[_Weight],
    prices: Mapping[str, float],
    within: float | None,
) -> list[Lever]:
    """Return two levers per weight, with room for every weight to go to nothing by itself."""
    dearest = sum(prices[one.of] * abs(one.value) for one in weights)
    return [
        Lever(way + one.key, _HOLDER, one.of, states, effect, most, commit=prices[one.of])
        for one in weights
        if (states := _where(conflict, one.statement))
        for most in [dearest / prices[one.of] if within is None else within]
        for way, effect in _WAYS.items()
    ]


def _cheapest(
    conflict: Conflict, here: int, concept: str, levers: Sequence[Lever], limit: float | None
) -> Cheapest | None:
    """Return the cheapest plan with these levers in place of those there are."""
    holder = _HOLDER
    while holder in conflict.names:
        holder += "_"
    held = tuple(replace(lever, held_by=holder) for lever in levers)
    asked = Mediation(settlement=here + 1, mediators={holder: ""}, levers=held)
    bare = conflict.replace(mediation=asked, uncertainty=None, scenarios=(), published=None)
    return cheapest(bare, Request(concept, here + 1, accept=False, limit=limit))


def priced(conflict: Conflict, prices: Mapping[str, float]) -> dict[str, float]:
    """Return a price per decision maker, 1 where none is given.

    Raises
    ------
    RequestError
        A price that is none, or for somebody unknown.
    """
    for name, price in prices.items():
        if name not in conflict.names:
            raise RequestError(f"a price for '{name}'; {nearest(name, conflict.names)}")
        require_number(price, f"a price for {name} of", "a number above 0")
        if price <= 0:
            raise RequestError(f"a price for {name} of {price:g}; expected a number above 0")
    return {name: float(prices.get(name, 1.0)) for name in conflict.names}


def _where(conflict: Conflict, text: str) -> tuple[int, ...]:
    """Return the states in which a statement holds; none where a state has it both ways."""
    truth = conflict.where(text)
    if (truth & conflict.where(f"not ({text})")).any():
        return ()
    return tuple((np.flatnonzero(truth) + 1).tolist())
