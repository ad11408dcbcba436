"""Preferences: five ways to say what a decision maker wants.

``Ranking`` and ``Prioritized`` are ordinal: their payoffs are levels, 1 the worst, and only the
order of two levels means anything. ``Weights`` and ``Payoffs`` are cardinal: differences count.
``Partial`` says some comparisons and leaves the others open, as ``Payoffs`` within bounds do: then
there is no array of payoffs, and nothing is put in its place; see ``knowledge``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

StateReference = int | str
Condition = StateReference | tuple[StateReference, ...]  # a statement, a state, or some states
Floats = NDArray[np.float64]
Range = tuple[float, float]
Worth = float | Range  # or the least and the greatest that it may be
Comparison = tuple[StateReference, StateReference] | str
_TABLE_BITS = 22
_WORD_BITS = 62
EXACT = 2.0**53  # up to here every whole number is a float
_PLACES = 300
GAP = ">>"
"""The sign of a great gap between two ranks of a ranking."""


@dataclass(frozen=True)
class Ranking:
    """States from best to worst; an inner tuple holds states liked equally well.

    Attributes
    ----------
    swaps
        How uncertain the ranking is: up to so many times neighbouring ranks change places.
    gaps
        Great gaps between neighbouring ranks: of each, how many ranks stand above it. Levels, and
        so what is stable, do not depend on them; what is *strongly* stable does.

    Examples
    --------
    >>> wishes = go.Ranking((("YN",), ("NN", "YY"), ("NY",)))
    >>> union = go.DecisionMaker("Union", wishes, (go.Option("pay"), go.Option("strike")))
    >>> go.Conflict("Wages", (union,)).payoffs[0]
    array([2., 3., 1., 2.])
    """

    tiers: tuple[tuple[StateReference, ...], ...]
    swaps: int = 0
    gaps: tuple[int, ...] = ()
    cardinal = False
    key = "ranking"
    partial = False

    def place(self, tier: int) -> int:
        """Return where a rank stands in the list of the model file, among the signs of gaps."""
        return tier + sum(above <= tier for above in self.gaps)


@dataclass(frozen=True)
class Prioritized:
    """Statements, most important first; lexicographic, score sum of 2^(k-j) over the true ones.

    Attributes
    ----------
    unordered
        Runs of statements, as (first, behind the last), whose order among themselves is not known.

    Examples
    --------
    >>> wishes = go.Prioritized(("not strike", "pay"))
    >>> union = go.DecisionMaker("Union", wishes, (go.Option("pay"), go.Option("strike")))
    >>> go.Conflict("Wages", (union,)).payoffs[0]
    array([3., 4., 1., 2.])
    """

    statements: tuple[str, ...]
    unordered: tuple[tuple[int, int], ...] = ()
    cardinal = False
    key = "prioritized"
    partial = False

    def place(self, statement: int) -> tuple[int | str, ...]:
        """Return where a statement stands in the list of the model file."""
        before = 0
        for first, end in self.unordered:
            if first <= statement < end:
                return (first - before, "unordered", statement - first)
            if end <= statement:
                before += end - first - 1
        return (statement - before,)


@dataclass(frozen=True)
class Weights:
    """Statements with a number each; a state's payoff is the sum over the true ones.

    Examples
    --------
    >>> wishes = go.Weights((("strike", -3), ("pay", 2)))
    >>> union = go.DecisionMaker("Union", wishes, (go.Option("pay"), go.Option("strike")))
    >>> go.Conflict("Wages", (union,)).payoffs[0]
    array([ 0.,  2., -3., -1.])
    """

    weights: tuple[tuple[str, float], ...]
    cardinal = True
    key = "weights"
    partial = False


@dataclass(frozen=True)
class Payoffs:  # noqa: PLW1641 - a dataclass makes the hash
    """A number per state: in the order of state numbers, or by state number, label or pattern.

    Many numbers are best given as an array of NumPy's, which may lie in a file: what
    ``numpy.load(..., mmap_mode="r")`` returns is read as it is needed and takes no memory.

    Two numbers in place of one are bounds, (least, greatest): the payoff is somewhere between them.
    With bounds preferences are known in part, and `certain` judges by them.

    Examples
    --------
    >>> wishes = go.Payoffs({"NN": 0, "YN": 2, "NY": -3, "YY": -1})
    >>> union = go.DecisionMaker("Union", wishes, (go.Option("pay"), go.Option("strike")))
    >>> go.Conflict("Wages", (union,)).payoffs[0]
    array([ 0.,  2., -3., -1.])
    >>> go.Payoffs((0, (1.5, 2), -3, -1)).partial
    True
    """

    values: tuple[Worth, ...] | Mapping[StateReference, Worth] | NDArray[np.float64]
    cardinal = True
    key = "payoffs"

    def __eq__(self, other: object) -> bool:
        """Say whether the numbers are the same; an array and a list of them may be."""
        if not isinstance(other, Payoffs):
            return NotImplemented
        both = (self.values, other.values)
        if not any(isinstance(values, np.ndarray) for values in both):
            return self.values == other.values
        if self.partial or other.partial or any(isinstance(values, Mapping) for values in both):
            return False
        return np.array_equal(np.asarray(self.values), np.asarray(other.values))

    @property
    def partial(self) -> bool:
        """Whether some payoff is known by its bounds only."""
        if isinstance(self.values, np.ndarray):
            return False
        values = self.values.values() if isinstance(self.values, Mapping) else self.values
        return any(isinstance(value, tuple) for value in values)

    @property
    def numbers(self) -> dict[StateReference, float]:
        """The payoffs that are known, by state as written, by position from 0 where listed."""
        values = self.values
        items = values.items() if isinstance(values, Mapping) else enumerate(values)
        return {key: value for key, value in items if not isinstance(value, tuple)}


@dataclass(frozen=True)
class Partial:
    """What is known of preferences, where it is less than an order of all states.

    Attributes
    ----------
    wants
        Statements that the decision maker wants to be true, in no order: a state in which every
        one holds that holds in another, and one more, is better than it; with the same ones, it is
        as good. Of other states nothing is said. What it refuses stands there as ``not ...``.
    better
        Comparisons: (state, state), the better one first, or the text ``"a > b"``: every state
        where a holds and not b is better than every one where b holds and not a.

    Examples
    --------
    >>> union = go.DecisionMaker(
    ...     "Union", go.Partial(("pay", "not strike")), (go.Option("pay"), go.Option("strike"))
    ... )
    >>> conflict = go.Conflict("Wages", (union,))
    >>> conflict.partly_known
    ('Union',)
    >>> [state.number for state in go.certain(conflict).always("nash")]
    [2]
    """

    wants: tuple[str, ...] = ()
    better: tuple[Comparison, ...] = ()
    cardinal = False
    partial = True

    @property
    def key(self) -> str:
        """The key of a model file that says it; the first where there are two."""
        return "better" if self.better and not self.wants else "wants"


Preferences = Ranking | Prioritized | Weights | Payoffs | Partial


def ranking_levels(tiers: Sequence[Sequence[int]], count: int) -> Floats:
    """Return levels of states from tiers of state indices, best first. Shape (count,)."""
    levels = np.zeros(count)
    for tier, states in enumerate(tiers):
        levels[list(states)] = len(tiers) - tier
    return levels


def with_gaps(levels: Floats, ranking: Ranking) -> Floats:
    """Return levels with as many added below each great gap as there are ranks. Shape as given.

    So the order stays, and two states have a gap between them exactly where they differ by as many
    as there are ranks, or more; with r gaps between them, by r times as many.

    Examples
    --------
    >>> with_gaps(np.array([3.0, 2.0, 1.0]), Ranking(((1,), (2,), (3,)), gaps=(1,)))
    array([6., 2., 1.])
    """
    tiers = len(ranking.tiers)
    below = [np.count_nonzero(tiers - level >= np.array(ranking.gaps)) for level in levels]
    sized: Floats = levels + tiers * (len(ranking.gaps) - np.array(below, float))
    return sized


def prioritized_levels(truths: Iterable[NDArray[np.bool_]], count: int) -> Floats:
    """Return dense levels, 1 the worst, of the lexicographic order given by the statements.

    Parameters
    ----------
    truths
        One boolean array of shape (count,) per statement, most important first.

    Notes
    -----
    Scores are kept as bits in 64-bit words and made dense whenever a word is full, so any number
    of statements is exact.
    """
    scores, used = np.zeros(count, np.int64), 0
    for truth in truths:
        if used >= _WORD_BITS:
            scores, used = _dense(scores, used)
        scores <<= 1
        scores |= truth
        used += 1
    return (_dense(scores, used)[0] + 1).astype(np.float64)


def _dense(scores: NDArray[np.int64], bits: int) -> tuple[NDArray[np.int64], int]:
    """Renumber scores 0, 1, … in their order; return them with the bits they now need."""
    if bits <= _TABLE_BITS:
        present = np.bincount(scores, minlength=1 << bits) > 0
        dense = (np.cumsum(present) - 1)[scores]
    else:
        dense = np.unique(scores, return_inverse=True)[1]
    return dense, int(dense.max(initial=0)).bit_length()


def weighted_sum(
    truths: Iterable[NDArray[np.bool_]], weights: Sequence[float], shape: int | tuple[int, ...]
) -> Floats:
    """Return the sum of weights over the statements that hold. Shape as given.

    Weights are added as whole multiples of their last decimal place where that is exact, so that
    0.1 + 0.2 and 0.3 are the same payoff.

    Parameters
    ----------
    truths
        One boolean array per statement; each can be broadcast to the shape.
    """
    scale = _decimal_scale(weights)
    total = np.zeros(shape)
    for truth, weight in zip(truths, weights, strict=True):
        total += (round(weight * scale) if scale > 1 else weight) * truth
    return total / scale


def _decimal_scale(weights: Sequence[float]) -> int:
    """Return the power of ten that makes every weight whole, or 1 where none keeps sums exact."""
    places = decimal_places(weights)
    if not 0 < places <= _PLACES:
        return 1
    scale: int = 10**places
    return scale if sum(abs(w) for w in weights) * scale < EXACT else 1


def decimal_places(numbers: Sequence[float]) -> int:
    """Return how many decimals the numbers have, as written."""
    from decimal import Decimal

    exponents = [int(Decimal(repr(float(x))).as_tuple().exponent) for x in numbers]
    return max((-e for e in exponents), default=0)
