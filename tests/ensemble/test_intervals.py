"""Intervals hold the probability as often as they say."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from goodoffices.ensemble.draws import Draws
from goodoffices.ensemble.intervals import effective_samples, interval, samples_to_decide
from goodoffices.ensemble.sample import Ensemble
from tests.ensemble import neighbours

SEEDS = 400
SAMPLES = 512


def counted(seed: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count, per replicate, the samples in which states are equilibria; return sizes as well.

    Verdicts are looked up by the combination of values that was drawn, which is counted, too. Shape
    (replicates, events): the states by concept, then the combinations.
    """
    conflict = neighbours.conflict()
    assert conflict.uncertainty is not None
    ensemble = Ensemble(conflict, SAMPLES, seed)
    draws = Draws(conflict.uncertainty, seed)
    known = neighbours.verdicts()
    found = []
    for k, size in enumerate(ensemble.sizes.tolist()):
        values = draws.replicate(k, size)
        place = np.zeros(size, np.int64)
        for quantity in conflict.uncertainty.quantities:
            choices = np.array(quantity.distribution.parameters)
            place = place * len(choices) + (values[quantity.name][:, None] == choices).argmax(1)
        came = np.bincount(place, minlength=len(known))
        found.append([*known[place].sum(axis=0).ravel(), *came])
    return np.array(found), ensemble.sizes


def expected() -> NDArray[np.float64]:
    """Return how likely the events are that ``counted`` counts."""
    return np.concatenate([neighbours.probabilities().ravel(), neighbours.combinations()[1]])


def test_coverage_is_as_claimed() -> None:
    probabilities = expected()
    covered = np.zeros(probabilities.shape)
    for seed in range(SEEDS):
        low, high = interval(*counted(seed))
        covered += (low <= probabilities) & (probabilities <= high)
    covered /= SEEDS
    assert (covered[probabilities == 0] == 1).all()
    often = probabilities * SAMPLES > 10  # each count of a rare event has few values to cover
    told = list(zip(probabilities.round(6), covered, strict=True))
    assert len(np.unique(probabilities[often].round(6))) > 20
    assert probabilities.max() > 0.6
    assert ((covered >= 0.93) & (covered <= 0.975))[often].all(), told
    rare = (probabilities > 0) & ~often
    assert probabilities[rare].min() < 1e-4
    assert (covered[rare] >= 0.93).all(), told


def test_a_net_is_worth_more_than_as_many_random_samples() -> None:
    counts, sizes = np.concatenate([counted(seed)[0] for seed in range(20)]), np.full(640, 16)
    often = (expected() > 0.1) & (expected() < 0.9)
    assert (effective_samples(counts, sizes)[often] > 2 * sizes.sum()).all()


def test_groups_of_random_samples_are_worth_what_they_are() -> None:
    rng = np.random.default_rng(4)
    sizes = np.full(64, 200)
    worth = [effective_samples(rng.binomial(200, 0.3, 64), sizes) for _ in range(200)]
    assert np.median(worth) == pytest.approx(sizes.sum(), rel=0.05)


def test_one_group_of_samples_has_wilsons_interval_by_students_quantile() -> None:
    n, x = 50, 20
    z = float(stats.t(1).ppf(0.975))
    p = x / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    low, high = interval(np.array([x]), np.array([n]))
    assert (low, high) == pytest.approx((centre - half, centre + half))


@pytest.mark.parametrize("samples", [40, 4000])
def test_never_and_always_are_never_certain(samples: int) -> None:
    sizes = np.full(40, samples // 40)
    low, high = interval(np.zeros(40, np.int64), sizes)
    assert low == 0
    assert 3 / samples < high < 6 / samples  # the rule of three, and Student's quantile
    again = interval(sizes, sizes)
    assert (again[1], again[0]) == (1, pytest.approx(1 - high))


def test_intervals_hold_the_estimate_and_grow_with_their_level() -> None:
    rng = np.random.default_rng(1)
    sizes = np.array([64] * 30 + [17])
    counts = rng.binomial(sizes[:, None], rng.random(25)[None, :])
    share = counts.sum(axis=0) / sizes.sum()
    inner, outer = interval(counts, sizes), interval(counts, sizes, 0.99)
    assert (inner[0] <= share).all()
    assert (share <= inner[1]).all()
    assert (outer[0] <= inner[0]).all()
    assert (outer[1] >= inner[1]).all()
    for k in range(25):
        np.testing.assert_allclose(interval(counts[:, k], sizes), inner[:, k])


def test_groups_that_agree_leave_hardly_any_doubt() -> None:
    low, high = interval(np.full(32, 8), np.full(32, 16))
    assert low < 0.5 < high
    assert high - low < 0.01


def test_samples_to_decide() -> None:
    # 1.96² p (1 - p) / gap², for samples worth one each, and half as many where worth two
    assert samples_to_decide(0.4, 1.0, 0.5) == pytest.approx(1.96**2 * 0.24 / 0.01)
    assert samples_to_decide(0.4, 2.0, 0.5) == pytest.approx(1.96**2 * 0.12 / 0.01)
    assert samples_to_decide(0.5, 1.0, 0.5) == float("inf")
