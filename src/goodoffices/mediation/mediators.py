"""Mediators compared: the same request for each holder of levers, for all of them, and for none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from goodoffices.answer import Answer
from goodoffices.errors import expect
from goodoffices.mediation.plan.planning import names_of, plan
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.model.conflict import Conflict


@dataclass(frozen=True)
class Holding(Answer):
    """The answer with the levers of some holders, of none where ``held_by`` is empty."""

    held_by: tuple[str, ...]
    answer: Plan | Shortfall


@dataclass(frozen=True)
class Mediators(Answer):
    """One holding per holder alone, then all together where there are several, then none.

    Examples
    --------
    >>> found = go.mediators(go.case("indus-waters-1960"))
    >>> print(found.holdings[0].answer.summary)
    a plan: settlement 5 (YNYN) at a cost of 5.556.
    """

    conflict: Conflict = field(repr=False)
    holdings: tuple[Holding, ...]


def mediators(conflict: Conflict, **request: Any) -> Mediators:
    """Answer the same request for each holder alone, for all together and with no lever at all.

    Parameters
    ----------
    request
        As for ``goodoffices.plan``; ``held_by`` limits the holders compared.

    Raises
    ------
    RequestError
        The request does not fit the conflict.

    Examples
    --------
    >>> found = go.mediators(go.case("indus-waters-1960"))
    >>> [(holding.held_by, isinstance(holding.answer, go.Plan)) for holding in found.holdings]
    [(('Bank',), True), ((), False)]
    """
    expect(conflict, Conflict)
    wanted = names_of(request.pop("held_by", None))
    levers = conflict.mediation.levers
    holders = wanted or tuple(dict.fromkeys(lever.held_by for lever in levers))
    groups: list[tuple[str, ...]] = [(name,) for name in holders]
    if len(holders) > 1:
        groups.append(holders)
    held = [Holding(who, plan(conflict, held_by=who, **request)) for who in groups]
    nothing = plan(conflict, **{**request, "levers": ()})
    return Mediators(conflict, (*held, Holding((), nothing)))
