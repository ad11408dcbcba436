"""What ripeness say: in words, and as plain data."""

from __future__ import annotations

from typing import Any

from goodoffices.mediation.ripeness import Ripeness, Standing, WayOut
from goodoffices.show.telling import data, text
from goodoffices.show.words import Words, amount, brief


@data.register(Standing)
def standing_data(answer: Standing) -> dict[str, Any]:
    """Return plain data for JSON."""
    return {
        "decision_maker": answer.decision_maker,
        "payoff": answer.payoff,
        "security": answer.security,
        "stalemate": answer.stalemate,
        "hurting": answer.hurting,
        "way_ahead": answer.way_ahead and answer.way_ahead.to_dict(),
    }


@data.register(WayOut)
def way_out_data(answer: WayOut) -> dict[str, Any]:
    """Return plain data for JSON."""
    return {
        "state": answer.state.number,
        "label": answer.state.label,
        "moves": [move.to_dict() for move in answer.moves],
        "settlement": answer.settlement,
    }


@data.register(Ripeness)
def ripeness_data(answer: Ripeness) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return {
        "title": answer.conflict.title,
        "state": answer.state.number,
        "standings": [standing.to_dict() for standing in answer.standings],
        "mutually_hurting_stalemate": answer.mutually_hurting_stalemate,
        "ways_out": [way.to_dict() for way in answer.ways_out],
        "ripe": answer.ripe,
    }


@text.register(Ripeness)
def ripeness_text(answer: Ripeness) -> str:
    """Tell for each signatory how it stands, and then where they could go together."""
    words = Words(answer.conflict)
    lines = [f"At {words.outcome(answer.state)}:"]
    lines += [f"  {_told(standing, words)}" for standing in answer.standings]
    mutual = "a" if answer.mutually_hurting_stalemate else "no"
    lines.append(f"There is {mutual} mutually hurting stalemate.")
    if not answer.ways_out:
        lines.append("There is no way out: no other state is better for all of them.")
    else:
        lines.append("Ways out, better for all of them:")
        for way in answer.ways_out[:_SHOWN]:
            sought = " (a settlement sought)" if way.settlement else ""
            lines.append(f"  {words.outcome(way.state)}{sought}")
        if len(answer.ways_out) > _SHOWN:
            lines.append(f"  and {len(answer.ways_out) - _SHOWN:,} more")
    lines.append(f"So the conflict is {'' if answer.ripe else 'not '}ripe for mediation.")
    return "\n".join(lines)


def _told(standing: Standing, words: Words) -> str:
    who = words.party(standing.decision_maker)
    relation = "above" if standing.payoff > standing.security else "at"
    relation = "below" if standing.payoff < standing.security else relation
    level = (
        f"payoff {amount(standing.payoff)}, {relation} the {amount(standing.security)} that it "
        "could make sure of by itself"
    )
    if standing.way_ahead is None:
        return f"{who} is stuck; {level}: {'hurting' if standing.hurting else 'not hurting'}."
    target = brief(standing.way_ahead.target)
    return f"{who} is not stuck: it could go to state {target}, and nothing deters it; {level}."


_SHOWN = 10
