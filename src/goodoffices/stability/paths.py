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

import numpy as np
from numpy.typing import NDArray

from goodoffices import stopping
from goodoffices.answer import Answer
from goodoffices.errors import RequestError, SizeError
from goodoffices.model.conflict import Conflict
from goodoffices.model.moves import ArcMoves
from goodoffices.model.preferences import StateReference
from goodoffices.model.states import State, options_gained
from goodoffices.stability.analysis import Analysis, analyze

Indices = NDArray[np.int64]
Test = Callable[[Indices], NDArray[np.bool_]]
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
        Keys of the concepts of which the target is an equilibrium.
    moves
        A shortest sequence of moves; empty where the target is the start, None where there is none.
    improvements
        A shortest sequence of moves that each improve on the state before for their mover.
    """

    target: State
    equilibrium_of: tuple[str, ...]
    moves: tuple[Move, ...] | None
    improvements: tuple[Move, ...] | None


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
    conflict: Conflict | Analysis,
    to: StateReference | Collection[StateReference] | None = None,
    start: StateReference | None = None,
) -> Paths:
    """Find shortest sequences of moves, and of improvements, to states of interest.

    Parameters
    ----------
    conflict
        A conflict, or its analysis (which is then not made again).
    to
        One state or several; by default every equilibrium of any concept analysed.
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
    analysis = conflict if isinstance(conflict, Analysis) else analyze(conflict)
    conflict = analysis.conflict
    origin = conflict.status_quo_index if start is None else conflict.index(start)
    if origin is None:
        raise RequestError(
            "where to start? The conflict has no status quo; name the start, or add status_quo"
        )
    targets = _targets(analysis, to)
    moves = _shortest(conflict, origin, targets, improving=False)
    improvements = _shortest(conflict, origin, targets, improving=True)
    routes = (
        Route(conflict.states[t], _equilibrium_of(analysis, t), moves.get(t), improvements.get(t))
        for t in targets
    )
    return Paths(conflict, conflict.states[origin], tuple(routes))


class Search:
    """What ``movers`` can reach by legal sequences from a state, nearest first.

    Parameters
    ----------
    start
        Index of a state; anybody among ``movers`` (indices, increasing) may move first.
    improving
        Only moves that improve on the state before for their mover.
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
        improving: bool,
        keep: Test | None = None,
    ) -> None:
        self._conflict = conflict
        self._start = start
        self._movers = movers
        self._improving = improving
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
        if self._improving:
            payoffs = self._conflict.payoffs[mover]
            targets = targets[payoffs[targets] > payoffs[state]]
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


def _targets(
    analysis: Analysis, to: StateReference | Collection[StateReference] | None
) -> list[int]:
    """Return the indices of the states to go to, increasing, each once."""
    if to is None:
        stable = [analysis.equilibrium(concept) for concept in analysis.concepts]
        return [int(k) for k in np.flatnonzero(np.any(stable, axis=0))]
    references = [to] if isinstance(to, int | str) else to
    return sorted({analysis.conflict.index(reference) for reference in references})


def _equilibrium_of(analysis: Analysis, state: int) -> tuple[str, ...]:
    verdicts = analysis.at(state)
    return tuple(c for c, row in zip(analysis.concepts, verdicts, strict=True) if row.all())


def _shortest(
    conflict: Conflict, start: int, targets: Sequence[int], *, improving: bool
) -> dict[int, tuple[Move, ...]]:
    """Return a shortest way per target that can be reached."""
    wanted = np.zeros(len(conflict.states), bool)
    wanted[list(targets)] = True
    found: dict[int, tuple[Move, ...]] = {}
    search = Search(conflict, start, range(len(conflict.names)), improving=improving)
    for state, moves in search.find(lambda states: wanted[states]):
        found.setdefault(state, moves)
        if len(found) == len(targets):
            break
    return found
