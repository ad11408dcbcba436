"""The graph model by brute force, written from the set definitions of the literature.

Everything is lists and sets of states, as in Fang, Hipel & Kilgour, *Interactive Decision Making:
The Graph Model for Conflict Resolution* (1993), chapter 3. It reads a conflict as it was written
down and shares no code with the package, which it is there to check.

States, decision makers and options are counted from 0 here.
"""

from __future__ import annotations

import copy
import itertools
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache

from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import (
    Partial,
    Payoffs,
    Preferences,
    Prioritized,
    Ranking,
)

Pattern = tuple[bool, ...]
Truth = Callable[[Callable[[str], bool]], bool]
LOOSEST_FIRST = ("iff", "if", "or", "and")
CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")
COALITION_CONCEPTS = ("cnash", "cgmr", "csmr", "cseq")


@lru_cache(maxsize=4096)
def read(text: str) -> Truth:
    """Read a statement by recursive descent; apply the result to an option's truth by name."""
    tokens = re.findall(r"[()]|[\w.]+", text)

    def binary(level: int) -> Truth:
        if level == len(LOOSEST_FIRST):
            return unary()
        left = binary(level + 1)
        while tokens and tokens[0].lower() == LOOSEST_FIRST[level]:
            left = joined(tokens.pop(0).lower(), left, binary(level + 1))
        return left

    def unary() -> Truth:
        token = tokens.pop(0)
        if token.lower() == "not":
            operand = unary()
            return lambda holds: not operand(holds)
        if token == "(":  # noqa: S105 - a parenthesis
            inner = binary(0)
            assert tokens.pop(0) == ")"
            return inner
        if token.lower() in {"true", "false"}:
            return lambda _: token.lower() == "true"
        return lambda holds: holds(token)

    whole = binary(0)
    assert not tokens
    return whole


def joined(word: str, left: Truth, right: Truth) -> Truth:
    """Join two statements; ``a if b`` says that b implies a."""
    if word == "iff":
        return lambda holds: left(holds) == right(holds)
    if word == "if":
        return lambda holds: left(holds) or not right(holds)
    if word == "or":
        return lambda holds: left(holds) or right(holds)
    return lambda holds: left(holds) and right(holds)


