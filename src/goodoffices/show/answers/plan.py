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
from goodoffices.show.language import say, say_many
from goodoffices.show.telling import report, shape, summary
from goodoffices.show.words import (
    Words,
    amount,
    brief,
    foresight,
    listing,
    percent,
    short_name,
)


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
        virtues = say("{}, once pressure achieves what is told below", virtues)
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
    yield say(
        "Cost: {}, of which {} in any case and {} for what is carried out at the settlement.",
        *map(amount, (plan.cost, plan.commit, plan.execute)),
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
        yield say(
            "The best found within the limit of {:g} s: that there is no plan is proven, but in "
            "all, up to a payoff of {} less may be missing.",
            shortfall.request.limit,
            amount(shortfall.gap),
        )
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
        return say("Proven: optimal.")
    return say(
        "The best found within the limit of {:g} s: no plan costs less than {}, so at most {} "
        "could be saved.",
        plan.request.limit,
        amount(plan.bound),
        amount(plan.gap),
    )


@summary.register(Plan)
def plan_in_brief(plan: Plan) -> str:
    """Say in one sentence what a plan comes to."""
    words = Words(plan.conflict)
    return say(
        "a plan at a cost of {}: settlement {}, resting on a bluff: {}."
        if plan.bluffs
        else "a plan at a cost of {}: settlement {}.",
        _best_found(amount(plan.cost), plan),
        brief(plan.settlement),
        words.levers(plan.bluffs),
    )


@summary.register(Shortfall)
def shortfall_in_brief(shortfall: Shortfall) -> str:
    """Say in one sentence what is missing."""
    return say(
        "no plan. Nearest comes state {}: {}.",
        _best_found(brief(shortfall.settlement), shortfall),
        missing(shortfall, Words(shortfall.conflict)),
    )


def missing(shortfall: Shortfall, words: Words) -> str:
    """Say what is missing, for whom."""
    noticed = [(name, payoff) for name, payoff in shortfall.missing.items() if payoff > UNNOTICED]
    return words.lacking(noticed) or say("next to nothing is missing")


def _best_found(told: str, answer: PlanOrShortfall) -> str:
    """Add to what is told, where it is the best found, what no other could undercut."""
    return say("{} (best found, at least {})", told, amount(answer.bound)) if answer.gap else told


def _virtues(answer: PlanOrShortfall) -> str:
    name = short_name(answer.request.concept)
    if isinstance(answer, Plan) and answer.settlement == answer.no_deal:
        return say("is no deal itself, and holds under {}", name)
    if answer.no_deal:
        return say("is liked better than no deal by all who sign, and holds under {}", name)
    return say("holds under {}", name)


def _meaning(request: Request) -> str:
    return say("(To hold means here: {}.)", foresight(request.concept))


def _bindings(plan: Plan, words: Words) -> list[str]:
    if not plan.binding:
        return []
    lines = [say("No lever can be eased, because:")]
    for one in plan.binding:
        told = _preferred(one, words)
        if one.saves:
            told = say("{}; each unit of payoff less would save {}", told, amount(one.saves))
        lines.append(f"  {say('{}.', told)}")
    return lines


def _preferred(one: Binding, words: Words) -> str:
    who, better, worse = words.party(one.decision_maker), *map(words.ref, (one.better, one.worse))
    if not one.margin:
        return say("{} must like state {} as well as {}", who, better, worse)
    by = say("a millionth of its payoff range") if one.usual else amount(one.margin)
    return say("{} must prefer state {} to {}, by {}", who, better, worse, by)


def _nudged(plan: Plan, words: Words) -> Iterator[str]:
    """Say what hangs on a hair, and what it costs to make it felt."""
    if plan.nudge is None:
        return
    who = listing([words.party(name) for name in plan.nudge.decision_makers])
    felt = percent(plan.nudge.share)
    more = (
        say("no plan gives one that can be felt, {}", felt)
        if plan.nudge.cost is None
        else say("with one that can be felt, {}, the plan costs {}", felt, amount(plan.nudge.cost))
    )
    yield say_many(
        "{1} is indifferent; any nudge will do, and a millionth of the payoff range is taken: {2}.",
        "{1} are indifferent; any nudge will do, and a millionth of the payoff range is taken: "
        "{2}.",
        len(plan.nudge.decision_makers),
        who,
        more,
    )


def _lack(lack: Lack, words: Words) -> str:
    who, state = words.party(lack.decision_maker), words.ref(lack.state)
    short = words.payoff(lack.payoff, lack.decision_maker)
    return say(
        "{} does not like it better than no deal, state {}: it lacks {}."
        if lack.kind == "acceptance"
        else "{} would leave it for state {}, and nothing deters it: it lacks {}.",
        who,
        state,
        short,
    )


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
