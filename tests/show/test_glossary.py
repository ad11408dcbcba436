from pathlib import Path

from goodoffices.show.glossary import glossary, page
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
