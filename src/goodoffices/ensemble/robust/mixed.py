"""One mixed-integer programme of a sampled programme, for HiGHS.

With t the intensities, one binary z per scenario (1: dropped) and one binary y per row of a clause
of several (1: this row holds),

    minimise c·t  subject to  sum of z <= how many may be dropped,
    g·t >= h - (h - b) z                   for a condition of a single row,
    g·t >= h - (h - b) (1 - y)             for each row of a clause of several,
    sum of y over a clause >= 1 - z,
    t <= limit + (high - limit) z          for each lever and scenario,

where b is the least that g·t can be. To keep the most scenarios, the sum of z
is minimised instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from goodoffices.ensemble.robust.planning import Floats
from goodoffices.ensemble.robust.programme import Chosen, Condition, Sampled
from goodoffices.mediation.plan.highs import STOPPED, Table, Whole, least
from goodoffices.mediation.plan.programme import Row
from goodoffices.model.levers import ROUNDING

NODES = 5_000
"""Nodes of the tree of one mixed-integer programme; beyond, the best that was found is given."""
_HALF = 0.5


@dataclass(frozen=True)
class Solved:
    """What HiGHS found.

    Attributes
    ----------
    chosen
        Scenarios kept and rows chosen; None where nothing was found.
    bound
        The objective is at least this.
    complete
        Whether the search went to the end.
    """

    chosen: Chosen | None
    bound: float
    complete: bool


class _Table:
    """Rows of a matrix, written one by one: each is at least so much."""

    def __init__(self) -> None:
        self.least: list[float] = []
        self._cells: list[tuple[int, int, float]] = []

    def add(self, entries: Mapping[int, float], least: float) -> None:
        number = len(self.least)
        self._cells += [(number, column, value) for column, value in entries.items() if value]
        self.least.append(least)

    def table(self, unit: Floats) -> Table:
        """Return the rows, columns counted in units."""
        cells = np.array(self._cells).reshape(-1, 3)
        rows, columns = cells[:, 0].astype(np.int64), cells[:, 1].astype(np.int64)
        return Table(rows, columns, cells[:, 2] * unit[columns], np.array(self.least))


class MixedProgramme:
    """The programme written out: columns t, then z, then y.

    Parameters
    ----------
    dropped
        How many scenarios may be; None to drop the fewest.
    known
        No plan that costs more is looked for.
    """

    def __init__(self, programme: Sampled, dropped: int | None, known: float) -> None:
        self._programme = programme
        self._dropped = dropped
        self._levers, self._count = len(programme.costs), len(programme.scenarios)
        self._room = self._count if dropped is None else dropped
        self._high = (
            programme.high_of(np.zeros(self._count, bool))
            if dropped is None
            else programme.high(dropped)
        )
        self._width = self._levers + self._count
        self._table = _Table()
        self._lost: set[int] = set()
        self._singles: list[tuple[int, Row]] = []
        self._several: list[tuple[int, int, Row]] = []
        self._write(known)

    def _write(self, known: float) -> None:
        clauses = list(self._sorted_out(self._programme.conditions))
        for k, row in self._singles:
            self._switched(row, self._levers + k, off=True)
        for k, clause in clauses:
            self._clause(k, clause)
        self._limits()
        drops = {self._levers + k: -1.0 for k in range(self._count)}
        self._table.add(drops, -float(self._room))
        if self._dropped is not None and np.isfinite(known):
            costs = dict(enumerate((-self._programme.costs).tolist()))
            self._table.add(costs, -known)

    def _sorted_out(self, conditions: Iterable[Condition]) -> Iterable[tuple[int, list[Row]]]:
        """Yield the clauses of several rows, and note single rows and scenarios that are lost."""
        for condition in conditions:
            reach = [self._reach(row) for row in condition.rows]
            if any(low >= row.h for row, (low, _) in zip(condition.rows, reach, strict=True)):
                continue
            rows = [
                row
                for row, (_, top) in zip(condition.rows, reach, strict=True)
                if top >= row.h - ROUNDING
            ]
            if not rows:
                self._lost.add(condition.scenario)
            elif len(rows) == 1:
                self._singles.append((condition.scenario, rows[0]))
            else:
                yield condition.scenario, rows

    def _reach(self, row: Row) -> tuple[float, float]:
        ends = np.array(row.g) * self._high
        return float(np.minimum(ends, 0).sum()), float(np.maximum(ends, 0).sum())

    def _switched(self, row: Row, column: int, *, off: bool) -> None:
        """Write g·t >= h where a binary is 0 (``off``) or 1, and what g·t is at least elsewhere."""
        bound = self._reach(row)[0]
        gap = row.h - bound
        entries = dict(enumerate(row.g))
        if off:
            self._table.add({**entries, column: gap}, row.h)
        else:
            self._table.add({**entries, column: -gap}, bound)

    def _clause(self, scenario: int, rows: list[Row]) -> None:
        some = {self._levers + scenario: 1.0}
        for row in rows:
            column, self._width = self._width, self._width + 1
            self._several.append((scenario, column, row))
            self._switched(row, column, off=False)
            some[column] = 1.0
        self._table.add(some, 1.0)

    def _limits(self) -> None:
        limits = self._programme.scenarios.limits
        for lever, k in zip(*np.nonzero(limits < self._high[:, None]), strict=True):
            least = float(limits[lever, k])
            gap = float(self._high[lever]) - least
            self._table.add({int(lever): -1.0, self._levers + int(k): gap}, -least)

    def solve(self, limit: float | None) -> Solved:
        """Solve it, in so many seconds where a limit is given."""
        if len(self._lost) > self._room:
            return Solved(None, np.inf, complete=True)
        steps = np.append(self._programme.steps, np.zeros(self._width - self._levers))
        unit = np.where(steps > 0, steps, 1.0)
        whole = steps > 0
        whole[self._levers :] = True
        low, high = np.zeros(self._width), np.ones(self._width)
        high[: self._levers] = self._high
        high = high / unit + (steps > 0) * ROUNDING
        low[[self._levers + k for k in self._lost]] = 1.0
        found = least(
            self._objective() * unit,
            self._table.table(unit),
            low,
            high,
            Whole(whole, ROUNDING, NODES, limit),
        )
        complete = found.status != STOPPED
        if found.x is None:
            return Solved(None, np.inf if complete else 0.0, complete)
        return Solved(self._chosen(found.x), found.bound, complete)

    def _objective(self) -> Floats:
        objective = np.zeros(self._width)
        if self._dropped is None:
            objective[self._levers : self._levers + self._count] = 1.0
        else:
            objective[: self._levers] = self._programme.costs
        return objective

    def _chosen(self, x: Floats) -> Chosen:
        kept = x[self._levers : self._levers + self._count] < _HALF
        rows = [*self._singles, *((k, row) for k, y, row in self._several if x[y] > _HALF)]
        of = np.array([k for k, _ in rows], dtype=np.int64)
        return Chosen(self._programme, kept, tuple(row for _, row in rows), of)
