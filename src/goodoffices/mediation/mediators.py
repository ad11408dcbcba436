"""Mediators compared: the same request for each holder of levers, for all of them, and for none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from goodoffices.mediation.plan.planning import names_of, plan
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.show.answers.mediation_words import MediationWords
from goodoffices.model.conflict import Conflict
from goodoffices.answer import Told
from goodoffices.show.words import listing


@dataclass(frozen=True)
class Holding:
    """The answer with the levers of some holders, of none where ``held_by`` is empty."""

    held_by: tuple[str, ...]
    answer: Plan | Shortfall

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {"held_by": list(self.held_by), **self.answer.to_dict()}


@dataclass(frozen=True)
class Mediators(Told):
    """One holding per holder alone, then all together where there are several, then none."""

    conflict: Conflict = field(repr=False)
    holdings: tuple[Holding, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON; states by number."""
        holdings = [holding.to_dict() for holding in self.holdings]
        return {"title": self.conflict.title, "holdings": holdings}

    def __str__(self) -> str:
        """Tell the answer for each holding."""
        words = MediationWords(self.conflict)
        lines = []
        for holding in self.holdings:
            who = listing([words.holder(name) for name in holding.held_by]) or "With no lever"
            ways = {0: "", 1: " alone"}.get(len(holding.held_by), " together")
            lines.append(f"{who}{ways}: {holding.answer.summary}")
            lines += [f"  {told}" for told in words.pulled(holding.answer.intensities)]
        return "\n".join(lines)


def mediators(conflict: Conflict, **request: Any) -> Mediators:
    """Answer the same request for each holder alone, for all together and with no lever at all.

    Parameters
    ----------
    request
        As for ``goodoffices.mediation.plan.planning.plan``; ``held_by`` limits the holders compared.

    Raises
    ------
    RequestError
        The request does not fit the conflict.
    """
    wanted = names_of(request.pop("held_by", None))
    levers = conflict.mediation.levers if conflict.mediation else ()
    holders = wanted or tuple(dict.fromkeys(lever.held_by for lever in levers))
    groups: list[tuple[str, ...]] = [(name,) for name in holders]
    if len(holders) > 1:
        groups.append(holders)
    held = [Holding(who, plan(conflict, held_by=who, **request)) for who in groups]
    nothing = plan(conflict, **{**request, "levers": ()})
    return Mediators(conflict, (*held, Holding((), nothing)))
