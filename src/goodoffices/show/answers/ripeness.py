"""Whether the parties are stuck, whether it hurts, and whether there is a way out."""

from __future__ import annotations

from goodoffices.mediation.ripeness import Ripeness, Standing, WayOut
from goodoffices.show.answers.about import about, recorded
from goodoffices.show.document import Document
from goodoffices.show.telling import picked, report, shape, text
from goodoffices.show.words import Words, amount

_STANDING = "decision_maker payoff security rank security_rank stalemate hurting way_ahead"
_WHOLE = "mutually_hurting_stalemate ways_out ripe"


@report.register(Ripeness)
def ripeness_report(found: Ripeness) -> Document:
    """Report whether the parties are stuck, whether it hurts, and whether there is a way out."""
    keys = f"{_STANDING}=way_ahead.target {_WHOLE}"
    whole = picked(found, _WHOLE, ways_out=[way.state for way in found.ways_out])
    return about(found, "ripeness", records=recorded(found.standings, keys, **whole))


shape(Standing, _STANDING)
shape(WayOut, "state label=state.label moves settlement")
shape(Ripeness, "conflict state standings mutually_hurting_stalemate ways_out ripe")


@text.register(Ripeness)
def ripeness_text(answer: Ripeness) -> str:
    """Tell for each signatory how it stands, and then where they could go together."""
    words = Words(answer.conflict)
    lines = [f"At {words.outcome(answer.state)}:"]
    lines += [f"  {stuck(standing, words)}" for standing in answer.standings]
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


def stuck(standing: Standing, words: Words) -> str:
    """Say whether a party is stuck, and whether that hurts it."""
    who = words.party(standing.decision_maker)
    now, sure = standing.payoff, standing.security
    if words.cardinal(standing.decision_maker):
        relation = "above" if now > sure else "below" if now < sure else "at"
        level = f"payoff {amount(now)}, {relation} the {amount(sure)}"
    else:
        relation = "better than" if now > sure else "worse than" if now < sure else "at"
        level = f"rank {standing.rank} (1 is the best), {relation} the rank"
        level += f" {standing.security_rank}"
    level += " that it could make sure of by itself"
    if standing.way_ahead is None:
        return f"{who} is stuck; {level}: {'hurting' if standing.hurting else 'not hurting'}."
    target = words.ref(standing.way_ahead.target)
    return f"{who} is not stuck: it could go to state {target}, and nothing deters it; {level}."


_SHOWN = 10
