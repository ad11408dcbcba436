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
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.answer import Answer
from goodoffices.errors import RequestError
from goodoffices.mediation.plan.planning import plan
from goodoffices.mediation.plan.results import Plan
from goodoffices.mediation.roadmap.ways import Way, Ways, ways
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever
from goodoffices.model.preferences import StateReference
from goodoffices.model.states import OptionStates, State
from goodoffices.stability.analysis import analyze
from goodoffices.stability.concepts import concept_key

Bools = NDArray[np.bool_]
Indices = NDArray[np.int64]
Floats = NDArray[np.float64]
_GRAINS = 2.0**40


@dataclass(frozen=True)
class Need(Answer):
    """What a decision maker needs guaranteed at a state of the way.

    Attributes
    ----------
    kind
        ``exposure``: worse off than with no deal; ``temptation``: better off stopping there.
    payoff
        How much, in its payoff units.
    lever
        The smallest guarantee, as a lever: compensation at that state, or a penalty for stopping
        there; pulled to 1 it is what is needed.
    sources
        Whose levers of the model could give it; see ``Source``.
    """

    decision_maker: str
    kind: Literal["exposure", "temptation"]
    payoff: float
    lever: Lever = field(repr=False)
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Source(Answer):
    """A holder whose levers could give a guarantee, all of them together.

    Attributes
    ----------
    credible
        What they are worth to the one in need within what the holder would carry out.
    most
        The same at their limits.
    """

    holder: str
    levers: tuple[str, ...]
    credible: float
    most: float


@dataclass(frozen=True)
class Temptation(Answer):
    """Somebody whom nothing keeps at a state of the way, though the next step is not its.

    Attributes
    ----------
    lift
        How much more the state would have to be worth to it.
    """

    decision_maker: str
    lift: float


@dataclass(frozen=True)
class Step(Answer):
    """A state on the way, and how one comes there.

    Attributes
    ----------
    mover
        Who makes the step to it; empty at no deal.
    taken, dropped
        Options that it takes and gives up; empty where states are not made from options.
    irreversible
        Those that cannot be undone: a guarantor must already stand.
    exposed, tempted
        What decision makers need guaranteed there.
    loose
        Decision makers other than the next to move that nothing keeps there.
    """

    state: State
    mover: str
    taken: tuple[str, ...]
    dropped: tuple[str, ...]
    irreversible: tuple[str, ...]
    exposed: tuple[Need, ...]
    tempted: tuple[Need, ...]
    loose: tuple[Temptation, ...]

    @property
    def held(self) -> bool:
        """Whether nobody but the next to move has an undeterred improvement."""
        return not self.loose


@dataclass(frozen=True)
class Roadmap(Answer):
    """The order in which a settlement can be carried out.

    Attributes
    ----------
    under
        The conflict with the levers pulled that were asked for.
    order
        ``safest`` or ``cheapest``.
    steps
        The states of the way, no deal first.
    worst
        The worst exposure on the way, as a share of its party's payoff range.
    price
        Sum of price times exposure and temptation over the way.
    """

    conflict: Conflict = field(repr=False)
    under: Conflict = field(repr=False)
    order: Literal["safest", "cheapest"]
    concept: str
    prices: Mapping[str, float]
    steps: tuple[Step, ...]
    worst: float
    price: float

    @property
    def settlement(self) -> State:
        """Where the way leads."""
        return self.steps[-1].state

    @property
    def needs(self) -> tuple[Need, ...]:
        """Everything that has to be guaranteed on the way."""
        return tuple(need for step in self.steps for need in (*step.exposed, *step.tempted))