class Reference:
    """What the literature says about a conflict.

    Attributes
    ----------
    states
        The patterns that each state stands for, lowest first; none in graph form.
    """

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self.movers = range(len(conflict.decision_makers))
        self.options = [
            (owner, option)
            for owner, dm in enumerate(conflict.decision_makers)
            for option in dm.options
        ]
        self._places: dict[str, list[int]] = {}
        for k, (owner, option) in enumerate(self.options):
            for name in (option.name, f"{conflict.names[owner]}.{option.name}"):
                self._places.setdefault(name, []).append(k)
        self.states: list[list[Pattern]] = (
            [[] for _ in conflict.states_listed] if conflict.states_listed else self._merged()
        )
        self._reached: dict[tuple[frozenset[int], int, bool], set[int]] = {}
        self._improving: dict[tuple[int, int], set[int]] = {}

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
        pattern = tuple(letter == "Y" for letter in reference)
        return self._numbers[pattern]

    @cached_property
    def _numbers(self) -> dict[Pattern, int]:
        """The state that each pattern stands for."""
        return {pattern: s for s, patterns in enumerate(self.states) for pattern in patterns}

    @cached_property
    def moves(self) -> list[list[set[int]]]:
        """``moves[i][s]`` is R_i(s), what decision maker i reaches from s in one move."""
        reached: list[list[set[int]]] = [[set() for _ in self.states] for _ in self.movers]
        for i, dm in enumerate(self.conflict.decision_makers):
            for origin, target in dm.moves:
                reached[i][self.find(origin)].add(self.find(target))
            for s, t in itertools.permutations(range(len(self.states)), 2):
                pairs = itertools.product(self.states[s], self.states[t])
                if any(self._can_change(i, a, b) for a, b in pairs):
                    reached[i][s].add(t)
        return reached

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
        assert not isinstance(wants, Partial)
        if isinstance(wants, Ranking):
            tiers = [[self.find(ref) for ref in tier] for tier in wants.tiers]
            level = {s: len(tiers) - k for k, tier in enumerate(tiers) for s in tier}
            return [level[s] for s in range(len(self.states))]
        if isinstance(wants, Payoffs):
            assert not wants.partial
            if isinstance(wants.values, tuple):
                return list(wants.numbers.values())
            value = {self.find(ref): given for ref, given in wants.numbers.items()}
            return [value[s] for s in range(len(self.states))]
        if isinstance(wants, Prioritized):
            k = len(wants.statements)
            terms = [(text, Fraction(2 ** (k - j))) for j, text in enumerate(wants.statements, 1)]
            scores = self._sums(terms)
            return [1 + sorted(set(scores)).index(score) for score in scores]
        return [float(s) for s in self._sums([(t, Fraction(repr(w))) for t, w in wants.weights])]

    def _sums(self, terms: Sequence[tuple[str, Fraction]]) -> list[Fraction]:
        def total(pattern: Pattern) -> Fraction:
            return sum((w for text, w in terms if self.holds(text, pattern)), Fraction(0))

        sums = [[total(pattern) for pattern in patterns] for patterns in self.states]
        assert all(len(set(values)) == 1 for values in sums)
        return [values[0] for values in sums]

    def improvements(self, i: int, s: int) -> set[int]:
        """R_i^+(s): the unilateral improvements of i from s."""
        if (i, s) not in self._improving:
            p = self.payoffs[i]
            self._improving[i, s] = {t for t in self.moves[i][s] if p[t] > p[s]}
        return self._improving[i, s]

    def reached(self, movers: Iterable[int], s: int, *, improving: bool = False) -> set[int]:
        """R_H(s), or R_H^+(s): where legal sequences of moves (improvements) of H lead."""
        who = frozenset(movers)
        key = (who, s, improving)
        if key not in self._reached:
            step = self.improvements if improving else lambda i, s: self.moves[i][s]
            self._reached[key] = legal_sequences(sorted(who), s, step)
        return self._reached[key]

    def others(self, i: int) -> list[int]:
        """N - i."""
        return [j for j in self.movers if j != i]

    def stable(self, concept: str, i: int, s: int) -> bool:
        """Say whether s is stable for i under one of ``CONCEPTS`` or ``sim``."""
        if concept == "sim":
            return all(self._sanctioned_at_once(i, s, t) for t in self.improvements(i, s))
        return all(self._sanctioned(concept, i, s, t) for t in self.improvements(i, s))

    def _sanctioned(self, concept: str, i: int, s: int, s1: int) -> bool:
        """Say whether i's improvement from s to s1 is sanctioned."""
        if concept == "nash":
            return False
        p = self.payoffs[i]
        replies = self.reached(self.others(i), s1, improving=concept in {"seq", "sseq"})
        if concept in {"gmr", "seq"}:
            return any(p[s2] <= p[s] for s2 in replies)
        return any(
            p[s2] <= p[s] and all(p[s3] <= p[s] for s3 in self.moves[i][s2]) for s2 in replies
        )

    def _sanctioned_at_once(self, i: int, s: int, s1: int) -> bool:
        """Say whether others who improve at the same time as i undo its improvement to s1."""
        return any(self.payoffs[i][q] <= self.payoffs[i][s] for q in self._combined(i, s, s1))

    def _combined(self, i: int, s: int, s1: int) -> set[int]:
        """List the feasible states in which i moves to s1 while some others improve from s."""
        ((here,), (mine,)) = self.states[s], self.states[s1]
        others = self.others(i)
        choices = [[here, *(self.states[t][0] for t in self.improvements(j, s))] for j in others]
        combined = set()
        for theirs in itertools.product(*choices):
            chosen = dict(zip(others, theirs, strict=True)) | {i: mine}
            pattern = tuple(chosen[owner][k] for k, (owner, _) in enumerate(self.options))
            if any(choice != here for choice in theirs) and pattern in self._numbers:
                combined.add(self._numbers[pattern])
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
        _ = self.moves  # once for all that are made of it
        payoffs = [list(row) for row in self.payoffs]
        payoffs[i][s] = payoff
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


def legal_sequences(
    movers: Sequence[int], start: int, step: Callable[[int, int], set[int]]
) -> set[int]:
    """List what sequences of steps reach in which nobody moves twice in a row.

    The definition by induction: ``last[t]`` is Ω_H(s, t), the set of those who can move last on
    the way from s to t; a mover goes on from t unless Ω_H(s, t) holds that mover alone.
    """
    last: dict[int, set[int]] = {}
    for mover in movers:
        for t in step(mover, start):
            last.setdefault(t, set()).add(mover)
    growing = True
    while growing:
        growing = False
        for t, mover in itertools.product(list(last), movers):
            if last[t] == {mover}:
                continue
            for onwards in step(mover, t):
                if mover not in last.setdefault(onwards, set()):
                    last[onwards].add(mover)
                    growing = True
    return set(last)
