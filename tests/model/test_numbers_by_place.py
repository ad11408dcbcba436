"""Numbers of a model by their places, and conflicts with some of them changed."""

from __future__ import annotations

import pytest

from goodoffices.errors import ModelError, Path
from goodoffices.model.changes import apply
from goodoffices.model.fields import numbers, written
from goodoffices.model.preferences import Payoffs
from goodoffices.model.uncertainty import (
    Correlation,
    Distribution,
    Uncertainty,
    Use,
    own_quantity,
)
from goodoffices.model.written import Mediation
from tests.model.making import making, party
from tests.model.test_uncertainty import HALF, LEVER, WEIGHT, P, Q, conflict


def test_every_number_by_its_place() -> None:
    made = conflict(
        P, uses=(Use(WEIGHT, "4 * p"),), mediation=Mediation(levers=(LEVER,), mediators={"M": ""})
    )
    assert {number.name: number.value for number in numbers(made)} == {
        "quantity p": 0.5,
        "weight of 'y' for B": 1.0,
        "effect of aid": 1.0,
        "max of aid": 2.0,
        "cost to commit of aid": 1.0,
        "cost to execute of aid": 1.0,
        "resolve of aid": 2.0,
        "belief of aid": 0.5,
    }
    assert written(made)[WEIGHT] == 2


def test_a_quantity_changes_every_number_that_follows_from_it() -> None:
    other: Path = ("decision_makers", "B", "preferences", "weights", "y")
    made = conflict(P, Q, uses=(Use(WEIGHT, "4 * p"), Use(other, "2 * p * (1.5 - q)")))
    moved = apply(made, {("quantities", "p"): 0.25})
    assert [written(moved)[place] for place in (WEIGHT, other)] == [1.0, 0.5]
    assert moved.payoffs[0].tolist() == [0, 1, 0, 1]


def test_a_value_that_a_quantity_cannot_have_is_refused_as_such() -> None:
    made = conflict(P, uses=(Use(WEIGHT, "1 / p"),))
    with pytest.raises(ModelError, match=r"divides by zero where quantity p is 0"):
        apply(made, {("quantities", "p"): 0.0})


def test_a_fixed_number_is_uncertain_no_longer() -> None:
    own = own_quantity(WEIGHT, Distribution("uniform", (1.0, 3.0)))
    group = Correlation((own.name, "q"), HALF.matrix)
    made = conflict(own, Q, correlated=(group,))
    fixed = apply(made, {WEIGHT: 7.0})
    assert fixed.payoffs[0].tolist() == [0, 7, 0, 7]
    assert fixed.uncertainty == Uncertainty((Q,))
    alone = apply(conflict(own), {WEIGHT: 7.0})
    assert alone.uncertainty is None


def test_payoffs_keep_the_form_in_which_they_were_written() -> None:
    base: Path = ("decision_makers", "A", "preferences", "payoffs")
    listed = making(party("A", "x", Payoffs((1.0, 2.0))))
    by_key = making(party("A", "x", Payoffs({"N": 1.0, 2: 2.0})))
    changed = apply(listed, {(*base, 1): 5.0}).decision_makers[0].preferences
    assert changed == Payoffs((1.0, 5.0))
    changed = apply(by_key, {(*base, "N"): 5.0}).decision_makers[0].preferences
    assert changed == Payoffs({"N": 5.0, 2: 2.0})
