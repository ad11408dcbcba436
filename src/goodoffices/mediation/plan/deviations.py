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

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import SizeError
from goodoffices.mediation.plan.lever_payoffs import DEFAULT_MARGIN, Terms
from goodoffices.mediation.plan.programme import Row
from goodoffices.model.conflict import Conflict
from goodoffices.model.moves import ArcMoves, TensorMoves
from goodoffices.stability.concepts import Concept

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
MOST_REPLIES = 2**22
HALF_MARGIN = DEFAULT_MARGIN / 2


@dataclass(frozen=True)
class Deviation:
    """A decision maker's move away from the settlement (indices)."""

    mover: int
    target: int


@dataclass(frozen=True)
class Failure:
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
            for row in terms.rows(i, here, targets, ties=True, every=True):
                self.deviations.setdefault(Deviation(i, row.worse), []).append(row)
        self._graphs: dict[int, _Replies] = {}

    def failures(self, intensities: Floats) -> Iterator[Failure]:
        """Yield the deviations that are not deterred at the intensities."""
        for deviation, plain in self.deviations.items():
            if any(row.holds(intensities, HALF_MARGIN) for row in plain):
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
        if i not in self._graphs:
            self._graphs[i] = _Replies(self.terms, i, improving=self.concept.replies == "improving")
        replies = self._graphs[i]
        nodes, leaving = replies.reached(deviation.target, intensities)
        states = np.unique(replies.state[nodes])
        ends = states if self.concept.value == "payoff" else self._escapes(i, states, intensities)
        here = np.full(len(ends), self.settlement)
        sanctions = self.terms.rows(i, here, ends, ties=True)
        if any(row.holds(intensities, HALF_MARGIN) for row in sanctions):
            return None
        opened = [
            row
            for j in np.unique(replies.mover[leaving])
            for row in self._opening(int(j), replies, leaving)
        ]
        return sanctions + opened

    def _opening(self, mover: int, replies: _Replies, leaving: Indices) -> list[Row]:
        """Return the rows that would open a way for ``mover`` out of what is reached."""
        arcs = leaving[replies.mover[leaving] == mover]
        better, worse = replies.state[replies.target[arcs]], replies.state[replies.origin[arcs]]
        return self.terms.rows(mover, better, worse, ties=False)

    def _escapes(self, mover: int, states: Indices, intensities: Floats) -> Indices:
        """Return, for each of ``states``, the best of it and of i's own moves from it.

        The best is the one that is furthest from being no better than the settlement.
        """
        lack = self.terms.lack(mover, self.settlement, intensities)
        best = []
        for q in states:
            reach = np.append(self.terms.conflict.moves.destinations(mover, int(q)), q)
            best.append(reach[np.argmax(lack[reach])])
        return np.unique(np.array(best, np.int64))


class _Replies:
    """The replies of all but one decision maker, as arcs between nodes.

    Nodes are states where each decision maker's moves compose (tensor); otherwise a state together
    with who moved last, so that nobody moves twice in a row.
    """

    def __init__(self, terms: Terms, focal: int, *, improving: bool) -> None:
        self._terms = terms
        self._improving = improving
        self._kept: tuple[bytes, Bools] | None = None
        conflict = terms.conflict
        origin, target, mover = _arcs(conflict)
        others = mover != focal
        origin, target, mover = origin[others], target[others], mover[others]
        count = len(conflict.states)
        self.state = np.arange(count)
        if isinstance(conflict.moves, ArcMoves):
            arcs = (origin, target, mover)
            origin, target, mover = _with_last_mover(arcs, len(conflict.names), count)
            self.state = np.tile(np.arange(count), len(conflict.names))
        self._start = focal * count if isinstance(conflict.moves, ArcMoves) else 0
        by_origin = np.argsort(origin, kind="stable")
        self.origin, self.target, self.mover = (a[by_origin] for a in (origin, target, mover))
        self._first = np.searchsorted(self.origin, np.arange(len(self.state) + 1))

    def _believed(self, intensities: Floats) -> Bools:
        """Say which arcs are replies that are believed in, kept until the intensities change."""
        key = intensities.tobytes()
        if self._kept is None or self._kept[0] != key:
            self._kept = (key, self._judged(intensities))
        return self._kept[1]

    def _judged(self, intensities: Floats) -> Bools:
        believed = np.ones(len(self.origin), bool)
        if not self._improving:
            return believed
        for j in np.unique(self.mover):
            payoffs = self._terms.at(int(j), intensities)
            mine = self.mover == j
            gain = payoffs[self.state[self.target[mine]]] - payoffs[self.state[self.origin[mine]]]
            slack = HALF_MARGIN * self._terms.ranges[int(j)]
            believed[mine] = gain >= self._terms.margin(int(j)) - slack
        return believed

    def reached(self, state: int, intensities: Floats) -> tuple[Indices, Indices]:
        """Return the nodes that believed replies reach from a state, and the arcs out of them."""
        believed = self._believed(intensities)
        inside = np.zeros(len(self.state), bool)
        found = np.array([self._start + state])
        while len(found):
            inside[found] = True
            arcs = _ranges(self._first[found], self._first[found + 1])
            ends = self.target[arcs[believed[arcs]]]
            found = np.unique(ends[~inside[ends]])
        return np.flatnonzero(inside), np.flatnonzero(inside[self.origin] & ~inside[self.target])


def _ranges(starts: Indices, stops: Indices) -> Indices:
    """Return the numbers from each start up to its stop, one range after the other."""
    lengths = stops - starts
    skipped = starts - np.append(0, np.cumsum(lengths)[:-1])
    return np.repeat(skipped, lengths) + np.arange(lengths.sum())


def _arcs(conflict: Conflict) -> tuple[Indices, Indices, Indices]:
    """List every move as origin, target and mover."""
    movers = range(len(conflict.names))
    count = _move_count(conflict)
    if count > MOST_REPLIES:
        raise SizeError(
            f"a plan under this concept would follow {count:,} moves; at most "
            f"{MOST_REPLIES:,} are. Ask for Nash stability, or exclude states"
        )
    pairs = [conflict.moves.pairs(i) for i in movers]
    lengths = [len(origins) for origins, _ in pairs]
    return (
        np.concatenate([origins for origins, _ in pairs]),
        np.concatenate([targets for _, targets in pairs]),
        np.repeat(np.arange(len(pairs)), lengths),
    )


def _move_count(conflict: Conflict) -> int:
    moves = conflict.moves
    if isinstance(moves, TensorMoves):
        return len(conflict.states) * sum(width - 1 for width in moves.shape)
    return len(moves.targets)


def _with_last_mover(
    arcs: tuple[Indices, Indices, Indices], movers: int, count: int
) -> tuple[Indices, Indices, Indices]:
    """Repeat each arc for every decision maker that may have moved before its mover.

    Node (s, last) is number last·count + s; an arc of j leads to a node with last mover j.
    """
    origin, target, mover = arcs
    last = np.repeat(np.arange(movers), len(origin))
    origin, target, mover = (np.tile(a, movers) for a in arcs)
    allowed = last != mover
    return (
        (last * count + origin)[allowed],
        (mover * count + target)[allowed],
        mover[allowed],
    )
