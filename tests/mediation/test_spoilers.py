"""Spoilers, worked out by hand."""

import dataclasses

import pytest

import goodoffices as go
from goodoffices.mediation.spoilers import Spoiler
from tests.mediation.disputes import TRUCE, with_militia

LITTLE = 1e-4


def of_militia(found: go.Spoilers) -> Spoiler:
    *_, militia = found.parties
    return militia


@pytest.mark.parametrize(("concept", "signing", "everybody"), [("nash", 1.0, 1.7), ("seq", 0, 0.7)])
def test_the_price_of_a_militia(concept: str, signing: float, everybody: float) -> None:
    found = go.spoilers(with_militia(), concept)
    assert isinstance(found.answer, go.Plan)
    assert found.answer.cost == pytest.approx(everybody, abs=LITTLE)
    militia = of_militia(found)
    assert isinstance(militia.without, go.Plan)
    assert militia.without.cost == pytest.approx(signing, abs=LITTLE)
    assert (militia.kind, militia.signs, militia.gain) == ("limited", False, 0)
    assert militia.price == pytest.approx(0.7, abs=LITTLE)
    assert militia.levers == pytest.approx({"seize": 1, "amnesty": 1}, abs=LITTLE)
    (raid,) = militia.moves
    assert (raid.move.target.label, raid.gain) == ("NNY", 2)
    assert [wreck.move.target.label for wreck in militia.outside] == ["NNY"]


def test_those_who_sign_are_held_too() -> None:
    first, second, _ = go.spoilers(with_militia(), "nash").parties
    assert (first.kind, second.kind) == ("limited", "limited")
    assert (first.price, second.price) == pytest.approx((0.5, 0.5), abs=LITTLE)
    assert [one.kind for one in go.spoilers(with_militia()).parties] == ["none", "none", "limited"]


def test_who_likes_no_deal_better_is_contained_and_not_paid() -> None:
    found = go.spoilers(with_militia(status_quo="YYY"))
    militia = of_militia(found)
    assert (militia.kind, militia.gain) == ("total", -2)
    assert militia.price == pytest.approx(0.7, abs=LITTLE)
    assert "- It likes no deal better, by 2, and need not sign: it has to be contained" in str(
        found
    ).replace("\n  ", " ")


def test_whom_no_lever_holds_lacks_something() -> None:
    found = go.spoilers(with_militia(most_seized=0.5))
    militia = of_militia(found)
    assert isinstance(found.answer, go.Shortfall)
    assert (militia.kind, militia.price) == ("total", None)
    assert militia.lacking == pytest.approx(0.5, abs=LITTLE)
    assert isinstance(militia.without, go.Plan)


def test_a_price_that_differs_between_settlements_is_shown_side_by_side() -> None:
    conflict = with_militia()
    first, second, militia = conflict.decision_makers
    options = (*first.options, go.Option("w", "Share power"))
    wants = go.Weights((("z", 2), ("w and not z", 1)))
    conflict = conflict.replace(
        decision_makers=(
            dataclasses.replace(first, options=options),
            second,
            dataclasses.replace(militia, preferences=wants),
        ),
        status_quo="YNYN",
    )
    found = go.spoilers(conflict, "nash")
    assert [state.pattern for state in found.compared] == ["NNNN", "NYNN"]
    greedy = of_militia(found)
    assert greedy.kind == "greedy"
    assert greedy.prices == pytest.approx((0.7, 0.3), abs=LITTLE)
    assert greedy.price == pytest.approx(0.3, abs=LITTLE)
    assert "Prices side by side" in str(found)


def test_the_zone_without_each_party() -> None:
    found = go.spoilers(TRUCE, "nash")
    assert found.zone == 1
    assert [one.zone for one in found.parties] == [1, 1]
    assert go.spoilers(go.case("indus-waters-1960")).zone == 0
    assert [one.zone for one in go.spoilers(go.case("indus-waters-1960")).parties] == [0, 1]


def test_without_no_deal_there_is_no_zone_and_no_gain() -> None:
    found = go.spoilers(TRUCE.replace(status_quo=None), "nash")
    assert found.zone is None
    assert [(one.gain, one.zone) for one in found.parties] == [(None, None)] * 2


def test_of_many_settlements_those_that_rules_choose_are_compared() -> None:
    conflict = with_militia()
    mediation = dataclasses.replace(conflict.mediation, settlement="not x or not y or not z")
    free = conflict.replace(mediation=mediation)
    assert len(go.spoilers(free).compared) == 7
    names = tuple(f"o{k}" for k in range(4))
    wants = go.Weights(tuple((name, 1) for name in names))
    makers = (
        go.DecisionMaker("P", wants, tuple(go.Option(name) for name in names)),
        go.DecisionMaker("Q", wants, (go.Option("q"),)),
    )
    many = go.Conflict(
        "Many", makers, status_quo="NNNNN", mediation=go.Mediation(settlement="not q")
    )
    found = go.spoilers(many)
    assert [state.pattern for state in found.compared] == ["YYYYN"]
    assert [one.kind for one in found.parties] == ["none", "none"]
