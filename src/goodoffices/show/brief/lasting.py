"""Whether what the plan rests on can be relied on: credibility, side deals, durability."""

from __future__ import annotations

import math
from collections.abc import Iterator

from goodoffices.ensemble.base_rates import base_rates
from goodoffices.ensemble.survey import Findings, PlanOrShortfall
from goodoffices.mediation.durability import Withdrawal
from goodoffices.mediation.plan.results import Plan
from goodoffices.model.levers import Lever
from goodoffices.show.answers.base_rates import COUNTED, SOURCE, others_lasted, tables
from goodoffices.show.answers.durability import withdrawn
from goodoffices.show.answers.plan_tables import STANDINGS
from goodoffices.show.answers.threats import empty_threat
from goodoffices.show.brief.answer import outcome
from goodoffices.show.brief.voice import Voice
from goodoffices.show.document import Block, Section, bullets, paragraph, table
from goodoffices.show.glossary import meant
from goodoffices.show.language import say, say_many
from goodoffices.show.words import NOTHING, amount


def credibility_section(found: Findings, voice: Voice) -> Section | None:
    """Tell which threats and promises are believable."""
    levers = found.conflict.mediation.levers
    if not levers or found.answer is None:
        return None
    bluffs = [lever.name for lever in levers if lever.standing(lever.most) == "bluff"]
    unassessed = [lever.name for lever in levers if lever.resolve is None]
    blocks: list[Block] = [
        paragraph(
            say(
                "A threat or a promise is credible as far as {}; beyond that it is a bluff. {}",
                meant("credible"),
                voice.see("levers", say("Lever by lever")),
            )
        )
    ]
    if bluffs:
        told = say_many(
            "Pulled to the full, {1} is a bluff.",
            "Pulled to the full, {1} are bluffs.",
            len(bluffs),
            voice.levers(bluffs),
        )
        blocks.append(paragraph(told))
    if unassessed:
        blocks.append(
            paragraph(
                say("What the holders of {} would bear is not assessed.", voice.levers(unassessed))
            )
        )
    blocks += _empty_threats(found, voice)
    return Section("credibility", say("Which threats and promises are credible"), tuple(blocks))


def credit(found: Findings, voice: Voice) -> Iterator[Block]:
    """Tell how far each lever is credible, and how far it is used."""
    levers, answer = found.conflict.mediation.levers, found.answer
    pulled = {} if answer is None else answer.intensities
    rows = [_credit(lever, pulled.get(lever.name, 0.0), voice) for lever in levers]
    columns = [
        say("Lever"),
        say("Held by"),
        say("Credible up to #"),
        say("At most #"),
        say("Used #"),
        say("As used"),
        say("In full"),
    ]
    yield from table(say("How far each lever is credible"), columns, rows)


def _credit(lever: Lever, used: float, voice: Voice) -> list[str]:
    limit = lever.credible_up_to
    if limit is None:
        reach = say("not assessed")
    else:
        reach = say("any") if math.isinf(limit) else amount(limit)
    return [
        lever.title,
        voice.party(lever.held_by),
        reach,
        amount(lever.most),
        amount(used) if used > NOTHING else "–",
        say(STANDINGS[lever.standing(used)]) if used > NOTHING else "–",
        say(STANDINGS[lever.standing(lever.most)]),
    ]


def _empty_threats(found: Findings, voice: Voice) -> Iterator[Block]:
    threats = found.threats
    if threats is None:
        return
    if not threats.empty:
        yield paragraph(
            say(
                "Under the levers as used, nothing at {} is held back by an empty threat of "
                "one party against another.",
                voice.state(threats.state),
            )
        )
        return
    yield paragraph(
        say(
            "Even so, some moves away from {} are held back only by threats between the "
            "parties that nobody would carry out:",
            voice.state(threats.state),
        )
    )
    yield from bullets(" ".join(empty_threat(threat, voice)) for threat in threats.empty)


def deals_section(found: Findings, voice: Voice) -> Section | None:
    """Name the inducements that pay for something else, and whether they suffice alone."""
    if not found.deals:
        return None
    blocks: tuple[Block, ...] = (
        *bullets(_deal(name, answer, voice) for name, answer in found.deals.items()),
        paragraph(voice.see("levers", say("What that means, and what each comes to alone"))),
    )
    return Section("side-deals", say("Side deals"), blocks)


def _deal(name: str, answer: PlanOrShortfall, voice: Voice) -> str:
    lever = voice.lever(name)
    verdict = (
        say("By itself it brings the settlement about")
        if isinstance(answer, Plan) and voice.pulled(answer.intensities)
        else say("The settlement needs no lever at all, and so not this one")
        if isinstance(answer, Plan)
        else say("By itself it does not suffice")
    )
    named = say("“{}” ({}, to {})", lever.title, voice.party(lever.held_by), voice.party(lever.on))
    return say("{}: pays for something else. {}.", named, verdict)


def deals(found: Findings, voice: Voice) -> Iterator[Block]:
    """Say what a side deal is, and what each would come to by itself."""
    if not found.deals:
        return
    yield paragraph(
        say(
            "A side deal is {}: it may buy consent, but it resolves none of what the "
            "parties quarrel over. By themselves:",
            meant("side deal"),
        )
    )
    yield from bullets(
        say("{}: {}", voice.levers([name]), outcome(answer, voice))
        for name, answer in found.deals.items()
    )


def durability_section(found: Findings, voice: Voice) -> Section | None:
    """Tell what becomes of the settlement when all levers are withdrawn."""
    if found.durability is None:
        return None
    withdrawals = found.durability.withdrawals
    others = paragraph(f"{others_lasted()} {voice.see('levers', say('More'))}")
    if not withdrawals:
        told = say("The plan pulls no lever, so there is nothing that could be withdrawn.")
        return Section("durability", say("How long it would last"), (paragraph(told), others))
    last = withdrawals[-1]
    blocks: list[Block] = [
        paragraph(
            say(
                "Once the levers are withdrawn, nobody leaves the settlement: they are "
                "needed to win consent to it, not to keep it."
            )
            if last.stable
            else say("The settlement rests on its levers: withdraw them all, and it does not hold.")
        ),
        *(_leaving(last, voice)),
    ]
    if len(withdrawals) > 1:
        blocks.append(paragraph(voice.see("levers", say("One lever at a time"))))
    return Section("durability", say("How long it would last"), (*blocks, others))


def _leaving(last: Withdrawal, voice: Voice) -> Iterator[Block]:
    """Say who leaves once all is withdrawn, and who would rather have had no deal."""
    if not last.stable:
        yield "\n".join(withdrawn(last, voice))
    elif last.prefer_no_deal:
        who = voice.parties(last.prefer_no_deal)
        yield paragraph(say("{} would then rather have had no deal.", who))


def withdrawals(found: Findings, voice: Voice) -> Iterator[Block]:
    """Tell what becomes of the settlement without one lever at a time."""
    if found.durability is None or len(found.durability.withdrawals) <= 1:
        return
    yield "\n".join(line for one in found.durability.withdrawals for line in withdrawn(one, voice))


def others(found: Findings) -> Iterator[Block]:
    """Tell how long agreements in general have lasted, by years and by kind."""
    if found.durability is not None:
        yield from tables(base_rates())
        yield paragraph(f"{say(COUNTED)} {say(SOURCE)}", "note")
