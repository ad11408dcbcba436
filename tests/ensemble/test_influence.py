"""Distances, explained shares and intervals, against their definitions written out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.ensemble import influence
from goodoffices.ensemble.influence import Groups, Sorted
from tests.strategies import levels_of


@st.composite
def judged(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, Groups]:
    """Draw codes of bins, where an outcome holds, and groups of unequal sizes."""
    sizes = np.array(draw(st.lists(st.integers(1, 9), min_size=2, max_size=5)))
    total = int(sizes.sum())
    codes = draw(levels_of(3, total))
    held = draw(levels_of(1, total))
    every = np.ones(total, bool)
    return np.array(codes), np.array(held, bool), Groups.of_sizes(sizes, every)


def explained_by_definition(codes: np.ndarray, held: np.ndarray, of: np.ndarray) -> float:
    """Sum over bins and over all pairs of different groups, one by one."""
    p = held.mean() if len(held) else 0.0
    if p in {0.0, 1.0}:
        return 0.0
    share = 0.0
    for code in set(codes.tolist()):
        cells = [held[(codes == code) & (of == g)] for g in sorted(set(of.tolist()))]
        pairs = [(a, b) for i, a in enumerate(cells) for j, b in enumerate(cells) if i != j]
        weight = sum(len(a) * len(b) for a, b in pairs)
        if weight:
            crossed = sum((a.sum() - p * len(a)) * (b.sum() - p * len(b)) for a, b in pairs)
            share += (codes == code).mean() * crossed / weight
    return float(share / (p * (1 - p)))


@given(judged())
def test_explained_shares_are_as_defined(drawn: tuple[np.ndarray, np.ndarray, Groups]) -> None:
    codes, held, groups = drawn
    found = influence.explained(*influence.counts(codes, held, groups))
    assert len(found) == 1 + len(groups.sizes)
    assert found[0] == pytest.approx(explained_by_definition(codes, held, groups.of), abs=1e-9)
    for g, share in enumerate(found[1:]):
        left = groups.of != g
        expected = explained_by_definition(codes[left], held[left], groups.of[left])
        assert share == pytest.approx(expected, abs=1e-9)


@given(st.lists(st.integers(-5, 40), min_size=1, max_size=60), st.integers(2, 9))
def test_bins_keep_order_and_hold_equal_values_together(values: list[int], most: int) -> None:
    code = influence.bins(Sorted.of(np.array(values, float)), most)
    assert sorted(set(code.tolist())) == list(range(int(code.max()) + 1))
    assert code.max() < most
    for a, b in zip(values, code, strict=True):
        for c, d in zip(values, code, strict=True):
            assert b <= d or a > c
            assert (b == d) or a != c


def test_bins_of_distinct_values_are_equally_filled() -> None:
    code = influence.bins(Sorted.of(np.random.default_rng(1).random(1000)), 8)
    assert np.bincount(code).tolist() == [125] * 8


@given(judged())
def test_the_distance_is_the_largest_gap_between_distributions(
    drawn: tuple[np.ndarray, np.ndarray, Groups],
) -> None:
    values, held, _ = drawn
    if held.all() or not held.any():
        return
    gaps = [abs((values[held] <= v).mean() - (values[~held] <= v).mean()) for v in values]
    assert influence.distance(Sorted.of(values), held) == pytest.approx(max(gaps))


def test_the_jackknife_of_a_mean_of_equal_groups_is_its_standard_error() -> None:
    means = np.array([0.2, 0.4, 0.5, 0.9])
    without = (means.sum() - means) / 3
    low, high = influence.jackknife(np.array([means.mean(), *without]), np.full(4, 10))
    half = 3.182446305284263 * means.std(ddof=1) / 2
    assert (low, high) == pytest.approx((means.mean() - half, means.mean() + half))


def test_noise_is_rarely_passed_by_noise_and_grows_where_groups_disagree() -> None:
    rng = np.random.default_rng(3)
    sizes = np.full(32, 64)
    groups = Groups.of_sizes(sizes, np.ones(2048, bool))
    passed = 0
    for _ in range(200):
        values, held = rng.random(2048), rng.random(2048) < 0.3
        counted = influence.counts(influence.bins(Sorted.of(values), 32), held, groups)
        plain = influence.noise(*counted, groups.sizes, 1)
        passed += influence.distance(Sorted.of(values), held) > plain
    assert passed <= 6  # 2 are expected at the level of 1 %
    lumped = np.repeat(rng.random(32), 64)  # one value per group: 32 samples' worth, not 2048
    held = np.repeat(rng.random(32) < 0.5, 64)
    counted = influence.counts(influence.bins(Sorted.of(lumped), 32), held, groups)
    assert influence.noise(*counted, groups.sizes, 1) > 4 * plain


def test_the_ends_of_few_values_are_the_lowest_and_the_highest() -> None:
    values = np.repeat([0.0, 1.0], [95, 5])
    held = values == 1
    assert influence.ends(Sorted.of(values), held) == (0.0, 1.0)
    assert influence.ends(Sorted.of(-values), held) == (1.0, 0.0)
    graded = np.arange(100.0)
    assert influence.ends(Sorted.of(graded), graded >= 90) == (0.0, 0.5)
