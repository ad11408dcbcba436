"""What becomes of a plan's settlement when its levers are withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from goodoffices.mediation.durability import Departure, Durability, Withdrawal
from goodoffices.mediation.plan.results import Shortfall
from goodoffices.show.answers.about import about, conflict_data, within
from goodoffices.show.answers.plan import plan_report
from goodoffices.show.answers.plan_tables import lever_notes, lever_sheets
from goodoffices.show.document import Cell, Column, Report, Sheet
from goodoffices.show.telling import data, plain, report, text
from goodoffices.show.words import Words, brief, listing
from goodoffices.stability.concepts import CONCEPTS, concept_key

_WITHDRAWAL = (
    Column("withdrawn", "Withdrawn"),
    Column("stable", "Stable"),
    Column("accepted", "Accepted"),
    Column("leaves", "Leaves"),
    Column("to", "To", "number"),
    Column("end", "Ends in", "number"),
)


@report.register(Durability)
def durability_report(found: Durability) -> Report:
    """Report what becomes of a plan's settlement when its levers are withdrawn."""
    rows = [row for withdrawal in found.withdrawals for row in _withdrawal_rows(withdrawal)]
    return about(
        found,
        "durability",
        str(found),
        *lever_sheets([("", found.plan)]),
        records=Sheet(_WITHDRAWAL, rows),
        notes=lever_notes([found.plan]),
    )


def no_durability_report(answer: Shortfall) -> Report:
    """Report that there is no plan, and so nothing to withdraw."""
    plan = plan_report(answer)
    return Report(
        command="durability",
        title=plan.title,
        body=("There is no plan from which levers could be withdrawn.", *plan.body),
        records=Sheet(_WITHDRAWAL, []),
        data=lambda: {
            "conflict": conflict_data(answer.conflict),
            "plan": within(answer),
            "settlement": None,
            "concept": answer.request.concept,
            "withdrawals": [],
        },
        notes=plan.notes,
    )


def _withdrawal_rows(withdrawal: Withdrawal) -> Iterator[list[Cell]]:
    """Yield one row per decision maker that leaves, or one that says that nobody does."""
    start: list[Cell] = [
        " ".join(withdrawal.levers),
        withdrawal.stable,
        withdrawal.accepted,
    ]
    for one in withdrawal.departures:
        end = None if one.end is None else one.end.number
        yield [*start, one.decision_maker, one.move.target.number, end]
    if not withdrawal.departures:
        yield [*start, None, None, None]


@data.register(Departure)
def departure_data(answer: Departure) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return {
        "decision_maker": answer.decision_maker,
        "move": answer.move.to_dict(),
        "onward": plain(answer.onward),
        "end": plain(answer.end),
    }


@data.register(Withdrawal)
def withdrawal_data(answer: Withdrawal) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return {
        "levers": list(answer.levers),
        "stable": answer.stable,
        "departures": plain(answer.departures),
        "prefer_no_deal": list(answer.prefer_no_deal),
    }


@data.register(Durability)
def durability_data(answer: Durability) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return {
        "conflict": conflict_data(answer.conflict),
        "plan": within(answer.plan),
        "settlement": answer.plan.settlement.number,
        "concept": answer.plan.request.concept,
        "withdrawals": plain(answer.withdrawals),
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
