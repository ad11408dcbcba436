"""What holds of plans whatever the conflict: units, more levers, credibility, steps, margins."""

import dataclasses

import numpy as np
import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from goodoffices.mediation.plan.planning import plan
from goodoffices.mediation.plan.results import Plan
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever
from goodoffices.model.preferences import Payoffs
from goodoffices.model.written import DecisionMaker
from goodoffices.reference.graph_model import CONCEPTS
from goodoffices.reference.plans import Asked, Judged, OnTheTable
from tests.mediation.strategies import mediated_conflicts

concepts = st.sampled_from(CONCEPTS)
TOLERANCE = 1e-5


def with_levers(conflict: Conflict, levers: tuple[Lever, ...]) -> Conflict:
    return conflict.replace(mediation=dataclasses.replace(conflict.mediation, levers=levers))


def levers_of(conflict: Conflict) -> tuple[Lever, ...]:
    return conflict.mediation.levers


def cost(conflict: Conflict, concept: str, *, credible: bool = False) -> float:
    answer = plan(conflict, concept, credible=credible)
    event(type(answer).__name__)
    return answer.cost if isinstance(answer, Plan) else np.inf


@given(mediated_conflicts(), concepts, st.sampled_from([0.25, 3.0, 1000.0]))
def test_the_unit_of_a_payoff_does_not_matter(
    conflict: Conflict, concept: str, factor: float
) -> None:
    levers = levers_of(conflict)
    name = levers[0].on
    assume(name not in {lever.held_by for lever in levers})  # its costs are in other units

    def scaled(dm: DecisionMaker) -> DecisionMaker:
        values = conflict.payoffs[conflict.names.index(dm.name)] * factor
        return dataclasses.replace(dm, preferences=Payoffs(tuple(values.tolist())))

    makers = tuple(scaled(dm) if dm.name == name else dm for dm in conflict.decision_makers)
    stronger = tuple(
        dataclasses.replace(one, effect=one.effect * factor) if one.on == name else one
        for one in levers
    )
    ptp = np.ptp(conflict.payoffs[conflict.names.index(name)])
    assume(ptp > 0)  # the margin is a share of the range, and of 1 where there is none
    before = plan(conflict, concept)
    after = plan(with_levers(conflict, stronger).replace(decision_makers=makers), concept)
    assert type(before) is type(after)
    if isinstance(before, Plan) and isinstance(after, Plan):
        assert after.cost == pytest.approx(before.cost, abs=TOLERANCE)
        if before.settlement == after.settlement:
            gap = max(abs(after.intensities[k] - t) for k, t in before.intensities.items())
            event("same intensities" if gap < TOLERANCE else "another optimum of the same cost")
            assert gap < TOLERANCE or costless_choice(before, after)


def costless_choice(before: Plan, after: Plan) -> bool:
    """Say whether two plans differ only by levers whose total cost is the same."""
    return before.cost == pytest.approx(after.cost, abs=TOLERANCE) and len(before.intensities) > 1


@given(mediated_conflicts(), concepts)
def test_one_lever_more_never_costs_more(conflict: Conflict, concept: str) -> None:
    levers = levers_of(conflict)
    for kept in range(len(levers)):
        fewer = cost(with_levers(conflict, levers[:kept]), concept)
        more = cost(with_levers(conflict, levers[: kept + 1]), concept)
        assert more <= fewer + TOLERANCE


@given(mediated_conflicts(), concepts)
def test_credible_plans_are_never_cheaper(conflict: Conflict, concept: str) -> None:
    assert cost(conflict, concept, credible=True) >= cost(conflict, concept) - TOLERANCE


@given(mediated_conflicts(), concepts, st.sampled_from([0.25, 0.5, 0.75]))
def test_levers_on_steps_stay_on_them_and_cost_no_less(
    conflict: Conflict, concept: str, step: float
) -> None:
    levers = levers_of(conflict)
    free = with_levers(conflict, tuple(dataclasses.replace(one, step=None) for one in levers))
    stepped = with_levers(conflict, tuple(dataclasses.replace(one, step=step) for one in levers))
    answer = plan(stepped, concept)
    if isinstance(answer, Plan):
        multiples = np.array(list(answer.intensities.values())) / step
        assert np.abs(multiples - multiples.round()).max() < 1e-9
        assert answer.cost >= cost(free, concept) - TOLERANCE


@given(mediated_conflicts(), concepts, st.sampled_from([0.1, 0.5]))
def test_a_margin_holds(conflict: Conflict, concept: str, margin: float) -> None:
    answer = plan(conflict, concept, margin=margin)
    if isinstance(answer, Plan):
        event("margin held")
        table = OnTheTable(conflict)
        point = np.array([[answer.intensities[one.name] for one in table.levers]])
        wish = Asked(margin=margin)
        held = Judged(table, point, table.margins(wish) - 1e-5)
        assert held.works(concept, wish, answer.settlement.number - 1)
        assert answer.cost >= cost(conflict, concept) - TOLERANCE
