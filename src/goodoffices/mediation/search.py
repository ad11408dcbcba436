"""The search shared by plans and shortfalls: conditions are added until none fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from goodoffices.mediation.deviations import Search
from goodoffices.mediation.programme import Programme, Solution, solve


@dataclass(frozen=True)
class Found:
    """A settlement (by index) with the cheapest solution for it, and the programme solved."""

    settlement: int
    solution: Solution
    programme: Programme

    @property
    def price(self) -> float:
        """Least value of the programme's objective."""
        return self.solution.cost


def cheapest(programme: Programme, search: Search) -> Solution | None:
    """Return the cheapest solution at which no deviation fails, or None when there is none."""
    while True:
        solution = solve(programme)
        if solution is None:
            return None
        failures = list(search.failures(solution.intensities))
        if not failures:
            return solution
        for failure in failures:
            programme.add_clause(failure.rows)


def cheapest_settlements(
    settlements: Iterable[int],
    programme_of: Callable[[int], Programme],
    search_of: Callable[[int], Search],
    keep: int,
) -> list[Found]:
    """Return the ``keep`` cheapest settlements, cheapest first.

    Settlements are tried in the order of what they cost before any deviation is looked at, and no
    further than that bound allows.
    """
    bounds: list[tuple[float, int]] = []
    for settlement in settlements:
        relaxed = solve(programme_of(settlement))
        if relaxed is not None:
            bounds.append((relaxed.cost, settlement))
    found: list[Found] = []
    for bound, settlement in sorted(bounds):
        if len(found) >= keep and bound > found[keep - 1].price:
            break
        programme = programme_of(settlement)
        solution = cheapest(programme, search_of(settlement))
        if solution is not None:
            found.append(Found(settlement, solution, programme))
            found.sort(key=lambda one: (one.price, one.settlement))
    return found[:keep]
