"""Changes to a model as data: other values, by place in the file; no text is involved.

``apply`` changes numbers and quantities of a conflict; ``merged`` and ``put`` change what a file
says, as plain data.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from goodoffices.errors import ModelError, Path, Problem, RequestError, dotted
from goodoffices.model.conflict import Conflict
from goodoffices.model.fields import numbers, written
from goodoffices.model.lever_numbers import LEVER_NUMBERS, LeverNumber, attributes
from goodoffices.model.levers import Lever
from goodoffices.model.preferences import Payoffs, Preferences, Weights
from goodoffices.model.uncertainty import Uncertainty


def apply(conflict: Conflict, changes: Mapping[Path, float]) -> Conflict:
    """Return the conflict with some numbers or quantities changed, which are known then.

    The numbers that follow from a quantity change with it, unless they are changed themselves.

    Parameters
    ----------
    changes
        Values by place in the file; see ``fields.numbers``.

    Raises
    ------
    RequestError
        There is no number at a place.
    ModelError
        A number cannot have its value, such as a belief beyond 1.

    Examples
    --------
    >>> import goodoffices as go
    >>> place = ("decision_makers", "India", "preferences", "weights", "press")
    >>> changed = apply(go.case("indus-waters-1960"), {place: -20})
    >>> dict(changed.decision_makers[0].preferences.weights)["press"]
    -20
    """
    return conflict.replace(**changed(conflict, changes))


def changed(conflict: Conflict, changes: Mapping[Path, float]) -> dict[str, Any]:
    """Return what ``apply`` gives the conflict: attributes, as ``Conflict.replace`` takes them."""
    unknown = changes.keys() - written(conflict).keys()
    for place in unknown and unknown - {number.place for number in numbers(conflict)}:
        raise RequestError(f"the model has no number at {dotted(place)}; expected one of its own")
    uncertainty = conflict.uncertainty
    values: dict[Path, float] = {}
    if uncertainty is not None:
        quantities = {str(p[1]): x for p, x in changes.items() if p[0] == "quantities"}
        uncertainty = uncertainty.with_fixed(quantities)
        for name in quantities:
            values |= _following(uncertainty, name)
        uncertainty = uncertainty.without(set(changes))
    values |= changes
    on_makers = _by_name(_below(values, "decision_makers"))
    makers = tuple(
        dataclasses.replace(dm, preferences=_with_payoffs(dm.preferences, on_makers[dm.name]))
        if dm.name in on_makers
        else dm
        for dm in conflict.decision_makers
    )
    mediation = conflict.mediation
    if on_levers := _by_name(_below(values, "mediation", "levers")):
        rows: dict[Path, LeverNumber] = {row.keys: row for row in LEVER_NUMBERS}
        levers = tuple(_with_fields(x, on_levers.get(x.name, {}), rows) for x in mediation.levers)
        mediation = dataclasses.replace(mediation, levers=levers)
    return {"decision_makers": makers, "mediation": mediation, "uncertainty": uncertainty}


Plain = Mapping[Any, Any]
Start = Callable[[Path, Plain, Plain], Plain | None]


def merged(data: Any, changes: Any, start: Start, path: Path = ()) -> Any:  # noqa: ANN401 - what JSON has
    """Return plain data with changes merged in: mappings by key, all else replaced; None removes.

    Parameters
    ----------
    start
        What of a mapping at a place is kept below a change of it, usually all; None where the
        change replaces it as a value does.

    Examples
    --------
    >>> merged({"a": {"b": 1, "c": 2}}, {"a": {"b": None, "d": [3]}}, lambda _, old, new: old)
    {'a': {'c': 2, 'd': [3]}}
    """
    both = isinstance(data, Mapping) and isinstance(changes, Mapping)
    begun = start(path, data, changes) if both else None
    if begun is None:
        return changes
    kept = dict(begun)
    for key, value in changes.items():
        if value is None:
            kept.pop(key, None)
        else:
            kept[key] = merged(kept.get(key), value, start, (*path, key))
    return kept


def put(data: Any, path: Path, value: object) -> Any:  # noqa: ANN401 - what JSON has
    """Return plain data with a value in a place; a list's place may be the one after its last.

    Examples
    --------
    >>> put({"a": [1, 2], "b": 3}, ("a", 2), 9)
    {'a': [1, 2, 9], 'b': 3}
    """
    if not path:
        return value
    step, *rest = path
    if isinstance(data, list):
        place = int(step)
        there = data[place] if place < len(data) else None
        return [*data[:place], put(there, tuple(rest), value), *data[place + 1 :]]
    return {**data, step: put(data.get(step), tuple(rest), value)}


def _following(uncertainty: Uncertainty, name: str) -> dict[Path, float]:
    """Return the numbers that follow from a quantity that is known."""
    try:
        return uncertainty.following(name)
    except ZeroDivisionError:
        value = uncertainty.nominal[name]
        found = f"a formula divides by zero where quantity {name} is {value:g}"
        raise ModelError([Problem(("quantities", name), found, "another value")]) from None


def _below(values: Mapping[Path, float], *start: str) -> dict[Path, float]:
    """Return the values below a place, by the rest of their places."""
    depth = len(start)
    return {place[depth:]: value for place, value in values.items() if place[:depth] == start}


def _by_name(values: Mapping[Path, float]) -> dict[str | int, dict[Path, float]]:
    """Return values by the first step of their places, and by the rest of these."""
    found: dict[str | int, dict[Path, float]] = {}
    for (name, *rest), value in values.items():
        found.setdefault(name, {})[tuple(rest)] = value
    return found


def _with_payoffs(preferences: Preferences, values: Mapping[Path, float]) -> Preferences:
    changed: dict[str | int, float] = {place[-1]: value for place, value in values.items()}
    if isinstance(preferences, Weights):
        return Weights(tuple((text, changed.get(text, w)) for text, w in preferences.weights))
    if isinstance(preferences, Payoffs):
        now = preferences.values
        if isinstance(now, Mapping):
            return Payoffs({key: changed.get(key, x) for key, x in now.items()})
        return Payoffs(tuple(changed.get(key, x) for key, x in enumerate(now)))
    return preferences


def _with_fields(
    lever: Lever, values: Mapping[Path, float], rows: Mapping[Path, LeverNumber]
) -> Lever:
    if not values:
        return lever
    changed = {rows[place]: value for place, value in values.items()}
    return dataclasses.replace(lever, **attributes(changed, lever.others))
