"""Speed of pressure maps: ``pytest benchmarks --benchmark-only``."""

from __future__ import annotations

from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.conflicts import Size, random_weights
from goodoffices.mediation.pressure_map import pressure_map


def test_map(benchmark: BenchmarkFixture) -> None:
    conflict = random_weights(Size(4, 2), levers=12)
    drawn = benchmark.pedantic(pressure_map, (conflict, "d0", "d1", 101), rounds=3, warmup_rounds=1)
    assert drawn.verdicts.shape == (5, 101, 101, 256)
