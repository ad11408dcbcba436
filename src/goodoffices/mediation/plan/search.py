"""The search over settlements: a ``Tree`` for each, and no further than the bounds allow.

What a settlement costs before any deviation is looked at is a bound on what it costs in the end,
and ``bounds`` has a lower one that takes nothing to compute. Settlements are looked at in the order
of these bounds, and up to the price of the best ones found, so that of hundreds of thousands few
are. Where the time is limited, those begun share it, and what one leaves over goes to the others.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from goodoffices.errors import SolverError
from goodoffices.mediation.plan.deadline import NEVER, Deadline
from goodoffices.mediation.plan.deviations import Failure, Search
from goodoffices.mediation.plan.programme import Floats, Programme, Solution
from goodoffices.mediation.plan.tree import AnySolution, Tree, nearly
from goodoffices.mediation.question import Request

OPTIMAL, BEST_FOUND = "optimal", "best found"


class Found(NamedTuple):
    """A settlement (by index) with the cheapest solution for it, and the programme solved."""

    settlement: int
    solution: Solution
    programme: Programme

    @property
    def price(self) -> float:
        """Least value of the programme's objective."""
        return self.solution.cost


class Outcome(NamedTuple):
    """The cheapest settlements found, cheapest first, and what was proven of them.

    Attributes
    ----------
    left
        What any solution that was not found costs at least, in so far as it would matter; infinite
        where the search came to its end.
    """

    found: tuple[Found, ...]
    left: float

    def proven(self, place: int) -> bool:
        """Say whether nothing better can come in this place."""
        if place >= len(self.found):
            return math.isinf(self.left)
        price = self.found[place].price
        return self.left >= price - nearly(price)

    @property
    def proof(self) -> str:
        """Say in a word or two what is known of the cheapest."""
        return OPTIMAL if self.proven(0) else BEST_FOUND

    @property
    def bound(self) -> float:
        """What every solution costs at least."""
        return self.found[0].price if self.proven(0) else self.left

    @property
    def gap(self) -> float:
        """What a solution that was not found could cost less than the cheapest found."""
        return self.found[0].price - self.bound


def attainable(programme: Programme, search: Search) -> bool:
    """Say whether there is a solution at which no deviation fails, whatever it costs."""
    tree = AnySolution(programme, lambda: search)
    tree.run(NEVER)
    return tree.found is not None


def solvable(programme: Programme) -> bool:
    """Say whether a programme has a solution when nobody deviates."""
    tree = Tree(programme, _Undisputed)
    tree.run(NEVER)
    return tree.found is not None


class _Undisputed:
    """A search that finds no deviation."""

    def failures(self, intensities: Floats, /) -> Iterator[Failure]:  # noqa: ARG002 - none at any
        """Return no failures."""
        return iter(())


def cheapest_settlements(
    bounds: Mapping[int, float],
    programme_of: Callable[[int], Programme],
    search_of: Callable[[int], Search],
    keep: int,
    deadline: Deadline = NEVER,
) -> Outcome:
    """Return the ``keep`` cheapest settlements, cheapest first, of equal ones the first.

    Parameters
    ----------
    bounds
        What each settlement costs at least, infinite where it cannot be had.
    """
    contest = _Contest(bounds, programme_of, search_of, keep)
    while not deadline.over() and contest.look_at_next(deadline):
        pass
    return Outcome(tuple(contest.found[:keep]), contest.left())


class _Contest:
    """Settlements in the order of what they cost at least; trees of those looked at.

    A settlement waits with a bound that takes nothing to compute, then with that of its tree, which
    is only planted when no other settlement may be cheaper.
    """

    def __init__(
        self,
        bounds: Mapping[int, float],
        programme_of: Callable[[int], Programme],
        search_of: Callable[[int], Search],
        keep: int,
    ) -> None:
        self._programme_of, self._search_of, self._keep = programme_of, search_of, keep
        self._waiting = [(bound, s) for s, bound in bounds.items() if math.isfinite(bound)]
        heapq.heapify(self._waiting)
        self._trees: dict[int, Tree] = {}
        self.found: list[Found] = []

    def look_at_next(self, deadline: Deadline) -> bool:
        """Look at the settlement that may be cheapest; say whether there was one that matters."""
        if not self._waiting or not self._matters(*self._waiting[0]):
            return False
        _, settlement = heapq.heappop(self._waiting)
        if settlement not in self._trees:
            self._trees[settlement] = Tree(
                self._programme_of(settlement), partial(self._search_of, settlement)
            )
        else:
            tree = self._trees[settlement]
            share = deadline.share(self._at_hand()) if deadline.limited else deadline
            tree.run(share, self._cutoff())
            self._keep_found(settlement, tree)
        if self._trees[settlement].open():
            heapq.heappush(self._waiting, (self._trees[settlement].bound, settlement))
        return True

    def left(self) -> float:
        """Return what any solution not found costs at least, as ``Outcome.left``."""
        mattering = [bound for bound, s in self._waiting if self._matters(bound, s)]
        return min(mattering, default=math.inf)

    def _at_hand(self) -> int:
        """Count the settlements with a tree among which time is shared, that looked at included."""
        return 1 + sum(s in self._trees and self._matters(b, s) for b, s in self._waiting)

    def _cutoff(self) -> float:
        return self.found[self._keep - 1].price if len(self.found) >= self._keep else math.inf

    def _matters(self, bound: float, settlement: int) -> bool:
        """Say whether a settlement may still be among the cheapest, or the first of equal ones."""
        if len(self.found) < self._keep:
            return True
        last = self.found[self._keep - 1]
        if bound >= last.price - nearly(last.price):
            return bound <= last.price + nearly(last.price) and settlement < last.settlement
        return True

    def _keep_found(self, settlement: int, tree: Tree) -> None:
        if tree.found is not None:
            others = [one for one in self.found if one.settlement != settlement]
            found = [*others, Found(settlement, tree.found, tree.programme)]
            self.found = sorted(found, key=lambda one: (one.price, one.settlement))


def nothing_found(request: Request, known: str) -> SolverError:
    """Return the error of a search that came to its limit before it found anything."""
    return SolverError(
        f"nothing was found within the limit of {request.limit:g} s, and {known}; give it longer, "
        "ask for Nash stability, allow fewer levers, or say more about the settlement"
    )
