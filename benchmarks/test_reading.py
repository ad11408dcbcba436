"""Reading pages, against marks made by hand: ``pytest benchmarks --benchmark-only -k reading``."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.keeping import lines_of
from benchmarks.reading import rows_of, total
from tests.sources.marked import HALVES, pages

LEAST_ROWS = {"seen": (0.80, 0.45), "unseen": (0.60, 0.20)}  # precision, recall
LEAST_LINES = {"seen": (0.95, 0.95), "unseen": (0.95, 0.65)}


@pytest.mark.parametrize("half", HALVES)
def test_rows(benchmark: BenchmarkFixture, half: str) -> None:
    tally = benchmark(lambda: total(rows_of(half)))
    least_precision, least_recall = LEAST_ROWS[half]
    assert tally.precision >= least_precision
    assert tally.recall >= least_recall


@pytest.mark.parametrize("half", HALVES)
def test_lines(benchmark: BenchmarkFixture, half: str) -> None:
    tally = benchmark(lambda: total(map(lines_of, pages(half))))
    least_precision, least_recall = LEAST_LINES[half]
    assert tally.precision >= least_precision
    assert tally.recall >= least_recall
