"""Speed of plans by size and concept: ``pytest benchmarks --benchmark-only``."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import goodoffices as go
from benchmarks.conflicts import Size, random_weights

SIZES = [(Size(4, 6), 20, "nash"), (Size(3, 4), 12, "seq")]


@pytest.mark.parametrize(("size", "levers", "concept"), SIZES, ids=["nash", "seq"])
def test_plan(benchmark: BenchmarkFixture, size: Size, levers: int, concept: str) -> None:
    conflict = random_weights(size, levers=levers)
    plan = benchmark(go.plan, conflict, concept)
    assert isinstance(plan, go.Plan)
    assert plan.proven == "optimal"
