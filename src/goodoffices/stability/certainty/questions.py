"""Which comparison decides: what to ask next where verdicts are open.

A *question* is whether a decision maker prefers one state to another. Either answer is a comparison
more that is known; a verdict on a state for a decision maker is *settled* by it where the two
passes of ``relations`` agree on it then. A question is as decisive as the number of open verdicts
that it settles whichever way it is answered: the smaller number of both answers; where these are
the same, their sum.

Only comparisons are asked about on which some open verdict hangs: of what can be moved to, or come
out of a sanction, with the state itself, and of both ends of a reply that may be believed. Those on
which most hangs are tried, up to a number of them. Where no single answer settles
a verdict they are asked all the same, as several answers may.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from goodoffices.answer import Answer, Several
from goodoffices.errors import expect
from goodoffices.model.conflict import Conflict, index_of
from goodoffices.model.knowledge import Bools, Indices, Relation, unpacked
from goodoffices.model.preferences import StateReference
from goodoffices.model.states import State
from goodoffices.stability.certainty.certainty import REFUSAL, Judge
from goodoffices.stability.certainty.rejudging import Rejudging
from goodoffices.stability.concepts import Concept, concept_in_turn

Pair = tuple[int, int, int]
"""A decision maker, and two states that it may prefer either of."""
_MOST_TRIED = 48
_MOST_OPEN = 200
_DIGITS = 12


@dataclass(frozen=True)
class Outcome(Answer):
    """What one answer to a question comes to.

    Attributes
    ----------
    settled
        How many open verdicts it settles.
    holds
        Decision makers for whom the state asked about is then always stable; empty where no state
        was named.
    fails
        Decision makers for whom it then cannot be stable.
    """

    settled: int
    holds: tuple[str, ...] = ()
    fails: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question(Answer):
    """Whether a decision maker prefers one state to another, and what either answer settles.

    Attributes
    ----------
    decision_maker
        Whose preferences are asked about.
    one, other
        The states. ``[one.number, other.number]`` under ``better`` says that it prefers the one,
        the two the other way round that it prefers the other.
    if_one, if_other
        What it comes to where the one is preferred, and where the other is.

    Examples
    --------
    >>> ann = go.DecisionMaker("Ann", go.Partial(("a",)), (go.Option("a"),))
    >>> bob = go.DecisionMaker("Bob", go.Partial(), (go.Option("b"),))
    >>> asked = go.questions(go.Conflict("Two", (ann, bob)), "nash")[0]
    >>> asked.decision_maker, asked.one.number, asked.other.number, asked.if_one.settled
    ('Bob', 1, 3, 2)
    """

    decision_maker: str
    one: State
    other: State
    if_one: Outcome
    if_other: Outcome

    @property
    def decisive(self) -> int:
        """How many open verdicts are settled whichever way it is answered."""
        return min(self.if_one.settled, self.if_other.settled)


@dataclass(frozen=True)
class Questions(Several[Question]):
    """What to ask, the most decisive question first.

    Attributes
    ----------
    conflict, concept
        What is asked about, and by which concept.
    state
        The state whose verdicts count; None for all states.
    open_for
        Decision makers for whom the state is open; where none is named, for whom some state is.
    open
        How many verdicts are open, of a state for a decision maker.
    holds, fails
        Decision makers for whom the state is always stable, and for whom it cannot be; empty where
        no state was named.
    undecided
        States that may be equilibria and need not be, as far as the two passes tell.
    asked
        The questions.

    Examples
    --------
    >>> ann = go.DecisionMaker("Ann", go.Partial(), (go.Option("a"),))
    >>> found = go.questions(go.Conflict("Alone", (ann,)), "nash", state=1)
    >>> found.open, [(q.one.number, q.other.number, q.decisive) for q in found]
    (1, [(1, 2, 1)])
    """

    conflict: Conflict
    concept: str
    state: State | None
    open_for: tuple[str, ...]
    open: int
    holds: tuple[str, ...]
    fails: tuple[str, ...]
    undecided: tuple[State, ...]
    asked: tuple[Question, ...]

    @property
    def parts(self) -> tuple[Question, ...]:
        """The questions."""
        return self.asked


def questions(
    conflict: Conflict,
    concept: str = "seq",
    *,
    state: StateReference | State | None = None,
    decision_maker: str | None = None,
    most: int = 10,
) -> Questions:
    """Find the comparisons that settle most of what is open, as questions to ask.

    Parameters
    ----------
    conflict
        The conflict; its preferences are known in part, or not at all sure.
    concept
        The concept by which verdicts are open.
    state
        Count the verdicts on this state only; by default those on every state.
    decision_maker
        Count the verdicts for this decision maker only.
    most
        How many questions to return at most.

    Raises
    ------
    RequestError
        No such concept, state or decision maker.
    SizeError
        Too many states to be compared one by one.

    Examples
    --------
    >>> go.questions(go.case("chicken")).open
    0
    """
    expect(conflict, Conflict)
    row = concept_in_turn(concept, REFUSAL)
    asking = _Asking(conflict, row)
    index = None if state is None else index_of(conflict, state)
    mover = None if decision_maker is None else conflict.decision_maker_index(decision_maker)
    asking.narrow(index, mover)
    found = sorted((asking.question(p, index) for p in asking.candidates()), key=_decisiveness)
    asked_about = None if index is None else conflict.states[index]
    standing = asking.standing(index, mover)
    return Questions(conflict, row.key, asked_about, *standing, tuple(found[:most]))


def _decisiveness(one: Question) -> tuple[int, int]:
    return -one.decisive, -one.if_one.settled - one.if_other.settled


class _Asking:
    """What is open in a conflict, and what an answer makes of it."""

    def __init__(self, conflict: Conflict, concept: Concept) -> None:
        self._conflict = conflict
        self._concept = concept
        self._judge = Judge(conflict)
        self._relations = self._judge.relations
        self._graph = self._judge.graph
        self._unknown = [_unknown(relation) for relation in self._relations]
        self._bracket = self._judge.bracket(concept.key)
        self._rejudging = Rejudging(self._judge, concept, self._bracket)
        self.open: Bools = self._bracket.open[:-1]

    def standing(
        self, state: int | None, mover: int | None
    ) -> tuple[tuple[str, ...], int, tuple[str, ...], tuple[str, ...], tuple[State, ...]]:
        """Return for whom it is open, how much, who stays, who would leave, and which states."""
        names, states = self._conflict.names, self._conflict.states
        asked = [k for k in range(len(names)) if state is not None and mover in {None, k}]
        undecided = np.flatnonzero(self._bracket.open[-1]).tolist()
        return (
            tuple(name for k, name in enumerate(names) if self.open[k].any()),
            int(self.open.sum()),
            tuple(names[k] for k in asked if self._bracket.surely[k, state]),
            tuple(names[k] for k in asked if not self._bracket.possibly[k, state]),
            tuple(states[k] for k in undecided if state in {None, k}),
        )

    def narrow(self, state: int | None, mover: int | None) -> None:
        """Leave only the verdicts on a state, and for a decision maker, where they are named."""
        if state is not None:
            self.open &= np.arange(self._graph.count) == state
        if mover is not None:
            self.open &= (np.arange(len(self._relations)) == mover)[:, None]

    def candidates(self) -> list[Pair]:
        """Return comparisons on which open verdicts hang, those first on which most do.

        Where there are too many, those go by which a verdict that hangs on many others as well is
        to be settled: alone they rarely do. What is equal in that goes by number.
        """
        verdicts = np.argwhere(self.open)[:_MOST_OPEN].tolist()
        hanging = [self._decisive(mover, state) for mover, state in verdicts]
        if not hanging:
            return []
        shares = [np.full(len(codes), 1 / max(1, len(codes))) for codes in hanging]
        pairs, place, often = np.unique(
            np.concatenate(hanging), return_inverse=True, return_counts=True
        )
        weight = np.bincount(place, np.concatenate(shares), len(pairs)).round(_DIGITS)
        chosen = np.argsort(-weight, kind="stable")[:_MOST_TRIED]
        chosen.sort()
        chosen = chosen[np.argsort(-often[chosen], kind="stable")]
        return [self._pair(code) for code in pairs[chosen].tolist()]

    def _decisive(self, mover: int, state: int) -> Indices:
        """Return comparisons on which the verdict on a state for a decision maker may hang."""
        count = self._graph.count
        targets = self._conflict.moves.destinations(mover, state)
        after = np.zeros(count, bool)
        after[targets[self._relations[mover].maybe_above(targets, state)]] = True
        if self._concept.replies != "none" and after.any():
            rows = self._judge.reached(mover, self._concept, sure=False)[after]
            after = unpacked(np.bitwise_or.reduce(rows, axis=0)[None], count)[0]
        found = []
        if self._concept.replies == "improving":
            for j, (origins, leads) in self._doubtful.items():
                if j != mover:
                    kept = after[origins]
                    found.append(self._codes(j, origins[kept], leads[kept]))
        if self._concept.value == "escape":
            origins, leads = self._graph.arcs(mover)
            after[leads[after[origins]]] = True
        own = np.flatnonzero(after & self._unknown[mover][state])
        found.append(self._codes(mover, np.full(len(own), state), own))
        return np.unique(np.concatenate(found))

    @cached_property
    def _doubtful(self) -> dict[int, tuple[Indices, Indices]]:
        """Per decision maker, its moves of which it is not known whether it gains."""
        arcs = {j: self._graph.arcs(j) for j in self._graph.movers}
        kept = {j: self._unknown[j][ends] for j, ends in arcs.items()}
        return {j: (a[kept[j]], b[kept[j]]) for j, (a, b) in arcs.items()}

    def _codes(self, mover: int, one: Indices, other: Indices) -> Indices:
        """Return a whole number per pair of states, whichever comes first."""
        count = self._graph.count
        low, high = np.minimum(one, other), np.maximum(one, other)
        codes: Indices = (mover * count + low) * count + high
        return codes

    def _pair(self, code: int) -> Pair:
        rest, high = divmod(code, self._graph.count)
        return *divmod(rest, self._graph.count), high

    def question(self, pair: Pair, state: int | None) -> Question:
        """Return a question with what either answer settles."""
        mover, one, other = pair if pair[2] != state else (pair[0], pair[2], pair[1])
        states = self._conflict.states
        answers = [self._outcome(mover, ends, state) for ends in ((one, other), (other, one))]
        return Question(self._conflict.names[mover], states[one], states[other], *answers)

    def _outcome(self, mover: int, ends: tuple[int, int], state: int | None) -> Outcome:
        surely, possibly = self._rejudging.after(mover, ends, self.open)
        settled = self.open & ~(possibly & ~surely)
        if state is None:
            return Outcome(int(settled.sum()))
        holds, fails = (
            tuple(
                name for k, name in enumerate(self._conflict.names) if settled[k, state] and said[k]
            )
            for said in (surely[:, state], ~possibly[:, state])
        )
        return Outcome(int(settled.sum()), holds, fails)


def _unknown(relation: Relation) -> Bools:
    """Say of which states it is not known which is better. Shape (states, states)."""
    may = unpacked(relation.may, relation.count)
    unknown: Bools = may & ~unpacked(relation.sure, relation.count) & may.T
    return unknown
