"""The replies of all others to a decision maker's move, and where they lead.

Where moves are few they are listed once and followed; where they are many, and each decision
maker's moves compose, they are made from the states that are reached.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from goodoffices import stopping
from goodoffices.errors import SizeError
from goodoffices.mediation.plan.lever_payoffs import Terms
from goodoffices.model.conflict import Conflict
from goodoffices.model.moves import ArcMoves, Moves, TensorMoves

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
MOST_REPLIES = 2**22
_MOST_KEPT = 2**14


class Replies(Protocol):
    """Replies that a decision maker believes in; a node is a state and what else matters."""

    def state(self, nodes: Indices) -> Indices:
        """Return the state of each node. Shape (nodes,)."""

    def reached(self, state: int, intensities: Floats) -> Iterator[Indices]:
        """Yield the nodes that believed replies reach from a state: itself, then step by step."""

    def leaving(self, nodes: Indices) -> Iterator[tuple[int, Indices, Indices]]:
        """Yield the replies that lead out of some nodes: whose, from which states, to which."""


def replies_to(terms: Terms, focal: int, *, improving: bool) -> Replies:
    """Return the replies of all but one decision maker.

    Raises
    ------
    SizeError
        Moves that do not compose, and too many of them.
    """
    moves = terms.conflict.moves
    if isinstance(moves, TensorMoves) and _move_count(terms.conflict) > MOST_REPLIES:
        return ComposedReplies(terms, moves, focal, improving=improving)
    return ListedReplies(terms, focal, improving=improving)


class ListedReplies:
    """The replies of all but one decision maker, as arcs between nodes.

    Nodes are states where each decision maker's moves compose (tensor); otherwise a state together
    with who moved last, so that nobody moves twice in a row.
    """

    def __init__(self, terms: Terms, focal: int, *, improving: bool) -> None:
        self._terms = terms
        self._improving = improving
        self._kept: tuple[bytes, Bools] | None = None
        conflict = terms.conflict
        moves, movers, count = conflict.moves, len(conflict.names), len(conflict.states)
        self._count = count
        self._start = focal * count if isinstance(moves, ArcMoves) else 0
        replies = _refuse_too_many(conflict)
        listed = _listed_once if replies <= _MOST_KEPT else _listed
        arcs = listed(moves, movers, count, focal)
        self._origin, self._target, self._mover, self._first = arcs

    def _believed(self, intensities: Floats) -> Bools:
        """Say which arcs are replies that are believed in, kept until the intensities change."""
        key = intensities.tobytes()
        if self._kept is None or self._kept[0] != key:
            self._kept = (key, self._judged(intensities))
        return self._kept[1]

    def _judged(self, intensities: Floats) -> Bools:
        believed = np.ones(len(self._origin), bool)
        if not self._improving:
            return believed
        for j in np.unique(self._mover):
            payoffs = self._terms.at(int(j), intensities)
            mine = self._mover == j
            origins, targets = self.state(self._origin[mine]), self.state(self._target[mine])
            least = self._terms.least_gains(int(j), targets, origins)
            believed[mine] = payoffs[targets] - payoffs[origins] >= least
        return believed

    def state(self, nodes: Indices) -> Indices:
        """As ``Replies.state``."""
        return nodes % self._count

    def reached(self, state: int, intensities: Floats) -> Iterator[Indices]:
        """As ``Replies.reached``."""
        believed = self._believed(intensities)
        inside = np.zeros(len(self._first) - 1, bool)
        found = np.array([self._start + state])
        while len(found):
            inside[found] = True
            yield found
            arcs = _ranges(self._first[found], self._first[found + 1])
            ends = self._target[arcs[believed[arcs]]]
            found = np.unique(ends[~inside[ends]])

    def leaving(self, nodes: Indices) -> Iterator[tuple[int, Indices, Indices]]:
        """As ``Replies.leaving``."""
        inside = np.zeros(len(self._first) - 1, bool)
        inside[nodes] = True
        arcs = np.flatnonzero(inside[self._origin] & ~inside[self._target])
        for mover in np.unique(self._mover[arcs]):
            mine = arcs[self._mover[arcs] == mover]
            yield int(mover), self.state(self._origin[mine]), self.state(self._target[mine])


class ComposedReplies:
    """Replies where each decision maker's moves compose, made where they are needed.

    The focal decision maker's strategy stays as it is, and a node is a state.
    """

    def __init__(self, terms: Terms, moves: TensorMoves, focal: int, *, improving: bool) -> None:
        self._terms, self._moves, self._improving = terms, moves, improving
        self._others = [j for j in range(len(moves.shape)) if j != focal]

    def state(self, nodes: Indices) -> Indices:
        """As ``Replies.state``."""
        return nodes

    def reached(self, state: int, intensities: Floats) -> Iterator[Indices]:
        """As ``Replies.reached``."""
        inside = np.zeros(len(self._terms.conflict.states), bool)
        found = np.array([state])
        while len(found):
            inside[found] = True
            yield found
            reached = np.zeros(len(inside), bool)
            for j in self._others:
                for origins, targets in self._arcs(j, found):
                    reached[targets[self._is_believed(j, origins, targets, intensities)]] = True
            found = np.flatnonzero(reached & ~inside)

    def leaving(self, nodes: Indices) -> Iterator[tuple[int, Indices, Indices]]:
        """As ``Replies.leaving``."""
        inside = np.zeros(len(self._terms.conflict.states), bool)
        inside[nodes] = True
        for j in self._others:
            for origins, targets in self._arcs(j, nodes):
                outside = ~inside[targets]
                yield j, origins[outside], targets[outside]

    def _arcs(self, mover: int, states: Indices) -> Iterator[tuple[Indices, Indices]]:
        """Yield the moves of a decision maker from some states, strategy by strategy."""
        stopping.check()
        for targets in self._moves.each(mover, states):
            there = targets >= 0
            yield states[there], targets[there]

    def _is_believed(
        self, mover: int, origins: Indices, targets: Indices, intensities: Floats
    ) -> Bools:
        if not self._improving:
            return np.ones(len(origins), bool)
        payoffs = self._terms.at(mover, intensities)
        least = self._terms.least_gains(mover, targets, origins)
        better: Bools = payoffs[targets] - payoffs[origins] >= least
        return better


def _ranges(starts: Indices, stops: Indices) -> Indices:
    """Return the numbers from each start up to its stop, one range after the other."""
    lengths = stops - starts
    skipped = starts - np.append(0, np.cumsum(lengths)[:-1])
    return np.repeat(skipped, lengths) + np.arange(lengths.sum())


def _refuse_too_many(conflict: Conflict) -> int:
    """Return how many moves there are; raise SizeError where they are too many to be listed."""
    count = _move_count(conflict)
    if count > MOST_REPLIES:
        raise SizeError(
            f"a plan under this concept would follow {count:,} moves; at most "
            f"{MOST_REPLIES:,} are. Ask for Nash stability, or exclude states"
        )
    return count


def _listed(moves: Moves, movers: int, count: int, focal: int) -> tuple[Indices, ...]:
    """List the arcs of all but one, by origin: origins, targets, movers; where each origin's begin.

    Parameters
    ----------
    movers, count
        How many decision makers and states there are.
    """
    pairs = [moves.pairs(i) for i in range(movers)]
    origin = np.concatenate([origins for origins, _ in pairs])
    target = np.concatenate([targets for _, targets in pairs])
    mover = np.repeat(np.arange(movers), [len(origins) for origins, _ in pairs])
    others = mover != focal
    origin, target, mover = origin[others], target[others], mover[others]
    size = count
    if isinstance(moves, ArcMoves):
        origin, target, mover = _with_last_mover((origin, target, mover), movers, count)
        size = count * movers
    by_origin = np.argsort(origin, kind="stable")
    origin = origin[by_origin]
    first = np.searchsorted(origin, np.arange(size + 1))
    return origin, target[by_origin], mover[by_origin], first


_listed_once = lru_cache(maxsize=32)(_listed)
"""For few moves, which many conflicts may share that differ in numbers only."""


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
