"""Robust plans in plain English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from goodoffices.show.answers.plan_tables import instead, judged_by
from goodoffices.show.words import Words, amount, brief, interval, listing, percent

if TYPE_CHECKING:
    from goodoffices.ensemble.robust.results import RobustPlan, RobustShortfall, Sampling, Trouble
    from goodoffices.ensemble.robustness import Share
    from goodoffices.mediation.question import Request
    from goodoffices.model.levers import Lever

_SHOWN = 5e-4
_MORE = 4


def with_interval(share: Share) -> str:
    """Write a share with its interval."""
    return f"{percent(share.probability)} (95 % interval {interval(share.low, share.high)})"


def tell_robust_plan(plan: RobustPlan) -> str:
    """Tell how reliable the plan is, what to pull, what it costs and what goes wrong elsewhere."""
    words = Words(plan.conflict)
    first = (
        f"A settlement that {_virtues(plan.request)} in {with_interval(plan.fresh)} of "
        f"{plan.sampling.fresh:,} fresh samples; {percent(plan.reliability)} was asked for:"
    )
    made = (
        f"It does in {percent(plan.in_sample)} of the {plan.sampling.planned_on:,} planning "
        "samples that it was made on; the fresh samples had no part in that."
    )
    lines = [first, f"  {words.outcome(plan.settlement)}.", judged_by(plan.request)]
    lines += [*instead(plan.request, words), made]
    lines += _verdict(plan)
    pulled = [
        f"  {_lever(lever, words)}: {amount(t)}{_bluff(plan, lever.name)}"
        for lever, t in words.pulled(plan.intensities)
    ]
    lines += ["Pull these levers:", *pulled] if pulled else ["No lever has to be pulled."]
    lines.append(
        f"Mean cost: {amount(plan.cost)}, of which {amount(plan.commit)} in any case and "
        f"{amount(plan.execute)} for what is carried out at the settlement."
    )
    shares = [f"{words.party(h)} {amount(c)}" for h, c in plan.borne_by.items() if c]
    if shares:
        lines.append(f"Borne by: {listing(shares)}.")
    lines += _troubles(plan, words)
    lines.append(_proven(plan))
    return "\n".join(lines)


def tell_robust_shortfall(shortfall: RobustShortfall) -> str:
    """Tell how often there can be a plan, and what limits it."""
    words = Words(shortfall.conflict)
    proven = shortfall.proven == "optimal"
    first = (
        f"No plan{'' if proven else ' was found'}: nothing {_virtues(shortfall.request)} in "
        f"{percent(shortfall.reliability)} of the {shortfall.sampling.planned_on:,} planning "
        "samples."
    )
    most = (
        f"The most is {percent(shortfall.most)} of the planning samples "
        f"({'proven' if proven else 'the most that was found'}), and "
        f"{with_interval(shortfall.fresh)} of {shortfall.sampling.fresh:,} fresh samples, with "
        f"{words.outcome(shortfall.settlement)}."
    )
    lines = [first, judged_by(shortfall.request)]
    lines += [*instead(shortfall.request, words), most]
    pulled = [
        f"  {_lever(lever, words)}: {amount(t)}" for lever, t in words.pulled(shortfall.intensities)
    ]
    lines += ["With these levers pulled:", *pulled] if pulled else ["With no lever pulled."]
    lines += [
        f"Whatever is pulled, {words.party(name)} prefers no deal in {percent(share)} of the "
        "planning samples."
        for name, share in shortfall.out_of_reach.items()
        if share > _SHOWN
    ]
    lines += _troubles(shortfall, words)
    return "\n".join(lines)


def robust_plan_in_brief(plan: RobustPlan) -> str:
    """Say in one sentence what a plan comes to."""
    short = "" if plan.reached else f", short of the {percent(plan.reliability)} asked for"
    return (
        f"a plan at a mean cost of {amount(plan.cost)}: settlement {brief(plan.settlement)}, in "
        f"{percent(plan.fresh.probability)} of fresh samples{short}."
    )


def robust_shortfall_in_brief(shortfall: RobustShortfall) -> str:
    """Say in one sentence how far a shortfall is from a plan."""
    return (
        f"no plan in {percent(shortfall.reliability)} of the planning samples; the most is "
        f"{percent(shortfall.most)}, with state {brief(shortfall.settlement)}."
    )


def pulled_in_brief(intensities: Mapping[str, float]) -> str:
    """Write the levers that are pulled on one line, by name."""
    pulled = [f"{name} {amount(t)}" for name, t in intensities.items() if t > 0]
    return ", ".join(pulled) or "none"


def trouble_in_words(trouble: Trouble, words: Words, *, credible: bool) -> str:
    """Say what goes wrong."""
    if trouble.kind == "limit":
        lever = words.levers([trouble.name])
        beyond = " beyond its limit, or what its holder would bear" if credible else ""
        return f"{lever} is pulled{beyond or ' further than it goes'}"
    if trouble.kind == "acceptance":
        return f"{words.party(trouble.name)} prefers no deal"
    return f"{words.party(trouble.name)} has a move that nothing deters"


def _lever(lever: Lever, words: Words) -> str:
    return f"{lever.title} ({words.party(lever.held_by)}, on {words.party(lever.on)})"


def _virtues(request: Request) -> str:
    return "is accepted and holds" if request.accept else "holds"


def _verdict(plan: RobustPlan) -> Iterator[str]:
    """Say how the fresh samples stand to what was asked for."""
    if not plan.reached:
        yield (
            f"This falls short of the {percent(plan.reliability)} asked for: a plan made on a few "
            "samples fits them better than others. More planning samples (--samples) bring the "
            "two nearer."
        )
    elif plan.fresh.low < plan.reliability:
        yield "The interval reaches below what was asked for; more fresh samples narrow it."
    if len(plan.attempts) > 1:
        asked = listing([percent(attempt.asked) for attempt in plan.attempts])
        yield (
            f"It took {len(plan.attempts)} attempts, each with more asked of the planning samples "
            f"({asked}), as other samples held less often than they."
        )


def _bluff(plan: RobustPlan, name: str) -> str:
    if name not in plan.bluffs:
        return "; unassessed"
    share = plan.bluffs[name]
    return "; credible" if share < _SHOWN else f"; a bluff in {percent(share)} of fresh samples"


def _troubles(answer: RobustPlan | RobustShortfall, words: Words) -> Iterator[str]:
    shown = [trouble for trouble in answer.troubles if trouble.share >= _SHOWN][:_MORE]
    if shown:
        several = " (one may count under several)" if len(shown) > 1 else ""
        yield f"Where it fails, of all fresh samples{several}:"
    for one in shown:
        told = trouble_in_words(one, words, credible=answer.request.credible)
        yield f"  {percent(one.share)}: {told}"


def _proven(plan: RobustPlan) -> str:
    if plan.proven == "optimal":
        return "Proven: optimal for the planning samples."
    return (
        f"Proven: best found; nothing below {amount(plan.bound)} will do on the planning samples."
    )


def sampling_in_words(sampling: Sampling) -> str:
    """Say what an answer was made of."""
    return (
        f"{sampling.planned_on:,} planning samples, {sampling.fresh:,} fresh samples, "
        f"seed {sampling.seed}."
    )
