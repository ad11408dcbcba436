"""Which deterrents at a state nobody would carry out, and which levers are bluffs."""

from __future__ import annotations

import math
from typing import Any

from goodoffices.mediation.threats import EmptyThreat, LeverThreat, Threats, Unwilling
from goodoffices.show.answers.about import about, conflict_data, steps
from goodoffices.show.document import Cell, Column, Report, Sheet
from goodoffices.show.telling import data, plain, report, text
from goodoffices.show.words import Words, amount, brief, listing


@report.register(Threats)
def threats_report(found: Threats) -> Report:
    """Report which deterrents at a state nobody would carry out, and which levers are bluffs."""
    columns = (
        Column("kind", "Kind"),
        Column("state", "State", "number"),
        Column("by", "By"),
        Column("improvement", "Improvement", "number"),
        Column("sanction", "Sanction"),
        Column("lever", "Lever"),
        Column("intensity", "Intensity", "number"),
        Column("standing", "Standing"),
        Column("bluff_from", "Bluff from", "number"),
    )
    state = found.state.number
    rows: list[list[Cell]] = []
    for one in found.empty:
        way: list[Cell] = [
            one.improvement.mover,
            one.improvement.target.number,
            steps(one.sanction),
        ]
        rows.append(["empty threat", state, *way, None, None, None, None])
    for lever in found.levers:
        holder = found.conflict.mediation.lever(lever.lever).held_by
        judged: list[Cell] = [lever.lever, lever.intensity, lever.standing, lever.bluff_from]
        rows.append(["lever", state, holder, None, None, *judged])
    return about(found, "threats", str(found), records=Sheet(columns, rows))


@data.register(Threats)
def threats_data(answer: Threats) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return {
        "conflict": conflict_data(answer.conflict),
        "state": answer.state.number,
        "empty": plain(answer.empty),
        "levers": plain(answer.levers),
    }


@text.register(Threats)
def threats_text(answer: Threats) -> str:
    """Tell which deterrents would not be carried out, and why."""
    words = Words(answer.conflict)
    lines = [f"At {words.outcome(answer.state)}:"]
    for threat in answer.empty:
        lines += _told(threat, words)
    if not answer.empty:
        lines.append("  no improvement is held back by an empty threat.")
    if answer.levers:
        lines.append("Levers:")
        lines += [f"  {_credit(lever, words)}" for lever in answer.levers]
    return "\n".join(lines)


def _told(threat: EmptyThreat, words: Words) -> list[str]:
    move = threat.improvement
    steps = [
        f"{words.party(step.mover)} {words.deed(step, 'dropping', 'taking', 'moving')}"
        for step in threat.sanction
    ]
    deed = words.deed(move, other="move")
    return [
        f"  {words.party(move.mover)} could {deed}, to state {brief(move.target)}.",
        f"    What could hold it back: {listing(steps)}. An empty threat:",
        *(f"    {_why(one, words)}" for one in threat.unwilling),
    ]


def _credit(threat: LeverThreat, words: Words) -> str:
    lever = words.lever(threat.lever)
    at = f"{lever.title} ({words.holder(lever.held_by)}) at {amount(threat.intensity)}"
    if threat.standing == "unassessed":
        return f"{at}: unassessed; nobody has said what its holder would bear."
    limit = lever.credible_up_to
    if limit is None or math.isinf(limit):
        return f"{at}: credible; carrying it out costs its holder nothing."
    if threat.standing == "bluff":
        return f"{at}: a bluff, as it is beyond {amount(limit)}."
    beyond = "" if threat.bluff_from is None else f"; a bluff beyond {amount(threat.bluff_from)}"
    return f"{at}: credible{beyond}."


def _why(one: Unwilling, words: Words) -> str:
    who, target = words.party(one.move.mover), brief(one.move.target)
    cost = f"would lose {amount(one.loss)}" if one.loss else "would gain nothing"
    return f"{who} {cost} by going from state {brief(one.move.origin)} to {target}."
