"""Pictures are the same whichever process has the engine that draws them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from gettext import NullTranslations

import pytest
import vl_convert

from goodoffices import analyze, case, graph
from goodoffices.show.charts import engine
from goodoffices.show.language import ENGLISH, Language, numeral

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


def test_what_cannot_be_told_another_process_is_made_here_and_drawn_there(
    ahead: list[engine.Beside],
) -> None:
    unknown = Language("xx", NullTranslations(), {".": ","})
    beside = engine.drawn(lambda: {**BARS, "description": numeral("0.5")}, unknown)
    assert beside[0]["description"] == "0,5"
    assert beside[1].startswith("<svg")
    assert len(ahead) == 1


def test_pictures_are_begun_and_waited_for(ahead: list[engine.Beside]) -> None:
    first, second = graph(analyze(case("elmira-1991"))), graph(analyze(case("chicken")))
    first.begin()
    second.begin()
    alone = [graph(analyze(case(name))).svg() for name in ("chicken", "elmira-1991")]
    assert [second.svg(), first.svg()] == alone
    assert len(ahead) == 1


def test_a_picture_is_begun_nowhere_where_nothing_was_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine, "AHEAD", [])
    assert engine.drawing(BARS, ENGLISH) is None


def test_what_another_process_cannot_draw_is_drawn_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_SERVE", "")
    monkeypatch.setattr(engine, "AHEAD", [engine.Beside("altair")])
    chart, svg = engine.drawn(lambda: BARS, ENGLISH)
    assert (chart, svg[:4]) == (BARS, "<svg")
    assert engine.AHEAD == []


def test_a_process_that_has_an_engine_starts_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "AHEAD", [])
    monkeypatch.setitem(sys.modules, "vl_convert", vl_convert)
    engine.start_ahead()
    assert engine.AHEAD == []


def test_an_engine_starts_with_the_version_that_charts_are_written_in() -> None:
    chart = graph(analyze(case("elmira-1991"))).chart.to_dict()
    assert vl_convert.get_vegalite_versions()[-1] == engine.language_version(chart)
