"""A picture as SVG, PNG and a web page: complete, the same every time, running nothing foreign."""

import base64
import hashlib
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from goodoffices.cases.catalog import case
from goodoffices.errors import FileError, RequestError
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Payoffs
from goodoffices.model.written import DecisionMaker, Option
from goodoffices.show.charts.graph_chart import graph
from goodoffices.show.charts.picture import Picture
from goodoffices.stability.analysis import Analysis, analyze
from tests.io.documents import decorated
from tests.io.pictures import Page, layer
from tests.strategies import conflicts

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\\\"+alert(1)+'&-->]]>\\"


@pytest.fixture(scope="module")
def elmira() -> Analysis:
    return analyze(case("elmira-1991"))


@pytest.fixture(scope="module")
def elmira_picture(elmira: Analysis) -> Picture:
    return graph(elmira)


@pytest.fixture(scope="module")
def elmira_page(elmira_picture: Picture) -> str:
    return elmira_picture.html()


def test_svg_is_named_described_and_well_formed(elmira_picture: Picture) -> None:
    root = ET.fromstring(elmira_picture.svg())  # noqa: S314  our own output
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    title, description = root[0], root[1]
    assert (title.tag, title.text) == (f"{SVG}title", elmira_picture.title)
    assert (description.tag, description.text) == (f"{SVG}desc", elmira_picture.description)
    words = {text for element in root.iter() for text in element.itertext()}
    assert {"Elmira groundwater contamination, 1991", "status quo", "NYNNN", "12"} <= words
    assert any(word.startswith("Sources: Hipel, K. W.") for word in words)
    assert "clip" not in elmira_picture.svg()


def test_png_is_as_large_as_asked(elmira_picture: Picture) -> None:
    sizes = []
    for scale in (1, 2):
        image = elmira_picture.png(scale)
        assert image.startswith(b"\x89PNG\r\n\x1a\n")
        sizes.append(int.from_bytes(image[16:20]))
    assert abs(sizes[1] - 2 * sizes[0]) <= 1


@pytest.mark.parametrize("scale", [0, -1, 9, float("nan")])
def test_png_of_an_impossible_scale(elmira_picture: Picture, scale: float) -> None:
    with pytest.raises(RequestError, match="at most 8"):
        elmira_picture.png(scale)


def test_the_page_stands_alone(elmira_page: str, elmira_picture: Picture) -> None:
    page = Page(elmira_page)
    tags = [tag for tag, _ in page.elements]
    assert ("html", {"lang": "en"}) in page.elements
    assert tags.count("script") == 2
    assert not set(tags) & {"link", "img", "iframe", "object", "embed", "base"}
    fetched = [a for _, a in page.elements if {"src", "href", "xlink:href", "action"} & set(a)]
    assert fetched == []
    assert not any(key.startswith("on") for _, a in page.elements for key in a)
    assert "url(" not in elmira_page.partition("<script")[0]
    assert elmira_picture.title in page.words
    assert elmira_picture.description in page.words
    assert {cell for row in elmira_picture.table for cell in row} <= set(page.words)


def test_the_page_runs_its_own_script_only(elmira_page: str) -> None:
    page = Page(elmira_page)
    (policy,) = (a["content"] for _, a in page.elements if "http-equiv" in a)
    digest = base64.b64encode(hashlib.sha256(page.scripts[1].encode()).digest()).decode()
    assert policy.split("; ")[:2] == ["default-src 'none'", f"script-src 'sha256-{digest}'"]
    assert "unsafe-eval" not in policy
    assert json.loads(page.scripts[0])["description"].startswith("Graph of the conflict")


def test_the_page_shows_the_still_picture_without_scripts(
    elmira_page: str, elmira_picture: Picture
) -> None:
    assert f'<figure id="picture">{elmira_picture.svg()}</figure>' in elmira_page


def hostile() -> Conflict:
    parties = tuple(
        DecisionMaker(name, Payoffs((1, 2, 3, 4)), (Option(name.lower(), HOSTILE),), label=HOSTILE)
        for name in "AB"
    )
    return Conflict(HOSTILE, parties, sources=(HOSTILE,), notes=HOSTILE)


