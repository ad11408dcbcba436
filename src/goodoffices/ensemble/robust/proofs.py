"""The sampled programme solved to the end.

The mixed-integer programme (``mixed``) with the conditions known so far is solved, the conditions
that fail at its answer are added, and so on until none fails in a scenario kept; or until its
answer is a plan in enough scenarios, whichever. Its objective is then the least there is, since
the conditions rule out no plan.

HiGHS takes a binary of a millionth for 0, which frees a row by as much as a margin. So the
scenarios and rows that it chooses are taken as a linear programme, which is solved by itself;
*proven* is said where that comes, to a hundred-thousandth, to what HiGHS says nothing undercuts.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from goodoffices import stopping
from goodoffices.ensemble.robust.mixed import MixedProgramme
from goodoffices.ensemble.robust.programme import Point, Sampled

AGREES = 1e-5
"""Relative to the cost: what an optimum and its bound may differ by."""
_ROUNDS = 200
_UNFINISHED = 3  # programmes that HiGHS does not solve to the end


@dataclass(frozen=True)
class Proof:
    """What is proven of a sampled programme.

    Attributes
    ----------
    point
        The best point found; None where none was.
    bound
        No plan costs less, or drops fewer scenarios; infinite where there is no plan.
    proven
        Whether the point is the best there is, or there is none.
    """

    point: Point | None
    bound: float
    proven: bool


def least_cost(
    programme: Sampled, dropped: int, known: Point | None = None, ceiling: float = np.inf
) -> Proof:
    """Return the cheapest point that is a plan in all but so many scenarios.

    Parameters
    ----------
    known
        Such a point, if one is known already.
    ceiling
        Nothing dearer is looked for.
    """
    return _Pursuit(programme, dropped, known, ceiling).proof()


def most_kept(programme: Sampled, known: Point | None = None) -> Proof:
    """Return a point that is a plan in the most scenarios."""
    return _Pursuit(programme, None, known, np.inf).proof()


@dataclass
class _Pursuit:
    programme: Sampled
    dropped: int | None
    best: Point | None
    ceiling: float

    def proof(self) -> Proof:
        bound, unfinished = 0.0, 0
        limit = self.programme.scenarios.task.request.limit
        start = time.monotonic()
        for _ in range(_ROUNDS):
            stopping.check()
            left = None if limit is None else limit - (time.monotonic() - start)
            if left is not None and left <= 0:
                break
            found = MixedProgramme(self.programme, self.dropped, self._worst).solve(left)
            bound = max(bound, found.bound)
            if found.chosen is None:
                if found.complete and self.dropped is not None:  # nothing below what is known
                    bound = min(self.ceiling, np.inf if self.best is None else self.best.cost)
                return Proof(self.best, bound, found.complete)
            solved = found.chosen.solve()
            if solved is None:  # possible within the tolerance of HiGHS only
                break
            point = self.programme.point(solved[0])
            failing, silent = self.programme.failing(point, found.chosen.kept)
            self._take(point)
            if self._agreed(bound):
                return Proof(self.best, bound, proven=True)
            unfinished += not found.complete
            if not failing or len(silent) or unfinished >= _UNFINISHED:
                break
        return Proof(self.best, bound, proven=False)

    @property
    def _worst(self) -> float:
        if self.dropped is None:
            return np.inf
        worst = self.ceiling if self.best is None else min(self.ceiling, self.best.cost)
        return worst + AGREES * max(abs(worst), 1.0) if np.isfinite(worst) else np.inf

    def _value(self, point: Point) -> float:
        return len(point.held) - point.count if self.dropped is None else point.cost

    def _take(self, point: Point) -> None:
        """Keep a point that is a plan in enough scenarios, if it is the best so far."""
        if self.dropped is not None and len(point.held) - point.count > self.dropped:
            return
        if self.best is None or self._value(point) < self._value(self.best):
            self.best = point

    def _agreed(self, bound: float) -> bool:
        if self.best is None:
            return False
        value = self._value(self.best)
        return value <= bound + AGREES * max(abs(value), 1.0)
