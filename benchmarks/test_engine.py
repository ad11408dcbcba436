"""Speed of the engine by size and phase: ``pytest benchmarks --benchmark-only``."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import goodoffices as go
from benchmarks.conflicts import Size, random_payoffs, random_weights

SIZES = [
    Size(3, 4),
    Size(4, 4),
    Size(4, 5),
    Size(4, 5, infeasible=0.3),
    Size(4, 5, irreversible=2),
]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_five_concepts_for_all(benchmark: BenchmarkFixture, size: Size) -> None:
    conflict = random_payoffs(size)
    analysis = benchmark(go.analyze, conflict)
    assert analysis.verdicts.shape == (5, size.decision_makers, len(conflict.states))


@pytest.mark.parametrize("size", [Size(3, 4), Size(4, 5)], ids=str)
def test_from_statements_to_payoffs(benchmark: BenchmarkFixture, size: Size) -> None:
    conflict = benchmark(random_weights, size)
    assert len(conflict.states) == size.states
