"""Every number that an analyst wrote into a model, by its place in the file.

Places are paths of keys, such as ("mediation", "levers", "sanctions", "cost", "execute").
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from goodoffices.model.conflict import Conflict, DecisionMaker
from goodoffices.model.levers import Lever
from goodoffices.model.preferences import Payoffs, Weights

Place = tuple[str | int, ...]
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

    place: Place
    value: float

    @property
    def name(self) -> str:
        """The place in words: "weight of 'cede' for Ukraine", "belief of sanctions"."""
        if self.place[0] == "mediation":
            return f"{' to '.join(map(str, self.place[3:]))} of {self.place[2]}"
        kind = "weight" if self.place[3] == "weights" else "payoff"
        return f"{kind} of '{self.place[4]}' for {self.place[1]}"


def numbers(conflict: Conflict) -> Iterator[Number]:
    """Yield the weights, the payoffs and the numbers of the levers."""
    for dm in conflict.decision_makers:
        here: Place = ("decision_makers", dm.name, "preferences")
        if isinstance(dm.preferences, Weights):
            for text, weight in dm.preferences.weights:
                yield Number((*here, "weights", text), weight)
        elif isinstance(dm.preferences, Payoffs):
            for key, payoff in _by_key(dm.preferences).items():
                yield Number((*here, "payoffs", key), payoff)
    for lever in conflict.mediation.levers if conflict.mediation else ():
        for keys, attribute in LEVER_FIELDS.items():
            value = getattr(lever, attribute)
            if value is not None:
                yield Number(("mediation", "levers", lever.name, *keys), value)


def with_number(conflict: Conflict, place: Place, value: float) -> Conflict:
    """Return the conflict with one number changed.

    Raises
    ------
    ModelError
        The number cannot have this value, such as a belief beyond 1.
    """
    name = place[1]
    if place[0] == "decision_makers":
        makers = [
            _with_payoff(dm, place, value) if dm.name == name else dm
            for dm in conflict.decision_makers
        ]
        return conflict.replace(decision_makers=tuple(makers))
    mediation = conflict.mediation
    if mediation is None:
        return conflict
    levers = [
        _with_field(lever, place, value) if lever.name == place[2] else lever
        for lever in mediation.levers
    ]
    return conflict.replace(mediation=dataclasses.replace(mediation, levers=tuple(levers)))


def _by_key(preferences: Payoffs) -> dict[str | int, float]:
    values = preferences.values
    if isinstance(values, Mapping):
        return dict(values)
    return dict(enumerate(values, start=1))


def _with_payoff(dm: DecisionMaker, place: Place, value: float) -> DecisionMaker:
    key, preferences = place[-1], dm.preferences
    changed: Weights | Payoffs
    if isinstance(preferences, Weights):
        changed = Weights(tuple((t, value if t == key else w) for t, w in preferences.weights))
    elif isinstance(preferences, Payoffs):
        by_key = {**_by_key(preferences), key: value}
        as_written = isinstance(preferences.values, Mapping)
        changed = Payoffs(by_key if as_written else tuple(by_key.values()))
    else:
        return dm
    return dataclasses.replace(dm, preferences=changed)


def _with_field(lever: Lever, place: Place, value: float) -> Lever:
    keys = tuple(str(key) for key in place[3:])
    changes: dict[str, Any] = {LEVER_FIELDS[keys]: value}
    return dataclasses.replace(lever, **changes)
