"""What holds where parties misread each other, who is surprised, and who expects what.

With G the conflict as it is and G_i the conflict as i sees it, every party acts on what it sees, so

    E(H, c) = { s : s is a state of every G_i, and stable for i in G_i under c, for every i },

row i of the analysis of G_i. A state that holds does so *by illusion* where it is no equilibrium
of G; an equilibrium of G that does not hold is *prevented*. Party i *expects* the equilibria of G_i
or, where it thinks that j sees G_ij, the states that hold so; it *doubts* what holds and is not
among them. A *surprise* is a move that is undeterred in G_i and deterred in G, a *false fear* the
reverse.

What others want misread changes nothing under Nash, GMR and SMR, where replies are any moves; what
everybody expects holds, where nobody thinks about what others see; and what j is thought to see
changes what i expects, not what is stable for i, as replies are judged by what j wants.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.answer import Answer
from goodoffices.model.conflict import Conflict
from goodoffices.model.knowledge import UnknownPreferencesError
from goodoffices.model.matching import places
from goodoffices.model.states import State
from goodoffices.stability.analysis import Analysis, analyze
from goodoffices.stability.concepts import concept_in_turn, concept_keys

Bools = NDArray[np.bool_]
Indices = NDArray[np.int64]
Names = tuple[str, ...]


@dataclass(frozen=True)
class Misjudged(Answer):
    """A move about whose deterrence a decision maker is wrong.

    Attributes
    ----------
    decision_maker, concept
        Who would move, and by which concept it is judged.
    state, move
        From where, and to where.

    Examples
    --------
    >>> firm = go.DecisionMaker("A", go.Payoffs((3, 4, 1, 2)), (go.Option("x"),))
    >>> union = go.DecisionMaker("B", go.Payoffs((4, 1, 3, 2)), (go.Option("y"),))
    >>> wrong = {"decision_makers": {"B": {"preferences": {"payoffs": [4, 2, 3, 1]}}}}
    >>> found = go.views(go.Conflict("Misread", (firm, union), views=(go.View("A", wrong),)))
    >>> surprise = found.surprises[0]
    >>> surprise.decision_maker, surprise.concept, surprise.state.pattern, surprise.move.pattern
    ('A', 'seq', 'NN', 'YN')
    """

    decision_maker: str
    concept: str
    state: State
    move: State


@dataclass(frozen=True)
class Sight:
    """What one decision maker sees.

    Attributes
    ----------
    analysis
        Of the conflict as it sees it.
    places
        Index there of each state of the conflict as it is; -1 of those that it does not know of.
    """

    analysis: Analysis
    places: Indices

    def held(self, verdicts: Bools) -> Bools:
        """Carry verdicts on the states that are seen over to those there are; else False."""
        return (self.places >= 0) & verdicts[self.places]


@dataclass(frozen=True, eq=False)
class Views(Answer):
    """What holds where parties misread each other. States are those of the conflict as it is.

    Attributes
    ----------
    conflict
        The conflict as it is.
    concepts
        Keys of the concepts.
    truth
        The analysis of the conflict as it is.
    sights
        What each decision maker with a view sees.
    nested
        What it thinks that others see, by their names.

    Examples
    --------
    >>> firm = go.DecisionMaker("A", go.Payoffs((2, 1, 0, 4)), (go.Option("x"),))
    >>> union = go.DecisionMaker("B", go.Payoffs((2, 0, 1, 4)), (go.Option("y"),))
    >>> wrong = {"decision_makers": {"B": {"preferences": {"payoffs": [2, 5, 1, 4]}}}}
    >>> found = go.views(go.Conflict("Trust", (firm, union), views=(go.View("A", wrong),)))
    >>> [state.pattern for state in found.holds("nash")]
    ['NN', 'YY']
    >>> found.doubted("nash")
    {'A': (State(number=4, pattern='YY', options=('x', 'y'), label='YY'),), 'B': ()}
    """

    conflict: Conflict
    concepts: tuple[str, ...]
    truth: Analysis = field(repr=False)
    sights: Mapping[str, Sight] = field(repr=False)
    nested: Mapping[str, Mapping[str, Sight]] = field(repr=False)

    def holds(self, concept: str) -> tuple[State, ...]:
        """Return the states that hold: known to everybody, and stable for each as it sees it."""
        return self._states(self.held(concept))

    def by_illusion(self, concept: str) -> tuple[State, ...]:
        """Return the states that hold, and would not if everybody saw the conflict as it is."""
        return self._states(self.held(concept) & ~self.truth.equilibrium(concept))

    def prevented(self, concept: str) -> tuple[State, ...]:
        """Return the states that do not hold, and would if everybody saw it as it is."""
        return self._states(~self.held(concept) & self.truth.equilibrium(concept))

    def doubted(self, concept: str) -> dict[str, tuple[State, ...]]:
        """Return, per decision maker, the states that hold and that it does not expect to."""
        held = self.held(concept)
        return {
            name: self._states(held & ~self.expecting(name, concept))
            for name in self.conflict.names
        }

    def expected(self, concept: str) -> dict[str, tuple[State, ...]]:
        """Return, per decision maker, the states that it expects to hold.

        Of states that it wrongly believes in, none is named.
        """
        return {name: self._states(self.expecting(name, concept)) for name in self.conflict.names}

    def held(self, concept: str) -> Bools:
        """Say which states hold. Shape (states,)."""
        held = np.ones(len(self.conflict.states), bool)
        for name in self.conflict.names:
            held &= self.stable(name, concept)
        return held

    def stable(self, decision_maker: str, concept: str) -> Bools:
        """Say which states are stable for a decision maker as it sees them. Shape (states,)."""
        sight = self.sights.get(decision_maker)
        if sight is None:
            return self.truth.stable(decision_maker, concept)
        return sight.held(sight.analysis.stable(decision_maker, concept))

    def expecting(self, decision_maker: str, concept: str) -> Bools:
        """Say which states a decision maker expects to hold. Shape (states,)."""
        sight = self.sights.get(decision_maker)
        if sight is None:
            return self.truth.equilibrium(concept)
        expected = np.ones(len(sight.analysis.conflict.states), bool)
        others = self.nested.get(decision_maker, {})
        for name in self.conflict.names:
            inner = others.get(name)
            analysis = sight.analysis if inner is None else inner.analysis
            stable = analysis.stable(name, concept)
            expected &= stable if inner is None else inner.held(stable)
        return sight.held(expected)

    @cached_property
    def surprises(self) -> tuple[Misjudged, ...]:
        """Moves that a decision maker takes for undeterred, and that are deterred."""
        return tuple(self._misjudged(surprise=True))

    @cached_property
    def false_fears(self) -> tuple[Misjudged, ...]:
        """Moves that a decision maker takes for deterred, and that are not."""
        return tuple(self._misjudged(surprise=False))

    def _misjudged(self, *, surprise: bool) -> Iterator[Misjudged]:
        state = cache(self.conflict.states.__getitem__)
        for concept in self.concepts:
            for name, sight in self.sights.items():
                undeterred, origins, targets = _undeterred(self.truth, name, concept)
                thought = _thought_undeterred(sight, name, concept, origins, targets)
                wrong = (thought > undeterred) if surprise else (thought < undeterred)
                known = sight.places[origins] >= 0
                known &= sight.places[targets] >= 0
                for k in np.flatnonzero(wrong & known).tolist():
                    ends = int(origins[k]), int(targets[k])
                    yield Misjudged(name, concept, *map(state, ends))

    def _states(self, chosen: Bools) -> tuple[State, ...]:
        return tuple(self.conflict.states[int(k)] for k in np.flatnonzero(chosen))


def _undeterred(analysis: Analysis, name: str, concept: str) -> tuple[Bools, Indices, Indices]:
    """Return the improvements of a decision maker, and which of them nothing deters."""
    mover = analysis.conflict.decision_maker_index(name)
    own = analysis.conflict.payoffs[mover]
    origins, targets = analysis.conflict.moves.pairs(mover)
    better = own[targets] > own[origins]
    origins, targets = origins[better], targets[better]
    order = np.lexsort((targets, origins))
    origins, targets = origins[order], targets[order]
    return analysis.worst_case(name, concept)[targets] > own[origins], origins, targets


def _thought_undeterred(
    sight: Sight, name: str, concept: str, origins: Indices, targets: Indices
) -> Bools:
    """Say which moves a decision maker takes for possible, and for undeterred. Shape (moves,)."""
    undeterred, here, there = _undeterred(sight.analysis, name, concept)
    count = len(sight.analysis.conflict.states)
    tempting = here[undeterred] * count + there[undeterred]
    moves = sight.places[origins] * count + sight.places[targets]
    return np.isin(moves, tempting)


def judge_views(
    conflict: Conflict,
    truth: Conflict,
    seen: Mapping[str, Conflict],
    nested: Mapping[str, Mapping[str, Conflict]],
    concepts: Iterable[str] | None = None,
) -> Views:
    """Judge a conflict that parties see otherwise than it is.

    Parameters
    ----------
    conflict
        As it is written.
    truth
        As it is, with levers pulled.
    seen
        As each decision maker with a view sees it.
    nested
        As each thinks that others see it.

    Raises
    ------
    RequestError
        A concept that there is not, or one with replies at once.
    """
    refusal = "views are not judged by"
    keys = tuple(concept_in_turn(key, refusal).key for key in concept_keys(concepts))
    judged = analyze(truth, keys)
    sights = {name: sight_of(conflict, one, keys, name) for name, one in seen.items()}
    below = {
        name: {other: sight_of(seen[name], one, keys, name) for other, one in inner.items()}
        for name, inner in nested.items()
    }
    return Views(conflict, keys, judged, sights, below)


def sight_of(conflict: Conflict, seen: Conflict, keys: Names, by: str) -> Sight:
    """Analyse the conflict as a decision maker sees it."""
    unknown = set(seen.partly_known) - set(conflict.partly_known)
    if unknown:
        raise UnknownPreferencesError(tuple(n for n in seen.partly_known if n in unknown), by)
    return Sight(analyze(seen, keys), places(conflict, seen))
