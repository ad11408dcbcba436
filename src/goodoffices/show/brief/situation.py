"""The first half of the brief: what the conflict is, where it stands, which outcomes can hold."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.ensemble.survey import Findings
from goodoffices.mediation.status_quo_paths import Rest
from goodoffices.model.conflict import Conflict
from goodoffices.model.states import State
from goodoffices.model.written import Option
from goodoffices.show.answers.ripeness import stuck
from goodoffices.show.brief.voice import Voice, count, sentence
from goodoffices.show.document import Block, Section, bullets, paragraph, paragraphs, table
from goodoffices.show.words import listing, short_name
from goodoffices.stability.analysis import Analysis
from goodoffices.stability.concepts import CONCEPTS
from goodoffices.stability.explain import Explanation, Reply, explain

_MOST_RESTS = 8
_MOST_WAYS = 6
_MOST_SETTLEMENTS = 12


def conflict_section(conflict: Conflict, voice: Voice) -> Section:
    """Tell what the conflict is: parties, what each may do, notes and sources."""
    blocks: list[Block] = [*paragraphs(conflict.notes)]
    parties = count(len(conflict.decision_makers), "party decides", "parties decide")
    blocks.append(
        paragraph(
            f"{sentence(parties).removesuffix('.')} here: {voice.parties(conflict.names)}. One "
            "choice by each of them, taken together, is called a state, and has a number: the "
            f"model has {count(len(conflict.states), 'state')}. Those that this brief speaks of "
            "are listed near its end."
        )
    )
    rows = [
        (dm.title, option.title, option.name, _reversible(option))
        for dm in conflict.decision_makers
        for option in dm.options
    ]
    columns = ["Party", "May", "In short", "Can be undone"]
    blocks += table("What each party may do", columns, rows)
    mediators = conflict.mediation.mediators
    if mediators:
        named = listing([label or name for name, label in mediators.items()])
        blocks.append(
            paragraph(
                f"Besides the parties, {named} could mediate. They hold levers: things that they "
                "could put on the table. They take no decision of their own in the conflict."
            )
        )
    blocks += [paragraph(text) for text in _sought(conflict, voice)]
    if conflict.sources:
        blocks += [paragraph("Sources:"), *bullets(conflict.sources)]
    return Section("conflict", "What the conflict is", tuple(blocks))


def _reversible(option: Option) -> str:
    if not option.reversible:
        return "no: once taken, taken"
    return "once dropped, it stays dropped" if option.once_dropped else "yes"


def _sought(conflict: Conflict, voice: Voice) -> Iterator[str]:
    """Say in the model's own statements what is sought and what is feared."""
    mediation = conflict.mediation
    if mediation.settlement is not None:
        matching = [conflict.states[k] for k in conflict.matching(mediation.settlement)]
        yield (
            f"The settlement sought is, in the model's words, {_said(mediation.settlement)}: "
            f"{voice.states(matching)}."
        )
    if mediation.escalation != "":
        matching = [conflict.states[k] for k in conflict.matching(mediation.escalation)]
        yield (
            f"The conflict counts as escalated where {_said(mediation.escalation)} holds: "
            f"{count(len(matching), 'state')}."
        )


def _said(condition: object) -> str:
    if isinstance(condition, tuple):
        return f"states {listing([str(part) for part in condition])}"
    return f"“{condition}”" if isinstance(condition, str) else f"state {condition}"


def standing_section(found: Findings, voice: Voice) -> Section | None:
    """Tell where the conflict stands, whether it is ripe, and where it drifts by itself."""
    conflict = found.conflict
    if conflict.status_quo_index is None:
        return None
    here = conflict.states[conflict.status_quo_index]
    blocks: list[Block] = [paragraph(f"It stands today at {voice.outcome(here)}.")]
    if found.ripeness is not None:
        blocks += _ripeness(found, voice)
    if found.drift is not None:
        blocks += _drift(found, voice)
    return Section("standing", "Where it stands, and where it drifts", tuple(blocks))


