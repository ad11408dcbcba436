"""What an analyst does not know: quantities with a distribution, and the numbers that follow.

A *quantity* has a distribution. A number of the model is a quantity of its own, or follows from
named quantities by a formula, so that one of them may stand in several places. Everything that is
computed for one value of each number takes the quantities at their *nominal* values; the
``ensemble`` draws them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from goodoffices.errors import Path, dotted
from goodoffices.model.distributions import INFINITY, Family, family_of
from goodoffices.model.formulas import Formula, Interval, parse_formula


@dataclass(frozen=True)
class Distribution:
    """How a quantity is distributed.

    Attributes
    ----------
    family
        The name of one of ``distributions.FAMILIES``.
    parameters
        Those of the family, in its order; of ``choice`` the values.
    weights
        Of ``choice``: how likely each value is, relative to the others; equally where empty.
    within
        Bounds to which the distribution is cut.
    value
        The nominal value where it is not to be the family's own.

    Examples
    --------
    >>> chance = go.Distribution("triangular", (0.1, 0.25, 0.42))
    >>> chance.nominal, chance.support
    (0.25, (0.1, 0.42))
    """

    family: str
    parameters: tuple[float, ...]
    weights: tuple[float, ...] = ()
    within: Interval = (-INFINITY, INFINITY)
    value: float | None = None

    @property
    def nominal(self) -> float:
        """The value where one is needed: ``value``, or the family's centre within the bounds.

        The mode of a triangular or PERT distribution, the likeliest value of a choice, the mean of
        a beta distribution and the median of the others. Raises RequestError where the family is
        not known.
        """
        centre = self.value
        if centre is None:
            centre = self.kind.nominal(self.parameters, self.weights)
        return min(max(centre, self.within[0]), self.within[1])

    @property
    def kind(self) -> Family:
        """The family itself. Raises RequestError where it is not known."""
        return family_of(self.family)

    @property
    def varies(self) -> bool:
        """Whether the value is not known."""
        return self.kind.breadth != "known"

    @property
    def support(self) -> Interval:
        """The least and the greatest value that can be drawn."""
        low, high = self.kind.support(self.parameters)
        return (max(low, self.within[0]), min(high, self.within[1]))

    @property
    def kept(self) -> Interval:
        """How much of the family lies below the bounds, and how much below their upper end."""
        low, high = self.within
        below = self.kind.cumulative(self.parameters, low) if low > -INFINITY else 0.0
        above = self.kind.cumulative(self.parameters, high) if high < INFINITY else 1.0
        return below, above

    def to_dict(self) -> dict[str, Any]:
        """Return what a model file says."""
        single = not self.varies
        data: dict[str, Any] = {
            self.family: self.parameters[0] if single else list(self.parameters)
        }
        if self.weights:
            data["weights"] = list(self.weights)
        if self.within != (-INFINITY, INFINITY):
            data["within"] = [None if abs(end) == INFINITY else end for end in self.within]
        if self.value is not None:
            data["value"] = self.value
        return data


@dataclass(frozen=True)
class Quantity:
    """Something uncertain, by name; or a number of the model that is uncertain by itself.

    Attributes
    ----------
    name
        The name that formulas use; of a number by itself its place, in words.
    place
        Of a number by itself: where it stands in the model file.

    Examples
    --------
    >>> chance = go.Quantity("p_win", go.Distribution("uniform", (0, 1)), "Chance to win")
    >>> chance.title, chance.where
    ('Chance to win', ('quantities', 'p_win'))
    """

    name: str
    distribution: Distribution
    label: str = ""
    note: str = ""
    place: Path = ()

    @property
    def title(self) -> str:
        """The label, or the name where there is none."""
        return self.label or self.name

    @property
    def where(self) -> Path:
        """Where the model file says how it is distributed."""
        return self.place or ("quantities", self.name)


def own_quantity(place: Path, distribution: Distribution) -> Quantity:
    """Return the quantity of a number that is uncertain by itself."""
    return Quantity(dotted(place), distribution, place=place)


@dataclass(frozen=True)
class Use:
    """A number of the model, by its place in the file, that follows from quantities.

    Examples
    --------
    >>> go.case("istanbul-2025").uncertainty.uses[0].formula
    '30 * (1 - p_neutrality)'
    """

    place: Path
    formula: str


@dataclass(frozen=True)
class Correlation:
    """Quantities that go together, by a normal copula.

    Attributes
    ----------
    quantities
        Names.
    matrix
        Correlations of the normal scores, a row per quantity.

    Examples
    --------
    >>> together = go.Correlation(("p_win", "p_draw"), ((1, 0.5), (0.5, 1)))
    >>> together.matrix[0][1]
    0.5
    """

    quantities: tuple[str, ...]
    matrix: tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Uncertainty:
    """Quantities, the numbers that follow from them, and how the quantities go together.

    Examples
    --------
    >>> chance = go.Quantity("p_win", go.Distribution("uniform", (0, 1)))
    >>> worth = go.Use(("decision_makers", "Firm", "preferences", "weights", "win"), "30 * p_win")
    >>> unsure = go.Uncertainty((chance,), (worth,))
    >>> unsure.nominal, list(unsure.numbers({"p_win": 0.4}).values())
    ({'p_win': 0.5}, [12.0])
    """

    quantities: tuple[Quantity, ...] = ()
    uses: tuple[Use, ...] = ()
    correlated: tuple[Correlation, ...] = ()

    @cached_property
    def nominal(self) -> dict[str, float]:
        """The nominal value of each quantity, by name."""
        return {quantity.name: quantity.distribution.nominal for quantity in self.quantities}

    @cached_property
    def formulas(self) -> dict[Path, Formula]:
        """The formula of each number that has one, by place. Raises StatementError."""
        return {use.place: parse_formula(use.formula, self.nominal) for use in self.uses}

    def numbers(self, values: Mapping[str, Any]) -> dict[Path, Any]:
        """Return each uncertain number of the model for values (or arrays) of the quantities."""
        own = {q.place: values[q.name] for q in self.quantities if q.place}
        return own | {place: formula.evaluate(values) for place, formula in self.formulas.items()}

    def supports(self) -> dict[Path, Interval]:
        """Return bounds on each uncertain number of the model."""
        known = {q.name: q.distribution.support for q in self.quantities}
        own = {q.place: known[q.name] for q in self.quantities if q.place}
        return own | {place: formula.interval(known) for place, formula in self.formulas.items()}

    def following(self, name: str) -> dict[Path, float]:
        """Return the numbers of the model that follow from a quantity, at nominal values."""
        used = {place: formula for place, formula in self.formulas.items() if name in formula.names}
        return {place: float(formula.evaluate(self.nominal)) for place, formula in used.items()}

    def with_fixed(self, values: Mapping[str, float]) -> Uncertainty:
        """Return the same with some quantities, by name, known."""
        quantities = tuple(
            replace(quantity, distribution=Distribution("fixed", (values[quantity.name],)))
            if quantity.name in values
            else quantity
            for quantity in self.quantities
        )
        return replace(self, quantities=quantities)

    def without(self, places: set[Path]) -> Uncertainty | None:
        """Return what is left when some numbers are fixed; None where nothing is."""
        quantities = tuple(q for q in self.quantities if not q.place or q.place not in places)
        names = {quantity.name for quantity in quantities}
        kept = Uncertainty(
            quantities,
            tuple(use for use in self.uses if use.place not in places),
            tuple(group for group in self.correlated if names.issuperset(group.quantities)),
        )
        return kept if kept.quantities else None


@dataclass(frozen=True)
class Scenario:
    """A variant of a model by name: what of the file it changes.

    Attributes
    ----------
    changes
        What the file says otherwise, nested as in the file; beside it, the key ``pulled`` says
        which levers are pulled, and how far.

    Examples
    --------
    >>> [scenario.name for scenario in go.case("istanbul-2025").scenarios]
    ['reading 1', 'reading 2', 'reading 3']
    """

    name: str
    changes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def pulled(self) -> Mapping[str, float]:
        """Intensities of the levers that it pulls, by name; none where it says nothing of them."""
        return self.changes.get("pulled") or {}
