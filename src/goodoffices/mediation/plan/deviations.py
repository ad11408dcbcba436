"""What it takes for a state to hold, found where it fails.

A state s holds for decision maker i when each of i's moves from s to some s1 is deterred: s1 is no
better than s, or replies that i believes in reach a sanction. At given intensities let R be what
believed replies reach from s1. If nothing in R is a sanction, then whatever the intensities, the
move is deterred only if

- s1 is no better than s, or
- some q in R becomes a sanction (its payoff, or i's present best escape from it, falls to s), or
- a reply that leaves R becomes believed.

Each is a row g·t >= h, so the failure yields a clause of rows that every plan must satisfy and that
the present intensities do not. There are finitely many sets R and escapes, so asking for the
cheapest intensities that satisfy the clauses so far, and adding those that fail there, ends with
the cheapest plan or with proof that there is none.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodoffices.mediation.plan.lever_payoffs import Terms
from goodoffices.mediation.plan.programme import Row
from goodoffices.mediation.plan.replies import Replies, replies_to
from goodoffices.model.moves import TensorMoves
from goodoffices.stability.concepts import Concept

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]


class Deviation(NamedTuple):
    """A decision maker's move away from the settlement (indices)."""

    mover: int
    target: int


class Failure(NamedTuple):
    """A deviation that is not deterred, and the rows of which one would deter it."""

    deviation: Deviation
    rows: list[Row]


class Search:
    """Finds the deviations from a settlement that fail at given intensities.

    Attributes
    ----------
    deviations
        Each with the rows of which one must hold for it not to pay.
    """

    def __init__(
        self, terms: Terms, settlement: int, concept: Concept, movers: Sequence[int]
    ) -> None:
        self.terms = terms
        self.settlement = settlement
        self.concept = concept
        moves = terms.conflict.moves
        self.deviations: dict[Deviation, list[Row]] = {}
        for i in movers:
            targets = moves.destinations(i, settlement).astype(np.int64)
            here = np.full(len(targets), settlement)
            for row in terms.rows(i, here, targets, strict=False, every=True):
                self.deviations.setdefault(Deviation(i, row.worse), []).append(row)
        self._replies: dict[int, Replies] = {}

    def failures(self, intensities: Floats) -> Iterator[Failure]:
        """Yield the deviations that are not deterred at the intensities."""
        for deviation, plain in self.deviations.items():
            if any(row.nearly_holds(intensities) for row in plain):
                continue
            if self.concept.replies == "none":
                yield Failure(deviation, plain)
                continue
            rows = self._answers(deviation, intensities)
            if rows is not None:
                yield Failure(deviation, [*plain, *rows])

    def _answers(self, deviation: Deviation, intensities: Floats) -> list[Row] | None:
        """Return the rows of which one would sanction the deviation, or None if one holds."""
        i = deviation.mover
        if i not in self._replies:
            improving = self.concept.replies == "improving"
            self._replies[i] = replies_to(self.terms, i, improving=improving)
        replies = self._replies[i]
        sanctions: list[Row] = []
        reached: list[Indices] = []
        for nodes in replies.reached(deviation.target, intensities):
            reached.append(nodes)
            found = self._sanctions(i, np.unique(replies.state(nodes)), intensities)
            if any(row.nearly_holds(intensities) for row in found):
                return None
            sanctions += found
        opened = [
            row
            for mover, origins, targets in replies.leaving(np.concatenate(reached))
            for row in self.terms.rows(mover, targets, origins, strict=True)
        ]
        return sanctions + opened

    def _sanctions(self, mover: int, states: Indices, intensities: Floats) -> list[Row]:
        """Return the rows that would make one of some states a sanction."""
        paid = self.concept.value == "payoff"
        ends = states if paid else self._escapes(mover, states, intensities)
        return self.terms.rows(mover, np.full(len(ends), self.settlement), ends, strict=False)

    def _escapes(self, mover: int, states: Indices, intensities: Floats) -> Indices:
        """Return, for each of ``states``, the best of it and of i's own moves from it."""
        payoffs, moves = self.terms.at(mover, intensities), self.terms.conflict.moves
        if isinstance(moves, TensorMoves):
            best, most = states, np.full(len(states), -np.inf)
            for targets in itertools.chain(moves.each(mover, states), [states]):
                offered = np.where(targets >= 0, payoffs[targets], -np.inf)
                best = np.where(offered > most, targets, best)
                most = np.maximum(offered, most)
            return np.unique(best)
        reached = (np.append(moves.destinations(mover, int(q)), q) for q in states)
        return np.unique(
            np.array([reach[np.argmax(payoffs[reach])] for reach in reached], np.int64)
        )
