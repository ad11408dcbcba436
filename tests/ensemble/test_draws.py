"""Draws: marginals against SciPy's, bounds, choices, correlations, and the same ones again."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from goodoffices.ensemble.draws import PLACES, Draws, Memory, inverse
from goodoffices.errors import RequestError
from goodoffices.model.distributions import FAMILIES
from goodoffices.model.uncertainty import Correlation, Distribution, Quantity, Uncertainty

INFINITY = math.inf
ENOUGH = 0.01  # of a p-value: seeds are fixed, so that a right distribution passes for good
SIZE = 2048


def uncertainty(*distributions: Distribution, rho: float | None = None) -> Uncertainty:
    quantities = tuple(Quantity(f"q{k}", one) for k, one in enumerate(distributions))
    names = tuple(quantity.name for quantity in quantities)
    if rho is None:
        return Uncertainty(quantities)
    rows = tuple(tuple(1.0 if a == b else rho for b in names) for a in names)
    return Uncertainty(quantities, correlated=(Correlation(names, rows),))


def drawn(
    distribution: Distribution, seed: int = 3, replicates: int = 4, size: int = SIZE
) -> NDArray[np.float64]:
    draws = Draws(uncertainty(distribution), seed)
    return np.concatenate([draws.replicate(k, size)["q0"] for k in range(replicates)])


PLAIN = [
    (Distribution("uniform", (-2.0, 5.0)), stats.uniform(-2, 7)),
    (Distribution("triangular", (1.0, 2.0, 6.0)), stats.triang(0.2, 1, 5)),
    (Distribution("triangular", (1.0, 1.0, 6.0)), stats.triang(0, 1, 5)),
    (Distribution("triangular", (1.0, 6.0, 6.0)), stats.triang(1, 1, 5)),
    (Distribution("pert", (1.0, 2.0, 6.0)), stats.beta(1.8, 4.2, 1, 5)),
    (Distribution("pert", (1.0, 6.0, 6.0)), stats.beta(5, 1, 1, 5)),
    (Distribution("normal", (10.0, 2.0)), stats.norm(10, 2)),
    (Distribution("lognormal", (3.0, 0.5)), stats.lognorm(0.5, scale=3)),
    (Distribution("beta", (2.0, 5.0)), stats.beta(2, 5)),
    (Distribution("beta", (0.5, 0.5)), stats.beta(0.5, 0.5)),
]


def test_probabilities_are_scipys_to_the_last_digits() -> None:
    for distribution, frozen in PLAIN:
        low, high = distribution.support
        ends = [end for end in (low, high) if math.isfinite(end)]
        places = [*ends, -1e300, -3.0, 0.0, 1e300, *np.random.default_rng(5).normal(3, 3, 200)]
        for x in map(float, places):
            found = distribution.kind.cumulative(distribution.parameters, x)
            expected = float(frozen.cdf(x))
            if distribution.family in {"uniform", "triangular"}:
                assert found == expected, (distribution, x)
            else:  # whose last digits differ, as both are rounded
                assert found == pytest.approx(expected, rel=5e-14, abs=0), (distribution, x)


@pytest.mark.parametrize(("distribution", "frozen"), PLAIN)
def test_marginals_are_those_of_the_distribution(
    distribution: Distribution, frozen: stats.rv_continuous
) -> None:
    values = drawn(distribution)
    assert stats.kstest(values, frozen.cdf).pvalue > ENOUGH
    low, high = distribution.support
    assert low <= values.min()
    assert values.max() <= high


@pytest.mark.parametrize(("distribution", "frozen"), PLAIN)
@pytest.mark.parametrize("kept", [(0.1, 0.7), (None, 0.4), (0.6, None)])
def test_cut_to_bounds_they_are_those_given_the_bounds(
    distribution: Distribution,
    frozen: stats.rv_continuous,
    kept: tuple[float | None, float | None],
) -> None:
    low, high = (None if p is None else float(frozen.ppf(p)) for p in kept)
    below, above = kept[0] or 0.0, 1.0 if kept[1] is None else kept[1]
    within = (-INFINITY if low is None else low, INFINITY if high is None else high)
    values = drawn(Distribution(distribution.family, distribution.parameters, (), within))
    assert within[0] <= values.min()
    assert values.max() <= within[1]

    given_the_bounds = np.clip((frozen.cdf(values) - below) / (above - below), 0, 1)
    assert stats.kstest(given_the_bounds, "uniform").pvalue > ENOUGH


def test_every_family_is_held_against_scipy() -> None:
    assert {one.family for one, _ in PLAIN} == set(FAMILIES) - {"fixed", "choice"}


def test_quantiles_agree_with_scipy() -> None:
    p = np.linspace(0.001, 0.999, 997)
    for distribution, frozen in PLAIN:
        np.testing.assert_allclose(inverse(distribution, p), frozen.ppf(p), atol=1e-9)


@pytest.mark.parametrize("weights", [(), (3.0, 1.0, 0.0, 4.0)])
def test_choices_come_in_their_proportions(weights: tuple[float, ...]) -> None:
    values = drawn(Distribution("choice", (5.0, -1.0, 2.0, 0.5), weights))
    shares = [float((values == x).mean()) for x in (5.0, -1.0, 2.0, 0.5)]
    expected = np.array(weights or (1.0,) * 4) / sum(weights or (1.0,) * 4)
    # a net meets every share up to one point of its replicate
    np.testing.assert_allclose(shares, expected, atol=2 / SIZE)
    assert sum(shares) == pytest.approx(1)


def test_weights_whose_sum_is_no_number_keep_their_proportions() -> None:
    values = drawn(Distribution("choice", (1.0, 2.0), (1e308, 1e308)))
    assert (values == 1.0).mean() == pytest.approx(0.5, abs=2 / SIZE)


@pytest.mark.parametrize(
    "one",
    [
        Distribution("uniform", (0.0, 1e-9)),
        Distribution("normal", (5.0, 1e-8)),
        Distribution("lognormal", (1e-9, 0.5)),
        Distribution("triangular", (0.0, 1e-9, 2e-9)),
        Distribution("uniform", (0.0, 1.0), within=(0.5, 0.5 + 1e-8)),
    ],
)
def test_what_rounding_would_leave_nothing_of_is_refused(one: Distribution) -> None:
    with pytest.raises(RequestError, match=r"spans less than 1e-07, .* in a smaller unit"):
        Draws(uncertainty(one), 1).replicate(0, 8)


def test_a_value_without_weight_is_never_chosen() -> None:
    edges = np.array([2.0**-33, 0.25, 0.5, 1 - 2.0**-33])
    for weights in ((0.0, 1.0, 1.0, 0.0), (0.0, 0.0, 0.0, 1.0), (1.0, 0.0, 0.0, 0.0)):
        one = Distribution("choice", (1.0, 2.0, 3.0, 4.0), weights)
        assert {weights[int(x) - 1] for x in inverse(one, edges)} == {1.0}


def test_one_value_to_choose_and_fixed_quantities() -> None:
    known = uncertainty(Distribution("fixed", (7.0,)), Distribution("choice", (3.0,)))
    values = Draws(known, 1).replicate(0, 8)
    assert values["q0"].tolist() == [7.0] * 8
    assert values["q1"].tolist() == [3.0] * 8
    assert [q.name for q in Draws(known, 1).drawn] == ["q1"]
    only = Draws(uncertainty(Distribution("fixed", (7.0,))), 1)
    assert only.drawn == ()
    assert only.replicate(2, 4)["q0"].tolist() == [7.0] * 4


@pytest.mark.parametrize("rho", [-0.7, 0.3, 0.9])
def test_normal_scores_are_correlated_as_asked(rho: float) -> None:
    pair = uncertainty(
        Distribution("lognormal", (2.0, 0.4)), Distribution("uniform", (0.0, 4.0)), rho=rho
    )
    draws = Draws(pair, 5)
    parts = [draws.replicate(k, SIZE) for k in range(4)]
    first, second = (np.concatenate([part[name] for part in parts]) for name in ("q0", "q1"))
    scores = np.log(first / 2) / 0.4, stats.norm.ppf(second / 4)
    assert stats.pearsonr(*scores).statistic == pytest.approx(rho, abs=0.02)
    assert stats.kstest(first, stats.lognorm(0.4, scale=2).cdf).pvalue > ENOUGH
    assert stats.kstest(second, stats.uniform(0, 4).cdf).pvalue > ENOUGH


def test_a_group_leaves_the_others_and_the_fixed_alone() -> None:
    uniform = Distribution("uniform", (0.0, 1.0))
    three = tuple(Quantity(name, uniform) for name in "abc")
    fixed = Quantity("f", Distribution("fixed", (4.0,)))
    rows = ((1.0, 0.8, 0.8), (0.8, 1.0, 0.8), (0.8, 0.8, 1.0))
    known = Uncertainty((*three, fixed), correlated=(Correlation(("a", "f", "c"), rows),))
    apart = Draws(Uncertainty((*three, fixed)), 2).replicate(0, SIZE)
    mixed = Draws(known, 2).replicate(0, SIZE)
    assert mixed["f"].tolist() == [4.0] * SIZE
    assert mixed["b"].tobytes() == apart["b"].tobytes()
    assert stats.pearsonr(mixed["a"], mixed["c"]).statistic > 0.7
    assert abs(stats.pearsonr(mixed["a"], mixed["b"]).statistic) < 0.03


def test_values_are_rounded() -> None:
    for distribution, _ in PLAIN:
        values = drawn(distribution)
        np.testing.assert_array_equal(values, np.round(values, PLACES))


SEVERAL = uncertainty(
    Distribution("normal", (0.0, 1.0)),
    Distribution("choice", (1.0, 2.0, 3.0)),
    Distribution("beta", (2.0, 3.0)),
    rho=0.4,
)


@given(st.permutations(range(5)), st.integers(0, 2**40))
@settings(max_examples=15)
def test_a_replicate_depends_on_seed_and_number_alone(order: list[int], seed: int) -> None:
    straight = [Draws(SEVERAL, seed).replicate(k, 64) for k in range(5)]
    one = Draws(SEVERAL, seed)
    for k in order:
        again = one.replicate(k, 64)
        assert {n: x.tobytes() for n, x in again.items()} == {
            n: x.tobytes() for n, x in straight[k].items()
        }
        mine, other = one.generator(k).random(4), Draws(SEVERAL, seed).generator(k).random(4)
        assert mine.tobytes() == other.tobytes()


def test_replicates_and_seeds_differ() -> None:
    values = [
        tuple(Draws(SEVERAL, seed).replicate(k, 8)["q0"].tolist())
        for seed in range(4)
        for k in range(4)
    ]
    assert len(set(values)) == 16


def test_a_smaller_replicate_is_the_beginning_of_a_larger_one() -> None:
    whole, part = (Draws(SEVERAL, 1).replicate(3, size)["q0"] for size in (64, 37))
    assert part.tolist() == whole[:37].tolist()


def test_replicates_fill_the_space_evenly() -> None:
    # every net of 256 points has exactly one in each of 256 equal parts
    for k in range(3):
        values = Draws(uncertainty(Distribution("uniform", (0.0, 256.0))), 1).replicate(k, 256)
        assert sorted(np.floor(values["q0"]).tolist()) == list(range(256))


@pytest.mark.parametrize(
    "within", [(9.0, INFINITY), (-41.0, -40.0), (-INFINITY, -7.0), (7.0, 7.000001)]
)
def test_bounds_that_leave_next_to_nothing_are_refused(within: tuple[float, float]) -> None:
    cut = Distribution("normal", (0.0, 1.0), (), within)
    with pytest.raises(RequestError, match="leave less than a billionth of normal of 0, 1"):
        Draws(uncertainty(cut), 1).replicate(0, 8)


def test_too_many_quantities_are_refused() -> None:
    many = uncertainty(*[Distribution("uniform", (0.0, 1.0))] * 21_202)
    with pytest.raises(RequestError, match="21,202 uncertain numbers; at most 21,201"):
        Draws(many, 1).replicate(0, 1)


def test_quantities_drawn_at_once_are_those_drawn_one_by_one() -> None:
    mixed = [
        *(Distribution("normal", (mean, 2.7)) for mean in (1.3, 1e7)),
        *(Distribution("triangular", (1, mode, 5)) for mode in (1, 2.5, 5)),
        Distribution("pert", (1, 2, 7)),
        Distribution("uniform", (0, 3), within=(0.5, 1)),
        Distribution("uniform", (-2, 8)),
        Distribution("lognormal", (3, 0.7), within=(0, 9)),
        Distribution("choice", (0, 5, 10)),
        Distribution("fixed", (4,)),
    ]
    quantities = tuple(Quantity(f"q{k}", one) for k, one in enumerate(mixed))
    correlated = (Correlation(("q0", "q3", "q8"), ((1, 0.5, 0.2), (0.5, 1, 0.1), (0.2, 0.1, 1))),)
    at_once = Draws(Uncertainty(quantities, (), correlated), 7)
    one_by_one = Draws(Uncertainty(quantities, (), correlated), 7)
    one_by_one.memory = Memory()
    for size in (1, 37, 1024):
        ours, theirs = at_once.replicate(5, size), one_by_one.replicate(5, size)
        assert list(ours) == list(theirs) == [q.name for q in quantities]
        assert all(np.array_equal(ours[name], theirs[name]) for name in ours)
