"""From the file's distributions, formulas and scenarios to the model's uncertainty, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from goodoffices.errors import Path
from goodoffices.files.schema import ModelFile
from goodoffices.files.schema_uncertainty import (
    DRAWN,
    CorrelatedEntry,
    DistributionEntry,
    QuantityEntry,
)
from goodoffices.model.conflict import Conflict
from goodoffices.model.distributions import INFINITY, around
from goodoffices.model.formulas import parse_formula
from goodoffices.model.statements import StatementError
from goodoffices.model.uncertainty import (
    Correlation,
    Distribution,
    Quantity,
    Scenario,
    Uncertainty,
    Use,
    own_quantity,
)


class Uncertain:
    """What is uncertain in a file, noted as its numbers are read; see ``convert_numbers``."""

    def __init__(self, file: ModelFile) -> None:
        self._quantities = [_quantity(*item) for item in file.quantities.items()]
        self._nominal = {q.name: _nominal(q.distribution) for q in self._quantities}
        self._correlated = tuple(_correlation(entry) for entry in file.correlated)
        self._own: list[Quantity] = []
        self._uses: list[Use] = []

    def take(self, place: Path, written: str | DistributionEntry) -> float:
        """Return the nominal value of a number, and note that it is uncertain.

        A formula that cannot be evaluated counts as 1: the model says what is wrong with it.
        """
        if isinstance(written, DistributionEntry):
            distribution = _distribution(written)
            self._own.append(own_quantity(place, distribution))
            return _nominal(distribution)
        self._uses.append(Use(place, written))
        try:
            return float(parse_formula(written, self._nominal).evaluate(self._nominal))
        except (StatementError, ZeroDivisionError):
            return 1.0

    def uncertainty(self) -> Uncertainty:
        """Return all that is uncertain."""
        return Uncertainty((*self._quantities, *self._own), tuple(self._uses), self._correlated)


def scenarios(file: ModelFile) -> tuple[Scenario, ...]:
    """Return the variants that a file names."""
    return tuple(Scenario(name, changes) for name, changes in file.scenarios.items())


def _quantity(name: str, value: float | QuantityEntry) -> Quantity:
    if isinstance(value, QuantityEntry):
        return Quantity(name, _distribution(value), value.label, value.note)
    return Quantity(name, Distribution("fixed", (value,)))


def _distribution(entry: DistributionEntry) -> Distribution:
    low, high = entry.within or (None, None)
    within = (-INFINITY if low is None else low, INFINITY if high is None else high)
    if entry.confidence is not None and entry.value is not None:
        parameters = around(entry.value, entry.confidence)
        told = None if entry.within is None else entry.value  # otherwise the mode says it
        return Distribution("triangular", parameters, entry.weights, within, told)
    family = next(name for name in DRAWN if name in entry.given)
    parameters = getattr(entry, family)
    return Distribution(family, parameters, entry.weights, within, entry.value)


def _nominal(distribution: Distribution) -> float:
    """Return the nominal value, or 1 where the parameters are too few to tell."""
    try:
        return float(distribution.nominal)
    except (IndexError, ValueError, ZeroDivisionError):
        return 1.0


def _correlation(entry: CorrelatedEntry) -> Correlation:
    given, size = entry.correlation, range(len(entry.quantities))
    if isinstance(given, tuple):
        return Correlation(entry.quantities, given)
    rows = tuple(tuple(1.0 if i == j else given for j in size) for i in size)
    return Correlation(entry.quantities, rows)


def uncertainty_data(conflict: Conflict) -> dict[str, Any]:
    """Return the file's keys about quantities, correlations and scenarios."""
    known = conflict.uncertainty or Uncertainty()
    return {
        "quantities": {q.name: _quantity_data(q) for q in known.quantities if not q.place},
        "correlated": [_correlation_data(group) for group in known.correlated],
        "scenarios": {one.name: plain(one.changes) for one in conflict.scenarios},
    }


def written_numbers(conflict: Conflict) -> Iterator[tuple[Path, object]]:
    """Yield each uncertain number by its place, with what the file says there."""
    for quantity in conflict.uncertainty.quantities if conflict.uncertainty else ():
        if quantity.place:
            yield quantity.place, tidy(quantity.distribution.to_dict())
    for use in conflict.uncertainty.uses if conflict.uncertainty else ():
        yield use.place, use.formula


def _quantity_data(quantity: Quantity) -> object:
    if not quantity.distribution.varies:
        return tidy(quantity.distribution.parameters[0])
    told = {"label": quantity.label, "note": quantity.note}
    data = tidy(quantity.distribution.to_dict())
    return {**data, **{key: text for key, text in told.items() if text}}


def _correlation_data(group: Correlation) -> dict[str, Any]:
    size = range(len(group.quantities))
    others = {group.matrix[i][j] for i in size for j in size if i != j}
    same = len(others) == 1 and all(group.matrix[i][i] == 1 for i in size)
    given = next(iter(others)) if same else [list(row) for row in group.matrix]
    return {"quantities": list(group.quantities), "correlation": tidy(given)}


def tidy(value: Any) -> Any:  # noqa: ANN401 - whatever a file can say
    """Write whole numbers without a decimal point."""
    if isinstance(value, dict):
        return {key: tidy(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [tidy(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever a file can say
    """Return what a file says as plain data."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list | tuple) else value
