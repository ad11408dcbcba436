"""Equality where equal will do, a margin where it will not, and nothing where it is nothing."""

import dataclasses
from typing import Any

import numpy as np
import pytest

import goodoffices as go
from goodoffices.mediation.plan.lever_payoffs import Terms
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.model.levers import levelled
from tests.mediation.disputes import EMBARGO, FREEZE, truce

CONCEPTS = ["nash", "gmr", "smr", "seq", "sseq"]


def half_steps(*, most: float = 5.0) -> go.Conflict:
    """Return the truce of the page on plans, its levers in steps of a half."""
    sides = (
        go.DecisionMaker("A", go.Payoffs((3, 4, 1, 2)), (go.Option("x"),)),
        go.DecisionMaker("B", go.Payoffs((3, 1, 4, 3.5)), (go.Option("y"),)),
    )
    levers = (
        go.Lever("embargo", "US", "A", "x", -1, most, commit=0.5, step=0.5),
        go.Lever("aid", "EU", "B", "not x and not y", 2, most, execute=1, belief=0.5, step=0.5),
    )
    table = go.Mediation(settlement="NN", mediators={"US": "", "EU": ""}, levers=levers)
    return go.Conflict("Truce", sides, status_quo="YY", mediation=table)


@pytest.mark.parametrize("most", [5.0, 1.0])
def test_equal_is_no_improvement_and_a_limit_of_what_is_needed_will_do(most: float) -> None:
    found = go.plan(half_steps(most=most), "nash")
    assert isinstance(found, Plan)
    assert found.intensities == {"embargo": 1.0, "aid": 1.0}
    assert found.cost == 1.5
    assert found.proven == "optimal"
    assert [one.margin for one in found.binding] == [0, 0]


def test_a_strict_condition_takes_the_next_step() -> None:
    """B accepts beyond 0.5 only, so by steps of a half it takes 1."""
    conflict = half_steps()
    found = go.plan(conflict, "gmr")
    assert isinstance(found, Plan)
    assert found.intensities == {"embargo": 0.0, "aid": 1.0}


@pytest.mark.parametrize("belief", [0.6, 0.7, 0.3, 0.9, 1 / 3])
def test_search_and_engine_agree_where_arithmetic_does_not_come_out_even(belief: float) -> None:
    weak = dataclasses.replace(EMBARGO, belief=belief, execute=0, commit=1)
    found = go.plan(truce(weak, FREEZE), "nash")
    assert isinstance(found, Plan)
    assert found.intensities == pytest.approx({"embargo": 1 / belief, "freeze": 1}, abs=1e-12)
    a = found.under.payoffs[0]
    assert a[0] == a[1]
    assert go.analyze(found.under, ["nash"]).at(0).all()


def test_a_margin_that_is_asked_for_holds_in_weak_comparisons_too() -> None:
    found = go.plan(half_steps(), "nash", margin=0.5)
    assert isinstance(found, Plan)
    assert found.intensities == {"embargo": 1.5, "aid": 1.5}
    assert [one.margin for one in found.binding] == pytest.approx([0.5, 0.5])


def test_the_usual_margin_is_told_where_it_decides() -> None:
    for margin, usual, by in (
        (None, True, "a millionth of its payoff range"),
        (0.25, False, "0.25"),
    ):
        found = go.plan(indifferent(), margin=margin)
        assert isinstance(found, Plan)
        assert [one.usual for one in found.binding] == [usual]
        told = " ".join(str(found).split())
        assert f"A must prefer state 4 (YY) to 1 (NN), by {by}; " in told


def test_a_margin_smaller_than_the_usual_one_is_taken() -> None:
    found = go.plan(indifferent(), "nash", margin=1e-7)
    assert isinstance(found, Plan)
    assert found.intensities["embargo"] == pytest.approx(1e-7, rel=1e-3)


