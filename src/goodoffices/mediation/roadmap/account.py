"""What a way asks for: who is exposed or tempted at each step, and which levers could cover it."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.mediation.roadmap.results import Need, Roadmap, Source, Step, Temptation
from goodoffices.mediation.roadmap.ways import Way
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever
from goodoffices.model.states import options_gained
from goodoffices.stability.analysis import analyze

Floats = NDArray[np.float64]


class Account:
    """Puts a way into steps.

    Parameters
    ----------
    under
        The conflict with the levers pulled that were asked for.
    prices
        Of guaranteeing each decision maker a point. Shape (decision makers,).
    """

    def __init__(
        self, conflict: Conflict, under: Conflict, concept: str, prices: Floats, way: Way
    ) -> None:
        self._conflict, self._under, self._concept = conflict, under, concept
        self._prices, self._way = prices, way
        self._end = way.states[-1]
        analysis = analyze(under, [concept])
        self._lifts = [analysis.lift(name, concept) for name in conflict.names]

    def roadmap(self, order: Literal["safest", "cheapest"]) -> Roadmap:
        """Return the roadmap of the way."""
        steps = tuple(self._step(k) for k in range(len(self._way.states)))
        names = self._conflict.names
        price = sum(
            self._prices[names.index(need.decision_maker)] * need.payoff
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
        prices = dict(zip(names, self._prices.tolist(), strict=True))
        return Roadmap(
            self._conflict, self._under, order, self._concept, prices, steps, worst, float(price)
        )

    def _step(self, place: int) -> Step:
        states, way = self._conflict.states, self._way
        here = way.states[place]
        mover = self._conflict.names[way.movers[place - 1]] if place else ""
        before, after = states[way.states[max(place - 1, 0)]], states[here]
        taken, dropped = options_gained(before, after), options_gained(after, before)
        later = set(way.movers[place:])
        needs = [self._needs(i, here, later) for i in range(len(self._conflict.names))]
        following = way.movers[place] if place < len(way.movers) else None
        return Step(
            after,
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
        place = np.array([here])
        held: dict[str, list[Lever]] = {}
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

    def _final(self, taken: tuple[str, ...], dropped: tuple[str, ...]) -> tuple[str, ...]:
        options = {name: option for name, (_, option) in self._conflict.option_of.items()}
        kept = [name for name in taken if not options[name].reversible]
        return (*kept, *(name for name in dropped if options[name].once_dropped))
