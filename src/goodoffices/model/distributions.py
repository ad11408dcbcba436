"""The families of distributions: a class each, and the one register that all else reads.

A family says which parameters it takes, whether given ones fit, the value where only one is
needed, the support, the probability p of at most x, and the quantile, its inverse. A family that
is registered here can be written in a model file, checked, drawn and told; nothing else names one.

PERT is the beta distribution on [low, high] with a = 1 + 4 (mode - low) / (high - low) and
b = 1 + 4 (high - mode) / (high - low) (Malcolm, Roseboom, Clark & Fazar 1959).
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import RequestError, nearest
from goodoffices.model.special import normal_probability, normal_quantiles

if TYPE_CHECKING:
    from goodoffices.model.beta_law import BetaLaw
    from goodoffices.model.formulas import Interval

Floats = NDArray[np.float64]
Parameters = tuple[float, ...]
Breadth = Literal["known", "values", "range", "deviation", "factor"]
INFINITY = float("inf")
_BROADEST = 700  # its exponential is a number yet
CONFIDENCE: dict[str, float] = {"low": 0.6, "medium": 0.3, "high": 0.1}
"""How far a value may lie off, as a share of it, by how much one trusts it."""


class Family(ABC):
    """A family of distributions.

    Attributes
    ----------
    name
        The key in a model file.
    parameters
        What its numbers are called, in order; none where any number of them may be given.
    expected
        What parameters have to be, for messages.
    meaning
        What a model file says by it, for the schema.
    example
        Parameters that fit.
    breadth
        What tells how broad it is: the ``values`` it can take, its ``range``, a ``deviation`` or a
        ``factor`` to either side (see ``scale``), or nothing, for what is ``known``.
    several
        Whether ``quantile`` takes columns for its parameters, and so draws several at once.
    """

    name: ClassVar[str]
    parameters: ClassVar[tuple[str, ...]]
    expected: ClassVar[str]
    meaning: ClassVar[str]
    example: ClassVar[Parameters]
    breadth: ClassVar[Breadth] = "range"
    several: ClassVar[bool] = False

    def fits(self, given: Parameters) -> bool:
        """Return whether finite parameters, as many as there have to be, are possible."""
        return given[0] < given[-1]

    @abstractmethod
    def nominal(self, given: Parameters, weights: Parameters = ()) -> float:
        """Return the value to use where only one is computed."""

    def support(self, given: Parameters) -> Interval:
        """Return the least and the greatest value."""
        return given[0], given[-1]

    def scale(self, given: Parameters) -> float:
        """Return the deviation or the factor to either side, where ``breadth`` is one."""
        return given[-1]

    @abstractmethod
    def cumulative(self, given: Parameters, x: float) -> float:
        """Return the probability of at most x."""

    @abstractmethod
    def quantile(self, given: Parameters, p: Floats, weights: Parameters = ()) -> Floats:
        """Return the values that it stays below with probabilities p."""


class _Listed(Family):
    """One of the values that its parameters are."""

    breadth: ClassVar[Breadth] = "values"

    def fits(self, given: Parameters) -> bool:
        return bool(given)

    def nominal(self, given: Parameters, weights: Parameters = ()) -> float:
        return given[weights.index(max(weights))] if weights else given[0]

    def support(self, given: Parameters) -> Interval:
        return min(given), max(given)

    def cumulative(self, given: Parameters, x: float) -> float:
        return sum(value <= x for value in given) / len(given)

    def quantile(self, given: Parameters, p: Floats, weights: Parameters = ()) -> Floats:
        shares: Sequence[float] = weights or [1.0] * len(given)
        if not math.isfinite(sum(shares)):
            shares = [share / max(shares) for share in shares]
        ends = np.cumsum(shares) / np.sum(shares)
        values: Floats = np.array(given)[np.searchsorted(ends[:-1], p, side="right")]
        return values


class Fixed(_Listed):
    """A value that is known."""

    name = "fixed"
    parameters = ("value",)
    expected = "a finite number"
    meaning = "A known value."
    example = (1,)
    breadth: ClassVar[Breadth] = "known"


class Uniform(Family):
    """Anything between two ends, equally likely."""

    name = "uniform"
    several = True
    parameters = ("low", "high")
    expected = "low below high"
    meaning = "[low, high]: anything in between, equally likely."
    example = (0.5, 2)

    def nominal(self, given: Parameters, weights: Parameters = ()) -> float:
        return (given[0] + given[1]) / 2

    def cumulative(self, given: Parameters, x: float) -> float:
        return _within(x, *given)

    def quantile(self, given: Parameters, p: Floats, weights: Parameters = ()) -> Floats:
        return given[0] + p * (given[1] - given[0])


class Triangular(Family):
    """A density that rises straight to its mode and falls straight from it."""

    name = "triangular"
    several = True
    parameters = ("low", "mode", "high")
    expected = "low, mode and high in this order, low below high"
    meaning = "[low, mode, high]: a best guess and how far off it may be."
    example = (1, 2, 5)

    def fits(self, given: Parameters) -> bool:
        return given[0] <= given[1] <= given[2] and given[0] < given[2]

    def nominal(self, given: Parameters, weights: Parameters = ()) -> float:
        return given[1]

    def cumulative(self, given: Parameters, x: float) -> float:
        low, mode, high = given
        place, turn = _within(x, low, high), (mode - low) / (high - low)
        if place < turn:
            return place * place / turn
        if turn in {0, 1}:
            return 2 * place - place * place if turn == 0 else place * place
        return (place * place - 2 * place + turn) / (turn - 1)

    def quantile(self, given: Parameters, p: Floats, weights: Parameters = ()) -> Floats:
        low, mode, high = given
        turn = (mode - low) / (high - low)
        rising = low + np.sqrt(p * (high - low) * (mode - low))
        falling = high - np.sqrt((1 - p) * (high - low) * (high - mode))
        return np.where(p < turn, rising, falling)


class Pert(Triangular):
    """A beta distribution between two ends, with more of it near the mode than a triangle has."""

    name = "pert"
    several = False
    meaning = "[min, mode, max]: a best guess that is trusted more than the ends are."

    def cumulative(self, given: Parameters, x: float) -> float:
        return _beta_law(*_pert_shape(given)).cumulative(_within(x, given[0], given[-1]))

    def quantile(self, given: Parameters, p: Floats, weights: Parameters = ()) -> Floats:
        return given[0] + _beta_law(*_pert_shape(given)).quantile(p) * (given[2] - given[0])


def _within(x: float, low: float, high: float) -> float:
    """Return where x lies between two ends, from 0 to 1."""
    return min(max((x - low) / (high - low), 0.0), 1.0)


def _beta_law(a: float, b: float) -> BetaLaw:
    from goodoffices.model.beta_law import beta_law

    return beta_law(a, b)


def _pert_shape(given: Parameters) -> tuple[float, float]:
    low, mode, high = given
    return 1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low)


class Normal(Family):
    """The normal distribution."""

    name = "normal"
    several = True
    parameters = ("mean", "standard deviation")
    expected = "mean and standard deviation, the latter above 0"
    meaning = "[mean, standard deviation]."
    example = (10, 2)
    breadth: ClassVar[Breadth] = "deviation"

    def fits(self, given: Parameters) -> bool:
        return given[1] > 0

    def nominal(self, given: Parameters, weights: Parameters = ()) -> float:
        return given[0]

    def support(self, given: Parameters) -> Interval:
        return -INFINITY, INFINITY

    def cumulative(self, given: Parameters, x: float) -> float:
        return normal_probability((x - given[0]) / given[1])

    def quantile(self, given: Parameters, p: Floats, weights: Parameters = ()) -> Floats:
        return given[0] + given[1] * normal_quantiles(p)


class Lognormal(Family):
    """A quantity above 0 whose logarithm is normal."""

    name = "lognormal"
    several = True
    parameters = ("median", "standard deviation of the logarithm")
    expected = (
        "the median and the standard deviation of the logarithm, both above 0, the latter below 700"
    )
    meaning = (
        "[median, standard deviation of the natural logarithm]: above 0, and now and "
        "then much larger than usual."
    )
    example = (3, 0.5)
    breadth: ClassVar[Breadth] = "factor"

    def fits(self, given: Parameters) -> bool:
        return given[0] > 0 and 0 < given[1] < _BROADEST

    def nominal(self, given: Parameters, weights: Parameters = ()) -> float:
        return given[0]

    def support(self, given: Parameters) -> Interval:
        return 0.0, INFINITY

    def scale(self, given: Parameters) -> float:
        return math.exp(given[1])

    def cumulative(self, given: Parameters, x: float) -> float:
        times = x / given[0]
        return normal_probability(math.log(times) / given[1]) if times > 0 else 0.0

    def quantile(self, given: Parameters, p: Floats, weights: Parameters = ()) -> Floats:
        scaled: Floats = given[0] * np.exp(given[1] * normal_quantiles(p))
        return scaled


class Beta(Family):
    """The beta distribution, between 0 and 1."""

    name = "beta"
    parameters = ("a", "b")
    expected = "a and b, both above 0"
    meaning = "[a, b]: between 0 and 1, as for a probability; the mean is a / (a + b)."
    example = (2, 5)

    def fits(self, given: Parameters) -> bool:
        return given[0] > 0 and given[1] > 0

    def nominal(self, given: Parameters, weights: Parameters = ()) -> float:
        return given[0] / (given[0] + given[1])

    def support(self, given: Parameters) -> Interval:
        return 0.0, 1.0

    def cumulative(self, given: Parameters, x: float) -> float:
        return _beta_law(given[0], given[1]).cumulative(_within(x, 0, 1))

    def quantile(self, given: Parameters, p: Floats, weights: Parameters = ()) -> Floats:
        return _beta_law(given[0], given[1]).quantile(p)


class Choice(_Listed):
    """One of some values, equally likely or by weights."""

    name = "choice"
    parameters = ()
    expected = "one value or more"
    meaning = "One of these values: equally likely, or by weights."
    example = (0, 5, 10)


FAMILIES: dict[str, Family] = {}


def register(family: Family) -> Family:
    """Add a family; one that is to be written in model files before ``files`` is imported."""
    FAMILIES[family.name] = family
    return family


for _one in (Fixed, Uniform, Triangular, Pert, Normal, Lognormal, Beta, Choice):
    register(_one())


def family_of(name: str) -> Family:
    """Return a family by name.

    Raises
    ------
    RequestError
        There is none of this name.
    """
    if name not in FAMILIES:
        raise RequestError(f"unknown distribution '{name}'; {nearest(name, FAMILIES)}")
    return FAMILIES[name]


def drawn_families() -> tuple[str, ...]:
    """Return the names of the families that vary."""
    return tuple(name for name, family in FAMILIES.items() if family.breadth != "known")


def around(value: float, confidence: str) -> Parameters:
    """Return low, mode and high of the triangle that a confidence in a value stands for.

    Examples
    --------
    >>> around(-45, "low")
    (-72.0, -45.0, -18.0)
    """
    reach = abs(value) * CONFIDENCE[confidence]
    low, high = (float(f"{end:.12g}") for end in (value - reach, value + reach))
    return low, float(value), high
