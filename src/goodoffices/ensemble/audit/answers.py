"""The plans and shortfalls of a brief, and what each was asked for, in brute force's terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.ensemble.audit.bench import Bench
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.mediation.question import Request
from goodoffices.model.conflict import Conflict
from goodoffices.reference.plans import Asked, OnTheTable

Floats = NDArray[np.floating]
HALF_A_MILLIONTH = 0.51e-6
"""Of a payoff range: half of the margin that plans keep, which rounding may take."""


@dataclass(frozen=True, eq=False)
class Told:
    """A plan or a shortfall of the brief.

    Attributes
    ----------
    about, name
        Which it is; see ``Difference``.
    """

    about: str
    name: str
    answer: Plan | Shortfall
    table: OnTheTable

    @property
    def conflict(self) -> Conflict:
        """The conflict."""
        return self.answer.conflict

    @property
    def request(self) -> Request:
        """What was asked for."""
        return self.answer.request

    @cached_property
    def settlements(self) -> list[int]:
        """States that the settlement may be."""
        sought = self.request.settlement
        if sought is None:
            return self.table.settlements
        found: list[int] = np.flatnonzero(self.table.reference.where(sought)).tolist()
        return found

    @property
    def settlement(self) -> int:
        """The settlement told of."""
        return self.answer.settlement.number - 1

    @property
    def no_deal(self) -> int | None:
        """The state that the settlement has to be liked better than; None for none."""
        return self.table.no_deal if self.request.accept else None

    @cached_property
    def _pressed(self) -> set[str]:
        """Those of whom only the order of states is known, and on whom there are levers."""
        asked = self.request
        return {
            one.on
            for one in self.table.levers
            if not one.effect
            and (asked.held_by is None or one.held_by in asked.held_by)
            and (asked.on is None or one.on in asked.on)
            and (asked.levers is None or one.name in asked.levers)
        }

    @property
    def parties(self) -> list[str]:
        """For whom it has to be stable."""
        asked = self.request.decision_makers
        names = self.conflict.names if asked is None else asked
        return [name for name in names if name not in self._pressed]

    @property
    def signing(self) -> list[str]:
        """Who has to like it better than no deal."""
        asked = self.request
        signing = asked.signatories
        if signing is None:
            signed = self.conflict.mediation.signatories or self.conflict.names
            signing = signed if asked.decision_makers is None else asked.decision_makers
        return [name for name in signing if name not in self._pressed]

    @cached_property
    def reach(self) -> Floats:
        """How far each lever may be pulled; 0 for those that may not. Shape (levers,)."""
        credible = self.request.credible
        return np.array(
            [
                _most(lever.most, lever.resolve if credible else None, lever.execute)
                * (lever.name in self.answer.intensities)
                for lever in self.table.levers
            ]
        )

    @cached_property
    def point(self) -> Floats:
        """The intensities told of. Shape (levers,)."""
        pulled = self.answer.intensities
        return np.array([pulled.get(lever.name, 0.0) for lever in self.table.levers])

    @cached_property
    def margins(self) -> Floats:
        """Payoff by which every comparison has to hold. Shape (decision makers,)."""
        return self.table.margins(Asked(margin=self.request.margin))

    @cached_property
    def nearly(self) -> Floats:
        """The same less what rounding may take. Shape (decision makers,)."""
        spread = np.ptp(self.table.payoffs, axis=1)
        return self.margins - HALF_A_MILLIONTH * np.where(spread > 0, spread, 1.0)

    def stepped(self, points: Floats) -> Floats:
        """Return points with each lever on the nearest of its steps below. Shape as given."""
        moved = points.copy()
        for k, lever in enumerate(self.table.levers):
            if lever.step:
                moved[:, k] = np.floor(points[:, k] / lever.step + 1e-9) * lever.step
        return moved

    def intensities(self, point: Floats) -> dict[str, float]:
        """Return the levers that a point pulls."""
        levers = self.table.levers
        return {x.name: float(t) for x, t in zip(levers, point, strict=False) if t > 0}


def _most(most: float, resolve: float | None, execute: float) -> float:
    return most if resolve is None or not execute else min(most, resolve / execute)


def told(bench: Bench) -> Iterator[Told]:
    """Yield every plan and shortfall of the brief, the one asked for first."""
    found = bench.found
    given: list[tuple[str, str, Plan | Shortfall | None]] = [
        ("answer", "", found.answer),
        ("credible", "", found.credible),
    ]
    if found.evenness is not None:
        given += [("on", "+".join(one.on), one.answer) for one in found.evenness.sides]
    if found.mediators is not None:
        held = found.mediators.holdings
        given += [("held_by", "+".join(one.held_by), one.answer) for one in held]
    given += [("lever", name, one) for name, one in found.deals.items()]
    for place, verdict in enumerate(found.verdicts, start=1):
        if isinstance(verdict.answer, Plan | Shortfall):
            given.append(("claim", str(place), verdict.answer))
    for about, name, answer in given:
        if answer is not None and answer.request.concept in bench.concepts:
            yield Told(about, name, answer, bench.table)
