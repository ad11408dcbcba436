"""Pictures are the same whichever process has the engine that draws them."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
import vl_convert

from goodoffices import analyze, case, graph
from goodoffices.show.charts import engine

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.1.0.json"
BARS = {"$schema": SCHEMA, "data": {"values": [{"x": 1}]}, "mark": "bar"}


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


def test_a_process_beside_draws_what_is_drawn_here(
    ahead: list[engine.Beside], monkeypatch: pytest.MonkeyPatch
) -> None:
    analysis = analyze(case("elmira-1991"))
    beside = graph(analysis).svg()
    assert len(ahead) == 1
    assert "vl_convert" not in sys.modules
    ahead.pop().end()
    monkeypatch.setitem(sys.modules, "vl_convert", vl_convert)
    assert graph(analysis).svg() == beside


def test_pictures_are_begun_and_waited_for(ahead: list[engine.Beside]) -> None:
    first, second = graph(analyze(case("elmira-1991"))), graph(analyze(case("chicken")))
    first.begin()
    second.begin()
    alone = [graph(analyze(case(name))).svg() for name in ("chicken", "elmira-1991")]
    assert [second.svg(), first.svg()] == alone
    assert len(ahead) == 1


def test_what_was_begun_is_drawn_here_where_the_other_process_ends(
    ahead: list[engine.Beside], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", vl_convert)
    pictures = [graph(analyze(case(name))) for name in ("chicken", "elmira-1991")]
    for picture in pictures:
        picture.begin()
    ahead[0].end()
    assert [picture.svg()[:4] for picture in pictures] == ["<svg", "<svg"]
    assert ahead == []


def test_a_picture_is_begun_nowhere_where_nothing_was_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine, "AHEAD", [])
    assert engine.drawing(BARS) is None


def test_what_another_process_cannot_draw_is_drawn_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_SERVE", "nowhere")
    monkeypatch.setattr(engine, "AHEAD", [engine.Beside()])
    chart, svg = engine.drawn(BARS)
    assert (chart, svg[:4]) == (BARS, "<svg")
    assert engine.AHEAD == []


def test_a_process_that_has_an_engine_starts_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "AHEAD", [])
    monkeypatch.setitem(sys.modules, "vl_convert", vl_convert)
    engine.start_ahead()
    assert engine.AHEAD == []


def test_a_chart_tells_the_version_that_it_is_drawn_by() -> None:
    chart, _ = engine.drawn({key: value for key, value in BARS.items() if key != "$schema"})
    assert vl_convert.get_vegalite_versions()[-1] == engine.language_version(chart)


def test_altair_takes_a_chart_as_it_is_written() -> None:
    picture = graph(analyze(case("elmira-1991")))
    chart = picture.chart.to_dict()
    assert {key: chart[key] for key in ("layer", "params", "datasets")} == {
        key: picture.spec[key] for key in ("layer", "params", "datasets")
    }
