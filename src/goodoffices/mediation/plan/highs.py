"""HiGHS, which solves programmes: the one module that calls it.

    minimise  c·x   subject to   A x >= b,   low <= x <= high,   some x whole numbers.

HiGHS lets rows and bounds fail by an absolute amount. So it is given y with x = u·y, where u is
what a column could be needed for at most, and rows whose greatest entry is about 1; what it finds
is scaled back. Scales are powers of two, which round nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import SolverError

if TYPE_CHECKING:
    from highspy._core import _Highs

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
SOLVED, IMPOSSIBLE, STOPPED = "solved", "impossible", "stopped"
TOLERANCE = 1e-10
"""What rows, bounds and reduced costs may fail by, with rows and columns of about 1."""
WHOLE = 1e-6
"""What a whole number may fail by; rows beside it are made a thousand times finer."""
_FINER = _BEYOND = 2.0**10
_MOST, NOTHING = 1e100, 1e-100
_POINT = 2  # HiGHS's number for a solution that meets the rows


class Table(NamedTuple):
    """The rows of a programme, without their zeros.

    Attributes
    ----------
    rows, columns, values
        The entries, row after row. Shape (entries,).
    least
        What each row is at least. Shape (rows,).
    """

    rows: Indices
    columns: Indices
    values: Floats
    least: Floats

    @classmethod
    def dense(cls, entries: Floats, least: Floats) -> Table:
        """Return the table of a matrix. Shape (rows, columns)."""
        rows, columns = np.nonzero(np.abs(entries) > NOTHING)
        return cls(rows, columns, entries[rows, columns], least)


class Whole(NamedTuple):
    """Which columns are whole numbers, and when to stop looking for better ones.

    Attributes
    ----------
    columns
        Shape (columns,).
    gap
        Relative to the cost: how much better a solution may be that is not looked for.
    """

    columns: Bools
    gap: float = 0.0
    nodes: int | None = None
    seconds: float | None = None


@dataclass(frozen=True)
class Solved:
    """What was found.

    Attributes
    ----------
    status
        ``solved``, ``impossible`` (no x meets the rows) or ``stopped`` (at a limit).
    x
        The best found. Shape (columns,).
    cost, bound
        Its cost, and what every solution costs at least.
    multipliers
        Per row, what the cost falls by when it is relaxed by one.
    limits
        Per column, what the cost falls by when its upper bound is raised by one.
    """

    status: str
    x: Floats | None = None
    cost: float = math.inf
    bound: float = math.inf
    multipliers: Floats = field(default_factory=lambda: np.zeros(0))
    limits: Floats = field(default_factory=lambda: np.zeros(0))


def least(
    costs: Floats, table: Table, low: Floats, high: Floats, whole: Whole | None = None
) -> Solved:
    """Return the least-cost solution of a programme.

    Parameters
    ----------
    low, high
        Finite bounds. Shape (columns,).
    whole
        Which columns are whole numbers; none by default.

    Raises
    ------
    SolverError
        HiGHS ended without an answer, or the numbers are beyond what it can take.

    Examples
    --------
    Two apples of 3 and no pear of 5, where at least two are wanted:

    >>> import numpy as np
    >>> from goodoffices.mediation.plan.highs import Table, least
    >>> rows = Table.dense(np.array([[1.0, 1.0]]), np.array([2.0]))
    >>> least(np.array([3.0, 5.0]), rows, np.zeros(2), np.full(2, 9.0)).x
    array([2., 0.])
    """
    numbers = (costs, table.values, table.least, low, high)
    if not all((np.abs(part) <= _MOST).all() for part in numbers):
        raise SolverError(
            "the numbers of the programme behind the answer are too large to be computed with; "
            "state payoffs, effects and costs in larger units"
        )
    if (low > high).any():
        return Solved(IMPOSSIBLE)
    scaled = _Scaled.of(costs, table, (low, high), whole)
    return scaled.read(_run(scaled, whole))


class _Scaled(NamedTuple):
    """A programme in y = x / unit, whose rows and costs are about 1 in size."""

    costs: Floats
    table: Table
    low: Floats
    high: Floats
    unit: Floats
    row: Floats
    price: float

    @classmethod
    def of(
        cls, costs: Floats, table: Table, bounds: tuple[Floats, Floats], whole: Whole | None
    ) -> _Scaled:
        unit = _needed(table, *bounds)
        if whole is not None:
            unit[whole.columns] = 1.0
        low, high = bounds[0] / unit, bounds[1] / unit
        values = table.values * unit[table.columns]
        greatest = np.zeros(len(table.least))
        np.maximum.at(greatest, table.rows, np.abs(values))
        row = (1.0 if whole is None else _FINER) / _power_of_two(greatest)
        values *= row[table.rows]
        ends = values * low[table.columns], values * high[table.columns]
        bottom, top = (np.zeros(len(row)) for _ in ends)
        np.add.at(bottom, table.rows, np.minimum(*ends))
        np.add.at(top, table.rows, np.maximum(*ends))
        idle, impossible = bottom - _BEYOND, top + _BEYOND  # by however much
        wanted = np.clip(table.least * row, idle, impossible)
        price = float(1 / _power_of_two(np.abs(costs * unit).max(initial=0.0)))
        inner = Table(table.rows, table.columns, values, wanted)
        return cls(costs * unit * price, inner, low, high, unit, row, price)

    def read(self, solver: _Highs) -> Solved:
        """Return what HiGHS found, scaled back, its status in our words."""
        import highspy

        status = solver.getModelStatus()
        codes = highspy.HighsModelStatus
        if status in {codes.kInfeasible, codes.kUnboundedOrInfeasible}:  # every bound is finite
            return Solved(IMPOSSIBLE)
        solution, info = solver.getSolution(), solver.getInfo()
        limits = {codes.kTimeLimit, codes.kSolutionLimit, codes.kIterationLimit, codes.kInterrupt}
        if status not in {codes.kOptimal, codes.kModelEmpty} | limits:
            raise SolverError(
                "the programme behind the answer could not be solved; its numbers may be too far "
                "apart: compare the greatest and the least of the payoffs, effects and costs"
            )
        bound = info.mip_dual_bound / self.price
        if status in limits and not (
            solution.value_valid and info.primal_solution_status == _POINT
        ):
            return Solved(STOPPED, bound=bound)
        x = np.clip(np.array(solution.col_value), self.low, self.high) * self.unit
        rows, columns = np.array(solution.row_dual), np.array(solution.col_dual)
        return Solved(
            STOPPED if status in limits else SOLVED,
            x,
            info.objective_function_value / self.price,
            bound,
            rows * self.row / self.price,
            np.maximum(-columns, 0.0) / (self.unit * self.price),
        )


def _run(scaled: _Scaled, whole: Whole | None) -> _Highs:
    """Let HiGHS solve a programme, without a word on the screen."""
    import highspy
    from highspy._core import _Highs  # ``Highs`` writes its name on the screen

    solver = _Highs()
    for name, value in _options(whole).items():
        solver.setOptionValue(name, value)
    table, columns, rows = scaled.table, len(scaled.costs), len(scaled.table.least)
    kinds = np.zeros(columns, np.int32) if whole is None else whole.columns.astype(np.int32)
    solver.passModel(
        columns,
        rows,
        len(table.values),
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMinimize),
        0.0,
        scaled.costs,
        scaled.low,
        scaled.high,
        table.least,
        np.full(rows, np.inf),
        np.searchsorted(table.rows, np.arange(rows)).astype(np.int32),
        table.columns.astype(np.int32),
        table.values,
        kinds,
    )
    solver.run()
    return solver


def _options(whole: Whole | None) -> dict[str, bool | int | float]:
    options: dict[str, bool | int | float] = {
        "output_flag": False,
        "threads": 1,
        "primal_feasibility_tolerance": TOLERANCE,
        "dual_feasibility_tolerance": TOLERANCE,
        "mip_feasibility_tolerance": WHOLE,
        "small_matrix_value": 1e-12,
    }
    if whole is not None:
        options["mip_rel_gap"] = whole.gap
        if whole.nodes is not None:
            options["mip_max_nodes"] = whole.nodes
        if whole.seconds is not None:
            options["time_limit"] = whole.seconds
    return options


def _needed(table: Table, low: Floats, high: Floats) -> Floats:
    """Return how far each column could be needed at most, by its bounds and by any row."""
    reach = np.maximum(np.abs(low), np.abs(high))
    wanted = np.zeros(len(low))
    with np.errstate(over="ignore"):
        np.maximum.at(wanted, table.columns, np.abs(table.least[table.rows]) / np.abs(table.values))
    return _power_of_two(np.where(wanted > 0, np.minimum(wanted, reach), reach))


def _power_of_two(size: Floats) -> Floats:
    """Return a power of two of about a size, 1 for next to nothing."""
    _, exponent = np.frexp(np.where(np.asarray(size) > NOTHING, size, 0.5))
    result: Floats = np.ldexp(1.0, exponent)
    return result
