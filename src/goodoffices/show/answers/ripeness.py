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
        Column("rank", "Rank", "number"),
        Column("security_rank", "Rank of the security level", "number"),
        Column("stalemate", "Stalemate"),
        Column("hurting", "Hurting"),
        Column("way_ahead", "Could go to", "number"),
        Column("mutually_hurting_stalemate", "Mutually hurting stalemate"),
        Column("ways_out", "Ways out"),
        Column("ripe", "Ripe"),
    )
    words = Words(found.conflict)
    ways = " ".join(str(way.state.number) for way in found.ways_out)
    rows: list[list[Cell]] = [
        [
            one.decision_maker,
            one.payoff,
            one.security,
            words.rank(one.payoff, one.decision_maker),
            words.rank(one.security, one.decision_maker),
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
        "standings": [_ranked(standing, Words(answer.conflict)) for standing in answer.standings],
        "mutually_hurting_stalemate": answer.mutually_hurting_stalemate,
        "ways_out": plain(answer.ways_out),
        "ripe": answer.ripe,
    }


def _ranked(standing: Standing, words: Words) -> dict[str, Any]:
    """Return plain data of a standing, with the ranks of what it has and could make sure of."""
    name = standing.decision_maker
    ranks = words.rank(standing.payoff, name), words.rank(standing.security, name)
    return {**standing.to_dict(), "rank": ranks[0], "security_rank": ranks[1]}


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
    name, now, sure = standing.decision_maker, standing.payoff, standing.security
    who = words.party(name)
    if words.cardinal(name):
        relation = "above" if now > sure else "below" if now < sure else "at"
        level = f"payoff {amount(now)}, {relation} the {amount(sure)}"
    else:
        relation = "better than" if now > sure else "worse than" if now < sure else "at"
        ranks = words.rank(now, name), words.rank(sure, name)
        level = f"rank {ranks[0]} (1 is the best), {relation} the rank {ranks[1]}"
    level += " that it could make sure of by itself"
    if standing.way_ahead is None:
        return f"{who} is stuck; {level}: {'hurting' if standing.hurting else 'not hurting'}."
    target = brief(standing.way_ahead.target)
    return f"{who} is not stuck: it could go to state {target}, and nothing deters it; {level}."


_SHOWN = 10
