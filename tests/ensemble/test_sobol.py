"""Scrambled nets against SciPy's, bit by bit, and against their definition."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import qmc

from goodoffices.ensemble.draws import Draws
from goodoffices.ensemble.sobol import BITS, MOST_DIMENSIONS, directions_of, scrambled_net
from goodoffices.model.uncertainty import Distribution, Quantity, Uncertainty


@pytest.mark.parametrize(
    ("dimensions", "size"), [(1, 1), (1, 2), (2, 4096), (37, 512), (512, 64), (600, 64)]
)
def test_nets_are_scipys_bit_by_bit(dimensions: int, size: int) -> None:
    for seed in range(4):
        expected = qmc.Sobol(dimensions, rng=np.random.default_rng([seed, 7])).random(size)
        found = scrambled_net(dimensions, size, np.random.default_rng([seed, 7]))
        assert np.array_equal(found, expected)


def test_direction_numbers_are_scipys_in_every_dimension() -> None:
    points = qmc.Sobol(MOST_DIMENSIONS, scramble=False, bits=BITS).random(2**8)
    for k in range(8):  # point 2^k - 1 back from 2^k: their Gray codes differ in digit k alone
        pair = (points[[2**k - 1, 2**k]] * 2**BITS).astype(np.uint32)
        assert np.array_equal(pair[0] ^ pair[1], directions_of(MOST_DIMENSIONS)[:, k])


def test_a_net_has_one_point_in_each_interval_of_each_dimension() -> None:
    cells = np.floor(scrambled_net(60, 256, np.random.default_rng(1)) * 256)
    assert np.array_equal(np.sort(cells, axis=0), np.repeat(np.arange(256.0)[:, None], 60, axis=1))


def test_two_dimensions_are_balanced_in_every_elementary_box() -> None:
    points = scrambled_net(2, 64, np.random.default_rng(2))
    for across in range(7):
        boxes = np.floor(points * [2**across, 2 ** (6 - across)])
        assert len(np.unique(boxes, axis=0)) == 64


def test_quantities_beyond_the_numbers_that_are_written_out_are_drawn_like_the_others() -> None:
    many = tuple(Quantity(f"q{k}", Distribution("uniform", (0.0, 1.0))) for k in range(513))
    last = Draws(Uncertainty(many), seed=3).replicate(0, 16)["q512"]
    net = qmc.Sobol(513, rng=np.random.default_rng([3, 0, 0])).random(16)
    assert last.tolist() == [round(float(x), 9) for x in net[:, -1]]
