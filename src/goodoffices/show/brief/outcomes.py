"""Which outcomes can hold with no mediation: the gist in the body, the rest in an annex."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.ensemble.survey import Findings
from goodoffices.model.states import State
from goodoffices.show.brief.situation import standings
from goodoffices.show.brief.voice import Voice
from goodoffices.show.document import Block, Section, bullets, paragraph, table
from goodoffices.show.gathered import can_hold, gathered
from goodoffices.show.language import numeral, say
from goodoffices.show.words import foresight, short_name
from goodoffices.stability.analysis import Analysis
from goodoffices.stability.explain import Explanation, Reply, explain

_MOST_SETTLEMENTS = 12


def outcomes_section(found: Findings, voice: Voice) -> Section:
    """Tell which states hold with no mediation, and what ails the settlement."""
    concept = found.concept
    shown = gathered(voice, found.analysis.equilibrium(concept), can_hold)
    blocks: list[Block] = [
        paragraph(
            say(
                "An outcome can hold when no party gains by leaving it, or when whoever "
                "would gain is deterred by what the others would do next. By {}, the measure "
                "used here, and with no mediation, {}. {}",
                short_name(concept),
                shown,
                voice.see("outcomes-in-full", say("Other measures, and settlements one by one")),
            )
        )
    ]
    title = say("Which outcomes can hold")
    if found.answer is not None:
        blocks.append(paragraph(_unaided(found, found.answer.settlement, voice)))
        title = say("Which outcomes can hold, and what ails the settlement")
    return Section("outcomes", title, tuple(blocks))


def _unaided(found: Findings, settlement: State, voice: Voice) -> str:
    """Say whether the settlement would hold and be accepted with no mediation."""
    unhappy = voice.parties(unconvinced(found, settlement))
    leavers = voice.parties(leaving(found, settlement))
    name, state = short_name(found.concept), voice.state(settlement)
    if leavers:
        told = say("Once reached, {} would be left by {} (by {}).", state, leavers, name)
        return f"{told} {say('{} would rather have no deal.', unhappy)}" if unhappy else told
    return say(
        "Once reached, {} would hold by itself (by {}), but it would not be reached by consent: {} "
        "would rather have no deal."
        if unhappy
        else "Once reached, {} would hold by itself (by {}).",
        state,
        name,
        unhappy,
    )


def outcomes_annex(found: Findings, voice: Voice) -> Section:
    """Tell how many states hold by each measure, and what ails each settlement."""
    analysis, sought = found.analysis, settlements(found)
    columns = [say("Measure"), say("A state holds if"), say("States that hold #")]
    columns += [say("Settlements that hold #")] if sought else []
    rows = [
        [
            short_name(key),
            foresight(key),
            numeral(f"{len(analysis.equilibria(key)):,}"),
            *([str(len(_holding(analysis, key, sought)))] if sought else []),
        ]
        for key in analysis.concepts
    ]
    blocks: list[Block] = [
        paragraph(
            say(
                "How far the parties look ahead decides what deters them, so there are "
                "several measures of holding. All of this is with no mediation."
            )
        ),
        *table(say("How many states can hold"), columns, rows),
    ]
    blocks += standings(found, voice)
    if found.answer is not None:
        blocks += _unsettled(found, found.answer.settlement, sought, voice)
    return Section(
        "outcomes-in-full", say("Outcomes and settlements with no mediation"), tuple(blocks)
    )


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
    """Tell which settlements would hold and be accepted, and why one that would not would not."""
    columns = [
        say("State #"),
        say("What is done"),
        say("Would leave it"),
        say("Would rather have no deal"),
    ]
    rows = [
        [
            str(state.number),
            voice.situation(state),
            voice.parties(leaving(found, state)) or say("nobody"),
            voice.parties(unconvinced(found, state)) or say("nobody"),
        ]
        for state in sought[:_MOST_SETTLEMENTS]
    ]
    yield from table(say("The settlements sought, with no mediation"), columns, rows)
    if len(sought) > _MOST_SETTLEMENTS:
        yield paragraph(say("And {:,} more.", len(sought) - _MOST_SETTLEMENTS), "note")
    failing = settlement
    if not leaving(found, settlement):
        shown = sought[:_MOST_SETTLEMENTS]
        failing = next((state for state in shown if leaving(found, state)), settlement)
    for party in leaving(found, failing):
        yield paragraph(
            say("Why {} does not hold for {}:", voice.outcome(failing), voice.party(party))
        )
        told = explain(found.analysis, failing.number, party, found.concept)
        answers = sorted(told.answers, key=lambda answer: answer.sanctioned)
        yield from bullets(_point(answer, told, voice) for answer in answers)
        yield paragraph(_lacking(told, voice))


def _point(answer: Reply, told: Explanation, voice: Voice) -> str:
    """Tell one improvement, and what the others make of it."""
    who, state = told.decision_maker, answer.improvement.target
    here, there = voice.worth(told.state, who), voice.worth(state, who)
    lead = say(
        "{}, which is worth {} to it, and not {}.", voice.move(answer.improvement), there, here
    )
    end = answer.escape.target if answer.escape else answer.outcome
    replies = say("; then ").join(voice.move(move) for move in answer.replies)
    if answer.escape:
        replies = say("{}; and at best {}", replies, voice.move(answer.escape))
    if answer.sanctioned:
        return say(
            "{} But then {}. That is worth {}: it is deterred.",
            lead,
            replies,
            voice.worth(end, who),
        )
    if replies:
        return say(
            "{} The worst that the others would do: {}. That is still worth {}: nothing deters it.",
            lead,
            replies,
            voice.worth(end, who),
        )
    return say("{} No reply that it has to fear leaves it worse off: nothing deters it.", lead)


def _lacking(told: Explanation, voice: Voice) -> str:
    """Say how much more the state would have to be worth to a party that would leave it."""
    i = voice.conflict.decision_maker_index(told.decision_maker)
    state, who = voice.state(told.state), voice.party(told.decision_maker)
    if voice.conflict.decision_makers[i].preferences.cardinal:
        lift = voice.payoff(told.lift, told.decision_maker)
        return say("To stay in {}, {} lacks {}.", state, who, lift)
    rank = voice.conflict.ranks[i][told.state.number - 1] - round(told.lift)
    return say("To stay in {}, {} would have to give it rank {}.", state, who, rank)


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
