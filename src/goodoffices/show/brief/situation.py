"""The brief's first part: what the conflict is, where it stands, and where it drifts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from goodoffices.ensemble.survey import Findings
from goodoffices.mediation.status_quo_paths import Rest
from goodoffices.model.conflict import Conflict
from goodoffices.model.written import Option
from goodoffices.show.answers.ripeness import stuck
from goodoffices.show.brief.voice import Voice, count, sentence
from goodoffices.show.document import (
    Block,
    Section,
    Table,
    bullets,
    paragraph,
    paragraphs,
    table,
)
from goodoffices.show.gathered import gathered, in_short
from goodoffices.show.language import say, say_many
from goodoffices.show.words import begun, enumerated, listing, short_name

_MOST_RESTS = 4
MOST_OPTIONS = 24
_MOST_WORDS = 50


def conflict_section(conflict: Conflict, voice: Voice) -> Section:
    """Tell what the conflict is: parties, what each may do, what is sought."""
    parties = count(len(conflict.decision_makers), "{} party decides", "{} parties decide")
    blocks: list[Block] = [
        *([paragraph(_opening(conflict.notes))] if conflict.notes.strip() else []),
        paragraph(
            say(
                "{} here: {}. What all of them choose together is a state, with a number: "
                "there are {}. Those named here: {}; words: {}; notes, sources: {}.",
                begun(parties),
                voice.parties(conflict.names),
                count(len(conflict.states), "{} state", "{} states"),
                voice.annex("states"),
                voice.annex("words"),
                voice.annex("assumptions"),
            )
        ),
    ]
    blocks += options_table(conflict, voice, MOST_OPTIONS)
    if len(conflict.option_of) > MOST_OPTIONS:
        more = len(conflict.option_of) - MOST_OPTIONS
        blocks.append(paragraph(voice.see("assumptions", say("{:,} more", more)), "note"))
    mediators = conflict.mediation.mediators
    if mediators:
        named = listing([label or name for name, label in mediators.items()])
        blocks.append(
            paragraph(
                say("{} could mediate: they hold levers, and decide nothing themselves.", named)
            )
        )
    blocks += [paragraph(text) for text in _sought(conflict, voice)]
    if conflict.views:
        whose = voice.parties([view.by for view in conflict.views])
        blocks.append(
            paragraph(
                say_many(
                    "By the model, {1} sees the conflict otherwise than it is. This brief judges "
                    "it as it is; what then holds by illusion, and what to tell to whom, the "
                    "commands views and truths say.",
                    "By the model, {1} see the conflict otherwise than it is. This brief judges it "
                    "as it is; what then holds by illusion, and what to tell to whom, the "
                    "commands views and truths say.",
                    len(conflict.views),
                    whose,
                )
            )
        )
    return Section("conflict", say("What the conflict is"), tuple(blocks))


def options_table(conflict: Conflict, voice: Voice, most: int | None = None) -> tuple[Table, ...]:
    """Tell what each party may do, or the first of it."""
    rows = [
        (voice.party(dm.name), option.title, option.name, _reversible(option))
        for dm in conflict.decision_makers
        for option in dm.options
    ]
    columns = [say("Party"), say("May"), say("In short"), say("Can be undone")]
    return table(say("What each party may do"), columns, rows[:most])


def _opening(notes: str) -> str:
    """Return the first sentences of the notes, as many as one reads at a glance."""
    told, words = "", 0
    for part in re.split(r"(?<=[.!?])\s+", next(iter(paragraphs(notes))).text):
        words += len(part.split())
        if told and words > _MOST_WORDS:
            break
        told = f"{told} {part}"
    return told


def _reversible(option: Option) -> str:
    if not option.reversible:
        return say("no: once taken, taken")
    return say("once dropped, it stays dropped") if option.once_dropped else say("yes")


def _sought(conflict: Conflict, voice: Voice) -> Iterator[str]:
    """Say in the model's own statements what is sought and what is feared."""
    mediation = conflict.mediation
    if mediation.settlement is not None:
        yield say(
            "The settlement sought is, in the model's words, {}: {}.",
            _said(mediation.settlement),
            in_short(voice, conflict.where(mediation.settlement)),
        )
    if mediation.escalation != "":
        matching = [conflict.states[k] for k in conflict.matching(mediation.escalation)]
        yield say(
            "The conflict counts as escalated where {} holds: {}.",
            _said(mediation.escalation),
            count(len(matching), "{} state", "{} states"),
        )


