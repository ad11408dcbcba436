"""Claims tested on every sample of a block, without solving a programme wherever that can be told.

Whether there is a *plan* is told for most samples by two bounds. Where some signatory prefers no
deal to every settlement even with each lever pulled as suits the settlement best, there is none.
Where at such intensities, or with no lever pulled, a settlement is accepted and the stability
kernel finds that it holds, there is one. What is left is searched exactly, up to ``SEARCHES``
samples in all; the rest is *open*. How many of these hold is then estimated from those that were
searched. Of most of them, too, it shows what a search would say (``PlanTest.without_search``); the
others are searched as a single model is (``mediation.claims``).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from goodoffices import stopping
from goodoffices.ensemble.blocks import chosen
from goodoffices.ensemble.sample import Block
from goodoffices.ensemble.undeterred import Undeterred
from goodoffices.mediation.claims import holds, lever_of, request_of
from goodoffices.mediation.question import Task
from goodoffices.model.applying import refuse
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Claim, is_bluff
from goodoffices.model.moves import ArcMoves
from goodoffices.stability.concepts import concept_key
from goodoffices.stability.engines.batch import Batch
from goodoffices.stability.engines.grouped import Grouped

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
SEARCHED = frozenset({"plan", "shortfall"})
"""The tests of claims for which a plan is searched for."""
SEARCHES = 400
"""Samples of an ensemble in which a claim is searched for, in all; more take seconds."""
_FEW = 8


class Tested(NamedTuple):
    """What a test says of each sample of a block. Shape (size,) each.

    Attributes
    ----------
    held
        Where the claim holds; False where that is open.
    open
        Where nobody knows: what no bound tells, and was not searched.
    searched
        What no bound told, and was searched.
    """

    held: Bools
    open: Bools
    searched: Bools

    def of(self, parts: Sequence[int]) -> list[Tested]:
        """Return the same of each part, of sizes that add up to the block's."""
        ends = np.cumsum(parts)[:-1]
        return [Tested(*some) for some in zip(*(np.split(one, ends) for one in self), strict=True)]


Test = Callable[[Block], Tested]
Reach = tuple[Bools, dict[str, Floats]]
"""Where every signatory can be won over, and the intensities that suit the levers' targets best."""


def claim_test(conflict: Conflict, claim: Claim) -> Test:
    """Return what tests a claim on a block: where it holds, and where that is open.

    Raises
    ------
    RequestError
        The claim asks for something that there is not.
    """
    refuse(conflict, claim)
    if claim.test in SEARCHED:
        return PlanTest(conflict, claim)
    if claim.test == "bluff":
        return _BluffTest(conflict, claim)
    holds(conflict, claim)  # says what is wrong with the request, if anything is
    return _EscalationTest(conflict, claim)


def mostly_searched(claim: Claim) -> bool:
    """Say whether what no bound tells has to be searched: where a margin is asked for.

    A search is in Python, of which one thread at a time runs.
    """
    return claim.test in SEARCHED and bool(claim.request.get("margin"))


def told(held: Bools) -> Tested:
    """Return what is known of every sample without a search."""
    none = np.zeros(len(held), bool)
    return Tested(held, none, none)


