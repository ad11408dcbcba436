"""Tensors near the limits of a desktop machine: ``pytest benchmarks --benchmark-only -k scale``."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import goodoffices as go
from benchmarks.conflicts import Size, random_payoffs

SIZES = [Size(4, 6, smaller=2), Size(4, 6), Size(4, 6, infeasible=0.3), Size(4, 6, irreversible=2)]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_scale(benchmark: BenchmarkFixture, size: Size) -> None:
    conflict = random_payoffs(size)
    analysis = benchmark(go.analyze, conflict)
    counts = [analysis.count(concept) for concept in ("nash", "sseq", "smr", "gmr")]
    assert counts == sorted(counts)
