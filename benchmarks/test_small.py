"""Small conflicts, with compiled loops against plain: ``pytest benchmarks --benchmark-only``.

Five concepts for all decision makers, once the compiled loops are loaded. Both forms take turns in
one run, in processor time, so that other programs weigh on them alike; the ratio of the best times
stands in ``extra_info``.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import goodoffices as go
from benchmarks.conflicts import Size, random_payoffs
from goodoffices.model.conflict import Conflict
from tests.loops import running

LEAST_RATIO = 30.0
CASES: dict[str, Callable[[], Conflict]] = {
    "72 states": lambda: go.case("istanbul-2025"),
    "512 states": lambda: random_payoffs(Size(3, 3)),
}


def best(call: Callable[[], object], times: int) -> float:
    """Return the least seconds of processor time that a call took."""
    taken = []
    for _ in range(times):
        start = time.thread_time()
        call()
        taken.append(time.thread_time() - start)
    return min(taken)


@pytest.mark.parametrize("name", CASES)
def test_compiled_against_plain(benchmark: BenchmarkFixture, name: str) -> None:
    conflict = CASES[name]()
    go.warm()
    plain, loaded = [], []
    for _ in range(5):
        with running("plain"):
            plain.append(best(lambda: go.analyze(conflict), 3))
        loaded.append(best(lambda: go.analyze(conflict), 100))

    benchmark(go.analyze, conflict)

    ratio = min(plain) / min(loaded)
    benchmark.extra_info |= {"plain, s": min(plain), "compiled, s": min(loaded), "ratio": ratio}
    assert ratio > LEAST_RATIO
