"""Chances: how likely each outcome is when decision makers may err, and how many moves it takes.

A state that is an equilibrium of the concept is a *rest*: nobody moves any more. In any other state
s a decision maker i is drawn with a probability proportional to its rate. It stays, or makes one of
its own moves, to q, with probabilities proportional to

    exp((u_i(q) - u_i(s)) / (noise * range_i)),

u_i its payoff and range_i what lies between its worst and its best state, so that the unit in which
payoffs are given does not matter (logit choice: McFadden 1974; in games, Blume 1993). Noise 0 means
that nobody errs: it makes its best improvement, or one of those equally good with equal
probabilities, and stays where it has none. To stay is no move. The moves that are made form a
Markov chain, which the rests absorb (Kemeny & Snell 1960); staying is divided out of it, and
changes neither where it ends nor the number of moves. A class of states that can be left no more
and has no rest in it is gone round *for ever*.

Who has no improvement is stable under every concept, so that outside a rest somebody has one: with
noise 0 as well, every state is a rest or is left. A move less likely than 10^-100 of those from its
state is left out; what can be left only so counts as never left.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from goodoffices.answer import Answer
from goodoffices.errors import RequestError, expect, require_number
from goodoffices.mediation.absorbing_chain import absorption
from goodoffices.mediation.logit_choice import Erring, erring
from goodoffices.mediation.sparse import Sparse, classes
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Condition, StateReference
from goodoffices.model.states import State
from goodoffices.stability.analysis import analyze
from goodoffices.stability.concepts import concept_key

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Outcome(Answer):
    """A state in which the conflict can come to rest.

    Attributes
    ----------
    probability
        Of ending there.
    moves
        Mean number of moves, where it ends there.
    escalated
        Whether the conflict has escalated there.
    settlement
        Whether it is a settlement that is sought.
    """

    state: State
    probability: float
    moves: float
    escalated: bool
    settlement: bool


@dataclass(frozen=True)
class Chances(Answer):
    """How likely each outcome is from ``start``.

    Attributes
    ----------
    concept
        Key of the concept whose equilibria are rests.
    noise
        How much decision makers err; 0 for not at all.
    rates
        Decision maker to how often it is the one to choose.
    outcomes
        The rests that are reached, the likeliest first.
    for_ever
        Probability of moving for ever.
    moves
        Mean number of moves until it rests, where it does; None where it never does.

    Examples
    --------
    >>> found = go.chances(go.case("elmira-1991"))
    >>> [(one.state.number, round(one.probability, 2)) for one in found.outcomes[:2]]
    [(7, 0.77), (10, 0.21)]
    >>> round(found.moves, 1)
    1.5
    """

    conflict: Conflict = field(repr=False)
    start: State
    concept: str
    noise: float
    rates: Mapping[str, float]
    outcomes: tuple[Outcome, ...]
    for_ever: float
    moves: float | None

    @property
    def escalation(self) -> float | None:
        """Probability of ending escalated; None where the model does not say what that is."""
        if self.conflict.mediation.escalation == "":
            return None
        return math.fsum(one.probability for one in self.outcomes if one.escalated)

    @property
    def settlement(self) -> float | None:
        """Probability of ending in a settlement that is sought; None where none is."""
        if self.conflict.mediation.settlement is None:
            return None
        return math.fsum(one.probability for one in self.outcomes if one.settlement)

    @property
    def ordinal(self) -> tuple[str, ...]:
        """Decision makers of whom only the order of states is known; levels stand for payoffs."""
        makers = self.conflict.decision_makers
        return tuple(dm.name for dm in makers if not dm.preferences.cardinal)


def chances(
    conflict: Conflict,
    *,
    noise: float = 0.1,
    start: StateReference | None = None,
    concept: str = "nash",
    rates: Mapping[str, float] | None = None,
) -> Chances:
    """Find how likely each outcome is when decision makers may err, and after how many moves.

    Parameters
    ----------
    noise
        How much they err, as a share of what lies between their worst and best state: a move that
        loses that much is e = 2.7 times less likely than to stay. 0: they never do.
    start, concept
        The status quo by default; the concept whose equilibria are where moves end.
    rates
        Decision maker to how often it is the one to choose; 1 where it is not named.

    Raises
    ------
    RequestError
        No start; no such state, concept or decision maker; a noise or rate that means nothing.
    SizeError
        More than 200,000 states can be reached.
    SolverError
        It takes too many moves to come to rest for the chances to be told.

    Examples
    --------
    >>> found = go.chances(go.case("elmira-1991"), noise=0)
    >>> [(outcome.state.number, outcome.probability) for outcome in found.outcomes]
    [(7, 1.0)]
    """
    expect(conflict, Conflict)
    origin = conflict.status_quo_index if start is None else conflict.index(start)
    if origin is None:
        raise RequestError(
            "where to start? The conflict has no status quo; name the start, or add status_quo"
        )
    require_number(noise, "a noise of", "0, for no mistakes, or a number above it")
    key, paces = concept_key(concept), _rates(conflict, rates or {})
    rests = analyze(conflict, [key]).equilibrium(key)
    chain = erring(conflict, origin, rests, noise, tuple(paces.values()))
    ends, probabilities, moves, for_ever = _ends(chain, rests)
    mean = float(probabilities @ moves / probabilities.sum()) if len(ends) else None
    outcomes = _outcomes(conflict, ends, probabilities, moves)
    start_state = conflict.states[origin]
    return Chances(conflict, start_state, key, float(noise), paces, outcomes, for_ever, mean)


def _rates(conflict: Conflict, given: Mapping[str, float]) -> dict[str, float]:
    rates = dict.fromkeys(conflict.names, 1.0)
    for name, rate in given.items():
        require_number(rate, f"the rate of '{name}':", "a number above 0", math.ulp(0))
        rates[conflict.names[conflict.decision_maker_index(name)]] = float(rate)
    return rates


def _ends(chain: Erring, rests: Bools) -> tuple[NDArray[np.int64], Floats, Floats, float]:
    """Return the rests reached (by index), their probabilities and moves, and that of no end."""
    resting = rests[chain.states]
    endless = _closed(chain.moves) & ~resting
    if resting[0] or endless[0]:
        here = chain.states[:1][resting[:1]]
        return here, np.ones(len(here)), np.zeros(len(here)), float(endless[0])
    between = ~resting & ~endless
    count = int(resting.sum())
    rest = np.full(len(resting), count)  # to go round for ever comes after all rests
    rest[resting] = np.arange(count)
    left = chain.moves.part(between, ~between)
    outer = Sparse(
        (left.shape[0], count + 1), left.starts, rest[~between][left.columns], left.values
    )
    probabilities, moves = absorption(chain.moves.part(between, between), outer)
    reached = probabilities[:-1] > 0
    ends = chain.states[resting][reached]
    return ends, probabilities[:-1][reached], moves[:-1][reached], float(probabilities[-1])


def _closed(moves: Sparse) -> Bools:
    """Say which states belong to a class that no move leaves."""
    kind = classes(moves)
    closed = np.ones(len(kind), bool)
    closed[kind[moves.rows[kind[moves.rows] != kind[moves.columns]]]] = False
    closes: Bools = closed[kind]
    return closes


def _outcomes(
    conflict: Conflict, ends: NDArray[np.int64], probabilities: Floats, moves: Floats
) -> tuple[Outcome, ...]:
    mediation = conflict.mediation
    escalated = _where(conflict, mediation.escalation, ends)
    settled = _where(conflict, mediation.settlement or "", ends)
    return tuple(
        Outcome(
            conflict.states[int(ends[k])],
            float(probabilities[k]),
            float(moves[k]),
            bool(escalated[k]),
            bool(settled[k]),
        )
        for k in np.lexsort([ends, -probabilities])
    )


def _where(conflict: Conflict, condition: Condition, states: NDArray[np.int64]) -> Bools:
    """Say in which of some states a condition holds; in none where there is no condition."""
    return np.zeros(len(states), bool) if condition == "" else conflict.holds_at(condition, states)
