"""Threats: which deterrents hold a state up that nobody would carry out, and which levers bluff.

An improvement from a state is deterred by an *empty threat* when some moves of the others would
sanction it (GMR) and none that they would themselves gain by does (SEQ): some move on the way to
every sanction costs its mover, or at least brings it nothing.

A lever is *credible* up to the intensity resolve / execute, as far as its holder would rather carry
it out than not, a *bluff* beyond, and *unassessed* where no resolve is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from goodoffices.answer import Answer
from goodoffices.errors import expect
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import StateReference
from goodoffices.model.states import State
from goodoffices.stability.analysis import Analysis, analyze
from goodoffices.stability.explain import explain
from goodoffices.stability.paths import Move


@dataclass(frozen=True)
class Unwilling(Answer):
    """A move of a sanction that its mover would not make.

    Attributes
    ----------
    loss
        Payoff that the move costs its mover, 0 where it merely gains nothing; levels where its
        preferences are ordinal.
    """

    move: Move
    loss: float


@dataclass(frozen=True)
class EmptyThreat(Answer):
    """An improvement that only an empty threat deters.

    Attributes
    ----------
    sanction
        A shortest sequence of moves of the others after which the improvement has not paid.
    unwilling
        Those of its moves that their movers would not make.
    """

    improvement: Move
    sanction: tuple[Move, ...]
    unwilling: tuple[Unwilling, ...]


@dataclass(frozen=True)
class LeverThreat(Answer):
    """How credible a lever is.

    Attributes
    ----------
    intensity
        The intensity judged.
    standing
        ``credible``, ``bluff`` or ``unassessed`` at that intensity.
    bluff_from
        The intensity beyond which it is a bluff; None where it never is within its limit, or where
        that is not assessed.
    """

    lever: str
    intensity: float
    standing: str
    bluff_from: float | None


@dataclass(frozen=True)
class Threats(Answer):
    """The empty threats at ``state``, and every lever's credibility.

    Examples
    --------
    >>> found = go.threats(go.case("indus-waters-1960"), 1)
    >>> found.empty, found.levers[0].bluff_from
    ((), 8.9)
    """

    conflict: Conflict = field(repr=False)
    state: State
    empty: tuple[EmptyThreat, ...]
    levers: tuple[LeverThreat, ...]


def threats(
    conflict: Conflict,
    state: StateReference,
    *,
    intensities: Mapping[str, float] | None = None,
) -> Threats:
    """Find the empty threats at a state, and judge every lever.

    Parameters
    ----------
    intensities
        The levers as pulled, at which both are judged; by default payoffs are taken with no lever
        pulled, and levers at their limits.

    Raises
    ------
    RequestError
        No such state or lever.

    Examples
    --------
    >>> found = go.threats(go.case("indus-waters-1960"), 1)
    >>> [(lever.lever, lever.standing) for lever in found.levers]
    [('fund', 'bluff'), ('loan', 'credible')]
    """
    expect(conflict, Conflict)
    levers = conflict.mediation.levers
    analysis = analyze(conflict.under(intensities or {}), ["gmr", "seq"])
    here = conflict.index(state)
    judged = []
    for lever in levers:
        intensity = lever.most if intensities is None else intensities.get(lever.name, 0.0)
        limit = lever.credible_up_to
        bluff_from = limit if limit is not None and limit < lever.most else None
        judged.append(LeverThreat(lever.name, intensity, lever.standing(intensity), bluff_from))
    empty = tuple(_empty(analysis, here))
    return Threats(conflict, conflict.states[here], empty, tuple(judged))


def _empty(analysis: Analysis, here: int) -> Iterator[EmptyThreat]:
    for name in analysis.conflict.names:
        feared = explain(analysis, here + 1, name, "gmr").answers
        believed = explain(analysis, here + 1, name, "seq").answers
        for could, would in zip(feared, believed, strict=True):
            if could.sanctioned and not would.sanctioned:
                unwilling = tuple(_unwilling(analysis.conflict, could.replies))
                yield EmptyThreat(could.improvement, could.replies, unwilling)


def _unwilling(conflict: Conflict, moves: tuple[Move, ...]) -> Iterator[Unwilling]:
    for move in moves:
        payoffs = conflict.payoffs[conflict.names.index(move.mover)]
        loss = float(payoffs[move.origin.number - 1] - payoffs[move.target.number - 1])
        if loss >= 0:
            yield Unwilling(move, loss)
