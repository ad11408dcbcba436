"""Absorption: where a chain of moves from state 0 comes to rest, and after how many moves.

Q holds the probabilities of moves between states that are left again, R those of moves into rests.
The expected visits v solve v = e_0 + v Q; then v R are the probabilities of the rests and sum(v)
moves are made. E[T; a], the moves T counted where the chain ends in a, is w R e_a with w = v + w Q
(Kemeny & Snell 1960, chapter III).

Such an equation is solved class by class, in the order in which classes are entered; the states of
a class lead to each other. All is a sum of products of probabilities: a class of up to
``MOST_DENSE`` states is eliminated state by state without any subtraction (Grassmann, Taksar &
Heyman 1985), so that a trap that is left once in 10^80 moves is as exact as a coin. Larger classes
are solved by BiCGSTAB; a residual makes the probabilities wrong by no more than the sum of its
absolute values, as a chain from anywhere ends with a probability of at most 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import SolverError
from goodoffices.mediation.sparse import Sparse, classes

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
MOST_DENSE = 3000
_PANEL = 64
_TOLERANCE = 1e-8
_ROUNDING = 1e-15
_RESIDUAL = 1e-13
_SWEEPS = 50
_MOST_STEPS = 20_000


@dataclass(frozen=True, eq=False)
class _Class:
    """States that lead to each other, more than one.

    Attributes
    ----------
    rows
        Their rows of Q.
    inner
        Q between them.
    taken_apart
        What ``_eliminated`` made of it; None where they are too many.
    """

    members: Indices
    rows: Sparse
    inner: Sparse
    taken_apart: tuple[Floats, Floats] | None

    def solve(self, source: Floats) -> Floats:
        """Solve x = source + x Q between the members."""
        if self.taken_apart is None:
            return _iterated(self.inner, source)
        return _substituted(*self.taken_apart, source)


def absorption(inner: Sparse, outer: Sparse) -> tuple[Floats, Floats]:
    """Return the probability of each rest from state 0, and the mean moves where it ends there.

    Parameters
    ----------
    inner
        Q, shape (states, states), zero on the diagonal; state 0 leads to every state, and every
        state to a rest in the end.
    outer
        R, shape (states, rests). A row of Q and of R together adds up to 1.

    Returns
    -------
    tuple
        Two arrays of shape (rests,). The second is NaN where the first is 0.

    Raises
    ------
    SolverError
        It takes more moves to come to rest than floating-point numbers can tell from for ever.
    """
    first = np.zeros(inner.shape[0])
    first[0] = 1.0
    with np.errstate(all="ignore"):
        parts = list(_classes(inner, outer.sums()))
        visits = _visits(inner, parts, first)
        total = float(visits.sum())
        again = _visits(inner, parts, visits / total)
        reached, counted = outer.times(visits), outer.times(again)
        moves = total * (counted / reached)
    known = reached > 0
    if not (np.isfinite(total) and np.isfinite(moves[known]).all()):
        raise _too_slow()
    moves[~known] = np.nan
    return reached / reached.sum(), moves


def _classes(inner: Sparse, leak: Floats) -> Iterator[int | _Class]:
    """Yield the classes in an order in which they can be entered; a single state by its index."""
    kind = classes(inner)
    across = kind[inner.rows] != kind[inner.columns]
    outside = leak + np.bincount(inner.rows[across], inner.values[across], len(leak))
    members = np.split(np.argsort(kind, kind="stable"), np.cumsum(np.bincount(kind))[:-1])
    place = np.empty(len(kind), np.int64)
    for some in reversed(members):
        if len(some) == 1:
            yield int(some[0])
            continue
        place[some] = np.arange(len(some))
        rows = inner.taken(some)
        inside = kind[rows.columns] == kind[some[0]]
        targets = place[rows.columns[inside]]
        size = len(some), len(some)
        between = Sparse.of(size, rows.rows[inside], targets, rows.values[inside])
        small = len(some) <= MOST_DENSE
        apart = _eliminated(between.dense(), outside[some]) if small else None
        yield _Class(some, rows, between, apart)


def _visits(inner: Sparse, parts: list[int | _Class], source: Floats) -> Floats:
    """Solve x = source + x Q, class by class."""
    x = source.copy()  # of classes not yet solved: what enters them
    starts, columns, values = inner.starts, inner.columns, inner.values
    for one in parts:
        if isinstance(one, _Class):
            solved = one.solve(x[one.members])
            np.add.at(x, one.rows.columns, solved[one.rows.rows] * one.rows.values)
            x[one.members] = solved
        else:
            row = slice(starts[one], starts[one + 1])
            np.add.at(x, columns[row], x[one] * values[row])
    return x


def _eliminated(chain: Floats, leak: Floats) -> tuple[Floats, Floats]:
    """Take states out of a chain, last first, in panels; return it and what leaves each state.

    When k is taken out, a move from i to k becomes one to where k is left for: A_ij grows by
    A_ik A_kj / s_k, with s_k the sum of A_kj over the states j < k and of the leak out of the
    class. A_ik stays as it was then, for ``_substituted``.
    """
    leaving = np.empty(len(chain))
    for stop in range(len(chain), 0, -_PANEL):
        start = max(stop - _PANEL, 0)
        for k in range(stop - 1, start - 1, -1):
            leaving[k] = chain[k, :k].sum() + leak[k]
            onwards = chain[k, :k] / leaving[k]
            leak[:k] += chain[:k, k] * (leak[k] / leaving[k])
            chain[start:k, :k] += np.outer(chain[start:k, k], onwards)
            chain[:start, start:k] += np.outer(chain[:start, k], onwards[start:])
        shares = chain[start:stop, :start] / leaving[start:stop, None]
        chain[:start, :start] += chain[:start, start:stop] @ shares
    return chain, leaving


def _substituted(chain: Floats, leaving: Floats, source: Floats) -> Floats:
    """Solve x = source + x Q, of a class that ``_eliminated`` has taken apart."""
    x = source.copy()
    for k in range(len(x) - 1, -1, -1):
        x[:k] += x[k] / leaving[k] * chain[k, :k]
    for k in range(len(x)):
        x[k] = (x[k] + x[:k] @ chain[:k, k]) / leaving[k]
    return x


def _iterated(inner: Sparse, source: Floats) -> Floats:
    """Solve x = source + x Q step by step, and check the answer.

    It begins with the visits of the first moves: from a source in few states BiCGSTAB breaks down.
    """
    early = source
    for _ in range(_SWEEPS):
        early = source + inner.times(early)
    x = np.maximum(_stabilized(inner, source, early), 0.0)
    error = np.abs(x - inner.times(x) - source).sum() + _ROUNDING * x.sum()
    if not error <= _TOLERANCE * source.sum():
        raise _too_slow()
    return x


def _stabilized(inner: Sparse, source: Floats, x: Floats) -> Floats:
    """Solve x = source + x Q from a first x, by BiCGSTAB as van der Vorst (1992) has it.

    It ends where the residual is next to nothing, where it breaks down, or after so many steps;
    whether what it found is good enough is for others to say.
    """
    enough = _RESIDUAL * np.linalg.norm(source)
    rest = source - (x - inner.times(x))
    shadow, ahead, image = rest, np.zeros_like(x), np.zeros_like(x)
    before = ratio = weight = 1.0
    for _ in range(_MOST_STEPS):
        along = float(shadow @ rest)
        if not np.linalg.norm(rest) > enough or along == 0 or weight == 0:
            break
        ahead = rest + along / before * (ratio / weight) * (ahead - weight * image)
        image = ahead - inner.times(ahead)
        met = float(shadow @ image)
        if met == 0:
            break
        before, ratio = along, along / met
        half = rest - ratio * image
        turned = half - inner.times(half)
        length = float(turned @ turned)
        weight = float(turned @ half) / length if length else 0.0  # half the step was enough
        x = x + ratio * ahead + weight * half
        rest = half - weight * turned
    return x


def _too_slow() -> SolverError:
    return SolverError(
        "it takes so many moves to come to rest that the chances cannot be told; give more noise, "
        "or noise 0, where a way round without end is found as such"
    )
