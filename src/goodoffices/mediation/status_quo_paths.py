"""Drift: where a conflict goes by itself, with no mediation.

From the start every decision maker may take improvements of its own, in any order (a legal
sequence: nobody moves twice in a row). The conflict can come to rest in each equilibrium that such
sequences reach; those in which the model's ``escalation`` holds are marked. Improvements can also
go round for ever: a *cycle* is a way that they can reach and repeat without ever entering an
equilibrium of the concept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from goodoffices.answer import Answer
from goodoffices.errors import RequestError, expect
from goodoffices.model.conflict import Conflict
from goodoffices.model.moves import ArcMoves
from goodoffices.model.preferences import StateReference
from goodoffices.model.states import State
from goodoffices.stability.analysis import Analysis, analyze
from goodoffices.stability.paths import Move, Search, improving

Bools = NDArray[np.bool_]
Node = tuple[int, int]


@dataclass(frozen=True)
class Rest(Answer):
    """An equilibrium that improvements lead to.

    Attributes
    ----------
    equilibrium_of
        Keys of the concepts of which the state is an equilibrium.
    moves
        A shortest sequence of improvements from the start; empty where the start is the state.
    escalated
        Whether the conflict has escalated there.
    """

    state: State
    equilibrium_of: tuple[str, ...]
    moves: tuple[Move, ...]
    escalated: bool


@dataclass(frozen=True)
class Drift(Answer):
    """Where improvements lead from ``start``.

    Attributes
    ----------
    rests
        The equilibria reached, of any concept, nearest first.
    cycles
        Per concept that has one, a cycle of improvements that no equilibrium of it interrupts.

    Examples
    --------
    >>> found = go.drift(go.case("indus-waters-1960"))
    >>> [(move.mover, move.target.number) for move in found.cycles["nash"]]
    [('India', 3), ('Pakistan', 9), ('India', 7), ('Pakistan', 1)]
    """

    conflict: Conflict = field(repr=False)
    start: State
    concepts: tuple[str, ...]
    rests: tuple[Rest, ...]
    cycles: Mapping[str, tuple[Move, ...]]

    def equilibria(self, concept: str) -> tuple[Rest, ...]:
        """Return the rests that are equilibria of a concept."""
        return tuple(rest for rest in self.rests if concept in rest.equilibrium_of)


def drift(
    conflict: Conflict,
    start: StateReference | None = None,
    *,
    concepts: Iterable[str] | None = None,
) -> Drift:
    """Find the equilibria that improvements lead to from a start, and cycles that avoid them.

    Parameters
    ----------
    start
        The status quo by default.
    concepts
        Nash, GMR, SMR, SEQ and SSEQ by default.

    Raises
    ------
    RequestError
        No start, or no such state or concept.
    SizeError
        No end to what improvements reach.

    Examples
    --------
    >>> found = go.drift(go.case("elmira-1991"))
    >>> [rest.state.number for rest in found.equilibria("nash")]
    [7]
    """
    expect(conflict, Conflict)
    origin = conflict.status_quo_index if start is None else conflict.index(start)
    if origin is None:
        raise RequestError(
            "where to start? The conflict has no status quo; name the start, or add status_quo"
        )
    analysis = analyze(conflict, concepts)
    stable: Bools = np.logical_and.reduce(analysis.verdicts, axis=1)
    cycles = {
        concept: cycle
        for concept, rests in zip(analysis.concepts, stable, strict=True)
        if (cycle := _cycle(conflict, origin, rests))
    }
    rests = tuple(_rests(analysis, origin, stable))
    return Drift(conflict, conflict.states[origin], analysis.concepts, rests, cycles)


def _rests(analysis: Analysis, origin: int, stable: Bools) -> Iterator[Rest]:
    """Yield the equilibria reached by improvements, nearest first, each once."""
    conflict = analysis.conflict
    anywhere: Bools = np.logical_or.reduce(stable, axis=0)
    escalation = conflict.mediation.escalation
    escalated = np.zeros(len(conflict.states), bool)
    if escalation != "":
        escalated = conflict.where(escalation)
    search = Search(conflict, origin, range(len(conflict.names)), better=improving(conflict))
    found: set[int] = set()
    for state, moves in search.find(lambda states: anywhere[states]):
        if state not in found:
            found.add(state)
            tags = tuple(c for c, row in zip(analysis.concepts, stable, strict=True) if row[state])
            yield Rest(conflict.states[state], tags, moves, bool(escalated[state]))


def _cycle(conflict: Conflict, origin: int, rests: Bools) -> tuple[Move, ...]:
    """Return a cycle of improvements reached from the origin without entering ``rests``, or ().

    Depth first. A node is a state with the last mover, who is kept in graph form only, where a
    decision maker's moves need not compose.
    """
    start = (origin, -1)
    way: dict[Node, tuple[Node, int]] = {}  # each node on the way, with the next and its mover
    left = {start: _improvements(conflict, start, rests)}
    before = [start]
    while before:
        node = before[-1]
        step = next(left[node], None)
        if step is None:
            way.pop(before.pop(), None)
            continue
        way[node] = step
        target, _ = step
        if target in way:
            return _round(conflict, way, target)
        if target not in left:
            left[target] = _improvements(conflict, target, rests)
            before.append(target)
    return ()


def _round(
    conflict: Conflict, way: Mapping[Node, tuple[Node, int]], start: Node
) -> tuple[Move, ...]:
    """Return the moves of a way that comes back to where it starts."""
    states, names, node = conflict.states, conflict.names, start
    moves: list[Move] = []
    while not moves or node != start:
        target, mover = way[node]
        moves.append(Move(names[mover], states[node[0]], states[target[0]]))
        node = target
    return tuple(moves)


def _improvements(conflict: Conflict, node: Node, rests: Bools) -> Iterator[tuple[Node, int]]:
    """Yield what can be reached by an improvement, outside ``rests``, and who moves there."""
    by_mover = isinstance(conflict.moves, ArcMoves)
    for mover, payoffs in enumerate(conflict.payoffs):
        if mover == node[1] or rests[node[0]]:
            continue
        targets = conflict.moves.destinations(mover, node[0])
        better = targets[(payoffs[targets] > payoffs[node[0]]) & ~rests[targets]]
        for target in better.tolist():
            yield (target, mover if by_mover else -1), mover
