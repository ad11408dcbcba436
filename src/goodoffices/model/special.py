"""Probabilities and quantiles of the distributions that answers rest on, from NumPy alone.

The normal distribution's quantiles are Wichura's rational functions (algorithm AS 241, 1988), wrong
by some units of the sixteenth digit; Student's are those of a beta distribution (``beta_law``).
The quantile of a gamma distribution with shape a and rate 1 solves

    x^a e^-x / Γ(a + 1) (1 + x / (a + 1) + x^2 / ((a + 1) (a + 2)) + …) = p,

and that of the limit of Kolmogorov's distance 2 (e^(-2 x^2) - e^(-8 x^2) + e^(-18 x^2) - …) = p,
both by Newton's method in a variable in which the logarithm of the left hand side is concave.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_AT_ONCE = 1 << 13  # numbers that stay in a processor's own memory
_ROUNDING = 1e-15
_CLOSE, _FAR = 0.425, 5.0
_NEAR_THE_MEDIAN = (
    (
        2509.0809287301226727,
        33430.575583588128105,
        67265.770927008700853,
        45921.953931549871457,
        13731.693765509461125,
        1971.5909503065514427,
        133.14166789178437745,
        3.387132872796366608,
    ),
    (
        5226.495278852545925,
        28729.085735721942674,
        39307.89580009271061,
        21213.794301586595867,
        5394.1960214247511077,
        687.1870074920579083,
        42.313330701600911252,
        1.0,
    ),
)
_IN_THE_TAIL = (
    (
        7.7454501427834140764e-4,
        0.0227238449892691845833,
        0.24178072517745061177,
        1.27045825245236838258,
        3.64784832476320460504,
        5.7694972214606914055,
        4.6303378461565452959,
        1.42343711074968357734,
    ),
    (
        1.05075007164441684324e-9,
        5.475938084995344946e-4,
        0.0151986665636164571966,
        0.14810397642748007459,
        0.68976733498510000455,
        1.6763848301838038494,
        2.05319162663775882187,
        1.0,
    ),
)
_FAR_OUT = (
    (
        2.01033439929228813265e-7,
        2.71155556874348757815e-5,
        0.0012426609473880784386,
        0.026532189526576123093,
        0.29656057182850489123,
        1.7848265399172913358,
        5.4637849111641143699,
        6.6579046435011037772,
    ),
    (
        2.04426310338993978564e-15,
        1.4215117583164458887e-7,
        1.8463183175100546818e-5,
        7.868691311456132591e-4,
        0.0148753612908506148525,
        0.13692988092273580531,
        0.59983220655588793769,
        1.0,
    ),
)


def normal_probability(x: float) -> float:
    """Return the probability of at most x under the standard normal distribution."""
    return math.erfc(-x * math.sqrt(0.5)) / 2


def normal_probabilities(x: Floats) -> Floats:
    """Return the probabilities of at most x under the standard normal distribution. Shape of x."""
    scaled = (x.ravel() * -math.sqrt(0.5)).tolist()
    found = np.fromiter(map(math.erfc, scaled), np.float64, x.size) / 2
    return found.reshape(x.shape)


def normal_quantile(p: float) -> float:
    """Return the quantile of the standard normal distribution for 0 < p < 1."""
    return float(normal_quantiles(np.array([p]))[0])


def normal_quantiles(p: Floats) -> Floats:
    """Return quantiles of the standard normal distribution, for 0 ≤ p ≤ 1. Shape of p."""
    flat = np.ravel(p)
    found = np.empty_like(flat)
    for start in range(0, flat.size, _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        found[part] = _normal_quantiles(flat[part])
    return found.reshape(np.shape(p))


def _normal_quantiles(p: Floats) -> Floats:
    off = p - 0.5
    found = _ratio(_NEAR_THE_MEDIAN, _CLOSE**2 - off * off)
    found *= off
    tail = np.flatnonzero(np.abs(off) > _CLOSE)
    within = p[tail]
    found[tail] = np.copysign(_sizes(np.minimum(within, 1 - within)), off[tail])
    return found


def _sizes(beyond: Floats) -> Floats:
    """Return how far from the median so little is beyond."""
    with np.errstate(divide="ignore"):
        far = np.sqrt(-np.log(beyond))
    if far.max(initial=0.0) <= _FAR:
        return _ratio(_IN_THE_TAIL, far - 1.6)
    sizes = np.where(beyond > 0, far, np.inf)
    near, further = far <= _FAR, (far > _FAR) & (beyond > 0)
    sizes[near] = _ratio(_IN_THE_TAIL, far[near] - 1.6)
    sizes[further] = _ratio(_FAR_OUT, far[further] - _FAR)
    return sizes


def _ratio(polynomials: tuple[tuple[float, ...], tuple[float, ...]], x: Floats) -> Floats:
    """Divide one polynomial by another."""
    above, under = (_polynomial(coefficients, x) for coefficients in polynomials)
    above /= under
    return above


def _polynomial(coefficients: tuple[float, ...], x: Floats) -> Floats:
    """Return a polynomial, by Horner's rule."""
    values = np.full_like(x, coefficients[0])
    for coefficient in coefficients[1:]:
        values *= x
        values += coefficient
    return values


@cache
def student_quantile(freedom: float, p: float) -> float:
    """Return the quantile of Student's t with so many degrees of freedom, for 0 < p < 1."""
    beyond = 2 * min(p, 1 - p)
    if beyond == 1:
        return 0.0
    from goodoffices.model.beta_law import beta_law

    u = float(beta_law(freedom / 2, 0.5).scores(np.array([beyond]))[0])
    return math.copysign(math.exp(-u / 2), p - 0.5)


def gamma_quantiles(shape: Floats, p: float) -> Floats:
    """Return quantiles of gamma distributions of rate 1, for shapes above 0 and 0 < p < 1.

    From below, where Newton's method never leaves: what is left of the series is left out.
    """
    constants = math.log(p) + np.array([math.lgamma(a + 1) for a in shape.ravel().tolist()])
    constant = constants.reshape(shape.shape)
    logs = constant / shape
    for _ in range(100):
        x = np.exp(logs)
        sums = _gamma_series(shape, x)
        step = (constant + x - np.log(sums) - shape * logs) * sums / shape
        logs = logs + step
        if not (np.abs(step) > _ROUNDING).any():
            break
    return np.exp(logs)


def _gamma_series(shape: Floats, x: Floats) -> Floats:
    """Return 1 + x / (a + 1) + x^2 / ((a + 1) (a + 2)) + …. Shape of x."""
    total, term, k = np.ones_like(x), np.ones_like(x), 0
    while (term > _ROUNDING / 100 * total).any():
        k += 1
        term = term * x / (shape + k)
        total += term
    return total


@cache
def kolmogorov_quantile(p: float) -> float:
    """Return what Kolmogorov's distance, times the root of n, exceeds with probability p ≤ 1/2."""
    x = math.sqrt(-math.log(p / 2) / 2)
    for _ in range(20):
        signed = [(-1) ** (k + 1) * math.exp(-2 * (k * k - 1) * x * x) for k in range(1, 9)]
        sloped = [k * k * term for k, term in enumerate(signed, 1)]
        excess = math.log(2 * math.fsum(signed) / p) - 2 * x * x
        x += excess * math.fsum(signed) / (4 * x * math.fsum(sloped))
    return x
