"""Robust plans in plain English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from goodoffices.show.answers.plan_tables import instead, judged_by
from goodoffices.show.language import message, say, say_as
from goodoffices.show.words import Words, amount, brief, enumerated, interval, listing, percent

if TYPE_CHECKING:
    from goodoffices.ensemble.robust.results import RobustPlan, RobustShortfall, Sampling, Trouble
    from goodoffices.ensemble.robustness import Share
    from goodoffices.model.levers import Lever

_SHOWN = 5e-4
_MORE = 4


def with_interval(share: Share) -> str:
    """Write a share with its interval."""
    return say("{} (95 % interval {})", percent(share.probability), interval(share.low, share.high))


def tell_robust_plan(plan: RobustPlan) -> str:
    """Tell how reliable the plan is, what to pull, what it costs and what goes wrong elsewhere."""
    words = Words(plan.conflict)
    first = say(
        message(
            "A settlement that is accepted and holds in {} of {:,} fresh samples; {} was asked for:"
        )
        if plan.request.accept
        else message("A settlement that holds in {} of {:,} fresh samples; {} was asked for:"),
        with_interval(plan.fresh),
        plan.sampling.fresh,
        percent(plan.reliability),
    )
    made = say(
        "It does in {} of the {:,} planning samples that it was made on; the fresh "
        "samples had no part in that.",
        percent(plan.in_sample),
        plan.sampling.planned_on,
    )
    lines = [first, f"  {words.outcome(plan.settlement)}.", judged_by(plan.request)]
    lines += [*instead(plan.request, words), made]
    lines += _verdict(plan)
    pulled = [
        f"  {say('{}: {}; {}', _lever(lever, words), amount(t), _bluff(plan, lever.name))}"
        for lever, t in words.pulled(plan.intensities)
    ]
    lines += [say("Pull these levers:"), *pulled] if pulled else [say("No lever has to be pulled.")]
    lines.append(
        say(
            "Mean cost: {}, of which {} in any case and {} for what is carried out at "
            "the settlement.",
            amount(plan.cost),
            amount(plan.commit),
            amount(plan.execute),
        )
    )
    shares = [f"{words.party(h)} {amount(c)}" for h, c in plan.borne_by.items() if c]
    if shares:
        lines.append(say("Borne by: {}.", listing(shares)))
    lines += _troubles(plan, words)
    lines.append(_proven(plan))
    return "\n".join(lines)


def tell_robust_shortfall(shortfall: RobustShortfall) -> str:
    """Tell how often there can be a plan, and what limits it."""
    words = Words(shortfall.conflict)
    proven = shortfall.proven == "optimal"
    first = say(
        message("{}: nothing is accepted and holds in {} of the {:,} planning samples.")
        if shortfall.request.accept
        else message("{}: nothing holds in {} of the {:,} planning samples."),
        say("No plan") if proven else say("No plan was found"),
        percent(shortfall.reliability),
        shortfall.sampling.planned_on,
    )
    most = say(
        "The most is {} of the planning samples ({}), and {} of {:,} fresh samples, with {}.",
        percent(shortfall.most),
        say("proven") if proven else say("the most that was found"),
        with_interval(shortfall.fresh),
        shortfall.sampling.fresh,
        words.outcome(shortfall.settlement),
    )
    lines = [first, judged_by(shortfall.request)]
    lines += [*instead(shortfall.request, words), most]
    pulled = [
        f"  {say('{}: {}', _lever(lever, words), amount(t))}"
        for lever, t in words.pulled(shortfall.intensities)
    ]
    lines += (
        [say("With these levers pulled:"), *pulled] if pulled else [say("With no lever pulled.")]
    )
    lines += [
        say(
            "Whatever is pulled, {} prefers no deal in {} of the planning samples.",
            words.party(name),
            percent(share),
        )
        for name, share in shortfall.out_of_reach.items()
        if share > _SHOWN
    ]
    lines += _troubles(shortfall, words)
    return "\n".join(lines)


def robust_plan_in_brief(plan: RobustPlan) -> str:
    """Say in one sentence what a plan comes to."""
    return say(
        message("a plan at a mean cost of {}: settlement {}, in {} of fresh samples.")
        if plan.reached
        else message(
            "a plan at a mean cost of {}: settlement {}, in {} of fresh samples, short of the {} "
            "asked for."
        ),
        amount(plan.cost),
        brief(plan.settlement),
        percent(plan.fresh.probability),
        percent(plan.reliability),
    )


def robust_shortfall_in_brief(shortfall: RobustShortfall) -> str:
    """Say in one sentence how far a shortfall is from a plan."""
    return say(
        "no plan in {} of the planning samples; the most is {}, with state {}.",
        percent(shortfall.reliability),
        percent(shortfall.most),
        brief(shortfall.settlement),
    )


def pulled_in_brief(intensities: Mapping[str, float]) -> str:
    """Write the levers that are pulled on one line, by name."""
    pulled = [f"{name} {amount(t)}" for name, t in intensities.items() if t > 0]
    return enumerated(pulled) or say_as("of levers", "none")


def trouble_in_words(trouble: Trouble, words: Words, *, credible: bool) -> str:
    """Say what goes wrong."""
    if trouble.kind == "limit":
        return say(
            message("{} is pulled beyond its limit, or what its holder would bear")
            if credible
            else message("{} is pulled further than it goes"),
            words.levers([trouble.name]),
        )
    if trouble.kind == "acceptance":
        return say("{} prefers no deal", words.party(trouble.name))
    return say("{} has a move that nothing deters", words.party(trouble.name))


def _lever(lever: Lever, words: Words) -> str:
    return say("{} ({}, on {})", lever.title, words.party(lever.held_by), words.party(lever.on))


def _verdict(plan: RobustPlan) -> Iterator[str]:
    """Say how the fresh samples stand to what was asked for."""
    if not plan.reached:
        yield say(
            "This falls short of the {} asked for: a plan made on a few samples fits them better "
            "than others. More planning samples (--samples) bring the two nearer.",
            percent(plan.reliability),
        )
    elif plan.fresh.low < plan.reliability:
        yield say("The interval reaches below what was asked for; more fresh samples narrow it.")
    if len(plan.attempts) > 1:
        asked = listing([percent(attempt.asked) for attempt in plan.attempts])
        yield say(
            "It took {} attempts, each with more asked of the planning samples ({}), as other "
            "samples held less often than they.",
            len(plan.attempts),
            asked,
        )


def _bluff(plan: RobustPlan, name: str) -> str:
    if name not in plan.bluffs:
        return say("unassessed")
    share = plan.bluffs[name]
    if share < _SHOWN:
        return say("credible")
    return say("a bluff in {} of fresh samples", percent(share))


def _troubles(answer: RobustPlan | RobustShortfall, words: Words) -> Iterator[str]:
    shown = [trouble for trouble in answer.troubles if trouble.share >= _SHOWN][:_MORE]
    if shown:
        yield (
            say("Where it fails, of all fresh samples (one may count under several):")
            if shown[1:]
            else say("Where it fails, of all fresh samples:")
        )
    for one in shown:
        told = trouble_in_words(one, words, credible=answer.request.credible)
        yield f"  {say('{}: {}', percent(one.share), told)}"


def _proven(plan: RobustPlan) -> str:
    if plan.proven == "optimal":
        return say("Proven: optimal for the planning samples.")
    return say(
        "Proven: best found; nothing below {} will do on the planning samples.", amount(plan.bound)
    )


def sampling_in_words(sampling: Sampling) -> str:
    """Say what an answer was made of."""
    return say(
        "{:,} planning samples, {:,} fresh samples, seed {}.",
        sampling.planned_on,
        sampling.fresh,
        sampling.seed,
    )
