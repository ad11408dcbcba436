"""What holds whatever is not known: ``pytest benchmarks --benchmark-only -k certainty``."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import numpy as np
from pytest_benchmark.fixture import BenchmarkFixture

import goodoffices as go
from benchmarks.conflicts import Size, random_payoffs
from tests.stability.test_certainty import demands_alone

MOST_SECONDS, MOST_TIMES, TRIES, OPTIONS = 1.0, 5.0, 3, 5
QUESTION_OPTIONS, MOST_JUDGINGS = 11, 40


def least_seconds(work: Callable[[], object]) -> float:
    """Return the least time that some work takes, of a few tries."""
    taken = []
    for _ in range(TRIES):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def test_demands_alone(benchmark: BenchmarkFixture) -> None:
    conflict = demands_alone()
    found = benchmark(go.certain, conflict)
    assert found.proven.all()
    assert least_seconds(lambda: go.certain(conflict)) < MOST_SECONDS


def test_questions_of_thousands_of_states(benchmark: BenchmarkFixture) -> None:
    """All questions tried take as long as judging some times: not once per answer."""
    conflict = half_known(QUESTION_OPTIONS)
    begun = time.perf_counter()
    go.certain(conflict, ["seq"])
    once = time.perf_counter() - begun
    found = benchmark(go.questions, conflict, "seq")
    assert found[0].decisive > 0
    if not benchmark.disabled and benchmark.stats:
        assert benchmark.stats["min"] < MOST_JUDGINGS * once


def half_known(options: int) -> go.Conflict:
    """Return a conflict of 2 ** options states, of whose three parties most demands are known."""
    rng = random.Random(4)
    names = [f"o{k}" for k in range(options)]
    makers = []
    for i, party in enumerate("ABC"):
        chosen = rng.sample(names, options - 1)
        wants = tuple(f"{'not ' if rng.random() < 0.5 else ''}{name}" for name in chosen)
        own = tuple(map(go.Option, names[i::3]))
        makers.append(go.DecisionMaker(party, go.Partial(wants), own))
    return go.Conflict("Half known", tuple(makers))


def test_bounds_at_a_million_states(benchmark: BenchmarkFixture) -> None:
    known = random_payoffs(Size(4, OPTIONS))
    rng = np.random.default_rng(1)
    makers = tuple(
        go.DecisionMaker(
            dm.name,
            go.Payoffs(
                tuple(
                    (a, a + w)
                    for a, w in zip(
                        own.tolist(), rng.integers(0, 9, len(own)).tolist(), strict=True
                    )
                )
            ),
            tuple(go.Option(f"{dm.name}_{k}") for k in range(OPTIONS)),
        )
        for dm, own in zip(known.decision_makers, known.payoffs, strict=True)
    )
    conflict = go.Conflict("Bounds", makers)
    found = benchmark(go.certain, conflict)
    assert (found.always_at("gmr") <= found.can_at("gmr")).all()
    once = least_seconds(lambda: go.analyze(known))
    assert least_seconds(lambda: go.certain(conflict)) < MOST_TIMES * once
