"""The beta distribution: its probabilities and its quantiles, by quadrature.

With x = x_m e^u / (1 + x_m (e^u - 1)) and x_m = a / (a + b), the density of u is proportional to

    g(u) = exp(a u - (a + b) log(1 + x_m (e^u - 1))),

which is 1 at its peak u = 0, has slope a - (a + b) x in logarithms, and falls off like e^(a u) and
e^(-b u). Its mass below points of a grid is summed up by Gauss-Legendre quadrature from where
the tail is exponential, so that small probabilities are as exact as others; the sum over everything
takes the place of gamma functions, whose differences lose digits. The half above the peak is
the half below of the distribution with a and b exchanged. A quantile is found by Halley's method,
from the slopes at the points of the grid to either side.

With nu degrees of freedom a quantile of Student's t is e^(-u/2), where u belongs to twice the
probability beyond it under the beta distribution with a = nu / 2 and b = 1/2.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_ROUGH, _FINE = 5, 10  # points of the quadrature
_NOTHING = -700.0  # the logarithm of a density next to nothing
_ROUNDING = 1e-18
_AT_ONCE = 1 << 13  # numbers that stay in a processor's own memory


@cache
def _rule(points: int) -> tuple[Floats, Floats]:
    """Return the places from -1 to 1, the zeros of Legendre's polynomial, and their weights."""
    x = np.cos(np.pi * (np.arange(points) + 0.75) / (points + 0.5))
    for _ in range(6):  # Newton's method
        before, value = np.ones(points), x
        for k in range(2, points + 1):
            before, value = value, ((2 * k - 1) * x * value - (k - 1) * before) / k
        slope = points * (x * value - before) / (x * x - 1)
        x = x - value / slope
    return x, 2 / ((1 - x * x) * slope * slope)


@dataclass(frozen=True)
class _Half:
    """What lies below the peak: u from minus infinity to 0."""

    a: float
    b: float

    def log_density(self, u: Floats) -> Floats:
        """Return log g, in whichever of its two forms no large numbers cancel. Shape of u."""
        both = self.a + self.b
        if self.a < self.b:
            logs: Floats = self.a * u - both * np.log1p(self.a / both * np.expm1(u))
        else:
            logs = -self.b * u - both * np.log1p(self.b / both * np.expm1(-u))
        return logs

    def value(self, u: Floats) -> Floats:
        """Return x. Shape of u."""
        odds = self.a * np.exp(u)
        values: Floats = odds / (self.b + odds)
        return values

    def slope(self, u: Floats) -> Floats:
        """Return the slope of log g. Shape of u."""
        slopes: Floats = -self.a * self.b * np.expm1(u) / (self.b + self.a * np.exp(u))
        return slopes

    @cached_property
    def grid(self) -> Floats:
        """Points from the tail up to 0, close enough for the quadrature between them."""
        points, at = [0.0], 0.0
        while True:
            u = np.array([at])
            x, steep = float(self.value(u)[0]), float(self.slope(u)[0])
            exponential = (self.a + self.b) * x <= _ROUNDING * self.a
            if exponential or self.log_density(u)[0] < _NOTHING:
                return np.array(points[::-1])
            at -= 1 / max(1, steep / 2, math.sqrt((self.a + self.b) * x * (1 - x)))
            points.append(at)

    @cached_property
    def below(self) -> Floats:
        """The mass below each point of the grid, a multiple of its probability."""
        first = self.grid[:1]
        tail = np.exp(self.log_density(first)) / self.slope(first)
        return np.cumsum(np.concatenate([tail, self._between(self.grid[:-1], self.grid[1:])]))

    def _between(self, low: Floats, high: Floats, points: int = _FINE) -> Floats:
        """Return the mass between points that lie close to each other."""
        centre, half = (low + high) / 2, (high - low) / 2
        total = np.zeros_like(centre)
        for place, weight in zip(*_rule(points), strict=True):
            total += weight * np.exp(self.log_density(centre + half * place))
        return total * half

    def mass(self, u: float) -> float:
        """Return the mass below one point, u at most 0."""
        k = int(np.searchsorted(self.grid, u))
        if k == 0:
            steep = self.slope(self.grid[0])
            return float(self.below[0] * np.exp(steep * (u - self.grid[0])))
        at, low = np.array([u]), self.grid[k - 1 : k]
        return float(self.below[k - 1] + self._between(low, at)[0])

    def place(self, mass: Floats) -> Floats:
        """Return the point below which there is a mass, at most that below 0. Shape of mass."""
        k = np.searchsorted(self.below, mass)
        tail = k == 0
        u = np.zeros_like(mass)
        with np.errstate(divide="ignore"):  # none below minus infinity
            less = np.log(mass[tail]) - np.log(self.below[0])
        u[tail] = self.grid[0] + less / self.slope(self.grid[0])
        inside = ~tail & (k < len(self.grid))
        u[inside] = self._solved(mass[inside], k[inside])
        return u

    def _solved(self, mass: Floats, k: NDArray[np.int64]) -> Floats:
        """Return the points within intervals that end with points ``k`` of the grid."""
        low, high, known = self.grid[k - 1], self.grid[k], self.below[k - 1]
        u = self._guessed(mass, k)
        for points in (_ROUGH, _FINE):
            step = (known + self._between(low, u, points) - mass) / np.exp(self.log_density(u))
            u = np.clip(u - step / (1 - step * self.slope(u) / 2), low, high)
        return u

    def _guessed(self, mass: Floats, k: NDArray[np.int64]) -> Floats:
        """Return nearly those points, by Hermite's cubic through the ends of each interval."""
        logs, slopes = np.log(self.below), self.below / np.exp(self.log_density(self.grid))
        width = logs[k] - logs[k - 1]
        s = (np.log(mass) - logs[k - 1]) / width
        low, high, span = self.grid[k - 1], self.grid[k], self.grid[k] - self.grid[k - 1]
        bent = (slopes[k - 1] * width - span) * (1 - s) - (slopes[k] * width - span) * s
        guess: Floats = np.clip(low + span * s + s * (1 - s) * bent, low, high)
        return guess