def indifferent() -> go.Conflict:
    """Return a dispute in which A likes a deal as much as none, and B likes it better."""
    sides = (
        go.DecisionMaker("A", go.Payoffs((2, 2, 0, 2)), (go.Option("a"),)),
        go.DecisionMaker("B", go.Payoffs((0, 1, 0, 3)), (go.Option("b"),)),
    )
    lever = go.Lever("embargo", "M", "A", "not a", -1, 4, commit=1)
    table = go.Mediation(settlement="a and b", mediators={"M": ""}, levers=(lever,))
    return go.Conflict("Hair", sides, status_quo="NN", mediation=table)


def test_what_hangs_on_a_hair_is_said_with_the_cost_of_what_can_be_felt() -> None:
    found = go.plan(indifferent())
    assert isinstance(found, Plan)
    assert found.intensities["embargo"] == pytest.approx(2e-6)
    assert found.nudge is not None
    assert found.nudge.decision_makers == ("A",)
    assert found.nudge.share == 0.01
    assert found.nudge.cost == pytest.approx(0.02)
    assert (
        "A is indifferent; any nudge will do, and a millionth of the payoff range is taken: "
        "with one that can be felt, 1 %, the plan costs 0.02."
    ) in " ".join(str(found).split())


def test_where_no_plan_can_be_felt_that_is_said() -> None:
    conflict = indifferent()
    weak = dataclasses.replace(conflict.mediation.levers[0], most=1e-3)
    table = dataclasses.replace(conflict.mediation, levers=(weak,))
    found = go.plan(conflict.replace(mediation=table))
    assert isinstance(found, Plan)
    assert found.nudge is not None
    assert found.nudge.cost is None
    assert "no plan gives one that can be felt, 1 %." in " ".join(str(found).split())


def test_no_hair_where_a_margin_was_asked_for_or_none_is_needed() -> None:
    for found in (go.plan(indifferent(), margin=0.5), go.plan(half_steps(), "nash")):
        assert isinstance(found, Plan)
        assert found.nudge is None


@pytest.mark.parametrize("concept", CONCEPTS)
def test_what_is_nothing_is_nothing(concept: str) -> None:
    sides = (
        go.DecisionMaker("A", go.Weights((("a", -2.5), ("b", 1))), (go.Option("a"),)),
        go.DecisionMaker("B", go.Weights((("b", -1), ("a", 4))), (go.Option("b"),)),
    )
    levers = (
        go.Lever("embargo", "M", "A", "not a", -1, 4, commit=0.1, execute=1.5, belief=0.6),
        go.Lever("gas", "V", "A", "a", 1, 4, execute=0.7),
    )
    table = go.Mediation(settlement="a and b", mediators={"M": "", "V": ""}, levers=levers)
    found = go.plan(go.Conflict("Payer", sides, status_quo="NN", mediation=table), concept)
    if isinstance(found, Plan):
        assert found.intensities["embargo"] == pytest.approx(2.5, abs=1e-5)
        assert found.intensities["gas"] == 0
        assert found.borne_by["M"] == pytest.approx(0.25, abs=1e-6)
        assert found.borne_by["V"] == 0
        assert found.standing == {"embargo": "unassessed"}
    else:
        assert found.missing == {"A": 0.0, "B": 1.0}


@pytest.mark.parametrize("disaster", [-1e7, -1e9, -1e12])
@pytest.mark.parametrize("concept", CONCEPTS)
def test_a_catastrophe_among_the_states_changes_nothing_elsewhere(
    concept: str, disaster: float
) -> None:
    conflict = truce(dataclasses.replace(FREEZE, belief=1.0, effect=-1.0))
    a = dataclasses.replace(
        conflict.decision_makers[0], preferences=go.Payoffs((3, disaster, 1, 2))
    )
    found = go.plan(conflict.replace(decision_makers=(a, conflict.decision_makers[1])), concept)
    assert isinstance(found, Plan)
    assert found.cost == pytest.approx(1.0 if concept == "nash" else found.cost)
    assert found.nudge is None


def test_a_margin_beyond_what_levers_can_do_leaves_a_shortfall() -> None:
    found = go.plan(half_steps(), "nash", margin=1e9)
    assert isinstance(found, Shortfall)
    assert found.total == pytest.approx(2e9, rel=1e-6)


