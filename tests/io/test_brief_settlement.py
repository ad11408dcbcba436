"""The brief on the settlement: what could be agreed, its neighbourhood, order and spoilers."""

import pytest

from goodoffices.cases.catalog import case
from goodoffices.files.conflict_from import conflict_from_text
from goodoffices.files.dumps import dumps
from goodoffices.files.load import loads
from goodoffices.show.brief.making import Brief, brief
from goodoffices.show.document import Figure, Points, Table, shown
from tests.io.briefs import UNCERTAIN, said, section, tables_of, truce


@pytest.fixture(scope="module")
def made() -> Brief:
    return brief(truce(), flips=False)


def test_what_could_be_agreed_is_told_with_its_picture(made: Brief) -> None:
    told = section(made.document, "agreed")
    assert "There is no zone of possible agreement: of 2 packages none is" in said(told)
    (figure,) = [block for block in told.blocks if isinstance(block, Figure)]
    assert figure.svg.startswith("<svg")
    chosen = shown(next(block for block in told.blocks if isinstance(block, Table)))
    assert chosen.header[3:5] == ("Gain: Coastal province", "Gain: Hills")
    assert [row[:2] for row in chosen.rows] == [("Cheapest", "8")]


def test_what_is_feared_of_the_packages_is_told() -> None:
    feared = UNCERTAIN.replace("{x: Plant}", "{x: {label: Plant, fear: A bad year}}")
    told = brief(conflict_from_text(feared, "a text"), flips=False, samples=0)
    agreed = section(told.document, "agreed")
    assert Points(("A fears: A bad year.",)) in agreed.blocks
    assert "What is said and wanted: annex 4." in said(agreed)
    (fears,) = [x for x in tables_of(told, "settlement") if "feared" in x.title]
    assert fears.title == "What is said, wanted and feared of it"
    assert shown(fears).rows == (("A", "Plant", "A bad year"),)


def test_moves_away_from_the_settlement_and_what_keeps_each(made: Brief) -> None:
    (best,) = tables_of(made, "neighbourhood")
    assert best.title == "The best move of each away from state 8"
    assert [row[0] for row in best.rows] == ["Coastal province", "Hills"]
    assert [tuple(row[3:]) for row in best.rows] == [
        ("+3", "then Hills would drop “Hold fire in the hills” and “Open the market”"),
        ("+2", "then Coastal province would drop “Hold fire on the coast”"),
    ]
    moves = tables_of(made, "settlement")[0]
    assert [row[2] for row in moves.rows] == ["7", "2", "4", "6"]


def test_the_order_is_told_step_by_step(made: Brief) -> None:
    told = section(made.document, "order")
    steps = shown(tables_of(made, "order")[0])
    assert [row[1] for row in steps.rows] == ["", "Hills", "Coastal province"]
    assert "The safest order has 2 steps, to state 8." in said(told)
    assert "Guarantees" in [table.title for table in tables_of(made, "settlement")]


def test_spoilers_are_named_with_their_price(made: Brief) -> None:
    (held,) = tables_of(made, "spoilers")
    assert shown(held).header == ("Party", "Spoiler", "Price")
    assert [row[:2] for row in held.rows] == [
        ("Coastal province", "limited"),
        ("Hills", "greedy"),
    ]
    assert "Hills (greedy):" in said(section(made.document, "settlement"))


def test_scenarios_are_told() -> None:
    variants = "scenarios: {poor: {mediation: {levers: {fund: {max: 5}}}}}"
    told = brief(loads(f"{dumps(case('indus-waters-1960'))}{variants}"), flips=False, samples=0)
    (made_of_it,) = tables_of(told, "scenarios")
    assert shown(made_of_it).header == (
        "Scenario",
        "States that can hold",
        "Settlement holds",
        "Claims that hold",
    )
    assert [row[0] for row in made_of_it.rows] == ["as written", "poor"]
    assert [row[3] for row in made_of_it.rows] == ["3 of 3", "2 of 3"]
    assert "The model names one scenario:" in said(section(told.document, "scenarios"))
    assert [t.title for t in tables_of(told, "variants")][-1] == "The scenarios one by one"


def test_what_would_have_to_be_wanted_is_told_of_a_settlement_that_does_not_hold(
    made: Brief,
) -> None:
    told = said(section(made.document, "wanted"))
    assert "With no lever pulled, state 8 does not hold under SEQ." in told
    assert (
        "Hills ranks it one place higher, past 5 (trade). It lacks 0.5 points of the 5 between its "
        "worst and its best. It would be content in 45.7 % of its rankings." in told
    )
