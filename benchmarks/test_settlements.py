"""Speed of zones of possible agreement and roadmaps: ``pytest benchmarks --benchmark-only``."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
from pytest_benchmark.fixture import BenchmarkFixture

import goodoffices as go
from goodoffices.mediation.zone.zone import Zone
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Weights
from goodoffices.model.written import DecisionMaker, Mediation, Option

ZONE = (4, 6)  # parties, and options of each
ROADMAP = (4, 4)


def packages(parties: int, options: int) -> Conflict:
    """Return parties with so many options each, every one worth something to everybody."""
    rng = np.random.default_rng(11)
    names = [[f"o{i}_{k}" for k in range(options)] for i in range(parties)]
    makers = []
    for i, own in enumerate(names):
        worth = {
            name: float(rng.integers(-6, 1) if name in own else rng.integers(-1, 7))
            for row in names
            for name in row
        }
        makers.append(
            DecisionMaker(f"P{i}", Weights(tuple(worth.items())), tuple(map(Option, own)))
        )
    return Conflict("Packages", tuple(makers), mediation=Mediation(no_deal="N" * parties * options))


def test_articles_as_a_process(benchmark: BenchmarkFixture) -> None:
    command = [sys.executable, "-m", "goodoffices", "settlements", "ukraine-articles-2025"]
    told = benchmark(lambda: subprocess.run(command, capture_output=True, check=True))
    assert b"109,039 of 248,832" in told.stdout


def test_zone_and_efficient_set_of_sixteen_million_states(benchmark: BenchmarkFixture) -> None:
    conflict = packages(*ZONE)
    assert len(conflict.states) == 2 ** (ZONE[0] * ZONE[1])
    assert (
        len(conflict.payoffs) == ZONE[0]
    )  # not timed: payoffs are there before a zone is asked for

    def asked() -> Zone:
        zone = go.settlements(conflict)
        assert zone.efficient
        return zone

    zone = benchmark(asked)
    assert zone.count


def test_roadmap_of_sixteen_steps(benchmark: BenchmarkFixture) -> None:
    conflict = packages(*ROADMAP)
    found = benchmark(go.roadmap, conflict, "Y" * (ROADMAP[0] * ROADMAP[1]))
    assert len(found.steps) > 1
