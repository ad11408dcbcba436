"""Why a state is, or is not, stable for a decision maker: told from an analysis.

The analysis holds m, the least sanction value v over a state and all that believed replies reach
from it (see ``goodoffices.stability.concepts``). For each improvement s1 of decision maker i from s

- m(s1) <= p(s): the improvement is *sanctioned*. Shown is a shortest sequence of believed replies
  from s1 to a state q with v(q) <= p(s).
- m(s1) > p(s): it is not. Shown is a shortest sequence to a state q with v(q) = m(s1), the worst
  that believed replies can do.

Where v is the escape value, i's best own move from q is shown as well. A sequence to a state with
v at most some limit only passes through states with m at most that limit, also where who moved
last matters (m allows anybody to move next), so the search leaves the others out and stays small.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from goodoffices.answer import Answer, Several
from goodoffices.errors import RequestError, expect
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import StateReference
from goodoffices.model.states import State
from goodoffices.stability.analysis import Analysis, analyze
from goodoffices.stability.concepts import (
    CONCEPTS,
    Concept,
    concept_key,
    ingredients,
    sufficient,
)
from goodoffices.stability.engines.simultaneous import sanction
from goodoffices.stability.engines.structure import structure
from goodoffices.stability.paths import Move, Search, improving


@dataclass(frozen=True)
class Reply(Answer):
    """What the others can make of one improvement.

    Attributes
    ----------
    improvement
        The decision maker's move.
    sanctioned
        Whether the replies deter it.
    replies
        The sanction, move by move; where there is none, the worst that believed replies can do.
        Under ``sim`` all replies start from the state explained and happen at once with the
        improvement.
    outcome
        The state after the replies.
    escape
        The decision maker's best move from there, where the concept grants it one and it helps.
    gain
        Payoff at the end, the escape included, less that of the state explained; above 0 unless
        sanctioned. Only its sign counts where preferences are ordinal. Under ``sim``, for an
        improvement that nothing sanctions, what it gains when the others stay.
    """

    improvement: Move
    sanctioned: bool
    replies: tuple[Move, ...]
    outcome: State
    escape: Move | None
    gain: float


@dataclass(frozen=True)
class Explanation(Answer):
    """Why a state is, or is not, stable for a decision maker under a concept.

    Attributes
    ----------
    concept
        Key of the concept.
    margin
        The greatest of m(s1) - p(s) over the improvements s1; above 0 where the state is not
        stable, -inf where there is no improvement.
    lift
        How much more the state must be worth to be stable; 0 where it is (see ``Analysis.lift``).
    answers
        One per improvement, in the order of state numbers.

    Examples
    --------
    >>> analysis = go.analyze(go.case("elmira-1991"))
    >>> reason = go.explain(analysis, 1, "Local", "gmr")
    >>> reason.stable, [answer.improvement.target.number for answer in reason.answers]
    (True, [7])
    """

    conflict: Conflict = field(repr=False)
    concept: str
    decision_maker: str
    state: State
    stable: bool
    margin: float
    lift: float
    answers: tuple[Reply, ...]


@dataclass(frozen=True)
class Explanations(Several[Explanation]):
    """Why a state is, or is not, stable for several decision makers under several concepts.

    Attributes
    ----------
    explanations
        Under concepts of their own; of those asked for that combine others, under each of these.
    combined
        Keys of the concepts asked for that combine others.

    Examples
    --------
    >>> analysis = go.analyze(go.case("elmira-1991"))
    >>> reasons = go.explanations(analysis, 1)
    >>> {reason.decision_maker for reason in reasons if not reason.stable}
    {'Local'}
    """

    conflict: Conflict = field(repr=False)
    state: State
    explanations: tuple[Explanation, ...]
    combined: tuple[str, ...] = ()

    def stable_by(self, concept: str) -> dict[str, tuple[str, ...]]:
        """Return, per decision maker explained, the concepts by which it is stable, of the enough.

        Those of which one is enough under ``concept``; none where it is not stable.
        """
        names = self.conflict.names
        recipe = dict(zip(names, sufficient(concept_key(concept), names), strict=True))
        told = {(one.decision_maker, one.concept): one.stable for one in self.explanations}
        explained = dict.fromkeys(one.decision_maker for one in self.explanations)
        return {n: tuple(key for key in recipe[n] if told[n, key]) for n in explained}

    @property
    def parts(self) -> tuple[Explanation, ...]:
        """The explanations, concept by concept."""
        return self.explanations


def explanations(
    analysis: Analysis,
    state: StateReference | None = None,
    decision_makers: Iterable[str] | None = None,
) -> Explanations:
    """Say why a state is, or is not, stable under each concept that was analysed.

    Parameters
    ----------
    state
        A state number, pattern, graph label, or statement true in one state; the status quo by
        default.
    decision_makers
        For whom; for all by default.

    Raises
    ------
    RequestError
        No such state or decision maker, or no state named where there is no status quo.

    Examples
    --------
    >>> analysis = go.analyze(go.case("elmira-1991"))
    >>> reasons = go.explanations(analysis, 1, ["Local"])
    >>> [reason.concept for reason in reasons if reason.stable]
    ['gmr', 'smr']
    """
    expect(analysis, Analysis)
    conflict, asked = analysis.conflict, analysis.concepts
    here = conflict.states[state_explained(conflict, state)]
    names = conflict.names if decision_makers is None else tuple(decision_makers)
    movers = [conflict.decision_maker_index(name) for name in names]
    enough = [sufficient(key, conflict.names) for key in asked]
    keys = ingredients(asked)
    judged = analysis if keys == asked else analyze(conflict, keys)
    found = dict.fromkeys((key, i) for recipe in enough for i in movers for key in recipe[i])
    return Explanations(
        conflict,
        here,
        tuple(explain(judged, here.number, conflict.names[i], key) for key, i in found),
        tuple(key for key, recipe in zip(asked, enough, strict=True) if recipe[0] != (key,)),
    )


def state_explained(conflict: Conflict, state: StateReference | None) -> int:
    """Return the index of a state, of the status quo where none is named.

    Raises RequestError where there is no such state, or none is named and there is no status quo.
    """
    if state is not None:
        return conflict.index(state)
    if conflict.status_quo_index is None:
        told = "which state? The conflict has no status quo; add status_quo, or name a state"
        raise RequestError(told).wanting("state")
    return conflict.status_quo_index


def explain(
    analysis: Analysis, state: StateReference, decision_maker: str, concept: str
) -> Explanation:
    """Say why a state is, or is not, stable for a decision maker.

    Parameters
    ----------
    state
        A state number, pattern, graph label, or statement true in one state.
    concept
        One that was analysed; of combined ones, one by which the state is stable, or the first.

    Raises
    ------
    RequestError
        No such state, decision maker or concept, or a concept that was not analysed.

    Examples
    --------
    >>> analysis = go.analyze(go.case("elmira-1991"))
    >>> print(go.explain(analysis, 1, "Local", "nash").summary)
    Local government (Local) at state 1 (NYNNN) under Nash stability: not stable.
    """
    expect(analysis, Analysis)
    key = concept_key(concept)
    conflict = analysis.conflict
    name = conflict.names[mover := conflict.decision_maker_index(decision_maker)]
    here = conflict.index(state)
    enough = sufficient(key, conflict.names)[mover]
    if enough != (key,):
        judged = analyze(conflict, enough)
        fine = [one for one in enough if judged.stable(name, one)[here]]
        return explain(judged, state, name, (fine or list(enough))[0])
    return _explained(analysis, key, mover, here)


def _explained(analysis: Analysis, key: str, mover: int, here: int) -> Explanation:
    """Explain a verdict by a concept of its own; see ``explain``."""
    conflict, name = analysis.conflict, analysis.conflict.names[mover]
    stable = bool(analysis.stable(name, key)[here])
    improvements = _improvements(conflict, mover, here)
    if not CONCEPTS[key].in_turn:
        margin = float(analysis.margin(name, key)[here])
        lift = float(analysis.lift(name, key)[here])
        answers = [_at_once(conflict, mover, here, target) for target in improvements]
    else:
        worst = analysis.worst_case(name, key)
        payoffs = conflict.payoffs[mover]
        margin = float(np.max(worst[improvements], initial=-np.inf) - payoffs[here])
        tempting = np.minimum(payoffs, worst)[improvements]
        lift = float(np.max(tempting, initial=payoffs[here]) - payoffs[here])
        value = _sanction_values(conflict, mover, CONCEPTS[key])
        question = _Question(conflict, CONCEPTS[key], mover, here, value, worst)
        answers = [question.answer(target) for target in improvements]
    told = (stable, margin, lift, tuple(answers))
    return Explanation(conflict, key, name, conflict.states[here], *told)


def _improvements(conflict: Conflict, mover: int, here: int) -> list[int]:
    payoffs = conflict.payoffs[mover]
    targets = conflict.moves.destinations(mover, here)
    better: list[int] = targets[payoffs[targets] > payoffs[here]].tolist()
    return better


def _sanction_values(conflict: Conflict, mover: int, concept: Concept) -> NDArray[np.float64]:
    """Return v. Shape (states,)."""
    if concept.value == "payoff":
        return conflict.payoffs[mover]
    parts = structure(conflict.moves, conflict.payoffs)
    return parts.gather(parts.escape(mover))


@dataclass(frozen=True, eq=False)
class _Question:
    """One decision maker at one state (by index), under a concept with replies in turn."""

    conflict: Conflict
    concept: Concept
    mover: int
    here: int
    value: NDArray[np.float64]
    worst: NDArray[np.float64]

    def answer(self, target: int) -> Reply:
        """Follow believed replies to one improvement, to a sanction or to the worst they can do."""
        conflict = self.conflict
        now, after = float(conflict.payoffs[self.mover][self.here]), float(self.worst[target])
        limit = max(now, after)
        search = Search(
            conflict,
            target,
            self._repliers(),
            better=improving(conflict) if self.concept.replies == "improving" else None,
            keep=lambda states: self.worst[states] <= limit,
        )
        end, replies = next(search.find(lambda states: self.value[states] <= limit))
        return Reply(
            improvement=_move(conflict, self.mover, self.here, target),
            sanctioned=after <= now,
            replies=replies,
            outcome=conflict.states[end],
            escape=self._escape(end),
            gain=float(self.value[end]) - now,
        )

    def _repliers(self) -> list[int]:
        """Return those whose replies are believed."""
        if self.concept.replies == "none":
            return []
        return [j for j in range(len(self.conflict.names)) if j != self.mover]

    def _escape(self, state: int) -> Move | None:
        """Return the decision maker's best move from a state, where that is granted and helps."""
        payoffs = self.conflict.payoffs[self.mover]
        if self.concept.value == "payoff" or self.value[state] == payoffs[state]:
            return None
        choices = self.conflict.moves.destinations(self.mover, state)
        best = int(choices[np.argmax(payoffs[choices])])
        return _move(self.conflict, self.mover, state, best)


