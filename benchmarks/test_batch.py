"""Speed of one conflict under very many payoffs: ``pytest benchmarks --benchmark-only``.

The three ways of ``test_models`` judge the same conflict under five concepts for all decision
makers; models per second, and ratios to the slowest, stand in ``extra_info``.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import cast

import numpy as np
import pytest
from numpy.typing import NDArray
from pytest_benchmark.fixture import BenchmarkFixture

import goodoffices as go
from benchmarks.conflicts import Size, bare, random_payoffs
from goodoffices.model.conflict import Conflict
from goodoffices.model.moves import TensorMoves
from goodoffices.stability.concepts import usual_concepts
from goodoffices.stability.engines.batch import Batch
from goodoffices.stability.engines.stack import Stack

KEYS = usual_concepts()
KINDS = [Size(4, 2), Size(4, 2, infeasible=0.3), Size(4, 2, irreversible=4)]
SAMPLES, STACKED, ALONE = 8192, 1024, 4
LEAST_RATIO = 2.0


def rate(call: Callable[[], object], models: int) -> float:
    """Return models per second, the better of two runs after one that is not counted."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return models / min(times[1:])


def one_by_one(conflict: Conflict, payoffs: list[NDArray[np.float64]]) -> None:
    """Analyse the first few samples."""
    for k in range(ALONE):
        moves = cast("TensorMoves", conflict.moves)
        made = bare(range(len(conflict.states)), moves, [p[:, k] for p in payoffs])
        go.analyze(made, KEYS)


@pytest.mark.parametrize("size", KINDS, ids=str)
def test_models(benchmark: BenchmarkFixture, size: Size) -> None:
    conflict = random_payoffs(size)
    movers, states = range(size.decision_makers), len(conflict.states)
    rng = np.random.default_rng(7)
    payoffs = [rng.normal(size=(states, SAMPLES)) for _ in movers]
    rows = [np.ascontiguousarray(p[:, :STACKED].T) for p in payoffs]
    batch, stack = Batch(conflict.moves, states, KEYS), Stack(conflict.moves, states, STACKED)

    counts = benchmark(batch.count, payoffs)

    models = {
        "batch": rate(lambda: batch.count(payoffs), SAMPLES),
        "stack": rate(
            lambda: stack.judge([r[: stack.copies] for r in rows], KEYS, movers), stack.copies
        ),
        "one by one": rate(lambda: one_by_one(conflict, payoffs), ALONE),
    }
    benchmark.extra_info |= {f"{key}, models/s": round(value) for key, value in models.items()}
    assert counts.samples == SAMPLES
    if benchmark.disabled:
        return
    assert models["batch"] > LEAST_RATIO * models["stack"]
    assert models["stack"] > models["one by one"]
