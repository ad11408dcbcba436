"""Sparse matrices against full ones, and their classes against SciPy's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from goodoffices.mediation import absorbing_chain, sparse
from goodoffices.mediation.sparse import Sparse, classes

Floats = NDArray[np.float64]
LOOPS = pytest.mark.parametrize("many_entries", [0, 2**62], ids=["compiled", "plain"])


def random_matrix(rows: int, columns: int, entries: int, seed: int) -> tuple[Sparse, Floats]:
    """Return a matrix, places given more than once among its entries, and the same in full."""
    random = np.random.default_rng(seed)
    row, column = (random.integers(size, size=entries) for size in (rows, columns))
    values = random.random(entries)
    full = np.zeros((rows, columns))
    np.add.at(full, (row, column), values)
    return Sparse.of((rows, columns), row, column, values), full


@LOOPS
def test_it_is_the_full_matrix(many_entries: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sparse, "MANY_ENTRIES", many_entries)
    matrix, full = random_matrix(30, 20, 200, 1)
    random = np.random.default_rng(2)
    x, rows, columns = random.random(30), random.random(30) < 0.5, random.random(20) < 0.5
    np.testing.assert_allclose(matrix.dense(), full, rtol=1e-14)
    np.testing.assert_allclose(matrix.times(x), x @ full, rtol=1e-13)
    np.testing.assert_allclose(matrix.sums(), full.sum(axis=1), rtol=1e-14)
    np.testing.assert_allclose(matrix.part(rows, columns).dense(), full[rows][:, columns])
    some = np.array([7, 0, 29, 7])
    np.testing.assert_allclose(matrix.taken(some).dense(), full[some], rtol=1e-14)


def test_rows_may_be_empty() -> None:
    empty = np.zeros(0, np.int64)
    matrix = Sparse.of((3, 2), empty, empty, np.zeros(0))
    assert matrix.times(np.ones(3)).tolist() == [0, 0]
    assert matrix.taken(np.array([2, 1])).dense().tolist() == [[0, 0], [0, 0]]
    assert classes(Sparse.of((2, 2), empty, empty, np.zeros(0))).tolist() == [0, 1]


def check_classes(states: int, entries: int, seed: int) -> None:
    matrix, full = random_matrix(states, states, entries, seed)
    found = classes(matrix)
    count, expected = connected_components(csr_array(full), connection="strong")
    assert found.max() + 1 == count
    assert len({*zip(found.tolist(), expected.tolist(), strict=True)}) == count
    assert (found[matrix.rows] >= found[matrix.columns]).all()


@given(st.integers(1, 30), st.integers(0, 60), st.integers(0, 10**6))
def test_classes_are_scipys(states: int, entries: int, seed: int) -> None:
    check_classes(states, entries, seed)


@LOOPS
def test_classes_of_many_states(many_entries: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sparse, "MANY_ENTRIES", many_entries)
    for seed in range(3):
        check_classes(2000, 2600, seed)


def test_a_long_way_round_is_one_class() -> None:
    states = np.arange(5000)
    ring = Sparse.of((5000, 5000), states, np.roll(states, -1), np.ones(5000))
    assert set(classes(ring).tolist()) == {0}


@LOOPS
def test_steps_by_any_loop_solve_the_equation(
    many_entries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sparse, "MANY_ENTRIES", many_entries)
    matrix, full = random_matrix(200, 200, 2000, 3)
    share = 0.999 / full.sum(axis=1)
    inner = Sparse(matrix.shape, matrix.starts, matrix.columns, matrix.values * share[matrix.rows])
    source = np.eye(200)[0]
    solved = np.linalg.solve(np.eye(200) - (full * share[:, None]).T, source)
    found = absorbing_chain._iterated(inner, source)  # noqa: SLF001 - as large classes are
    np.testing.assert_allclose(found, solved, rtol=1e-8, atol=1e-9)


@pytest.mark.parametrize("size", [1, 2])
@pytest.mark.parametrize("share", [0.0, 0.25, 0.5])
def test_a_search_that_is_done_after_half_a_step_ends(size: int, share: float) -> None:
    full = np.zeros((size, size))
    full[np.arange(size), np.roll(np.arange(size), -1)] = share  # a ring
    rows, columns = np.nonzero(np.ones((size, size)))
    inner = Sparse.of((size, size), rows, columns, full.ravel())
    source = np.eye(size)[0]
    expected = np.linalg.solve(np.eye(size) - full.T, source)
    found = absorbing_chain._stabilized(inner, source, np.zeros(size))  # noqa: SLF001
    assert found == pytest.approx(expected, rel=1e-12)
