"""Changing the numbers of a model one after another, quantities among them."""

import pytest

import goodoffices as go
from goodoffices.model.changes import apply
from goodoffices.model.fields import numbers, written

CONFLICT = go.case("istanbul-2025")
RUSSIA = ("decision_makers", "Russia", "preferences", "weights")


def test_a_change_leaves_all_other_numbers_as_they_are() -> None:
    before = {number.place: number.value for number in numbers(CONFLICT)}
    for place, value in before.items():
        changed = apply(CONFLICT, {place: value / 2})
        assert {n.place: n.value for n in numbers(changed)} == {**before, place: value / 2}


def test_quantities_can_be_changed_one_after_another() -> None:
    once = apply(CONFLICT, {("quantities", "p_neutrality"): 0.4})
    twice = apply(once, {("quantities", "p_cede"): 0.5})
    found = written(twice)
    assert found[*RUSSIA, "neutrality"] == pytest.approx(30 * 0.6)
    assert found[*RUSSIA, "ceasefire and not neutrality"] == pytest.approx(-30 * 0.4)
    assert found[*RUSSIA, "cede"] == pytest.approx(30 * 0.5)
    assert found[*RUSSIA, "ceasefire and not cede"] == pytest.approx(-30 * 0.5)


def test_only_what_was_changed_is_known_then() -> None:
    changed = apply(CONFLICT, {("quantities", "p_cede"): 0.5})
    assert CONFLICT.uncertainty is not None
    assert changed.uncertainty is not None
    before = {q.name: q.distribution for q in CONFLICT.uncertainty.quantities}
    after = {q.name: q.distribution for q in changed.uncertainty.quantities}
    assert after.pop("p_cede").nominal == 0.5
    assert after == {name: one for name, one in before.items() if name != "p_cede"}


def test_one_quantity_moves_every_number_that_follows_from_it() -> None:
    found = written(apply(CONFLICT, {("quantities", "cost_of_leaving"): 6}))
    assert found["decision_makers", "US", "preferences", "weights", "walk_away"] == -6
    assert found["mediation", "levers", "walk_away_threat", "cost", "execute"] == 6
