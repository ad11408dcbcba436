import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.mediation.durability import durability
from goodoffices.mediation.plan.planning import plan
from goodoffices.mediation.plan.results import Plan
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever
from goodoffices.model.preferences import Payoffs
from goodoffices.model.written import DecisionMaker, Mediation, Option
from goodoffices.reference.graph_model import Reference
from goodoffices.stability.analysis import analyze
from tests.mediation.disputes import TRUCE


def nash_plan() -> Plan:
    answer = plan(TRUCE, "nash")
    assert isinstance(answer, Plan)
    return answer


def test_who_leaves_to_where_when_a_lever_is_withdrawn() -> None:
    embargo, freeze, both = durability(nash_plan()).withdrawals
    assert embargo.levers == ("embargo",)
    (departure,) = embargo.departures
    assert departure.decision_maker == "A"
    assert departure.move.target.number == 2
    assert departure.onward == ()
    assert departure.end is not None
    assert departure.end.number == 2
    assert [d.decision_maker for d in freeze.departures] == ["B"]
    assert [d.decision_maker for d in both.departures] == ["A", "B"]
    assert [d.end and d.end.number for d in both.departures] == [4, 4]
    assert embargo.accepted
    assert not embargo.stable


def test_the_answer_reads_and_travels() -> None:
    lasting = durability(nash_plan())
    text = str(lasting)
    assert "Without “Embargo” it does not hold:" in text
    assert "  Arland would take “Attack by A”, to state 2 (YN), and there it rests." in text
    assert "to state 3 (NY); from there the parties move on to state 4 (YY)." in text
    data = json.loads(json.dumps(lasting.to_dict()))
    assert [w["stable"] for w in data["withdrawals"]] == [False, False, False]
    assert data["withdrawals"][2]["departures"][0]["end"] == 4


def test_an_inducement_withdrawn_undoes_acceptance() -> None:
    sides = (
        DecisionMaker("A", Payoffs((2, 1)), (Option("sign"),)),
        DecisionMaker("B", Payoffs((1, 2)), ()),
    )
    aid = Lever("aid", "M", "A", "sign", 1, 5)
    mediation = Mediation(settlement="sign", mediators={"M": ""}, levers=(aid,))
    answer = plan(Conflict("aid", sides, status_quo="N", mediation=mediation), "nash")
    assert isinstance(answer, Plan)
    (withdrawal,) = durability(answer).withdrawals
    assert withdrawal.prefer_no_deal == ("A",)
    assert "No longer liked better than no deal by A." in str(durability(answer))


def test_nothing_pulled_is_nothing_withdrawn() -> None:
    answer = plan(TRUCE, "seq")
    assert isinstance(answer, Plan)
    assert durability(answer).withdrawals == ()
    assert "nothing to withdraw" in str(durability(answer))


small = st.integers(0, 6)
numbers = st.tuples(*[small] * 4)
wheres = st.sampled_from(["x", "y", "not x", "not y", "x and y", "x and not y"])
levers = st.builds(
    Lever,
    st.just("?"),
    st.sampled_from(["M", "A"]),
    st.sampled_from("AB"),
    wheres,
    st.sampled_from([-1, 2]),
    st.just(6),
    commit=st.just(1),
    execute=st.sampled_from([0, 1]),
)


@given(numbers, numbers, st.lists(levers, min_size=1, max_size=3), st.sampled_from(["nash", "seq"]))
def test_withdrawing_a_lever_is_analysing_without_it(
    a: tuple[float, ...], b: tuple[float, ...], drawn: list[Lever], concept: str
) -> None:
    named = tuple(dataclasses.replace(lever, name=f"l{k}") for k, lever in enumerate(drawn))
    sides = (
        DecisionMaker("A", Payoffs(a), (Option("x"),)),
        DecisionMaker("B", Payoffs(b), (Option("y"),)),
    )
    conflict = Conflict(
        "drawn",
        sides,
        status_quo=1,
        mediation=Mediation(settlement=4, mediators={"M": ""}, levers=named),
    )
    answer = plan(conflict, concept)
    if not isinstance(answer, Plan):
        return
    for withdrawal in durability(answer).withdrawals:
        kept = tuple(lever for lever in named if lever.name not in withdrawal.levers)
        without = conflict.replace(
            mediation=Mediation(settlement=4, mediators={"M": ""}, levers=kept)
        )
        left = without.under({lever.name: answer.intensities[lever.name] for lever in kept})
        reference = Reference(left)
        unstable = [n for i, n in enumerate("AB") if not reference.stable(concept, i, 3)]
        assert [d.decision_maker for d in withdrawal.departures] == unstable
        no_deal = [n for n, p in zip("AB", left.payoffs, strict=True) if p[3] <= p[0]]
        assert list(withdrawal.prefer_no_deal) == no_deal
        for departure in withdrawal.departures:
            if departure.end is not None:
                assert departure.end in analyze(left, [concept]).equilibria(concept)


def test_levers_that_do_not_matter_can_go() -> None:
    answer = dataclasses.replace(nash_plan(), intensities={"embargo": 5.0, "freeze": 0.0})
    easy = dataclasses.replace(answer, request=dataclasses.replace(answer.request, concept="seq"))
    (withdrawal,) = durability(easy).withdrawals
    assert withdrawal.stable
    assert withdrawal.to_dict()["departures"] == []
    assert "Without “Embargo” it still holds." in str(durability(easy))
    assert easy.cost == pytest.approx(1, abs=1e-5)
