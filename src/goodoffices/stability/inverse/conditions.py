"""What a decision maker has to like for a state to be stable for it, whatever its preferences are.

Let U be the states that decision maker i likes better than s. Its own moves lead from s to states
s1, and replies that the concept believes in lead from s1 to the states D(s1), s1 itself included.
Then

    s is stable for i  iff  for every s1 some q in D(s1) has no state of T(q) in U,

where T(q) is q, with all of i's own moves from q where i may answer the sanction, and without s;
T(s1) is s1 alone, as a move to what is liked no better than s is no improvement. The preferences
of i enter by U alone, so that fewer states above s never make s less stable, and more replies that
are believed neither.

Sets of states are whole numbers here, bit k for the state with index k.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from goodoffices.answer import Answer
from goodoffices.errors import SizeError
from goodoffices.model.conflict import Conflict
from goodoffices.model.states import State
from goodoffices.stability.concepts import Concept
from goodoffices.stability.paths import Move, Search, improving

MOST_STATES = 4096
Clause = tuple[int, ...]
"""Sets of states: s is to be liked at least as well as all of one of them."""


@dataclass(frozen=True)
class Deterrent(Answer):
    """States of which one could come after a move; whoever likes none better does not move.

    Attributes
    ----------
    states
        What the state asked about has to be liked at least as well as, all of them.
    replies
        The others' moves that lead to the first of them; none where the move itself does.
    met
        Whether that is so, by the preferences as they are.
    needed
        Those of the replies that their movers would have to gain by, where their preferences may
        be others as well. The rest are believed as preferences are.
    """

    states: tuple[State, ...]
    replies: tuple[Move, ...]
    met: bool
    needed: tuple[Move, ...] = ()


@dataclass(frozen=True)
class Temptation(Answer):
    """A move away from a state, and what would deter it: any one of these.

    Attributes
    ----------
    deterrents
        The least demanding alternatives, nearest replies first.
    """

    move: Move
    deterrents: tuple[Deterrent, ...]

    @property
    def met(self) -> bool:
        """Whether one of the alternatives is met."""
        return any(one.met for one in self.deterrents)


@dataclass(frozen=True)
class Way:
    """A way to deter a move: what the state is to be liked at least as well as, as a set.

    Attributes
    ----------
    replies, needed
        As of ``Deterrent``.
    """

    states: int
    replies: tuple[Move, ...] = ()
    needed: tuple[Move, ...] = ()

    @property
    def demands(self) -> tuple[int, int]:
        """How many likings of others it needs, and how many states are to be liked no better."""
        return len(self.needed), self.states.bit_count()


def temptations(conflict: Conflict, mover: int, here: int, concept: Concept) -> list[Temptation]:
    """Return, per move of a decision maker away from a state, what would deter it.

    Parameters
    ----------
    here
        The state, by index.
    concept
        One with replies in turn.

    Raises
    ------
    SizeError
        More than ``MOST_STATES`` states.
    """
    if len(conflict.states) > MOST_STATES:
        raise SizeError(
            f"conditions on the preferences over {len(conflict.states):,} states cannot be told; "
            f"up to {MOST_STATES:,} can. Exclude states that cannot occur, or ask for the lift "
            "alone: Analysis.lift in Python"
        )
    others = [j for j in range(len(conflict.names)) if j != mover]
    away = [(here, target) for target in conflict.moves.destinations(mover, here).tolist()]
    return [
        tempting(conflict, mover, ends, least(believed(conflict, mover, ends, concept, others)))
        for ends in away
    ]


def tempting(
    conflict: Conflict, mover: int, ends: tuple[int, int], ways: Iterable[Way]
) -> Temptation:
    """Return a move, by the states at its ends, with what would deter it."""
    here, target = ends
    payoffs, better = conflict.payoffs[mover], improving(conflict)
    above = bits_of((payoffs > payoffs[here]).nonzero()[0].tolist())

    def gains(move: Move) -> bool:
        to = np.array([move.target.number - 1])
        by = conflict.names.index(move.mover)
        return bool(better(by, move.origin.number - 1, to)[0])

    deterrents = tuple(
        Deterrent(
            tuple(conflict.states[k] for k in members(way.states)),
            way.replies,
            not way.states & above and all(map(gains, way.needed)),
            way.needed,
        )
        for way in ways
    )
    move = Move(conflict.names[mover], conflict.states[here], conflict.states[target])
    return Temptation(move, deterrents)


def clauses(temptations: Iterable[Temptation]) -> list[Clause]:
    """Return the sets of states of each temptation's alternatives."""
    return [
        tuple(bits_of(state.number - 1 for state in one.states) for one in move.deterrents)
        for move in temptations
    ]


def believed(
    conflict: Conflict, mover: int, ends: tuple[int, int], concept: Concept, others: Sequence[int]
) -> Iterator[Way]:
    """Yield the sets T(q) with the replies of others that lead to q, nearest first."""
    here, target = ends
    yield Way(1 << target)
    if concept.replies == "none":
        return
    better = improving(conflict) if concept.replies == "improving" else None
    search = Search(conflict, target, others, better=better)
    for state, replies in search.find(lambda states: states >= 0):
        if replies:
            yield Way(after(conflict, mover, here, state, concept), replies)


def after(conflict: Conflict, mover: int, here: int, state: int, concept: Concept) -> int:
    """Return T(q) for a state q that replies lead to."""
    own = conflict.moves.destinations(mover, state) if concept.value == "escape" else ()
    return bits_of([state, *own]) & ~(1 << here)


def least(ways: Iterable[Way]) -> list[Way]:
    """Keep the ways of which no other asks less; of those that ask the same, the first."""
    listed = list(ways)
    kept: list[tuple[int, frozenset[Move]]] = []
    chosen = set()
    for place in sorted(range(len(listed)), key=lambda k: listed[k].demands):
        states, needed = listed[place].states, frozenset(listed[place].needed)
        if not any(other & states == other and moves <= needed for other, moves in kept):
            kept.append((states, needed))
            chosen.add(place)
    return [way for place, way in enumerate(listed) if place in chosen]


def bits_of(states: Iterable[int]) -> int:
    """Return a set of states, given by index."""
    whole = 0
    for state in states:
        whole |= 1 << int(state)
    return whole


def members(states: int) -> list[int]:
    """Return the states of a set, by index, increasing."""
    return [k for k in range(states.bit_length()) if states >> k & 1]
