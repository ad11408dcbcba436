"""Whether the parties are stuck, whether it hurts, and whether there is a way out."""

from __future__ import annotations

from goodoffices.mediation.ripeness import Ripeness, Standing, WayOut
from goodoffices.show.answers.about import about, recorded
from goodoffices.show.document import Document
from goodoffices.show.language import message, say
from goodoffices.show.telling import picked, report, shape, text
from goodoffices.show.words import Words, amount

_STANDING = "decision_maker payoff security rank security_rank stalemate hurting way_ahead"
_WHOLE = "mutually_hurting_stalemate ways_out ripe"
_PAYOFFS = {
    1: message("payoff {}, above the {} that it could make sure of by itself"),
    0: message("payoff {}, at the {} that it could make sure of by itself"),
    -1: message("payoff {}, below the {} that it could make sure of by itself"),
}
_RANKS = {
    1: message(
        "rank {} (1 is the best), better than the rank {} that it could make sure of by itself"
    ),
    0: message("rank {} (1 is the best), at the rank {} that it could make sure of by itself"),
    -1: message(
        "rank {} (1 is the best), worse than the rank {} that it could make sure of by itself"
    ),
}
"""How a party stands to what it could make sure of: above, at or below it."""


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
    lines = [say("At {}:", words.outcome(answer.state))]
    lines += [f"  {stuck(standing, words)}" for standing in answer.standings]
    lines.append(
        say("There is a mutually hurting stalemate.")
        if answer.mutually_hurting_stalemate
        else say("There is no mutually hurting stalemate.")
    )
    if not answer.ways_out:
        lines.append(say("There is no way out: no other state is better for all of them."))
    else:
        lines.append(say("Ways out, better for all of them:"))
        for way in answer.ways_out[:_SHOWN]:
            told = words.outcome(way.state)
            lines.append(f"  {say('{} (a settlement sought)', told) if way.settlement else told}")
        if len(answer.ways_out) > _SHOWN:
            lines.append(f"  {say('and {:,} more', len(answer.ways_out) - _SHOWN)}")
    lines.append(
        say("So the conflict is ripe for mediation.")
        if answer.ripe
        else say("So the conflict is not ripe for mediation.")
    )
    return "\n".join(lines)


def stuck(standing: Standing, words: Words) -> str:
    """Say whether a party is stuck, and whether that hurts it."""
    who = words.party(standing.decision_maker)
    now, sure = standing.payoff, standing.security
    side = (now > sure) - (now < sure)
    if words.cardinal(standing.decision_maker):
        level = say(_PAYOFFS[side], amount(now), amount(sure))
    else:
        level = say(_RANKS[side], standing.rank, standing.security_rank)
    if standing.way_ahead is None:
        told = message("{} is stuck; {}: hurting.")
        return say(
            told if standing.hurting else message("{} is stuck; {}: not hurting."), who, level
        )
    target = words.ref(standing.way_ahead.target)
    return say(
        "{} is not stuck: it could go to state {}, and nothing deters it; {}.", who, target, level
    )


_SHOWN = 10
