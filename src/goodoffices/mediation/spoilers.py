"""Spoilers: who could wreck a settlement, by which move, and at which price each party is held.

With c the cost of the cheapest plan, and c(-j) that of the cheapest plan that need neither hold for
j nor be accepted by it (j still replies to the others' moves), the *price* of a party j is

    c - c(-j),

the same with the settlement given, at each that it may be. Where no plan holds everybody it is not
known, and what j lacks by itself tells instead. A party is no spoiler where that takes nothing:
no move of it out of the settlement is an improvement that goes undeterred, it accepts the
settlement where it signs, and its price is 0. A spoiler is

- *total* when no lever within its limits holds it, or when it does not sign and likes no deal
  better than the settlement: it has to be contained by moves, and is not to be paid;
- *greedy* when its price is not the same at all the settlements compared;
- *limited* otherwise.

The kinds are those of Stedman (1997), as far as payoffs can tell them; the definitions are this
package's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.answer import Answer
from goodoffices.mediation.plan.deviations import Search
from goodoffices.mediation.plan.planning import answer, least_cost, names_of
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.mediation.question import NEGLIGIBLE, Request, Task
from goodoffices.mediation.zone.zone import settlements
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Condition
from goodoffices.model.states import State
from goodoffices.stability.concepts import concept_key
from goodoffices.stability.paths import Move

Kind = Literal["none", "limited", "greedy", "total"]
Indices = NDArray[np.int64]
MOST_COMPARED = 8
SAME = 1e-4
"""Costs that differ by no more than this share of the plan's are equal: margins alone move them."""


@dataclass(frozen=True)
class Wreck(Answer):
    """A move out of the settlement that betters its mover's lot and that nothing deters.

    Attributes
    ----------
    gain
        By how much, in the mover's payoff units (levels where its preferences are ordinal).
    """

    move: Move
    gain: float


@dataclass(frozen=True)
class Spoiler(Answer):
    """What a party could do to the settlement, and what it takes to hold it.

    Attributes
    ----------
    signs
        Whether the settlement takes its consent.
    gain
        What the settlement brings it over no deal, no lever pulled; None where no deal is named.
    moves
        Its wrecking moves there with no lever pulled, the best for it first.
    zone
        Packages in the zone of possible agreement if it need not sign; None as for ``gain``.
    without
        The answer that leaves it out.
    outside
        Its wrecking moves there, with the levers of that answer pulled.
    alone
        The answer that holds for it alone.
    price
        At which it is held; None where no plan holds everybody.
    levers
        How much further each lever is pulled for everybody than without it.
    prices
        Its price at each of the settlements compared; None where no plan holds everybody there.

    Examples
    --------
    >>> one = go.spoilers(go.case("indus-waters-1960")).parties[1]
    >>> one.decision_maker, one.kind
    ('Pakistan', 'limited')
    """

    decision_maker: str
    signs: bool
    gain: float | None
    moves: tuple[Wreck, ...]
    zone: int | None
    without: Plan | Shortfall
    outside: tuple[Wreck, ...]
    alone: Plan | Shortfall
    price: float | None
    levers: dict[str, float]
    prices: tuple[float | None, ...]
    kind: Kind

    @property
    def lacking(self) -> float:
        """What it lacks in payoff where no lever within its limits holds it; 0 elsewhere."""
        return self.alone.total if isinstance(self.alone, Shortfall) else 0.0


@dataclass(frozen=True)
class Spoilers(Answer):
    """Every party, as it could spoil the settlement.

    Attributes
    ----------
    answer
        The plan that holds everybody, or what is missing for one.
    zone
        Packages in the zone of possible agreement; None where no deal is named.
    compared
        Settlements whose prices are compared: all of them, or where they are many the answer's and
        those that even-handed rules choose.
    parties
        One per decision maker asked for.

    Examples
    --------
    >>> found = go.spoilers(go.case("indus-waters-1960"))
    >>> [(one.decision_maker, one.kind, round(one.price, 2)) for one in found.parties]
    [('India', 'none', 0.0), ('Pakistan', 'limited', 5.56)]
    """

    conflict: Conflict = field(repr=False)
    answer: Plan | Shortfall
    zone: int | None
    compared: tuple[State, ...]
    parties: tuple[Spoiler, ...]


