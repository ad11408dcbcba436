"""Reading pages, against marks made by hand: ``pytest benchmarks --benchmark-only -k reading``."""

from __future__ import annotations

from html import escape

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import goodoffices as go
from benchmarks.keeping import lines_of
from benchmarks.reading import rows_of, total
from benchmarks.test_small import best
from tests.sources.marked import HALVES, pages, texts

LEAST_ROWS = {"seen": (0.80, 0.45), "unseen": (0.60, 0.20)}  # precision, recall
LEAST_LINES = {"seen": (0.95, 0.80), "unseen": (0.70, 0.80)}

ENTRIES = 1000
MOST_RATIO = 20.0


def feed(count: int) -> bytes:
    """Return a feed of so many entries, each with a text of the tests."""
    held = [escape(f"<p>{escape(text.text)}</p>") for text in texts("seen")]
    items = (
        f"<item><title>Entry {k}</title><description>{held[k % len(held)]}</description></item>"
        for k in range(count)
    )
    return f'<rss version="2.0"><channel>{"".join(items)}</channel></rss>'.encode()


def test_a_feed_against_a_tenth_of_it(benchmark: BenchmarkFixture) -> None:
    """A feed takes as long as its pages: ten times as many take some ten times as long."""
    whole, tenth = feed(ENTRIES), feed(ENTRIES // 10)

    def read(content: bytes) -> go.Reading:
        return go.read_page(*go.loads_pages(content), parties={"Union": ["the union"]})

    assert len(benchmark(read, whole).pages) == ENTRIES
    long, short = best(lambda: read(whole), 1), best(lambda: read(tenth), 2)
    benchmark.extra_info |= {"whole, s": long, "tenth, s": short}
    assert long < MOST_RATIO * short


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
