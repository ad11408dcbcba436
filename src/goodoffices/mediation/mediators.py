"""Mediators compared: the same request for each holder of levers, for all of them, and for none."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from goodoffices.answer import Answer
from goodoffices.errors import expect
from goodoffices.mediation.holder_sets import Holders, Sets, holder_sets
from goodoffices.mediation.plan.planning import least_cost, names_of, plan
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

    Attributes
    ----------
    sets
        The smallest sets of holders that suffice; None where they were not asked for.

    Examples
    --------
    >>> found = go.mediators(go.case("indus-waters-1960"))
    >>> print(found.holdings[0].answer.summary)
    a plan at a cost of 5.556: settlement 5 (YNYN).
    """

    conflict: Conflict = field(repr=False)
    holdings: tuple[Holding, ...]
    sets: Sets | None = None


def mediators(conflict: Conflict, *, sets: bool = False, **request: Any) -> Mediators:
    """Answer the same request for each holder alone, for all together and with no lever at all.

    Parameters
    ----------
    sets
        Whether to find all smallest sets of holders that suffice, too.
    request
        As for ``goodoffices.plan``; ``held_by`` limits the holders compared.

    Raises
    ------
    RequestError
        The request does not fit the conflict.
    SizeError
        Sets of more than 16 holders.

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
    holdings = (*held, Holding((), nothing))
    together = held[-1].answer if held else nothing
    if not sets:
        return Mediators(conflict, holdings)
    enough = {one.held_by: isinstance(one.answer, Plan) for one in holdings}

    def suffices(who: Holders) -> bool:
        if who not in enough:
            asked = replace(together.request, held_by=who)
            enough[who] = least_cost(conflict, asked) is not None
        return enough[who]

    return Mediators(conflict, holdings, holder_sets(holders, suffices, together))
