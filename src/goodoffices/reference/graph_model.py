"""The graph model by brute force, written from the set definitions of the literature.

Everything is lists and sets of states, as in Fang, Hipel & Kilgour, *Interactive Decision Making:
The Graph Model for Conflict Resolution* (1993), chapter 3. It reads a conflict as it was written
down and shares no code with the engines, which it is there to check.

States, decision makers and options are counted from 0 here.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from functools import cached_property

from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import (
    Condition,
    Payoffs,
    Preferences,
    Prioritized,
    Ranking,
    Weights,
)
from goodoffices.reference.sequences import following, legal_sequences
from goodoffices.reference.statements import read

Pattern = tuple[bool, ...]
CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")
COALITION_CONCEPTS = ("cnash", "cgmr", "csmr", "cseq")
MOST_KEPT = 256
"""States up to which everything that is reached is kept."""


class Reference:
    """What the literature says about a conflict."""

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self.movers = range(len(conflict.decision_makers))
        self.options = [
            (owner, option)
            for owner, dm in enumerate(conflict.decision_makers)
            for option in dm.options
        ]
        self._own = [
            [k for k, (owner, _) in enumerate(self.options) if owner == i] for i in self.movers
        ]
        self._places: dict[str, list[int]] = {}
        for k, (owner, option) in enumerate(self.options):
            for name in (option.name, f"{conflict.names[owner]}.{option.name}"):
                self._places.setdefault(name, []).append(k)
        self._reached: dict[tuple[frozenset[int], int, bool], set[int]] = {}
        self._improving: dict[tuple[int, int], set[int]] = {}

    @cached_property
    def states(self) -> list[list[Pattern]]:
        """The patterns that each state stands for, lowest first; none in graph form."""
        listed = self.conflict.states_listed
        return [[] for _ in listed] if listed else self._merged()

    def patterns(self, s: int) -> list[Pattern]:
        """Return the patterns that a state stands for."""
        return self.states[s]

    def number(self, pattern: Pattern) -> int | None:
        """Return the state of a pattern; None where it is not feasible."""
        return self._numbers.get(pattern)

    def holds(self, text: str, pattern: Pattern) -> bool:
        """Say whether a statement is true of a pattern."""
        return read(text)(lambda name: pattern[self.option(name)])

    def option(self, name: str) -> int:
        """Return the place of ``option`` or ``DM.option``."""
        (place,) = self._places[name]
        return place

    def _feasible(self) -> list[Pattern]:
        """List feasible patterns as binary numbers, the first option the least significant bit."""
        backwards = itertools.product((False, True), repeat=len(self.options))
        return [p for p in (digits[::-1] for digits in backwards) if self._allowed(p)]

    def _allowed(self, pattern: Pattern) -> bool:
        def taken(names: Iterable[str]) -> int:
            return sum(pattern[self.option(name)] for name in names)

        conflict = self.conflict
        return (
            not any(self.holds(text, pattern) for text in conflict.infeasible)
            and all(taken(group) == 1 for group in conflict.exactly_one)
            and all(taken(group) <= 1 for group in conflict.at_most_one)
            and all(taken(group) >= 1 for group in conflict.at_least_one)
        )

    def _merged(self) -> list[list[Pattern]]:
        """Join the patterns of which a same_state statement holds; overlapping ones chain."""
        sets = [{pattern} for pattern in self._feasible()]
        for text in self.conflict.same_state:
            touched = [s for s in sets if any(self.holds(text, pattern) for pattern in s)]
            sets = [s for s in sets if s not in touched] + [set().union(*touched)]
        ordered = [sorted(s, key=binary_number) for s in sets if s]
        return sorted(ordered, key=lambda patterns: binary_number(patterns[0]))

    def find(self, reference: int | str) -> int:
        """Return the state with this number, pattern of Y and N, or graph label."""
        if isinstance(reference, int):
            return reference - 1
        if self.conflict.states_listed:
            return self.conflict.states_listed.index(reference)
        return next(
            s
            for pattern, s in self._numbers.items()
            if all(x in {"-", "NY"[y]} for x, y in zip(reference, pattern, strict=True))
        )

    def where(self, condition: Condition) -> list[bool]:
        """Say in which states a statement holds, or which are among the states given."""
        if isinstance(condition, str) and self._is_statement(condition):
            return [self.holds(condition, patterns[0]) for patterns in self.states]
        given = condition if isinstance(condition, tuple | list) else (condition,)
        found = {self.find(one) for one in given}
        return [s in found for s in range(len(self.states))]

    def _is_statement(self, text: str) -> bool:
        formed = not self.conflict.states_listed
        return formed and (text in self._places or not set(text) <= set("YN-"))

    @cached_property
    def no_deal(self) -> int | None:
        """The state without a deal: the one that the model names, or else its status quo."""
        named = self.conflict.mediation.no_deal
        given = self.conflict.status_quo if named is None else named
        return None if given is None else self.where(given).index(True)

    @cached_property
    def _numbers(self) -> dict[Pattern, int]:
        """The state that each pattern stands for."""
        return {pattern: s for s, patterns in enumerate(self.states) for pattern in patterns}

    @cached_property
    def moves(self) -> list[list[set[int]]]:
        """``moves[i][s]`` is R_i(s), what decision maker i reaches from s in one move."""
        return [[self.moves_from(i, s) for s in range(len(self.states))] for i in self.movers]

    def destinations(self, i: int, s: int) -> set[int]:
        """R_i(s): what decision maker i reaches from s in one move."""
        return self.moves[i][s]

    def moves_from(self, i: int, s: int) -> set[int]:
        """R_i(s), worked out anew."""
        if self.conflict.states_listed:
            return self._arcs[i].get(s, set())
        found = set()
        for before, own in itertools.product(self.patterns(s), self._strategies[i]):
            after = list(before)
            for k, taken in zip(self._own[i], own, strict=True):
                after[k] = taken
            t = self.number(tuple(after))
            if t not in {s, None} and self._can_change(i, before, tuple(after)):
                found.add(t)
        return found

    @cached_property
    def _strategies(self) -> list[set[Pattern]]:
        """What of its own each decision maker takes in some feasible pattern."""
        return [{tuple(p[k] for k in own) for p in self._numbers} for own in self._own]

    @cached_property
    def _arcs(self) -> list[dict[int, set[int]]]:
        """What each decision maker's moves lead to, in graph form."""
        arcs: list[dict[int, set[int]]] = []
        for dm in self.conflict.decision_makers:
            arcs.append({})
            for origin, target in dm.moves:
                arcs[-1].setdefault(self.find(origin), set()).add(self.find(target))
        return arcs

    def _can_change(self, mover: int, before: Pattern, after: Pattern) -> bool:
        for (owner, option), was, will_be in zip(self.options, before, after, strict=True):
            if was == will_be:
                continue
            if owner != mover or (option.once_dropped if will_be else not option.reversible):
                return False
        return not any(
            rule.by == self.conflict.names[mover]
            and self.holds(rule.origin, before)
            and self.holds(rule.target, after)
            for rule in self.conflict.no_move
        )

    @cached_property
    def payoffs(self) -> list[list[float]]:
        """``payoffs[i][s]`` is p_i(s); levels counted from 1, the worst, where ordinal."""
        return [self._payoffs(dm.preferences) for dm in self.conflict.decision_makers]

    def _payoffs(self, wants: Preferences) -> list[float]:
        if isinstance(wants, Ranking):
            tiers = [[self.find(ref) for ref in tier] for tier in wants.tiers]
            level = {s: len(tiers) - k for k, tier in enumerate(tiers) for s in tier}
            return [level[s] for s in range(len(self.states))]
        if isinstance(wants, Payoffs):
            if isinstance(wants.values, tuple):
                return list(wants.numbers.values())
            value = {self.find(ref): given for ref, given in wants.numbers.items()}
            return [value[s] for s in range(len(self.states))]
        if isinstance(wants, Prioritized):
            k = len(wants.statements)
            terms = [(text, Fraction(2 ** (k - j))) for j, text in enumerate(wants.statements, 1)]
            scores = self._sums(terms)
            return [1 + sorted(set(scores)).index(score) for score in scores]
        if isinstance(wants, Weights):
            weights = [(text, Fraction(repr(weight))) for text, weight in wants.weights]
            return [float(s) for s in self._sums(weights)]
        raise TypeError("what is known in part has no payoffs")

    def _sums(self, terms: Sequence[tuple[str, Fraction]]) -> list[Fraction]:
        def total(pattern: Pattern) -> Fraction:
            return sum((w for text, w in terms if self.holds(text, pattern)), Fraction(0))

        return [total(patterns[0]) for patterns in self.states]

    def payoff(self, i: int, s: int) -> float:
        """p_i(s)."""
        return self.payoffs[i][s]

    def improvements(self, i: int, s: int) -> set[int]:
        """R_i^+(s): the unilateral improvements of i from s."""
        if (i, s) not in self._improving:
            here = self.payoff(i, s)
            better = {t for t in self.destinations(i, s) if self.payoff(i, t) > here}
            self._improving[i, s] = better
        return self._improving[i, s]

    def reached(self, movers: Iterable[int], s: int, *, improving: bool = False) -> set[int]:
        """R_H(s), or R_H^+(s): where legal sequences of moves (improvements) of H lead."""
        who = frozenset(movers)
        key = (who, s, improving)
        if key not in self._reached:
            step = self.improvements if improving else self.destinations
            self._reached[key] = legal_sequences(sorted(who), s, step)
        return self._reached[key]

    def replies(self, i: int, s1: int, *, improving: bool) -> Iterable[int]:
        """Return what the others reach from s1 by legal sequences of moves, or improvements."""
        if len(self.states) > MOST_KEPT:
            step = self.improvements if improving else self.destinations
            return following(self.others(i), s1, step)
        return self.reached(self.others(i), s1, improving=improving)

    def others(self, i: int) -> list[int]:
        """N - i."""
        return [j for j in self.movers if j != i]

    def stable(self, concept: str, i: int, s: int) -> bool:
        """Say whether s is stable for i under one of ``CONCEPTS``, ``sim``, or one of several.

        As in ``seq-or-sim``: under the one or under the other.
        """
        if "-or-" in concept:
            return any(self.stable(one, i, s) for one in concept.split("-or-"))
        if concept == "sim":
            return all(self._sanctioned_at_once(i, s, t) for t in self.improvements(i, s))
        return all(self._sanctioned(concept, i, s, t) for t in self.improvements(i, s))

    def _sanctioned(self, concept: str, i: int, s: int, s1: int) -> bool:
        """Say whether i's improvement from s to s1 is sanctioned."""
        if concept == "nash":
            return False
        here = self.payoff(i, s)
        replies = self.replies(i, s1, improving=concept in {"seq", "sseq"})
        sanctions = (s2 for s2 in replies if self.payoff(i, s2) <= here)
        if concept in {"gmr", "seq"}:
            return any(True for _ in sanctions)
        return any(
            all(self.payoff(i, s3) <= here for s3 in self.destinations(i, s2)) for s2 in sanctions
        )

    def _sanctioned_at_once(self, i: int, s: int, s1: int) -> bool:
        """Say whether others who improve at the same time as i undo its improvement to s1."""
        here = self.payoff(i, s)
        return any(self.payoff(i, q) <= here for q in self._combined(i, s, s1))

    def _combined(self, i: int, s: int, s1: int) -> set[int]:
        """List the feasible states in which i moves to s1 while some others improve from s."""
        ((here,), (mine,)) = self.patterns(s), self.patterns(s1)
        others = self.others(i)
        choices = [[here, *(self.patterns(t)[0] for t in self.improvements(j, s))] for j in others]
        combined = set()
        for theirs in itertools.product(*choices):
            chosen = dict(zip(others, theirs, strict=True)) | {i: mine}
            pattern = tuple(chosen[owner][k] for k, (owner, _) in enumerate(self.options))
            q = self.number(pattern)
            if q is not None and any(choice != here for choice in theirs):
                combined.add(q)
        return combined

    def worst_case(self, concept: str, i: int, s1: int) -> float:
        """Return m(s1): the least sanction value over s1 and all that believed replies reach."""
        p = self.payoffs[i]
        if concept == "nash":
            return p[s1]
        replies = self.reached(self.others(i), s1, improving=concept in {"seq", "sseq"})
        if concept in {"gmr", "seq"}:
            return min(p[q] for q in replies | {s1})
        return min(max(p[x] for x in self.moves[i][q] | {q}) for q in replies | {s1})

    def margin(self, concept: str, i: int, s: int) -> float:
        """Return max of m(s1) - p(s) over the improvements s1 of i; -inf where there is none."""
        p = self.payoffs[i]

        def worst(s1: int) -> float:
            if concept == "sim":
                return min(p[q] for q in self._combined(i, s, s1) | {s1})
            return self.worst_case(concept, i, s1)

        return max((worst(s1) - p[s] for s1 in self.improvements(i, s)), default=float("-inf"))

    def worth(self, i: int, s: int, payoff: float) -> Reference:
        """Return the same with another payoff of i in s, and nothing else changed."""
        payoffs = [list(row) for row in self.payoffs]
        payoffs[i][s] = payoff
        return self.wanting(payoffs)

    def wanting(self, payoffs: list[list[float]]) -> Reference:
        """Return the same with other payoffs of everybody, and nothing else changed."""
        _ = self.moves  # once for all that are made of it
        other = copy.copy(self)
        vars(other).update(payoffs=payoffs, _reached={}, _improving={})
        return other

    def coalition_improvements(self, members: Collection[int], s: int) -> set[int]:
        """CI_H(s): what H reaches by legal sequences and every member strictly prefers to s."""
        return {
            t
            for t in self.reached(members, s)
            if all(self.payoffs[i][t] > self.payoffs[i][s] for i in members)
        }

    def coalition_stable(self, concept: str, members: Collection[int], s: int) -> bool:
        """Say whether s is stable for H under ``cnash``, ``cgmr``, ``csmr`` or ``cseq``."""
        return all(
            self._coalition_sanctioned(concept, members, s, q)
            for q in self.coalition_improvements(members, s)
        )

    def _coalition_sanctioned(self, concept: str, members: Collection[int], s: int, q: int) -> bool:
        def not_better(x: int) -> bool:
            return any(self.payoffs[i][x] <= self.payoffs[i][s] for i in members)

        opponents = [j for j in self.movers if j not in members]
        if concept == "cnash":
            return False
        if concept == "cseq":
            return any(not_better(x) for x in self._coalitional_replies(opponents, q))
        replies = [x for x in self.reached(opponents, q) if not_better(x)]
        if concept == "cgmr":
            return bool(replies)
        return any(all(not_better(y) for y in self.reached(members, x)) for x in replies)

    def _coalitional_replies(self, opponents: Sequence[int], q: int) -> set[int]:
        """List what sequences of improvements by coalitions among the opponents reach from q."""
        sizes = range(1, len(opponents) + 1)
        coalitions = [c for size in sizes for c in itertools.combinations(opponents, size)]
        return legal_sequences(
            range(len(coalitions)), q, lambda k, s: self.coalition_improvements(coalitions[k], s)
        )


def binary_number(pattern: Pattern) -> int:
    """Read a pattern as a binary number, the first option the least significant bit."""
    return sum(2**k for k, taken in enumerate(pattern) if taken)