def test_levelling_joins_what_rounding_parts_and_nothing_else() -> None:
    payoffs = np.array([[1.0, 1.0], [1.0 + 1e-12, 1.0 + 1e-6], [2.0, 2.0]])
    assert levelled(payoffs, np.ones((3, 2))).tolist() == [
        [1.0, 1.0],
        [1.0, 1.000001],
        [2.0, 2.0],
    ]
    untouched = np.array([0.5, 0.25, 0.5])
    assert levelled(untouched, np.ones(3)) is untouched


@pytest.mark.parametrize("asked", [("A",), ("B",), ("A", "B")])
def test_others_than_those_who_sign_by_the_model_are_named(asked: tuple[str, ...]) -> None:
    conflict = half_steps()
    table = dataclasses.replace(conflict.mediation, signatories=("A",))
    told = " ".join(str(go.plan(conflict.replace(mediation=table), decision_makers=asked)).split())
    sentence = "in place of those who sign by the model: A."
    assert (sentence in told) == (asked != ("A",))


@pytest.mark.parametrize("values", [(1e300, 0, 1, 2), (1e-200, 0, 0, 0)])
def test_payoffs_beyond_computing_are_refused_in_a_sentence(values: tuple[float, ...]) -> None:
    conflict = half_steps()
    a = dataclasses.replace(conflict.decision_makers[0], preferences=go.Payoffs(values))
    with pytest.raises(go.RequestError, match="the payoffs of A are up to"):
        go.plan(conflict.replace(decision_makers=(a, conflict.decision_makers[1])))


def test_payoffs_too_far_apart_for_a_number_are_refused_where_they_stand() -> None:
    party = go.DecisionMaker("A", go.Payoffs((-1.7e308, 1.7e308)), (go.Option("x"),))
    with pytest.raises(go.ModelError) as refused:
        go.Conflict("one", (party,))
    assert refused.value.problems[0].found == "payoffs from -1.7e+308 to 1.7e+308"


def test_a_lever_too_strong_to_be_computed_with_is_refused() -> None:
    with pytest.raises(go.ModelError, match="lever 'embargo' at its max is too large"):
        truce(dataclasses.replace(EMBARGO, effect=1e120))


@pytest.mark.parametrize("number", ["effect", "most", "belief", "commit", "execute", "resolve"])
def test_a_lever_too_weak_to_be_computed_with_is_refused(number: str) -> None:
    change: dict[str, Any] = {number: 5e-324}
    with pytest.raises(go.ModelError, match="lever 'embargo', too small to be computed with"):
        truce(dataclasses.replace(EMBARGO, **change))


@pytest.mark.parametrize("number", ["effect", "most", "belief", "commit", "execute", "resolve"])
@pytest.mark.parametrize("concept", ["nash", "seq"])
@pytest.mark.filterwarnings("error")
def test_a_lever_of_next_to_nothing_is_computed_with(number: str, concept: str) -> None:
    change: dict[str, Any] = {number: 1e-100}
    weak = dataclasses.replace(EMBARGO, **change)
    assert str(go.plan(truce(weak, FREEZE), concept))
    assert str(go.evenness(truce(weak, FREEZE), concept=concept))


def test_payoffs_of_many_samples_are_levelled_one_by_one() -> None:
    rng = np.random.default_rng(5)
    payoffs = rng.integers(0, 6, (9, 4, 5)) * 0.1
    near = payoffs + rng.choice([0.0, 3e-17, 1e-12], payoffs.shape) * (np.arange(4)[:, None] > 1)
    size = np.abs(near) + 1.0
    one_by_one = np.empty_like(near)
    for sample in np.ndindex(4, 5):
        here = (slice(None), *sample)
        one_by_one[here] = levelled(near[here], size[here])
    assert np.array_equal(levelled(near, size), one_by_one)
    assert (one_by_one != near).any()


def test_no_pairs_make_no_rows() -> None:
    """As where nobody has a reply that leaves what believed replies reach."""
    terms = Terms(truce(), ())
    none = np.zeros(0, np.int64)
    assert terms.rows(0, none, none, strict=True) == []
