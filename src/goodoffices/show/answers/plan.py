"""A plan, and what is missing for one: the settlement, the levers, what binds, what was proven."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from goodoffices.mediation.plan.results import Lack, Plan, Relief, Shortfall
from goodoffices.mediation.question import Request
from goodoffices.model.states import State
from goodoffices.show.answers.about import about, conflict_data
from goodoffices.show.answers.plan_tables import (
    UNNOTICED,
    PlanOrShortfall,
    lever_notes,
    lever_sheets,
    pulls,
    records,
)
from goodoffices.show.answers.way_there import way_told
from goodoffices.show.document import Report, Sheet
from goodoffices.show.telling import data, plain, report, summary
from goodoffices.show.words import Words, amount, brief, listing, short_name
from goodoffices.stability.concepts import CONCEPTS, concept_key


@report.register(Plan)
@report.register(Shortfall)
def plan_report(answer: PlanOrShortfall) -> Report:
    """Report a plan, or what is missing for one."""
    return about(
        answer,
        "plan",
        *(_plan(answer) if isinstance(answer, Plan) else _shortfall(answer)),
        records=records([("", answer)]),
        notes=lever_notes([answer]),
    )


def _plan(plan: Plan) -> Iterator[str | Sheet]:
    """Tell what to pull, what it costs, what binds and what was proven."""
    words = Words(plan.conflict)
    levers = tuple(lever_sheets([("", plan)]))
    first = [
        f"A settlement that {_virtues(plan.request, plan.no_deal)}:",
        f"  {words.outcome(plan.settlement)}.",
        _meaning(plan.request),
    ]
    yield "\n".join(first if levers else [*first, "No lever has to be pulled."])
    yield from levers
    carried_out = f"{amount(plan.execute)} for what is carried out at the settlement"
    yield way_told(plan.way_there, words)
    lines = [
        f"Cost: {amount(plan.cost)}, of which {amount(plan.commit)} in any case and {carried_out}."
    ]
    shares = [f"{words.holder(h)} {amount(c)}" for h, c in plan.borne_by.items() if c]
    if shares:
        lines.append(f"Borne by: {listing(shares)}.")
    lines += [*_bindings(plan, words), *_limits(plan, words)]
    if plan.next_best is not None:
        state, cost = plan.next_best
        lines.append(f"Next best: {words.outcome(state)}, at a cost of {amount(cost)}.")
    yield "\n".join([*lines, proof(plan)])


def _shortfall(shortfall: Shortfall) -> Iterator[str | Sheet]:
    """Tell what is missing, for whom, where, and which single limit would have to give."""
    words = Words(shortfall.conflict)
    levers = tuple(lever_sheets([("", shortfall)]))
    first = [
        f"No plan: nothing within the limits {_virtues(shortfall.request, shortfall.no_deal)}.",
        _meaning(shortfall.request),
        f"Nearest to it comes {words.outcome(shortfall.settlement)}.",
    ]
    yield "\n".join(first if levers else [*first, "No lever is pulled there."])
    yield from levers
    lines = [
        f"{words.party(name)} still lacks {words.lacking(payoff, name)} there."
        for name, payoff in shortfall.missing.items()
        if payoff > UNNOTICED
    ]
    if shortfall.gap:
        lines.append(shortfall_proof(shortfall))
    lines.append("Where it fails:")
    lines += [f"  {_lack(lack, words)}" for lack in shortfall.lacks]
    if shortfall.reliefs:
        lines.append("One lever by itself would do, the others within their limits:")
        lines += [f"  {_relief(relief, words)}" for relief in shortfall.reliefs]
    elif not shortfall.unsettled:
        lines.append("No single lever would do, however far it is pulled.")
    if shortfall.unsettled:
        lines.append(unsettled([words.lever(name).title for name in shortfall.unsettled]))
    yield "\n".join(lines)


def proof(plan: Plan) -> str:
    """Say what was proven; where the search came to its limit, how much could be saved."""
    if not plan.gap:
        return f"Proven: {plan.proven}."
    least = f"no plan costs less than {amount(plan.bound)}"
    return f"{_found(plan)}: {least}, so at most {amount(plan.gap)} could be saved."


def shortfall_proof(shortfall: Shortfall) -> str:
    """Say, where the search came to its limit, what was proven and how much less may be missing."""
    less = f"in all, up to a payoff of {amount(shortfall.gap)} less may be missing"
    return f"{_found(shortfall)}: that there is no plan is proven, but {less}."


def _found(answer: PlanOrShortfall) -> str:
    return f"The {answer.proven} within the limit of {answer.request.limit:g} s"


def unsettled(levers: list[str]) -> str:
    """Say of which levers it is not known what they would have to give."""
    named = listing([f"'{lever}'" for lever in levers])
    return f"Not known within the limit: whether {named} would do by itself."


@summary.register(Plan)
def plan_in_brief(plan: Plan) -> str:
    """Say in one sentence what a plan comes to."""
    words = Words(plan.conflict)
    bluffs = listing([f"'{words.lever(name).title}'" for name in plan.bluffs])
    resting = f", resting on a bluff: {bluffs}" if bluffs else ""
    cost = f"{amount(plan.cost)}{_best_found(plan)}"
    return f"a plan: settlement {brief(plan.settlement)} at a cost of {cost}{resting}."


@summary.register(Shortfall)
def shortfall_in_brief(shortfall: Shortfall) -> str:
    """Say in one sentence what is missing."""
    words = Words(shortfall.conflict)
    missing = [
        f"{words.party(name)} lacks {words.lacking(payoff, name)}"
        for name, payoff in shortfall.missing.items()
        if payoff > UNNOTICED
    ]
    nearest = f"{brief(shortfall.settlement)}{_best_found(shortfall)}"
    return f"no plan. Nearest comes state {nearest}: {listing(missing)}."


def _best_found(answer: PlanOrShortfall) -> str:
    return f" ({answer.proven}, at least {amount(answer.bound)})" if answer.gap else ""


def _virtues(request: Request, no_deal: State | None) -> str:
    accepted = "" if no_deal is None else "is liked better than no deal by all who sign, and "
    return f"{accepted}holds under {short_name(concept_key(request.concept))}"


def _meaning(request: Request) -> str:
    return f"(To hold means here: {CONCEPTS[concept_key(request.concept)].foresight}.)"


def _bindings(plan: Plan, words: Words) -> list[str]:
    if not plan.binding:
        return []
    lines = ["No lever can be eased, because:"]
    for one in plan.binding:
        saves = f"; each unit of payoff less would save {amount(one.saves)}" if one.saves else ""
        lines.append(
            f"  {words.party(one.decision_maker)} must prefer state {brief(one.better)} to "
            f"{brief(one.worse)}{saves}."
        )
    return lines


def _limits(plan: Plan, words: Words) -> list[str]:
    return [
        f"'{words.lever(name).title}' is at its limit; each unit more would save {amount(saved)}."
        for name, saved in plan.limits.items()
    ]


def _lack(lack: Lack, words: Words) -> str:
    who, state = words.party(lack.decision_maker), brief(lack.state)
    short = f"it lacks {words.lacking(lack.payoff, lack.decision_maker)}."
    if lack.kind == "acceptance":
        return f"{who} does not like it better than no deal, state {state}: {short}"
    return f"{who} would leave it for state {state}, and nothing deters it: {short}"


def _relief(relief: Relief, words: Words) -> str:
    lever = words.lever(relief.lever)
    ways = [f"an intensity of {amount(relief.intensity)} (the most is {amount(lever.most)})"]
    if relief.belief is not None:
        ways.append(
            f"at its limit if it were believed with probability {amount(relief.belief)} "
            f"(now {amount(lever.belief)})"
        )
    if relief.resolve is not None:
        ways.append(f"credible from a resolve of {amount(relief.resolve)}")
    return f"{lever.title}: {'; or '.join(ways)}."


@data.register(Plan)
def plan_data(answer: Plan) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return {
        **_asked(answer, "plan"),
        "intensities": dict(answer.intensities),
        "cost": answer.cost,
        "commit": answer.commit,
        "execute": answer.execute,
        "borne_by": dict(answer.borne_by),
        "standing": dict(answer.standing),
        "way_there": plain(answer.way_there),
        "binding": plain(answer.binding),
        "limits": dict(answer.limits),
        "next_best": answer.next_best
        and {"settlement": answer.next_best[0].number, "cost": answer.next_best[1]},
        **_ending(answer),
    }


@data.register(Shortfall)
def shortfall_data(answer: Shortfall) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return {
        **_asked(answer, "shortfall"),
        "missing": dict(answer.missing),
        "total": answer.total,
        "intensities": dict(answer.intensities),
        "lacks": plain(answer.lacks),
        "reliefs": plain(answer.reliefs),
        "unsettled": list(answer.unsettled),
        **_ending(answer),
    }


def _asked(answer: PlanOrShortfall, kind: str) -> dict[str, Any]:
    return {
        "conflict": conflict_data(answer.conflict),
        "answer": kind,
        "request": plain(answer.request),
        "settlement": answer.settlement.number,
        "label": answer.settlement.label,
        "no_deal": plain(answer.no_deal),
    }


def _ending(answer: PlanOrShortfall) -> dict[str, Any]:
    return {
        "proven": answer.proven,
        "bound": answer.bound,
        "gap": answer.gap,
        "levers": [pull.to_dict() for pull in pulls(answer)],
    }
