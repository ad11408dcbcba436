"""Which holders of levers it takes together: all smallest sets whose levers suffice.

A set of holders *suffices* when there is a plan with their levers alone. More levers never hurt, so
that a set suffices with every set that holds it; it is *smallest* when no holder can be left out. A
holder is *pivotal* when it is in every smallest set (without it nothing suffices), *redundant* when
it is in none, and *replaceable* otherwise.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from goodoffices import stopping
from goodoffices.answer import Answer
from goodoffices.errors import SizeError
from goodoffices.mediation.plan.results import Plan, Shortfall

MOST_HOLDERS = 16
Need = Literal["pivotal", "replaceable", "redundant", "not enough"]
Holders = tuple[str, ...]


@dataclass(frozen=True)
class Role(Answer):
    """What a holder of levers is needed for, and whether it would rather not.

    Attributes
    ----------
    need
        ``not enough`` where no set suffices.
    gain
        Of a decision maker: its payoff at the plan of all holders, what it carries out itself
        included, over its payoff at no deal with no lever pulled. None for mediators, where there
        is no plan, and where no deal is not named.
    """

    holder: str
    need: Need
    gain: float | None

    @property
    def would_rather_not(self) -> bool:
        """Whether the plan leaves it worse off than no deal."""
        return self.gain is not None and self.gain < 0


@dataclass(frozen=True)
class Sets(Answer):
    """All smallest sets of holders whose levers suffice, and what that makes of each holder.

    Attributes
    ----------
    smallest
        Those of the fewest holders first; the empty set alone where it takes no lever.
    """

    smallest: tuple[Holders, ...]
    roles: tuple[Role, ...]


def holder_sets(
    holders: Sequence[str], suffices: Callable[[Holders], bool], answer: Plan | Shortfall
) -> Sets:
    """Find all smallest sets of holders that suffice.

    Parameters
    ----------
    suffices
        Whether the levers of some holders are enough.
    answer
        The plan, or the shortfall, with the levers of all of them.

    Raises
    ------
    SizeError
        More than 16 holders.
    """
    if len(holders) > MOST_HOLDERS:
        told = f"{len(holders)} holders of levers have too many sets; name {MOST_HOLDERS} at most"
        raise SizeError(told).wanting("held_by")
    smallest = _smallest(holders, suffices) if isinstance(answer, Plan) else ()
    roles = tuple(Role(name, _need(name, smallest), _gain(name, answer)) for name in holders)
    return Sets(smallest, roles)


def _smallest(holders: Sequence[str], suffices: Callable[[Holders], bool]) -> tuple[Holders, ...]:
    """Return the smallest sets; all holders together suffice. Pivotal ones are in every set."""
    pivotal = [name for name in holders if not suffices(tuple(h for h in holders if h != name))]
    others = [name for name in holders if name not in pivotal]
    found: list[Holders] = []
    for size in range(len(others) + 1):
        for some in itertools.combinations(others, size):
            stopping.check()
            chosen = tuple(name for name in holders if name in pivotal or name in some)
            if not any(set(one) <= set(chosen) for one in found) and suffices(chosen):
                found.append(chosen)
    return tuple(found)


def _need(name: str, smallest: tuple[Holders, ...]) -> Need:
    if not smallest:
        return "not enough"
    where = [name in one for one in smallest]
    return "pivotal" if all(where) else "replaceable" if any(where) else "redundant"


def _gain(name: str, answer: Plan | Shortfall) -> float | None:
    conflict = answer.conflict
    no_deal = conflict.no_deal_index
    if name not in conflict.names or no_deal is None or not isinstance(answer, Plan):
        return None
    i = conflict.decision_maker_index(name)
    reached = answer.under.payoffs[i][answer.settlement.number - 1]
    return float(reached - conflict.payoffs[i][no_deal])
