"""Names that cannot be used, are used twice, or refer to nothing."""

import pytest

from goodoffices.errors import Path
from goodoffices.model.written import (
    CoalitionImprovements,
    DecisionMaker,
    Discrepancy,
    NoMove,
    Option,
    Published,
)
from tests.model.making import INDIFFERENT, party, problem, problems


def test_a_conflict_needs_a_decision_maker() -> None:
    wrong = problem()
    assert (wrong.where, wrong.found) == (("decision_makers",), "no decision makers")


@pytest.mark.parametrize("name", ["", "1st", "the US", "a-b", "a.b", "✓", "US\n"])
def test_names_that_cannot_be_written_in_statements(name: str) -> None:
    for wrong, where, kind in [
        (problem(party(name)), ("decision_makers", name), "decision maker"),
        (
            problem(DecisionMaker("P", INDIFFERENT, (Option(name),))),
            ("decision_makers", "P", "options", name),
            "option",
        ),
    ]:
        assert wrong.where == where
        assert wrong.found == f"{kind} name '{name}'"
        assert wrong.remedy == "put the full name in label"
        assert wrong.on_key


@pytest.mark.parametrize("name", ["not", "And", "OR", "if", "iff", "true", "False"])
def test_words_of_the_statement_language_are_no_names(name: str) -> None:
    for wrong in (problem(party(name)), problem(party("P", name))):
        assert "is a word of the statement language" in wrong.found
        assert wrong.where[-1] == name
        assert wrong.on_key


def test_names_that_are_there_twice() -> None:
    twice = problem(party("P", "x"), party("Q"), party("P", "y"))
    assert (twice.where, twice.found) == (
        ("decision_makers", "P"),
        "decision maker 'P' is there twice",
    )
    twice = problem(party("P", "x y x"))
    assert (twice.where, twice.found) == (
        ("decision_makers", "P", "options", "x"),
        "option 'x' is there twice",
    )
    assert twice.on_key


def test_an_option_that_can_be_neither_taken_nor_dropped() -> None:
    stuck = Option("x", reversible=False, once_dropped=True)
    wrong = problem(DecisionMaker("P", INDIFFERENT, (Option("y"), stuck)))

    assert wrong.where == ("decision_makers", "P", "options", "x")
    assert wrong.found == "option 'x' can be neither taken nor dropped"
    assert "infeasible" in wrong.remedy


@pytest.mark.parametrize(
    ("rules", "where", "found"),
    [
        (
            {"no_move": (NoMove("P", "x", "x"), NoMove("Rome", "x", "x"))},
            ("no_move", 1, "by"),
            "unknown decision maker 'Rome'",
        ),
        (
            {"coalitions": (("P", "Q"), ("P", "Rome"))},
            ("coalitions", 1, 1),
            "unknown decision maker 'Rome'",
        ),
        ({"coalitions": (("P", "Q", "P"),)}, ("coalitions", 0, 2), "'P' is there twice"),
        ({"coalitions": (("P",), ())}, ("coalitions", 1), "a coalition without members"),
        (
            {"published": Published(stable_for={"P": {}, "Rome": {}})},
            ("published", "stable_for", "Rome"),
            "unknown decision maker 'Rome'",
        ),
        (
            {
                "published": Published(
                    coalition_improvements=(
                        CoalitionImprovements(("P", "Q"), {}),
                        CoalitionImprovements(("Rome", "Q"), {}),
                    )
                )
            },
            ("published", "coalition_improvements", 1, "coalition", 0),
            "unknown decision maker 'Rome'",
        ),
        (
            {"published": Published(differs=(Discrepancy("nash", (), "Why", "Rome"),))},
            ("published", "differs", 0, "decision_maker"),
            "unknown decision maker 'Rome'",
        ),
    ],
)
def test_what_refers_to_no_decision_maker(
    rules: dict[str, object], where: Path, found: str
) -> None:
    wrong = problem(party("P", "x"), party("Q"), party("Romeo"), **rules)

    assert (wrong.where, wrong.found) == (where, found)
    if "unknown" in found:
        assert wrong.remedy == "did you mean 'Romeo'?"


def test_all_wrong_names_are_reported_together() -> None:
    wrong = problems(party("P", "x x"), party("P"), no_move=(NoMove("R", "x", "x"),))
    assert [p.where for p in wrong] == [
        ("decision_makers", "P"),
        ("decision_makers", "P", "options", "x"),
        ("no_move", 0, "by"),
    ]
