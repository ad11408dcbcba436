"""What threats say: in words, and as plain data."""

from __future__ import annotations

import math
from typing import Any

from goodoffices.mediation.threats import EmptyThreat, LeverThreat, Threats, Unwilling
from goodoffices.show.telling import data, text
from goodoffices.show.words import Words, amount, brief, listing


@data.register(Unwilling)
def unwilling_data(answer: Unwilling) -> dict[str, Any]:
    """Return plain data for JSON."""
    return {"move": answer.move.to_dict(), "loss": answer.loss}


@data.register(EmptyThreat)
def empty_threat_data(answer: EmptyThreat) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return {
        "improvement": answer.improvement.to_dict(),
        "sanction": [move.to_dict() for move in answer.sanction],
        "unwilling": [one.to_dict() for one in answer.unwilling],
    }


@data.register(LeverThreat)
def lever_threat_data(answer: LeverThreat) -> dict[str, Any]:
    """Return plain data for JSON."""
    return dict(vars(answer))


@data.register(Threats)
def threats_data(answer: Threats) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return {
        "title": answer.conflict.title,
        "state": answer.state.number,
        "empty": [threat.to_dict() for threat in answer.empty],
        "levers": [lever.to_dict() for lever in answer.levers],
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
