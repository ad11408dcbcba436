"""Speed of robust plans, fresh check included: ``pytest benchmarks --benchmark-only``."""

from __future__ import annotations

import dataclasses

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import goodoffices as go

SCENARIOS = 200
RELIABILITY = 0.9


@pytest.mark.parametrize("reach", [1, 8], ids=["as written", "levers that go eight times as far"])
def test_flagship(benchmark: BenchmarkFixture, reach: int) -> None:
    """The flagship: how often there can be a plan at all, or a plan in nearly as many samples."""
    conflict = go.case("istanbul-2025")
    levers = tuple(
        dataclasses.replace(lever, most=reach * lever.most) for lever in conflict.mediation.levers
    )
    conflict = conflict.replace(mediation=dataclasses.replace(conflict.mediation, levers=levers))
    ensemble = go.sample(conflict, 64 * SCENARIOS)
    asked = RELIABILITY if reach == 1 else 0.8
    answer = benchmark(go.robust_plan, ensemble, asked, scenarios=SCENARIOS)
    benchmark.extra_info |= {
        "fresh samples": answer.fresh.to_dict(),
        "proven": answer.proven,
        "answer": answer.summary,
    }
    assert isinstance(answer, go.RobustShortfall if reach == 1 else go.RobustPlan)
