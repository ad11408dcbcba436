"""Plans over thousands of settlements cost what the cheapest over a single one of them does."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

import goodoffices as go

Floats = NDArray[np.float64]
PARTIES = "ABC"
SOUGHT = "A.x0 or B.x0"
PRICES = {"Fund": (1.5, 2.0, np.inf), "Bank": (2.0, 2.5, 3.0)}  # of a unit of payoff to each
CHEAPEST = np.array(list(PRICES.values())).min(axis=0)
MARGIN = 1e-3  # a plan's own are a millionth of a range


def bazaar(seed: int, options: int, sought: str = SOUGHT, *, ties: bool = True) -> go.Conflict:
    """Return three parties to whom a settlement is worth less than most that lies outside.

    A compensation for each bites in every settlement: what it gets, it gets in all of them alike.
    """
    rng = np.random.default_rng(seed)
    count = 2 ** (options * len(PARTIES))
    blank = tuple(go.DecisionMaker(p, go.Payoffs((0.0,) * count), own(options)) for p in PARTIES)
    inside = go.Conflict("Bazaar", blank).where(sought)
    worth = rng.uniform(4, 9, (len(PARTIES), count))
    within = rng.integers(0, 3, worth.shape) if ties else rng.uniform(0, 6, worth.shape)
    worth = np.where(inside, within, worth)
    levers = tuple(
        go.Lever(f"{holder}_{p}", holder, p, sought, 1.0, 20.0, commit=price - 1, execute=1.0)
        for holder, prices in PRICES.items()
        for p, price in zip(PARTIES, prices, strict=True)
        if np.isfinite(price)
    )
    return go.Conflict(
        "Bazaar",
        tuple(
            go.DecisionMaker(p, go.Payoffs(tuple(row)), own(options))
            for p, row in zip(PARTIES, worth.tolist(), strict=True)
        ),
        mediation=go.Mediation(
            settlement=sought,
            no_deal=1,
            mediators={"Fund": "", "Bank": ""},
            levers=levers,
        ),
    )


def own(options: int) -> tuple[go.Option, ...]:
    return tuple(go.Option(f"x{k}") for k in range(options))


def asked_by_nash(conflict: go.Conflict, settlements: list[int], *, alone: bool = False) -> Floats:
    """Return the payoff that each party needs more of in each settlement (by index).

    It has to like it as well as no deal and as whatever it can move to. Where that is another
    settlement, payoff given in all of them does not help (infinite); given there alone, it does.

    Returns
    -------
    Shape (settlements, parties).
    """
    size = len(conflict.states)
    inside = np.zeros(size, bool)
    inside[settlements] = True
    width = round(size ** (1 / len(PARTIES)))
    needs = np.zeros((size, len(PARTIES)))
    for i, payoffs in enumerate(conflict.payoffs):
        stride = width**i
        outside = np.where(inside, -np.inf, payoffs)
        within = np.where(inside, payoffs, -np.inf)
        for state in settlements:
            line = state + stride * (np.arange(width) - state // stride % width)
            best = max((payoffs if alone else outside)[line].max(), payoffs[0])
            stays = alone or within[line].max() <= payoffs[state]
            needs[state, i] = max(best - payoffs[state], 0.0) if stays else np.inf
    return needs[settlements]


def priced(needs: Floats, prices: tuple[float, ...] | Floats) -> Floats:
    """Return what the needs cost; nothing where nothing is needed. Shape (settlements,)."""
    paid = np.multiply(needs, prices, out=np.zeros(needs.shape), where=needs > 0)
    costs: Floats = paid.sum(axis=1)
    return costs


@pytest.fixture(scope="module")
def large() -> go.Conflict:
    return bazaar(3, 4)


@pytest.fixture(scope="module")
def needs(large: go.Conflict) -> Floats:
    assert len(large.settlements) == 3072
    found = asked_by_nash(large, large.settlements)
    assert np.isfinite(found).all(axis=1).sum() > 50
    return found


def test_by_nash_the_plan_is_the_cheapest_of_three_thousand(
    large: go.Conflict, needs: Floats
) -> None:
    costs = priced(needs, CHEAPEST)
    found = go.plan(large, "nash")
    assert isinstance(found, go.Plan)
    assert found.proven == "optimal"
    assert found.cost == pytest.approx(costs.min(), abs=MARGIN)
    assert costs[large.settlements.index(found.settlement.number - 1)] < costs.min() + MARGIN


def test_without_levers_least_is_missing_at_the_nearest() -> None:
    """A shortfall gives payoff in one settlement alone, so that it beats the others, too."""
    conflict = bazaar(5, 4, ties=False)
    given = asked_by_nash(conflict, conflict.settlements, alone=True).sum(axis=1)
    found = go.plan(conflict, "nash", levers=())
    assert isinstance(found, go.Shortfall)
    assert sum(found.missing.values()) == pytest.approx(given.min(), abs=MARGIN)
    assert given[conflict.settlements.index(found.settlement.number - 1)] < given.min() + MARGIN


def test_each_holder_alone_is_compared_over_all_of_them(large: go.Conflict, needs: Floats) -> None:
    found = {one.held_by: one.answer for one in go.mediators(large, concept="nash").holdings}
    for holder, prices in PRICES.items():
        answer, cost = found[(holder,)], priced(needs, prices).min()
        assert isinstance(answer, go.Plan) == np.isfinite(cost)
        if isinstance(answer, go.Plan):
            assert answer.cost == pytest.approx(cost, abs=MARGIN)
    together = found["Fund", "Bank"]
    assert isinstance(together, go.Plan)
    assert together.cost == pytest.approx(priced(needs, CHEAPEST).min(), abs=MARGIN)


def test_by_seq_the_plan_is_the_cheapest_of_three_thousand() -> None:
    """No plan for a settlement costs less than its acceptance: the others need not be tried."""
    conflict = bazaar(5, 4, ties=False)
    settlements = np.array(conflict.settlements)
    gains = np.array([payoffs[settlements] - payoffs[0] for payoffs in conflict.payoffs]).T
    least = priced(np.maximum(-gains, 0.0), CHEAPEST)
    found = go.plan(conflict, "seq")
    assert isinstance(found, go.Plan)
    assert found.proven == "optimal"
    candidates = settlements[least < found.cost + MARGIN]
    assert 1 <= len(candidates) <= 12
    singles = [go.plan(conflict, "seq", (int(k) + 1,)) for k in candidates]
    costs = [one.cost for one in singles if isinstance(one, go.Plan)]
    assert found.cost == pytest.approx(min(costs), abs=1e-6)


def test_a_robust_plan_is_the_cheapest_over_single_settlements() -> None:
    text = go.dumps(bazaar(2, 2, "A.x0 and B.x0 and not C.x1", ties=False))
    unsure = go.loads(text.replace("effect: 1", "effect: {uniform: [0.5, 1.5]}", 1))
    assert len(unsure.settlements) == 8
    ensemble = go.sample(unsure, 4)
    found = go.robust_plan(ensemble, 0.75, "nash", fresh=1, tighten=False)
    assert isinstance(found, go.RobustPlan)
    costs = []
    for k in unsure.settlements:
        one = go.robust_plan(ensemble, 0.75, "nash", (k + 1,), fresh=1, tighten=False)
        costs += [one.cost] if isinstance(one, go.RobustPlan) else []
    assert found.cost == pytest.approx(min(costs), abs=1e-6)
    assert len(costs) > 1
