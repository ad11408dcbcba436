"""Ripeness: whether the parties are stuck, whether it hurts, and whether there is a way out.

After Zartman ("Ripeness: the hurting stalemate and beyond", in Stern & Druckman (eds),
*International Conflict Resolution after the Cold War*, 2000): parties turn to negotiation when they
find themselves in a mutually hurting stalemate and see a way out. In the graph model, at the status
quo s and for decision maker i with payoffs p,

- *stalemate*: none of i's improvements from s is without a sanction: s is SEQ stable for i;
- *security level*: what i can make sure of by itself, whatever the others then do,

      g = max over {s} and i's own moves s1 from s of m(s1),

  m(s1) the least p over s1 and all that any moves of the others reach from it;
- *hurting*: p(s) <= g. What the parties do to one another leaves i nothing beyond what it could
  have had by itself. (In a stalemate p(s) >= g always: had some s1 of i's own m(s1) > p(s), it
  would be an improvement that nothing sanctions. So at its security level is as low as a party
  that is stuck can be; one below its level need only move.)

A *mutually hurting stalemate* is both for every signatory. A *way out* is a coalitional improvement
of the signatories: a state that legal sequences of their moves reach and that each of them strictly
prefers to s. Perception is what counts in Zartman; the payoffs have to stand for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from goodoffices.answer import Answer
from goodoffices.errors import RequestError, expect
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Condition
from goodoffices.model.states import State
from goodoffices.stability.analysis import Analysis, analyze
from goodoffices.stability.paths import Move, Search


@dataclass(frozen=True)
class Standing(Answer):
    """How a signatory stands at the status quo.

    Attributes
    ----------
    payoff, security
        In the decision maker's units; levels, 1 the worst, where its preferences are ordinal.
    way_ahead
        The best of its improvements that nothing sanctions; None in a stalemate.
    """

    decision_maker: str
    payoff: float
    security: float
    way_ahead: Move | None
    rank: int
    security_rank: int

    @property
    def stalemate(self) -> bool:
        """Whether it has no improvement without a sanction."""
        return self.way_ahead is None

    @property
    def hurting(self) -> bool:
        """Whether it has no more than it could make sure of by itself."""
        return self.payoff <= self.security


@dataclass(frozen=True)
class WayOut(Answer):
    """A state that every signatory strictly prefers, and a shortest sequence of moves to it."""

    state: State
    moves: tuple[Move, ...]
    settlement: bool


@dataclass(frozen=True)
class Ripeness(Answer):
    """How ripe a conflict is for mediation at ``state``.

    Attributes
    ----------
    standings
        One per signatory.
    ways_out
        Settlements first, then in the order of state numbers.

    Examples
    --------
    >>> found = go.ripeness(go.case("indus-waters-1960"))
    >>> [(one.decision_maker, one.stalemate, one.hurting) for one in found.standings]
    [('India', True, False), ('Pakistan', True, False)]
    """

    conflict: Conflict = field(repr=False)
    state: State
    standings: tuple[Standing, ...]
    ways_out: tuple[WayOut, ...]

    @property
    def mutually_hurting_stalemate(self) -> bool:
        """Whether every signatory is stuck and hurting."""
        return all(one.stalemate and one.hurting for one in self.standings)

    @property
    def ripe(self) -> bool:
        """Whether there is a mutually hurting stalemate and a way out of it."""
        return self.mutually_hurting_stalemate and bool(self.ways_out)


def ripeness(conflict: Conflict, settlement: Condition | None = None) -> Ripeness:
    """Judge whether the status quo (or else no deal) is ripe for mediation.

    Parameters
    ----------
    settlement
        Which ways out to put first; the model's settlement by default.

    Raises
    ------
    RequestError
        No status quo and no deal, or no such settlement.
    SizeError
        No end to what the signatories can reach together.

    Examples
    --------
    >>> found = go.ripeness(go.case("indus-waters-1960"))
    >>> found.mutually_hurting_stalemate, found.ripe
    (False, False)
    """
    expect(conflict, Conflict)
    here = conflict.status_quo_index
    here = conflict.no_deal_index if here is None else here
    if here is None:
        raise RequestError("where do the parties stand? Add status_quo to the model")
    signatories = sorted(conflict.decision_maker_index(name) for name in conflict.signatories)
    sought = set(conflict.settlements if settlement is None else conflict.matching(settlement))
    analysis = analyze(conflict, ["gmr", "seq"])
    return Ripeness(
        conflict,
        conflict.states[here],
        tuple(_standing(analysis, i, here) for i in signatories),
        tuple(_ways_out(conflict, signatories, here, sought)),
    )


def _standing(analysis: Analysis, mover: int, here: int) -> Standing:
    conflict = analysis.conflict
    name, payoffs, states = conflict.names[mover], conflict.payoffs[mover], conflict.states
    targets = conflict.moves.destinations(mover, here)
    security = float(analysis.worst_case(name, "gmr")[np.append(targets, here)].max())
    worst = analysis.worst_case(name, "seq")
    free = targets[(payoffs[targets] > payoffs[here]) & (worst[targets] > payoffs[here])]
    ahead = None
    if len(free):
        ahead = Move(name, states[here], states[int(free[np.argmax(payoffs[free])])])
    ranks = (1 + len(np.unique(payoffs[payoffs > level])) for level in (payoffs[here], security))
    return Standing(name, float(payoffs[here]), security, ahead, *ranks)


def _ways_out(
    conflict: Conflict, signatories: list[int], here: int, sought: set[int]
) -> list[WayOut]:
    payoffs = conflict.payoffs
    better = np.logical_and.reduce([payoffs[i] > payoffs[i][here] for i in signatories])
    if not better.any():
        return []
    search = Search(conflict, here, signatories)
    ways: dict[int, tuple[Move, ...]] = {}
    for state, moves in search.find(lambda states: better[states]):
        ways.setdefault(state, moves)
    order = sorted(ways, key=lambda state: (state not in sought, state))
    return [WayOut(conflict.states[s], ways[s], s in sought) for s in order]
