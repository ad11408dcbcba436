"""What a lever's own limit costs."""

import pytest

import goodoffices as go


def dispute(*levers: go.Lever) -> go.Conflict:
    """One party that gains 3 by leaving the settlement, "stay"."""
    party = go.DecisionMaker("P", go.Payoffs((3, 0)), (go.Option("stay"),))
    on_table = go.Mediation(settlement="stay", mediators={"M": ""}, levers=levers)
    return go.Conflict("one party", (party,), mediation=on_table)


def pressure(name: str, cost: float, most: float) -> go.Lever:
    return go.Lever(name, "M", "P", "not stay", effect=-1, most=most, commit=cost)


def test_a_cheap_lever_at_its_limit_would_save_the_difference() -> None:
    plan = go.plan(dispute(pressure("cheap", 1, 2), pressure("dear", 4, 5)), "nash")

    assert isinstance(plan, go.Plan)
    assert plan.cost == pytest.approx(2 * 1 + 1 * 4, abs=1e-3)
    assert plan.limits == pytest.approx({"cheap": 4 - 1})
    assert plan.to_dict()["limits"] == plan.limits
    assert "“cheap” is at its limit; each unit more would save 3." in str(plan)
    wider = go.plan(dispute(pressure("cheap", 1, 2.5), pressure("dear", 4, 5)), "nash")
    assert isinstance(wider, go.Plan)
    assert plan.cost - wider.cost == pytest.approx(0.5 * plan.limits["cheap"])


def test_no_limit_binds_where_the_cheap_lever_is_enough() -> None:
    plan = go.plan(dispute(pressure("cheap", 1, 4), pressure("dear", 4, 5)), "nash")

    assert isinstance(plan, go.Plan)
    assert plan.limits == {}


@pytest.mark.parametrize("number", [-1, float("nan"), float("inf")])
def test_numbers_that_mean_nothing_are_refused(number: float) -> None:
    conflict = dispute(pressure("cheap", 1, 4))

    with pytest.raises(go.RequestError, match="a margin of"):
        go.plan(conflict, "nash", margin=number)
    with pytest.raises(go.RequestError, match="lever 'cheap' cannot be pulled to"):
        conflict.under({"cheap": number})
