"""Shortest ways from one state to others.

A way is a *legal sequence*: nobody moves twice in a row. In option form one decision maker's moves
compose and the rule changes nothing; in graph form it can make a way longer or impossible, so the
search there is over (state, last mover). Ways of equal length are told apart by the order of the
decision makers, then by state number, step by step.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from goodoffices import stopping
from goodoffices.answer import Answer
from goodoffices.errors import RequestError, SizeError, expect
from goodoffices.model.conflict import Conflict
from goodoffices.model.moves import ArcMoves
from goodoffices.model.preferences import StateReference
from goodoffices.model.states import State, options_gained
from goodoffices.stability.certainty.improving import (
    at_once,
    maybe_improving,
    shortest_at_once,
    surely_improving,
)
from goodoffices.stability.certainty.judged import Judged, can_hold, held, judged

Bools = NDArray[np.bool_]
Indices = NDArray[np.int64]
Test = Callable[[Indices], Bools]
Better = Callable[[int, int, Indices], Bools]
"""Of a decision maker, a state and some others, all by index: which others are better for it."""

MOST_TRIED = 2**19


@dataclass(frozen=True)
class Move(Answer):
    """One decision maker takes the conflict from one state to another.

    Attributes
    ----------
    mover
        Name of the decision maker.

    Examples
    --------
    >>> move = go.paths(go.case("elmira-1991"), to=3).routes[0].moves[0]
    >>> move.mover, move.taken, move.dropped
    ('Uniroyal', ('accept',), ('delay',))
    """

    mover: str
    origin: State
    target: State

    @property
    def taken(self) -> tuple[str, ...]:
        """Names of the options taken by the move; empty in graph form."""
        return options_gained(self.origin, self.target)

    @property
    def dropped(self) -> tuple[str, ...]:
        """Names of the options dropped by the move; empty in graph form."""
        return options_gained(self.target, self.origin)


@dataclass(frozen=True)
class Route(Answer):
    """The shortest ways to one state.

    Attributes
    ----------
    equilibrium_of
        Keys of the concepts of which the target is an equilibrium, whatever is not known.
    moves
        A shortest sequence of moves; empty where the target is the start, None where there is none.
    improvements
        A shortest sequence of moves that each improve on the state before for their mover,
        whatever is not known.
    can_be_of
        Keys of the concepts of which it can be an equilibrium and need not.
    possible
        A shortest sequence of moves that can all be improvements at once. The same as
        ``improvements`` where preferences are known.
    settled
        False where the search for ``possible`` was given up: then None does not say that there is
        none.
    """

    target: State
    equilibrium_of: tuple[str, ...]
    moves: tuple[Move, ...] | None
    improvements: tuple[Move, ...] | None
    can_be_of: tuple[str, ...]
    possible: tuple[Move, ...] | None
    settled: bool


@dataclass(frozen=True)
class Paths(Answer):
    """Shortest ways from ``start``, one route per target in the order of state numbers.

    Examples
    --------
    >>> route = go.paths(go.case("elmira-1991"), to=8).routes[0]
    >>> [move.mover for move in route.moves]
    ['MoE', 'Local']
    >>> route.improvements is None  # no way there by improvements alone
    True
    """

    conflict: Conflict = field(repr=False)
    start: State
    routes: tuple[Route, ...]


def paths(
    conflict: Conflict | Judged,
    to: StateReference | Collection[StateReference] | None = None,
    start: StateReference | None = None,
) -> Paths:
    """Find shortest sequences of moves, and of improvements, to states of interest.

    Parameters
    ----------
    conflict
        A conflict, or its analysis (which is then not made again), or what ``certain`` says of it.
    to
        One state or several; by default every equilibrium of any concept analysed. Where
        preferences are known only in part, those that always hold, or where none does, that can.
    start
        Where to start; by default the status quo.

    Raises
    ------
    RequestError
        No such state, or no start.
    SizeError
        No way found after trying the moves from 2^19 positions.

    Examples
    --------
    >>> found = go.paths(go.case("elmira-1991"), to=10)
    >>> [move.target.number for move in found.routes[0].moves]
    [2, 4, 10]
    """
    if not isinstance(conflict, Judged):
        expect(conflict, Conflict)
    found = judged(conflict) if isinstance(conflict, Conflict) else conflict
    conflict = found.conflict
    origin = conflict.status_quo_index if start is None else conflict.index(start)
    if origin is None:
        raise RequestError(
            "where to start? The conflict has no status quo; name the start, or add status_quo"
        )
    return Paths(conflict, conflict.states[origin], tuple(_routes(found, origin, to)))


def _routes(
    found: Judged, origin: int, to: StateReference | Collection[StateReference] | None
) -> Iterator[Route]:
    """Yield the shortest ways, target by target."""
    conflict, targets = found.conflict, _targets(found, to)
    moves = _shortest(conflict, origin, targets)
    if conflict.partly_known:
        improvements = _shortest(conflict, origin, targets, partial(surely_improving, conflict))
        possible, settled = _possible(conflict, origin, targets)
    else:
        improvements = _shortest(conflict, origin, targets, improving(conflict))
        possible, settled = improvements, True
    for t in targets:
        yield Route(
            conflict.states[t],
            _concepts(found, t, held),
            moves.get(t),
            improvements.get(t),
            tuple(c for c in _concepts(found, t, can_hold) if not held(found, c)[t]),
            possible.get(t),
            settled or t in possible,
        )


def improving(conflict: Conflict) -> Better:
    """Return what says which states are better for a mover, where preferences are known."""
    payoffs = conflict.payoffs

    def better(mover: int, state: int, targets: Indices) -> Bools:
        found: Bools = payoffs[mover][targets] > payoffs[mover][state]
        return found

    return better


class Search:
    """What ``movers`` can reach by legal sequences from a state, nearest first.

    Parameters
    ----------
    start
        Index of a state; anybody among ``movers`` (indices, increasing) may move first.
    better
        Says which moves to make: those to a state that is better for their mover; by default all.
    keep
        Says which of some states (by index) to enter; by default all.

    Notes
    -----
    A *position* is a state and, in graph form, who moved last: row · (number of states) + state,
    with row 0 where that does not matter and last mover + 1 where it does.
    """

    def __init__(
        self,
        conflict: Conflict,
        start: int,
        movers: Sequence[int],
        *,
        better: Better | None = None,
        keep: Test | None = None,
    ) -> None:
        self._conflict = conflict
        self._start = start
        self._movers = movers
        self._better = better
        self._keep = keep
        self._count = len(conflict.states)
        self._by_mover = isinstance(conflict.moves, ArcMoves)
        positions = self._count * (len(conflict.names) + 1 if self._by_mover else 1)
        self._origin = np.zeros(positions, np.int64)  # position before, + 1; 0 where not visited
        self._mover = np.zeros(positions, np.int16)

    def find(self, goal: Test, most: int | None = None) -> Iterator[tuple[int, tuple[Move, ...]]]:
        """Yield the states (by index) of which ``goal`` is true, and the moves that lead there.

        Raises
        ------
        SizeError
            When moves from so many positions have been tried: ``most``, or 2^19.
        """
        for positions in self._positions(MOST_TRIED if most is None else most):
            hits = positions[goal(positions % self._count)]
            yield from ((p % self._count, self._moves_to(p)) for p in hits.tolist())

    def _positions(self, most: int) -> Iterator[Indices]:
        """Yield the positions reached, in portions."""
        self._origin[self._start] = self._start + 1
        queue = deque([np.array([self._start])])
        tried = 0
        yield queue[0]
        while queue:
            for position in queue.popleft().tolist():
                stopping.check()
                for mover in self._movers:
                    reached = self._onwards(position, mover)
                    if len(reached):
                        queue.append(reached)
                        yield reached
                tried += 1
                if tried >= most:
                    raise SizeError(
                        f"no way found after trying the moves from {tried:,} positions; "
                        "name fewer or nearer states, or exclude those that cannot occur"
                    )

    def _onwards(self, position: int, mover: int) -> Indices:
        """Visit the positions that one move leads to; return those that are new."""
        row, state = divmod(position, self._count)
        if row == mover + 1:
            return np.zeros(0, np.int64)
        targets = self._conflict.moves.destinations(mover, state)
        if self._better is not None:
            targets = targets[self._better(mover, state, targets)]
        if self._keep is not None:
            targets = targets[self._keep(targets)]
        onwards = targets + (mover + 1) * self._count if self._by_mover else targets
        reached: Indices = onwards[self._origin[onwards] == 0]
        self._origin[reached] = position + 1
        self._mover[reached] = mover
        return reached

    def _moves_to(self, position: int) -> tuple[Move, ...]:
        moves: list[Move] = []
        while position != self._start:
            before = int(self._origin[position]) - 1
            origin, target = (self._conflict.states[p % self._count] for p in (before, position))
            moves.append(Move(self._conflict.names[self._mover[position]], origin, target))
            position = before
        return tuple(reversed(moves))


def _targets(found: Judged, to: StateReference | Collection[StateReference] | None) -> list[int]:
    """Return the indices of the states to go to, increasing, each once."""
    if to is None:
        for side in (held, can_hold):
            states = np.any([side(found, concept) for concept in found.concepts], axis=0)
            if states.any():
                return [int(k) for k in np.flatnonzero(states)]
        return []
    references = [to] if isinstance(to, int | str) else to
    return sorted({found.conflict.index(reference) for reference in references})


def _concepts(found: Judged, state: int, side: Callable[[Judged, str], Bools]) -> tuple[str, ...]:
    return tuple(concept for concept in found.concepts if side(found, concept)[state])


def _shortest(
    conflict: Conflict, start: int, targets: Sequence[int], better: Better | None = None
) -> dict[int, tuple[Move, ...]]:
    """Return a shortest way per target that can be reached."""
    wanted = np.zeros(len(conflict.states), bool)
    wanted[list(targets)] = True
    found: dict[int, tuple[Move, ...]] = {}
    search = Search(conflict, start, range(len(conflict.names)), better=better)
    for state, moves in search.find(lambda states: wanted[states]):
        found.setdefault(state, moves)
        if len(found) == len(targets):
            break
    return found


def _possible(
    conflict: Conflict, start: int, targets: Sequence[int]
) -> tuple[dict[int, tuple[Move, ...]], bool]:
    """Return shortest ways by moves that can all be improvements at once, and if that is settled.

    No way is shorter than by moves that may be improvements one by one; where those can be at once,
    nothing else is tried.
    """
    found = _shortest(conflict, start, targets, partial(maybe_improving, conflict))
    places = {name: mover for mover, name in enumerate(conflict.names)}
    doubtful = []
    for target, moves in found.items():
        steps: list[list[tuple[int, int]]] = [[] for _ in places]
        for move in moves:
            steps[places[move.mover]].append((move.origin.number - 1, move.target.number - 1))
        if not all(at_once(k, own) for k, own in zip(conflict.knowledge, steps, strict=True)):
            doubtful.append(target)
    if not doubtful:
        return found, True
    others, settled = shortest_at_once(conflict, start, doubtful)
    certain_ones = {t: moves for t, moves in found.items() if t not in doubtful}
    states = conflict.states
    return certain_ones | {
        t: tuple(Move(conflict.names[i], states[a], states[b]) for i, a, b in steps)
        for t, steps in others.items()
    }, settled
