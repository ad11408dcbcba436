"""Live answers are those of the same conflict with the same levers pulled, asked the long way."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.mediation.evenness import burdens
from goodoffices.mediation.live import MOST_BATCHED, POINTS
from tests.mediation.strategies import mediated_conflicts

CASES = ["istanbul-2025", "indus-waters-1960"]


@st.composite
def pulled(draw: st.DrawFn) -> tuple[go.Conflict, dict[str, float]]:
    conflict = draw(mediated_conflicts())
    shares = st.sampled_from([0.0, 0.25, 0.5, 1.0])
    return conflict, {v.name: draw(shares) * v.most for v in conflict.mediation.levers}


def agrees(conflict: go.Conflict, intensities: dict[str, float]) -> None:
    now = go.live(conflict).at(intensities)
    under = conflict.under(intensities)
    analysis = go.analyze(under)
    assert (now.verdicts == analysis.verdicts).all()
    assert (now.analysis.packed == analysis.packed).all()
    for mine, ranks, other in zip(now.payoffs, now.ranks, under.payoffs, strict=True):
        assert mine.tolist() == other.tolist()
        assert ranks.tolist() == (np.unique(-other, return_inverse=True)[1] + 1).tolist()


@given(pulled())
def test_a_moment_is_the_conflict_with_levers_pulled(
    given_: tuple[go.Conflict, dict[str, float]],
) -> None:
    agrees(*given_)


@given(pulled())
def test_bands_say_what_moments_along_each_lever_say(
    given_: tuple[go.Conflict, dict[str, float]],
) -> None:
    conflict, intensities = given_
    live = go.live(conflict)
    now = live.at(intensities)
    state = conflict.states[len(conflict.states) // 2]
    bands = live.bands(now, state, "gmr")
    for lever in conflict.mediation.levers:
        for place in (0, 7, POINTS - 1):
            there = lever.most * place / (POINTS - 1)
            moment = live.at(intensities | {lever.name: there})
            code = moment.accepted(state) + 2 * (not moment.leaving(state, "gmr"))
            assert bands[lever.name][place] == code


@pytest.mark.parametrize("name", CASES)
def test_the_published_cases_at_their_plans(name: str) -> None:
    conflict = go.case(name)
    plan = go.plan(conflict)
    assert isinstance(plan, go.Plan)
    now = go.live(conflict).at(plan.intensities)
    assert now.accepted(plan.settlement)
    assert now.leaving(plan.settlement, "seq") == ()
    price = now.price(plan.settlement)
    assert price.total == pytest.approx(plan.cost)
    borne = {holder: cost for holder, cost in price.borne_by.items() if cost}
    assert borne == pytest.approx({holder: cost for holder, cost in plan.borne_by.items() if cost})
    assert now.bluffs == plan.bluffs
    assert now.burdens == burdens(conflict, now.intensities)


def test_above_the_size_of_tiles_as_well() -> None:
    parts = [
        go.DecisionMaker(
            name,
            go.Weights(tuple((f"{name}{k}", 3.0 * k - 5) for k in range(6))),
            tuple(go.Option(f"{name}{k}") for k in range(6)),
        )
        for name in "AB"
    ]
    gift = go.Lever("gift", "A", "B", "A0 and not B1", 4.0, 2.0)
    conflict = go.Conflict(
        "Large", tuple(parts), status_quo="N" * 12, mediation=go.Mediation("A0", levers=(gift,))
    )
    assert len(conflict.states) > MOST_BATCHED
    agrees(conflict, {"gift": 1.5})
    live = go.live(conflict)
    assert live.bands(live.at({}), conflict.states[0]) == {}


def test_it_says_what_follows_for_the_nearest_settlement() -> None:
    now = go.live(go.case("istanbul-2025")).at({"aid_conditions": 3})
    assert str(now) == (
        "It would hold, but is not accepted.\n"
        "Ukraine lacks 6 points of the 179 between its worst and its best, to prefer it to no "
        "deal.\n"
        "Nobody would leave it.\n"
        "Cost at the settlement: 2.4, borne by United States.\n"
        "A bluff: “Conditions on the aid to Ukraine”."
    )


def test_no_deal_as_the_settlement_is_accepted_as_plans_and_maps_have_it() -> None:
    conflict = go.case("indus-waters-1960")
    sought = dataclasses.replace(conflict.mediation, settlement="NNNN", claims=())
    nothing = conflict.replace(mediation=sought)
    live = go.live(nothing)
    now, state = live.at({}), nothing.states[0]
    plan = go.plan(nothing, "gmr")
    assert isinstance(plan, go.Plan)
    assert (plan.cost, plan.settlement) == (0.0, state)
    assert go.pressure_map(nothing, "fund", "loan", 2, ["gmr"]).accepted.all()
    assert now.accepted(state)
    assert now.codes("gmr")[0] == 3
    assert live.bands(now, state, "gmr")["fund"].tolist() == [3] * POINTS
    assert str(now).splitlines()[1] == "It is no deal itself, which nobody has to accept."


@pytest.mark.parametrize(
    ("intensities", "said"),
    [
        ({"gold": 1.0}, "no lever 'gold'; use one of: fund, loan"),
        ({"fund": -1.0}, "lever 'fund' cannot be pulled to -1.0"),
        ({"fund": float("nan")}, "lever 'fund' cannot be pulled to nan"),
    ],
)
def test_what_cannot_be_pulled_is_refused(intensities: dict[str, float], said: str) -> None:
    with pytest.raises(go.RequestError, match=said):
        go.live(go.case("indus-waters-1960")).at(intensities)


def test_no_settlement_is_sought() -> None:
    now = go.live(go.case("elmira-1991")).at({})
    assert now.nearest("seq") is None
    with pytest.raises(go.RequestError, match="no settlement is sought"):
        str(now)
