"""The numbers of a conflict, to be written anew: as a number, a formula, or a distribution."""

from __future__ import annotations

import dataclasses

from goodoffices.errors import Path
from goodoffices.model.changes import changed
from goodoffices.model.conflict import Conflict
from goodoffices.model.fields import written
from goodoffices.model.formulas import parse_formula
from goodoffices.model.uncertainty import (
    Distribution,
    Quantity,
    Uncertainty,
    Use,
    own_quantity,
)

Content = float | str | Distribution


class Sheet:
    """What stands at the places of a conflict's numbers.

    Attributes
    ----------
    named
        Quantities that were given a name, with the name that they had before.
    """

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self.named: dict[str, str] = {}
        self._uncertainty = conflict.uncertainty or Uncertainty()
        self._values: dict[Path, float] = {}

    def get(self, place: Path) -> Content:
        """Return what stands at a place: a number, a formula or a distribution."""
        for quantity in self._uncertainty.quantities:
            if quantity.place == place:
                return quantity.distribution
        for use in self._uncertainty.uses:
            if use.place == place:
                return use.formula
        return self._values.get(place, written(self.conflict)[place])

    def put(self, place: Path, content: Content) -> None:
        """Write something at a place that has a number."""
        known = self._uncertainty
        if isinstance(content, Distribution) and isinstance(self.get(place), Distribution):
            quantities = tuple(
                dataclasses.replace(q, distribution=content) if q.place == place else q
                for q in known.quantities
            )
            self._uncertainty = dataclasses.replace(known, quantities=quantities)
        else:
            self._clear(place)
            self._add(place, content)
        self._values[place] = self.nominal(content)

    def nominal(self, content: Content) -> float:
        """Return the value that stands for something written where only one is needed."""
        if isinstance(content, Distribution):
            return float(content.nominal)
        if isinstance(content, str):
            known = self._uncertainty.nominal
            return float(parse_formula(content, known).evaluate(known))
        return content

    def term(self, place: Path, name: str) -> float | str:
        """Return what stands at a place as a number or a formula, for use in another formula.

        A distribution becomes a quantity of this name (or one like it, where that is taken), which
        stands at the place from then on.
        """
        content = self.get(place)
        if not isinstance(content, Distribution):
            return content
        known = self._uncertainty
        while name in known.nominal:
            name += "_"
        old = own_quantity(place, content).name
        self.named[name] = old
        front = [q for q in known.quantities if not q.place]
        own = [q for q in known.quantities if q.place and q.place != place]
        groups = (
            dataclasses.replace(g, quantities=tuple(name if n == old else n for n in g.quantities))
            for g in known.correlated
        )
        self._uncertainty = Uncertainty(
            (*front, Quantity(name, content), *own), (*known.uses, Use(place, name)), tuple(groups)
        )
        return name

    def done(self) -> Conflict:
        """Return the conflict with all that was written. Raises ModelError where it cannot be."""
        attributes = changed(self.conflict, self._values)
        known = self._uncertainty if self._uncertainty.quantities else None
        return self.conflict.replace(**attributes | {"uncertainty": known})

    def _clear(self, place: Path) -> None:
        self._uncertainty = self._uncertainty.without({place}) or Uncertainty()

    def _add(self, place: Path, content: Content) -> None:
        known = self._uncertainty
        if isinstance(content, str):
            self._uncertainty = dataclasses.replace(known, uses=(*known.uses, Use(place, content)))
        elif isinstance(content, Distribution):
            more = (*known.quantities, own_quantity(place, content))
            self._uncertainty = dataclasses.replace(known, quantities=more)


def inner(text: str) -> str:
    """Return a formula so that it can stand inside another one."""
    return text if text.isidentifier() else f"({text})"
