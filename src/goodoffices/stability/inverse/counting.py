"""How many rankings meet a condition, exactly, without listing them.

A strict ranking drawn at random is the order of scores drawn independently, so that, given the
score z of s, every other state is below s with chance z by itself. With F(z) the chance that the
condition holds then, the share of the rankings is the integral of F from 0 to 1.

F is a polynomial with whole coefficients. It is found by Shannon expansion: the condition is true
where a variable is true, or where it is not, weighed by the variable's chance. Before that states
that occur in the same sets are made one, alternatives that occur in the same places are made one,
and parts that share no variable are multiplied. In option form nothing is left to expand: for Nash,
GMR and SEQ the D(s1) are disjoint, so F is the product of 1 - (1-z)^|D(s1)|; for SMR with B own
strategies and L combinations of the others', F is 1 - (1 - z^(B-1)) (1 - z^B)^(L-1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from goodoffices.errors import SizeError
from goodoffices.stability.inverse.conditions import Clause, members

Polynomial = Mapping[int, int]
"""Coefficient by exponent."""
Formula = tuple[frozenset[int], ...]
"""Every clause has to have a set (bits of variables) all of which is true."""
MOST_EXPANDED = 20_000
ONE: Polynomial = {0: 1}


def share(clauses: Iterable[Clause]) -> Fraction:
    """Return the share of strict rankings in which every clause is met.

    Parameters
    ----------
    clauses
        Each is met where all states of one of its sets are below the state asked about.

    Raises
    ------
    SizeError
        It would take more than ``MOST_EXPANDED`` steps.

    Examples
    --------
    >>> share([(0b001, 0b010), (0b100,)])  # above 0 or 1, and above 2
    Fraction(5, 12)
    """
    formula = tuple(frozenset(clause) for clause in clauses)
    paired = any(term & (term - 1) for clause in formula for term in clause)
    below: Polynomial = {1: 1} if paired else {0: 1, 1: -1}  # in z, or in 1 - z: as few terms
    states = {k for clause in formula for term in clause for k in members(term)}
    chance = _Expansion(dict.fromkeys(states, below)).chance(formula)
    return sum((Fraction(c, k + 1) for k, c in chance.items()), Fraction(0))


def fixed(clauses: Iterable[Clause], below: int, above: int) -> list[Clause]:
    """Return clauses once it is known of some states that they are below, or above.

    Parameters
    ----------
    below, above
        Sets of states.
    """
    return [
        tuple(dict.fromkeys(term & ~below for term in clause if not term & above))
        for clause in clauses
    ]


class _Expansion:
    """The chances of formulas, each worked out once."""

    def __init__(self, chances: dict[int, Polynomial]) -> None:
        self._chances = chances
        self._made: dict[tuple[str, int], int] = {}
        self._known: dict[Formula, Polynomial] = {}

    def chance(self, formula: Formula) -> Polynomial:
        """Return the chance that a formula holds."""
        simple = self._merged(_simplified(formula))
        if simple is None:
            return {}
        product = ONE
        for part in _parts(simple):
            product = times(product, self._of_part(part))
        return product

    def _of_part(self, part: Formula) -> Polynomial:
        if part not in self._known:
            if len(self._known) >= MOST_EXPANDED:
                raise SizeError(f"a count that takes more than {MOST_EXPANDED:,} steps")
            self._known[part] = self._expanded(part)
        return self._known[part]

    def _expanded(self, part: Formula) -> Polynomial:
        shortest = min((term for clause in part for term in clause), key=int.bit_count)
        if len(part) == 1 and len(part[0]) == 1:
            return self._all_of(members(shortest))
        terms = [term for clause in part for term in clause]
        chosen = max(members(shortest), key=lambda v: sum(term >> v & 1 for term in terms))
        bit, p = 1 << chosen, self._chances[chosen]
        if_true = self.chance(tuple(frozenset(t & ~bit for t in clause) for clause in part))
        if_false = self.chance(tuple(frozenset(t for t in c if not t & bit) for c in part))
        return plus(times(p, if_true), times(without(p), if_false))

    def _all_of(self, variables: Iterable[int]) -> Polynomial:
        product = ONE
        for variable in variables:
            product = times(product, self._chances[variable])
        return product

    def _merged(self, formula: Formula | None) -> Formula | None:
        """Make one of variables that occur in the same sets, then of single ones in one place."""
        before = None
        while formula is not None and formula != before:
            before = formula
            formula = self._made_one(formula, _occurrences(formula), "and")
            formula = self._made_one(formula, _alone(formula), "or")
        return formula

    def _made_one(
        self, formula: Formula, places: Mapping[int, tuple[object, ...]], how: str
    ) -> Formula:
        """Replace variables of equal places by one; ``or``: true where one of them is."""
        groups: dict[tuple[object, ...], int] = {}
        for variable, where in places.items():
            groups[where] = groups.get(where, 0) | 1 << variable
        joined = {
            group: self._variable(how, group) for group in groups.values() if group & group - 1
        }
        if not joined:
            return formula
        return tuple(frozenset(_replaced(term, joined) for term in clause) for clause in formula)

    def _variable(self, how: str, group: int) -> int:
        """Return the variable that stands for a group."""
        if (how, group) not in self._made:
            made = self._made[how, group] = max(self._chances) + 1
            chances = [self._chances[v] for v in members(group)]
            product = ONE
            for p in chances:
                product = times(product, p if how == "and" else without(p))
            self._chances[made] = product if how == "and" else without(product)
        return self._made[how, group]


def _replaced(term: int, joined: Mapping[int, int]) -> int:
    for group, variable in joined.items():
        if term & group:
            term = term & ~group | 1 << variable
    return term


def _simplified(formula: Formula) -> Formula | None:
    """Drop what is sure to hold, and sets that contain others; None where it cannot hold."""
    kept: dict[frozenset[int], None] = {}
    for clause in formula:
        if not clause:
            return None
        if 0 not in clause:
            least: list[int] = []
            for term in sorted(clause, key=int.bit_count):
                if not any(other & term == other for other in least):
                    least.append(term)
            kept[frozenset(least)] = None
    needed = [c for c in kept if not any(other < c for other in kept)]
    return tuple(sorted(needed, key=sorted))


def _parts(formula: Formula) -> list[Formula]:
    """Take a formula apart into parts that share no variable."""
    parts: list[tuple[int, list[frozenset[int]]]] = []
    for clause in formula:
        variables = 0
        for term in clause:
            variables |= term
        touched = [part for part in parts if part[0] & variables]
        parts = [part for part in parts if not part[0] & variables]
        for mask, _ in touched:
            variables |= mask
        parts.append((variables, [c for _, cs in touched for c in cs] + [clause]))
    return [tuple(sorted(part, key=sorted)) for _, part in parts]


def _occurrences(formula: Formula) -> dict[int, tuple[object, ...]]:
    """Return, per variable, the sets that it is in."""
    places: dict[int, list[object]] = {}
    for k, clause in enumerate(formula):
        for term in sorted(clause):
            for variable in members(term):
                places.setdefault(variable, []).append((k, term))
    return {variable: tuple(where) for variable, where in places.items()}


def _alone(formula: Formula) -> dict[int, tuple[object, ...]]:
    """Return, per variable that only stands by itself, the clauses that it is in."""
    places: dict[int, list[object]] = {}
    together = 0
    for k, clause in enumerate(formula):
        for term in clause:
            if term & term - 1:
                together |= term
            else:
                places.setdefault(term.bit_length() - 1, []).append(k)
    return {v: tuple(where) for v, where in places.items() if not together >> v & 1}


def times(a: Polynomial, b: Polynomial) -> Polynomial:
    """Multiply."""
    product: dict[int, int] = {}
    for i, x in a.items():
        for j, y in b.items():
            product[i + j] = product.get(i + j, 0) + x * y
    return {k: c for k, c in product.items() if c}


def plus(a: Polynomial, b: Polynomial) -> Polynomial:
    """Add up."""
    total = {k: a.get(k, 0) + b.get(k, 0) for k in a.keys() | b.keys()}
    return {k: c for k, c in total.items() if c}


def without(a: Polynomial) -> Polynomial:
    """Return 1 - a."""
    return plus(ONE, {k: -c for k, c in a.items()})
