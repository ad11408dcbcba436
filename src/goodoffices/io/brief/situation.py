"""The first half of the brief: what the conflict is, where it stands, which outcomes can hold."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.io.brief.document import Block, Section, bullets, paragraph, paragraphs, table
from goodoffices.io.brief.findings import Findings
from goodoffices.io.brief.voice import Voice, count, sentence
from goodoffices.mediation.drift import Rest
from goodoffices.mediation.ripeness import Standing
from goodoffices.mediation.telling import FORESIGHT, amount
from goodoffices.model.conflict import Conflict, Option
from goodoffices.model.states import State
from goodoffices.stability.analysis import Analysis
from goodoffices.stability.explain import explain
from goodoffices.stability.wording import listing, short_name

_MOST_RESTS = 8
_MOST_WAYS = 6


def conflict_section(conflict: Conflict, voice: Voice) -> Section:
    """Tell what the conflict is: parties, what each may do, notes and sources."""
    parties = [dm.title for dm in conflict.decision_makers]
    blocks: list[Block] = [*paragraphs(conflict.notes)]
    blocks.append(
        paragraph(
            f"{count(len(parties), 'party decides', 'parties decide')} here: "
            f"{listing(parties)}. Each decides for itself which of its options to take. One "
            "choice by every party together is called a state; the model has "
            f"{count(len(conflict.states), 'state that is possible', 'states that are possible')}. "
            "States have numbers, and those named in this brief are listed at its end."
        )
    )
    rows = [
        (dm.title, option.title, _reversible(option))
        for dm in conflict.decision_makers
        for option in dm.options
    ]
    columns = [("Party", "text"), ("May", "text"), ("Can it be undone?", "text")]
    blocks += table("What each party may do", columns, rows)
    mediators = conflict.mediation.mediators if conflict.mediation else {}
    if mediators:
        named = listing([label or name for name, label in mediators.items()])
        blocks.append(
            paragraph(f"Besides the parties, {named} could mediate: with levers, but no say.")
        )
    blocks += [paragraph(text) for text in _sought(conflict, voice)]
    if conflict.sources:
        blocks.append(paragraph("Sources:"))
        blocks += bullets(conflict.sources)
    return Section("conflict", "What the conflict is", tuple(blocks))


def _reversible(option: Option) -> str:
    if not option.reversible:
        return "no: once taken, taken"
    return "once dropped, it stays dropped" if option.once_dropped else "yes"


def _sought(conflict: Conflict, voice: Voice) -> Iterator[str]:
    """Say in the model's own statements what is sought and what is feared."""
    mediation = conflict.mediation
    if mediation is None:
        return
    if mediation.settlement is not None:
        matching = [conflict.states[k] for k in conflict.matching(mediation.settlement)]
        yield (
            f"The settlement sought is written down as: {_said(mediation.settlement)}. "
            f"That is so in {voice.states(matching)}."
        )
    if mediation.escalation != "":
        matching = [conflict.states[k] for k in conflict.matching(mediation.escalation)]
        yield (
            f"The conflict has escalated where this is so: {_said(mediation.escalation)} "
            f"({count(len(matching), 'state')})."
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
    blocks: list[Block] = [paragraph(f"It stands today at {voice.full(here)}.")]
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
    yield from bullets(_stuck(standing, voice) for standing in ripe.standings)
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


def _stuck(standing: Standing, voice: Voice) -> str:
    who = voice.party(standing.decision_maker)
    if standing.way_ahead is not None:
        target = voice.state(standing.way_ahead.target)
        return f"{who} is not stuck: it could better its lot by going to {target}, unpunished."
    hurts = (
        "and it hurts: it has no more than it could make sure of by itself"
        if standing.hurting
        else "but it does not hurt: it has more "
        f"({amount(standing.payoff)}) than it could make sure of by itself "
        f"({amount(standing.security)})"
    )
    return f"{who} is stuck: nothing that it would gain by goes unanswered; {hurts}."


def _drift(found: Findings, voice: Voice) -> Iterator[Block]:
    drift = found.drift
    if drift is None:
        return
    rests = drift.equilibria(found.concept)
    yield paragraph(
        "With no mediation, and each party taking steps that better its own lot, the conflict "
        f"can come to rest in {_number(len(rests))} (judged by {short_name(found.concept)}, see "
        "the method):"
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


def _number(rests: int) -> str:
    return count(rests, "state")


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
    blocks: list[Block] = [
        paragraph(
            "An outcome can hold when no party gains by leaving it, or when whoever would gain is "
            "deterred by what the others would do next. How far the parties look ahead decides "
            "what deters them, so there are several measures of holding; the last section explains "
            "them. All of this is with no mediation."
        )
    ]
    columns = [("Measure", "text"), ("It holds if", "text"), ("States that hold", "text")]
    rows = [(short_name(k), FORESIGHT[k], _held(analysis, k, voice)) for k in analysis.concepts]
    blocks += table("Which states can hold", columns, rows)
    if len(held) == 1:
        blocks.append(paragraph(f"By {short_name(concept)} only {voice.full(held[0])} can hold."))
    if found.answer is not None:
        blocks += _unsettled(found, found.answer.settlement, voice)
    title = "Which outcomes can hold"
    if found.answer is not None:
        title += ", and what ails the settlement"
    return Section("outcomes", title, tuple(blocks))


def _held(analysis: Analysis, concept: str, voice: Voice) -> str:
    states = analysis.equilibria(concept)
    return voice.states(states, 10).removeprefix("states ").removeprefix("state ") or "none"


def _unsettled(found: Findings, settlement: State, voice: Voice) -> Iterator[Block]:
    """Say whether the settlement would hold and be accepted with no mediation, and why not."""
    conflict, concept = found.conflict, found.concept
    name = short_name(concept)
    yield paragraph(f"The settlement looked at here is {voice.full(settlement)}.")
    here = settlement.number - 1
    leaving = [n for n in conflict.names if not found.analysis.stable(n, concept)[here]]
    unhappy = unconvinced(found, settlement)
    if not leaving:
        yield paragraph(f"Once reached, it would hold by itself (by {name}).")
    for party in leaving:
        told = str(explain(found.analysis, settlement.number, party, concept)).splitlines()
        yield paragraph(f"It does not hold for {voice.party(party)} by itself, because:")
        yield from bullets(_points(told))
    if unhappy and found.answer is not None and found.answer.no_deal is not None:
        no_deal = voice.state(found.answer.no_deal)
        verb = "likes" if len(unhappy) == 1 else "like"
        yield paragraph(
            f"Nor would it be reached by consent: {voice.parties(unhappy)} {verb} no deal "
            f"({no_deal}) at least as well."
            if leaving
            else f"But it would not be reached by consent: {voice.parties(unhappy)} {verb} no deal "
            f"({no_deal}) at least as well. An agreement that nobody would leave is of no use "
            "while somebody would not enter it."
        )
    elif not leaving and found.answer is not None and found.answer.no_deal is not None:
        yield paragraph("And all who would sign like it better than no deal.")


def unconvinced(found: Findings, settlement: State) -> list[str]:
    """Return the signatories that with no mediation like no deal at least as well."""
    answer, conflict = found.answer, found.conflict
    if answer is None or answer.no_deal is None or conflict.mediation is None:
        return []
    if answer.no_deal.number == settlement.number:
        return []
    signing = answer.request.decision_makers or conflict.mediation.signatories or conflict.names
    there, here = settlement.number - 1, answer.no_deal.number - 1
    payoffs = {n: conflict.payoffs[conflict.decision_maker_index(n)] for n in signing}
    return [name for name, p in payoffs.items() if p[there] <= p[here]]


def _points(told: list[str]) -> Iterator[str]:
    """Yield the improvements of an explanation, each with its answer."""
    point = ""
    for line in told:
        if line.startswith("- "):
            if point:
                yield point
            point = line.removeprefix("- ")
        elif point and line.startswith("  "):
            point += f" {line.strip()}"
    if point:
        yield point
