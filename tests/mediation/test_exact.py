"""Plans that were once missed or wrong; each was found by a property."""

import dataclasses

import pytest

from goodoffices.mediation.plan.planning import plan
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever
from goodoffices.model.preferences import Payoffs, Ranking
from goodoffices.model.written import DecisionMaker, Mediation, Option
from tests.mediation.disputes import EMBARGO, truce


def indifferent(*levers: Lever) -> Conflict:
    """Return a dispute in which nobody cares: states NN, YN, NY, YY."""
    sides = (
        DecisionMaker("A", Payoffs((0, 0, 0, 0)), (Option("x"),)),
        DecisionMaker("B", Payoffs((0, 0, 0, 0)), (Option("y"),)),
    )
    mediation = Mediation(settlement=1, mediators={"M": ""}, levers=levers)
    return Conflict("Indifferent", sides, mediation=mediation)


AGAINST = Lever("against", "M", "A", "not x", -2)
FOR = Lever("for", "M", "A", "not x", 1, commit=1)


@pytest.mark.parametrize("concept", ["nash", "gmr", "smr", "seq", "sseq"])
@pytest.mark.parametrize("levers", [(AGAINST,), (FOR,), (AGAINST, FOR)], ids=str)
def test_a_lever_left_alone_undoes_no_tie(levers: tuple[Lever, ...], concept: str) -> None:
    answer = plan(indifferent(*levers), concept)
    assert isinstance(answer, Plan)
    assert set(answer.intensities.values()) == {0.0}


def test_a_margin_is_not_asked_of_those_who_only_rank() -> None:
    levers = (Lever("aid", "M", "A", "not x", 1, commit=1),)
    sides = list(indifferent(*levers).decision_makers)
    sides[1] = dataclasses.replace(sides[1], preferences=Ranking(((1, 2, 3, 4),)))
    answer = plan(indifferent(*levers).replace(decision_makers=tuple(sides)), "nash", margin=0.5)
    assert isinstance(answer, Plan)
    assert answer.intensities["aid"] == pytest.approx(0.5)


def test_small_intensities_stay_where_a_wide_margin_is_asked_for() -> None:
    strong = dataclasses.replace(EMBARGO, effect=-1000, most=1)
    weak = dataclasses.replace(EMBARGO, name="freeze", on="B", where="y", effect=-1000, most=1)
    answer = plan(truce(strong, weak), "nash", margin=0.5)
    assert isinstance(answer, Plan)
    assert answer.intensities["embargo"] == pytest.approx(1.5e-3)
    assert answer.under.payoffs[0][0] >= answer.under.payoffs[0][1] + 0.5 - 1e-5


def test_what_is_missing_may_be_missing_to_others_than_those_asked_about() -> None:
    """A leaves state 1 for 2, unless B would go back; next to nothing would make B do that."""
    sides = (
        DecisionMaker("A", Payoffs((0, 1)), moves=((1, 2),)),
        DecisionMaker("B", Payoffs((0, 0)), moves=((2, 1),)),
    )
    pressure = Lever("pressure", "M", "A", (1,), -2)
    on_table = Mediation(settlement=1, mediators={"M": ""}, levers=(pressure,))
    conflict = Conflict("back", sides, states_listed=("one", "two"), mediation=on_table)
    answer = plan(conflict, "seq", accept=False, decision_makers="A")
    assert isinstance(answer, Shortfall)
    assert answer.missing == pytest.approx({"A": 0, "B": 1e-6}, abs=1e-8)
