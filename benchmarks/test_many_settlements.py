"""Speed of plans over many settlements: ``pytest benchmarks --benchmark-only -k many``.

The case of twenty articles with every contested pair decided one way or the other (32,768
settlements), and levers that stand here only: a compensation for each party where that holds.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import goodoffices as go

PAIRS = [("a2", "a3"), ("a5", "a6"), ("a8", "a10"), ("a12", "a13"), ("a14", "a15")]
CONCEPTS = ["nash", "seq"]


def decided(conflict: go.Conflict, pairs: Sequence[tuple[str, str]]) -> go.Conflict:
    """Seek a settlement that takes one of each pair at least, with a compensation a party."""
    sought = " and ".join(f"({one} or {other})" for one, other in pairs)
    levers = tuple(
        go.Lever(f"compensation_{name}", "M", name, sought, 1.0, 20.0, execute=1.0)
        for name in conflict.names
    )
    mediation = dataclasses.replace(
        conflict.mediation, settlement=sought, mediators={"M": ""}, levers=levers
    )
    return conflict.replace(mediation=mediation)


@pytest.fixture(scope="module")
def articles() -> go.Conflict:
    return decided(go.case("ukraine-articles-2025"), PAIRS)


@pytest.mark.parametrize("concept", CONCEPTS)
def test_plan_over_many_settlements(
    benchmark: BenchmarkFixture, articles: go.Conflict, concept: str
) -> None:
    found = benchmark(go.plan, articles, concept)
    assert isinstance(found, go.Plan)
    assert found.proven == "optimal"


def test_shortfall_over_many_settlements(
    benchmark: BenchmarkFixture, articles: go.Conflict
) -> None:
    """By Nash stability: by SEQ one of the settlements holds with no lever at all."""
    found = benchmark(lambda: go.plan(articles, "nash", levers=()))
    assert isinstance(found, go.Shortfall)
    assert found.proven == "optimal"
