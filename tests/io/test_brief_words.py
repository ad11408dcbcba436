"""The brief explains the words of the field that it uses, and those only."""

import dataclasses

import pytest

from goodoffices.cases.catalog import case
from goodoffices.model.conflict import Conflict
from goodoffices.show.brief.making import Brief, brief
from goodoffices.show.document import shown
from goodoffices.show.glossary import glossary
from goodoffices.show.writers.page import block_html
from tests.io.briefs import section, tables_of, truce, without_levers

BARE = """\
bluff
deterred (sanctioned)
foresight (stability concept)
GMR (General metarationality)
holds (equilibrium)
lever (what is on the table)
mediator
move
Nash (Nash stability)
option
party (decision maker)
plan (cheapest plan)
points (weights)
ripe
SEQ (Sequential stability)
settlement (what is sought)
shortfall (what is missing)
SMR (Symmetric metarationality)
SSEQ (Symmetric sequential stability)
state (outcome)""".splitlines()


@pytest.fixture(scope="module")
def made() -> Brief:
    return brief(truce(), samples=0, flips=False)


def words(made: Brief) -> dict[str, str]:
    (told,) = tables_of(made, "words")
    return {row[0]: row[1] for row in shown(told).rows}


def explained(conflict: Conflict) -> list[str]:
    return list(words(brief(conflict, samples=0, flips=False)))


def test_the_words_of_a_brief_without_levers() -> None:
    assert explained(without_levers()) == BARE


def test_each_is_told_as_the_glossary_has_it(made: Brief) -> None:
    told = words(made)
    sentences = {term.sentence for term in glossary()}
    assert set(told.values()) <= sentences
    assert told["exposed"] == "Of a party on the way to a settlement: worse off than with no deal."
    assert told["SEQ (Sequential stability)"] == (
        "A state holds by it if whoever might gain by a move fears answers that the others would "
        "themselves gain by."
    )


def test_words_of_other_answers_are_left_out(made: Brief) -> None:
    told = words(made)
    assert "lever (what is on the table)" in told
    absent = {"known in part (partial preferences)", "truth", "by illusion", "sample", "view"}
    assert not absent & set(told)


def test_what_the_model_itself_says_is_no_word_of_the_field() -> None:
    conflict = without_levers()
    coast, hills = conflict.decision_makers
    named = dataclasses.replace(coast, label="Friends of truth", options=coast.options)
    other = dataclasses.replace(
        conflict, decision_makers=(named, hills), notes="A sample, in view."
    )
    assert "Friends of truth" in str(section(brief(other, samples=0).document, "conflict"))
    assert explained(other) == BARE


def test_every_format_has_them(made: Brief) -> None:
    sentence = "A party without whose consent there is no settlement."
    assert f"| signatory (who signs) | {sentence} |\n" in made.markdown()
    assert f">{sentence}</td>" in block_html(section(made.document, "words"))
    assert ["signatory (who signs)", sentence] in made.to_dict()["document"]["sections"][-1][
        "blocks"
    ][0]["rows"]


def test_the_page_has_no_room_for_them() -> None:
    short = brief(case("indus-waters-1960"), short=True, samples=0)
    assert [one.key for one in short.document.sections if one.key == "words"] == []