def _said(condition: object) -> str:
    if isinstance(condition, tuple):
        return say("states {}", listing([str(part) for part in condition]))
    return say("“{}”", condition) if isinstance(condition, str) else say("state {}", condition)


def standing_section(found: Findings, voice: Voice) -> Section | None:
    """Tell where the conflict stands, whether it is ripe, and where it drifts by itself."""
    conflict = found.conflict
    if conflict.status_quo_index is None:
        return None
    here = conflict.states[conflict.status_quo_index]
    blocks: list[Block] = [paragraph(say("It stands today at {}.", voice.outcome(here)))]
    if found.ripeness is not None:
        blocks += _ripeness(found, voice)
    if found.drift is not None:
        blocks += _drift(found, voice)
    return Section("standing", say("Where it stands, and where it drifts"), tuple(blocks))


def _ripeness(found: Findings, voice: Voice) -> Iterator[Block]:
    ripe = found.ripeness
    if ripe is None:
        return
    ways = np.zeros(len(found.conflict.states), bool)
    ways[[way.state.number - 1 for way in ripe.ways_out]] = True
    out = (
        say("There is a way out that all of them would like better: {}.", gathered(voice, ways))
        if ripe.ways_out
        else say("There is no way out: no other state would be better for all of them.")
    )
    told = [
        say(
            "Parties tend to turn to a mediator when they are stuck, when that hurts "
            "them all, and when they see a way out (ripeness, I. William Zartman)."
        ),
        say("By the values of this model there is a stalemate that hurts them all.")
        if ripe.mutually_hurting_stalemate
        else say("By the values of this model there is no stalemate that hurts them all."),
        out,
        say("So the conflict is ripe for mediation by itself.")
        if ripe.ripe
        else say("So the conflict is not ripe for mediation by itself."),
        voice.see("outcomes-in-full", say("Party by party")),
    ]
    yield paragraph(" ".join(told))


def standings(found: Findings, voice: Voice) -> Iterator[Block]:
    """Tell of each party whether it is stuck, and whether that hurts it."""
    if found.ripeness is not None:
        yield paragraph(say("Where each party stands today:"))
        yield from bullets(stuck(standing, voice) for standing in found.ripeness.standings)


def _drift(found: Findings, voice: Voice) -> Iterator[Block]:
    drift = found.drift
    if drift is None:
        return
    rests = drift.equilibria(found.concept)
    yield paragraph(
        say(
            "With no mediation, and each party bettering its own lot, the conflict can "
            "come to rest in {} (judged by {}):",
            count(len(rests), "{} state", "{} states"),
            short_name(found.concept),
        )
        if rests
        else say(
            "With no mediation, and each party taking steps that better its own lot, the "
            "conflict comes to rest in no state that can hold (judged by {}).",
            short_name(found.concept),
        )
    )
    yield from bullets(_rest(rest, voice) for rest in rests[:_MOST_RESTS])
    if len(rests) > _MOST_RESTS:
        yield paragraph(say("And in {:,} more.", len(rests) - _MOST_RESTS), "note")
    if found.concept in drift.cycles:
        cycle = drift.cycles[found.concept]
        around = enumerated(voice.tag(move.target) for move in cycle)
        yield paragraph(
            say(
                "It need not come to rest at all: the parties can go round in a circle of "
                "steps, from state {} by {}, each step bettering the lot of whoever takes it.",
                voice.tag(cycle[0].origin),
                around,
            )
        )


def _rest(rest: Rest, voice: Voice) -> str:
    told = say("; then ").join(voice.move(move) for move in rest.moves)
    if not rest.moves:
        told = say("It may stay where it is, at {}", voice.state(rest.state))
    escalated = say("Here the conflict has escalated.") if rest.escalated else ""
    return f"{sentence(told)} {escalated}".rstrip()
