"""The programme behind a plan: least cost subject to inequalities and to alternatives.

minimise  c·t  over  low <= t <= high  (some t on whole steps)  subject to

- rows ``g·t >= h`` that must all hold, and
- clauses: sets of rows of which at least one must hold.

Here the programme is written down and its linear part is solved (``highs``); ``search`` sees to
the clauses and the steps.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodoffices.mediation.plan.highs import NOTHING, Table, least
from goodoffices.model.levers import ROUNDING

DEFAULT_MARGIN = 1e-6
"""Of the payoff range: by how much what has to be liked better is, unless a margin is asked for."""
_DIGITS, _CLOSE = 6, 1e-2
_FINER = ROUNDING / 4  # what holds here is equal to who judges payoffs under levers
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """g·t >= h: decision maker ``mover`` likes state ``better`` as well as ``worse`` (indices).

    Attributes
    ----------
    margin
        The part of h by which the payoffs have to differ; 0 where equal ones will do.
    size
        How far the two are apart with no lever pulled.
    """

    g: tuple[float, ...]
    h: float
    mover: int = field(default=-1, compare=False)
    better: int = field(default=-1, compare=False)
    worse: int = field(default=-1, compare=False)
    margin: float = field(default=0.0, compare=False)
    size: float = field(default=0.0, compare=False)

    def holds(self, t: Floats, room: float = 0.0) -> bool:
        """Say whether the row holds, up to rounding and to some room."""
        short = self.h - float(np.dot(self.g, t)) - room
        return short <= 0 or short <= _FINER * (self.size + float(np.dot(np.abs(self.g), t)))

    def binds(self, t: Floats) -> bool:
        """Say whether the row would not hold if it asked for a little more."""
        apart = float(np.dot(np.abs(self.g), t)) + self.size + self.margin
        return float(np.dot(self.g, t)) - self.h < DEFAULT_MARGIN * apart and any(self.g)

    def nearly_holds(self, t: Floats) -> bool:
        """Say whether the row holds but for half a margin as small as the usual one."""
        return self.holds(t, float(room(self.margin)))


def room(margin: float | Floats) -> Floats:
    """Return how much of a margin, in payoff ranges, may be missing where what it is for holds."""
    half: Floats = np.minimum(margin, DEFAULT_MARGIN) / 2
    return half


class Clause(NamedTuple):
    """Rows of which one must hold, so that ``mover`` is deterred from going to ``target``."""

    mover: int
    target: int
    rows: tuple[Row, ...]


@dataclass
class Programme:
    """Grows while a plan is sought; see the module's description.

    Attributes
    ----------
    negligible
        What is as good as nothing, per column.
    """

    names: tuple[str, ...]
    costs: Floats
    high: Floats
    steps: tuple[float | None, ...]
    negligible: Floats
    rows: list[Row] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)

    def reach(self, row: Row) -> tuple[float, float]:
        """Return the least and greatest g·t within the bounds."""
        ends = np.array(row.g) * self.high
        return float(np.minimum(ends, 0).sum()), float(np.maximum(ends, 0).sum())

    def cleaned(self, t: Floats) -> Floats:
        """Return t with next to nothing as nothing, next to all as all, and short numbers short."""
        short = np.round(t, _DIGITS)
        t = np.where(np.abs(short - t) < self.negligible * _CLOSE, short, t)
        t = np.where(t < self.negligible, 0.0, t)
        return np.where(t > self.high - self.negligible * _CLOSE, self.high, t)

    def add_clause(self, mover: int, target: int, rows: list[Row]) -> Clause:
        """Add a clause, keeping per direction the weakest row and dropping rows out of reach."""
        weakest: dict[tuple[float, ...], Row] = {}
        for row in rows:
            if not row.holds(np.where(np.array(row.g) > 0, self.high, 0.0)):
                continue
            if row.g not in weakest or row.h < weakest[row.g].h:
                weakest[row.g] = row
        self.clauses.append(Clause(mover, target, tuple(weakest.values())))
        return self.clauses[-1]


class Solution(NamedTuple):
    """An optimum of a programme: intensities, cost, and the rows chosen from the clauses.

    Attributes
    ----------
    duals
        Per row, what the cost falls by when it is relaxed by one.
    limits
        Per column, what the cost falls by when its upper bound is raised by one.
    """

    intensities: Floats
    cost: float
    rows: tuple[Row, ...]
    duals: tuple[float, ...]
    limits: tuple[float, ...]


class Optimum(NamedTuple):
    """An optimum of a linear programme; multipliers and limits as in ``Solution``."""

    intensities: Floats
    cost: float
    multipliers: Floats
    limits: Floats


class Linear(NamedTuple):
    """A linear programme: costs over g·t >= h within bounds."""

    costs: Floats
    g: Floats
    h: Floats
    low: Floats
    high: Floats

    def optimum(self) -> Optimum | None:
        """Return the optimum; None when the rows cannot all hold.

        Raises
        ------
        SolverError
            The solver stopped without an answer.
        """
        if not len(self.costs):  # no lever: the rows hold as they are, or not
            holds = bool((self.h <= ROUNDING).all())
            return Optimum(np.zeros(0), 0.0, np.zeros(len(self.h)), np.zeros(0)) if holds else None
        found = least(self.costs, Table.dense(self.g, self.h), self.low, self.high)
        if found.x is None:
            return None
        return Optimum(found.x, found.cost, found.multipliers, found.limits)

    def gentlest(self, cost: float) -> Floats | None:
        """Return the intensities that are least in all, in shares of their bounds, at a cost."""
        if not len(self.costs):
            return None
        g = np.vstack([self.g, -self.costs])
        h = np.append(self.h, -cost)
        shares = 1 / np.where(self.high > NOTHING, self.high, 1.0)
        return least(shares, Table.dense(g, h), self.low, self.high).x
