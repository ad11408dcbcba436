"""Which deterrents at a state nobody would carry out, and which levers are bluffs."""

from __future__ import annotations

import math

from goodoffices.mediation.threats import EmptyThreat, LeverThreat, Threats, Unwilling
from goodoffices.show.answers.about import about, steps
from goodoffices.show.document import Cell, Document, wide
from goodoffices.show.telling import report, text
from goodoffices.show.words import Words, amount, listing


@report.register(Threats)
def threats_report(found: Threats) -> Document:
    """Report which deterrents at a state nobody would carry out, and which levers are bluffs."""
    state = found.state.number
    rows: list[list[Cell]] = []
    for one in found.empty:
        move = one.improvement
        start: list[Cell] = ["empty threat", state, move.mover, move.target.number]
        rows.append([*start, steps(one.sanction), None, None, None, None])
    for lever in found.levers:
        holder = found.conflict.mediation.lever(lever.lever).held_by
        judged: list[Cell] = [lever.lever, lever.intensity, lever.standing, lever.bluff_from]
        rows.append(["lever", state, holder, None, None, *judged])
    keys = "kind state by improvement sanction lever intensity standing bluff_from"
    return about(found, "threats", records=wide(keys, rows))


@text.register(Threats)
def threats_text(answer: Threats) -> str:
    """Tell which deterrents would not be carried out, and why."""
    words = Words(answer.conflict)
    lines = [f"At {words.outcome(answer.state)}:"]
    for threat in answer.empty:
        could, *why = empty_threat(threat, words)
        lines += [f"  {could}", *(f"    {line}" for line in why)]
    if not answer.empty:
        lines.append("  no improvement is held back by an empty threat.")
    if answer.levers:
        lines.append("Levers:")
        lines += [f"  {_credit(lever, words)}" for lever in answer.levers]
    return "\n".join(lines)


def empty_threat(threat: EmptyThreat, words: Words) -> list[str]:
    """Tell what an improvement is, what could hold it back, and why nobody would do that."""
    move = threat.improvement
    steps = [
        f"{words.party(step.mover)} {words.deed(step, 'doing')}"
        for step in threat.sanction
    ]
    deed = words.deed(move)
    return [
        f"{words.party(move.mover)} could {deed}, to state {words.ref(move.target)}.",
        f"What could hold it back: {listing(steps)}. An empty threat:",
        *(_why(one, words) for one in threat.unwilling),
    ]


def _credit(threat: LeverThreat, words: Words) -> str:
    lever = words.lever(threat.lever)
    at = f"{lever.title} ({words.party(lever.held_by)}) at {amount(threat.intensity)}"
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
    who, target = words.party(one.move.mover), words.ref(one.move.target)
    cost = f"would lose {amount(one.loss)}" if one.loss else "would gain nothing"
    return f"{who} {cost} by going from state {words.ref(one.move.origin)} to {target}."
