"""Even-handedness: whether it takes levers on every party, and how hard each one is pressed.

The same request is answered with levers on one decision maker at a time, and on all of them. With
t the intensities of an answer, b belief and a effect, a decision maker i bears

    pressure    sum over levers l on i with a_l < 0 of |b_l a_l t_l|
    inducement  sum over levers l on i with a_l > 0 of |b_l a_l t_l|

both in units of i's payoff range, so that parties can be compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from goodoffices.answer import Answer
from goodoffices.errors import RequestError, expect
from goodoffices.mediation.plan.planning import names_of, plan
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.model.conflict import Conflict


@dataclass(frozen=True)
class Burden(Answer):
    """What levers add up to for a decision maker, in units of its payoff range."""

    decision_maker: str
    pressure: float
    inducement: float


@dataclass(frozen=True)
class Side(Answer):
    """The answer with the levers on some decision makers only.

    Attributes
    ----------
    on
        The decision makers that levers may bite on.
    burdens
        One per decision maker of the conflict, at the answer's intensities; for a shortfall, those
        at which least is missing.
    """

    on: tuple[str, ...]
    answer: Plan | Shortfall
    burdens: tuple[Burden, ...]


@dataclass(frozen=True)
class Evenness(Answer):
    """One side per decision maker that a lever bites on, and last all of them together.

    Examples
    --------
    >>> sides = go.evenness(go.case("indus-waters-1960")).sides
    >>> [(burden.decision_maker, round(burden.inducement, 3)) for burden in sides[2].burdens]
    [('India', 0.0), ('Pakistan', 0.2)]
    """

    conflict: Conflict = field(repr=False)
    sides: tuple[Side, ...]


def evenness(conflict: Conflict, **request: Any) -> Evenness:
    """Answer the same request with levers on one decision maker at a time, and on all.

    Parameters
    ----------
    request
        As for ``goodoffices.plan``; ``on`` limits the decision makers compared.

    Raises
    ------
    RequestError
        No lever bites on anybody, or the request does not fit the conflict.

    Examples
    --------
    >>> sides = go.evenness(go.case("indus-waters-1960")).sides
    >>> [(side.on, isinstance(side.answer, go.Plan)) for side in sides]
    [(('India',), False), (('Pakistan',), True), (('India', 'Pakistan'), True)]
    """
    expect(conflict, Conflict)
    wanted = names_of(request.pop("on", None))
    levers = conflict.mediation.levers
    bitten = [name for name in conflict.names if any(lever.on == name for lever in levers)]
    targets = [name for name in bitten if wanted is None or name in wanted]
    if not targets:
        raise RequestError("nothing to compare: no lever bites on the decision makers asked for")
    groups: list[tuple[str, ...]] = [(name,) for name in targets]
    if len(targets) > 1:
        groups.append(tuple(targets))
    return Evenness(conflict, tuple(_side(conflict, on, request) for on in groups))


def burdens(conflict: Conflict, intensities: Mapping[str, float]) -> tuple[Burden, ...]:
    """Return pressure and inducement per decision maker with levers pulled."""
    found = []
    for name, payoffs in zip(conflict.names, conflict.payoffs, strict=True):
        spread = float(np.ptp(payoffs)) or 1.0
        felt = [
            lever.felt * intensities[lever.name] / spread
            for lever in conflict.mediation.levers
            if lever.on == name and lever.name in intensities
        ]
        pressure, inducement = -sum(min(f, 0.0) for f in felt), sum(max(f, 0.0) for f in felt)
        found.append(Burden(name, pressure + 0.0, inducement + 0.0))
    return tuple(found)


def _side(conflict: Conflict, on: tuple[str, ...], request: dict[str, Any]) -> Side:
    answer = plan(conflict, on=on, **request)
    return Side(on, answer, burdens(conflict, answer.intensities))
