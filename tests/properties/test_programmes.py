"""Random programmes: HiGHS called directly, against SciPy's call of it and against enumeration."""

import itertools

import numpy as np
import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import linprog

from goodoffices.errors import SolverError
from goodoffices.mediation.plan.highs import IMPOSSIBLE, SOLVED, Table, Whole, least

Floats = NDArray[np.float64]
Programme = tuple[Floats, Floats, Floats, Floats]
INFEASIBLE = 2
APART = [10.0**k for k in range(-7, 8)]
entries = st.one_of(st.integers(-4, 4).map(float), st.integers(-5000, 5000).map(lambda k: k / 997))


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """Costs, matrix, what rows are at least, and upper bounds."""
    columns, rows = draw(st.integers(1, 5)), draw(st.integers(1, 8))

    def numbers(count: int, kind: st.SearchStrategy[float]) -> Floats:
        return np.array(draw(st.lists(kind, min_size=count, max_size=count)))

    table = numbers(rows * columns, entries).reshape(rows, columns)
    high = numbers(columns, st.integers(0, 20).map(lambda k: k / 2))
    return numbers(columns, entries), table, numbers(rows, entries), high


@given(programmes())
def test_the_optimum_is_that_of_scipy_and_multipliers_prove_it(programme: Programme) -> None:
    costs, table, h, high = programme
    found = least(costs, Table.dense(table, h), np.zeros(len(high)), high)
    other = linprog(costs, A_ub=-table, b_ub=-h, bounds=[(0, top) for top in high])
    event(found.status)
    assert (found.status == IMPOSSIBLE) == (other.status == INFEASIBLE)
    if found.x is not None:
        assert found.cost == pytest.approx(other.fun, abs=1e-8)
        assert found.cost == pytest.approx(costs @ found.x, abs=1e-9)
        assert (table @ found.x >= h - 1e-9).all()
        assert (found.multipliers >= -1e-9).all()
        reduced = np.minimum(costs - found.multipliers @ table, 0)
        assert found.cost == pytest.approx(found.multipliers @ h + reduced @ high, abs=1e-7)
        assert found.limits == pytest.approx(-reduced, abs=1e-7)


@given(programmes(), st.data())
def test_units_far_apart_change_no_optimum(programme: Programme, data: st.DataObject) -> None:
    costs, table, h, high = programme
    rows = data.draw(st.lists(st.sampled_from(APART), min_size=len(h), max_size=len(h)))
    columns = data.draw(st.lists(st.sampled_from(APART), min_size=len(high), max_size=len(high)))
    before = least(costs, Table.dense(table, h), np.zeros(len(high)), high)
    scaled = Table.dense(table * np.outer(rows, columns), h * rows)
    after = least(costs * columns, scaled, np.zeros(len(high)), high / columns)
    assert after.status == before.status
    assert after.cost == pytest.approx(before.cost, abs=1e-8)


@given(programmes())
def test_whole_numbers_are_those_of_enumeration(programme: Programme) -> None:
    costs, table, h, high = programme
    high = np.minimum(high, 4)
    whole = Whole(np.ones(len(high), bool))
    found = least(costs, Table.dense(table, h), np.zeros(len(high)), high, whole)
    points = np.array(list(itertools.product(*(np.arange(np.floor(top) + 1) for top in high))))
    fine = (points @ table.T >= h - 1e-7).all(axis=1)
    event(found.status)
    assert (found.status == SOLVED) == fine.any()
    if found.x is not None:
        assert found.cost == pytest.approx((points[fine] @ costs).min(), abs=1e-6)


@pytest.mark.parametrize("size", [1e101, np.inf, np.nan])
def test_numbers_beyond_computing_are_refused_in_a_sentence(size: float) -> None:
    table = Table.dense(np.array([[1.0]]), np.array([size]))
    with pytest.raises(SolverError, match="the numbers of the programme behind the answer"):
        least(np.ones(1), table, np.zeros(1), np.ones(1))


def test_nothing_is_written_to_the_screen(capfd: pytest.CaptureFixture[str]) -> None:
    for whole in (None, Whole(np.ones(2, bool))):
        table = Table.dense(np.array([[3.0, 5.0]]), np.array([7.0]))
        assert least(np.array([2.0, 3.0]), table, np.zeros(2), np.full(2, 9.0), whole).x is not None
    assert capfd.readouterr() == ("", "")
