"""What a robustness run counts, chunk by chunk.

Counts are kept per group of replicates (see ``draws``), which intervals are made from; verdicts
themselves only where they are asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.ensemble.job import Arrays
from goodoffices.ensemble.sample import Block, Ensemble
from goodoffices.ensemble.testing import Test, claim_test
from goodoffices.model.conflict import Conflict
from goodoffices.stability.batch import Batch
from goodoffices.stability.concepts import CONCEPTS

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Counts = NDArray[np.integer]
MOST_GROUPS = 64
VERDICTS = "verdicts"
KEPT = ("sizes", "equilibria", "settled", "agreed", "none", "claims", "open")


@dataclass(frozen=True)
class RobustnessJob:
    """An ensemble to be judged, in chunks; see ``goodoffices.ensemble.job.Job``.

    Attributes
    ----------
    intensities
        How far levers are pulled; those not named are not.
    keep
        Whether to keep every verdict, sample by sample.
    model
        Text of the model file, to make the job of again.
    """

    ensemble: Ensemble
    concepts: tuple[str, ...] = tuple(CONCEPTS)
    intensities: Mapping[str, float] = field(default_factory=dict)
    keep: bool = False
    model: str = ""

    @property
    def conflict(self) -> Conflict:
        """The conflict that is drawn."""
        return self.ensemble.conflict

    @property
    def _per_chunk(self) -> int:
        return -(-len(self.ensemble.sizes) // MOST_GROUPS)

    @property
    def chunks(self) -> int:
        """How many chunks there are."""
        return -(-len(self.ensemble.sizes) // self._per_chunk)

    @property
    def kept(self) -> tuple[str, ...]:
        """What is kept by chunk."""
        return (*KEPT, *([VERDICTS] * self.keep))

    def run(self, chunk: int) -> Arrays:
        """Judge one chunk's samples."""
        first = chunk * self._per_chunk
        replicates = range(first, min(first + self._per_chunk, len(self.ensemble.sizes)))
        blocks = [self._judge.judged(self.ensemble.block(k)) for k in replicates]
        counted = [counts for counts, _ in blocks]
        sums = {name: np.sum([c[name] for c in counted], axis=0) for name in counted[0]}
        kept: Arrays = {name: sums[name][None] for name in KEPT}
        if self.keep:
            kept = {**kept, VERDICTS: np.concatenate([verdicts for _, verdicts in blocks])}
        return {**kept, "stable": sums["stable"], "samples": sums["sizes"]}

    def describe(self) -> dict[str, Any]:
        """Return what the job can be made of again."""
        return {
            "kind": "robustness",
            "title": self.conflict.title,
            "model": self.model,
            "samples": self.ensemble.samples,
            "seed": self.ensemble.seed,
            "concepts": list(self.concepts),
            "intensities": dict(self.intensities),
            "keep": self.keep,
        }

    @cached_property
    def _judge(self) -> _Judge:
        return _Judge(self)


class _Judge:
    """What is prepared once and used for every block."""

    def __init__(self, job: RobustnessJob) -> None:
        conflict = job.conflict
        self._job = job
        self._batch = Batch(conflict.moves, len(conflict.states), job.concepts)
        self._settlements = settlements(conflict)
        self._no_deal = conflict.no_deal_index
        mediation = conflict.mediation
        signing = (mediation.signatories or conflict.names) if mediation else ()
        self._signatories = [conflict.decision_maker_index(name) for name in signing]
        claims = mediation.claims if mediation else ()
        self._tests: list[Test] = [claim_test(conflict, claim) for claim in claims]

    def judged(self, block: Block) -> tuple[dict[str, Counts], Bools]:
        """Count verdicts over a block's samples.

        Returns
        -------
        tuple
            The counts; and whether states are equilibria, shape (samples, concepts, states), if
            that is to be kept.
        """
        payoffs = block.under(self._job.intensities)
        found = self._batch.count(payoffs, self._settlements)
        agreed = found.watched & self._accepted(payoffs)
        tested = [test(block) for test in self._tests]
        counts = {
            "sizes": np.array(block.size),
            "stable": found.stable,
            "equilibria": found.equilibria.astype(np.int32),
            "settled": found.watched.any(axis=1).sum(axis=-1),
            "agreed": agreed.any(axis=1).sum(axis=-1),
            "none": found.none,
            "claims": np.array([held.sum() for held, _ in tested], np.int64),
            "open": np.array([left.sum() for _, left in tested], np.int64),
        }
        if not self._job.keep:
            return counts, np.zeros((0, 0, 0), bool)
        return counts, np.moveaxis(self._batch.equilibria(payoffs), 2, 0)

    def _accepted(self, payoffs: list[Floats]) -> Bools:
        """Say where every signatory likes a settlement better than no deal."""
        here, size = self._settlements, payoffs[0].shape[1]
        accepted = np.ones((len(here), size), bool)
        if self._no_deal is not None:
            for i in self._signatories:
                accepted &= payoffs[i][here] > payoffs[i][self._no_deal]
            accepted[np.array(here, np.int64) == self._no_deal] = True
        return accepted


def settlements(conflict: Conflict) -> list[int]:
    """Return the states (by index) that the settlement sought may be; none where none is sought."""
    wanted = conflict.mediation.settlement if conflict.mediation else None
    return [] if wanted is None else conflict.matching(wanted)
