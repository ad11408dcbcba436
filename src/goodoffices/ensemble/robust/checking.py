"""Intensities checked on samples that had no part in choosing them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from goodoffices import stopping
from goodoffices.ensemble.intervals import interval
from goodoffices.ensemble.robust.planning import Floats, Judge
from goodoffices.ensemble.robust.results import Trouble
from goodoffices.ensemble.robustness import Share
from goodoffices.ensemble.sample import Block, Ensemble
from goodoffices.model.levers import is_bluff

CHOOSING, FRESH = 2**40, 2**41
"""Added to the seed: samples for choosing between attempts, and those of the final check."""
_KEPT = 2**22


@dataclass(frozen=True)
class Check:
    """Samples to check plans on.

    Attributes
    ----------
    ensemble
        The samples, all of them.
    """

    judge: Judge
    ensemble: Ensemble

    @classmethod
    def drawn(cls, judge: Judge, ensemble: Ensemble, samples: int, stream: int) -> Check:
        """Return other samples of the same conflict."""
        return cls(judge, Ensemble(ensemble.conflict, samples, ensemble.seed + stream))

    @cached_property
    def _blocks(self) -> list[Block] | None:
        """The samples, where they are few enough to be kept."""
        size = len(self.ensemble.conflict.states) * self.ensemble.samples
        if size > _KEPT:
            return None
        return [self.ensemble.block(k) for k in range(len(self.ensemble.sizes))]

    def _block(self, k: int) -> Block:
        stopping.check()
        return self.ensemble.block(k) if self._blocks is None else self._blocks[k]

    def share(self, settlement: int, intensities: Floats) -> Share:
        """Return how often intensities are a plan, with the interval of that at 95 %."""
        sizes = self.ensemble.sizes
        counts = np.array(
            [
                self.judge.held(self._block(k), settlement, intensities).sum()
                for k in range(len(sizes))
            ]
        )
        low, high = interval(counts, sizes)
        return Share(float(counts.sum() / sizes.sum()), float(low), float(high))

    def troubles(self, settlement: int, intensities: Floats) -> tuple[Trouble, ...]:
        """Return what fails how often, the commonest first."""
        counts: Counter[tuple[str, str]] = Counter()
        for k in range(len(self.ensemble.sizes)):
            counts += self.judge.troubles(self._block(k), settlement, intensities)
        total = self.ensemble.samples
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return tuple(Trouble(name, kind, n / total) for (name, kind), n in ordered)

    def bluffs(self, intensities: Floats) -> dict[str, float]:
        """Return, per lever pulled and assessed, how often it goes beyond its holder's resolve."""
        found = {}
        for lever, t in zip(self.judge.task.levers, intensities.tolist(), strict=True):
            if lever.resolve is None or not t:
                continue
            beyond = 0
            for k in range(len(self.ensemble.sizes)):
                beyond += int(is_bluff(t, self._block(k).carried_out(lever)).sum())
            found[lever.name] = beyond / self.ensemble.samples
        return found
