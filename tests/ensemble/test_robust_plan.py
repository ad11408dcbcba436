"""Robust plans against brute force, and what has to be true of them in any case."""

import dataclasses
import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.ensemble.robust.checking import FRESH
from goodoffices.ensemble.robust.discarding import improved
from goodoffices.ensemble.robust.plan import Making
from goodoffices.ensemble.robust.programme import Point
from goodoffices.ensemble.robust.proofs import least_cost
from goodoffices.ensemble.robust.solver import Solver
from goodoffices.ensemble.sample import Ensemble
from goodoffices.errors import RequestError
from goodoffices.mediation.question import Request
from goodoffices.model.conflict import Conflict
from goodoffices.reference.plans import Asked, Judged, OnTheTable, grid
from goodoffices.stability.concepts import usual_concepts
from tests.ensemble.doubtful import DOUBTFUL_TRUCE, doubtful, doubtful_ensembles, effect_of
from tests.mediation.disputes import EMBARGO, FREEZE, truce

FEW = 60
PRECISION = 1e-5  # to which an optimum is one


def is_a_plan(conflict: Conflict, settlement: int, pulled: dict[str, float], concept: str) -> bool:
    """Judge intensities in a model without anything uncertain, by the single-model engine."""
    most = {lever.name: lever.most for lever in conflict.mediation.levers}
    under = conflict.under(pulled)
    no_deal = conflict.no_deal_index
    signing = conflict.mediation.signatories or conflict.names
    liked = no_deal in {None, settlement} or all(
        under.payoffs[conflict.decision_maker_index(name)][settlement]
        > under.payoffs[conflict.decision_maker_index(name)][no_deal]
        for name in signing
    )
    held = go.analyze(under, [concept]).equilibrium(concept)[settlement]
    return bool(liked and held and all(t <= most[name] * (1 + 1e-9) for name, t in pulled.items()))


def cheapest_on_a_grid(ensemble: Ensemble, concept: str, needed: int) -> float:
    """Return the least mean cost of the points of a grid that are plans in enough samples."""
    conflict = ensemble.conflict
    points = grid(conflict.mediation.levers, credible=False)
    models = [ensemble.at(k) for k in range(ensemble.samples)]
    tables = [OnTheTable(model) for model in models]
    asked = Asked()
    judged = [Judged(table, points, table.margins(asked)) for table in tables]
    limits = [np.array([lever.most for lever in table.levers]) for table in tables]
    within = [(points <= most + 1e-12).all(axis=1) for most in limits]
    least = math.inf
    for s in tables[0].settlements:
        works = [j.works(concept, asked, s) & w for j, w in zip(judged, within, strict=True)]
        enough = np.sum(works, axis=0) >= needed
        costs = np.mean([table.cost(points, s) for table in tables], axis=0)
        least = min(least, float(costs[enough].min(initial=math.inf)))
    return least


@settings(max_examples=15)
@given(doubtful_ensembles(), st.sampled_from(usual_concepts()), st.floats(0.05, 1))
def test_nothing_on_a_grid_is_cheaper_and_the_plan_is_one(
    ensemble: Ensemble, concept: str, reliability: float
) -> None:
    answer = go.robust_plan(ensemble, reliability, concept, fresh=1, tighten=False)
    needed = math.ceil(reliability * ensemble.samples - 1e-9)
    least = cheapest_on_a_grid(ensemble, concept, needed)
    assert answer.proven == "optimal"
    settlement = answer.settlement.number - 1
    models = [ensemble.at(k) for k in range(ensemble.samples)]
    held = sum(is_a_plan(model, settlement, answer.intensities, concept) for model in models)
    if isinstance(answer, go.RobustPlan):
        assert answer.in_sample == held / ensemble.samples
        assert held >= needed
        assert answer.cost <= least + PRECISION * max(least, 1)
    else:
        assert answer.most == held / ensemble.samples
        assert held < needed
        assert least == math.inf


def by_a_margin(solver: Solver, settlement: int, point: Point) -> int:
    """Count the samples in which a point is a plan by the margin, and not by an equality alone."""
    t = point.intensities
    held = 0
    for k in np.flatnonzero(point.held).tolist():
        scenario = solver.scenarios[k]
        liked = all(row.holds(t, 1e-9) for row in scenario.acceptance(settlement))
        held += liked and next(scenario.search(settlement).failures(t), None) is None
    return held


