"""Pictures are the same whichever process has the engine that draws them."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
import vl_convert

from goodoffices import analyze, case, graph
from goodoffices.show.charts import engine
from goodoffices.show.charts.page import language_version

ROWS = {"values": [{"x": 1}]}


@pytest.fixture
def ahead(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[engine.Beside]]:
    """Start an engine in another process, as in a process that has none and has cores for both."""
    monkeypatch.delitem(sys.modules, "vl_convert")
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(engine, "AHEAD", [])
    engine.start_ahead()
    yield engine.AHEAD
    for one in engine.AHEAD:
        one.end()


def test_an_engine_beside_draws_what_the_one_here_draws(ahead: list[engine.Beside]) -> None:
    chart = graph(analyze(case("elmira-1991"))).chart.to_dict()
    version = language_version(chart)
    beside = engine.drawn(chart, version)
    assert len(ahead) == 1
    assert "vl_convert" not in sys.modules
    assert beside == vl_convert.vegalite_to_svg(chart, vl_version=version)


def test_what_an_engine_beside_cannot_draw_is_drawn_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_SERVE", "")
    monkeypatch.setattr(engine, "AHEAD", [engine.Beside()])
    assert engine.drawn({"data": ROWS, "mark": "bar"}, "6.1").startswith("<svg")
    assert engine.AHEAD == []


def test_a_process_that_has_an_engine_starts_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "AHEAD", [])
    monkeypatch.setitem(sys.modules, "vl_convert", vl_convert)
    engine.start_ahead()
    assert engine.AHEAD == []


def test_an_engine_starts_with_the_version_that_charts_are_written_in() -> None:
    chart = graph(analyze(case("elmira-1991"))).chart.to_dict()
    assert vl_convert.get_vegalite_versions()[-1] == language_version(chart)
