"""What parties come to see as time goes by."""

import pytest

import goodoffices as go

TEXT = """
goodoffices: 1
title: Hidden pact
decision_makers:
  A: {options: {attack: }, preferences: {weights: {attack: 1}}}
  B: {options: {retaliate: , pact: }, preferences: {weights: {pact: -1}}}
status_quo: NNN
views:
  A: {hidden: [B.pact], decision_makers: {B: {preferences: {weights: {pact: 2}}}}}
truths:
  the_pact: {to: A, about: hidden.B.pact, cost: 3}
  its_price: {to: A, about: decision_makers.B.preferences}
timeline:
  - {date: 2025-01-01, event: Told, revealed: [its_price]}
  - {date: 2025-01-02, event: Shown, took: [pact]}
"""


def test_a_truth_that_was_told_is_gone_and_so_is_the_misreading() -> None:
    first = go.at(go.loads(TEXT), "2025-01-01")
    assert first.views == (go.View("A", {"hidden": ["B.pact"]}),)
    assert [truth.name for truth in first.truths] == ["the_pact"]


def test_an_option_that_is_taken_is_hidden_from_nobody() -> None:
    second = go.at(go.loads(TEXT), "2025-01-02")
    assert second.status_quo == "NNY"
    assert (second.views, second.truths) == ((), ())


def test_a_truth_that_there_is_not() -> None:
    conflict = go.loads(TEXT.replace("[its_price]", "[its_prize]"))
    with pytest.raises(go.ModelError, match="unknown truth 'its_prize'") as caught:
        go.at(conflict, "2025-01-01")
    assert caught.value.problems[0].where == ("timeline", 0, "revealed", 0)
