"""What mediators say: in words, and as plain data."""

from __future__ import annotations

from typing import Any

from goodoffices.mediation.mediators import Holding, Mediators
from goodoffices.show.answers.mediation_words import pulls
from goodoffices.show.telling import data, text
from goodoffices.show.words import Words, listing


@data.register(Holding)
def holding_data(answer: Holding) -> dict[str, Any]:
    """Return plain data for JSON."""
    return {"held_by": list(answer.held_by), **answer.answer.to_dict()}


@data.register(Mediators)
def mediators_data(answer: Mediators) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    holdings = [holding.to_dict() for holding in answer.holdings]
    return {"title": answer.conflict.title, "holdings": holdings}


@text.register(Mediators)
def mediators_text(answer: Mediators) -> str:
    """Tell the answer for each holding."""
    words = Words(answer.conflict)
    lines = []
    for holding in answer.holdings:
        who = listing([words.holder(name) for name in holding.held_by]) or "With no lever"
        ways = {0: "", 1: " alone"}.get(len(holding.held_by), " together")
        lines.append(f"{who}{ways}: {holding.answer.summary}")
        lines += [f"  {told}" for told in pulls(words, holding.answer.intensities)]
    return "\n".join(lines)
