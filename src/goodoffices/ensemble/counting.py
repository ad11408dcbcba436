"""What a robustness run counts, chunk by chunk.

Counts are kept per group of replicates (see ``draws``), which intervals are made from; verdicts
themselves only where they are asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.ensemble.blocks import joined
from goodoffices.ensemble.chunks import blocks, chunk_count, chunks_together
from goodoffices.ensemble.claims_on_samples import Test, Tested, claim_test, mostly_searched
from goodoffices.ensemble.sample import Block, Ensemble
from goodoffices.model.conflict import Conflict
from goodoffices.runs.job import Arrays
from goodoffices.stability.concepts import usual_concepts
from goodoffices.stability.engines.batch import Batch
from goodoffices.stability.engines.grouped import Sampled

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Counts = NDArray[np.integer]
VERDICTS = "verdicts"
KEPT = (
    *("sizes", "equilibria", "settled", "agreed", "none"),
    *("claims", "open", "searched", "found"),
)


@dataclass(frozen=True)
class RobustnessJob:
    """An ensemble to be judged, in chunks; see ``goodoffices.runs.job.Job``.

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
    concepts: tuple[str, ...] = field(default_factory=usual_concepts)
    intensities: Mapping[str, float] = field(default_factory=dict)
    keep: bool = False
    model: str = ""

    def __reduce__(self) -> tuple[type[RobustnessJob], tuple[Any, ...]]:
        """Pickle what it is made of, and none of what was prepared for its chunks."""
        made_of = self.ensemble, self.concepts, self.intensities, self.keep, self.model
        return RobustnessJob, made_of

    @property
    def conflict(self) -> Conflict:
        """The conflict that is drawn."""
        return self.ensemble.conflict

    @property
    def chunks(self) -> int:
        """How many chunks there are."""
        return chunk_count(self.ensemble)

    @property
    def kept(self) -> tuple[str, ...]:
        """What is kept by chunk."""
        return (*KEPT, *([VERDICTS] * self.keep))

    @property
    def side_by_side(self) -> bool:
        """Whether chunks are judged in threads: where little is searched for."""
        return not any(map(mostly_searched, self.conflict.mediation.claims))

    @property
    def together(self) -> int:
        """How many chunks to judge at once."""
        return chunks_together(self.ensemble) if self.side_by_side else 1

    def run(self, chunk: int) -> Arrays:
        """Judge one chunk's samples."""
        judged = (self.prepared.judged([one])[0] for one in blocks(self.ensemble, chunk))
        return self._summed(list(judged))

    def run_together(self, chunks: Sequence[int]) -> list[Arrays]:
        """Judge some chunks' samples."""
        if len(chunks) == 1:
            return [self.run(chunks[0])]
        drawn = [block for chunk in chunks for block in blocks(self.ensemble, chunk)]
        return [self._summed([one]) for one in self.prepared.judged(drawn)]

    def _summed(self, judged: list[tuple[dict[str, Counts], Bools]]) -> Arrays:
        """Return what the replicates of a chunk come to."""
        counted = [counts for counts, _ in judged]
        sums = {name: np.sum([c[name] for c in counted], axis=0) for name in counted[0]}
        kept: Arrays = {name: sums[name][None] for name in KEPT}
        if self.keep:
            kept = {**kept, VERDICTS: np.concatenate([verdicts for _, verdicts in judged])}
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
    def prepared(self) -> _Judge:
        """What every chunk uses; raises what says that something cannot be judged."""
        return _Judge(self)


class _Judge:
    """What is prepared once and used for every block."""

    def __init__(self, job: RobustnessJob) -> None:
        conflict = job.conflict
        self._job = job
        self._batch = Batch.of(conflict, job.concepts)
        self._settlements = conflict.settlements
        self._tests: list[Test] = [claim_test(conflict, c) for c in conflict.mediation.claims]

    def judged(self, blocks: Sequence[Block]) -> list[tuple[dict[str, Counts], Bools]]:
        """Count verdicts over each block's samples.

        Returns
        -------
        list
            The counts; and whether states are equilibria, shape (samples, concepts, states), if
            that is to be kept.
        """
        whole, parts = joined(blocks), [block.size for block in blocks]
        tested = [test(whole).of(parts) for test in self._tests]
        each = zip(*tested, strict=True) if tested else [()] * len(parts)
        return [self._counted(*one) for one in zip(blocks, each, strict=True)]

    def _counted(self, block: Block, tested: Sequence[Tested]) -> tuple[dict[str, Counts], Bools]:
        """Count a block's, given what tests of claims say of it."""
        payoffs = block.grouped_under(self._job.intensities)
        found = self._batch.count(payoffs, self._settlements)
        agreed = found.watched & accepted(self._job.conflict, self._settlements, payoffs)
        counts = {
            "sizes": np.array(block.size),
            "stable": found.stable,
            "equilibria": found.equilibria.astype(np.int32),
            "settled": found.watched.any(axis=1).sum(axis=-1),
            "agreed": agreed.any(axis=1).sum(axis=-1),
            "none": found.none,
            "claims": np.array([one.held.sum() for one in tested], np.int64),
            "open": np.array([one.open.sum() for one in tested], np.int64),
            "searched": np.array([one.searched.sum() for one in tested], np.int64),
            "found": np.array([(one.held & one.searched).sum() for one in tested], np.int64),
        }
        if not self._job.keep:
            return counts, np.zeros((0, 0, 0), bool)
        return counts, np.moveaxis(self._batch.equilibria(payoffs), 2, 0)


def accepted(conflict: Conflict, states: list[int], payoffs: Sampled) -> Bools:
    """Say where every signatory likes a state better than no deal, everywhere where there is none.

    Parameters
    ----------
    payoffs
        Per decision maker, shape (states of the conflict, samples).

    Returns
    -------
    Bools
        Shape (``states``, samples).
    """
    liked = np.ones((len(states), payoffs[0].shape[1]), bool)
    no_deal = conflict.no_deal_index
    if no_deal is not None:
        for name in conflict.signatories:
            own = payoffs[conflict.decision_maker_index(name)]
            liked &= own[states] > own[no_deal]
        liked[np.array(states, np.int64) == no_deal] = True
    return liked