@pytest.mark.parametrize("listed", [False, True])
def test_hostile_texts_stay_texts(listed: bool) -> None:  # noqa: FBT001  a case, not a flag
    conflict = hostile()
    if listed:
        party = DecisionMaker("A", Payoffs((1, 2)), label=HOSTILE, moves=((1, 2),))
        conflict = Conflict(HOSTILE, (party,), states_listed=(HOSTILE, f"{HOSTILE} 2"))
    picture = graph(analyze(conflict))
    page = Page(picture.html())
    assert sum(tag == "script" for tag, _ in page.elements) == 2
    assert not any(tag == "img" for tag, _ in page.elements)
    assert "<" not in page.scripts[0]
    assert HOSTILE in json.loads(page.scripts[0])["description"]
    assert f"{HOSTILE}: integrated graph" in page.words
    root = ET.fromstring(picture.svg())  # noqa: S314  our own output
    assert root[0].text == f"{HOSTILE}: integrated graph"
    frame = Page(picture._repr_html_())
    assert [tag for tag, _ in frame.elements] == ["iframe"]


@settings(max_examples=15, phases=[Phase.reuse, Phase.generate])  # slow to shrink
@given(decorated(conflicts()))
def test_any_text_is_drawn(conflict: Conflict) -> None:
    picture = graph(analyze(conflict))
    ET.fromstring(picture.svg())  # noqa: S314  our own output
    page = Page(picture.html())
    assert sum(tag == "script" for tag, _ in page.elements) == 2
    assert len(layer(picture, 2)) == len(conflict.states)


def test_notebooks_show_it_in_a_closed_frame(elmira_picture: Picture, elmira_page: str) -> None:
    ((tag, frame),) = Page(elmira_picture._repr_html_()).elements
    assert tag == "iframe"
    assert frame["sandbox"] == "allow-scripts allow-downloads"
    assert frame["srcdoc"] == elmira_page
    assert elmira_picture._repr_svg_() == elmira_picture.svg()


def test_the_same_picture_has_the_same_bytes(
    elmira: Analysis, elmira_picture: Picture, elmira_page: str
) -> None:
    again = graph(elmira)
    assert again.html() == elmira_page
    assert again.svg() == elmira_picture.svg()
    assert again.png() == elmira_picture.png()
    script = (
        "import hashlib; from goodoffices.cases.catalog import case; "
        "from goodoffices.stability.analysis import analyze; "
        "from goodoffices.show.charts.graph_chart import graph; "
        "page = graph(analyze(case('elmira-1991'))).html(); "
        "print(hashlib.sha256(page.encode()).hexdigest())"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == hashlib.sha256(elmira_page.encode()).hexdigest()


def test_it_is_kept_by_the_ending_of_the_name(
    tmp_path: Path, elmira_picture: Picture, elmira_page: str
) -> None:
    elmira_picture.save(tmp_path / "a.html")
    elmira_picture.save(str(tmp_path / "a.SVG"))
    elmira_picture.save(tmp_path / "a.png")
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == elmira_page
    assert (tmp_path / "a.SVG").read_text(encoding="utf-8") == elmira_picture.svg()
    assert (tmp_path / "a.png").read_bytes() == elmira_picture.png()


def test_a_file_is_replaced_on_request_only(tmp_path: Path, elmira_picture: Picture) -> None:
    file = tmp_path / "a.svg"
    file.write_text("mine")
    with pytest.raises(FileError, match="choose another name, or have it replaced"):
        elmira_picture.save(file)
    assert file.read_text() == "mine"
    elmira_picture.save(file, force=True)
    assert file.read_text(encoding="utf-8") == elmira_picture.svg()


@pytest.mark.parametrize(("name", "found"), [("a.pdf", "'.pdf'"), ("a", "nothing")])
def test_other_endings_are_refused(
    tmp_path: Path, elmira_picture: Picture, name: str, found: str
) -> None:
    with pytest.raises(RequestError) as caught:
        elmira_picture.save(tmp_path / name)
    assert all(part in str(caught.value) for part in (".html", ".svg", ".png", found))
    assert list(tmp_path.iterdir()) == []


def test_no_picture_names_a_place_in_the_network(elmira_picture: Picture) -> None:
    named = set(re.findall(r"https?://[^\s\"']+", elmira_picture.svg()))
    assert named == {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
