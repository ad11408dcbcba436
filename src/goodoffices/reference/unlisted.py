"""The graph model where states are too many to be listed: each is worked out when it is met.

A state goes by its pattern read as a binary number. Replies are followed, the nearest first, until
one of them settles the matter, or so many have been met that it is given up.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cached_property

from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Prioritized, Weights
from goodoffices.reference.graph_model import Pattern, Reference, binary_number
from goodoffices.reference.sequences import following

MOST_FOLLOWED = 200
"""Moves of one party from one state, worked out for one verdict."""


class OutOfReachError(Exception):
    """More states to follow than brute force has the time for."""


def can_be_unlisted(conflict: Conflict) -> bool:
    """Say whether everything about one state follows from its pattern alone."""
    wants = [dm.preferences for dm in conflict.decision_makers]
    formed = not conflict.states_listed and not conflict.same_state
    return formed and all(isinstance(one, Prioritized | Weights) for one in wants)


class Unlisted(Reference):
    """What the literature says about a conflict of very many states."""

    def __init__(self, conflict: Conflict) -> None:
        super().__init__(conflict)
        self._left = MOST_FOLLOWED
        self._known: dict[int, bool] = {}
        self._worth: dict[tuple[int, int], float] = {}
        self._reachable: dict[tuple[int, int], set[int]] = {}

    def patterns(self, s: int) -> list[Pattern]:
        """Return the pattern that a state stands for."""
        return [tuple(bool(s >> k & 1) for k in range(len(self.options)))]

    def number(self, pattern: Pattern) -> int | None:
        """Return the state of a pattern; None where it is not feasible."""
        s = binary_number(pattern)
        if s not in self._known:
            self._known[s] = self._allowed(pattern)
        return s if self._known[s] else None

    @cached_property
    def _strategies(self) -> list[set[Pattern]]:
        """Every way of taking one's own options, but for those that a rule on them alone bars."""
        return [{one for one in _all_ways(len(own)) if self._fits(own, one)} for own in self._own]

    def _fits(self, own: list[int], taken: Pattern) -> bool:
        """Say whether one's own options alone break no rule on how many of some are taken."""
        held = dict(zip(own, taken, strict=True))

        def counts(groups: Iterable[Iterable[str]]) -> Iterator[int]:
            places = ([self.option(name) for name in group] for group in groups)
            return (sum(held[k] for k in ks) for ks in places if set(ks) <= set(own))

        conflict = self.conflict
        return all(n == 1 for n in counts(conflict.exactly_one)) and all(
            n <= 1 for n in counts(conflict.at_most_one)
        )

    def stable(self, concept: str, i: int, s: int) -> bool:
        """Say whether s is stable for i, as long as few other states have to be looked at.

        Raises
        ------
        OutOfReachError
            Too many have to be.
        """
        self._left = MOST_FOLLOWED
        return super().stable(concept, i, s)

    def destinations(self, i: int, s: int) -> set[int]:
        """R_i(s): what decision maker i reaches from s in one move."""
        if (i, s) not in self._reachable:
            if not self._left:
                raise OutOfReachError
            self._left -= 1
            self._reachable[i, s] = self.moves_from(i, s)
        return self._reachable[i, s]

    def payoff(self, i: int, s: int) -> float:
        """p_i(s): of statements in an order the score itself, which larger is better, too."""
        if (i, s) not in self._worth:
            (pattern,) = self.patterns(s)
            wants = self.conflict.decision_makers[i].preferences
            self._worth[i, s] = float(self._sum(wants, pattern))
        return self._worth[i, s]

    def _sum(self, wants: object, pattern: Pattern) -> Fraction:
        if isinstance(wants, Weights):
            terms = [(text, Fraction(repr(weight))) for text, weight in wants.weights]
        elif isinstance(wants, Prioritized):
            count = len(wants.statements)
            terms = [(t, Fraction(2 ** (count - j))) for j, t in enumerate(wants.statements, 1)]
        else:
            raise TypeError("only weights and statements are worth something pattern by pattern")
        return sum((worth for text, worth in terms if self.holds(text, pattern)), Fraction(0))

    def replies(self, i: int, s1: int, *, improving: bool) -> Iterator[int]:
        """Yield what the others reach from s1, the nearest first.

        Raises
        ------
        OutOfReachError
            Too many have been met.
        """
        step = self.improvements if improving else self.destinations
        yield from following(self.others(i), s1, step)


def _all_ways(count: int) -> Iterator[Pattern]:
    return itertools.product((False, True), repeat=count)
