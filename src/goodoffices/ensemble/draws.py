"""Draws of uncertain quantities, by quasi-Monte-Carlo.

Samples come in *replicates*: blocks of equal size, each a scrambled Sobol' net of its own. So the
estimates of the replicates are independent and alike, which is what intervals are made from (Owen
1997; L'Ecuyer & Lemieux 2002), and a replicate depends on the seed and its own number only, not on
who draws it or when.

A quantity is drawn by its inverse distribution function from a coordinate of the net, cut to its
bounds. Correlated quantities share a normal copula: their coordinates are turned into normal
scores, mixed by the Cholesky factor of the correlation matrix, and turned back.

Values are rounded to ``PLACES`` decimals. Sums of weights are then whole multiples of one unit, so
that they come out the same in whatever order they are added, ties included.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.ensemble.sobol import MOST_DIMENSIONS, scrambled_net
from goodoffices.errors import RequestError
from goodoffices.model.distributions import Family
from goodoffices.model.formulas import Interval
from goodoffices.model.special import normal_probabilities, normal_quantiles
from goodoffices.model.uncertainty import Correlation, Distribution, Quantity, Uncertainty

Floats = NDArray[np.float64]
_Bounds = tuple[float, float, Interval]
PLACES = 9
_LEAST_LEFT = 1e-9  # of a distribution, within its bounds; the rest of a float has 7 digits
LEAST_SIZE = 100 * 10.0**-PLACES
"""What numbers that are drawn have to span, or reach, for rounding to leave two digits."""
_BULK = np.array([2.0**-10, 1 - 2.0**-10])
_INSIDE = 2.0**-33  # keeps coordinates off 0 and 1, where unbounded quantities are infinite


class Memory:
    """What was drawn before, for models of which one draws what another did.

    Attributes
    ----------
    nets
        By replicate, size and number of quantities, the coordinates. Shape (size, quantities).
    values
        By replicate, size, number of quantities, which of them it is, and its distribution.
    """

    def __init__(self) -> None:
        self.nets: dict[tuple[int, int, int], Floats] = {}
        self.values: dict[tuple[int, int, int, int, Distribution], Floats] = {}


class Draws:
    """Draws the quantities of a model.

    Parameters
    ----------
    seed
        The same seed gives the same values, bit by bit.

    Attributes
    ----------
    memory
        Where what is drawn is kept, for other draws with the same seed as well; None for nowhere.
    """

    def __init__(self, uncertainty: Uncertainty, seed: int) -> None:
        self._quantities = uncertainty.quantities
        self._correlated = uncertainty.correlated
        self._seed = seed
        self.memory: Memory | None = None

    @cached_property
    def drawn(self) -> tuple[Quantity, ...]:
        """The quantities that vary."""
        return tuple(q for q in self._quantities if q.distribution.varies)

    def replicate(self, number: int, size: int) -> dict[str, Floats]:
        """Return ``size`` values of each quantity, by name, of one replicate.

        Parameters
        ----------
        number
            Which replicate, counted from 0.
        size
            Its size, best a power of two.
        """
        coordinates = self._coordinates(number, size)
        for group in self._correlated:
            self._mix(group, coordinates)
        values = self._at_once(coordinates) if self.memory is None else {}
        for quantity in self._quantities:
            name, distribution = quantity.name, quantity.distribution
            if name not in coordinates:
                values[name] = np.full(size, distribution.nominal)
            elif name not in values:
                values[name] = self._value(quantity, number, coordinates[name])
        return {quantity.name: values[quantity.name] for quantity in self._quantities}

    def _at_once(self, coordinates: Mapping[str, Floats]) -> dict[str, Floats]:
        """Return the values of the quantities whose families draw several at once, by name."""
        values: dict[str, Floats] = {}
        for one in self._alike:
            rows = np.array([coordinates[name] for name in one.names])
            with np.errstate(over="ignore", invalid="ignore"):  # told by who uses them
                drawn = one.kind.quantile(one.parameters, one.below + rows * one.span)
                values |= zip(one.names, _rounded(drawn, one.support), strict=True)
        return values

    @cached_property
    def _alike(self) -> list[_Alike]:
        """The quantities that are drawn at once: those of one family, where it draws several."""
        with np.errstate(over="ignore", invalid="ignore"):
            bounds = {
                q.name: _bounds(q.distribution.kind, q.distribution)
                for q in self.drawn
                if q.distribution.kind.breadth != "values"
            }
        kinds: dict[Family, list[Quantity]] = {}
        for q in self.drawn:
            if q.distribution.kind.several:
                kinds.setdefault(q.distribution.kind, []).append(q)
        return [_Alike.of(kind, found, bounds) for kind, found in kinds.items()]

    def _value(self, quantity: Quantity, number: int, coordinates: Floats) -> Floats:
        """Return the values of a quantity, from memory where another model had the same."""
        place = self._places.get(quantity.name)
        if self.memory is None or place is None:
            return _drawn(quantity.distribution, coordinates)
        key = number, len(coordinates), len(self.drawn), place, quantity.distribution
        if key not in self.memory.values:
            found = _drawn(quantity.distribution, coordinates)
            found.flags.writeable = False
            self.memory.values[key] = found
        return self.memory.values[key]

    @cached_property
    def _places(self) -> dict[str, int]:
        """Which coordinate is whose, of the quantities with one of their own."""
        shared = {name for group in self._correlated for name in group.quantities}
        return {q.name: k for k, q in enumerate(self.drawn) if q.name not in shared}

    def generator(self, number: int) -> np.random.Generator:
        """Return a stream of random numbers of a replicate, for what is no quantity."""
        return np.random.default_rng([self._seed, number, 1])

    def _coordinates(self, number: int, size: int) -> dict[str, Floats]:
        if not self.drawn:
            return {}
        if len(self.drawn) > MOST_DIMENSIONS:
            found = f"{len(self.drawn):,} uncertain numbers"
            raise RequestError(f"{found}; at most {MOST_DIMENSIONS:,} can be drawn")
        rows = np.ascontiguousarray(self._net(number, size).T)
        return {q.name: row for q, row in zip(self.drawn, rows, strict=True)}

    def _net(self, number: int, size: int) -> Floats:
        """Return the coordinates of a replicate. Shape (size, quantities)."""
        key = number, size, len(self.drawn)
        if self.memory is not None and key in self.memory.nets:
            return self.memory.nets[key]
        stream = np.random.default_rng([self._seed, number, 0])
        points = _points(len(self.drawn), size, stream)
        inside: Floats = np.clip(points, _INSIDE, 1 - _INSIDE)
        if self.memory is not None:
            self.memory.nets[key] = inside
        return inside

    def _mix(self, group: Correlation, coordinates: dict[str, Floats]) -> None:
        """Give the coordinates of a group their correlations; a fixed quantity has none."""
        names = [name for name in group.quantities if name in coordinates]
        if not names:
            return
        places = [group.quantities.index(name) for name in names]
        factor = np.linalg.cholesky(np.array(group.matrix)[np.ix_(places, places)])
        scores = normal_quantiles(np.array([coordinates[name] for name in names]))
        mixed = np.clip(normal_probabilities(factor @ scores), _INSIDE, 1 - _INSIDE)
        coordinates.update(zip(names, mixed, strict=True))


@dataclass(frozen=True, eq=False)
class _Alike:
    """Quantities of one family; parameters and bounds are columns, with a row for each of them."""

    kind: Family
    names: list[str]
    parameters: tuple[Any, ...]
    below: Floats
    span: Floats
    support: tuple[Floats, Floats]

    @classmethod
    def of(cls, kind: Family, found: list[Quantity], bounds: Mapping[str, _Bounds]) -> _Alike:
        """Put them together."""
        names = [q.name for q in found]
        parameters = zip(*(q.distribution.parameters for q in found), strict=True)
        below, span, support = zip(*(bounds[name] for name in names), strict=True)
        low, high = zip(*support, strict=True)
        columns = [np.array(one, float)[:, None] for one in (*parameters, below, span, low, high)]
        support_columns = columns[-2], columns[-1]
        return cls(kind, names, tuple(columns[:-4]), columns[-4], columns[-3], support_columns)


def _points(dimensions: int, size: int, stream: np.random.Generator) -> Floats:
    """Return the first points of a scrambled net. Shape (size, dimensions)."""
    digits = max(size - 1, 0).bit_length()
    return scrambled_net(dimensions, 2**digits, stream)[:size]


def _drawn(distribution: Distribution, coordinates: Floats) -> Floats:
    with np.errstate(over="ignore", invalid="ignore"):  # told by who uses them
        return inverse(distribution, coordinates)


def inverse(distribution: Distribution, coordinates: Floats) -> Floats:
    """Return the quantiles of a distribution, cut to its bounds and rounded.

    Parameters
    ----------
    coordinates
        Numbers strictly between 0 and 1.

    Raises
    ------
    RequestError
        The bounds leave next to nothing of the distribution, or rounding does.
    """
    kind, given = distribution.kind, distribution.parameters
    if kind.breadth == "values":
        return kind.quantile(given, coordinates, distribution.weights)
    below, span, support = _bounds(kind, distribution)
    return _rounded(kind.quantile(given, below + coordinates * span), support)


def _rounded(values: Floats, support: tuple[float | Floats, float | Floats]) -> Floats:
    rounded: Floats = np.clip(np.round(values, PLACES), *support)
    return rounded


@lru_cache(maxsize=4096)
def _bounds(kind: Family, distribution: Distribution) -> _Bounds:
    """Return what of a distribution lies below its bounds and within them, and its support.

    Raises RequestError as ``inverse`` does.
    """
    given = distribution.parameters
    low, high = distribution.within
    below, above = distribution.kept
    if above - below < _LEAST_LEFT:
        told = ", ".join(f"{x:g}" for x in given)
        raise RequestError(
            f"bounds {low:g} and {high:g} leave less than a billionth of {distribution.family} of "
            f"{told}, too little to draw from; widen within, or give another distribution"
        )
    if np.ptp(kind.quantile(given, below + _BULK * (above - below))) < LEAST_SIZE:
        told = ", ".join(f"{x:g}" for x in given)
        raise RequestError(
            f"{distribution.family} of {told} spans less than {LEAST_SIZE:g}, and what is drawn is "
            f"rounded to {PLACES} decimals; write it, and what it is held against, in a smaller "
            "unit"
        )
    return below, above - below, distribution.support
