"""Levers: what a third party, or a decision maker, can put on the table, and on whom.

A lever bites on one decision maker where its statement holds: by ``effect`` per unit of intensity,
in that decision maker's payoff units, weighed by its belief that the lever will be pulled. Negative
effects are pressure, positive ones inducements.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goodoffices.model.preferences import Condition, StateReference

CLAIM_TESTS = ("plan", "shortfall", "bluff", "escalates")


@dataclass(frozen=True)
class Lever:
    """One lever.

    Attributes
    ----------
    held_by
        A decision maker or a mediator.
    on
        The decision maker whose payoffs it changes.
    where
        Statement, or states by number, pattern or label; the lever bites where it holds.
    effect
        Change of the target's payoff per unit of intensity.
    most
        The greatest intensity.
    commit, execute
        Cost to the holder per unit of intensity: in any case; where the statement holds.
    resolve
        The most the holder would bear to carry the lever out; None: not assessed.
    belief
        Probability, in the target's eyes, that the lever is pulled.
    step
        The lever is set in whole multiples of this; None: any intensity.
    """

    name: str
    held_by: str
    on: str
    where: Condition
    effect: float
    most: float = 1.0
    label: str = ""
    commit: float = 0.0
    execute: float = 0.0
    resolve: float | None = None
    belief: float = 1.0
    step: float | None = None
    note: str = ""

    @property
    def title(self) -> str:
        """The label, or the name where there is none."""
        return self.label or self.name

    @property
    def credible_up_to(self) -> float | None:
        """Greatest intensity the holder would carry out; None where it is not assessed."""
        if self.resolve is None:
            return None
        return self.resolve / self.execute if self.execute else float("inf")

    def weight(self, name: str) -> float:
        """Return what a unit of intensity adds to a decision maker's payoff where it bites."""
        weight = self.belief * self.effect if self.on == name else 0.0
        return weight - (self.execute if self.held_by == name else 0.0)

    def standing(self, intensity: float) -> str:
        """Return ``credible``, ``bluff`` or ``unassessed`` at an intensity."""
        limit = self.credible_up_to
        if limit is None:
            return "unassessed"
        return "credible" if intensity <= limit * (1 + 1e-9) else "bluff"


@dataclass(frozen=True)
class Claim:
    """Something said about the conflict, and how to test it.

    Attributes
    ----------
    claim
        What is claimed, in words.
    test
        ``plan``, ``shortfall``, ``bluff`` or ``escalates``.
    request
        Arguments of the test by name, such as ``held_by`` or ``concept``.
    """

    claim: str
    test: str
    request: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Mediation:
    """What is on the table.

    Attributes
    ----------
    settlement
        The settlement sought: a statement (true in one state or more), or one state or several by
        number, pattern or label.
    no_deal
        The state that holds without a deal; the status quo by default.
    escalation
        Where the conflict has escalated; said like the settlement.
    mediators
        Holders of levers that are not decision makers, with their labels.
    signatories
        Decision makers that must like the settlement better than no deal; all by default.
    claims
        What has been said about the conflict, each with a test.
    """

    settlement: Condition | None = None
    no_deal: StateReference | None = None
    escalation: Condition = ""
    mediators: Mapping[str, str] = field(default_factory=dict)
    signatories: tuple[str, ...] = ()
    levers: tuple[Lever, ...] = ()
    claims: tuple[Claim, ...] = ()
