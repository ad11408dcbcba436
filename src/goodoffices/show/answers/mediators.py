"""Mediators compared: a plan or a shortfall for each holder of levers, for all, and for none."""

from __future__ import annotations

from typing import Any

from goodoffices.mediation.mediators import Holding, Mediators
from goodoffices.show.answers.about import about, conflict_data, within
from goodoffices.show.answers.plan_tables import (
    Group,
    judged_by,
    lever_notes,
    lever_sheets,
    overview,
    records,
)
from goodoffices.show.document import Column, Report
from goodoffices.show.telling import data, report, summary
from goodoffices.show.words import Words, listing

_NOBODY = "nobody"


@report.register(Mediators)
def mediators_report(found: Mediators) -> Report:
    """Report the answers for each holder of levers, for all together, and for none."""
    named: list[Group] = [(" ".join(one.held_by), one.answer) for one in found.holdings]
    titled: list[Group] = [
        (" + ".join(one.held_by) or _NOBODY, one.answer) for one in found.holdings
    ]
    return about(
        found,
        "mediators",
        overview(titled, "Levers of"),
        *lever_sheets(titled, "Levers of"),
        records=records(named, Column("holders", "Levers of")),
        notes=(
            judged_by(found.holdings[0].answer.request),
            *lever_notes([one.answer for one in found.holdings]),
        ),
    )


@summary.register(Mediators)
def mediators_in_brief(found: Mediators) -> str:
    """Say in a sentence for each holding what the answer comes to."""
    words = Words(found.conflict)
    lines = []
    for one in found.holdings:
        who = listing([words.holder(name) for name in one.held_by]) or "With no lever"
        ways = {0: "", 1: " alone"}.get(len(one.held_by), " together")
        lines.append(f"{who}{ways}: {one.answer.summary}")
    return "\n".join(lines)


@data.register(Holding)
def holding_data(answer: Holding) -> dict[str, Any]:
    """Return plain data for JSON."""
    return {"held_by": list(answer.held_by), **within(answer.answer)}


@data.register(Mediators)
def mediators_data(answer: Mediators) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return {
        "conflict": conflict_data(answer.conflict),
        "holdings": [holding.to_dict() for holding in answer.holdings],
    }