def _to_search(block: Block, undecided: Indices) -> Indices:
    """Return some of the samples that are undecided, from all over each replicate."""
    most = -(-SEARCHES // len(block.ensemble.sizes))
    ends = np.searchsorted(undecided, np.cumsum(block.parts)[:-1])
    return np.concatenate([_spread(some, most) for some in np.split(undecided, ends)])


def _spread(some: Indices, most: int) -> Indices:
    """Return so many of them at most, as far apart as can be."""
    share = min(most, len(some))
    return some[np.arange(share) * len(some) // max(share, 1)]


def _few(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield every name by itself, and then every two of a few names."""
    listed = list(names)
    yield from itertools.combinations(listed, 1)
    if len(listed) <= _FEW:
        yield from itertools.combinations(listed, 2)


class _BluffTest:
    """A lever beyond what its holder would carry out."""

    def __init__(self, conflict: Conflict, claim: Claim) -> None:
        self._lever, self._intensity = lever_of(conflict, claim)

    def __call__(self, block: Block) -> Tested:
        lever = self._lever
        if lever.resolve is None:
            return told(np.zeros(block.size, bool))
        pulled = self._intensity
        intensity = block.number(lever, "most") if pulled is None else np.full(block.size, pulled)
        return told(is_bluff(intensity, block.carried_out(lever)))


class _EscalationTest:
    """Improvements from the status quo lead to equilibria where the conflict has escalated."""

    def __init__(self, conflict: Conflict, claim: Claim) -> None:
        self._pulled = cast("Mapping[str, float]", claim.request.get("intensities", {}))
        self._batch = Batch.of(conflict, (concept_key(str(claim.request.get("concept", "seq"))),))
        self._by_mover = isinstance(conflict.moves, ArcMoves)
        self._also = claim.request.get("also") is True
        escalation = conflict.mediation.escalation
        self._escalated = conflict.where(escalation)
        self._start = cast("int", conflict.status_quo_index)
        self._arcs = [conflict.moves.pairs(i) for i in range(len(conflict.names))]

    def __call__(self, block: Block) -> Tested:
        payoffs = block.grouped_under(self._pulled)
        rests = self._batch.equilibria(payoffs)[0] & self._reached(payoffs)
        escalated = rests[self._escalated].any(axis=0)
        others = rests[~self._escalated].any(axis=0)
        return told(escalated & (self._also | ~others))

    def _reached(self, payoffs: list[Grouped]) -> Bools:
        """Say which states improvements lead to. Shape (states, size).

        In graph form a decision maker's moves need not compose: there who moved last is kept, as a
        row of its own, so that nobody moves twice in a row.
        """
        rows = len(payoffs) + 1 if self._by_mover else 1
        reached = np.zeros((rows, *payoffs[0].shape), bool)
        reached[0, self._start] = True
        waiting = [(0, self._start)]
        while waiting:
            row, origin = waiting.pop()
            for mover, target in self._leaving(origin, row):
                onwards = (mover + 1) * self._by_mover
                p = payoffs[mover]
                better = p[target] > p[origin]
                more: Bools = reached[row, origin] & better & ~reached[onwards, target]
                if more.any():
                    reached[onwards, target] |= more
                    if (onwards, target) not in waiting:
                        waiting.append((onwards, target))
        anyhow: Bools = np.logical_or.reduce(reached, axis=0)
        return anyhow

    def _leaving(self, origin: int, row: int) -> Iterator[tuple[int, int]]:
        """Yield who may move from a state, and where to."""
        for mover, (origins, targets) in enumerate(self._arcs):
            if row != mover + 1:
                yield from ((mover, int(target)) for target in targets[origins == origin])


class PlanTest:
    """There is a plan, or there is none.

    Attributes
    ----------
    task
        What is asked, in the model with its central values.
    """

    def __init__(self, conflict: Conflict, claim: Claim) -> None:
        self._claim = claim
        self.task = Task(conflict, request_of(claim))
        self._wanted = claim.test == "plan"
        self._undeterred = Undeterred(self.task)
        self._batch = Batch(
            conflict.moves, len(conflict.states), (self.task.concept.key,), self.task.movers
        )

    def __call__(self, block: Block) -> Tested:
        """Test a block of samples."""
        near = self._in_sight(block)
        held, nothing = np.full(block.size, not self._wanted), np.zeros(block.size, bool)
        found = Tested(held, nothing, nothing.copy())
        if near.any():
            for whole, part in zip(found, self._looked_into(chosen(block, near)), strict=True):
                whole[near] = part
        return found

    def _in_sight(self, block: Block) -> Bools:
        """Say where every signatory might be won over to some settlement, margins apart."""
        near = np.zeros(block.size, bool)
        for settlement in self.task.candidates:
            gains, _ = self._most_gained(block, settlement)
            near |= np.logical_and.reduce([gain + sway >= 0 for gain, sway in gains.values()])
        return near

    def _looked_into(self, block: Block) -> Tested:
        """Test samples in which there may be a plan."""
        planned, undecided = np.zeros(block.size, bool), np.zeros(block.size, bool)
        doubtful: dict[int, Reach] = {}
        for settlement in self.task.candidates:
            stopping.check()
            possible, best = self.within_reach(block, settlement)
            possible &= ~planned
            if possible.any():
                works = self._works(block, settlement, best, possible)
                planned |= works
                possible &= ~works
                undecided |= possible
                if possible.any():
                    doubtful[settlement] = possible, best
        undecided &= ~planned
        searched = np.zeros(block.size, bool)
        searched[_to_search(block, np.flatnonzero(undecided))] = True
        planned |= self._searched(block, searched, doubtful)
        held = (planned == self._wanted) & (searched | ~undecided)
        return Tested(held, undecided & ~searched, searched)

    def _searched(self, block: Block, wanted: Bools, doubtful: Mapping[int, Reach]) -> Bools:
        """Say in which of some samples there is a plan; search where neither answer shows.

        There is one where a settlement holds with all helpful levers but one or two, and none where
        some move away from each settlement within reach pays however levers are pulled.
        """
        found, left = np.zeros(block.size, bool), wanted
        if not self.task.request.margin and wanted.any():
            found, left = self.without_search(block, wanted, doubtful)
        for k in np.flatnonzero(left).tolist():
            stopping.check()
            found[k] = holds(block.at(k), self._claim) == self._wanted
        return found

    def without_search(
        self, block: Block, wanted: Bools, doubtful: Mapping[int, Reach]
    ) -> tuple[Bools, Bools]:
        """Say in which of some samples a plan is at hand, and in which nothing is known.

        Parameters
        ----------
        doubtful
            What ``within_reach`` says of the settlements that any of these samples hangs on.
        """
        found, open_somewhere = np.zeros(block.size, bool), np.zeros(block.size, bool)
        for settlement, (possible, best) in doubtful.items():
            stopping.check()
            where = np.flatnonzero(possible & wanted & ~found)
            if not len(where):
                continue
            may_hold = np.zeros(block.size, bool)
            may_hold[where] = ~self._undeterred(block, settlement, where)
            open_somewhere |= may_hold
            for few in _few(best):
                left = may_hold & ~found
                if not left.any():
                    break
                pulled = best | dict.fromkeys(few, np.zeros(block.size))
                found |= self._works_at(block, settlement, pulled, left)
        return found, open_somewhere & ~found

    def within_reach(self, block: Block, settlement: int) -> Reach:
        """Say where every signatory can be won, and the intensities that suit the targets best."""
        gains, best = self._most_gained(block, settlement)
        possible = np.ones(block.size, bool)
        for i, (gain, sway) in gains.items():
            possible &= gain + sway >= self.task.terms.least_margins(i, gain, block.ranges[i])
        return possible, best

    def _most_gained(
        self, block: Block, settlement: int
    ) -> tuple[dict[int, tuple[Floats, Floats]], dict[str, Floats]]:
        """Return what signatories gain by a settlement, of itself and by levers at the most.

        Beside it the intensities that suit the targets best. Nothing of signatories where there is
        nothing to sign.
        """
        task = self.task
        before = settlement if task.no_deal is None else task.no_deal
        signed = before != settlement
        best: dict[str, Floats] = {}
        swayed = {i: np.zeros(block.size) for i in (task.signatories if signed else ())}
        for lever in task.levers:
            bites = block.ensemble.bites[lever.name]
            change = float(bites[settlement]) - (float(bites[before]) if signed else 0.0)
            high = block.reach(lever, credible=task.request.credible)
            helps = block.weight(lever, lever.on) * change > 0
            best[lever.name] = np.where(helps, high, 0.0)
            for i, sway in swayed.items():
                moved = block.weight(lever, task.conflict.names[i]) * change
                sway += np.maximum(moved, 0.0) * high  # noqa: PLW2901 - added up in place
        own = block.grouped
        gains = {i: (own[i][settlement] - own[i][before], sway) for i, sway in swayed.items()}
        return gains, best

    def _margin(self, block: Block, mover: int) -> Floats:
        return self.task.terms.least_margins(mover, np.zeros(block.size), block.ranges[mover])

    def _works(self, block: Block, settlement: int, best: dict[str, Floats], where: Bools) -> Bools:
        """Say where a settlement is accepted and holds with all helpful levers, or with none.

        It must also hold where it is worth less to everybody by the margin of plans, so that
        nothing hangs on what is liked equally; and none does where a margin was asked for.
        """
        works = np.zeros(block.size, bool)
        if self.task.request.margin:
            return works
        none = {name: np.zeros(block.size) for name in best}
        for pulled in (best, none):
            left = where & ~works
            if left.any():
                works |= self._works_at(block, settlement, pulled, left)
        return works

    def _works_at(
        self, block: Block, settlement: int, pulled: dict[str, Floats], where: Bools
    ) -> Bools:
        """Say where a settlement is accepted and holds with levers pulled so."""
        payoffs = block.grouped_under(self._stepped(pulled), where)
        margins = [self._margin(block, i)[where] for i in range(len(payoffs))]
        fine = self._accepted(settlement, payoffs, margins)
        if fine.any():
            fine &= self._holds(settlement, payoffs)
        if fine.any():
            pairs = zip(payoffs, margins, strict=True)
            fine &= self._holds(settlement, [p.lowered(settlement, least) for p, least in pairs])
        works = np.zeros(block.size, bool)
        works[where] = fine
        return works

    def _stepped(self, pulled: dict[str, Floats]) -> dict[str, Floats]:
        """Round intensities down to the steps of their levers."""
        steps = {lever.name: lever.step for lever in self.task.levers}
        return {
            name: np.floor(t / step + 1e-9) * step if (step := steps[name]) else t
            for name, t in pulled.items()
        }

    def _accepted(self, settlement: int, payoffs: list[Grouped], margins: list[Floats]) -> Bools:
        no_deal = self.task.no_deal
        accepted = np.ones(payoffs[0].shape[1], bool)
        if no_deal is not None and no_deal != settlement:
            for i in self.task.signatories:
                accepted &= payoffs[i][settlement] - payoffs[i][no_deal] >= margins[i]
        return accepted

    def _holds(self, settlement: int, payoffs: list[Grouped]) -> Bools:
        held: Bools = self._batch.equilibria(payoffs)[0, settlement]
        return held