@dataclass(frozen=True)
class BetaLaw:
    """A beta distribution with the parameters a and b, both above 0."""

    a: float
    b: float

    @cached_property
    def _halves(self) -> tuple[_Half, _Half]:
        return _Half(self.a, self.b), _Half(self.b, self.a)

    @cached_property
    def _total(self) -> float:
        return float(sum(half.below[-1] for half in self._halves))

    def cumulative(self, x: float) -> float:
        """Return the probability of at most x, which lies between 0 and 1."""
        if x in {0, 1}:
            return float(x)
        lower, upper = self._halves
        u = math.log(x) - math.log1p(-x) + math.log(self.b / self.a)
        if u <= 0:
            return lower.mass(u) / self._total
        return 1 - upper.mass(-u) / self._total

    def scores(self, p: Floats) -> Floats:
        """Return the u of probabilities between 0 and 1. Shape of p."""
        parts = np.array_split(p, -(-len(p) // _AT_ONCE))
        return np.concatenate([self._scores(part) for part in parts])

    def _scores(self, p: Floats) -> Floats:
        lower, upper = self._halves
        u = np.empty_like(p)
        under = p * self._total <= lower.below[-1]
        u[under] = lower.place(p[under] * self._total)
        u[~under] = -upper.place((1 - p[~under]) * self._total)
        return u

    def quantile(self, p: Floats) -> Floats:
        """Return what is not exceeded with probabilities between 0 and 1. Shape of p."""
        with np.errstate(over="ignore"):  # next to 0 it is 0
            values: Floats = 1 / (1 + self.b / self.a * np.exp(-self.scores(p)))
        return values


@lru_cache(maxsize=256)
def beta_law(a: float, b: float) -> BetaLaw:
    """Return the beta distribution with these parameters; its grid is made once."""
    return BetaLaw(a, b)
