"""What the page says goes through the catalogue: no text that people read stands outside it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from goodoffices.web import texts
from tests.web.script_texts import VALUE, texts_of

PAGES = [path for path in sorted(texts.PAGE.rglob("*.js")) if path.parent.name != "vendor"]
SAYS = r"\b(?:say|sayMany|sayAs)\("
SAID = re.compile(rf"{SAYS}(?:\"(?:[^\"\\]|\\.)*\",\s*)?$")
WORD = re.compile(r"[A-Za-z]{2}")
LIKE_TEXT = re.compile(rf"[A-Za-z]{{2,}}[^{VALUE}]* |[ :;,][A-Za-z]{{2,}}|^[A-Z][a-z]+[\w.…?!:]*$")
OTHERWISE = {
    "goodoffices",  # the name of the package
    "\0 – goodoffices",
    "timeline:",  # a key of model files
    *(" and ", "not \0", "not (\0)", "not $1"),  # what statements are written with
    *("Enter", "Escape", "AbortError", "Stopped"),  # what browser and server call things
    *('textarea, select, input:not([type="range"], [type="checkbox"], [type="radio"])',),
    *("select, input", "inset-inline:\0 calc(100% - \0)"),  # CSS, as the classes that follow
    *(
        "notice \0",
        "pair \0",
        "chosen p\0",
        "thin chosen p\0",
        "party p\0",
        "owner p\0",
        "rank p\0",
    ),
    *("translate(\0 \0) rotate(-38)", "translate(11 \0) rotate(-90)"),  # SVG
    "at \0",  # a key of rows
}
"""What is no text for people, or the same in every language."""


def outside(path: Path) -> Iterator[str]:
    for kind, before, text in texts_of(path.read_text(encoding="utf-8")):
        read = WORD if kind == "markup" else LIKE_TEXT
        if read.search(text) and not SAID.search(before) and text not in OTHERWISE:
            yield text


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_text_stands_outside_what_is_said(path: Path) -> None:
    assert list(outside(path)) == []


def test_a_text_outside_is_found(tmp_path: Path) -> None:
    written = """
    const NAME = "Nothing here"; // "a comment"
    const found = /"[^"]`/.test(x) || say("said") || sayMany("one", "many", 3);
    html`<p title="A hint" class="x">${say("said")} of ${a > b && html`<b>bold</b>`}</p>`;
    edit(`Party ${name} added`, { key: `p${k}` });
    """
    (tmp_path / "one.js").write_text(written, encoding="utf-8")
    found = [text.replace(VALUE, "_") for text in outside(tmp_path / "one.js")]
    assert found == ["Nothing here", "bold", "_ of _", "A hint", "Party _ added"]


def test_each_exception_is_needed() -> None:
    source = [text for path in PAGES for _, _, text in texts_of(path.read_text(encoding="utf-8"))]
    assert {text for text in OTHERWISE if text not in source} == set()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_messages_stand_where_they_are_said(path: Path) -> None:
    """As plain texts, or else nobody finds them for the catalogue."""
    if path.stem != "say":
        source = path.read_text(encoding="utf-8")
        assert len(re.findall(SAYS, source)) == len(re.findall(rf'{SAYS}"', source))


def test_values_of_messages_are_such_as_the_page_puts_in() -> None:
    fields = re.compile(r"\{[^{}]*\}")
    found = {
        field
        for told, _, _ in texts.said()
        for form in ((told,) if isinstance(told, str) else told)
        for field in fields.findall(form)
    }
    assert found <= {"{}", "{1}", "{:,}"}
