"""Mediators compared: a plan or a shortfall for each holder of levers, for all, and for none."""

from __future__ import annotations

from goodoffices.mediation.mediators import Holding, Mediators
from goodoffices.show.answers.about import about
from goodoffices.show.answers.plan_tables import (
    Group,
    judged_by,
    lever_notes,
    lever_sheets,
    overview,
    records,
)
from goodoffices.show.document import Document
from goodoffices.show.telling import report, shape, summary
from goodoffices.show.words import Words, listing

_NOBODY = "nobody"


@report.register(Mediators)
def mediators_report(found: Mediators) -> Document:
    """Report the answers for each holder of levers, for all together, and for none."""
    named: list[Group] = [(" ".join(one.held_by), one.answer) for one in found.holdings]
    titled: list[Group] = [
        (" + ".join(one.held_by) or _NOBODY, one.answer) for one in found.holdings
    ]
    words = Words(found.conflict)
    return about(
        found,
        "mediators",
        overview(titled, words, "Levers of"),
        *lever_sheets(titled, words, "Levers of"),
        records=records(named, "holders"),
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


shape(Holding, "held_by *answer")
