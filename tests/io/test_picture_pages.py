"""Pictures on a page: as wide as their place, legends once, labels clear of moves, short names."""

import json
from typing import Any

import pytest
import vl_convert

from goodoffices.answer import Drawn
from goodoffices.cases.catalog import case
from goodoffices.ensemble.robustness import robustness
from goodoffices.ensemble.sample import sample
from goodoffices.files.load import loads
from goodoffices.mediation.pressure_map import axis_of, pressure_map
from goodoffices.mediation.zone.zone import settlements
from goodoffices.show.charts.labels import text_width
from goodoffices.show.charts.looks import folded
from goodoffices.show.charts.pressure_chart import axis_title
from goodoffices.show.charts.responsive import responsive
from goodoffices.stability.analysis import analyze
from tests.cli.truce import MODEL
from tests.io.pictures import Page

TRUCE = loads(MODEL)


@pytest.fixture(scope="module")
def drawn() -> dict[str, Drawn]:
    return {
        "graph": analyze(case("elmira-1991"), ["nash", "seq"]).picture(),
        "map": pressure_map(TRUCE, "A", "B", 4, ["nash", "seq"]).picture(),
        "zone": settlements(TRUCE).picture(),
        "robustness": robustness(sample(case("istanbul-2025"), 8, 1), ["nash", "seq"]).picture(),
    }


KINDS = pytest.mark.parametrize("kind", ["graph", "map", "zone", "robustness"])


def spec(picture: Any) -> dict[str, Any]:  # noqa: ANN401 - a picture that charts drew
    drawn: dict[str, Any] = picture.chart.to_dict()
    return drawn


def charts(picture: Drawn) -> list[dict[str, Any]]:
    data = json.loads(Page(picture.html()).scripts[0])
    return [panel["chart"] for panel in data["charts"]]


@KINDS
def test_charts_are_as_wide_as_their_place(drawn: dict[str, Drawn], kind: str) -> None:
    for chart in charts(drawn[kind]):
        assert chart["width"] == "container"
        assert chart["autosize"] == {"type": "fit-x", "contains": "padding"}
        assert isinstance(chart["height"], (int, float))


@KINDS
def test_no_chart_gives_cause_for_a_warning(
    drawn: dict[str, Drawn], kind: str, capfd: pytest.CaptureFixture[str]
) -> None:
    for chart in charts(drawn[kind]):
        vl_convert.vegalite_to_vega(chart, show_warnings=True)
    assert capfd.readouterr().err == ""


@KINDS
def test_the_page_says_the_heading_itself_so_that_it_wraps(
    drawn: dict[str, Drawn], kind: str
) -> None:
    picture = drawn[kind]
    page = Page(picture.html())
    assert picture.title in page.words
    subtitle = responsive(spec(picture)).subtitle
    assert subtitle in page.words
    if kind in {"graph", "zone"}:
        assert all("title" not in chart for chart in charts(picture))


def test_a_legend_is_shown_once(drawn: dict[str, Drawn]) -> None:
    first, second = charts(drawn["map"])
    assert first["layer"][0]["encoding"]["fill"]["legend"] is not None
    assert second["layer"][0]["encoding"]["fill"]["legend"] is None
    assert second["layer"][0]["encoding"]["stroke"]["legend"] is None


def test_a_panel_takes_only_its_own_data(drawn: dict[str, Drawn]) -> None:
    first, second = charts(drawn["map"])
    assert set(first["datasets"]).isdisjoint(second["datasets"]) or first["datasets"] != {}
    for chart in (first, second):
        assert set(chart["datasets"]) == {layer["data"]["name"] for layer in chart["layer"]}


def test_labels_lie_on_plates_above_the_moves(drawn: dict[str, Drawn]) -> None:
    (chart,) = charts(drawn["graph"])
    marks = [layer["mark"]["type"] for layer in chart["layer"]]
    assert marks == ["point", "point", "point", "text", "point", "rect", "text"]
    plate, text = chart["layer"][5:]
    assert plate["data"] == text["data"]
    assert plate["mark"]["opacity"] == 1
    rows = chart["datasets"][plate["data"]["name"]]
    assert len(rows) >= 12
    for row in rows:
        assert row["right"] - row["left"] >= text_width(row["text"])
        assert row["left"] <= row["x"] <= row["right"]
        assert row["bottom"] < row["y"]


def test_the_concept_chosen_is_said_in_the_subtitle_and_beside_the_states(
    drawn: dict[str, Drawn],
) -> None:
    page = Page(drawn["graph"].html())
    said = json.loads(page.scripts[0])["said"]
    assert list(said) == ["any", "nash", "seq"]
    assert said["any"].startswith("Equilibria under Nash, SEQ, as written beside them. Y or N ")
    assert said["seq"].startswith("Equilibria under SEQ. Y or N for each option: modify")
    assert 'view.addSignalListener("concept"' in page.scripts[1]
    (chart,) = charts(drawn["graph"])
    for layer in chart["layer"][5:]:
        assert layer["transform"] == [{"filter": "datum.style != 'italic' || concept == 'any'"}]


def test_sources_stand_below_the_picture_as_text(drawn: dict[str, Drawn]) -> None:
    (chart,) = charts(drawn["graph"])
    assert all(layer.get("name") != "caption" for layer in chart["layer"])
    page = Page(drawn["graph"].html())
    assert any(word.startswith("Sources: Hipel, K. W.") for word in page.words)


def test_axes_call_parties_as_the_text_does() -> None:
    conflict = case("istanbul-2025")
    told = axis_title(axis_of(conflict, "Ukraine", 2))
    assert told == "All levers on Ukraine (share of their limits)"
    plane, _table = spec(settlements(conflict).picture())["concat"]  # the issues stand below
    axis = plane["layer"][0]["encoding"]
    assert axis["x"]["axis"]["title"] == "Gain of Russia over no deal, in its points"
    labelled = axis_title(axis_of(TRUCE, "B", 2))
    assert labelled == "All levers on The other side (share of their limits)"
    assert settlements(TRUCE).picture().table[0][3] == "Gain of The other side"


def test_long_names_are_broken_into_lines_on_a_phone_earlier() -> None:
    told = folded(["Leverage on Ukraine alone"], 40, 12)
    assert '{"Leverage on Ukraine alone": ["Leverage on", "Ukraine", "alone"]}' in told
    assert '{"Leverage on Ukraine alone": ["Leverage on Ukraine alone"]}' in told


def test_tables_of_a_page_scroll(drawn: dict[str, Drawn]) -> None:
    text = drawn["graph"].html()
    assert '<div class="wide" role="region" aria-label="Table" tabindex="0">\n<table>' in text
    assert ".wide { overflow-x: auto; background:" in text
