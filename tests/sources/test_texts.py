"""The marks are such as the guide beside the texts says, and stand in the texts."""

import hashlib
import html
import re
from pathlib import Path

import pytest

from goodoffices.sources.notebook import ACTS, AUTHOR, HEDGES
from tests.sources.marked import HALVES, HERE, Marked, Page, notebook, pages, texts

LEAST_TEXTS, LEAST_FIELDS, LEAST_PAGES = 6, 8, 10
WORDS = range(150, 451)
LONGEST_CLAUSE = 30
TEXTS = [text for half in HALVES for text in texts(half)]
PAGES = [page for half in HALVES for page in pages(half)]
NOTEBOOKS = sorted((HERE / "texts").glob("*/*.sources.yaml"))


@pytest.mark.parametrize("half", HALVES)
def test_both_halves_have_their_share_of_texts_fields_forms_and_acts(half: str) -> None:
    found = texts(half)
    assert len(found) >= LEAST_TEXTS
    assert len({text.field for text in found}) >= LEAST_FIELDS
    assert {"report", "commentary", "minutes", "letter", "bulletin"} & {x.form for x in found}
    assert {mark.act for text in found for mark in text.marks} == set(ACTS)
    hedges = {mark.hedge for text in found for mark in text.marks}
    assert hedges >= {"none", "reported", "likely", "possible"}


def test_no_text_stands_in_both_halves() -> None:
    assert len({text.text for text in TEXTS}) == len(TEXTS)
    assert not {text.name for text in texts("seen")} & {text.name for text in texts("unseen")}
    assert not {page.path.stem for page in pages("seen")} & {p.path.stem for p in pages("unseen")}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_every_quote_stands_where_it_is_said_to_stand(text: Marked) -> None:
    assert len(text.text.split()) in WORDS
    for mark in text.marks:
        start, end = mark.span
        assert text.text[start:end] == mark.quote
        assert "\n" not in mark.quote
        assert len(mark.quote.split()) <= LONGEST_CLAUSE
        assert mark.condition in text.text


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_every_mark_is_of_known_acts_hedges_and_parties(text: Marked) -> None:
    assert len({(mark.span, mark.act) for mark in text.marks}) == len(text.marks)
    for mark in text.marks:
        assert mark.act in ACTS
        assert mark.hedge in HEDGES
        assert {*mark.actors, *mark.targets} <= set(text.parties)
        assert mark.speaker in {AUTHOR, *text.parties}
        assert not set(mark.actors) & set(mark.targets)
        assert mark.actors or mark.act == "conditional"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_names_its_text_as_it_stands(path: Path) -> None:
    told = notebook(path)
    ((_, document),) = told["documents"].items()
    data = (path.parent / document["file"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == document["sha256"]
    assert document["passage"] == [[0, len(data.decode("utf-8").rstrip())]]
    rows = told["statements"].values()
    assert {(row["in"], row["by"], row["state"]) for row in rows} == {
        ("d1", "annotator", "confirmed")
    }
    assert sorted(tuple(row["at"]) for row in rows) == [tuple(row["at"]) for row in rows]


def test_pages_are_of_many_kinds() -> None:
    assert len(PAGES) >= LEAST_PAGES
    for half in HALVES:
        assert {page.path.suffix for page in pages(half)} == {".txt", ".html"}
        assert any(not page.kept for page in pages(half))
    data = b"".join(page.path.read_bytes() for page in PAGES)
    told = data.decode("utf-8")
    assert b"\r\n" in data
    assert "&rsquo;" in told
    assert "\N{RIGHT SINGLE QUOTATION MARK}" in told
    assert "\N{COMBINING GRAVE ACCENT}" in told


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path.name)
def test_what_is_to_be_kept_stands_on_the_page(page: Page) -> None:
    told = page.path.read_text(encoding="utf-8")
    if page.path.suffix == ".html":
        told = html.unescape(re.sub(r"<(?!br)[^>]*>", "", told)).replace("\N{NO-BREAK SPACE}", " ")
    for line in [*page.kept, *page.either]:
        assert line.strip()
        assert line in told


def test_the_page_of_headlines_has_thirteen_and_five_paragraphs() -> None:
    (page,) = (page for page in PAGES if page.path.name == "headlines_commentary.txt")
    lines = page.path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == ">"
    assert len(lines) == 1 + 13 + 5
    assert list(page.kept) == lines[-5:]
