"""What would have to be wanted for the settlement to hold by itself, in the brief."""

from __future__ import annotations

from goodoffices.ensemble.inverse import Demand
from goodoffices.ensemble.survey import Findings
from goodoffices.show.answers.inverse_change import passed_told
from goodoffices.show.brief.voice import Voice
from goodoffices.show.document import Block, Section, bullets, paragraph
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
            f"With no lever pulled, {voice.state(wanted.state)} does not hold under "
            f"{short_name(wanted.concept)}. It would if what is wanted were different; the least "
            "that would do:"
        ),
        *bullets(_wanted(one, voice) for one in short),
        *([paragraph(f"{voice.parties(satisfied)} would not leave it.")] if satisfied else []),
        paragraph(
            "The shares are of all strict rankings, each counted once: they say how demanding this "
            "is, not how likely."
        ),
    )
    return Section("wanted", "What would have to be wanted", blocks)


def _wanted(one: Demand, voice: Voice) -> str:
    share = one.share
    told = percent(share.high if share.exact is None else float(share.exact))
    about = "at most " if share.exact is None else ""
    worth = ""
    if voice.cardinal(one.decision_maker):
        worth = f" It lacks {voice.payoff(one.lift, one.decision_maker)}."
    return f"{passed_told(one, voice)}{worth} It would be content in {about}{told} of its rankings."
