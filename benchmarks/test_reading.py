"""Reading pages, against marks made by hand: ``pytest benchmarks --benchmark-only -k reading``."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.keeping import lines_of
from benchmarks.reading import rows_of, total
from tests.sources.marked import HALVES, pages

LEAST_ROWS = {"precision": 0.64, "recall": 0.53}
LEAST_LINES = {"precision": 0.93, "recall": 0.94}


@pytest.mark.parametrize("half", HALVES)
def test_rows(benchmark: BenchmarkFixture, half: str) -> None:
    tally = benchmark(lambda: total(rows_of(half)))
    assert tally.precision >= LEAST_ROWS["precision"]
    assert tally.recall >= LEAST_ROWS["recall"]


@pytest.mark.parametrize("half", HALVES)
def test_lines(benchmark: BenchmarkFixture, half: str) -> None:
    tally = benchmark(lambda: total(map(lines_of, pages(half))))
    assert tally.precision >= LEAST_LINES["precision"]
    assert tally.recall >= LEAST_LINES["recall"]
