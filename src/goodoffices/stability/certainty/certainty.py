"""What holds whatever is not known of preferences, what can hold, and what is open.

A state is *always* stable for a decision maker where it is under every completion of what is known
of everybody, and *can* be stable where it is under one; so for equilibria. What can and need not is
*open*.

Under Nash, GMR and SMR verdicts depend on one's own preferences only, through what one likes better
than the state; the least and the most of that settle both, and what can be stable for each can be
for all at once. These are types a and d of Li, Hipel, Kilgour & Fang (2004). Under SEQ and SSEQ
replies count that are surely better for whoever makes them, and those that may be: what passes the
first always holds, what fails the second never does, and ``exact`` settles the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np

from goodoffices.answer import Answer
from goodoffices.errors import RequestError, expect
from goodoffices.model.conflict import Conflict
from goodoffices.model.knowledge import (
    MOST_COMPARED,
    Bits,
    Bools,
    Bounds,
    Relation,
)
from goodoffices.model.states import State
from goodoffices.stability.certainty.bounded import passes, stable_by_bounds
from goodoffices.stability.certainty.exact import MOST_PROVEN, Bracket, settled
from goodoffices.stability.certainty.relations import Graph, stable
from goodoffices.stability.certainty.replies import Replies
from goodoffices.stability.certainty.search import Known, Search
from goodoffices.stability.concepts import CONCEPTS, Concept, concept_in_turn, usual_concepts

REFUSAL = "what always holds is not judged by"
_LARGEST = 1.7976931348623157e308


@dataclass(frozen=True, eq=False)
class Certainty(Answer):
    """Which states are stable whatever is not known, and which can be.

    Attributes
    ----------
    conflict
        The conflict that was judged.
    concepts
        Keys of the concepts, in the order of the verdicts.
    surely, possibly
        Verdicts per decision maker, shape (concepts, decision makers, states).
    together
        Which states can be equilibria, shape (concepts, states).
    proven
        Whether what is open is proven to be, shape (concepts, decision makers + 1, states), the
        last row for equilibria. False where the search for a proof was given up.

    Examples
    --------
    >>> ann = go.DecisionMaker("Ann", go.Payoffs((3, (2.5, 4), 1, (2, 3))), (go.Option("a"),))
    >>> bob = go.DecisionMaker("Bob", go.Payoffs((3, 1, (3.5, 4), (1, 2.5))), (go.Option("b"),))
    >>> found = go.certain(go.Conflict("Two", (ann, bob)))
    >>> [state.number for state in found.always("gmr")]
    [1, 4]
    >>> [state.number for state in found.can("gmr")], [s.number for s in found.open("gmr")]
    ([1, 2, 4], [2])
    """

    conflict: Conflict
    concepts: tuple[str, ...]
    surely: Bools
    possibly: Bools
    together: Bools
    proven: Bools

    def always(self, concept: str, decision_maker: str | None = None) -> list[State]:
        """Return the states that are always stable for a decision maker, or for everybody."""
        return self._states(self.always_at(concept, decision_maker))

    def can(self, concept: str, decision_maker: str | None = None) -> list[State]:
        """Return the states that can be stable for a decision maker, or for all of them at once."""
        return self._states(self.can_at(concept, decision_maker))

    def open(self, concept: str, decision_maker: str | None = None) -> list[State]:
        """Return the states that can be stable and need not be, as far as is known."""
        can = self.can_at(concept, decision_maker)
        return self._states(can & ~self.always_at(concept, decision_maker))

    def unproven(self, concept: str, decision_maker: str | None = None) -> list[State]:
        """Return the open states of which it is not proven that they are open."""
        row = -1 if decision_maker is None else self.conflict.decision_maker_index(decision_maker)
        return self._states(~self.proven[self._row(concept), row])

    def always_at(self, concept: str, decision_maker: str | None = None) -> Bools:
        """Say which states are always stable. Shape (states,)."""
        rows = self.surely[self._row(concept)]
        found: Bools = rows.all(axis=0)
        if decision_maker is not None:
            found = rows[self.conflict.decision_maker_index(decision_maker)]
        return found

    def can_at(self, concept: str, decision_maker: str | None = None) -> Bools:
        """Say which states can be stable. Shape (states,)."""
        found: Bools = self.together[self._row(concept)]
        if decision_maker is not None:
            mover = self.conflict.decision_maker_index(decision_maker)
            found = self.possibly[self._row(concept), mover]
        return found

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self.conflict)

    def of_type(
        self, kind: Literal["a", "b", "c", "d"], concept: str, decision_maker: str | None = None
    ) -> list[State]:
        """Return the states that are stable by an attitude to the unknown (Li et al. 2004).

        For a decision maker, or for all of them.

        a: whoever might gain leaves, and no sanction deters that might not hurt; d: only a sure
        gain tempts, and a sanction deters that may hurt; b: neither tempts or deters unless sure;
        c: both do where they may. In all of them replies count that may be better for whoever makes
        them, so that under SEQ and SSEQ type a is not what always holds.

        Raises
        ------
        RequestError
            No such type, concept or decision maker.
        SizeError
            Too many states to be compared one by one.
        """
        return self._states(self.of_type_at(kind, concept, decision_maker))

    def of_type_at(self, kind: str, concept: str, decision_maker: str | None = None) -> Bools:
        """Say which states are stable by an attitude, as ``of_type``. Shape (states,)."""
        if kind not in {"a", "b", "c", "d"}:
            raise RequestError(f"no type '{kind}'; use one of: a, b, c, d")
        row = concept_in_turn(concept, REFUSAL)
        movers = range(len(self.conflict.names))
        if decision_maker is not None:
            place = self.conflict.decision_maker_index(decision_maker)
            movers = range(place, place + 1)
        rows = [self._judge.of_type(mover, row, kind) for mover in movers]
        found: Bools = np.logical_and.reduce(rows)
        return found

    def _states(self, held: Bools) -> list[State]:
        return [self.conflict.states[int(k)] for k in np.flatnonzero(held)]

    def _row(self, concept: str) -> int:
        key = concept_in_turn(concept, REFUSAL).key
        if key not in self.concepts:
            done = ", ".join(self.concepts)
            raise RequestError(f"this answer has no '{key}', only {done}; ask again with it")
        return self.concepts.index(key)


def certain(conflict: Conflict, concepts: Iterable[str] | None = None) -> Certainty:
    """Judge every state by what is known of preferences: what always holds, and what can.

    Known is what the model says: demands, comparisons, bounds on payoffs; of uncertain numbers what
    they can be drawn as; of statements without an order that more of them is better; of a ranking
    with swaps what no such exchange turns round.

    Parameters
    ----------
    conflict
        The conflict; preferences may be known in full or in part.
    concepts
        Concepts with replies in turn: Nash, GMR, SMR, SEQ and SSEQ by default.

    Raises
    ------
    RequestError
        No such concept, or one with replies at once.
    SizeError
        Too many states to be compared one by one; bounds on payoffs may be of any number.

    Examples
    --------
    >>> found = go.certain(go.case("chicken"))
    >>> [state.number for state in found.always("nash")], found.open("nash")
    ([2, 3], [])
    """
    expect(conflict, Conflict)
    asked = usual_concepts() if concepts is None else _asked(concepts)
    judge = Judge(conflict)
    found = [judge.settled(key) for key in asked]
    parts = ("surely", "possibly", "together", "proven")
    return Certainty(conflict, asked, *(np.array([getattr(b, p) for b in found]) for p in parts))


def _asked(concepts: Iterable[str]) -> tuple[str, ...]:
    listed = [concepts] if isinstance(concepts, str) else concepts
    return tuple(dict.fromkeys(concept_in_turn(name, REFUSAL).key for name in listed))


class Judge:
    """The two passes over one conflict's knowledge."""

    def __init__(self, conflict: Conflict) -> None:
        self._conflict = conflict
        known = conflict.knowledge
        self._bounds = [_finite(k) for k in known if isinstance(k, Bounds)]
        self._may_return = _may_return(conflict, self._bounds)
        few = len(conflict.states) <= MOST_COMPARED
        self.compared = len(self._bounds) < len(known) or (self._may_return and few)
        if not self.compared:
            self._parts = passes(conflict.moves, self._bounds)
        self._replies: dict[tuple[int, str, bool], Replies] = {}

    @cached_property
    def relations(self) -> list[Relation]:
        """What is known of every two states. Raises SizeError where they are too many."""
        known = self._conflict.knowledge
        return [k.relation() if isinstance(k, Bounds) else k for k in known]

    @cached_property
    def graph(self) -> Graph:
        """The moves one by one."""
        count = len(self._conflict.states)
        return Graph(self._conflict.moves, len(self._conflict.names), count)

    def always(self, mover: int, concept: Concept) -> Bools:
        """Say which states are surely stable for a decision maker. Shape (states,)."""
        if not self.compared:
            own = self._bounds[mover]
            return stable_by_bounds(self._parts, own, mover, concept, "always")
        rows = self.relations[mover].may
        reached = self.reached(mover, concept, sure=True)
        return stable(self.graph, mover, concept, (rows, rows), reached)

    def can(self, mover: int, concept: Concept) -> Bools:
        """Say which states may be stable for a decision maker. Shape (states,)."""
        if not self.compared:
            return stable_by_bounds(self._parts, self._bounds[mover], mover, concept, "can")
        rows = self.relations[mover].sure
        reached = self.reached(mover, concept, sure=False)
        return stable(self.graph, mover, concept, (rows, rows), reached)

    def bracket(self, key: str) -> Bracket:
        """Return what the two passes say under a concept."""
        row, movers = CONCEPTS[key], range(len(self._conflict.names))
        surely = np.array([self.always(mover, row) for mover in movers])
        possibly = np.array([self.can(mover, row) for mover in movers])
        proven = np.ones((len(movers) + 1, surely.shape[1]), bool)
        found = Bracket(surely, possibly, np.logical_and.reduce(possibly), proven)
        if self.compared or not self._may_return or row.replies == "none":
            return found
        return replace(found, proven=~found.open)

    def settled(self, key: str) -> Bracket:
        """Return the verdicts under a concept, exact as far as can be."""
        found = self.bracket(key)
        if CONCEPTS[key].replies != "improving" or not found.open.any():
            return found
        if len(self._conflict.states) > MOST_PROVEN:
            return replace(found, proven=~found.open)
        known = [Known.of(relation) for relation in self.relations]
        escape = CONCEPTS[key].value == "escape"
        return settled(Search(self.graph, known, escape=escape), found)

    def of_type(self, mover: int, concept: Concept, kind: str) -> Bools:
        """Judge by one of the four attitudes of Li et al. (2004), ``a`` to ``d``."""
        relation = self.relations[mover]
        tempting = relation.may if kind in "ac" else relation.sure
        spoiling = relation.may if kind in "ab" else relation.sure
        reached = self.reached(mover, concept, sure=False)
        return stable(self.graph, mover, concept, (tempting, spoiling), reached)

    def reached(self, mover: int, concept: Concept, *, sure: bool) -> Bits:
        """Return what the others reach by replies that are believed, as rows of bits."""
        if concept.replies == "none":
            return self.relations[mover].may
        return self.replies(mover, concept, sure=sure).bits

    def replies(self, mover: int, concept: Concept, *, sure: bool) -> Replies:
        """Return what the others reach by replies that are believed."""
        key = (mover, concept.replies, sure and concept.replies == "improving")
        if key not in self._replies:
            better: Sequence[Bits] | None = None
            if concept.replies == "improving":
                better = [r.sure if sure else r.may for r in self.relations]
            self._replies[key] = self.graph.replies(mover, better)
        return self._replies[key]


def _may_return(conflict: Conflict, known: Sequence[Bounds]) -> bool:
    """Say whether replies may lead back to a state whose payoff is not known.

    Then it is as good as itself, which its bounds do not say. Where others cannot change what the
    decision maker's move has changed, they never lead back.
    """
    graph = bool(conflict.states_listed or conflict.same_state)
    return graph and any((one.low < one.high).any() for one in known)


def _finite(bounds: Bounds) -> Bounds:
    """Put the largest numbers there are in place of infinite bounds."""
    return Bounds(*(np.clip(end, -_LARGEST, _LARGEST) for end in (bounds.low, bounds.high)))
