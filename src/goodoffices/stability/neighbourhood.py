"""The neighbourhood of a state: each move out of it, and what keeps its mover from making it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from goodoffices.answer import Answer
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import StateReference
from goodoffices.model.states import State
from goodoffices.stability.analysis import Analysis
from goodoffices.stability.explain import Reply, explain
from goodoffices.stability.paths import Move


@dataclass(frozen=True)
class Exit(Answer):
    """A move out of a state.

    Attributes
    ----------
    gain
        What it brings its mover, in its payoff units; levels where its preferences are ordinal.
    reply
        What the others make of it; None where it is no improvement.
    """

    move: Move
    gain: float
    reply: Reply | None

    @property
    def open(self) -> bool:
        """Whether it betters its mover's lot and nothing deters it."""
        return self.reply is not None and not self.reply.sanctioned


@dataclass(frozen=True)
class Neighbourhood(Answer):
    """Every move out of a state, by decision maker, in the order of the states they lead to.

    Attributes
    ----------
    concept
        Key of the concept by which replies are believed.
    """

    conflict: Conflict = field(repr=False)
    state: State
    concept: str
    exits: tuple[Exit, ...]

    @property
    def chief(self) -> tuple[Exit, ...]:
        """Per decision maker the move it would make first: one that nothing deters, or the best."""
        return tuple(
            max(mine, key=lambda one: (one.open, one.gain))
            for name in self.conflict.names
            if (mine := [one for one in self.exits if one.move.mover == name])
        )


def neighbourhood(analysis: Analysis, state: StateReference, concept: str) -> Neighbourhood:
    """Find every move out of a state.

    Parameters
    ----------
    state
        A state number, pattern, graph label, or statement true in one state.
    concept
        One that was analysed.

    Raises
    ------
    RequestError
        No such state, or a concept that was not analysed.

    Examples
    --------
    >>> analysis = go.analyze(go.case("elmira-1991"))
    >>> around = neighbourhood(analysis, 1, "seq")
    >>> [(one.move.mover, one.move.target.number, one.open) for one in around.chief]
    [('MoE', 2, False), ('Uniroyal', 5, False), ('Local', 7, True)]
    """
    conflict = analysis.conflict
    here = conflict.index(state)
    exits = [one for name in conflict.names for one in _exits(analysis, here, name, concept)]
    return Neighbourhood(conflict, conflict.states[here], concept, tuple(exits))


def _exits(analysis: Analysis, here: int, name: str, concept: str) -> Iterator[Exit]:
    conflict = analysis.conflict
    mover = conflict.decision_maker_index(name)
    answers = explain(analysis, here + 1, name, concept).answers
    replies = {reply.improvement.target.number: reply for reply in answers}
    payoffs = conflict.payoffs[mover]
    for target in conflict.moves.destinations(mover, here).tolist():
        move = Move(name, conflict.states[here], conflict.states[target])
        yield Exit(move, float(payoffs[target] - payoffs[here]), replies.get(target + 1))