def roadmap(  # noqa: PLR0913 - what can be asked of a roadmap
    conflict: Conflict,
    to: StateReference | State | None = None,
    *,
    concept: str = "seq",
    cheapest: bool = False,
    pull: Literal["none", "plan"] | Mapping[str, float] = "none",
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
        Payoffs as they are (``none``), with the plan's levers pulled (``plan``), or with
        intensities by lever.
    prices
        Price of guaranteeing a decision maker a point, 0 or more; 1 by default.

    Raises
    ------
    RequestError
        No state without a deal, no way, or a request that does not fit the conflict.
    SizeError
        More than 20 options differ between no deal and the settlement.

    Examples
    --------
    >>> import goodoffices as go
    >>> found = go.roadmap(go.case("istanbul-2025"), "YYNYNNN")
    >>> [step.mover for step in found.steps[1:]]
    ['Russia', 'Ukraine', 'Russia']
    """
    if conflict.no_deal_index is None:
        raise RequestError("no state to set out from; give mediation.no_deal or status_quo")
    key = concept_key(concept)
    under, planned = _under(conflict, key, pull)
    if to is None:
        to = (planned or plan(conflict, key)).settlement
    end = conflict.index(to.number if isinstance(to, State) else to)
    search = _Search(
        under, ways(conflict, conflict.no_deal_index, end), end, _priced(conflict, prices)
    )
    way = search.cheapest() if cheapest else search.safest()
    if way is None:
        raise RequestError(
            f"no way leads from {conflict.states[conflict.no_deal_index].label} to "
            f"{conflict.states[end].label} by the moves of the decision makers"
        )
    return _Telling(conflict, under, key, search, way).roadmap("cheapest" if cheapest else "safest")


def _under(conflict: Conflict, concept: str, pull: object) -> tuple[Conflict, Plan | None]:
    """Return the conflict with levers pulled, and the plan where they are the plan's."""
    if isinstance(pull, Mapping):
        return conflict.under(pull), None
    if pull == "none":
        return conflict, None
    if pull != "plan":
        raise RequestError(f"levers pulled as '{pull}'; expected none, plan or intensities")
    found = plan(conflict, concept)
    if not isinstance(found, Plan):
        raise RequestError("there is no plan whose levers could be pulled; ask without levers")
    return found.under, found


def _priced(conflict: Conflict, prices: Mapping[str, float] | None) -> Floats:
    given = getattr(conflict.mediation, "guarantee_prices", {}) if prices is None else prices
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
        table = np.column_stack(under.payoffs)
        nodes = np.maximum(found.state, 0)
        no_deal = under.no_deal_index
        self.exposure = np.maximum(table[no_deal] - table[nodes], 0.0)
        self.temptation = np.maximum(table[nodes] - table[end], 0.0) * found.moving
        spread = np.ptp(table, axis=0)
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
    greatest = float(costs.max(initial=0.0))
    return (
        np.rint(costs / greatest * _GRAINS).astype(np.int64)
        if greatest
        else np.zeros(len(costs), np.int64)
    )


class _Telling:
    """Puts a way into steps."""

    def __init__(
        self, conflict: Conflict, under: Conflict, concept: str, search: _Search, way: Way
    ) -> None:
        self._conflict, self._under, self._concept = conflict, under, concept
        self._search, self._way = search, way
        self._end = way.states[-1]
        analysis = analyze(under, [concept])
        self._lifts = [analysis.lift(name, concept) for name in conflict.names]

    def roadmap(self, order: Literal["safest", "cheapest"]) -> Roadmap:
        steps = tuple(self._step(k) for k in range(len(self._way.states)))
        names = self._conflict.names
        price = sum(
            self._search.prices[names.index(need.decision_maker)] * need.payoff
            for step in steps
            for need in (*step.exposed, *step.tempted)
        )
        spread = [float(np.ptp(payoffs)) or 1.0 for payoffs in self._under.payoffs]
        worst = max(
            (
                need.payoff / spread[names.index(need.decision_maker)]
                for step in steps
                for need in step.exposed
            ),
            default=0.0,
        )
        prices = dict(zip(names, self._search.prices.tolist(), strict=True))
        return Roadmap(
            self._conflict, self._under, order, self._concept, prices, steps, worst, float(price)
        )

    def _step(self, place: int) -> Step:
        states, way = self._conflict.states, self._way
        here = way.states[place]
        mover = self._conflict.names[way.movers[place - 1]] if place else ""
        taken, dropped = self._turned(way.states[place - 1], here) if place else ((), ())
        later = set(way.movers[place:])
        needs = [self._needs(i, here, later) for i in range(len(self._conflict.names))]
        following = way.movers[place] if place < len(way.movers) else None
        return Step(
            states[here],
            mover,
            taken,
            dropped,
            self._final(taken, dropped),
            tuple(need for pair in needs for need in pair if need.kind == "exposure"),
            tuple(need for pair in needs for need in pair if need.kind == "temptation"),
            tuple(
                Temptation(name, float(lift[here]))
                for i, (name, lift) in enumerate(
                    zip(self._conflict.names, self._lifts, strict=True)
                )
                if i != following and lift[here] > 0
            ),
        )

    def _needs(self, mover: int, here: int, later: set[int]) -> list[Need]:
        payoffs = self._under.payoffs[mover]
        no_deal = self._under.no_deal_index
        found = []
        if payoffs[here] < payoffs[no_deal]:
            found.append(
                self._need(mover, "exposure", here, float(payoffs[no_deal] - payoffs[here]))
            )
        if mover in later and payoffs[here] > payoffs[self._end]:
            amount = float(payoffs[here] - payoffs[self._end])
            found.append(self._need(mover, "temptation", here, amount))
        return found

    def _need(
        self, mover: int, kind: Literal["exposure", "temptation"], here: int, amount: float
    ) -> Need:
        name, state = self._conflict.names[mover], self._conflict.states[here]
        sign = 1.0 if kind == "exposure" else -1.0
        lever = Lever(
            f"guarantee_{name}_{state.number}", "guarantor", name, (state.number,), sign * amount
        )
        return Need(name, kind, amount, lever, self._sources(name, here, sign))

    def _sources(self, name: str, here: int, sign: float) -> tuple[Source, ...]:
        """Return whose levers move a decision maker's payoff at a state the way that is needed."""
        place, held = np.array([here]), {}
        for lever in self._conflict.mediation.levers:
            helps = lever.on == name and sign * lever.felt > 0
            if helps and self._conflict.holds_at(lever.where, place)[0]:
                held.setdefault(lever.held_by, []).append(lever)
        return tuple(
            Source(
                holder,
                tuple(lever.name for lever in levers),
                sum(abs(x.felt) * x.reach(credible=True) for x in levers),
                sum(abs(x.felt) * x.most for x in levers),
            )
            for holder, levers in held.items()
        )

    def _turned(self, before: int, after: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        states = self._conflict.states
        if not isinstance(states, OptionStates):
            return (), ()
        names = [name for row in states.names for name in row]
        pair = np.array([before, after])
        now = [(name, *states.taken(k, pair).tolist()) for k, name in enumerate(names)]
        return (
            tuple(name for name, was, is_now in now if is_now and not was),
            tuple(name for name, was, is_now in now if was and not is_now),
        )

    def _final(self, taken: tuple[str, ...], dropped: tuple[str, ...]) -> tuple[str, ...]:
        states = self._conflict.states
        if not isinstance(states, OptionStates):
            return ()
        options = [x for dm in self._conflict.decision_makers for x in dm.options]
        by_name = dict(zip([n for row in states.names for n in row], options, strict=True))
        kept = [name for name in taken if not by_name[name].reversible]
        return (*kept, *(name for name in dropped if by_name[name].once_dropped))