def _ripeness(found: Findings, voice: Voice) -> Iterator[Block]:
    ripe = found.ripeness
    if ripe is None:
        return
    yield paragraph(
        "Parties tend to turn to a mediator when they are stuck, when being stuck hurts them all, "
        "and when they can see a way out (I. William Zartman calls such a moment ripe). By the "
        "values of this model:"
    )
    yield from bullets(stuck(standing, voice) for standing in ripe.standings)
    ways = [way.state for way in ripe.ways_out]
    out = (
        f"There is a way out that all of them would like better: {voice.states(ways, _MOST_WAYS)}."
        if ways
        else "There is no way out: no other state would be better for all of them."
    )
    stalemate = "a" if ripe.mutually_hurting_stalemate else "no"
    ripeness = "ripe" if ripe.ripe else "not ripe"
    yield paragraph(
        f"So there is {stalemate} stalemate that hurts them all. {out} By this measure the "
        f"conflict is {ripeness} for mediation by itself."
    )


def _drift(found: Findings, voice: Voice) -> Iterator[Block]:
    drift = found.drift
    if drift is None:
        return
    rests = drift.equilibria(found.concept)
    yield paragraph(
        "With no mediation, and each party taking steps that better its own lot, the conflict "
        f"can come to rest in {count(len(rests), 'state')} (judged by "
        f"{short_name(found.concept)}, see the method):"
        if rests
        else "With no mediation, and each party taking steps that better its own lot, the conflict "
        f"comes to rest in no state that can hold (judged by {short_name(found.concept)})."
    )
    yield from bullets(_rest(rest, voice) for rest in rests[:_MOST_RESTS])
    if len(rests) > _MOST_RESTS:
        yield paragraph(f"And in {len(rests) - _MOST_RESTS:,} more.", "note")
    if found.concept in drift.cycles:
        cycle = drift.cycles[found.concept]
        around = ", ".join(str(move.target.number) for move in cycle)
        yield paragraph(
            "It need not come to rest at all: the parties can go round in a circle of steps, from "
            f"{voice.state(cycle[0].origin)} by {around}, each step bettering the lot of whoever "
            "takes it."
        )


def _rest(rest: Rest, voice: Voice) -> str:
    mark = " Here the conflict has escalated." if rest.escalated else ""
    if not rest.moves:
        return f"It may stay where it is, at {voice.state(rest.state)}.{mark}"
    steps = "; then ".join(voice.move(move) for move in rest.moves)
    return f"{sentence(steps)}{mark}"


def outcomes_section(found: Findings, voice: Voice) -> Section:
    """Tell which states hold with no mediation, and why the settlement does not."""
    analysis, concept = found.analysis, found.concept
    held = analysis.equilibria(concept)
    sought = settlements(found)
    blocks: list[Block] = [
        paragraph(
            "An outcome can hold when no party gains by leaving it, or when whoever would gain is "
            "deterred by what the others would do next. How far the parties look ahead decides "
            "what deters them, so there are several measures of holding; the last section says "
            "more about them. All of this is with no mediation."
        )
    ]
    columns = ["Measure", "A state holds if", "States that hold #"]
    columns += ["Settlements that hold #"] if sought else []
    rows = [
        [
            short_name(key),
            CONCEPTS[key].foresight,
            f"{len(analysis.equilibria(key)):,}",
            *([str(len(_holding(analysis, key, sought))) if sought else ""] if sought else []),
        ]
        for key in analysis.concepts
    ]
    blocks += table("How many states can hold", columns, rows)
    shown = f"{voice.states(held)} can hold" if held else "no state can hold"
    blocks.append(paragraph(f"By {short_name(concept)}, the measure used from here on, {shown}."))
    if found.answer is not None:
        blocks += _unsettled(found, found.answer.settlement, sought, voice)
    title = "Which outcomes can hold"
    if found.answer is not None:
        title += ", and what ails the settlement"
    return Section("outcomes", title, tuple(blocks))


def settlements(found: Findings) -> list[State]:
    """Return the states that the settlement sought may be."""
    conflict, answer = found.conflict, found.answer
    if answer is None:
        return []
    asked = answer.request.settlement
    matching = conflict.settlements if asked is None else conflict.matching(asked)
    return [conflict.states[k] for k in matching]


def _holding(analysis: Analysis, concept: str, sought: list[State]) -> list[State]:
    held = analysis.equilibrium(concept)
    return [state for state in sought if held[state.number - 1]]


