"""Speed of ensembles, sampling included: ``pytest benchmarks --benchmark-only``."""

from __future__ import annotations

import time

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import goodoffices as go
from benchmarks.conflicts import Size, random_weights, uncertain

SAMPLES, ALONE = 20_000, 20
CASES = [Size(4, 2), Size(3, 3)]


@pytest.mark.parametrize("size", CASES, ids=str)
def test_models(benchmark: BenchmarkFixture, size: Size) -> None:
    """Models drawn, summed up and judged by five concepts for all; beside them, one by one."""
    conflict = uncertain(random_weights(size, statements=12))
    found = benchmark(lambda: go.robustness(go.sample(conflict, SAMPLES)))

    ensemble = go.sample(conflict, SAMPLES)
    start = time.perf_counter()
    for k in range(ALONE):
        go.analyze(ensemble.at(k))
    alone = ALONE / (time.perf_counter() - start)
    together = SAMPLES / benchmark.stats["median"] if benchmark.stats else 0.0
    benchmark.extra_info |= {
        "models/s": round(together),
        "one by one, models/s": round(alone),
        "ratio": round(together / alone),
    }
    assert found.samples == SAMPLES


def test_flagship(benchmark: BenchmarkFixture) -> None:
    """The flagship with its claims; whole processes are in ``benchmarks.figures``."""
    conflict = go.case("istanbul-2025")
    found = benchmark(lambda: go.robustness(go.sample(conflict, SAMPLES)))
    assert found.complete
