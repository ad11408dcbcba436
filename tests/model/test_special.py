"""Probabilities and quantiles against figures with all their digits, and against SciPy's."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from goodoffices.model.beta_law import beta_law
from goodoffices.model.special import (
    gamma_quantiles,
    kolmogorov_quantile,
    normal_probabilities,
    normal_probability,
    normal_quantile,
    normal_quantiles,
    student_quantile,
)

PARAMETERS = st.floats(-3, 5).map(lambda power: 10.0**power)
PROBABILITIES = st.floats(2.0**-33, 1 - 2.0**-33)


def near(exact: float) -> object:
    return pytest.approx(exact, rel=1e-14, abs=0)


# The figures were computed with mpmath, to 30 digits.
@pytest.mark.parametrize(
    ("p", "exact"),
    [
        (1e-300, -37.047096299361199),
        (1e-10, -6.3613409024040562),
        (0.02, -2.053748910631823),
        (0.25, -0.67448975019608174),
        (0.5, 0.0),
        (0.5000001, 2.5066282733116483e-7),
        (0.9, 1.2815515655446006),
        (0.0, -math.inf),
        (1.0, math.inf),
    ],
)
def test_normal_quantiles(p: float, exact: float) -> None:
    assert normal_quantile(p) == near(exact)


def test_normal_quantiles_are_scipys_to_the_last_digits() -> None:
    p = np.concatenate([np.linspace(1e-6, 1 - 1e-6, 20_001), np.logspace(-300, -6, 499)])
    np.testing.assert_allclose(normal_quantiles(p), special.ndtri(p), rtol=2e-15, atol=1e-16)
    assert normal_quantiles(p.reshape(41, -1)).tobytes() == normal_quantiles(p).tobytes()


def test_normal_probabilities() -> None:
    x = np.array([[-37.0, -8.5, -1.0], [0.0, 0.3, 9.0]])
    np.testing.assert_allclose(normal_probabilities(x), special.ndtr(x), rtol=5e-13, atol=0)
    assert [normal_probability(one) for one in x.ravel()] == normal_probabilities(
        x
    ).ravel().tolist()
    assert [normal_probability(one) for one in (-math.inf, 0.0, math.inf)] == [0, 0.5, 1]


@pytest.mark.parametrize(
    ("freedom", "p", "exact"),
    [
        (1, 0.975, 12.706204736174693),
        (7, 0.975, 2.3646242515927847),
        (15, 0.975, 2.1314495455597752),
        (15, 0.9999, 4.8799982884245032),
        (3, 0.2, -0.97847231236330439),
        (99, 0.6, 0.25402901215180665),
        (4, 0.5, 0.0),
    ],
)
def test_student_quantiles(freedom: int, p: float, exact: float) -> None:
    assert student_quantile(freedom, p) == near(exact)


@given(st.integers(1, 100_000), st.floats(0.5, 1 - 1e-7))
def test_student_quantiles_are_scipys(freedom: int, p: float) -> None:
    expected = float(special.stdtrit(freedom, p))
    assert student_quantile(freedom, p) == pytest.approx(expected, rel=1e-11, abs=1e-11)


@pytest.mark.parametrize(
    ("shape", "p", "exact"),
    [
        (0.01, 0.05, 4.4655350189104013e-131),
        (0.5, 0.05, 0.0019660700000097616),
        (1.0, 0.05, 0.051293294387550536),
        (2.0, 0.05, 0.35536151069866206),
        (3.4, 0.05, 1.0290284020361904),
        (3.0, 0.9, 5.3223203378342102),
    ],
)
def test_gamma_quantiles(shape: float, p: float, exact: float) -> None:
    # the logarithm of the first one is -299: its digits are those of that number
    assert gamma_quantiles(np.array([shape]), p)[0] == pytest.approx(exact, rel=2e-13, abs=0)


def test_gamma_quantiles_of_many_shapes_are_scipys() -> None:
    shapes = np.random.default_rng(3).uniform(0.02, 3.5, (20, 25))
    found = gamma_quantiles(shapes, 0.05)
    np.testing.assert_allclose(found, special.gammaincinv(shapes, 0.05), rtol=1e-12)


@pytest.mark.parametrize(
    ("p", "exact"),
    [
        (0.5, 0.82757355518990769),
        (0.01, 1.6276236115189503),
        (1e-6, 2.6933861344527096),
        (1e-100, 10.745967999207063),
    ],
)
def test_kolmogorov_quantiles(p: float, exact: float) -> None:
    assert kolmogorov_quantile(p) == near(exact)


@pytest.mark.parametrize(
    ("a", "b", "x", "exact"),
    [
        (2.0, 5.0, 0.3, 0.579825),
        (1.8, 4.2, 0.7, 0.97983968729345994),
        (0.5, 0.5, 0.01, 0.063768560858519849),
        (300.0, 4000.0, 0.08, 0.99447529981201554),
        (5.0, 1.0, 0.2, 0.00032),
        (1.0, 1.0, 0.125, 0.125),
        (3.0, 2.0, 0.0, 0.0),
        (3.0, 2.0, 1.0, 1.0),
    ],
)
def test_beta_probabilities(a: float, b: float, x: float, exact: float) -> None:
    assert beta_law(a, b).cumulative(x) == near(exact)


def test_beta_quantiles_of_closed_form() -> None:
    p = np.linspace(0, 1, 1001)
    np.testing.assert_allclose(beta_law(1, 1).quantile(p), p, rtol=1e-14, atol=1e-16)
    np.testing.assert_allclose(beta_law(0.25, 1).quantile(p), p**4, rtol=3e-14, atol=0)
    sine = np.sin(np.pi / 2 * p) ** 2
    np.testing.assert_allclose(beta_law(0.5, 0.5).quantile(p), sine, rtol=1e-13, atol=1e-16)


@given(PARAMETERS, PARAMETERS, PROBABILITIES)
def test_beta_quantiles_are_scipys(a: float, b: float, p: float) -> None:
    found = float(beta_law(a, b).quantile(np.array([p]))[0])
    expected = float(special.betaincinv(a, b, p))
    assert found == pytest.approx(expected, rel=1e-10, abs=1e-300)


@given(PARAMETERS, PARAMETERS, PROBABILITIES)
def test_beta_probabilities_are_scipys(a: float, b: float, p: float) -> None:
    x = float(special.betaincinv(a, b, p))
    found = beta_law(a, b).cumulative(x)
    assert found == pytest.approx(float(special.betainc(a, b, x)), rel=1e-10, abs=1e-300)


def test_many_beta_quantiles_are_those_one_by_one() -> None:
    p = np.random.default_rng(1).random(20_000)
    law = beta_law(1.8, 4.2)
    found = law.quantile(p)
    assert found[::997].tolist() == [
        float(law.quantile(p[k : k + 1])[0]) for k in range(0, 20_000, 997)
    ]
    assert (np.diff(law.quantile(np.sort(p))) >= 0).all()
