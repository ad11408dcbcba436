"""Whether the parties are stuck, whether it hurts, and whether there is a way out."""

from __future__ import annotations

from typing import Any

from goodoffices.mediation.ripeness import Ripeness, Standing, WayOut
from goodoffices.show.answers.about import about, conflict_data
from goodoffices.show.document import Cell, Column, Report, Sheet
from goodoffices.show.telling import data, plain, report, text
from goodoffices.show.words import Words, amount, brief


@report.register(Ripeness)
def ripeness_report(found: Ripeness) -> Report:
    """Report whether the parties are stuck, whether it hurts, and whether there is a way out."""
    columns = (
        Column("decision_maker", "Decision maker"),
        Column("payoff", "Payoff", "number"),
        Column("security", "Security level", "number"),
        Column("stalemate", "Stalemate"),
        Column("hurting", "Hurting"),
        Column("way_ahead", "Could go to", "number"),
        Column("mutually_hurting_stalemate", "Mutually hurting stalemate"),
        Column("ways_out", "Ways out"),
        Column("ripe", "Ripe"),
    )
    ways = " ".join(str(way.state.number) for way in found.ways_out)
    rows: list[list[Cell]] = [
        [
            one.decision_maker,
            one.payoff,
            one.security,
            one.stalemate,
            one.hurting,
            None if one.way_ahead is None else one.way_ahead.target.number,
            found.mutually_hurting_stalemate,
            ways,
            found.ripe,
        ]
        for one in found.standings
    ]
    return about(found, "ripeness", str(found), records=Sheet(columns, rows))


@data.register(Standing)
def standing_data(answer: Standing) -> dict[str, Any]:
    """Return plain data for JSON."""
    return {
        "decision_maker": answer.decision_maker,
        "payoff": answer.payoff,
        "security": answer.security,
        "stalemate": answer.stalemate,
        "hurting": answer.hurting,
        "way_ahead": plain(answer.way_ahead),
    }


@data.register(WayOut)
def way_out_data(answer: WayOut) -> dict[str, Any]:
    """Return plain data for JSON."""
    return {
        "state": answer.state.number,
        "label": answer.state.label,
        "moves": plain(answer.moves),
        "settlement": answer.settlement,
    }


@data.register(Ripeness)
def ripeness_data(answer: Ripeness) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return {
        "conflict": conflict_data(answer.conflict),
        "state": answer.state.number,
        "standings": plain(answer.standings),
        "mutually_hurting_stalemate": answer.mutually_hurting_stalemate,
        "ways_out": plain(answer.ways_out),
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
