"""Batches against analyses one by one, in every form that a batch can be judged in."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from benchmarks.conflicts import Size, random_payoffs
from numpy.typing import NDArray

from goodoffices.model.conflict import Conflict
from goodoffices.model.moves import ArcMoves, Moves
from goodoffices.reference.graph_model import CONCEPTS
from goodoffices.stability.analysis import analyze
from goodoffices.stability.engines import compiled, ranks
from goodoffices.stability.engines.batch import Batch

Floats = NDArray[np.float64]
FORMS = ("compiled", "in threads", "uncompiled", "stacked")
SIZES = [
    Size(2, 2),
    Size(3, 2, smaller=1),
    Size(2, 3, infeasible=0.3),
    Size(3, 2, infeasible=0.5),
    Size(3, 2, irreversible=4),
]


@contextmanager
def judging(form: str) -> Iterator[None]:
    """Have every batch judged in this form."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiled, "COMPILE_FROM", 2**62 if form == "stacked" else 0)
        patch.setattr(compiled, "PARALLEL_FROM", 0 if form == "in threads" else 2**62)
        if form == "uncompiled":
            patch.setattr(compiled.Kernel, "for_size", lambda kernel, _: kernel.python)
        yield


def drawn(states: int, movers: int, samples: int, seed: int) -> list[Floats]:
    """Draw payoffs with and without ties, and some that differ in their last bits only."""
    rng = np.random.default_rng(seed)
    levels = rng.integers(-2, 3, (movers, states, samples)).astype(float)
    close = np.nextafter(levels, rng.choice([-9.0, 9.0], levels.shape))
    wide = rng.normal(size=levels.shape) * 10.0 ** rng.integers(-9, 9, levels.shape)
    kind = np.arange(samples) % 4
    return list(np.choose(kind, [levels * rng.choice([-1.0, 1.0]), close, wide, -levels]))


class _Bare(SimpleNamespace):
    """What an analysis reads of a conflict; passes for one."""

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return Conflict


def alone(moves: Moves, payoffs: list[Floats], sample: int) -> NDArray[np.bool_]:
    """Analyse one sample by itself. Shape (concepts, movers, states)."""
    made = _Bare(
        decision_makers=range(len(payoffs)),
        names=tuple(map(str, range(len(payoffs)))),
        states=range(len(payoffs[0])),
        moves=moves,
        payoffs=tuple(p[:, sample].copy() for p in payoffs),
    )
    return analyze(cast("Conflict", made), CONCEPTS).verdicts


def assert_alike(moves: Moves, payoffs: list[Floats], form: str) -> None:
    """Assert that verdicts, equilibria and counts are those of analyses one by one."""
    states, samples = payoffs[0].shape
    expected = np.stack([alone(moves, payoffs, k) for k in range(samples)], axis=-1)
    batch = Batch(moves, states, CONCEPTS)
    with judging(form):
        verdicts, equilibria = batch.judge(payoffs), batch.equilibria(payoffs)
        counts = batch.count(payoffs)
    assert (verdicts == expected).all()
    assert (equilibria == expected.all(axis=1)).all()
    assert counts.samples == samples
    assert (counts.stable == expected.sum(axis=-1)).all()
    assert (counts.equilibria == expected.all(axis=1).sum(axis=-1)).all()


def graph(states: int, movers: int, seed: int) -> ArcMoves:
    rng = np.random.default_rng(seed)
    pairs = [rng.integers(0, states, (2, 2 * states)) for _ in range(movers)]
    return ArcMoves.from_pairs([(a, b) for a, b in pairs], states)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_tensors(size: Size, form: str) -> None:
    conflict = random_payoffs(size)
    assert_alike(conflict.moves, drawn(len(conflict.states), size.decision_makers, 20, 1), form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("states", [1, 6, 9])
def test_graphs(states: int, form: str) -> None:
    for seed in range(5):
        assert_alike(graph(states, 3, seed), drawn(states, 3, 9, seed), form)


@pytest.mark.parametrize("samples", [1, 63, 64, 65, 300, 1025])
def test_samples_that_do_not_fill_a_tile(samples: int) -> None:
    conflict = random_payoffs(Size(2, 2))
    assert_alike(conflict.moves, drawn(16, 2, samples, 2), "in threads")


def test_no_samples() -> None:
    conflict = random_payoffs(Size(2, 2))
    for form in FORMS:
        assert_alike_empty(conflict.moves, form)


def assert_alike_empty(moves: Moves, form: str) -> None:
    batch = Batch(moves, 16, CONCEPTS)
    with judging(form):
        counts = batch.count([np.empty((16, 0))] * 2)
        assert batch.judge([np.empty((16, 0))] * 2).shape == (5, 2, 16, 0)
    assert not counts.stable.any()
    assert not counts.equilibria.any()


def test_some_movers_and_concepts_only() -> None:
    conflict = random_payoffs(Size(3, 2))
    payoffs = drawn(64, 3, 40, 3)
    everything = Batch(conflict.moves, 64, CONCEPTS).judge(payoffs)
    some = Batch(conflict.moves, 64, ["sseq", "gmr"], [2, 0])
    assert (some.judge(payoffs) == everything[[4, 1]][:, [2, 0]]).all()
    assert (some.equilibria(payoffs) == everything[[4, 1]][:, [2, 0]].all(axis=1)).all()


def test_ranks_of_more_than_a_byte() -> None:
    conflict = random_payoffs(Size(3, 3))
    assert_alike(conflict.moves, drawn(512, 3, 8, 4), "compiled")


def test_payoffs_in_other_layouts() -> None:
    conflict = random_payoffs(Size(2, 2))
    payoffs = drawn(16, 2, 200, 5)
    batch = Batch(conflict.moves, 16, CONCEPTS)
    transposed = [np.asfortranarray(p) for p in payoffs]
    assert (batch.judge(transposed) == batch.judge(payoffs)).all()


def test_ranks_are_dense_and_exact() -> None:
    payoffs = drawn(300, 1, 70, 6)[0]
    rows = np.arange(300)[::-1]
    for size in (0, 2**30):
        scratch, written = (np.zeros((many, 64), np.uint16) for many in (300, 601))
        keys = np.empty((70, 300), np.int64)
        bits = payoffs.view(np.int64)
        ranks.rank_samples(size, bits, 0, keys, rows, scratch, written, 1, 300)
        by_sample = written[1:].reshape(2, 300, 64).swapaxes(1, 2).reshape(-1, 300)[:70, ::-1]
        for column, row in zip(payoffs.T, by_sample, strict=True):
            assert (np.unique(column, return_inverse=True)[1] == row).all()
