"""A conflict whose levers move: what follows at any intensities, at once.

What depends on the moves alone is worked out once. Payoffs are linear in the intensities (see
``goodoffices.model.levers``), so that a step of a slider is a sum and one judgement, and what
follows along a whole lever a few hundred of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from goodoffices.answer import Answer
from goodoffices.errors import expect, require_number
from goodoffices.mediation.evenness import Burden, burdens
from goodoffices.mediation.question import borne_by, unit_costs
from goodoffices.mediation.zone.gains import accepted
from goodoffices.model.conflict import Conflict, ranked
from goodoffices.model.levers import levelled, median, moved
from goodoffices.model.states import State
from goodoffices.stability.analysis import Analysis, judged
from goodoffices.stability.concepts import concept_in_turn, usual_concepts
from goodoffices.stability.engines import bits
from goodoffices.stability.engines.batch import Batch

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
ACCEPTED, HOLDS = 1, 2
POINTS = 33
MOST_BATCHED = 1024


@dataclass(frozen=True)
class Price(Answer):
    """What levers at some intensities cost their holders where a settlement stands."""

    levers: Mapping[str, float]
    borne_by: Mapping[str, float]

    @property
    def total(self) -> float:
        """The cost to all holders."""
        return sum(self.levers.values())


@dataclass(frozen=True, eq=False)
class Moment(Answer):
    """What follows at some intensities.

    Attributes
    ----------
    intensities
        Of every lever, by name.
    concepts
        Keys of the concepts, in the order of ``verdicts``.
    payoffs
        Per decision maker, a payoff per state.
    verdicts
        Shape (concepts, decision makers, states); True where stable.
    unit_costs
        Gives what a unit of each lever costs where a state, by index, stands. Shape (levers,).

    Examples
    --------
    >>> now = go.live(go.case("indus-waters-1960")).at({"fund": 6})
    >>> settlement = now.nearest("seq")
    >>> settlement.pattern, now.accepted(settlement), now.leaving(settlement, "seq")
    ('YNYN', True, ())
    >>> now.price(settlement).total
    6.0
    """

    conflict: Conflict = field(repr=False)
    intensities: Mapping[str, float]
    concepts: tuple[str, ...]
    payoffs: tuple[Floats, ...] = field(repr=False)
    verdicts: Bools = field(repr=False)
    unit_costs: Callable[[int], Floats] = field(repr=False)

    @cached_property
    def ranks(self) -> tuple[NDArray[np.int64], ...]:
        """Per decision maker, the rank of each state: 1 the best, equal where indifferent."""
        return ranked(self.payoffs)

    @property
    def analysis(self) -> Analysis:
        """The analysis of the conflict with the levers pulled."""
        pulled = any(self.intensities.values())
        under = self.conflict.under(self.intensities) if pulled else self.conflict
        return Analysis(under, self.concepts, bits.pack(self.verdicts))

    @property
    def burdens(self) -> tuple[Burden, ...]:
        """How hard each decision maker is pressed, in shares of its payoff range."""
        return burdens(self.conflict, self.intensities)

    @cached_property
    def bluffs(self) -> tuple[str, ...]:
        """Levers pulled further than their holder would carry them out."""
        pulled = ((lever, self.intensities[lever.name]) for lever in self.conflict.mediation.levers)
        return tuple(lever.name for lever, t in pulled if t and lever.standing(t) == "bluff")

    def equilibria(self, concept: str) -> Bools:
        """Say which states are stable for everybody. Shape (states,)."""
        stable: Bools = self.verdicts[self.concepts.index(concept)].all(axis=0)
        return stable

    @cached_property
    def _signing(self) -> dict[str, Floats]:
        """Payoffs of each signatory, less that of no deal; of none without no deal."""
        no_deal, conflict = self.conflict.no_deal_index, self.conflict
        if no_deal is None:
            return {}
        own = ((n, self.payoffs[conflict.decision_maker_index(n)]) for n in conflict.signatories)
        return {name: payoffs - payoffs[no_deal] for name, payoffs in own}

    def gains(self, state: State) -> dict[str, float]:
        """Return what each signatory gains in a state over no deal; nothing without no deal."""
        return {name: float(gains[state.number - 1]) for name, gains in self._signing.items()}

    def accepted(self, state: State) -> bool:
        """Whether all who sign accept a state."""
        return bool(self._accepted[state.number - 1])

    @cached_property
    def _accepted(self) -> Bools:
        """Whether all who sign accept each state. Shape (states,)."""
        return accepted(self.conflict, self.payoffs, range(len(self.conflict.states)))

    def leaving(self, state: State, concept: str) -> tuple[str, ...]:
        """Return the decision makers for whom a state is not stable."""
        stable = self.verdicts[self.concepts.index(concept), :, state.number - 1]
        return tuple(n for n, ok in zip(self.conflict.names, stable, strict=True) if not ok)

    def nearest(self, concept: str) -> State | None:
        """Return the settlement nearest to standing; None where none is sought. See ``order``."""
        ordered = self.order(concept, most=1)
        return ordered[0] if ordered else None

    def order(self, concept: str, most: int | None = None) -> list[State]:
        """Return the settlements, the nearest to standing first.

        Those that are accepted and hold, that hold, that are accepted, that are neither; among
        them those that lack least acceptance in all.
        """
        sought = np.array(self.conflict.settlements, np.int64)
        lacking = sum((-np.minimum(g[sought], 0.0) for g in self._signing.values()), 0.0 * sought)
        codes = self.codes(concept)[sought]
        places = np.lexsort((sought, lacking, -codes))[:most]
        return [self.conflict.states[int(k)] for k in sought[places]]

    def codes(self, concept: str) -> NDArray[np.int64]:
        """Return, of each state, the sum of ``ACCEPTED`` and ``HOLDS``, each where it is so."""
        codes: NDArray[np.int64] = ACCEPTED * self._accepted + HOLDS * self.equilibria(concept)
        return codes

    def price(self, state: State) -> Price:
        """Return what the levers cost their holders where a settlement stands."""
        levers = self.conflict.mediation.levers
        pulled = [self.intensities[lever.name] for lever in levers]
        prices = self.unit_costs(state.number - 1) * pulled
        by_lever = {v.name: price for v, price in zip(levers, prices.tolist(), strict=True)}
        return Price(by_lever, borne_by(levers, prices))


class Live:
    """Answers for one conflict at any intensities of its levers; see ``live``.

    Examples
    --------
    >>> go.Live(go.case("indus-waters-1960")).at({"fund": 6}).bluffs
    ()
    """

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self.levers = conflict.mediation.levers
        self.bites = cache(conflict.bites)
        self._judging = Lock()
        self._last: Moment | None = None
        self._on = [
            [k for k, lever in enumerate(self.levers) if lever.weight(name)]
            for name in conflict.names
        ]
        self._points = {lever.name: np.linspace(0, lever.most, POINTS) for lever in self.levers}
        self._unit_costs = cache(lambda k: np.add(*unit_costs(conflict, self.levers, k)))
        self._batch = cache(lambda keys: Batch(conflict.moves, len(conflict.states), keys))

    def at(self, intensities: Mapping[str, float], concepts: Sequence[str] = ()) -> Moment:
        """Return what follows with levers pulled.

        Parameters
        ----------
        intensities
            By lever, those not named are not pulled; taken as the lever's limit where above.
        concepts
            Keys of concepts with replies in turn; all of them by default.

        Raises
        ------
        RequestError
            No such lever or concept, or no intensity of 0 or more.
        """
        keys = tuple(concept_in_turn(key, "no live verdicts by").key for key in concepts)
        keys, pulled = keys or usual_concepts(), self._all(intensities)
        with self._judging:  # whoever asks the same meanwhile waits for the answer
            last = self._last
            if last is None or last.concepts != keys or last.intensities != pulled:
                last = self._last = self._judged(pulled, keys)
        return last

    def _judged(self, pulled: Mapping[str, float], keys: tuple[str, ...]) -> Moment:
        single = [np.array([pulled[lever.name]]) for lever in self.levers]
        payoffs = tuple(
            self._moved(i, [single[k] for k in on])[:, 0] for i, on in enumerate(self._on)
        )
        if len(self.conflict.states) <= MOST_BATCHED:
            verdicts = self._batch(keys).judge([p[:, None] for p in payoffs])[..., 0]
        else:
            packed = judged(self.conflict.moves, payoffs, keys)
            verdicts = bits.unpack(packed, len(self.conflict.states))
        return Moment(self.conflict, pulled, keys, payoffs, verdicts, self._unit_costs)

    def bands(
        self, now: Moment, settlement: State, concept: str = "seq"
    ) -> dict[str, NDArray[np.int64]]:
        """Say what follows for a settlement along each lever, the others kept as they are now.

        Returns
        -------
        dict
            By lever, at ``POINTS`` intensities from 0 to its limit: the sum of ``ACCEPTED`` and
            ``HOLDS``, each where it is so. Empty for conflicts of more than ``MOST_BATCHED``
            states.
        """
        key = concept_in_turn(concept, "no live verdicts by").key
        if not self.levers or len(self.conflict.states) > MOST_BATCHED:
            return {}
        states, count = len(self.conflict.states), len(self.levers)
        payoffs = [np.repeat(p[:, None], count * POINTS, axis=1) for p in now.payoffs]
        for i, on in enumerate(self._on):
            by_lever, along = payoffs[i].reshape(states, count, POINTS), self._along(i, now)
            for place, k in enumerate(on):
                by_lever[:, k] = along[:, place]
        here = settlement.number - 1
        held = self._batch((key,)).judge(payoffs)[0, :, here].all(axis=0)
        agreed = accepted(self.conflict, [p.T for p in payoffs], [here])[..., 0]
        codes = ACCEPTED * agreed + HOLDS * held
        rows = codes.reshape(count, POINTS)
        return {lever.name: row for lever, row in zip(self.levers, rows, strict=True)}

    def _all(self, intensities: Mapping[str, float]) -> dict[str, float]:
        for name, intensity in intensities.items():
            self.conflict.mediation.lever(name)
            what = f"lever '{name}' cannot be pulled to"
            require_number(intensity, what, "a finite intensity of 0 or more")
        return {v.name: min(float(intensities.get(v.name, 0.0)), v.most) for v in self.levers}

    def _along(self, i: int, now: Moment) -> Floats:
        """Return a decision maker's payoffs along each lever that moves them, one by one.

        With p its payoffs, and w, b, t what a unit of a lever adds, where it bites and how far it
        is pulled: along lever k they are (p + Σ w b t over the others) + w b t of k itself.

        Shape (states, levers, POINTS).
        """
        name, before = self.conflict.names[i], self.conflict.payoffs[i]
        levers = [self.levers[k] for k in self._on[i]]
        if not levers:
            return np.empty((len(before), 0, POINTS))
        bites = np.array([self.bites(lever) for lever in levers], np.float64).T
        now_added = bites * [lever.weight(name) * now.intensities[lever.name] for lever in levers]
        others = 1.0 - np.eye(len(levers))
        added = np.array([lever.weight(name) * self._points[lever.name] for lever in levers])
        moving = bites[..., None] * added
        size = np.abs(before - median(before))[:, None] + np.abs(now_added) @ others
        payoffs = (before[:, None] + now_added @ others)[..., None] + moving
        return levelled(payoffs, size[..., None] + np.abs(moving))

    def _moved(self, i: int, intensities: Sequence[Floats]) -> Floats:
        """Return a decision maker's payoffs with the levers that move them at some intensities.

        Shape (states, intensities).
        """
        pulled = zip((self.levers[k] for k in self._on[i]), intensities, strict=True)
        payoffs, name = self.conflict.payoffs[i], self.conflict.names[i]
        return moved(payoffs[:, None], name, pulled, self.bites)


def live(conflict: Conflict) -> Live:
    """Return what answers at any intensities of a conflict's levers, for sliders and the like.

    Examples
    --------
    >>> moving = go.live(go.case("indus-waters-1960"))
    >>> [moving.at({"fund": t}).nearest("seq").pattern for t in (0, 6)]
    ['YNYN', 'YNYN']
    >>> settlement = moving.conflict.state("YNYN")
    >>> moving.bands(moving.at({}), settlement)["fund"].tolist()[-1]
    3
    """
    expect(conflict, Conflict)
    return Live(conflict)
