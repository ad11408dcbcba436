"""What would have to be wanted: conditions, exact shares and lifts of all, per concept.

256 states of 4 decision makers, and the 72 of Istanbul with what its levers could do. Processor
time, so that other programs weigh on it little.
"""

from __future__ import annotations

import time

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import goodoffices as go
from goodoffices.stability.concepts import usual_concepts

MOST_SECONDS = {"256 states": 2.0, "72 states": 1.0}


def random_rankings() -> go.Conflict:
    """Make a conflict of 4 parties with 2 options each, which rank its 256 states at random."""
    rng = np.random.default_rng(7)
    parties = (
        go.DecisionMaker(
            name,
            go.Payoffs(tuple(rng.permutation(256).tolist())),
            (go.Option(f"{name.lower()}_x"), go.Option(f"{name.lower()}_y")),
        )
        for name in "ABCD"
    )
    return go.Conflict("random rankings", tuple(parties))


@pytest.mark.parametrize("concept", usual_concepts())
@pytest.mark.parametrize("name", MOST_SECONDS)
def test_inverse(benchmark: BenchmarkFixture, name: str, concept: str) -> None:
    conflict = random_rankings() if name == "256 states" else go.case("istanbul-2025")
    go.warm()
    taken = []

    def asked() -> go.Inverse:
        start = time.process_time()
        found = go.inverse(conflict, 9, concept)
        taken.append(time.process_time() - start)
        return found

    found = benchmark(asked)
    assert {one.share.how for one in found.conditions} == {"counted"}
    assert min(taken) < MOST_SECONDS[name]
