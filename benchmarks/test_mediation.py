"""Speed of plans by size and concept: ``pytest benchmarks --benchmark-only``."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import goodoffices as go
from benchmarks.conflicts import Size, random_weights

SIZES = [(Size(4, 6), 20, "nash", 7), (Size(3, 4), 12, "seq", 9), (Size(3, 4), 12, "sseq", 9)]


@pytest.mark.parametrize(("size", "levers", "concept", "seed"), SIZES, ids=["nash", "seq", "sseq"])
def test_plan(
    benchmark: BenchmarkFixture, size: Size, levers: int, concept: str, seed: int
) -> None:
    conflict = random_weights(size, seed=seed, levers=levers)
    plan = benchmark(go.plan, conflict, concept)
    assert isinstance(plan, go.Plan)
    assert plan.proven == "optimal"
    assert plan.cost > 0
