"""The scenarios that a model names, in the brief: what each makes of the answers."""

from __future__ import annotations

import numpy as np

from goodoffices.ensemble.scenarios import ScenarioTally, Variant
from goodoffices.ensemble.survey import Findings
from goodoffices.show.answers.scenarios import scenarios_blocks
from goodoffices.show.brief.voice import Voice, count
from goodoffices.show.document import Block, Section, paragraph, table
from goodoffices.show.gathered import in_short
from goodoffices.show.language import say, say_many
from goodoffices.show.words import short_name, yes_no

_MOST = 8


def scenarios_section(found: Findings, voice: Voice) -> Section | None:
    """Tell what becomes of the settlement and of the claims in each scenario."""
    tally = found.scenarios
    if tally is None:
        return None
    settled = found.answer is not None
    columns = [say("Scenario"), say("States that can hold #")]
    columns += [say("Settlement holds")] if settled else []
    columns += [say("Claims that hold #")] if tally.claims else []
    rows = [_row(found, tally, one) for one in (tally.written, *tally.variants)]
    blocks: list[Block] = [
        paragraph(
            say(
                "The model names {}: the same conflict with other values, or with levers pulled. "
                "With no lever pulled but those that a scenario pulls, by {}: {}"
                if any(any(one.pulled.values()) for one in tally.variants)
                else "The model names {}: the same conflict with other values. With no lever "
                "pulled, by {}: {}",
                count(len(tally.variants), "{} scenario", "{} scenarios"),
                short_name(found.concept),
                _settled(found, tally, voice),
            )
        ),
        *table(say("What each scenario makes of it"), columns, rows[: _MOST + 1]),
        paragraph(voice.see("variants", say("State by state, and claim by claim"))),
    ]
    return Section("scenarios", say("In other scenarios"), tuple(blocks))


def _settled(found: Findings, tally: ScenarioTally, voice: Voice) -> str:
    counts = [tally.tally.get(s.label, {}).get(found.concept) for s in found.conflict.states]
    always = np.array([count == len(tally.variants) for count in counts])
    return say("{}.", in_short(voice, always, _can_hold))


def _can_hold(states: int) -> str:
    return say_many("can hold in all of them", "can hold in all of them", states)


def _row(found: Findings, tally: ScenarioTally, one: Variant) -> list[str]:
    held = one.equilibria[found.concept]
    cells = [one.name or say("as written"), f"{len(held):,}"]
    if found.answer is not None:
        cells.append(yes_no(found.answer.settlement.label in held))
    if tally.claims:
        cells.append(say("{} of {}", sum(map(bool, one.claims)), len(one.claims)))
    return cells


def variants_annex(found: Findings) -> Section | None:
    """Tell which states hold in which scenario, and which claims."""
    if found.scenarios is None:
        return None
    return Section(
        "variants", say("Scenarios, one by one"), tuple(scenarios_blocks(found.scenarios))
    )
