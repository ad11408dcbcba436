"""An outcome that holds in some samples and not in others: a settlement, a state, a claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.ensemble.blocks import joined
from goodoffices.ensemble.chunks import blocks, chunk_count, chunks_together
from goodoffices.ensemble.claims_on_samples import (
    Test,
    Tested,
    claim_test,
    mostly_searched,
    told,
)
from goodoffices.ensemble.counting import accepted
from goodoffices.ensemble.sample import Block, Ensemble
from goodoffices.errors import RequestError
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Claim
from goodoffices.model.preferences import StateReference
from goodoffices.runs.job import Arrays
from goodoffices.stability.engines.batch import Batch

Bools = NDArray[np.bool_]
Outcome = StateReference | Claim
SETTLEMENT = "settlement"


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
        payoffs = block.grouped_under(self._intensities)
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


@dataclass(frozen=True)
class OutcomeJob:
    """Samples in which to look for an outcome, in chunks; see ``goodoffices.runs.job.Job``.

    Attributes
    ----------
    pull
        In a word, where the intensities come from; empty where they were named.
    model
        Text of the model file, to make the job of again.
    """

    ensemble: Ensemble
    concept: str
    intensities: Mapping[str, float]
    outcome: Outcome | None
    pull: str = ""
    model: str = ""

    def __reduce__(self) -> tuple[type[OutcomeJob], tuple[Any, ...]]:
        """Pickle what it is made of, and none of what was prepared for its chunks."""
        return OutcomeJob, tuple(getattr(self, field.name) for field in fields(self))

    @property
    def chunks(self) -> int:
        """How many chunks there are."""
        return chunk_count(self.ensemble)

    @property
    def kept(self) -> tuple[str, ...]:
        """Answers are kept, sample by sample."""
        return ("held", "open", "sizes")

    @property
    def side_by_side(self) -> bool:
        """Whether chunks are judged in threads: where little is searched for."""
        return not (isinstance(self.outcome, Claim) and mostly_searched(self.outcome))

    @property
    def together(self) -> int:
        """How many chunks to judge at once."""
        return chunks_together(self.ensemble) if self.side_by_side else 1

    def run(self, chunk: int) -> Arrays:
        """Say in which samples of a chunk the outcome holds, and where that is open."""
        return _answers([self.test(block) for block in blocks(self.ensemble, chunk)])

    def run_together(self, chunks: Sequence[int]) -> list[Arrays]:
        """Say so of some chunks."""
        if len(chunks) == 1:
            return [self.run(chunks[0])]
        drawn = [block for chunk in chunks for block in blocks(self.ensemble, chunk)]
        found = self.test(joined(drawn))
        return [_answers([one]) for one in found.of([block.size for block in drawn])]

    def describe(self) -> dict[str, Any]:
        """Return what the job can be made of again; a claim by its place in the model."""
        conflict, outcome = self.ensemble.conflict, self.outcome
        of: object = SETTLEMENT if outcome is None else {"state": outcome}
        if isinstance(outcome, Claim):
            of = {"claim": conflict.mediation.claims.index(outcome) + 1}
        return {
            "kind": "sensitivity",
            "title": conflict.title,
            "model": self.model,
            "samples": self.ensemble.samples,
            "seed": self.ensemble.seed,
            "of": of,
            "concept": self.concept,
            "intensities": dict(self.intensities),
            "pull": self.pull,
        }

    @cached_property
    def test(self) -> Test:
        """What every chunk uses; raises what says that something cannot be judged."""
        return outcome_test(self.ensemble.conflict, self.outcome, self.concept, self.intensities)


def _answers(tested: Sequence[Tested]) -> Arrays:
    held = np.concatenate([one.held for one in tested])
    left = np.concatenate([one.open for one in tested])
    return {
        "held": held,
        "open": left,
        "sizes": np.array([len(held)]),
        "samples": np.array(len(held)),
    }


def described_outcome(conflict: Conflict, of: str | Mapping[str, Any]) -> Outcome | None:
    """Return the outcome that a job described so."""
    if isinstance(of, str):
        return None
    if "claim" in of:
        return conflict.mediation.claims[int(of["claim"]) - 1]
    state: StateReference = of["state"]
    return state
