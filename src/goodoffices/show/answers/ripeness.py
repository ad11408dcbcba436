"""Whether the parties are stuck, whether it hurts, and whether there is a way out."""

from __future__ import annotations

from goodoffices.mediation.ripeness import Ripeness, Standing, WayOut
from goodoffices.show.answers.about import about, recorded
from goodoffices.show.document import Document
from goodoffices.show.language import say
from goodoffices.show.telling import picked, report, shape, text
from goodoffices.show.words import Words, amount

_STANDING = "decision_maker payoff security rank security_rank stalemate hurting way_ahead"
_WHOLE = "mutually_hurting_stalemate ways_out ripe"


@report.register(Ripeness)
def ripeness_report(found: Ripeness) -> Document:
    """Report whether the parties are stuck, whether it hurts, and whether there is a way out."""
    keys = say("{}=way_ahead.target {}", _STANDING, _WHOLE)
    whole = picked(found, _WHOLE, ways_out=[way.state for way in found.ways_out])
    return about(found, "ripeness", records=recorded(found.standings, keys, **whole))


shape(Standing, _STANDING)
shape(WayOut, "state label=state.label moves settlement")
shape(Ripeness, "conflict state standings mutually_hurting_stalemate ways_out ripe")


@text.register(Ripeness)
def ripeness_text(answer: Ripeness) -> str:
    """Tell for each signatory how it stands, and then where they could go together."""
    words = Words(answer.conflict)
    lines = [say("At {}:", words.outcome(answer.state))]
    lines += [f"  {stuck(standing, words)}" for standing in answer.standings]
    mutual = "a" if answer.mutually_hurting_stalemate else "no"
    lines.append(say("There is {} mutually hurting stalemate.", mutual))
    if not answer.ways_out:
        lines.append(say("There is no way out: no other state is better for all of them."))
    else:
        lines.append(say("Ways out, better for all of them:"))
        for way in answer.ways_out[:_SHOWN]:
            sought = say(" (a settlement sought)") if way.settlement else ""
            lines.append(f"  {words.outcome(way.state)}{sought}")
        if len(answer.ways_out) > _SHOWN:
            lines.append(say("  and {:,} more", len(answer.ways_out) - _SHOWN))
    lines.append(
        say("So the conflict is {}ripe for mediation.", "" if answer.ripe else say("not "))
    )
    return "\n".join(lines)


def stuck(standing: Standing, words: Words) -> str:
    """Say whether a party is stuck, and whether that hurts it."""
    who = words.party(standing.decision_maker)
    now, sure = standing.payoff, standing.security
    if words.cardinal(standing.decision_maker):
        relation = "above" if now > sure else "below" if now < sure else "at"
        level = say("payoff {}, {} the {}", amount(now), relation, amount(sure))
    else:
        relation = say("better than") if now > sure else say("worse than") if now < sure else "at"
        level = say("rank {} (1 is the best), {} the rank", standing.rank, relation)
        level += f" {standing.security_rank}"
    level += say(" that it could make sure of by itself")
    if standing.way_ahead is None:
        return say(
            "{} is stuck; {}: {}.",
            who,
            level,
            "hurting" if standing.hurting else say("not hurting"),
        )
    target = words.ref(standing.way_ahead.target)
    return say(
        "{} is not stuck: it could go to state {}, and nothing deters it; {}.", who, target, level
    )


_SHOWN = 10