@settings(max_examples=10)
@given(doubtful_ensembles(), st.sampled_from(usual_concepts()))
def test_discarding_is_never_cheaper_than_the_optimum(ensemble: Ensemble, concept: str) -> None:
    solver = Making(ensemble, Request(concept), fresh=1).solver
    settlement = solver.scenarios.task.candidates[0]
    most, _ = solver.most(settlement)
    for needed in range(1, most.count + 1):
        good = improved(solver.programme(settlement), most, needed)
        assert good.count >= needed
        best = least_cost(solver.programme(settlement), ensemble.samples - needed)
        assert best.proven
        if by_a_margin(solver, settlement, good) >= needed:
            assert best.point is not None
            assert best.point.cost <= good.cost + PRECISION * max(good.cost, 1)


@settings(max_examples=10)
@given(doubtful_ensembles(), st.sampled_from(usual_concepts()))
def test_what_is_surer_is_no_cheaper(ensemble: Ensemble, concept: str) -> None:
    found = go.frontier(ensemble, (0.25, 0.5, 0.75, 1.0), concept, fresh=1)
    costs = [point.cost for point in found.points]
    assert all(before <= after + 1e-9 for before, after in pairwise(costs))
    for point in found.points:
        assert point.in_sample >= point.reliability - 1e-9
    surest = go.robust_plan(ensemble, 1.0, concept, fresh=1, tighten=False)
    assert (found.greatest == 1.0) == isinstance(surest, go.RobustPlan)


@pytest.mark.parametrize("concept", usual_concepts())
def test_where_all_samples_are_alike_the_plan_is_the_ordinary_one(concept: str) -> None:
    conflict = doubtful(truce(EMBARGO, FREEZE), effect_of("embargo", -1.0, -1.0))
    answer = go.robust_plan(go.sample(conflict, FEW), 0.7, concept, fresh=FEW)
    plan = go.plan(truce(EMBARGO, FREEZE), concept)
    assert isinstance(answer, go.RobustPlan)
    assert isinstance(plan, go.Plan)
    assert answer.cost == pytest.approx(plan.cost, abs=1e-9)
    assert (answer.fresh.probability, answer.in_sample) == (1.0, 1.0)
    assert answer.troubles == ()


def test_full_reliability_is_the_worst_case() -> None:
    answer = go.robust_plan(go.sample(DOUBTFUL_TRUCE, FEW), 1.0, "nash", fresh=FEW)
    assert isinstance(answer, go.RobustPlan)
    assert answer.intensities == pytest.approx({"embargo": 2.0, "freeze": 2.0}, abs=1e-4)
    assert answer.fresh.probability == 1.0
    assert answer.cost == pytest.approx(2.0, abs=1e-4)


def test_a_share_is_had_for_less() -> None:
    """Nine equally likely pairs: without the dearest freeze six of them are left."""
    answer = go.robust_plan(go.sample(DOUBTFUL_TRUCE, 4_000), 0.6, "nash", scenarios=60)
    assert isinstance(answer, go.RobustPlan)
    assert answer.intensities == pytest.approx({"embargo": 2.0, "freeze": 1.0}, abs=1e-4)
    assert answer.fresh.low <= 2 / 3 <= answer.fresh.high
    assert answer.troubles[0].name == "B"
    assert answer.troubles[0].share == pytest.approx(1 / 3, abs=0.02)


def test_a_sample_in_which_the_lever_is_a_bluff_does_not_count() -> None:
    """The embargo is credible up to 2; where its effect is -0.4 it would take 2.5."""
    conflict = doubtful(truce(EMBARGO, FREEZE), effect_of("embargo", -1.0, -0.4))
    ensemble = go.sample(conflict, FEW)
    sure = go.robust_plan(ensemble, 1.0, "nash", fresh=FEW)
    assert isinstance(sure, go.RobustPlan)
    assert sure.bluffs == {"embargo": 1.0}
    short = go.robust_plan(ensemble, 0.9, "nash", credible=True, fresh=FEW)
    assert isinstance(short, go.RobustShortfall)
    assert short.most == pytest.approx(0.5, abs=0.2)
    assert {(one.name, one.kind) for one in short.troubles} == {("A", "deviation")}
    assert short.proven == "optimal"


@pytest.mark.parametrize("concept", usual_concepts())
def test_the_fresh_check_agrees_with_judging_one_by_one(concept: str) -> None:
    answer = go.robust_plan(
        go.sample(DOUBTFUL_TRUCE, FEW, seed=3), 0.5, concept, fresh=FEW, tighten=False
    )
    fresh = Ensemble(DOUBTFUL_TRUCE, FEW, 3 + FRESH)
    settlement = answer.settlement.number - 1
    held = [is_a_plan(fresh.at(k), settlement, answer.intensities, concept) for k in range(FEW)]
    assert answer.fresh.probability == np.mean(held)


