"""An outcome that holds in some samples and not in others: a settlement, a state, a claim."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from goodoffices.ensemble.claims_on_samples import Test, Tested, claim_test, told
from goodoffices.ensemble.counting import accepted
from goodoffices.ensemble.sample import Block
from goodoffices.errors import RequestError
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Claim
from goodoffices.model.preferences import StateReference
from goodoffices.stability.engines.batch import Batch

Bools = NDArray[np.bool_]
Outcome = StateReference | Claim


class Holding:
    """Some of these states is an equilibrium, and, where that is asked for, accepted.

    Parameters
    ----------
    accept
        Whether all who sign must also like it better than no deal.
    """

    def __init__(
        self,
        conflict: Conflict,
        concept: str,
        intensities: Mapping[str, float],
        states: list[int],
        *,
        accept: bool,
    ) -> None:
        self._conflict = conflict
        self._intensities = intensities
        self._states = states
        self._accept = accept
        self._batch = Batch(conflict.moves, len(conflict.states), (concept,))

    def __call__(self, block: Block) -> Tested:
        """Say where the outcome holds, and where that is open: nowhere."""
        payoffs = block.under(self._intensities)
        held = self._batch.count(payoffs, self._states).watched[0]
        if self._accept:
            held = held & accepted(self._conflict, self._states, payoffs)
        return told(held.any(axis=0))


def outcome_test(
    conflict: Conflict, outcome: Outcome | None, concept: str, intensities: Mapping[str, float]
) -> Test:
    """Return what says where an outcome holds, and where that is open.

    Parameters
    ----------
    outcome
        A state, a claim, or None: a settlement is an equilibrium and accepted.

    Raises
    ------
    RequestError
        No settlement is sought, there is no such state or lever, or the claim asks for what there
        is not, or for no levers of its own where some are pulled.
    """
    conflict.under(intensities)  # says what is wrong with them
    if isinstance(outcome, Claim):
        if intensities:
            raise RequestError("a claim pulls the levers that it names; ask without intensities")
        return claim_test(conflict, outcome)
    if outcome is not None:
        return Holding(conflict, concept, intensities, [conflict.index(outcome)], accept=False)
    states = conflict.settlements
    if not states:
        raise RequestError(
            "the model seeks no settlement; give mediation.settlement, or ask about a state"
        )
    return Holding(conflict, concept, intensities, states, accept=True)
