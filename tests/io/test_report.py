"""Reports as JSON, CSV and Markdown."""

import csv
import io
import json
import math

from goodoffices.show.document import Column, Document, Table
from goodoffices.show.texts import printable
from goodoffices.show.writers.data import as_csv, as_json
from goodoffices.show.writers.markdown import as_markdown

COLUMNS = (
    Column("number", "Number", "number"),
    Column("here", "Here", "mark"),
    Column("A.go", "go", "option", "A"),
    Column("nash", "Nash", "verdict", "Equilibrium"),
    Column("seq", "SEQ", "verdict", "Equilibrium"),
    Column("text", "Text"),
)
ROWS = [(1, True, None, True, True, "a|b\nc"), (2, False, True, False, True, 'say "x", y')]


def report(**changes: object) -> Document:
    parts: dict[str, object] = {
        "command": "test",
        "title": "A title",
        "blocks": (Table(COLUMNS, ROWS),),
        "records": Table(COLUMNS, ROWS),
        "data": dict,
    }
    return Document(**{**parts, **changes})  # type: ignore[arg-type]


def test_csv_reads_back_with_plain_words() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(report()))))
    assert rows[0] == {
        "number": "1",
        "here": "true",
        "A.go": "-",
        "nash": "true",
        "seq": "true",
        "text": "a|b\nc",
    }
    assert rows[1]["text"] == 'say "x", y'
    assert (rows[1]["here"], rows[1]["A.go"], rows[1]["nash"]) == ("false", "Y", "false")


def test_markdown_has_one_row_per_record_and_joins_verdicts() -> None:
    lines = as_markdown(report()).splitlines()
    assert lines == [
        "# A title",
        "",
        "| Number | Here | A: go | Equilibrium | Text |",
        "| ---: | --- | --- | --- | --- |",
        "| 1 | * | - | Nash SEQ | a\\|b c |",
        '| 2 |  | Y | SEQ | say "x", y |',
    ]


def test_markdown_makes_lists_of_indented_lines() -> None:
    text = "First\n  a\n  b\nSecond\n- c\n  more of c\n- d"
    assert as_markdown(report(blocks=(text,))).split("\n\n", 1)[1] == (
        "First\n\n- a\n- b\n\nSecond\n\n- c\n  more of c\n- d\n"
    )


def test_json_has_version_and_command_first_and_no_infinities() -> None:
    values = {"margins": [1.5, -math.inf, math.nan], "states": [{"a": (1, 2)}, {"a": math.inf}]}
    text = as_json(report(data=lambda: values))
    document = json.loads(text)
    assert list(document) == ["goodoffices", "command", "margins", "states"]
    assert (document["goodoffices"], document["command"]) == (1, "test")
    assert document["margins"] == [1.5, None, None]
    assert document["states"] == [{"a": [1, 2]}, {"a": None}]
    assert '    {"a": [1, 2]},\n' in text
    assert json.loads(as_json(report(data=lambda: {"empty": []})))["empty"] == []


def test_printable_keeps_letters_and_shows_what_steers_a_terminal() -> None:
    assert printable("Türkiye, 東京\n") == "Türkiye, 東京\n"
    assert printable("\x1b[31m\u202e\r") == "\\x1b[31m\\x202e\\x0d"
