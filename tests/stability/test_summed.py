"""Payoffs that are sums of weights are those of their values, ranked as whole numbers or not."""

import numpy as np
import pytest
from benchmarks.conflicts import Size, random_payoffs

from goodoffices.stability.concepts import usual_concepts
from goodoffices.stability.engines.batch import Batch
from goodoffices.stability.engines.grouped import Grouped
from goodoffices.stability.engines.rows import pack, unpack
from goodoffices.stability.engines.summed import Summed, Sums


def summed(samples: int, size: float, seed: int) -> Summed:
    """Make sums of five weights for nine groups of 16 states, with ties."""
    rng = np.random.default_rng(seed)
    chosen = [np.flatnonzero(rng.random(5) < 0.5) for _ in range(9)]
    starts = np.cumsum([0, *map(len, chosen)])
    weights = np.rint(rng.integers(-3, 4, (5, samples)) * size)
    sums = Sums(starts, np.concatenate(chosen), weights, 1000.0, 15 * size)
    return Summed(sums, rng.permutation(np.arange(16) % 9))


def test_a_state_is_worth_what_it_is_among_all() -> None:
    one = summed(7, 1e9, 1)
    some, first = one[[3, 0, 3]], one[5]
    assert one.shape == (16, 7)
    assert np.array_equal(some, one.whole[[3, 0, 3]])
    assert np.array_equal(first, one.whole[5])
    assert one[[]].shape == (0, 7)
    assert one.lowered(2, np.full(7, 0.5))[2].tolist() == (one.whole[2] - 0.5).tolist()


@pytest.mark.parametrize("samples", [129, 300])
@pytest.mark.parametrize(("size", "keyed"), [(1e9, True), (2e14, True), (3e15, False)])
def test_sums_are_judged_as_their_values_are(samples: int, size: float, *, keyed: bool) -> None:
    batch = Batch(random_payoffs(Size(2, 2)).moves, 16, usual_concepts())
    payoffs = [summed(samples, size, 2), summed(samples, size, 3)]
    assert all(one.sums.keyed(16) == keyed for one in payoffs)
    values = [Grouped(one.values.copy(), one.group) for one in payoffs]
    again = [Summed(one.sums, one.group) for one in payoffs]
    assert np.array_equal(batch.judge(again), batch.judge(values))
    assert np.array_equal(batch.count(again).stable, batch.count(values).stable)


def test_verdicts_come_back_from_words() -> None:
    verdicts = np.random.default_rng(4).random((3, 2, 130)) < 0.5
    words = pack(verdicts)
    assert words.shape == (3, 2, 3)
    assert words[1, 1, 2] >> 2 == 0
    assert words[0, 1, 0] & 1 == verdicts[0, 1, 0]
    assert np.array_equal(unpack(words, 130), verdicts)
