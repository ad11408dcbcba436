"""Every number that an analyst wrote into a model, by its place in the file.

Places are paths of keys, such as ("mediation", "levers", "sanctions", "cost", "execute"). Numbers
that follow from quantities are not there; the quantities are, at their nominal values.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.errors import ModelError, Path, Problem
from goodoffices.model.levers import Lever
from goodoffices.model.preferences import Payoffs, Preferences, Weights
from goodoffices.model.uncertainty import Uncertainty

if TYPE_CHECKING:
    from goodoffices.model.conflict import Conflict

LEVER_FIELDS: Mapping[tuple[str, ...], str] = {
    ("effect",): "effect",
    ("max",): "most",
    ("cost", "commit"): "commit",
    ("cost", "execute"): "execute",
    ("resolve",): "resolve",
    ("belief",): "belief",
}


@dataclass(frozen=True)
class Number:
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


def numbers(conflict: Conflict) -> Iterator[Number]:
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


def written(conflict: Conflict) -> dict[Path, float]:
    """Return every weight, payoff and number of a lever by its place in the file."""
    found: dict[Path, float] = {}
    for dm in conflict.decision_makers:
        here: Path = ("decision_makers", dm.name, "preferences")
        if isinstance(dm.preferences, Weights):
            found |= {(*here, "weights", text): w for text, w in dm.preferences.weights}
        elif isinstance(dm.preferences, Payoffs):
            found |= {(*here, "payoffs", key): x for key, x in _by_key(dm.preferences).items()}
    for lever in conflict.mediation.levers:
        for keys, attribute in LEVER_FIELDS.items():
            value = getattr(lever, attribute)
            if value is not None:
                found[("mediation", "levers", lever.name, *keys)] = value
    return found


def with_number(conflict: Conflict, place: Path, value: float) -> Conflict:
    """Return the conflict with one number, or one quantity, changed.

    Neither is uncertain any more; the numbers that follow from a quantity change with it.

    Raises
    ------
    ModelError
        The number cannot have this value, such as a belief beyond 1.
    """
    uncertainty = conflict.uncertainty
    if place[0] != "quantities" or uncertainty is None:
        return with_numbers(conflict, {place: value})
    known = uncertainty.with_fixed(str(place[1]), value)
    try:
        following = known.following(str(place[1]))
    except ZeroDivisionError:
        found = f"a formula divides by zero where quantity {place[1]} is {value:g}"
        raise ModelError([Problem(place, found, "another value")]) from None
    return _changed(conflict, following, known)


def with_numbers(conflict: Conflict, values: Mapping[Path, float]) -> Conflict:
    """Return the conflict with some numbers changed, which are no longer uncertain.

    Raises
    ------
    ModelError
        A number cannot have this value.
    """
    left = conflict.uncertainty and conflict.uncertainty.without(set(values))
    return _changed(conflict, values, left)


def _changed(
    conflict: Conflict, values: Mapping[Path, float], uncertainty: Uncertainty | None
) -> Conflict:
    makers = tuple(
        dataclasses.replace(dm, preferences=_with_payoffs(dm.preferences, mine))
        if (mine := _below(values, "decision_makers", dm.name, "preferences"))
        else dm
        for dm in conflict.decision_makers
    )
    levers = tuple(
        _with_fields(lever, _below(values, "mediation", "levers", lever.name))
        for lever in conflict.mediation.levers
    )
    mediation = dataclasses.replace(conflict.mediation, levers=levers)
    return conflict.replace(decision_makers=makers, mediation=mediation, uncertainty=uncertainty)


def _below(values: Mapping[Path, float], *start: str) -> dict[Path, float]:
    """Return the values below a place, by the rest of their places."""
    depth = len(start)
    return {place[depth:]: value for place, value in values.items() if place[:depth] == start}


def _by_key(preferences: Payoffs) -> dict[str | int, float]:
    values = preferences.values
    return dict(values) if isinstance(values, Mapping) else dict(enumerate(values))


def _with_payoffs(preferences: Preferences, values: Mapping[Path, float]) -> Preferences:
    changed = {place[-1]: value for place, value in values.items()}
    if isinstance(preferences, Weights):
        return Weights(tuple((text, changed.get(text, w)) for text, w in preferences.weights))
    if isinstance(preferences, Payoffs):
        by_key = {key: changed.get(key, x) for key, x in _by_key(preferences).items()}
        as_written = isinstance(preferences.values, Mapping)
        return Payoffs(by_key if as_written else tuple(by_key.values()))
    return preferences


def _with_fields(lever: Lever, values: Mapping[Path, float]) -> Lever:
    changes: dict[str, Any] = {
        LEVER_FIELDS[tuple(map(str, place))]: value for place, value in values.items()
    }
    return dataclasses.replace(lever, **changes) if changes else lever
