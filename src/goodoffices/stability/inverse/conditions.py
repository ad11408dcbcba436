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

from collections.abc import Iterable
from dataclasses import dataclass

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
    """

    states: tuple[State, ...]
    replies: tuple[Move, ...]
    met: bool


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
    payoffs = conflict.payoffs[mover]
    above = bits_of((payoffs > payoffs[here]).nonzero()[0].tolist())
    found = []
    for target in conflict.moves.destinations(mover, here).tolist():
        ways = _ways(conflict, mover, here, target, concept)
        deterrents = tuple(
            Deterrent(
                tuple(conflict.states[k] for k in members(states)), replies, not states & above
            )
            for states, replies in ways.items()
        )
        move = Move(conflict.names[mover], conflict.states[here], conflict.states[target])
        found.append(Temptation(move, deterrents))
    return found


def clauses(temptations: Iterable[Temptation]) -> list[Clause]:
    """Return the sets of states of each temptation's alternatives."""
    return [
        tuple(bits_of(state.number - 1 for state in one.states) for one in move.deterrents)
        for move in temptations
    ]


def _ways(
    conflict: Conflict, mover: int, here: int, target: int, concept: Concept
) -> dict[int, tuple[Move, ...]]:
    """Return the least sets T(q) with the replies that lead to q, nearest first."""
    found: dict[int, tuple[Move, ...]] = {1 << target: ()}
    others = [j for j in range(len(conflict.names)) if j != mover]
    if concept.replies != "none":
        better = improving(conflict) if concept.replies == "improving" else None
        search = Search(conflict, target, others, better=better)
        for state, replies in search.find(lambda states: states >= 0):
            own = conflict.moves.destinations(mover, state) if concept.value == "escape" else ()
            found.setdefault(bits_of([state, *own]) & ~(1 << here), replies)
    return least(found)


def least(sets: dict[int, tuple[Move, ...]]) -> dict[int, tuple[Move, ...]]:
    """Keep the sets that contain no other."""
    kept: list[int] = []
    for states in sorted(sets, key=int.bit_count):
        if not any(other & states == other for other in kept):
            kept.append(states)
    chosen = set(kept)
    return {states: replies for states, replies in sets.items() if states in chosen}


def bits_of(states: Iterable[int]) -> int:
    """Return a set of states, given by index."""
    whole = 0
    for state in states:
        whole |= 1 << int(state)
    return whole


def members(states: int) -> list[int]:
    """Return the states of a set, by index, increasing."""
    return [k for k in range(states.bit_length()) if states >> k & 1]
