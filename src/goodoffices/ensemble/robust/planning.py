"""The samples that a robust plan is made on, and in which of them intensities are a plan.

In a sample, intensities are a plan for a settlement when each lever goes no further than it can
there (nor further than its holder would bear there, where levers have to be credible), every
signatory likes the settlement better than no deal, and the settlement holds. That is what
``mediation.plan`` asks of the sample's model; here it is asked of very many samples at once, of the
stability kernel. Only replies that have to be believed by a margin that was asked for are looked at
one sample at a time.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.ensemble.blocks import chosen, joined
from goodoffices.ensemble.sample import Block, Ensemble
from goodoffices.mediation.plan.deviations import Search
from goodoffices.mediation.plan.lever_payoffs import Terms
from goodoffices.mediation.plan.programme import DEFAULT_MARGIN, Row
from goodoffices.mediation.question import Task
from goodoffices.model.conflict import Conflict
from goodoffices.stability.engines.batch import Batch

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
_ROUNDING = 1e-9
Trouble = tuple[str, str]
"""What keeps a settlement from holding: a decision maker or lever, and how (see ``troubles``)."""


class Judge:
    """Says in which samples of a block intensities are a plan.

    Parameters
    ----------
    task
        What is asked, made concrete for the conflict that is drawn.
    """

    def __init__(self, task: Task) -> None:
        self.task = task
        conflict = task.conflict
        self._batch = Batch(
            conflict.moves, len(conflict.states), (task.concept.key,), tuple(task.movers)
        )
        self._by_margin = bool(task.request.margin) and task.concept.replies == "improving"

    def held(self, block: Block, settlement: int, intensities: Floats) -> Bools:
        """Say where intensities are a plan for a settlement (by index). Shape (size,)."""
        payoffs = self._payoffs(block, settlement, intensities)
        within = intensities[:, None] <= self.limits(block) * (1 + _ROUNDING)
        fine: Bools = np.logical_and.reduce(within, axis=0)
        for _, accepted in self._acceptance(settlement, payoffs):
            fine &= accepted
        if fine.any():
            fine[fine] = self._batch.equilibria([p[:, fine] for p in payoffs])[0, settlement]
        if self._by_margin:
            for k in np.flatnonzero(fine):
                search = Scenario(self.task, block.at(int(k))).search(settlement)
                fine[k] = next(search.failures(intensities), None) is None
        return fine

    def troubles(self, block: Block, settlement: int, intensities: Floats) -> Counter[Trouble]:
        """Count the samples in which each condition fails.

        A trouble is (lever, ``limit``), (decision maker, ``acceptance``) or (decision maker,
        ``deviation``): the lever cannot go so far, it prefers no deal, or it has a move that
        nothing deters.
        """
        payoffs = self._payoffs(block, settlement, intensities)
        names, levers = self.task.conflict.names, self.task.levers
        beyond = intensities[:, None] > self.limits(block) * (1 + _ROUNDING)
        stable = self._batch.judge(payoffs)[0, :, settlement]
        accepted = self._acceptance(settlement, payoffs)
        found: dict[Trouble, Bools] = {
            **{(lever.name, "limit"): row for lever, row in zip(levers, beyond, strict=True)},
            **{(names[i], "acceptance"): ~row for i, row in accepted},
            **{
                (names[i], "deviation"): ~row
                for i, row in zip(self.task.movers, stable, strict=True)
            },
        }
        return Counter({trouble: int(row.sum()) for trouble, row in found.items() if row.any()})

    def limits(self, block: Block) -> Floats:
        """Return how far each lever can go in each sample. Shape (levers, size)."""
        credible = self.task.request.credible
        limits = [block.reach(lever, credible=credible) for lever in self.task.levers]
        return np.array(limits).reshape(len(limits), block.size)

    def _payoffs(self, block: Block, settlement: int, intensities: Floats) -> list[Floats]:
        """Return payoffs with levers pulled; in the settlement less by the margin asked for."""
        named = zip(self.task.levers, intensities.tolist(), strict=True)
        payoffs = block.under({lever.name: t for lever, t in named if t})
        if not self.task.request.margin:
            return payoffs
        lowered = []
        for i, p in enumerate(payoffs):
            least = DEFAULT_MARGIN * block.ranges[i]
            margin = self.task.request.margin - np.minimum(self.task.request.margin, least) / 2
            lowered.append(p.copy())
            lowered[i][settlement] -= margin if self.task.terms.asked(i) else 0.0
        return lowered

    def _acceptance(self, settlement: int, payoffs: list[Floats]) -> list[tuple[int, Bools]]:
        no_deal = self.task.no_deal
        if no_deal is None or no_deal == settlement:
            return []
        return [(i, payoffs[i][settlement] > payoffs[i][no_deal]) for i in self.task.signatories]


@dataclass(frozen=True, eq=False)
class Scenario:
    """One sample as a model of its own, for which conditions can be written down."""

    task: Task
    conflict: Conflict

    @cached_property
    def terms(self) -> Terms:
        """Payoffs under the levers that may be pulled."""
        chosen = [self.conflict.mediation.lever(lever.name) for lever in self.task.levers]
        return Terms(self.conflict, chosen, self.task.request.margin)

    def search(self, settlement: int) -> Search:
        """Return what finds the deviations from a settlement that fail."""
        return Search(self.terms, settlement, self.task.concept, self.task.movers)

    def acceptance(self, settlement: int) -> list[Row]:
        """Return the rows that say that each signatory likes a settlement better than no deal."""
        return self.task.acceptance(settlement, self.terms)


class Scenarios:
    """The first samples of an ensemble.

    Attributes
    ----------
    block
        The samples, as one block.
    high
        How far each lever can go in any of them. Shape (levers,).
    """

    def __init__(self, judge: Judge, ensemble: Ensemble, count: int) -> None:
        self.task = judge.task
        self.block = first_samples(ensemble, count)
        self.limits = judge.limits(self.block)
        self.high = self.limits.max(axis=1)
        self._judge = judge
        self._made: dict[int, Scenario] = {}

    def __len__(self) -> int:
        """Return how many samples there are."""
        return self.block.size

    def __getitem__(self, k: int) -> Scenario:
        """Return a sample as a model of its own."""
        if k not in self._made:
            self._made[k] = Scenario(self.task, self.block.at(k))
        return self._made[k]

    def held(self, settlement: int, intensities: Floats) -> Bools:
        """Say in which samples intensities are a plan. Shape (samples,)."""
        return self._judge.held(self.block, settlement, intensities)

    def costs(self, settlement: int) -> tuple[Floats, Floats]:
        """Return the mean commit and execute costs of a unit of each lever at a settlement."""
        levers, bites = self.task.levers, self.block.ensemble.bites
        commit = [self.block.number(lever, "commit").mean() for lever in levers]
        execute = [
            self.block.number(lever, "execute").mean() * float(bites[lever.name][settlement])
            for lever in levers
        ]
        return np.array(commit), np.array(execute)


def first_samples(ensemble: Ensemble, count: int) -> Block:
    """Return the first samples of an ensemble as one block."""
    blocks: list[Block] = []
    drawn = 0
    while drawn < count:
        blocks.append(ensemble.block(len(blocks)))
        drawn += blocks[-1].size
    return chosen(joined(blocks), np.arange(drawn) < count)
