"""The brief's document, made of its findings: the answer in short, sections, and annexes.

The body is what a reader takes in at one sitting; lists of everything stand in numbered annexes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from goodoffices.ensemble.survey import Findings
from goodoffices.files.grounds import Grounds
from goodoffices.mediation.plan.results import Plan
from goodoffices.show.answers.plan import hinges
from goodoffices.show.brief.answer import (
    answer_section,
    evenness_section,
    meaning,
    mediators_section,
    pressed,
)
from goodoffices.show.brief.claims import claims_section, reasons_annex
from goodoffices.show.brief.figure import map_annex
from goodoffices.show.brief.lasting import (
    credibility_section,
    credit,
    deals,
    deals_section,
    durability_section,
    others,
    withdrawals,
)
from goodoffices.show.brief.outcomes import outcomes_annex, outcomes_section
from goodoffices.show.brief.pictures import Pictures, pictures
from goodoffices.show.brief.settlement import (
    agreed_section,
    neighbourhood_section,
    order_section,
    settlement_annex,
    spoilers_section,
)
from goodoffices.show.brief.situation import conflict_section, standing_section
from goodoffices.show.brief.summary import summary_section
from goodoffices.show.brief.uncertainty import counts_annex, sureness_section
from goodoffices.show.brief.values import assumptions_section, method_section, states_section
from goodoffices.show.brief.variants import scenarios_section, variants_annex
from goodoffices.show.brief.voice import Voice
from goodoffices.show.brief.wanted import wanted_section
from goodoffices.show.brief.words import words_section
from goodoffices.show.document import Block, Document, Section, wide
from goodoffices.show.language import say
from goodoffices.show.telling import conflict_data
from goodoffices.show.texts import clean

_STATES, _WORDS = "states", "words"


def compose(
    found: Findings,
    grounds: Grounds,
    dated: str = "",
    closing: Iterable[Section] = (),
    shown: Pictures | None = None,
) -> Document:
    """Write the brief.

    Parameters
    ----------
    grounds
        Notes on single values, by their place in the model file.
    dated
        A date to print, as it is to be shown; none by default.
    closing
        Sections to end with.
    shown
        Its pictures, where they were begun.
    """
    voice = Voice(found.conflict)
    shown = pictures(found) if shown is None else shown
    annexes = [one for one in _annexes(found, voice, grounds, shown) if one is not None]
    voice.number([*(one.key for one in annexes), _STATES, _WORDS])
    body = [one for one in _body(found, voice, shown) if one is not None]
    annexes.append(states_section(found, voice))
    annexes.append(words_section([*body, *annexes], found.conflict))
    subtitle = say("A brief for mediators, from one analyst's model")
    return document(found, [*body, *numbered(annexes), *closing], subtitle, dated)


def document(found: Findings, sections: Iterable[Section], subtitle: str, dated: str) -> Document:
    """Put sections into a document that bears the conflict's title."""
    made = Document(
        "brief",
        clean(found.conflict.title),
        tuple(sections),
        records=wide("", ()),
        data=lambda: {
            "conflict": conflict_data(found.conflict),
            "document": made.to_dict(),
            "answers": found.to_dict(),
        },
        subtitle=say("{}, {}", subtitle, clean(dated)) if clean(dated) else subtitle,
    )
    return made


def _body(found: Findings, voice: Voice, shown: Pictures) -> Iterable[Section | None]:
    return (
        summary_section(found, voice),
        conflict_section(found.conflict, voice),
        standing_section(found, voice),
        outcomes_section(found, voice),
        agreed_section(found, voice, shown),
        answer_section(found, voice),
        wanted_section(found, voice),
        neighbourhood_section(found, voice),
        order_section(found, voice),
        spoilers_section(found, voice),
        evenness_section(found, voice),
        credibility_section(found, voice),
        deals_section(found, voice),
        mediators_section(found, voice),
        durability_section(found, voice),
        claims_section(found, voice),
        scenarios_section(found, voice),
        sureness_section(found, voice),
    )


def _annexes(
    found: Findings, voice: Voice, grounds: Grounds, shown: Pictures
) -> Iterable[Section | None]:
    return (
        assumptions_section(found, voice, grounds),
        outcomes_annex(found, voice),
        _levers(found, voice),
        settlement_annex(found, voice),
        map_annex(found, voice, shown),
        reasons_annex(found, voice),
        counts_annex(found, voice),
        variants_annex(found),
        method_section(found, voice),
    )


def _levers(found: Findings, voice: Voice) -> Section | None:
    """Tell what the plan hinges on, how hard it presses, and how far to rely on its levers."""
    answer = found.answer
    blocks: list[Block] = []
    if isinstance(answer, Plan):
        blocks.append("\n".join(hinges(answer, voice)))
    if answer is not None:
        blocks += [*meaning(answer, voice), *pressed(found, voice), *credit(found, voice)]
        blocks += [*deals(found, voice), *withdrawals(found, voice), *others(found)]
    title = say("The levers: what the plan hinges on, and how far they can be relied on")
    return Section("levers", title, tuple(blocks)) if blocks else None


def numbered(annexes: Iterable[Section]) -> Iterable[Section]:
    """Return annexes with their numbers in their titles."""
    return (
        replace(one, title=say("Annex {}. {}", place, one.title))
        for place, one in enumerate(annexes, start=1)
    )
