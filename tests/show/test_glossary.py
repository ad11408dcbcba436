from pathlib import Path

import pytest

from goodoffices.show.glossary import glossary, meant, noted, page, used
from goodoffices.stability.concepts import CONCEPTS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "glossary.md"


def test_the_page_of_the_documentation_has_every_term() -> None:
    assert PAGE.read_text(encoding="utf-8").endswith(f"\n\n{page()}")


def test_terms_are_told_once_and_every_concept_is_among_them() -> None:
    terms = [term.term for term in glossary()]
    assert len(set(terms)) == len(terms)
    assert {row.short for row in CONCEPTS.values()} <= set(terms)


def test_a_term_is_a_sentence() -> None:
    assert [term for term in glossary() if not term.sentence.endswith(".")] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two parties decide here.", ["party"]),
        ("A decision maker, or decision makers.", ["party"]),
        ("No way out.", []),
        ("By SEQ or SIM it holds.", ["holds", "SEQ", "SEQ or SIM", "SIM"]),
        ("A sequence of nashi.", []),
        ("It can, and it always will.", []),
        ("Ripeness, escalation and exposure.", ["escalated", "exposed", "ripe"]),
        ("Signatories sign no deal.", ["no deal", "signatory"]),
        ("A signal to leverage statements.", []),
    ],
)
def test_words_are_found_in_texts_whole_and_in_all_their_forms(text: str, found: list[str]) -> None:
    assert [term.term for term in used(text)] == found


def test_a_meaning_can_be_said_of_something() -> None:
    assert meant("efficient") == "no other is as good for all signatories and better for one"
    assert noted("always", "can") == (
        "Always: under every preference that fits what is known. Can: under some preferences that "
        "fit what is known, not all."
    )


def test_a_word_that_is_not_in_the_glossary_is_no_note() -> None:
    with pytest.raises(KeyError, match="sanction"):
        noted("sanction")