def _move(conflict: Conflict, mover: int, origin: int, target: int) -> Move:
    return Move(conflict.names[mover], conflict.states[origin], conflict.states[target])


def _at_once(conflict: Conflict, mover: int, here: int, target: int) -> Reply:
    """Find what the others' simultaneous improvements make of an improvement."""
    combined = sanction(conflict, mover, here, target)
    end = target if combined is None else combined
    payoffs = conflict.payoffs[mover]
    return Reply(
        improvement=_move(conflict, mover, here, target),
        sanctioned=combined is not None,
        replies=_parts(conflict, mover, here, end),
        outcome=conflict.states[end],
        escape=None,
        gain=float(payoffs[end] - payoffs[here]),
    )


def _parts(conflict: Conflict, mover: int, here: int, end: int) -> tuple[Move, ...]:
    """Take a combined move apart into the moves of all but ``mover``."""
    before, after = conflict.states[here].pattern, conflict.states[end].pattern
    moves, start = [], 0
    for j, dm in enumerate(conflict.decision_makers):
        stop = start + len(dm.options)
        alone = conflict.states.index(before[:start] + after[start:stop] + before[stop:])
        if alone is not None and alone != here and j != mover:
            moves.append(_move(conflict, j, here, alone))
        start = stop
    return tuple(moves)
