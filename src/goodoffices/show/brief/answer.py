"""The middle of the brief: the plan or the shortfall, evenness, and who could mediate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from goodoffices.ensemble.survey import Findings, PlanOrShortfall
from goodoffices.mediation.evenness import Burden, Side
from goodoffices.mediation.mediators import Holding
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.show.answers.plan import costs, missing, pulled_blocks
from goodoffices.show.answers.plan_tables import instead, lever_sheets, overview, verdict
from goodoffices.show.answers.way_there import way_told
from goodoffices.show.brief.voice import Voice, count
from goodoffices.show.document import Block, Section, bullets, paragraph, table
from goodoffices.show.glossary import meant
from goodoffices.show.language import message, say
from goodoffices.show.words import NOTHING, amount, change, listing, short_name


def answer_section(found: Findings, voice: Voice) -> Section | None:
    """Tell the plan, or what is missing for one."""
    answer = found.answer
    if answer is None:
        return None
    if isinstance(answer, Plan):
        told = [*_plan(answer, voice), *_credible(found, voice)]
        return Section("plan", say("The plan"), tuple(told))
    short = (*_shortfall(answer, voice), *pulled_blocks(answer, voice))
    return Section("plan", say("What is missing for a settlement"), short)


def _asked(answer: PlanOrShortfall, voice: Voice) -> str:
    """Say what a plan has to achieve, and which levers were left out of it."""
    name = short_name(answer.request.concept)
    request = answer.request
    limits = [
        say("every lever is kept within what its holder would carry out")
        if request.credible
        else "",
        say("only some levers were allowed")
        if request.held_by or request.on or request.levers is not None
        else "",
    ]
    left = listing([limit for limit in limits if limit])
    aim = say(
        "The settlement has to be liked better than no deal by all who sign, and hold once reached "
        "(by {})."
        if answer.no_deal and answer.settlement != answer.no_deal
        else "The settlement has to hold once reached (by {}).",
        name,
    )
    said = [
        aim,
        "" if answer.no_deal else say("Whether anybody would rather have no deal was not asked."),
        say("Here {}.", left) if left else "",
        *instead(request, voice),
    ]
    return " ".join(filter(None, said))


def _plan(plan: Plan, voice: Voice) -> Iterator[Block]:
    pulled = voice.pulled(plan.intensities)
    levers = (
        say("by pulling {}", count(len(pulled), "{} lever", "{} levers"))
        if pulled
        else say("with no lever pulled")
    )
    yield paragraph(
        say(
            "There is a plan: {} is accepted and holds, {}, at {}."
            if plan.no_deal
            else "There is a plan: {} holds, {}, at {}.",
            voice.outcome(plan.settlement),
            levers,
            price(plan.cost),
        ),
        "lead",
    )
    yield paragraph(_asked(plan, voice))
    yield from lever_sheets([("", plan)], voice)
    yield way_told(plan.way_there, voice)
    yield " ".join(costs(plan, voice))
    yield paragraph(voice.see("levers", say("Why none is cheaper, and the proof")))


def meaning(answer: PlanOrShortfall, voice: Voice) -> Iterator[Block]:
    """Say what a lever is, where any is pulled."""
    if voice.pulled(answer.intensities):
        yield paragraph(
            say(
                "A lever is something that its holder can put on the table: pressure, or an "
                "inducement. Its intensity is {}. Pressure that works need not be carried "
                "out; an inducement must.",
                meant("intensity"),
            ),
            "note",
        )


def _credible(found: Findings, voice: Voice) -> Iterator[Block]:
    """Say what becomes of a plan that bluffs when every lever is kept within its resolve."""
    if found.credible is None or not isinstance(found.answer, Plan):
        return
    yield paragraph(
        say(
            "The plan bluffs with {}: that far the holder would rather not carry it out. "
            "Without bluffs: {}",
            voice.levers(found.answer.bluffs),
            outcome(found.credible, voice),
        )
    )


def _shortfall(short: Shortfall, voice: Voice) -> Iterator[Block]:
    yield paragraph(
        say(
            "There is no plan: within their limits, no mix of the levers brings the "
            "settlement about. At the nearest, {}.",
            missing(short, voice),
        ),
        "lead",
    )
    yield paragraph(_asked(short, voice))
    yield paragraph(say("The nearest to a settlement is {}.", voice.outcome(short.settlement)))


def price(cost: float) -> str:
    """Write what a plan costs."""
    return say("a cost of {}", amount(cost)) if cost > NOTHING else say("no cost")


def outcome(answer: PlanOrShortfall, voice: Voice) -> str:
    """Say in one sentence what an answer comes to."""
    if isinstance(answer, Plan):
        if not answer.pulled:
            return say("{} is to be had with no lever pulled.", voice.state(answer.settlement))
        told = say(
            "a plan exists, for {}, at {}, bluffing with {}"
            if answer.bluffs
            else "a plan exists, for {}, at {}",
            voice.state(answer.settlement),
            price(answer.cost),
            voice.levers(answer.bluffs),
        )
    else:
        told = say("no plan: {}", missing(answer, voice))
    return say("{} (best found within the limit).", told) if answer.gap else say("{}.", told)


def evenness_section(found: Findings, voice: Voice) -> Section | None:
    """Tell whether it takes levers on every party."""
    if found.evenness is None:
        return None
    sides = found.evenness.sides
    blocks: tuple[Block, ...] = (
        paragraph(say("Is leverage on one side enough?")),
        *bullets(
            say("Levers on {} only: {}", voice.parties(side.on), outcome(side.answer, voice))
            for side in (sides[:-1] or sides)
        ),
        paragraph(voice.see("levers", say("How hard each party is pressed or courted"))),
    )
    return Section("evenness", say("Even-handedness"), blocks)


def pressed(found: Findings, voice: Voice) -> Iterator[Block]:
    """Tell how hard each party is pressed."""
    if found.evenness is None:
        return
    sides = found.evenness.sides
    bearing = {b.decision_maker for s in sides for b in s.burdens if _bears(b)}
    names = [name for name in found.conflict.names if name in bearing]
    columns = [
        say("Levers on"),
        say("Answer"),
        *(say("On {} #", voice.party(name)) for name in names),
    ]
    rows = [[voice.parties(s.on), verdict(s.answer), *_burdens(s, names)] for s in sides]
    if names:
        yield from table(say("How hard each party is pressed (−) or courted (+)"), columns, rows)
        yield paragraph(
            say(
                "In per cent of what lies between a party's worst and best outcome, weighed "
                "by how far it believes each lever; where no plan exists, at the levers at "
                "which least is missing."
            ),
            "note",
        )


def _bears(burden: Burden) -> bool:
    return burden.pressure > NOTHING or burden.inducement > NOTHING


def _burdens(side: Side, names: Sequence[str]) -> Iterator[str]:
    borne = {burden.decision_maker: burden for burden in side.burdens}
    for name in names:
        burden = borne[name]
        parts = [
            change(size).replace("-", "−")
            for size in (-burden.pressure, burden.inducement)
            if abs(size) > NOTHING
        ]
        yield " ".join(parts) or "0"


def mediators_section(found: Findings, voice: Voice) -> Section | None:
    """Compare the holders of levers: each alone, all together, none."""
    if found.mediators is None:
        return None
    holdings = found.mediators.holdings
    groups = [(_holders(one, voice), one.answer) for one in holdings]
    able = [one for one in holdings if len(one.held_by) == 1 and isinstance(one.answer, Plan)]
    blocks: list[Block] = [
        paragraph(say("Who could bring the settlement about? {}", _able(able, holdings, voice))),
        replace(overview(groups, voice, say("Levers of")), title=say("Mediators compared")),
    ]
    return Section("mediators", say("Who could mediate"), tuple(blocks))


def _holders(one: Holding, voice: Voice) -> str:
    names = voice.parties(one.held_by) or say("nobody")
    return say("{} together", names) if len(one.held_by) > 1 else names


_UNAIDED = {
    "improvements": message("It takes no lever, and so no mediator."),
    "joint move": message(
        "It takes no lever; what it takes is somebody who brings those who sign to move together."
    ),
    "none": message(
        "It takes no lever, but neither single steps nor those who sign bring it about."
    ),
    "unknown": message("It takes no lever."),
}


def _able(able: list[Holding], holdings: Sequence[Holding], voice: Voice) -> str:
    unaided = holdings[-1].answer
    if isinstance(unaided, Plan):
        way = unaided.way_there
        return say(_UNAIDED["unknown" if way is None else way.by])
    alone = [one.held_by[0] for one in able]
    if alone:
        return say("By its own levers: {}.", voice.parties(alone))
    together = [one for one in holdings if len(one.held_by) > 1]
    if together and isinstance(together[0].answer, Plan):
        return say("None alone, but all of them together.")
    return say("None of those who hold levers, alone or together.")
