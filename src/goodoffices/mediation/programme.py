"""The programme behind a plan: least cost subject to inequalities and to alternatives.

minimise  c·t  over  low <= t <= high  (some t on whole steps)  subject to

- rows ``g·t >= h`` that must all hold, and
- clauses: sets of rows of which at least one must hold.

A clause with several rows becomes binaries, one per row, that switch the row on; the constant that
switches it off is the least the row can reach within the bounds. HiGHS (through SciPy) solves it;
the chosen alternatives are then fixed and the linear programme that is left is solved again, so
that the answer satisfies its rows to the linear solver's accuracy and not to that of the binaries.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import SolverError

_INFEASIBLE = 2
_FAILED = 4
_HALF = 0.5
_ROOM = 1e-9
if TYPE_CHECKING:
    from scipy.optimize import OptimizeResult

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """g·t >= h: decision maker ``mover`` likes state ``better`` more than ``worse`` (indices)."""

    g: tuple[float, ...]
    h: float
    mover: int = field(default=-1, compare=False)
    better: int = field(default=-1, compare=False)
    worse: int = field(default=-1, compare=False)


@dataclass
class Programme:
    """Grows while a plan is sought; see the module's description."""

    costs: Floats
    high: Floats
    steps: tuple[float | None, ...]
    rows: list[Row] = field(default_factory=list)
    clauses: list[tuple[Row, ...]] = field(default_factory=list)
    excluded: list[tuple[Row, ...]] = field(default_factory=list)

    def reach(self, row: Row) -> tuple[float, float]:
        """Return the least and greatest g·t within the bounds."""
        ends = np.array(row.g) * self.high
        return float(np.minimum(ends, 0).sum()), float(np.maximum(ends, 0).sum())

    def add_clause(self, rows: list[Row]) -> None:
        """Add a clause, keeping per direction the weakest row and dropping rows out of reach."""
        weakest: dict[tuple[float, ...], Row] = {}
        for row in rows:
            if self.reach(row)[1] < row.h:
                continue
            if row.g not in weakest or row.h < weakest[row.g].h:
                weakest[row.g] = row
        kept = tuple(weakest.values())
        if len(kept) == 1:
            self.rows.append(kept[0])
        else:
            self.clauses.append(kept)


@dataclass(frozen=True)
class Solution:
    """An optimum of a programme: intensities, cost, and the rows chosen from the clauses."""

    intensities: Floats
    cost: float
    rows: tuple[Row, ...]
    duals: tuple[float, ...]
    gap: float = 0.0


def solve(programme: Programme, time_limit: float | None = None) -> Solution | None:
    """Return a least-cost solution, or None when there is none.

    Raises
    ------
    SolverError
        The solver stopped without an answer (time limit).
    """
    if not all(programme.clauses):
        return None
    while True:
        outcome = _alternatives(programme, time_limit)
        if outcome is None:
            return None
        chosen, whole, gap = outcome
        polished = _linear(programme, chosen, whole)
        if polished is not None:
            intensities, cost, duals = polished
            return Solution(intensities, cost, (*programme.rows, *chosen), duals, gap)
        if not chosen:
            return None
        programme.excluded.append(tuple(chosen))


def _alternatives(
    programme: Programme, time_limit: float | None
) -> tuple[list[Row], dict[int, float], float] | None:
    """Choose a row of each clause and a multiple of each step; nothing to choose is a choice."""
    if not programme.clauses and not any(programme.steps):
        return [], {}, 0.0
    return _Mixed(programme).solve(time_limit)