def _unsettled(
    found: Findings, settlement: State, sought: list[State], voice: Voice
) -> Iterator[Block]:
    """Say whether settlements would hold and be accepted with no mediation, and why not."""
    columns = ["State #", "What is done", "Would leave it", "Would rather have no deal"]
    rows = [
        [
            str(state.number),
            voice.situation(state),
            voice.parties(leaving(found, state)) or "nobody",
            voice.parties(unconvinced(found, state)) or "nobody",
        ]
        for state in sought[:_MOST_SETTLEMENTS]
    ]
    yield from table("The settlements sought, with no mediation", columns, rows)
    if len(sought) > _MOST_SETTLEMENTS:
        yield paragraph(f"And {len(sought) - _MOST_SETTLEMENTS:,} more.", "note")
    unhappy, name = unconvinced(found, settlement), short_name(found.concept)
    failing = settlement
    if not leaving(found, settlement):
        yield paragraph(
            f"Once reached, {voice.state(settlement)} would hold by itself (by {name})"
            + (
                f", but it would not be reached by consent: {voice.parties(unhappy)} would rather "
                "have no deal. An agreement that nobody would leave is of no use while somebody "
                "would not enter it."
                if unhappy
                else "."
            )
        )
        failing = next((state for state in sought if leaving(found, state)), settlement)
    for party in leaving(found, failing):
        yield paragraph(f"Why {voice.outcome(failing)} does not hold for {voice.party(party)}:")
        told = explain(found.analysis, failing.number, party, found.concept)
        answers = sorted(told.answers, key=lambda answer: answer.sanctioned)
        yield from bullets(_point(answer, told, voice) for answer in answers)
        yield paragraph(_lacking(told, voice))


def _point(answer: Reply, told: Explanation, voice: Voice) -> str:
    """Tell one improvement, and what the others make of it."""
    who, state = told.decision_maker, answer.improvement.target
    here, there = voice.worth(told.state, who), voice.worth(state, who)
    lead = f"{voice.move(answer.improvement)}, which is worth {there} to it, and not {here}."
    end = answer.escape.target if answer.escape else answer.outcome
    replies = "; then ".join(voice.move(move) for move in answer.replies)
    if answer.escape:
        replies += f"; and at best {voice.move(answer.escape)}"
    if answer.sanctioned:
        return f"{lead} But then {replies}. That is worth {voice.worth(end, who)}: it is deterred."
    if replies:
        return (
            f"{lead} The worst that the others would do: {replies}. That is still worth "
            f"{voice.worth(end, who)}: nothing deters it."
        )
    return f"{lead} No reply that it has to fear leaves it worse off: nothing deters it."


def _lacking(told: Explanation, voice: Voice) -> str:
    """Say how much more the state would have to be worth to a party that would leave it."""
    i = voice.conflict.decision_maker_index(told.decision_maker)
    stay = f"To stay in {voice.state(told.state)}, {voice.party(told.decision_maker)}"
    if voice.conflict.decision_makers[i].preferences.cardinal:
        return f"{stay} lacks {voice.payoff(told.lift, told.decision_maker)}."
    rank = voice.conflict.ranks[i][told.state.number - 1] - round(told.lift)
    return f"{stay} would have to give it rank {rank}."


def leaving(found: Findings, state: State) -> list[str]:
    """Return the decision makers for whom a state does not hold with no mediation."""
    stable = found.analysis.stable
    names = found.conflict.names
    return [name for name in names if not stable(name, found.concept)[state.number - 1]]


def unconvinced(found: Findings, settlement: State) -> list[str]:
    """Return the signatories that with no mediation like no deal at least as well."""
    answer, conflict = found.answer, found.conflict
    if answer is None or answer.no_deal is None:
        return []
    if answer.no_deal.number == settlement.number:
        return []
    signing = answer.request.decision_makers or conflict.signatories
    there, here = settlement.number - 1, answer.no_deal.number - 1
    payoffs = {n: conflict.payoffs[conflict.decision_maker_index(n)] for n in signing}
    return [name for name, p in payoffs.items() if p[there] <= p[here]]
