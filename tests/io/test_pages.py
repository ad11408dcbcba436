"""A brief as a page and as PDF: wide screens, phones, paper, names from right to left."""

import json
import re
from typing import Any

import pytest
import typst

from goodoffices.show.document import Document, Figure, Section, Table, Text, columns
from goodoffices.show.texts import isolated
from goodoffices.show.writers.markdown import as_markdown
from goodoffices.show.writers.page import as_html
from goodoffices.show.writers.pdf import as_pdf
from goodoffices.show.writers.terminal import as_table

ARABIC = "مصر والسودان"
TALL = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="520"></svg>'


def document(*sections: Section) -> Document:
    return Document("brief", "A dispute", sections, Table((), ()), dict)


def lines(count: int) -> tuple[Text, ...]:
    return tuple(Text(f"Paragraph {k} of plain words.") for k in range(count))


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Keep what Typst is given, and how many pages it makes of it."""
    given: dict[str, Any] = {}
    compile_ = typst.compile

    def listening(source: bytes, sys_inputs: dict[str, str]) -> bytes:
        given.update(source=source, inputs=sys_inputs, brief=json.loads(sys_inputs["brief"]))
        given["pages"] = len(compile_(source, sys_inputs=sys_inputs, format="png", ppi=10))
        return compile_(source, sys_inputs=sys_inputs)

    monkeypatch.setattr(typst, "compile", listening)
    return given


def test_text_after_a_picture_fills_the_page_before_it(handed: dict[str, Any]) -> None:
    tall = Figure("A map.", "A region.", lambda: TALL)
    as_pdf(document(Section("a", "A", (*lines(18), tall)), Section("b", "B", lines(20))))
    assert handed["pages"] == 2


def test_captions_and_lead_ins_stay_with_what_follows(handed: dict[str, Any]) -> None:
    as_pdf(document(Section("a", "A", (Text("By these values:"),))))
    source = handed["source"].decode()
    assert "sticky: true, width: 100%" in source.partition("figure.caption: it =>")[2]
    assert (
        'item.text.ends-with(":") {\n    block(above: .95em, below: .95em, sticky: true' in source
    )
    assert "sticky: true," in source.partition("heading.where(level: 2)")[2][:80]


def test_a_table_is_kept_on_one_page_by_its_lines_not_its_rows(handed: dict[str, Any]) -> None:
    headings = columns("Lever Ground")
    short = Table(headings, [("sanctions", "known")] * 8)
    long = Table(headings, [("sanctions", "words " * 120)] * 8)
    as_pdf(document(Section("a", "A", (short, long))))
    assert [b["together"] for b in handed["brief"]["sections"][0]["blocks"]] == [True, False]


def test_names_from_right_to_left_do_not_turn_what_is_around_them(handed: dict[str, Any]) -> None:
    told = document(Section("a", "A", (Text(f"{ARABIC}: 2 <3>"), Text("مصر, ليبيا"))))
    page = as_html(told)
    assert f"<p><bdi>{ARABIC}</bdi>: 2 &lt;3&gt;</p>" in page
    assert "<p><bdi>مصر</bdi>, <bdi>ليبيا</bdi></p>" in page
    as_pdf(told)
    block = handed["brief"]["sections"][0]["blocks"][0]
    assert block["text"] == f"\u2068{ARABIC}\u2069: 2 <3>"
    assert isolated("Égypte, Τουρκία 3") == "Égypte, Τουρκία 3"


def test_markdown_and_terminal_isolate_names_from_right_to_left() -> None:
    told = document(
        Section("a", "A", (Text("مصر: 2, مصر: 3"), Table(columns("x"), [("مصر",), ("Ägypten",)])))
    )
    page = as_markdown(told)
    assert "\u2068مصر\u2069: 2, \u2068مصر\u2069: 3\n" in page
    assert "| \u2068مصر\u2069 |\n| Ägypten |" in page
    screen = as_table(told, width=80, terminal=False, unicode=True)
    assert "\u2068مصر\u2069: 2, \u2068مصر\u2069: 3\n" in screen
    assert "\n\u2068مصر\u2069\nÄgypten" in screen
    assert "\u2068" not in as_table(told, width=80, terminal=False, unicode=False)


def test_a_page_fills_a_wide_screen_and_its_tables_scroll_on_a_phone() -> None:
    page = as_html(document(Section("a", "A", (Table(columns("x"), [("1",)]),))))
    assert "max-width: 80rem" in page
    wide = page.partition("@media screen and (min-width: 64rem)")[2]
    assert "grid-template-columns: 17rem minmax(0, 1fr)" in wide
    phone = page.partition("@media screen and (max-width: 40rem)")[2]
    assert ".wide table:has(th:nth-child(3)) { width: max-content; min-width: 100%; }" in phone
    assert re.search(r"\.wide \{ overflow-x: auto; background:\s+linear-gradient", page)
    assert page.count('<div class="wide') == page.count("<table>") == 1
