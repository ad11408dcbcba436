"""Languages: what is said goes through one catalogue, and each catalogue has all of it."""

import re
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message

import goodoffices as go
from goodoffices.errors import FileError, RequestError
from goodoffices.show.document import Column, Document, Table
from goodoffices.show.glossary import used
from goodoffices.show.language import (
    ENGLISH,
    Language,
    languages,
    numeral,
    say,
    say_as,
    say_many,
    speaking,
    spoken,
)
from goodoffices.show.telling import report
from goodoffices.show.words import amount, listing, percent, points, quoted, score
from goodoffices.show.writers.markdown import as_markdown
from goodoffices.show.writers.page import as_html
from goodoffices.show.writers.terminal import as_table
from tests.scripts import script
from tests.show.pseudo import PSEUDO, written

write_messages = script("write_messages")
CATALOGUES = sorted(write_messages.CATALOGUES.glob("*.po"))
FIELD = re.compile(r"\{[^{}]*\}")


def messages(path: Path) -> Iterator[Message]:
    return (one for one in write_messages.updated(path) if one.id)


def pairs(path: Path) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the forms of each message with those of its translation."""
    for one in messages(path):
        yield forms(one.id), forms(one.string)


def forms(told: object) -> tuple[str, ...]:
    return tuple(map(str, told)) if isinstance(told, list | tuple) else (str(told),)


def fields(text: str) -> list[tuple[str, str]]:
    """Return which values a message takes, and how each is written; numbered by their order."""
    found, place = [], 0
    for _, name, form, conversion in Formatter().parse(text):
        if name is None:
            continue
        found.append((name or str(place), f"{form}{conversion or ''}"))
        place += not name
    return sorted(found)


def test_english_is_spoken_unless_another_language_is() -> None:
    assert spoken() is ENGLISH
    with speaking(PSEUDO):
        assert spoken() is PSEUDO
        with speaking("en"):
            assert say("{} of {:,}", 3, 4_000) == "3 of 4,000"
    assert spoken() is ENGLISH


def test_a_language_ends_with_an_error_too() -> None:
    def fail() -> None:
        with speaking(PSEUDO):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert spoken() is ENGLISH


def test_an_unknown_language_is_refused_with_those_there_are() -> None:
    with pytest.raises(RequestError, match=r"^no language 'xx'; use one of: en, fr$"):
        speaking("xx").__enter__()


@pytest.mark.parametrize(
    ("code", "written", "told"),
    [
        ("de", b'msgid "a"\nmgstr "b"\n', "languages/de.po: Unknown or misformatted keyword"),
        ("de", 'msgid "a"\nmsgstr "é"\n'.encode("latin-1"), "languages/de.po: 'utf-8' codec"),
        ("de-x", b"", "languages/de-x.po: expected only letters"),
        (
            "de",
            (
                b'msgctxt "a pattern: what goes before a value that begins with a vowel"\n'
                b'msgid "(?!)"\nmsgstr "(e "\n'
            ),
            "languages/de.po: '(e ' is no regular expression: missing ), unterminated subpattern",
        ),
    ],
)
def test_a_catalogue_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, written: bytes, told: str
) -> None:
    monkeypatch.setattr("goodoffices.show.language._CATALOGUES", tmp_path)
    (tmp_path / f"{code}.po").write_bytes(written)
    (tmp_path / "de.po~").write_bytes(b"")
    assert languages() == ["en", code]
    with pytest.raises(FileError, match=f"^{re.escape(told)}"):
        speaking(code).__enter__()


@pytest.mark.parametrize("wrong", ["{} of {}", "{name}", "{:,} {"])
def test_a_translation_that_takes_other_values_is_named(wrong: str) -> None:
    class Wrong(NullTranslations):
        def gettext(self, message: str) -> str:
            assert message == "{:,} states"
            return wrong

    told = f"languages/xx.po: wrong fields in '{wrong}'"
    with speaking(Language("xx", Wrong())), pytest.raises(FileError, match=re.escape(told)):
        say("{:,} states", 4)


def test_braces_stand_for_themselves_where_no_value_is_given() -> None:
    assert say("{where}") == "{where}"
    assert say("{{}} {}", 1) == "{} 1"


def test_numbers_are_written_as_the_language_does() -> None:
    with speaking("fr"):
        assert say("{:,.2f}", 12_345.6) == "12\u202f345,60"
        assert say("{}", "12,345.6") == "12,345.6"  # no number: a name, or a number already written
        assert amount(12_345.6) == "12\u202f346"
        assert amount(0.5) == "0,5"
        assert points(-2.5) == "−2,5"
        assert percent(0.3414) == "34,1\u202f%"
        assert numeral("1,024") == "1\u202f024"


def test_plural_forms_are_the_language_s_own() -> None:
    with speaking("fr"):
        said = [say_many("{:,} state", "{:,} states", number) for number in (0, 1, 2, 1_024)]
    assert said == ["0 état", "1 état", "2 états", "1\u202f024 états"]


def test_french_has_a_plural_from_two_on() -> None:
    with speaking("fr"):
        assert [score(x) for x in (-1.5, 1.88, 2)] == ["-1,5 point", "1,88 point", "2 points"]


def test_a_french_word_is_cut_before_a_vowel_that_a_value_begins_with() -> None:
    with speaking("fr"):
        told = [say("what {} wants", who) for who in ("Ukraine", "Russie")]
        levers = [say("levers of {} only", who) for who in ("Inde", "États-Unis", "Chine")]
        title = say("{}: {}", "La guerre de Élisabeth", 1.5)
    assert told == ["ce que veut Ukraine", "ce que veut Russie"]
    assert levers[:2] == ["les leviers d’Inde seulement", "les leviers d’États-Unis seulement"]
    assert levers[2:] == ["les leviers de Chine seulement"]
    assert title == "La guerre de Élisabeth\u00a0: 1,5"


def test_words_stand_by_the_alphabet_whatever_their_accents() -> None:
    with speaking("fr"):
        terms = [term.term for term in used("À découvert, à chaque état et étape d’un plan.")]
    assert terms == ["à découvert", "état", "plan"]


def test_a_narrow_table_loses_no_figures() -> None:
    sheet = Table((Column("kind", "Kind"), Column("of", "A long heading", "number")), [["a", 189]])
    report = Document("x", "", (sheet,), sheet, dict)
    assert "189" in as_table(report, width=12, terminal=False, unicode=True)


def test_french_quotes_and_lists() -> None:
    with speaking("fr"):
        assert quoted("Trêve") == "«\u00a0Trêve\u00a0»"
        assert listing(["A", "B", "C"]) == "A, B et C"


def test_no_line_breaks_at_a_blank_that_holds() -> None:
    told = "Elle choisit «\u00a0Trêve\u00a0»\u00a0: 50\u202f%."
    report = Document("x", "", (told,), Table((), ()), dict)
    lines = as_table(report, width=20, terminal=False, unicode=True).splitlines()
    assert lines[-2:] == ["Elle choisit", "«\u00a0Trêve\u00a0»\u00a0: 50\u202f%."]


def test_a_context_tells_messages_apart() -> None:
    assert say_as("a party", "holds") == "holds"
    with speaking(PSEUDO):
        assert say_as("a party", "holds") == written("holds")


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_has_all_that_is_said_and_nothing_else(path: Path) -> None:
    """Brought up to date by scripts/write_messages.py."""
    with path.open("rb") as file:
        kept = write_messages.read_po(file, locale=path.stem)
    is_said = {(one.id, one.context) for one in write_messages.template() if one.id}
    assert {(one.id, one.context) for one in kept if one.id} == is_said
    assert not [one.id for one in kept if one.id and not write_messages.translated(one)]
    assert not [one.id for one in kept if one.id and one.fuzzy]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_takes_the_values_of_its_message(path: Path) -> None:
    wrong = [
        (ids, text)
        for ids, told in pairs(path)
        for text in told
        if fields(text) not in map(fields, ids)
    ]
    assert not wrong


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_begins_and_ends_as_its_message(path: Path) -> None:
    def edges(text: str) -> tuple[str, str, bool]:
        left = text[: len(text) - len(text.lstrip(" "))]
        right = text[len(text.rstrip(" ")) :]
        return left, right, text.endswith("#")

    wrong = [text for ids, told in pairs(path) for text in told if edges(text) != edges(ids[0])]
    assert not wrong


OWN = """\
goodoffices: 1
title: State
decision_makers:
  Party: {label: Status quo, options: {move: Hold}, preferences: {prioritized: [move]}}
  Rival: {label: Table, options: {drop: Plan}, preferences: {prioritized: [not drop]}}
status_quo: not move and not drop
"""


def test_what_a_model_brings_along_is_not_translated() -> None:
    analysis = go.analyze(go.loads(OWN))
    with speaking(PSEUDO):
        told = as_markdown(report(analysis)), str(go.explain(analysis, 1, "Party", "nash"))
    assert told[0].startswith("# State\n")
    assert "Party" in told[0]
    assert "“Hold”" in told[1]
    assert "Status quo" in told[1]


def test_a_document_is_written_in_the_language_it_was_made_in() -> None:
    with speaking("fr"):
        document = report(go.analyze(go.case("elmira-1991")))
    assert "12 états" in as_markdown(document)
    assert '<html lang="fr">' in as_html(document)
    assert "Rang : 1" in as_markdown(document) or "Rang 1" in as_markdown(document)
