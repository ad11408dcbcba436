"""Selten's measure, counted by hand."""

import pytest

import goodoffices as go
from goodoffices.model.written import Outcome
from goodoffices.stability.success import Success


def test_hits_and_areas_are_counted_over_the_conflicts_with_an_outcome() -> None:
    names = ("cuban-missile-1962", "syria-iraq-1975", "chicken")
    found = go.predictive_success(map(go.case, names), ["nash", "gmr", "seq"])
    assert found.titles == ("Cuban missile crisis, 1962", "Syria-Iraq water crisis, 1975")
    # Equilibria as published: of 12 states 1, 7 and 3, of 6 states 1, 2 and 1. Only state 7 of
    # the first, under GMR and SEQ, is an outcome.
    rows = [(one.concept, one.conflicts, one.hits) for one in found.concepts]
    assert rows == [("nash", 2, 0), ("gmr", 2, 1), ("seq", 2, 1)]
    areas = [(1 / 12 + 1 / 6) / 2, (7 / 12 + 2 / 6) / 2, (3 / 12 + 1 / 6) / 2]
    assert [one.area for one in found.concepts] == pytest.approx(areas)
    assert [one.success for one in found.concepts] == pytest.approx(
        [-areas[0], 0.5 - areas[1], 0.5 - areas[2]]
    )
    assert found.baseline == Success(None, 1, 0, 1 / 12)


def test_where_every_state_holds_nothing_is_foretold() -> None:
    told = go.case("chicken").replace(observed=Outcome(4), published=None)
    flat = told.replace(
        decision_makers=tuple(
            go.DecisionMaker(dm.name, go.Payoffs((0, 0, 0, 0)), dm.options)
            for dm in told.decision_makers
        )
    )
    found = go.predictive_success([flat])
    assert {one.success for one in found.concepts} == {0}
    assert found.baseline is None


def test_it_is_told_as_a_table_with_a_true_minus() -> None:
    told = str(go.predictive_success([go.case("cuban-missile-1962")], ["nash", "seq"]))
    assert "1 conflict with a known outcome: Cuban missile crisis, 1962." in told
    assert "+0.75" in told
    assert "\u22120.08" in told


def test_without_any_outcome_it_says_what_to_add() -> None:
    with pytest.raises(go.RequestError, match="add observed to a model"):
        go.predictive_success([go.case("chicken")])
