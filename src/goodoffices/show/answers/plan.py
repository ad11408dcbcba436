"""A plan, and what is missing for one: the settlement, the levers, what binds, what was proven."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from goodoffices.mediation.plan.results import Binding, Lack, Plan, Relief, Shortfall
from goodoffices.mediation.question import Request
from goodoffices.show.answers.about import about
from goodoffices.show.answers.plan_tables import (
    UNNOTICED,
    PlanOrShortfall,
    instead,
    lever_notes,
    lever_sheets,
    pulls_data,
    records,
)
from goodoffices.show.answers.pressure import pressure_told
from goodoffices.show.answers.way_there import way_told
from goodoffices.show.document import Block, Document
from goodoffices.show.language import say
from goodoffices.show.telling import report, shape, summary
from goodoffices.show.words import Words, amount, brief, listing, percent, short_name
from goodoffices.stability.concepts import CONCEPTS, concept_key


@report.register(Plan)
@report.register(Shortfall)
def plan_report(answer: PlanOrShortfall) -> Document:
    """Report a plan, or what is missing for one."""
    return about(
        answer,
        "plan",
        *answer_blocks(answer, Words(answer.conflict)),
        records=records([("", answer)]),
        notes=lever_notes([answer]),
    )


def answer_blocks(answer: PlanOrShortfall, words: Words) -> Iterator[Block]:
    """Tell a plan, or what is missing for one."""
    virtues, state = _virtues(answer), words.outcome(answer.settlement)
    if answer.pressure is not None and isinstance(answer, Plan):
        virtues += say(", once pressure achieves what is told below")
    meaning = [_meaning(answer.request), *instead(answer.request, words)]
    first = [say("No plan: nothing within the limits {}.", virtues), *meaning]
    first += [say("Nearest to it comes {}.", state)]
    nothing = say("No lever is pulled there.")
    if isinstance(answer, Plan):
        first = [say("A settlement that {}:", virtues), f"  {state}.", *meaning]
        nothing = say("No lever has to be pulled.")
    yield "\n".join(first if words.pulled(answer.intensities) else [*first, nothing])
    yield from pulled_blocks(answer, words)


def pulled_blocks(answer: PlanOrShortfall, words: Words) -> Iterator[Block]:
    """Tell which levers are pulled, and what follows from that, in a vocabulary."""
    yield from lever_sheets([("", answer)], words)
    if answer.pressure is not None:
        yield "\n".join(pressure_told(answer.pressure, words))
    if isinstance(answer, Plan):
        yield way_told(answer.way_there, words)
        yield "\n".join([*costs(answer, words), *hinges(answer, words)])
    else:
        yield "\n".join(_shortfall(answer, words))


def costs(plan: Plan, words: Words) -> Iterator[str]:
    """Tell what a plan costs, and whom."""
    parts = say("{} in any case and {}", amount(plan.commit), amount(plan.execute))
    yield say(
        "Cost: {}, of which {} for what is carried out at the settlement.", amount(plan.cost), parts
    )
    shares = [f"{words.party(h)} {amount(c)}" for h, c in plan.borne_by.items() if c]
    if shares:
        yield say("Borne by: {}.", listing(shares))


def hinges(plan: Plan, words: Words) -> Iterator[str]:
    """Tell what keeps a plan from being cheaper, and what was proven."""
    yield from _bindings(plan, words)
    yield from _nudged(plan, words)
    for name, saved in plan.limits.items():
        yield say(
            "{} is at its limit; each unit more would save {}.", words.levers([name]), amount(saved)
        )
    if plan.next_best is not None:
        state, cost = plan.next_best
        yield say("Next best: {}, at a cost of {}.", words.outcome(state), amount(cost))
    yield _proof(plan)


def _shortfall(shortfall: Shortfall, words: Words) -> Iterator[str]:
    """Tell what is missing, for whom, where, and which single limit would have to give."""
    for name, payoff in shortfall.missing.items():
        if payoff > UNNOTICED:
            yield say("{} still lacks {} there.", words.party(name), words.payoff(payoff, name))
    if shortfall.gap:
        less = say("in all, up to a payoff of {} less may be missing", amount(shortfall.gap))
        yield say("{}: that there is no plan is proven, but {}.", _found(shortfall), less)
    yield say("Where it fails:")
    yield from (f"  {_lack(lack, words)}" for lack in shortfall.lacks)
    if shortfall.reliefs:
        yield say("One lever by itself would do, the others within their limits:")
        yield from (f"  {_relief(relief, words)}" for relief in shortfall.reliefs)
    elif not shortfall.unsettled:
        yield say("No single lever would do, however far it is pulled.")
    if shortfall.unsettled:
        named = words.levers(shortfall.unsettled)
        yield say("Not known within the limit: whether {} would do by itself.", named)


def _proof(plan: Plan) -> str:
    """Say what was proven; where the search came to its limit, how much could be saved."""
    if not plan.gap:
        return say("Proven: {}.", plan.proven)
    least = say("no plan costs less than {}", amount(plan.bound))
    return say("{}: {}, so at most {} could be saved.", _found(plan), least, amount(plan.gap))


def _found(answer: PlanOrShortfall) -> str:
    return say("The {} within the limit of {:g} s", answer.proven, answer.request.limit)


@summary.register(Plan)
def plan_in_brief(plan: Plan) -> str:
    """Say in one sentence what a plan comes to."""
    words = Words(plan.conflict)
    resting = say(", resting on a bluff: {}", words.levers(plan.bluffs)) if plan.bluffs else ""
    cost = f"{amount(plan.cost)}{_best_found(plan)}"
    return say("a plan at a cost of {}: settlement {}{}.", cost, brief(plan.settlement), resting)


@summary.register(Shortfall)
def shortfall_in_brief(shortfall: Shortfall) -> str:
    """Say in one sentence what is missing."""
    nearest = f"{brief(shortfall.settlement)}{_best_found(shortfall)}"
    return say(
        "no plan. Nearest comes state {}: {}.",
        nearest,
        missing(shortfall, Words(shortfall.conflict)),
    )


def missing(shortfall: Shortfall, words: Words) -> str:
    """Say what is missing, for whom."""
    noticed = [(name, payoff) for name, payoff in shortfall.missing.items() if payoff > UNNOTICED]
    return words.lacking(noticed) or say("next to nothing is missing")


def _best_found(answer: PlanOrShortfall) -> str:
    return say(" ({}, at least {})", answer.proven, amount(answer.bound)) if answer.gap else ""


def _virtues(answer: PlanOrShortfall) -> str:
    accepted = say("is liked better than no deal by all who sign, and ") if answer.no_deal else ""
    if isinstance(answer, Plan) and answer.settlement == answer.no_deal:
        accepted = say("is no deal itself, and ")
    return say("{}holds under {}", accepted, short_name(concept_key(answer.request.concept)))


def _meaning(request: Request) -> str:
    return say("(To hold means here: {}.)", CONCEPTS[concept_key(request.concept)].foresight)


def _bindings(plan: Plan, words: Words) -> list[str]:
    if not plan.binding:
        return []
    lines = [say("No lever can be eased, because:")]
    for one in plan.binding:
        saves = (
            say("; each unit of payoff less would save {}", amount(one.saves)) if one.saves else ""
        )
        must = _preferred(one, words)
        lines.append(say("  {} must {}{}.", words.party(one.decision_maker), must, saves))
    return lines


def _preferred(one: Binding, words: Words) -> str:
    if not one.margin:
        return say("like state {} as well as {}", words.ref(one.better), words.ref(one.worse))
    by = say("a millionth of its payoff range") if one.usual else amount(one.margin)
    return say("prefer state {} to {}, by {}", words.ref(one.better), words.ref(one.worse), by)


def _nudged(plan: Plan, words: Words) -> Iterator[str]:
    """Say what hangs on a hair, and what it costs to make it felt."""
    if plan.nudge is None:
        return
    who = listing([words.party(name) for name in plan.nudge.decision_makers])
    verb = "is" if len(plan.nudge.decision_makers) == 1 else "are"
    felt = say("one that can be felt, {}", percent(plan.nudge.share))
    more = (
        say("no plan gives {}", felt)
        if plan.nudge.cost is None
        else say("with {}, the plan costs {}", felt, amount(plan.nudge.cost))
    )
    yield (
        say(
            "{} {} indifferent; any nudge will do, and a millionth of the payoff range "
            "is taken: {}.",
            who,
            verb,
            more,
        )
    )


def _lack(lack: Lack, words: Words) -> str:
    who, state = words.party(lack.decision_maker), words.ref(lack.state)
    short = say("it lacks {}.", words.payoff(lack.payoff, lack.decision_maker))
    if lack.kind == "acceptance":
        return say("{} does not like it better than no deal, state {}: {}", who, state, short)
    return say("{} would leave it for state {}, and nothing deters it: {}", who, state, short)


def _relief(relief: Relief, words: Words) -> str:
    lever = words.lever(relief.lever)
    ways = [
        say("an intensity of {} (the most is {})", amount(relief.intensity), amount(lever.most))
    ]
    if relief.belief is not None:
        ways.append(
            say(
                "at its limit if it were believed with probability {} (now {})",
                amount(relief.belief),
                amount(lever.belief),
            )
        )
    if relief.resolve is not None:
        ways.append(say("credible from a resolve of {}", amount(relief.resolve)))
    return say("{}: {}.", lever.title, say("; or ").join(ways))


def _next(plan: Plan) -> dict[str, Any] | None:
    if plan.next_best is None:
        return None
    state, cost = plan.next_best
    return {"settlement": state.number, "cost": cost}


_ASKED = "conflict answer request settlement label=settlement.label no_deal"
_END = "proven bound gap levers pressure"
_FOUND = "intensities cost commit execute borne_by standing binding nudge limits next_best"
_MISSED = "missing total intensities lacks reliefs unsettled"
shape(
    Plan, f"{_ASKED} way_there {_FOUND} {_END}", answer="plan", next_best=_next, levers=pulls_data
)
shape(Shortfall, f"{_ASKED} {_MISSED} {_END}", answer="shortfall", levers=pulls_data)