class _Mixed:
    """The programme with binaries: columns t, then steps' counts, then one per distinct row."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.stepped = [k for k, step in enumerate(programme.steps) if step]
        self.switches = list(dict.fromkeys(row for clause in programme.clauses for row in clause))
        self.width = len(programme.costs) + len(self.stepped) + len(self.switches)
        self._lines: list[Floats] = []
        self._least: list[float] = []

    def _require(self, entries: dict[int, float], least: float) -> None:
        line = np.zeros(self.width)
        for column, value in entries.items():
            line[column] += value
        self._lines.append(line)
        self._least.append(least)

    def _build(self) -> None:
        programme, n = self.programme, len(self.programme.costs)
        first = n + len(self.stepped)
        place = {row: first + k for k, row in enumerate(self.switches)}
        for row in programme.rows:
            self._require(dict(enumerate(row.g)), row.h)
        for j, k in enumerate(self.stepped):
            step = programme.steps[k] or 1.0
            self._require({k: 1.0, n + j: -step}, 0.0)
            self._require({k: -1.0, n + j: step}, 0.0)
        for row in self.switches:
            off = min(programme.reach(row)[0] - row.h, 0.0)
            self._require({**dict(enumerate(row.g)), place[row]: off}, row.h + off)
        for clause in programme.clauses:
            self._require({place[row]: 1.0 for row in clause}, 1.0)
        for rows in programme.excluded:
            self._require({place[row]: -1.0 for row in rows}, 1.0 - len(rows))

    def solve(self, time_limit: float | None) -> tuple[list[Row], dict[int, float], float] | None:
        """Return the rows switched on, the levers on steps with their values, and the gap."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        programme, n = self.programme, len(self.programme.costs)
        self._build()
        whole = np.zeros(self.width, np.int64)
        whole[n:] = 1
        counts = [
            np.floor(programme.high[k] / (programme.steps[k] or 1) + 1e-9) for k in self.stepped
        ]
        high = np.concatenate([programme.high, counts, np.ones(len(self.switches))])
        constraints = (
            [LinearConstraint(np.array(self._lines), np.array(self._least))] if self._lines else []
        )
        objective = np.concatenate([programme.costs, np.zeros(self.width - n)])
        for presolve in (True, False):  # HiGHS's presolve now and then gives up on a solvable case
            found = milp(
                objective,
                integrality=whole,
                bounds=Bounds(0, high),
                constraints=constraints,
                options={
                    "presolve": presolve,
                    "mip_rel_gap": 1e-9,
                    "time_limit": time_limit or float("inf"),
                },
            )
            if found.status != _FAILED:
                break
        if found.status == _INFEASIBLE:
            return None
        if found.x is None:
            raise SolverError(found.message)
        first = n + len(self.stepped)
        on = [row for row, z in zip(self.switches, found.x[first:], strict=True) if z > _HALF]
        set_ = {
            k: float(round(found.x[n + j]) * (programme.steps[k] or 1))
            for j, k in enumerate(self.stepped)
        }
        return on, set_, float(found.mip_gap or 0.0)


def _linear(
    programme: Programme, chosen: list[Row], fixed: dict[int, float]
) -> tuple[Floats, float, tuple[float, ...]] | None:
    """Solve what is left once the alternatives are chosen, and of equal optima take the gentlest.

    Returns intensities, cost, and per row what the cost falls by when it is relaxed by one.
    """
    rows = [*programme.rows, *chosen]
    g = np.array([row.g for row in rows]).reshape(len(rows), len(programme.costs))
    h = np.array([row.h for row in rows])
    if not len(programme.costs):  # no lever: the rows hold as they are, or not
        return None if (h > 0).any() else (np.zeros(0), 0.0, (0.0,) * len(rows))
    bounds = [(fixed.get(k, 0.0), fixed.get(k, top)) for k, top in enumerate(programme.high)]
    first = _least(programme.costs, g, h, bounds)
    if first is None:
        return None
    cost = float(first.fun)
    room = _ROOM * max(abs(cost), 1.0)
    gentle = 1 / np.where(programme.high > 0, programme.high, 1.0)
    limited = np.vstack([g, -programme.costs]), np.append(h, -cost - room)
    second = _least(gentle, *limited, bounds)
    x = first.x if second is None else second.x
    duals = tuple(-float(m) for m in first.ineqlin.marginals) if rows else ()
    return np.maximum(x, 0.0), float(programme.costs @ x), duals


def _least(
    costs: Floats, g: Floats, h: Floats, bounds: list[tuple[float, float]]
) -> OptimizeResult | None:
    """Minimise a linear function over g x >= h within bounds; None when there is no such x."""
    from scipy.optimize import linprog

    found = linprog(
        costs,
        A_ub=-g if len(h) else None,
        b_ub=-h if len(h) else None,
        bounds=bounds,
        method="highs",
        options={"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10},
    )
    if found.status == _INFEASIBLE:
        return None
    if found.x is None:
        raise SolverError(found.message)
    return found
