"""Verdicts on many variants of a conflict at once, from what each thinks of every pair of states.

All variants are judged on arrays of shape (variants, states, states). Verdicts follow from
comparisons alone, so variants in which all of these come out alike make a *kind*, which is judged
once. Inside, the first axis of arrays counts kinds.
"""

from __future__ import annotations

from functools import reduce
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Bools = NDArray[np.bool_]
SMALLEST_MARGIN = 1e-6
ROUNDING = 1e-9
MOST_CELLS = 2**19
"""The most pairs of states, over all variants, to be judged at once."""


class Variants(NamedTuple):
    """Payoffs in variants. Shape (variants, decision makers, states).

    Attributes
    ----------
    payoffs
        What comes out.
    sizes
        Sums of the same numbers without signs: rounding is in proportion to these.
    """

    payoffs: Floats
    sizes: Floats

    def at(self, rows: slice) -> Variants:
        """Return some of the variants."""
        return Variants(self.payoffs[rows], self.sizes[rows])

    def likes(self, i: int, other: int) -> Bools:
        """Say which states i likes better than another one. Shape (variants, states)."""
        own, size = self.payoffs[:, i], self.sizes[:, i]
        liked: Bools = own > own[:, [other]] + rounding(size, size[:, [other]])
        return liked


def rounding(size: Floats, other: Floats) -> Floats:
    """Return by how much two payoffs may differ, or not, as they were rounded."""
    largest = np.finfo(float).max  # sums without signs may go beyond it
    return ROUNDING * np.minimum(size, largest) + ROUNDING * np.minimum(other, largest) + ROUNDING


class Comparisons:
    """Variants judged, by strict comparison (``margins`` None) or by margins per decision maker.

    Parameters
    ----------
    moves
        Shape (decision makers, states, states).
    variants
        The payoffs.
    ranges
        Payoff ranges that the smallest margin is a share of. Shape (decision makers,).
    """

    def __init__(
        self,
        moves: Bools,
        variants: Variants,
        margins: Floats | None = None,
        ranges: Floats | None = None,
    ) -> None:
        self.moves, self._ranges = moves, np.ones(len(moves)) if ranges is None else ranges
        compared = [self._compare(variants, i, margins) for i in range(len(moves))]
        count = len(variants.payoffs)
        rows = np.concatenate([x.reshape(count, -1) for pair in compared for x in pair], 1)
        self._kind, first = kinds(np.packbits(rows, axis=1))
        self.better = [better[first] for better, _ in compared]
        self.no_worse = [no_worse[first] for _, no_worse in compared]
        self._reached: dict[tuple[int, bool], Bools] = {}
        self._stable: dict[tuple[str, int, int], Bools] = {}

    def _compare(self, variants: Variants, i: int, margins: Floats | None) -> tuple[Bools, Bools]:
        """Say at [point, a, b] whether i likes a better than b, and whether it likes it as well.

        Equal but for rounding is as well, unless a margin wider than the smallest is asked for.
        """
        p, size = variants.payoffs[:, i], variants.sizes[:, i]
        gain = p[:, :, None] - p[:, None, :]
        least = rounding(size[:, :, None], size[:, None, :])
        as_well: Bools = gain >= -least
        if margins is None:
            return gain > least, as_well
        by_margin: Bools = gain >= margins[i] - 1e-12
        spread = float(self._ranges[i]) or 1.0
        return by_margin, by_margin if margins[i] > 2 * SMALLEST_MARGIN * spread else as_well

    def _replies(self, j: int, *, improving: bool) -> Bools:
        moves = self.moves[j][None]
        result: Bools = moves & self.better[j].transpose(0, 2, 1) if improving else moves
        return result

    def reached(self, i: int, *, improving: bool) -> Bools:
        """Say at [kind, s1, q] whether the others' replies lead from s1 to q, s1 included."""
        key = (i, improving)
        if key not in self._reached:
            others = [j for j in range(len(self.moves)) if j != i]
            step = {j: self._replies(j, improving=improving) for j in others}
            start = np.eye(self.moves.shape[1], dtype=bool)[None]
            last = {j: follow(start, step[j]) for j in others}
            while True:
                more = {
                    j: reduce(
                        np.logical_or, [follow(last[k], step[j]) for k in others if k != j], last[j]
                    )
                    for j in others
                }
                if all((more[j] == last[j]).all() for j in others):
                    break
                last = more
            self._reached[key] = reduce(np.logical_or, last.values(), start)
        return self._reached[key]

    def stable(self, concept: str, i: int, s: int) -> Bools:
        """Say at which points s is stable for i."""
        return self._of_kinds(concept, i, s)[self._kind]

    def _of_kinds(self, concept: str, i: int, s: int) -> Bools:
        key = (concept, i, s)
        if key not in self._stable:
            self._stable[key] = self._found_stable(concept, i, s)
        return self._stable[key]

    def _found_stable(self, concept: str, i: int, s: int) -> Bools:
        below: Bools = self.no_worse[i][:, s]
        moves = np.flatnonzero(self.moves[i, s])
        if concept == "nash":
            unsanctioned: Bools = np.all(below[:, moves], axis=1)
            return unsanctioned
        sanction = below
        if concept in {"smr", "sseq"}:
            escapes = self.moves[i]
            sanction = below & ~(escapes[None] & ~below[:, None, :]).any(axis=2)
        reached = self.reached(i, improving=concept in {"seq", "sseq"})
        deterred = (reached[:, moves] & sanction[:, None, :]).any(axis=2)
        stable: Bools = np.all(below[:, moves] | deterred, axis=1)
        return stable

    def likes(self, i: int, a: int, b: int) -> Bools:
        """Say at which points i likes a better than b."""
        liked: Bools = self.better[i][self._kind, a, b]
        return liked


def kinds(rows: NDArray[np.uint8]) -> tuple[NDArray[np.int64], list[int]]:
    """Return of which kind each row is, and the first of each kind; equal rows are of one kind."""
    numbers: dict[bytes, int] = {}
    kind = np.array([numbers.setdefault(row.tobytes(), len(numbers)) for row in rows], np.int64)
    return kind, np.unique(kind, return_index=True)[1].tolist()


def follow(sets: Bools, step: Bools) -> Bools:
    """Return what one step reaches from sets of states; leading axes broadcast."""
    result: Bools = sets.astype(np.float32) @ step.astype(np.float32) > 0
    return result
