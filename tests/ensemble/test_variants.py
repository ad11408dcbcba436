"""Scenarios compared: what is counted, and what variants need."""

from __future__ import annotations

import pytest

from goodoffices.ensemble.scenarios import compare_variants
from goodoffices.errors import ModelError, RequestError
from goodoffices.files.dumps import dumps
from goodoffices.files.load import loads
from goodoffices.files.scenarios import checked_conflict, scenarios, variants
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Payoffs, Ranking
from tests.ensemble import neighbours
from tests.model.making import making, party

TWO = making(party("A", "x", Ranking(((1,), (2,)))))
OTHER = making(party("A", "x", Ranking(((2,), (1,)))))
TIED = making(party("A", "x", Payoffs((0.0, 0.0))))


def test_the_tally_counts_variants_and_not_the_model_as_written() -> None:
    found = compare_variants(TWO, {"a": OTHER, "b": TIED, "c": OTHER}, ["R", "nash", "SEQ"])
    assert found.concepts == ("nash", "seq")
    assert found.tally == {"N": {"nash": 1, "seq": 1}, "Y": {"nash": 3, "seq": 3}}
    assert found.written.equilibria == {"nash": ("N",), "seq": ("N",)}
    assert found.claims == ()
    told = str(found)
    assert told.startswith("3 scenarios. The model as written is not counted.\n")
    assert "\n    1 | N |     1   1\n    2 | Y |     3   3\n" in told
    data = found.to_dict()
    assert data["written"] == {
        "scenario": None,
        "pulled": {},
        "equilibria": {"nash": ["N"], "seq": ["N"]},
        "claims": [],
    }
    assert [one["scenario"] for one in data["scenarios"]] == ["a", "b", "c"]
    assert data["tally"] == {"N": {"nash": 1, "seq": 1}, "Y": {"nash": 3, "seq": 3}}


def test_states_that_only_a_variant_has_are_counted_by_label() -> None:
    wider = making(party("A", "x y", Ranking(((4,), (1, 2, 3)))))
    found = compare_variants(TWO, {"wider": wider}, ["nash"])
    assert found.tally == {"YY": {"nash": 1}}


def with_scenarios(text: str) -> Conflict:
    return loads(neighbours.MODEL + "scenarios:\n" + text)


def test_claims_are_tested_in_every_variant() -> None:
    conflict = with_scenarios(
        "  armed: {quantities: {arms: 9}}\n"
        "  calm: {quantities: {arms: -1, gain: 3, back: 1}}\n"
        "  pulled: {quantities: {arms: 9}, mediation: {claims: [{claim: Less., test: bluff, "
        "with: {lever: aid}}]}}\n"
    )
    found = scenarios(conflict, ["nash"])
    assert found.written.claims == (False,)
    assert [one.claims for one in found.variants] == [(True,), (False,), (False,)]
    assert found.claims == (1,), "the third variant tests a claim of its own instead"


def test_a_claim_that_a_variant_cannot_be_asked_does_not_apply_there() -> None:
    conflict = with_scenarios(
        "  aimless: {mediation: {escalation: null}}\n  armed: {quantities: {arms: 9}}\n"
    )
    found = scenarios(conflict)
    assert [one.claims for one in found.variants] == [(None,), (True,)]
    assert found.claims == (1,)
    assert found.to_dict()["scenarios"][0]["claims"] == [None]
    assert "Holds in: armed. Does not apply in: aimless." in str(found)


def test_a_scenario_pulls_levers_and_claims_pull_their_own() -> None:
    conflict = with_scenarios(
        "  aided: {pulled: {aid: 1}, quantities: {gain: -2, arms: -1, back: 1}}\n"
        "  alone: {quantities: {gain: -2, arms: -1, back: 1}}\n"
        "  both: {pulled: {aid: 2}, quantities: {gain: -2, arms: -1, back: 1}, mediation: "
        "{levers: {aid: {max: 3}}, claims: [{claim: Bluff., test: bluff, with: {lever: aid}}]}}\n"
    )
    found = scenarios(conflict, ["nash"])
    assert [one.pulled for one in found.variants] == [{"aid": 1}, {}, {"aid": 2}]
    assert [one.equilibria["nash"] for one in found.variants] == [
        ("NNY", "YNY"),
        ("NNY",),
        ("YNY",),
    ]
    assert [one.claims for one in found.variants] == [(False,), (False,), (False,)]
    assert "Levers pulled in scenario “aided”: Aid 1." in str(found)
    assert "“alone”: " not in str(found)


@pytest.mark.parametrize(
    ("pulled", "told"),
    [
        ("{aid: 1.5}", "lever 'aid' pulled to 1.5"),
        ("{aid: -1}", "lever 'aid' pulled to -1"),
        ("{aid: .nan}", "lever 'aid' pulled to nan"),
        ("{aid: true}", "lever 'aid' pulled to True"),
        ("{aid: half}", "lever 'aid' pulled to the text 'half'"),
        ("{ade: 1}", "unknown lever 'ade'"),
        ("[aid]", "a list"),
    ],
)
def test_levers_that_a_scenario_cannot_pull_are_refused(pulled: str, told: str) -> None:
    conflict = with_scenarios(f"  aided: {{pulled: {pulled}}}\n")
    with pytest.raises(ModelError, match=f"in scenario 'aided': {told}"):
        variants(conflict)


def test_a_lever_pulled_wrongly_is_told_by_its_line() -> None:
    text = neighbours.MODEL + "scenarios:\n  aided:\n    pulled:\n      aid: 7\n"
    with pytest.raises(ModelError) as refused:
        checked_conflict(text, "m.yaml")
    assert [problem.line for problem in refused.value.problems] == [len(text.splitlines())]


def test_a_scenario_that_pulls_levers_is_saved_as_it_was() -> None:
    conflict = with_scenarios("  aided: {pulled: {aid: 1}}\n")
    assert loads(dumps(conflict)) == conflict


def test_without_scenarios_there_is_nothing_to_compare() -> None:
    with pytest.raises(RequestError, match="names no scenarios; add some under scenarios:"):
        scenarios(neighbours.conflict())
    with pytest.raises(RequestError, match="did you mean 'nash'"):
        compare_variants(TWO, {"a": OTHER}, ["nahs"])


def test_variants_are_conflicts_with_a_title_of_their_own() -> None:
    conflict = with_scenarios("  armed: {quantities: {arms: 9}}\n")
    (armed,) = variants(conflict).values()
    assert armed.title == "Two neighbours, invented: armed"
    assert armed.scenarios == ()
    assert armed.uncertainty is not None
    assert [q.distribution.family for q in armed.uncertainty.quantities] == [
        *("choice", "fixed", "choice")
    ]
