"""What durability say: in words, and as plain data."""

from __future__ import annotations

from typing import Any

from goodoffices.mediation.durability import Departure, Durability, Withdrawal
from goodoffices.show.telling import data, text
from goodoffices.show.words import Words, brief, listing
from goodoffices.stability.concepts import CONCEPTS, concept_key


@data.register(Departure)
def departure_data(answer: Departure) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return {
        "decision_maker": answer.decision_maker,
        "move": answer.move.to_dict(),
        "onward": None if answer.onward is None else [move.to_dict() for move in answer.onward],
        "end": answer.end and answer.end.number,
    }


@data.register(Withdrawal)
def withdrawal_data(answer: Withdrawal) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return {
        "levers": list(answer.levers),
        "stable": answer.stable,
        "departures": [departure.to_dict() for departure in answer.departures],
        "prefer_no_deal": list(answer.prefer_no_deal),
    }


@data.register(Durability)
def durability_data(answer: Durability) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return {
        "title": answer.plan.conflict.title,
        "settlement": answer.plan.settlement.number,
        "concept": answer.plan.request.concept,
        "withdrawals": [withdrawal.to_dict() for withdrawal in answer.withdrawals],
    }


@text.register(Durability)
def durability_text(answer: Durability) -> str:
    """Tell for each withdrawal whether the settlement lasts, and who leaves it to where."""
    words = Words(answer.plan.conflict)
    row = CONCEPTS[concept_key(answer.plan.request.concept)]
    if not answer.withdrawals:
        return f"It holds under {row.short} with no lever pulled: there is nothing to withdraw."
    under = f"under {row.short} ({row.foresight})"
    lines = [f"Settlement {brief(answer.plan.settlement)}, once levers are withdrawn, {under}:"]
    for withdrawal in answer.withdrawals:
        lines += _told(withdrawal, words)
    return "\n".join(lines)


def _told(withdrawal: Withdrawal, words: Words) -> list[str]:
    without = listing([f"'{words.lever(name).title}'" for name in withdrawal.levers])
    if withdrawal.stable:
        lines = [f"Without {without} it still holds."]
    else:
        lines = [f"Without {without} it does not hold:"]
        lines += [f"  {_leaves(departure, words)}" for departure in withdrawal.departures]
    if withdrawal.prefer_no_deal:
        parties = listing([words.party(name) for name in withdrawal.prefer_no_deal])
        lines.append(f"  No longer liked better than no deal by {parties}.")
    return lines


def _leaves(departure: Departure, words: Words) -> str:
    who = words.party(departure.decision_maker)
    deed = words.deed(departure.move, "drop", "take", "leave")
    lead = f"{who} would {deed}, to state {brief(departure.move.target)}"
    if departure.end is None:
        return f"{lead}, from where the parties find no rest."
    if not departure.onward:
        return f"{lead}, and there it rests."
    return f"{lead}; from there the parties move on to state {brief(departure.end)}."
