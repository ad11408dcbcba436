"""What holds whatever is not known: ``pytest benchmarks --benchmark-only -k certainty``."""

from __future__ import annotations

import time

import numpy as np
from pytest_benchmark.fixture import BenchmarkFixture

import goodoffices as go
from benchmarks.conflicts import Size, random_payoffs
from tests.stability.test_certainty import demands_alone

_MOST_SECONDS, _MOST_TIMES = 1.0, 5.0


def test_demands_alone(benchmark: BenchmarkFixture) -> None:
    conflict = demands_alone()
    found = benchmark(go.certain, conflict)
    assert found.proven.all()
    assert benchmark.stats.stats.min < _MOST_SECONDS


def test_bounds_at_a_million_states(benchmark: BenchmarkFixture) -> None:
    known = random_payoffs(Size(4, 5))
    rng = np.random.default_rng(1)
    makers = tuple(
        go.DecisionMaker(
            dm.name,
            go.Payoffs(
                tuple(
                    (a, a + w)
                    for a, w in zip(
                        own.tolist(), rng.integers(0, 9, len(own)).tolist(), strict=True
                    )
                )
            ),
            dm.options,
        )
        for dm, own in zip(known.decision_makers, known.payoffs, strict=True)
    )
    conflict = go.Conflict("Bounds", makers)
    go.analyze(known)
    begun = time.perf_counter()
    go.analyze(known)
    once = time.perf_counter() - begun
    benchmark.pedantic(go.certain, (conflict,), rounds=2, warmup_rounds=1)
    assert benchmark.stats.stats.min < _MOST_TIMES * once
