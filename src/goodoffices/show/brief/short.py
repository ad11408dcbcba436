"""The brief on one page: the answer, what it takes, in which order, and what to keep in mind."""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.ensemble.survey import Findings
from goodoffices.mediation.plan.results import Plan
from goodoffices.show.answers.plan import costs, missing
from goodoffices.show.answers.plan_tables import lever_sheets
from goodoffices.show.answers.roadmap import roadmap_in_brief, steps_table
from goodoffices.show.answers.spoilers import spoilers_in_brief
from goodoffices.show.answers.zone import agreed_in_line
from goodoffices.show.brief.content import document
from goodoffices.show.brief.settlement import first_rows, levered, narrowed
from goodoffices.show.brief.summary import summary_section
from goodoffices.show.brief.values import CAUTIONS
from goodoffices.show.brief.voice import Voice
from goodoffices.show.document import Block, Document, Section, bullets, paragraph
from goodoffices.show.language import say

_MOST_LEVERS, _MOST_STEPS = 6, 6
_COLUMNS = ("step", "who", "does", "exposed", "tempted")


def compose_short(found: Findings, dated: str = "", closing: Iterable[Section] = ()) -> Document:
    """Write the brief on one page.

    Parameters
    ----------
    dated
        A date to print, as it is to be shown; none by default.
    closing
        Sections to end with.
    """
    voice = Voice(found.conflict)
    sections = [
        summary_section(found, voice),
        _needed(found, voice),
        _agreed(found, voice),
        _order(found, voice),
        _spoilers(found, voice),
        Section("method", say("What to keep in mind"), bullets(say(CAUTIONS).splitlines())),
    ]
    told = [*(one for one in sections if one is not None), *closing]
    return document(found, told, say("One page for mediators, from one analyst's model"), dated)


def _needed(found: Findings, voice: Voice) -> Section | None:
    answer = found.answer
    if answer is None:
        return None
    blocks: list[Block] = [
        block
        for sheet in lever_sheets([("", answer)], voice)
        for block in first_rows(sheet, _MOST_LEVERS, voice)
    ]
    if isinstance(answer, Plan):
        blocks.append(" ".join(costs(answer, voice)))
        return Section("plan", say("What it takes"), tuple(blocks))
    blocks.append(paragraph(say("There {}.", missing(answer, voice))))
    return Section("plan", say("How near one comes"), tuple(blocks))


def _agreed(found: Findings, voice: Voice) -> Section | None:
    zone = found.zone
    if zone is None:
        return None
    return Section("agreed", say("What could be agreed"), (agreed_in_line(zone, voice),))


def _order(found: Findings, voice: Voice) -> Section | None:
    way = found.roadmap
    if way is None:
        return None
    steps = narrowed(steps_table(way, voice), _COLUMNS)
    said = roadmap_in_brief(way, voice)
    told = say(
        "With these levers pulled, {}" if levered(found) else "With no lever pulled, {}",
        f"{said[0].lower()}{said[1:]}",
    )
    blocks = told, *first_rows(steps, _MOST_STEPS, voice)
    return Section("order", say("In which order"), blocks)


def _spoilers(found: Findings, voice: Voice) -> Section | None:
    if found.spoilers is None:
        return None
    return Section(
        "spoilers", say("Who could wreck it"), (spoilers_in_brief(found.spoilers, voice),)
    )
