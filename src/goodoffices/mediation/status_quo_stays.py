"""The plainest forecast, that the status quo stays, for other probabilities to be held against.

It gives the status quo 1 and every other state 0. So a settlement comes about if the status quo is
one, levers or no levers; the claim that there is a plan is borne out then, and the claim that there
is none otherwise; and things escalate if the status quo is escalation already.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from goodoffices.answer import Answer
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Claim
from goodoffices.model.preferences import Condition
from goodoffices.model.states import State


@dataclass(frozen=True)
class StatusQuoStays(Answer):
    """What the forecast that the status quo stays gives to what the brief counts.

    Attributes
    ----------
    state
        The status quo.
    settlement
        Its probability of a settlement, 0 or 1; None where none is sought.
    claims
        Its probability of each claim of the model, 0 or 1; None of claims about what a lever is.
    """

    state: State
    settlement: float | None
    claims: tuple[float | None, ...]

    def probability(self, state: State) -> float:
        """Return its probability of a state."""
        return float(state.number == self.state.number)


def status_quo_stays(
    conflict: Conflict, settlement: Condition | None = None
) -> StatusQuoStays | None:
    """Return what the forecast says of a conflict; None where there is no status quo.

    Parameters
    ----------
    settlement
        What is sought; what the model says by default.
    """
    quo = conflict.status_quo_index
    if quo is None:
        return None
    mediation = conflict.mediation
    sought = mediation.settlement if settlement is None else settlement
    return StatusQuoStays(
        conflict.states[quo],
        None if sought is None else _there(conflict, sought),
        tuple(_claim(conflict, claim) for claim in mediation.claims),
    )


def _there(conflict: Conflict, condition: Condition) -> float:
    return float(conflict.status_quo_index in conflict.matching(condition))


def _claim(conflict: Conflict, claim: Claim) -> float | None:
    """Return what it says of a claim that could be tested."""
    if claim.test == "bluff":
        return None
    if claim.test == "escalates":
        return _there(conflict, conflict.mediation.escalation)
    sought = claim.request.get("settlement", conflict.mediation.settlement)
    settled = _there(conflict, cast("Condition", sought))
    return settled if claim.test == "plan" else 1 - settled
