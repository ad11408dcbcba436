"""What pressure must achieve on parties of whom only the order of states is known."""

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.reference.graph_model import CONCEPTS, Reference

PART = settings(max_examples=settings().max_examples // 8)  # each compares thousands

LEVERS = (
    go.Lever("aid", "M", "A", "x", effect=1.0, most=9.0, commit=1.0),
    go.Lever("pressure", "M", "B", "y", effect=0.0, label="Pressure on B"),
)


def conflict(payoffs: tuple[float, ...], order: tuple[int, ...], quo: int = 1) -> go.Conflict:
    a = go.DecisionMaker("A", go.Payoffs(payoffs), (go.Option("x"),))
    b = go.DecisionMaker("B", go.Ranking(tuple((s,) for s in order)), (go.Option("y"),))
    mediation = go.Mediation("x and y", mediators={"M": ""}, levers=LEVERS)
    return go.Conflict("half priced", (a, b), status_quo=quo, mediation=mediation)


HALF = conflict((3, 1, 0, 2), (3, 1, 4, 2))


def plan(model: go.Conflict, concept: str = "seq", **asked: bool) -> go.Plan:
    found = go.plan(model, concept, **asked)  # type: ignore[arg-type]
    assert isinstance(found, go.Plan)
    return found


def test_the_plan_is_for_those_with_a_price_and_ranks_stand_beside() -> None:
    found = plan(HALF, "nash")
    assert found.cost == pytest.approx(1, abs=1e-4)
    assert found.intensities == {"aid": pytest.approx(1, abs=1e-4)}
    assert found.pressure is not None
    (need,) = found.pressure.needs
    assert (need.decision_maker, need.levers) == ("B", ("pressure",))
    assert [state.number for state in need.passed] == [1]
    assert found.pressure.enough
    assert "- B has to rank it one place higher, past 1 (NN) (levers on it: “Pressure on B”)." in (
        str(found)
    )
    assert found.to_dict()["pressure"] == {
        "needs": [{"decision_maker": "B", "levers": ["pressure"], "passed": [1]}],
        "enough": True,
    }


def test_without_levers_on_orders_nothing_is_said_of_pressure() -> None:
    found = go.plan(go.case("indus-waters-1960"))
    assert found.pressure is None
    assert "pressure must achieve" not in str(found)


def test_levers_that_may_not_be_pulled_do_not_press() -> None:
    found = go.plan(HALF, "nash", levers=["aid"])
    assert isinstance(found, go.Shortfall)
    assert found.pressure is None
    assert found.missing["B"] > 0


def test_such_a_lever_moves_nobody() -> None:
    under = HALF.under({"pressure": 1})
    assert [p.tolist() for p in under.payoffs] == [p.tolist() for p in HALF.payoffs]


def test_an_effect_on_an_order_is_refused_and_a_missing_one_elsewhere() -> None:
    priced = replace(LEVERS[1], effect=1.0)
    with pytest.raises(go.ModelError, match="leave effect out for plans in ranks"):
        HALF.replace(mediation=replace(HALF.mediation, levers=(priced,)))
    unpriced = replace(LEVERS[0], effect=0.0)
    with pytest.raises(go.ModelError, match="effect 0 of lever 'aid'"):
        HALF.replace(mediation=replace(HALF.mediation, levers=(unpriced,)))


def test_it_is_read_and_written(tmp_path: Path) -> None:
    text = go.dumps(HALF)
    assert "effect: 1" in text
    assert text.count("effect") == 1
    go.save(HALF, tmp_path / "half.yaml")
    assert go.load(tmp_path / "half.yaml") == HALF


@PART
@given(
    st.tuples(*[st.integers(0, 4).map(float)] * 4),
    st.permutations((1, 2, 3, 4)),
    st.sampled_from(CONCEPTS),
    st.sampled_from([{"accept": True}, {"accept": False}]),
)
def test_pressure_and_price_together_make_it_hold_and_no_less_pressure_does(
    payoffs: tuple[float, ...], order: list[int], concept: str, asked: dict[str, bool]
) -> None:
    model = conflict(payoffs, tuple(order))
    found = go.plan(model, concept, **asked)  # type: ignore[arg-type]
    alone = go.plan(model, concept, decision_makers=["A"], **asked)  # type: ignore[arg-type]
    assert type(found) is type(alone)
    assert found.pressure is not None
    assert found.pressure.enough or isinstance(found, go.Shortfall)
    if not isinstance(found, go.Plan):
        return
    assert isinstance(alone, go.Plan)
    assert found.cost == alone.cost
    (need,) = found.pressure.needs
    enough = [
        ranking
        for ranking in itertools.permutations((1, 2, 3, 4))
        if holds(found, ranking, concept, **asked)
    ]
    place = {s: k for k, s in enumerate(order)}

    def exchanges(ranking: tuple[int, ...]) -> int:
        pairs = itertools.combinations(ranking, 2)
        return sum(place[a] > place[b] for a, b in pairs)

    assert min(map(exchanges, enough)) == len(need.passed)


def holds(found: go.Plan, ranking: tuple[int, ...], concept: str, *, accept: bool) -> bool:
    """Say whether the plan's settlement stands for B with this ranking, by the definitions."""
    under = found.under
    b = go.DecisionMaker("B", go.Ranking(tuple((s,) for s in ranking)), (go.Option("y"),))
    base = Reference(under.replace(decision_makers=(under.decision_makers[0], b)))
    accepted = not accept or ranking.index(4) < ranking.index(1)
    return accepted and base.stable(concept, 1, 3)
