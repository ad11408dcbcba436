"""The numbers that an analyst writes into a model, by place.

Places are paths of keys, such as ("mediation", "levers", "sanctions", "cost", "execute"). A number
that a lever may have is a row of ``lever_numbers``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from goodoffices.errors import Path
from goodoffices.model.lever_numbers import LEVER_NUMBERS
from goodoffices.model.preferences import Payoffs, Weights
from goodoffices.model.written import Written


class Number(NamedTuple):
    """A number of the model and its place in the file."""

    place: Path
    value: float

    @property
    def name(self) -> str:
        """The place in words: "weight of 'cede' for Ukraine", "belief of sanctions"."""
        return number_name(self.place)


def number_name(place: Path) -> str:
    """Say in words which number stands at a place; see ``Number.name``."""
    if place[0] == "quantities":
        return f"quantity {place[1]}"
    if place[0] == "mediation":
        return f"{' to '.join(map(str, place[3:]))} of {place[2]}"
    if place[3] == "weights":
        return f"weight of '{place[4]}' for {place[1]}"
    state = place[4] + 1 if isinstance(place[4], int) else place[4]
    return f"payoff of '{state}' for {place[1]}"


def numbers(conflict: Written) -> Iterator[Number]:
    """Yield the quantities, and the weights, payoffs and numbers of levers that follow from none.

    A number that is a quantity by itself is there once, at its own place.
    """
    uncertainty = conflict.uncertainty
    if uncertainty is not None:
        for quantity in uncertainty.quantities:
            if not quantity.place:
                yield Number(quantity.where, quantity.distribution.nominal)
    following = set(uncertainty.formulas) if uncertainty is not None else set()
    for place, value in written(conflict).items():
        if place not in following:
            yield Number(place, value)


def written(conflict: Written) -> dict[Path, float]:
    """Return every weight, payoff and number of a lever by its place in the file."""
    found: dict[Path, float] = {}
    for dm in conflict.decision_makers:
        here: Path = ("decision_makers", dm.name, "preferences")
        if isinstance(dm.preferences, Weights):
            found |= {(*here, "weights", text): w for text, w in dm.preferences.weights}
        elif isinstance(dm.preferences, Payoffs):
            found |= {(*here, "payoffs", key): x for key, x in dm.preferences.numbers.items()}
    for lever in conflict.mediation.levers:
        for row in LEVER_NUMBERS:
            value = row.of(lever)
            if row.drawn and value is not None:
                found[row.place(lever.name)] = value
    return found
