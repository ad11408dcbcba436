"""The search over settlements: a ``Tree`` for each, and no further than the bounds allow.

What a settlement costs before any deviation is looked at is a bound on what it costs in the end.
Settlements are searched in the order of these bounds, and up to the price of the best ones found.
Where the time is limited, each gets an equal share of it, and what one leaves over goes to the
others.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from goodoffices.errors import SolverError
from goodoffices.mediation.plan.deadline import NEVER, Deadline
from goodoffices.mediation.plan.deviations import Failure, Search
from goodoffices.mediation.plan.programme import Floats, Programme, Solution
from goodoffices.mediation.plan.tree import Tree, nearly
from goodoffices.mediation.question import Request

OPTIMAL, BEST_FOUND = "optimal", "best found"


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


@dataclass(frozen=True)
class Outcome:
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


def cheapest(programme: Programme, search: Search) -> Solution | None:
    """Return the cheapest solution at which no deviation fails, or None when there is none."""
    tree = Tree(programme, lambda: search)
    tree.run(NEVER)
    return tree.found


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
    settlements: Iterable[int],
    programme_of: Callable[[int], Programme],
    search_of: Callable[[int], Search],
    keep: int,
    deadline: Deadline = NEVER,
) -> Outcome:
    """Return the ``keep`` cheapest settlements, cheapest first."""
    trees = {s: Tree(programme_of(s), partial(search_of, s)) for s in settlements}
    while not deadline.over() and (left := _left(trees, keep)):
        for done, tree in enumerate(left):
            tree.run(deadline.share(len(left) - done), _cutoff(trees, keep))
    bounds = [tree.bound for tree in _left(trees, keep)]
    return Outcome(tuple(_found(trees)[:keep]), min(bounds, default=math.inf))


def nothing_found(request: Request, known: str) -> SolverError:
    """Return the error of a search that came to its limit before it found anything."""
    return SolverError(
        f"nothing was found within the limit of {request.limit:g} s, and {known}; give it longer, "
        "ask for Nash stability, allow fewer levers, or say more about the settlement"
    )


def _found(trees: Mapping[int, Tree]) -> list[Found]:
    found = [
        Found(settlement, tree.found, tree.programme)
        for settlement, tree in trees.items()
        if tree.found is not None
    ]
    return sorted(found, key=lambda one: (one.price, one.settlement))


def _cutoff(trees: Mapping[int, Tree], keep: int) -> float:
    """Return the price beyond which a settlement is not among the cheapest."""
    found = _found(trees)
    return found[keep - 1].price if len(found) >= keep else math.inf


def _left(trees: Mapping[int, Tree], keep: int) -> list[Tree]:
    """Return the settlements that may still become one of the cheapest, or cheaper."""
    cutoff = _cutoff(trees, keep)
    left = [(tree.bound, settlement) for settlement, tree in trees.items() if tree.open(cutoff)]
    return [trees[settlement] for _, settlement in sorted(left)]
