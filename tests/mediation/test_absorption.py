"""The equations of a chain, by elimination, step by step and by plain linear algebra."""

import numpy as np
import pytest
from numpy.typing import NDArray

from goodoffices.errors import SolverError
from goodoffices.mediation import absorbing_chain as module
from goodoffices.mediation.absorbing_chain import absorption
from goodoffices.mediation.sparse import Sparse

Floats = NDArray[np.float64]


def sparse(full: Floats) -> Sparse:
    rows, columns = np.nonzero(full)
    return Sparse.of((full.shape[0], full.shape[1]), rows, columns, full[rows, columns])


def chain(states: int, seed: int, density: float = 0.1) -> tuple[Floats, Floats]:
    """Return Q and R of a random chain that has a class of many states and some of one."""
    random = np.random.default_rng(seed)
    inner = random.random((states, states)) * (random.random((states, states)) < density)
    inner += np.diag(random.random(states - 1), 1)  # so that state 0 leads everywhere
    half = states // 2
    inner[half:] = np.triu(inner[half:])  # the second half never comes back
    np.fill_diagonal(inner, 0)
    outer = random.random((states, 3)) * (random.random((states, 3)) < 0.3)
    outer[-1] = 1
    total = inner.sum(axis=1) + outer.sum(axis=1)
    return inner / total[:, None], outer / total[:, None]


@pytest.mark.parametrize("most", [0, 3000])
@pytest.mark.parametrize("states", [2, 7, 150, 300])
def test_classes_are_solved_as_one_system_would_be(
    states: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner, outer = chain(states, states)
    visits = np.linalg.solve(np.eye(states) - inner.T, np.eye(states)[0])
    again = np.linalg.solve(np.eye(states) - inner.T, visits)
    expected = visits @ outer
    monkeypatch.setattr(module, "MOST_DENSE", most)
    probabilities, moves = absorption(sparse(inner), sparse(outer))
    assert probabilities == pytest.approx(expected, rel=1e-9)
    assert moves == pytest.approx(again @ outer / expected, rel=1e-9)
    assert probabilities @ moves == pytest.approx(visits.sum(), rel=1e-9)


def trap(leak: float) -> tuple[Sparse, Sparse]:
    """Two states that are gone round, with a leak of which a third goes to the second rest."""
    return (
        sparse(np.array([[0, 1 - leak], [1, 0]])),
        sparse(np.array([[leak * 2 / 3, leak / 3], [0, 0]])),
    )


@pytest.mark.parametrize("leak", [1e-3, 1e-17, 1e-80])
def test_elimination_keeps_what_is_all_but_never_left(leak: float) -> None:
    probabilities, moves = absorption(*trap(leak))
    # Rounds of two moves, (1 - leak) / leak of them, and the last move.
    assert probabilities == pytest.approx([2 / 3, 1 / 3], rel=1e-12)
    assert moves == pytest.approx([2 * (1 - leak) / leak + 1] * 2, rel=1e-12)


def test_what_cannot_be_told_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_DENSE", 1)
    assert absorption(*trap(1e-3))[0] == pytest.approx([2 / 3, 1 / 3], rel=1e-9)
    with pytest.raises(SolverError, match="give more noise"):
        absorption(*trap(1e-12))


def test_numbers_too_large_are_not_told() -> None:
    # Traps within traps: 10^-200 twice, and then again.
    leak = 1e-200
    inner = np.array([[0, 1 - leak, leak], [1, 0, 0], [1 - leak, 0, 0]])
    with pytest.raises(SolverError, match="so many moves"):
        absorption(sparse(inner), sparse(np.array([[0], [0], [leak]])))


def test_a_rest_that_is_not_reached_has_no_moves() -> None:
    probabilities, moves = absorption(sparse(np.zeros((1, 1))), sparse(np.array([[1.0, 0.0]])))
    assert probabilities.tolist() == [1, 0]
    assert moves[0] == 1
    assert np.isnan(moves[1])
