"""Which deterrents at a state nobody would carry out, and which levers are bluffs."""

from __future__ import annotations

import math

from goodoffices.mediation.threats import EmptyThreat, LeverThreat, Threats, Unwilling
from goodoffices.show.answers.about import about, steps
from goodoffices.show.document import Cell, Document, wide
from goodoffices.show.language import say
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
    lines = [say("At {}:", words.outcome(answer.state))]
    for threat in answer.empty:
        could, *why = empty_threat(threat, words)
        lines += [f"  {could}", *(f"    {line}" for line in why)]
    if not answer.empty:
        lines.append(say("  no improvement is held back by an empty threat."))
    if answer.levers:
        lines.append(say("Levers:"))
        lines += [f"  {_credit(lever, words)}" for lever in answer.levers]
    return "\n".join(lines)


def empty_threat(threat: EmptyThreat, words: Words) -> list[str]:
    """Tell what an improvement is, what could hold it back, and why nobody would do that."""
    move = threat.improvement
    steps = [f"{words.party(step.mover)} {words.deed(step, 'doing')}" for step in threat.sanction]
    deed = words.deed(move)
    return [
        say("{} could {}, to state {}.", words.party(move.mover), deed, words.ref(move.target)),
        say("What could hold it back: {}. An empty threat:", listing(steps)),
        *(_why(one, words) for one in threat.unwilling),
    ]


def _credit(threat: LeverThreat, words: Words) -> str:
    lever = words.lever(threat.lever)
    at = say("{} ({}) at {}", lever.title, words.party(lever.held_by), amount(threat.intensity))
    if threat.standing == "unassessed":
        return say("{}: unassessed; nobody has said what its holder would bear.", at)
    limit = lever.credible_up_to
    if limit is None or math.isinf(limit):
        return say("{}: credible; carrying it out costs its holder nothing.", at)
    if threat.standing == "bluff":
        return say("{}: a bluff, as it is beyond {}.", at, amount(limit))
    if threat.bluff_from is None:
        return say("{}: credible.", at)
    return say("{}: credible; a bluff beyond {}.", at, amount(threat.bluff_from))


def _why(one: Unwilling, words: Words) -> str:
    who, target = words.party(one.move.mover), words.ref(one.move.target)
    origin = words.ref(one.move.origin)
    if not one.loss:
        return say("{} would gain nothing by going from state {} to {}.", who, origin, target)
    lost = amount(one.loss)
    return say("{} would lose {} by going from state {} to {}.", who, lost, origin, target)
