"""Levers in force: what is done already is in the payoffs, and the rest can still be pulled.

With τ the intensity in force, effect a, execution cost e and where the lever bites [φ], the payoffs
of the decision maker that it is on change by a τ [φ], at belief 1, and those of a holder that is a
decision maker by -e τ [φ]. What is left to pull is max - τ; what was committed is sunk.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import numpy as np

from goodoffices.errors import ModelError, Path, Problem, nearest
from goodoffices.model.conflict import Conflict
from goodoffices.model.events import Event
from goodoffices.model.lever_numbers import LEVER_NUMBERS, lever_number
from goodoffices.model.levers import ROUNDING, Lever
from goodoffices.model.preferences import Payoffs, StateReference, Weights
from goodoffices.model.revealed import everywhere, seen_right
from goodoffices.model.sheet import Sheet, inner
from goodoffices.model.states import OptionStates
from goodoffices.model.uncertainty import Uncertainty, Use

Term = float | str


def known_lever(conflict: Conflict, kind: str, name: str) -> Lever:
    """Return the lever that an event names. Raises ModelError where there is none then."""
    known = [lever.name for lever in conflict.mediation.levers]
    if name not in known:
        found = f"unknown lever '{name}'"
        raise ModelError([Problem((kind, name), found, "a lever", nearest(name, known))])
    return conflict.mediation.lever(name)


def in_force_after(
    conflict: Conflict, in_force: Mapping[str, float], event: Event
) -> dict[str, float]:
    """Return how far levers are in force after an event. Raises ModelError where they cannot be."""
    found = dict(in_force)
    for name, more in event.pulled.items():
        lever = known_lever(conflict, "pulled", name)
        total = found.get(name, 0.0) + more
        if total > lever.most * (1 + ROUNDING):
            told = f"lever '{name}' in force to {total:g} in all"
            expected = f"at most its max, {lever.most:g}"
            raise ModelError([Problem(("pulled", name), told, expected)])
        found[name] = total
    for k, name in enumerate(event.withdrawn):
        if found.pop(name, None) is None:
            told, expected = f"lever '{name}' withdrawn", "a lever that is in force"
            raise ModelError([Problem(("withdrawn", k), told, expected, nearest(name, in_force))])
    return found


def with_in_force(
    conflict: Conflict, in_force: Mapping[str, float]
) -> tuple[Conflict, dict[str, str]]:
    """Return the conflict with levers in force, and the quantities that got a name for it."""
    named: dict[str, str] = {}
    for name, intensity in in_force.items():
        lever = known_lever(conflict, "pulled", name)
        sheet = Sheet(conflict)
        felt = _times(intensity, sheet.term(_place("effect", lever), f"effect_of_{name}"))
        paid: Term = 0.0
        if lever.held_by in conflict.names:
            paid = _times(-intensity, sheet.term(_place("execute", lever), f"cost_of_{name}"))
        left = sheet.term(_place("most", lever), f"most_of_{name}")
        left = left - intensity if not isinstance(left, str) else f"{inner(left)} - {intensity:g}"
        rest = lever.most - intensity
        gone = rest <= ROUNDING * lever.most or (lever.step is not None and rest < lever.step)
        if not gone:
            sheet.put(_place("most", lever), left)
        bites, where = conflict.bites(lever), _statement(conflict, lever)
        conflict, named = sheet.done(), named | sheet.named
        conflict = _paid(conflict, lever.on, felt, bites, where)
        conflict = _paid(conflict, lever.held_by, paid, bites, where)
        conflict = _without(conflict, name) if gone else conflict
    return conflict, named


def _place(attribute: str, lever: Lever) -> Path:
    return lever_number(attribute).place(lever.name)


def _times(factor: float, term: Term) -> Term:
    return f"{factor:g} * {inner(term)}" if isinstance(term, str) else factor * term


def _statement(conflict: Conflict, lever: Lever) -> str:
    """Return where a lever bites as a statement; "" in a conflict written as a graph."""
    states = conflict.states
    if not isinstance(states, OptionStates):
        return ""
    where = lever.where
    if isinstance(where, str) and (where in conflict.option_of or set(where) - set("YN-")):
        return where
    names = list(conflict.option_of)
    patterns = (states.pattern(k) for s in conflict.matching(where) for k in states.members(s))
    told = (
        " and ".join(n if y == "Y" else f"not {n}" for n, y in zip(names, pattern, strict=True))
        for pattern in patterns
    )
    return " or ".join(f"({one})" for one in told)


def _paid(conflict: Conflict, name: str, term: Term, bites: np.ndarray, where: str) -> Conflict:
    """Add a term to a decision maker's payoffs in some states; nothing to those of others."""
    if not term or name not in conflict.names:
        return conflict
    mover = conflict.decision_maker_index(name)
    dm = conflict.decision_makers[mover]
    known, here = conflict.uncertainty or Uncertainty(), ("decision_makers", name, "preferences")
    sheet = Sheet(conflict)
    wants = dm.preferences
    if isinstance(wants, Payoffs):
        for key in _keys(conflict, wants, bites):
            place: Path = (*here, "payoffs", key)
            old = sheet.term(place, f"payoff_of_{name}_{key if isinstance(key, str) else key + 1}")
            sheet.put(place, _sum(old, term))
        return sheet.done()
    if not isinstance(wants, Weights):
        return conflict
    said = {text for text, _ in wants.weights}
    while where in said:
        where = f"({where})"
    more = Weights((*wants.weights, (where, sheet.nominal(term))))
    makers = list(conflict.decision_makers)
    makers[mover] = dataclasses.replace(dm, preferences=more)
    if isinstance(term, str):
        use = Use((*here, "weights", where), term)
        known = dataclasses.replace(known, uses=(*known.uses, use))
    uncertainty = known if known.quantities else None
    return conflict.replace(decision_makers=tuple(makers), uncertainty=uncertainty)


def _sum(old: Term, term: Term) -> Term:
    if isinstance(old, str) or isinstance(term, str):
        return f"{old if isinstance(old, str) else f'{old:.12g}'} + {_inside(term)}"
    return old + term


def _inside(term: Term) -> str:
    return f"({term})" if isinstance(term, str) else f"({term:.12g})"


def _keys(conflict: Conflict, wants: Payoffs, bites: np.ndarray) -> list[StateReference]:
    """Return the keys of the payoffs of the states where a lever bites."""
    if isinstance(wants.values, Mapping):
        return [key for key in wants.values if bites[conflict.index(key)]]
    return [int(k) for k in np.flatnonzero(bites)]


def _without(conflict: Conflict, name: str) -> Conflict:
    """Return the conflict without a lever of which nothing is left to pull."""
    conflict = seen_right(conflict, everywhere(conflict, f"mediation.levers.{name}"))
    places = {row.place(name) for row in LEVER_NUMBERS}
    kept = tuple(lever for lever in conflict.mediation.levers if lever.name != name)
    known = conflict.uncertainty.without(places) if conflict.uncertainty else None
    mediation = dataclasses.replace(conflict.mediation, levers=kept)
    return conflict.replace(mediation=mediation, uncertainty=known)
