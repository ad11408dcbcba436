"""Speed of pressure maps: ``pytest benchmarks --benchmark-only``."""

from __future__ import annotations

import dataclasses

import numpy as np
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.conflicts import Size, random_weights
from goodoffices.mediation.pressure_map import pressure_map
from goodoffices.model.preferences import Payoffs


def test_map(benchmark: BenchmarkFixture) -> None:
    """Payoffs without ties, so that nearly every point is an order of its own."""
    rng = np.random.default_rng(7)
    conflict = random_weights(Size(4, 2), levers=12)
    makers = tuple(
        dataclasses.replace(dm, preferences=Payoffs(tuple(rng.normal(0, 30, 256).tolist())))
        for dm in conflict.decision_makers
    )
    conflict = conflict.replace(decision_makers=makers)
    drawn = benchmark(pressure_map, conflict, "d0", "d1", 101)
    assert drawn.verdicts.shape == (5, 101, 101, 256)
