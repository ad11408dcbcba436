"""The brief's beginning: the answer in short."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodoffices.ensemble.survey import Findings, PlanOrShortfall
from goodoffices.mediation.evenness import Side
from goodoffices.mediation.mediators import Holding
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.mediation.status_quo_paths import Rest
from goodoffices.show.answers.plan import missing
from goodoffices.show.brief.answer import price
from goodoffices.show.brief.outcomes import leaving, unconvinced
from goodoffices.show.brief.uncertainty import sureness_point
from goodoffices.show.brief.voice import Voice, count, figure
from goodoffices.show.document import Block, Section, bullets, paragraph
from goodoffices.show.gathered import can_hold, gathered
from goodoffices.show.language import say
from goodoffices.show.words import listing, short_name

_MOST_ENDS = 3


def summary_section(found: Findings, voice: Voice) -> Section:
    """Tell the answer, and the chief findings behind it."""
    lead = _lead(found, voice)
    blocks: list[Block] = [
        *([paragraph(lead, "lead")] if lead else []),
        *bullets(_points(found, voice)),
    ]
    return Section("summary", say("In short"), tuple(blocks))


def _lead(found: Findings, voice: Voice) -> str:
    answer = found.answer
    if answer is None:
        return ""
    if isinstance(answer, Shortfall):
        return say(
            "With what is on the table no settlement can be reached and kept, by these "
            "values. At the nearest, {}.",
            missing(answer, voice),
        )
    pulled = [
        say("“{}” ({}, on {})", lever.title, voice.party(lever.held_by), voice.party(lever.on))
        for lever, _ in voice.pulled(answer.intensities)
    ]
    bluff = say(" Part of that is bluff.") if answer.bluffs else ""
    cheaper = say(" That nothing cheaper does it is not proven.") if answer.gap else ""
    return say(
        "A settlement {}, by these values: {}. What it takes: {}, at {}.{}{}",
        _kept(answer),
        voice.outcome(answer.settlement),
        listing(pulled) or say("no lever"),
        price(answer.cost),
        bluff,
        cheaper,
    )


def _kept(answer: Plan) -> str:
    """Say whether the settlement is come to as well as kept."""
    way = answer.way_there
    return {
        "improvements": say("can be reached and kept"),
        "joint move": say("can be kept once all who sign have moved together"),
        "none": say("would be kept, but neither single steps nor those who sign bring it about"),
    }.get("" if way is None else way.by, say("would be kept once it is there"))


def _points(found: Findings, voice: Voice) -> Iterator[str]:
    """Yield the chief findings, one sentence or two each."""
    yield from sureness_point(found)
    if found.drift is not None:
        yield from _left_alone(found.drift.equilibria(found.concept), voice)
    if found.answer is not None:
        yield from _mediated_points(found, found.answer, voice)
    else:
        held = found.analysis.equilibrium(found.concept)
        yield say("By {}, {}.", short_name(found.concept), gathered(voice, held, can_hold))
    if found.verdicts:
        borne = sum(verdict.holds for verdict in found.verdicts)
        tested = count(len(found.verdicts), say("{} claim"), say("{} claims"))
        yield say("Of {} tested, the model bears out {}.", tested, figure(borne))
    yield (
        say(
            "All of it follows from one analyst's values, which stand in {}, and says "
            "nothing of when anything happens.",
            voice.annex("assumptions"),
        )
    )


def _left_alone(rests: tuple[Rest, ...], voice: Voice) -> Iterator[str]:
    if not rests:
        yield say("Left alone, it comes to rest nowhere that could hold.")
        return
    ends = say("; or ").join(
        (
            say("in {}", voice.outcome(rest.state))
            if rest.moves
            else say("as it is, {}", voice.outcome(rest.state))
        )
        + (say(", which is escalation") if rest.escalated else "")
        for rest in rests[:_MOST_ENDS]
    )
    more = say("; or in {} more", len(rests) - _MOST_ENDS) if len(rests) > _MOST_ENDS else ""
    yield say("Left alone, it can come to rest {}{}.", ends, more)


def _mediated_points(found: Findings, answer: PlanOrShortfall, voice: Voice) -> Iterator[str]:
    unhappy = unconvinced(found, answer.settlement)
    if leaving(found, answer.settlement):
        yield say("With no mediation, that settlement would not hold even if it were reached.")
    elif unhappy:
        yield (
            say(
                "With no mediation, that settlement would hold once reached, but {} would "
                "rather have no deal.",
                voice.parties(unhappy),
            )
        )
    needed = not isinstance(answer, Plan) or bool(answer.pulled)
    if found.evenness is not None and len(found.evenness.sides) > 1 and needed:
        yield _one_sided(found.evenness.sides[:-1], voice)
    if found.mediators is not None and needed:
        able = [one for one in found.mediators.holdings if len(one.held_by) == 1]
        yield _by_itself([one for one in able if isinstance(one.answer, Plan)], voice)
    if found.durability is not None and found.durability.withdrawals:
        last = found.durability.withdrawals[-1]
        still = say("would still hold") if last.stable else say("would no longer hold")
        rue = (
            say(
                ", {} {} would rather have had no deal",
                "but" if last.stable else "and",
                voice.parties(last.prefer_no_deal),
            )
            if last.prefer_no_deal
            else ""
        )
        yield say("Once the levers are withdrawn it {}{}.", still, rue)


def _one_sided(sides: Sequence[Side], voice: Voice) -> str:
    enough = [
        say("on {}{}", voice.party(side.on[0]), say(" (with bluffs)") if side.answer.bluffs else "")
        for side in sides
        if isinstance(side.answer, Plan)
    ]
    if not enough:
        return say("Levers on one side alone are not enough.")
    return say("Levers on one side alone are enough if they are {}.", say(" or ").join(enough))


def _by_itself(able: list[Holding], voice: Voice) -> str:
    if not able:
        return say("No single holder of levers could bring it about alone.")
    names = voice.parties(one.held_by[0] for one in able)
    return say("Of those who hold levers, these could bring it about alone: {}.", names)
