"""Scenarios of a model file: what is merged, what is replaced."""

from __future__ import annotations

import pytest

from goodoffices.files.draft import Draft
from goodoffices.files.load import loads
from goodoffices.files.mentions import MentionedError
from goodoffices.files.scenarios import variants
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Prioritized, Ranking, Weights
from goodoffices.model.uncertainty import Distribution, Quantity, Uncertainty
from goodoffices.model.written import Mediation
from tests.io.unknowns import MODEL, changed


def variant(changes: str) -> Conflict:
    text = changed(("  low: {quantities: {price: 1}}\n", f"  low: {changes}\n"))
    return variants(loads(text))["low"]


def test_mappings_are_merged_and_values_replaced() -> None:
    made = variant("{quantities: {price: 2}, decision_makers: {Up: {label: Uplands}}}")
    up, down = made.decision_makers
    assert up.label == "Uplands"
    assert up.preferences == Weights((("release", -4), ("build", 2), ("pay", 3)))
    assert down == loads(MODEL).decision_makers[1]
    assert made.title == "A dam, invented: low"


def test_a_distribution_is_replaced_and_not_merged() -> None:
    made = variant("{quantities: {Höhe: {uniform: [0, 4]}}}")
    assert made.uncertainty is not None
    (found,) = [q for q in made.uncertainty.quantities if q.name == "Höhe"]
    assert found.distribution == Distribution("uniform", (0, 4))
    number = variant("{mediation: {levers: {fund: {effect: {choice: [1, 2]}}}}}")
    assert number.mediation.levers[0].effect == 1
    assert number.mediation.levers[0].most == 3


def test_another_form_of_preferences_takes_the_place_of_the_old_one() -> None:
    ranked = variants(loads(MODEL))["ranked"].decision_makers[1].preferences
    assert ranked == Ranking(tuple((n,) for n in range(8, 0, -1)), swaps=2)
    same = variant("{decision_makers: {Down: {preferences: {prioritized: [pay]}}}}")
    assert same.decision_makers[1].preferences == Prioritized(("pay",))


def test_null_takes_out_and_lists_are_whole() -> None:
    made = variant(
        "{status_quo: null, correlated: null, infeasible: [build and pay], "
        "decision_makers: {Up: {preferences: {weights: {pay: null, build and release: 7}}}}}"
    )
    assert made.status_quo is None
    assert made.infeasible == ("build and pay",)
    assert made.decision_makers[0].preferences == Weights(
        (("release", -4), ("build", 3), ("build and release", 7))
    )
    assert made.uncertainty is not None
    assert made.uncertainty.correlated == ()
    alone = variant("{mediation: null}")
    assert alone.mediation == Mediation()
    assert not alone.mediation
    assert alone.uncertainty is not None
    assert {q.name for q in alone.uncertainty.quantities if not q.place} == {
        "price",
        "rate",
        "Höhe",
    }


def test_an_option_more_is_a_model_with_other_states() -> None:
    made = variant("{status_quo: NNNN, decision_makers: {Down: {options: {sue: {label: Sue}}}}}")
    assert len(made.states) == 16


def test_certain_is_a_model_without_uncertainty() -> None:
    text = "goodoffices: 1\ntitle: T\ndecision_makers:\n  A: {preferences: {payoffs: [1]}}\n"
    assert loads(text).uncertainty is None
    only = loads(text + "quantities: {q: 1}\n").uncertainty
    assert only == Uncertainty((Quantity("q", Distribution("fixed", (1.0,))),))


def test_a_lever_that_a_scenario_pulls_is_renamed_and_removed_there() -> None:
    text = changed(("  low: {quantities: {price: 1}}\n", "  low: {pulled: {fund: 2}}  # kept\n"))
    draft = Draft.open("dam.yaml", text)
    draft.rename(("mediation", "levers", "fund"), "gift")
    assert "  low: {pulled: {gift: 2}}  # kept\n" in draft.text
    with pytest.raises(MentionedError, match=r"scenarios.low.pulled: gift"):
        draft.remove(("mediation", "levers", "gift"))
    draft.remove(("mediation", "levers", "gift"), with_mentions=True)
    assert "  low: {}  # kept\n" in draft.text