def spoilers(
    conflict: Conflict, concept: str = "seq", settlement: Condition | None = None, **request: Any
) -> Spoilers:
    """Find out for each party whether it could wreck the settlement, and what it takes to hold it.

    Parameters
    ----------
    concept, settlement, request
        As for ``goodoffices.plan``. ``decision_makers`` are those looked at, all by default.

    Raises
    ------
    RequestError
        The request does not fit the conflict.
    SolverError
        Nothing found within the limit.

    Examples
    --------
    >>> found = go.spoilers(go.case("indus-waters-1960"))
    >>> {lever: round(t, 4) for lever, t in found.parties[1].levers.items()}
    {'fund': 5.5556}
    """
    listed: dict[str, Any] = {key: names_of(request.pop(key, None)) for key in _LISTED}
    asked = Request(concept_key(concept), settlement, **listed, **request)
    return _Question(conflict, asked).answer()


_LISTED = ("held_by", "decision_makers", "on", "levers")


class _Question:
    """A request, asked again for fewer parties and for one settlement at a time."""

    def __init__(self, conflict: Conflict, request: Request) -> None:
        self.conflict = conflict
        self.request = request
        self.task = Task(conflict, request)
        self.names = [conflict.names[i] for i in self.task.movers]
        self.signing = [conflict.names[i] for i in self.task.signatories]
        self.sought = np.array(self.task.candidates, np.int64)
        self.everybody = answer(conflict, request, pressing=False)
        self.inside = self._inside()
        self.compared = self._compared()

    def answer(self) -> Spoilers:
        parties = tuple(self._party(name) for name in self.names)
        whole = None if self.inside is None else int(self.inside.all(axis=1).sum())
        return Spoilers(self.conflict, self.everybody, whole, self.compared, parties)

    def _holding(self, names: Sequence[str]) -> Request:
        """Ask for a plan that holds some of the parties only."""
        signing = tuple(name for name in self.signing if name in names)
        return replace(self.request, decision_makers=tuple(names), signatories=signing)

    def _cost(self, names: Sequence[str], settlement: State) -> float | None:
        asked = replace(self._holding(names), settlement=(settlement.number,))
        return least_cost(self.conflict, asked)

    @cached_property
    def _costs(self) -> list[float | None]:
        """What each of the settlements compared costs."""
        return [self._cost(self.names, state) for state in self.compared]

    def _inside(self) -> NDArray[np.bool_] | None:
        """Say of each candidate which signatories like it better than no deal; None without one."""
        no_deal = self.conflict.no_deal_index
        if no_deal is None:
            return None
        payoffs = [self.conflict.payoffs[i] for i in self.task.signatories]
        better = [p[self.sought] > p[no_deal] for p in payoffs]
        return np.array(better, bool).reshape(len(payoffs), len(self.sought)).T

    def _compared(self) -> tuple[State, ...]:
        states, chief = self.conflict.states, self.everybody.settlement
        if len(self.sought) <= MOST_COMPARED:
            return tuple(states[k] for k in self.sought.tolist())
        if self.inside is None:
            return (chief,)
        numbers = tuple((self.sought + 1).tolist())
        signing = tuple(self.signing)
        sought = replace(self.conflict.mediation, settlement=numbers, signatories=signing)
        zone = settlements(self.conflict.replace(mediation=sought))
        chosen = [zone.choice(rule)[:1] for rule in zone.rules]
        return tuple(dict.fromkeys([chief, *(state for some in chosen for state in some)]))

    def _prices(self, name: str, price: float | None) -> tuple[float | None, ...]:
        if len(self.sought) == 1:
            return (price,)
        others = [other for other in self.names if other != name]
        return tuple(
            None if cost is None else self._difference(cost, self._cost(others, state))
            for state, cost in zip(self.compared, self._costs, strict=True)
        )

    def _party(self, name: str) -> Spoiler:
        others = [other for other in self.names if other != name]
        without, alone = (
            answer(self.conflict, self._holding(names), pressing=False)
            for names in (others, [name])
        )
        none = dict.fromkeys(self.everybody.intensities, 0.0)
        moves = self._wrecks(name, self.everybody.settlement, none)
        price, more = None, {}
        if isinstance(self.everybody, Plan) and isinstance(without, Plan):
            price = self._difference(self.everybody.cost, without.cost)
            more = self._further(without)
        prices = self._prices(name, price)
        return Spoiler(
            decision_maker=name,
            signs=name in self.signing,
            gain=self._gain(name),
            moves=moves,
            zone=self._zone_without(name),
            without=without,
            outside=self._wrecks(name, without.settlement, without.intensities),
            alone=alone,
            price=price,
            levers=more,
            prices=prices,
            kind=self._kind(name, moves, alone, price, prices),
        )

    def _kind(
        self,
        name: str,
        moves: tuple[Wreck, ...],
        alone: Plan | Shortfall,
        price: float | None,
        prices: Sequence[float | None],
    ) -> Kind:
        if isinstance(alone, Shortfall):
            return "total"
        gain = self._gain(name)
        refuses = self.task.no_deal is not None and name in self.signing
        refuses = refuses and gain is not None and gain <= 0
        if not (moves or refuses or (alone.cost if price is None else price)):
            return "none"
        if name not in self.signing and gain is not None and gain < 0:
            return "total"
        known = [one for one in prices if one is not None]
        differing = known and max(known) - min(known) > SAME * max(known)
        return "greedy" if differing else "limited"

    def _gain(self, name: str) -> float | None:
        no_deal = self.conflict.no_deal_index
        if no_deal is None:
            return None
        payoffs = self.conflict.payoffs[self.conflict.decision_maker_index(name)]
        return float(payoffs[self.everybody.settlement.number - 1] - payoffs[no_deal])

    def _zone_without(self, name: str) -> int | None:
        if self.inside is None:
            return None
        others = [place for place, other in enumerate(self.signing) if other != name]
        return int(self.inside[:, others].all(axis=1).sum())

    def _difference(self, cost: float, without: float | None) -> float:
        """Return a price; 0 where costs differ by no more than margins make them."""
        saved = cost - (without or 0.0)
        return saved if saved > SAME * cost else 0.0

    def _further(self, without: Plan) -> dict[str, float]:
        pulled = self.everybody.intensities
        further = {name: t - without.intensities[name] for name, t in pulled.items()}
        least = {lever.name: NEGLIGIBLE * lever.most for lever in self.task.levers}
        return {name: t for name, t in further.items() if abs(t) > max(least[name], SAME)}

    def _wrecks(
        self, name: str, settlement: State, intensities: dict[str, float]
    ) -> tuple[Wreck, ...]:
        """Return the undeterred improvements of a party out of the settlement, best first."""
        mover, here = self.conflict.decision_maker_index(name), settlement.number - 1
        terms = self.task.terms
        pulled = np.array([intensities[lever.name] for lever in self.task.levers])
        search = Search(terms, here, self.task.concept, [mover])
        payoffs = self.conflict.under(intensities).payoffs[mover]
        found = [
            Wreck(
                Move(name, settlement, self.conflict.states[target]),
                float(payoffs[target] - payoffs[here]),
            )
            for target in (failure.deviation.target for failure in search.failures(pulled))
            if not np.isin(target, self.sought) and payoffs[target] > payoffs[here]
        ]
        return tuple(sorted(found, key=lambda wreck: -wreck.gain))
