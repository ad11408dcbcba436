"""From a conflict to what a file would say; ``convert`` is the other direction.

What equals its default is left out, so equal conflicts give equal data.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodoffices.errors import Path, expect
from goodoffices.files.convert_published import observed_data, published_data
from goodoffices.files.convert_timeline import event_data
from goodoffices.files.convert_uncertainty import uncertainty_data, written_numbers
from goodoffices.files.schema import SCHEMA_VERSION
from goodoffices.model.conflict import Conflict
from goodoffices.model.lever_numbers import LEVER_NUMBERS
from goodoffices.model.levers import Claim, Lever
from goodoffices.model.preferences import (
    GAP,
    Condition,
    Partial,
    Preferences,
    Prioritized,
    Ranking,
    StateReference,
    Weights,
    Worth,
)
from goodoffices.model.views import Truth
from goodoffices.model.written import DecisionMaker, Mediation, Option

Data = dict[str, Any]
_EMPTY: tuple[Any, ...] = (None, "", [], {})
_EXACT = 2**53


def as_data(conflict: Conflict) -> Data:
    """Return the content of the file that describes a conflict, in the order of the schema."""
    expect(conflict, Conflict)
    data: Data = {
        "goodoffices": SCHEMA_VERSION,
        "title": conflict.title,
        "sources": list(conflict.sources),
        "notes": conflict.notes,
        "states": _states(conflict.states_listed),
        "decision_makers": {dm.name: _party_data(dm) for dm in conflict.decision_makers},
    }
    for key in ("exactly_one", "at_most_one", "at_least_one"):
        data[key] = [list(group) for group in getattr(conflict, key)]
    data["infeasible"] = list(conflict.infeasible)
    data["same_state"] = list(conflict.same_state)
    data["no_move"] = [
        {"by": rule.by, "from": rule.origin, "to": rule.target} for rule in conflict.no_move
    ]
    data["status_quo"] = None if conflict.status_quo is None else _state(conflict.status_quo)
    data["coalitions"] = [list(coalition) for coalition in conflict.coalitions]
    data["issues"] = {issue: list(names) for issue, names in conflict.issues.items()}
    data["greatly"] = _numbers(conflict.greatly)
    data["mediation"] = _mediation_data(conflict.mediation)
    data |= uncertainty_data(conflict)
    data["views"] = {view.by: _plain(view.changes) for view in conflict.views}
    data["truths"] = {truth.name: _truth_data(truth) for truth in conflict.truths}
    data["timeline"] = [event_data(event) for event in conflict.timeline]
    if conflict.published is not None:
        data["published"] = published_data(conflict.published)
    if conflict.observed is not None:
        data["observed"] = observed_data(conflict.observed)
    required = ("title", "published")
    data = {key: value for key, value in data.items() if key in required or value not in _EMPTY}
    for place, written in written_numbers(conflict):
        _put(data, place, written)
    return data


def _put(data: Data, place: Path, written: object) -> None:
    """Write what the file says at a place, which may have been left out as a default."""
    inner: Any = data
    for step in place[:-1]:
        inner = inner.setdefault(step, {})
    inner[place[-1]] = written


def _states(labels: tuple[str, ...]) -> int | list[str]:
    if labels and labels == tuple(str(k + 1) for k in range(len(labels))):
        return len(labels)
    return list(labels)


def _party_data(dm: DecisionMaker) -> Data:
    data: Data = {
        "label": dm.label,
        "options": {option.name: _option_data(option) for option in dm.options},
        "moves": [[_state(end) for end in move] for move in dm.moves],
    }
    return _filled(data) | {"preferences": _preferences_data(dm.preferences)}


def _option_data(option: Option) -> Data:
    data: Data = {"label": option.label} if option.label else {}
    if not option.reversible:
        data["reversible"] = False
    if option.once_dropped:
        data["once_dropped"] = True
    words = {key: getattr(option, key) for key in ("position", "interest", "fear")}
    return data | {key: text for key, text in words.items() if text}


def _preferences_data(preferences: Preferences) -> Data:
    if isinstance(preferences, Ranking):
        ranking = _ranking_data(preferences)
        return {"ranking": ranking} | ({"swaps": preferences.swaps} if preferences.swaps else {})
    if isinstance(preferences, Prioritized):
        return {"prioritized": _prioritized_data(preferences)}
    if isinstance(preferences, Weights):
        return {"weights": {text: _number(weight) for text, weight in preferences.weights}}
    if isinstance(preferences, Partial):
        return _partial_data(preferences)
    values = preferences.values
    if isinstance(values, Mapping):
        return {"payoffs": {_state(state): _worth_data(value) for state, value in values.items()}}
    return {"payoffs": [_worth_data(value) for value in values]}


def _partial_data(preferences: Partial) -> Data:
    better = [e if isinstance(e, str) else [_state(s) for s in e] for e in preferences.better]
    data = {"wants": list(preferences.wants), "better": better}
    return _filled(data) or {"wants": []}


def _worth_data(value: Worth) -> float | list[float]:
    return [_number(end) for end in value] if isinstance(value, tuple) else _number(value)


def _ranking_data(preferences: Ranking) -> list[object]:
    tiers = [[_state(state) for state in tier] for tier in preferences.tiers]
    listed: list[object] = [tier[0] if len(tier) == 1 and tier != [GAP] else tier for tier in tiers]
    for above in reversed(preferences.gaps):
        listed.insert(above, GAP)
    return listed


def _prioritized_data(preferences: Prioritized) -> list[object]:
    listed: list[object] = []
    done = 0
    for first, end in preferences.unordered:
        listed += preferences.statements[done:first]
        listed.append({"unordered": list(preferences.statements[first:end])})
        done = end
    return [*listed, *preferences.statements[done:]]


def _mediation_data(mediation: Mediation) -> Data:
    no_deal = mediation.no_deal
    return _filled(
        {
            "settlement": _condition(mediation.settlement),
            "no_deal": None if no_deal is None else _state(no_deal),
            "escalation": _condition(mediation.escalation),
            "mediators": {name: label or None for name, label in mediation.mediators.items()},
            "signatories": list(mediation.signatories),
            "levers": {lever.name: _lever_data(lever) for lever in mediation.levers},
            "guarantee_prices": _numbers(mediation.guarantee_prices),
            "power": _numbers(mediation.power),
            "claims": [_claim_data(claim) for claim in mediation.claims],
        }
    )


def _truth_data(truth: Truth) -> Data:
    cost = {} if truth.cost == 1 else {"cost": _number(truth.cost)}
    return {"to": truth.to, "about": truth.about, **cost}


def _numbers(by_name: Mapping[str, float]) -> Data:
    return {name: _number(number) for name, number in by_name.items()}


def _lever_data(lever: Lever) -> Data:
    data: Data = {
        "label": lever.label,
        "held_by": lever.held_by,
        "on": lever.on,
        "where": _condition(lever.where),
    }
    for row in LEVER_NUMBERS:
        value = row.of(lever)
        if value is not None and (row.required or value != row.default):
            _put(data, row.keys, _number(value))
    return _filled(data | {"note": lever.note})


def _claim_data(claim: Claim) -> Data:
    request = {name: _plain(value) for name, value in claim.request.items()}
    return {"claim": claim.claim, "test": claim.test} | ({"with": request} if request else {})


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return list(value)
    return _number(value) if isinstance(value, float) else value


def _condition(condition: Condition | None) -> StateReference | list[StateReference] | None:
    if isinstance(condition, tuple):
        return [_state(state) for state in condition]
    return None if condition is None else _state(condition)


def _filled(data: Data) -> Data:
    return {key: value for key, value in data.items() if value not in _EMPTY}


def _state(reference: StateReference) -> StateReference:
    return reference if isinstance(reference, str) else int(reference)


def _number(value: float) -> float:
    """Write whole numbers without a decimal point."""
    whole = int(value)
    return whole if whole == value and abs(value) < _EXACT else float(value)
