"""Speed of pressure maps: ``pytest benchmarks --benchmark-only``."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.conflicts import Size, random_weights
from goodoffices.mediation.pressure_map import pressure_map
from goodoffices.model.preferences import Payoffs
from goodoffices.stability.concepts import usual_concepts

POINTS = 101


@pytest.mark.parametrize("size", [Size(4, 2)], ids=str)
def test_map(benchmark: BenchmarkFixture, size: Size) -> None:
    """Payoffs without ties, so that nearly every point is an order of its own."""
    rng = np.random.default_rng(7)
    conflict = random_weights(size, levers=12)
    makers = tuple(
        dataclasses.replace(dm, preferences=Payoffs(tuple(rng.normal(0, 30, size.states).tolist())))
        for dm in conflict.decision_makers
    )
    conflict = conflict.replace(decision_makers=makers)
    drawn = benchmark(pressure_map, conflict, "d0", "d1", POINTS, usual_concepts())
    assert drawn.verdicts.shape == (5, POINTS, POINTS, size.states)