def test_the_same_seed_gives_the_same_answer() -> None:
    answers = [
        go.robust_plan(go.sample(DOUBTFUL_TRUCE, 400, seed), 0.7, "seq", scenarios=40, fresh=400)
        for seed in (5, 5, 6)
    ]
    assert answers[0].to_dict() == answers[1].to_dict()
    assert answers[0].to_dict() != answers[2].to_dict()


def test_more_is_asked_of_the_scenarios_where_others_hold_less_often() -> None:
    for seed in range(16, 40):
        ensemble = go.sample(DOUBTFUL_TRUCE, 12, seed)
        answer = go.robust_plan(ensemble, 0.6, "nash", fresh=300)
        assert isinstance(answer, go.RobustPlan)
        asked = [attempt.asked for attempt in answer.attempts]
        assert asked == sorted(asked)
        if len(asked) > 1:
            assert answer.reached
            assert answer.attempts[0].checked < 0.6 <= answer.attempts[-1].checked
            return
    pytest.fail("no seed whose scenarios flatter")


def test_levers_on_steps_stay_on_them() -> None:
    stepped = dataclasses.replace(EMBARGO, step=0.75), dataclasses.replace(FREEZE, step=0.5)
    conflict = doubtful(truce(*stepped), effect_of("embargo", -1.0, -0.5, -2.0))
    answer = go.robust_plan(go.sample(conflict, FEW), 1.0, "nash", fresh=FEW)
    assert isinstance(answer, go.RobustPlan)
    assert answer.intensities == {"embargo": 2.25, "freeze": 1.0}
    assert answer.proven == "optimal"


@pytest.mark.parametrize("concept", ["nash", "seq"])
def test_a_margin_is_kept_in_every_sample_that_counts(concept: str) -> None:
    answer = go.robust_plan(go.sample(DOUBTFUL_TRUCE, 30), 1.0, concept, margin=0.25, fresh=30)
    assert isinstance(answer, go.RobustPlan)
    ordinary = [
        go.plan(go.sample(DOUBTFUL_TRUCE, 30).at(k), concept, margin=0.25) for k in range(30)
    ]
    costs = [one.cost for one in ordinary if isinstance(one, go.Plan)]
    assert len(costs) == 30
    assert answer.cost >= max(costs) - 1e-6


def test_with_more_scenarios_a_good_plan_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    ensemble = go.sample(DOUBTFUL_TRUCE, FEW, seed=4)
    asked = (ensemble, 0.6, "seq")
    exact = go.robust_plan(*asked, fresh=FEW, tighten=False)
    monkeypatch.setattr("goodoffices.ensemble.robust.solver.PROVED", 1)
    monkeypatch.setattr("goodoffices.ensemble.robust.solver.DIRECT", 1)
    good = go.robust_plan(*asked, fresh=FEW, tighten=False)
    assert isinstance(exact, go.RobustPlan)
    assert isinstance(good, go.RobustPlan)
    assert exact.proven == "optimal"
    assert good.bound <= exact.cost + 1e-6
    assert exact.cost <= good.cost + 1e-6
    assert good.in_sample >= 0.6


def test_a_search_without_time_gives_what_was_found() -> None:
    answer = go.robust_plan(go.sample(DOUBTFUL_TRUCE, FEW), 1.0, "nash", limit=0.0, fresh=FEW)
    assert answer.proven == "best found"
    if isinstance(answer, go.RobustPlan):
        assert answer.bound <= answer.cost
        assert answer.in_sample == 1.0


@pytest.mark.parametrize("reliability", [0.0, -1.0, 1.5, math.nan])
def test_a_reliability_that_is_none_is_refused(reliability: float) -> None:
    with pytest.raises(RequestError, match="reliability"):
        go.robust_plan(go.sample(DOUBTFUL_TRUCE, FEW), reliability)
    with pytest.raises(RequestError, match="reliability"):
        go.frontier(go.sample(DOUBTFUL_TRUCE, FEW), (0.5, reliability))


def test_samples_are_needed() -> None:
    ensemble = go.sample(DOUBTFUL_TRUCE, FEW)
    with pytest.raises(RequestError, match="0 scenarios; ask for one or more"):
        go.robust_plan(ensemble, scenarios=0)
    with pytest.raises(RequestError, match="0 fresh samples; ask for one or more"):
        go.robust_plan(ensemble, fresh=0)
