"""What would have to be wanted for the settlement to hold by itself, in the brief."""

from __future__ import annotations

from goodoffices.ensemble.inverse import Demand
from goodoffices.ensemble.survey import Findings
from goodoffices.show.answers.inverse_change import passed_told
from goodoffices.show.brief.voice import Voice
from goodoffices.show.document import Block, Section, bullets, paragraph
from goodoffices.show.language import say
from goodoffices.show.words import percent, short_name


def wanted_section(found: Findings, voice: Voice) -> Section | None:
    """Tell who would have to like the settlement better for it to hold with no lever pulled."""
    wanted = found.inverse
    if wanted is None:
        return None
    short = [one for one in wanted.conditions if one.passed]
    satisfied = [one.decision_maker for one in wanted.conditions if not one.passed]
    blocks: tuple[Block, ...] = (
        paragraph(
            say(
                "With no lever pulled, {} does not hold under {}. It would if what is wanted "
                "were different; the least that would do:",
                voice.state(wanted.state),
                short_name(wanted.concept),
            )
        ),
        *bullets(_wanted(one, voice) for one in short),
        *(
            [paragraph(say("{} would not leave it.", voice.parties(satisfied)))]
            if satisfied
            else []
        ),
        paragraph(
            say(
                "The shares are of all strict rankings, each counted once: they say how "
                "demanding this is, not how likely."
            )
        ),
    )
    return Section("wanted", say("What would have to be wanted"), blocks)


def _wanted(one: Demand, voice: Voice) -> str:
    told, exact = [passed_told(one, voice)], one.share.exact
    if voice.cardinal(one.decision_maker):
        told.append(say("It lacks {}.", voice.payoff(one.lift, one.decision_maker)))
    told.append(
        say("It would be content in at most {} of its rankings.", percent(one.share.high))
        if exact is None
        else say("It would be content in {} of its rankings.", percent(float(exact)))
    )
    return " ".join(told)
