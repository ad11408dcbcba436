"""What a model file says stays text in every format of the brief; nothing is fetched or run."""

import json
import re
import xml.etree.ElementTree as ET

import pytest
import typst
from markdown_it import MarkdownIt

from goodoffices.show.brief.making import Brief, brief
from goodoffices.show.document import Block, Column, Document, Section, Table, Text, wide
from goodoffices.show.texts import clean
from goodoffices.show.writers.markdown import as_markdown
from goodoffices.show.writers.page import as_html
from goodoffices.show.writers.pdf import as_pdf
from tests.io.briefs import HOSTILE, hostile, truce
from tests.io.pictures import Page

QUIET = {"link", "img", "iframe", "object", "embed", "base", "script", "audio", "video", "form"}


@pytest.fixture(scope="module")
def made() -> Brief:
    return brief(hostile(), flips=False)


def test_the_page_has_only_the_elements_written_here(made: Brief) -> None:
    page, plain = Page(made.html()), Page(brief(truce(), flips=False).html())
    tags = {tag for tag, _ in page.elements}
    assert tags <= {tag for tag, _ in plain.elements} | {"ul", "li"}
    assert not tags & QUIET
    assert page.scripts == []


def test_the_page_fetches_nothing(made: Brief) -> None:
    page = Page(made.html())
    for tag, attributes in page.elements:
        assert not any(key.startswith("on") for key in attributes)
        targets = [
            attributes[k] for k in ("src", "href", "xlink:href", "action") if k in attributes
        ]
        assert all(target.startswith("#") for target in targets), tag
    style = re.findall(r"<style>(.*?)</style>", made.html(), re.DOTALL)
    assert len(style) == 1
    assert not re.search(r"url\(|@import|https?:", style[0])
    policy = next(a["content"] for t, a in page.elements if a.get("http-equiv"))
    assert "default-src 'none'" in policy


def test_the_page_is_structured_for_readers_who_hear_it(made: Brief) -> None:
    page = Page(brief(truce(), flips=False).html())
    tags = [tag for tag, _ in page.elements]
    assert ("html", {"lang": "en"}) in page.elements
    assert tags.count("h1") == 1
    assert tags.count("caption") == tags.count("table") > 0
    assert {a.get("scope") for t, a in page.elements if t == "th"} == {"col", "row"}
    pictures = [a for t, a in page.elements if t == "div" and a.get("role") == "img"]
    assert len(pictures) == tags.count("figure") == 2
    assert all(len(a["aria-label"]) > 40 for a in pictures)
    anchors = {a["href"].removeprefix("#") for t, a in page.elements if t == "a"}
    assert anchors == {a["id"] for t, a in page.elements if t == "section"}
    assert made.document.language.code == "en"


def test_the_page_prints_on_a4_and_has_a_dark_mode(made: Brief) -> None:
    style = made.html()
    for rule in (
        "@page { size: A4;",
        "prefers-color-scheme: dark",
        "thead { display: table-header-group; }",
    ):
        assert rule in style


def test_hostile_words_are_shown_as_they_are(made: Brief) -> None:
    words = " ".join("".join(Page(made.html()).words).split())
    assert words.count(clean(HOSTILE)) > 5


def test_the_picture_holds_no_markup_of_the_model(made: Brief) -> None:
    svg = re.findall(r"<svg.*?</svg>", made.html(), re.DOTALL)
    assert len(svg) == 2
    drawn = [element for one in svg for element in ET.fromstring(one).iter()]  # noqa: S314 - our own output
    tags = {element.tag.rpartition("}")[2] for element in drawn}
    assert not tags & {"script", "image", "foreignObject", "a", "use"}


def test_the_pdf_takes_hostile_words_as_data(made: Brief) -> None:
    pdf = made.pdf()
    assert pdf.startswith(b"%PDF")
    assert b"/URI" not in pdf
    assert b"/JavaScript" not in pdf
    assert pdf == brief(hostile(), flips=False).pdf()


def test_a_template_would_fail_on_what_the_texts_try() -> None:
    """The text that is harmless as data is not harmless as markup: the test above can fail."""
    with pytest.raises(typst.TypstError):
        typst.compile(HOSTILE.encode())


def test_markdown_renders_without_markup_of_the_model(made: Brief) -> None:
    page = Page(MarkdownIt("commonmark").enable("table").render(made.markdown()))
    tags = {tag for tag, _ in page.elements}
    assert tags <= {
        *("h1", "h2", "p", "ul", "li", "blockquote", "strong", "em"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
    headings = [tag for tag, _ in page.elements if tag in {"h1", "h2"}]
    assert len(headings) == 1 + len(made.document.sections)
    words = " ".join("".join(page.words).split())
    assert words.count(clean(HOSTILE)) > 5


def test_json_is_json(made: Brief) -> None:
    assert json.loads(made.json())["document"]["title"] == clean(HOSTILE)


def page_of(title: str, *blocks: Block) -> Document:
    return Document("brief", title, (Section("k", "K", blocks),), wide("", ()), dict)


@pytest.mark.parametrize(
    "text",
    ["# a", "1. a", "- a", "+ a", "> a", "=", "a_b", "_a_", "2.5", "-5", "| a |", "\\", "---"],
)
def test_markdown_keeps_every_text(text: str) -> None:
    block = Text(text), Table((Column("a", "a"),), ((text,),), "t")
    document = page_of("T", *block)
    page = Page(MarkdownIt("commonmark").enable("table").render(as_markdown(document)))
    assert "".join(page.words).split("\n").count(text) == 2


def test_numbers_stay_bare_in_markdown_tables() -> None:
    columns = (Column("a", "a", "number"), Column("b", "b", "number"))
    document = page_of("T", Table(columns, (("2.778", "+15"), ("0.5", "−5")), "t"))
    assert "| 2.778 | +15 |\n| 0.5 | −5 |" in as_markdown(document)


def test_texts_of_any_script_are_set() -> None:
    block = (
        Text("Київ, Türkiye, 北京, القاهرة \u200d end"),
        Table((Column("", ""),), (("",),)),
    )
    document = page_of("Ж", *block)
    assert as_pdf(document).startswith(b"%PDF")
    assert "Türkiye, 北京, <bdi>القاهرة \u200d</bdi> end" in as_html(document)
