"""Threats: which deterrents hold a state up that nobody would carry out, and which levers bluff.

An improvement from a state is deterred by an *empty threat* when some moves of the others would
sanction it (GMR) and none that they would themselves gain by does (SEQ): some move on the way to
every sanction costs its mover, or at least brings it nothing.

A lever is *credible* up to the intensity resolve / execute, as far as its holder would rather carry
it out than not, a *bluff* beyond, and *unassessed* where no resolve is given.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from goodoffices.errors import RequestError, nearest
from goodoffices.show.answers.mediation_words import MediationWords, amount
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import StateReference
from goodoffices.model.states import State
from goodoffices.stability.analysis import Analysis, analyze
from goodoffices.stability.explain import explain
from goodoffices.stability.paths import Move
from goodoffices.answer import Told
from goodoffices.show.words import brief, listing


@dataclass(frozen=True)
class Unwilling:
    """A move of a sanction that its mover would not make.

    Attributes
    ----------
    loss
        Payoff that the move costs its mover, 0 where it merely gains nothing; levels where its
        preferences are ordinal.
    """

    move: Move
    loss: float

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {"move": self.move.to_dict(), "loss": self.loss}


@dataclass(frozen=True)
class EmptyThreat:
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

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON; states by number."""
        return {
            "improvement": self.improvement.to_dict(),
            "sanction": [move.to_dict() for move in self.sanction],
            "unwilling": [one.to_dict() for one in self.unwilling],
        }


@dataclass(frozen=True)
class LeverThreat:
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

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return dict(vars(self))


@dataclass(frozen=True)
class Threats(Told):
    """The empty threats at ``state``, and every lever's credibility."""

    conflict: Conflict = field(repr=False)
    state: State
    empty: tuple[EmptyThreat, ...]
    levers: tuple[LeverThreat, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON; states by number."""
        return {
            "title": self.conflict.title,
            "state": self.state.number,
            "empty": [threat.to_dict() for threat in self.empty],
            "levers": [lever.to_dict() for lever in self.levers],
        }

    def __str__(self) -> str:
        """Tell which deterrents would not be carried out, and why."""
        words = MediationWords(self.conflict)
        lines = [f"At {words.outcome(self.state)}:"]
        for threat in self.empty:
            lines += _told(threat, words)
        if not self.empty:
            lines.append("  no improvement is held back by an empty threat.")
        if self.levers:
            lines.append("Levers:")
            lines += [f"  {_credit(lever, words)}" for lever in self.levers]
        return "\n".join(lines)


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
    """
    levers = conflict.mediation.levers if conflict.mediation else ()
    for name in intensities or ():
        if name not in {lever.name for lever in levers}:
            raise RequestError(f"no lever '{name}'; {nearest(name, [x.name for x in levers])}")
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


def _told(threat: EmptyThreat, words: MediationWords) -> list[str]:
    move = threat.improvement
    steps = [
        f"{words.party(step.mover)} {words.deed(step, 'dropping', 'taking', 'moving')}"
        for step in threat.sanction
    ]
    deed = words.deed(move, other="move")
    return [
        f"  {words.party(move.mover)} could {deed}, to state {brief(move.target)}.",
        f"    What could hold it back: {listing(steps)}. An empty threat:",
        *(f"    {_why(one, words)}" for one in threat.unwilling),
    ]


def _why(one: Unwilling, words: MediationWords) -> str:
    who, target = words.party(one.move.mover), brief(one.move.target)
    cost = f"would lose {amount(one.loss)}" if one.loss else "would gain nothing"
    return f"{who} {cost} by going from state {brief(one.move.origin)} to {target}."


def _credit(threat: LeverThreat, words: MediationWords) -> str:
    lever = words.lever(threat.lever)
    at = f"{lever.title} ({words.holder(lever.held_by)}) at {amount(threat.intensity)}"
    if threat.standing == "unassessed":
        return f"{at}: unassessed; nobody has said what its holder would bear."
    limit = lever.credible_up_to
    if limit is None or math.isinf(limit):
        return f"{at}: credible; carrying it out costs its holder nothing."
    if threat.standing == "bluff":
        return f"{at}: a bluff, as it is beyond {amount(limit)}."
    beyond = "" if threat.bluff_from is None else f"; a bluff beyond {amount(threat.bluff_from)}"
    return f"{at}: credible{beyond}."
