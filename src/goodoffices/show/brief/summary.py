"""The brief's beginning: the answer in short."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodoffices.ensemble.survey import Findings, PlanOrShortfall
from goodoffices.mediation.durability import Withdrawal
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
    told = [
        say(
            "A settlement {}, by these values: {}. What it takes: {}, at {}.",
            _kept(answer),
            voice.outcome(answer.settlement),
            listing(pulled) or say("no lever"),
            price(answer.cost),
        ),
        say("Part of that is bluff.") if answer.bluffs else "",
        say("That nothing cheaper does it is not proven.") if answer.gap else "",
    ]
    return " ".join(filter(None, told))


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
        tested = count(len(found.verdicts), "{} claim", "{} claims")
        yield say("Of {} tested, the model bears out {}.", tested, figure(borne))
    yield say(
        "All of it follows from one analyst's values, which stand in {}, and says "
        "nothing of when anything happens.",
        voice.annex("assumptions"),
    )


def _left_alone(rests: tuple[Rest, ...], voice: Voice) -> Iterator[str]:
    if not rests:
        yield say("Left alone, it comes to rest nowhere that could hold.")
        return
    ends = [_end(rest, voice) for rest in rests[:_MOST_ENDS]]
    if len(rests) > _MOST_ENDS:
        ends.append(say("in {} more", len(rests) - _MOST_ENDS))
    yield say("Left alone, it can come to rest {}.", say("; or ").join(ends))


def _end(rest: Rest, voice: Voice) -> str:
    state = voice.outcome(rest.state)
    told = say("in {}", state) if rest.moves else say("as it is, {}", state)
    return say("{}, which is escalation", told) if rest.escalated else told


def _mediated_points(found: Findings, answer: PlanOrShortfall, voice: Voice) -> Iterator[str]:
    unhappy = unconvinced(found, answer.settlement)
    if leaving(found, answer.settlement):
        yield say("With no mediation, that settlement would not hold even if it were reached.")
    elif unhappy:
        yield say(
            "With no mediation, that settlement would hold once reached, but {} would "
            "rather have no deal.",
            voice.parties(unhappy),
        )
    needed = not isinstance(answer, Plan) or bool(answer.pulled)
    if found.evenness is not None and len(found.evenness.sides) > 1 and needed:
        yield _one_sided(found.evenness.sides[:-1], voice)
    if found.mediators is not None and needed:
        able = [one for one in found.mediators.holdings if len(one.held_by) == 1]
        yield _by_itself([one for one in able if isinstance(one.answer, Plan)], voice)
    if found.durability is not None and found.durability.withdrawals:
        yield _withdrawn(found.durability.withdrawals[-1], voice)


def _withdrawn(last: Withdrawal, voice: Voice) -> str:
    """Say what becomes of the settlement once all levers are withdrawn."""
    rue = voice.parties(last.prefer_no_deal)
    if not rue:
        return (
            say("Once the levers are withdrawn it would still hold.")
            if last.stable
            else say("Once the levers are withdrawn it would no longer hold.")
        )
    return say(
        "Once the levers are withdrawn it would still hold, but {} would rather have had no deal."
        if last.stable
        else "Once the levers are withdrawn it would no longer hold, and {} would rather have had "
        "no deal.",
        rue,
    )


def _one_sided(sides: Sequence[Side], voice: Voice) -> str:
    enough = [
        say("on {} (with bluffs)" if side.answer.bluffs else "on {}", voice.party(side.on[0]))
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
