"""The cheapest robust plan over the states that the settlement sought may be.

Each settlement's sampled programme is first asked for the most scenarios that any intensities hold
in (``proofs.most_kept``). From there descent and discarding (``discarding``) lead to a good plan;
up to ``PROVED`` scenarios a better one is then looked for to the end (``proofs.least_cost``). With
few scenarios that takes less time than finding a good plan first.
Settlements are tried in the order of a bound from acceptance alone, as far as that allows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from goodoffices.ensemble.robust.bounds import Acceptance
from goodoffices.ensemble.robust.discarding import improved
from goodoffices.ensemble.robust.planning import Scenarios
from goodoffices.ensemble.robust.programme import Point, Sampled
from goodoffices.ensemble.robust.proofs import AGREES, least_cost, most_kept

PROVED = 200
"""The most scenarios with which a plan is sought to the end; with more, a good one is."""
DIRECT = 50
"""Up to so many, it is sought at once, without a good one to start from."""
_ROOM = 0.5  # bounds on how many scenarios are dropped are whole numbers, but for rounding


@dataclass(frozen=True)
class Found:
    """The cheapest plan found.

    Attributes
    ----------
    bound
        No plan costs less, on the scenarios.
    proven
        Whether no plan costs less than this one.
    """

    settlement: int
    point: Point
    bound: float
    proven: bool


@dataclass(frozen=True)
class Surest:
    """The settlement, and the point, that is a plan in the most scenarios.

    Attributes
    ----------
    proven
        Whether no other is one in more.
    """

    settlement: int
    point: Point
    proven: bool


@dataclass
class Solver:
    """Finds robust plans on the same scenarios, and goes by what it found before."""

    scenarios: Scenarios
    _acceptance: dict[int, Acceptance] = field(default_factory=dict)
    _programmes: dict[int, Sampled] = field(default_factory=dict)
    _most: dict[int, tuple[Point, float]] = field(default_factory=dict)
    _points: dict[int, list[Point]] = field(default_factory=dict)

    def cheapest(self, needed: int, *, prove: bool) -> Found | None:
        """Return the cheapest plan that is one in so many scenarios; None where there is none.

        Parameters
        ----------
        prove
            Whether to search to the end, up to ``PROVED`` scenarios; up to ``DIRECT`` it is done
            in any case.
        """
        dropped = len(self.scenarios) - needed
        best: tuple[float, int, Point] | None = None
        bounds: list[float] = []
        few = len(self.scenarios) <= DIRECT
        prove = few or (prove and len(self.scenarios) <= PROVED)
        for acceptance_bound, settlement in self._by_bound(dropped):
            if best is not None and acceptance_bound > best[0]:
                break
            most, fewest = self.most(settlement)
            if most.count < needed:
                if fewest < dropped + _ROOM:  # there may be a plan, not found
                    bounds.append(acceptance_bound)
                continue
            ceiling = np.inf if best is None else best[0]
            point = self._known(settlement, needed) if few else self._good(settlement, needed)
            if prove:
                proof = least_cost(self.programme(settlement), dropped, point, ceiling)
                point = proof.point or point
                self._points[settlement].append(point)
                acceptance_bound = max(acceptance_bound, proof.bound)  # noqa: PLW2901 - a better one
            bounds.append(acceptance_bound)
            if best is None or point.cost < best[0]:
                best = (point.cost, settlement, point)
        if best is None:
            return None
        cost, settlement, point = best
        least = min(cost, *bounds)
        clear = self.programme(settlement).cleared(point)
        return Found(settlement, clear, least, cost <= least + AGREES * max(abs(cost), 1.0))

    def surest(self) -> Surest:
        """Return the settlement and the point that is a plan in the most scenarios."""
        candidates = self.scenarios.task.candidates
        reach = {s: int(self.acceptance(s).possible.sum()) for s in candidates}
        best, proven = Surest(candidates[0], self.most(candidates[0])[0], proven=False), True
        for settlement in sorted(candidates, key=lambda s: (-reach[s], s)):
            if reach[settlement] <= best.point.count:
                break
            point, fewest = self.most(settlement)
            if point.count > best.point.count:
                best = Surest(settlement, point, proven=False)
            proven &= fewest > len(point.held) - best.point.count - 1 + _ROOM
        return replace(best, proven=proven)

    def acceptance(self, settlement: int) -> Acceptance:
        """Return what acceptance alone takes."""
        if settlement not in self._acceptance:
            self._acceptance[settlement] = Acceptance(self.scenarios, settlement)
        return self._acceptance[settlement]

    def programme(self, settlement: int) -> Sampled:
        """Return the programme of a settlement, with the conditions found so far."""
        if settlement not in self._programmes:
            self._programmes[settlement] = Sampled(self.scenarios, settlement)
        return self._programmes[settlement]

    def most(self, settlement: int) -> tuple[Point, float]:
        """Return the point that is a plan in the most scenarios, and how few must be dropped."""
        if settlement not in self._most:
            programme = self.programme(settlement)
            none, all_levers = np.zeros(len(programme.costs)), programme.high(0)
            starts = [programme.point(none), programme.point(all_levers)]
            proof = most_kept(programme, max(starts, key=lambda point: point.count))
            point = starts[0] if proof.point is None else proof.point
            self._most[settlement] = point, proof.bound
            self._points[settlement] = [*starts, point]
        return self._most[settlement]

    def _by_bound(self, dropped: int) -> Iterator[tuple[float, int]]:
        bounds = [(self.acceptance(s).bound(dropped), s) for s in self.scenarios.task.candidates]
        yield from sorted(one for one in bounds if np.isfinite(one[0]))

    def _known(self, settlement: int, needed: int) -> Point:
        """Return the cheapest of the points known that are plans in enough scenarios."""
        enough = [p for p in self._points[settlement] if p.count >= needed]
        return min(enough, key=lambda p: p.cost)

    def _good(self, settlement: int, needed: int) -> Point:
        """Return a good plan of a settlement, from the cheapest and the surest known."""
        cheapest, surest = self._known(settlement, needed), self.most(settlement)[0]
        starts = [cheapest] if cheapest is surest else [cheapest, surest]
        better = [improved(self.programme(settlement), start, needed) for start in starts]
        point = min(better, key=lambda p: p.cost)
        self._points[settlement].append(point)
        return point
