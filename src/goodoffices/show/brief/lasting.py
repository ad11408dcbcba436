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
from goodoffices.show.answers.threats import empty_threat
from goodoffices.show.brief.answer import outcome
from goodoffices.show.brief.voice import Voice
from goodoffices.show.document import Block, Section, bullets, paragraph, table
from goodoffices.show.glossary import meant
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
            f"A threat or a promise is credible as far as {meant('credible')}; beyond that it is a "
            f"bluff. {voice.see('levers', 'Lever by lever')}"
        )
    ]
    if bluffs:
        verb = "is a bluff" if len(bluffs) == 1 else "are bluffs"
        blocks.append(paragraph(f"Pulled to the full, {voice.levers(bluffs)} {verb}."))
    if unassessed:
        blocks.append(
            paragraph(f"What the holders of {voice.levers(unassessed)} would bear is not assessed.")
        )
    blocks += _empty_threats(found, voice)
    return Section("credibility", "Which threats and promises are credible", tuple(blocks))


def credit(found: Findings, voice: Voice) -> Iterator[Block]:
    """Tell how far each lever is credible, and how far it is used."""
    levers, answer = found.conflict.mediation.levers, found.answer
    pulled = {} if answer is None else answer.intensities
    rows = [_credit(lever, pulled.get(lever.name, 0.0), voice) for lever in levers]
    columns = ["Lever", "Held by", "Credible up to #", "At most #", "Used #", "As used", "In full"]
    yield from table("How far each lever is credible", columns, rows)


def _credit(lever: Lever, used: float, voice: Voice) -> list[str]:
    limit = lever.credible_up_to
    reach = "not assessed" if limit is None else "any" if math.isinf(limit) else amount(limit)
    return [
        lever.title,
        voice.party(lever.held_by),
        reach,
        amount(lever.most),
        amount(used) if used > NOTHING else "–",
        lever.standing(used) if used > NOTHING else "–",
        lever.standing(lever.most),
    ]


def _empty_threats(found: Findings, voice: Voice) -> Iterator[Block]:
    threats = found.threats
    if threats is None:
        return
    if not threats.empty:
        yield paragraph(
            f"Under the levers as used, nothing at {voice.state(threats.state)} is held back by an "
            "empty threat of one party against another."
        )
        return
    yield paragraph(
        f"Even so, some moves away from {voice.state(threats.state)} are held back only by threats "
        "between the parties that nobody would carry out:"
    )
    yield from bullets(" ".join(empty_threat(threat, voice)) for threat in threats.empty)


def deals_section(found: Findings, voice: Voice) -> Section | None:
    """Name the inducements that pay for something else, and whether they suffice alone."""
    if not found.deals:
        return None
    blocks: tuple[Block, ...] = (
        *bullets(_deal(name, answer, voice) for name, answer in found.deals.items()),
        paragraph(voice.see("levers", "What that means, and what each comes to alone")),
    )
    return Section("side-deals", "Side deals", blocks)


def _deal(name: str, answer: PlanOrShortfall, voice: Voice) -> str:
    lever = voice.lever(name)
    verdict = (
        "By itself it brings the settlement about"
        if isinstance(answer, Plan) and voice.pulled(answer.intensities)
        else "The settlement needs no lever at all, and so not this one"
        if isinstance(answer, Plan)
        else "By itself it does not suffice"
    )
    named = f"“{lever.title}” ({voice.party(lever.held_by)}, to {voice.party(lever.on)})"
    return f"{named}: pays for something else. {verdict}."


def deals(found: Findings, voice: Voice) -> Iterator[Block]:
    """Say what a side deal is, and what each would come to by itself."""
    if not found.deals:
        return
    yield paragraph(
        f"A side deal is {meant('side deal')}: it may buy consent, but it resolves none of what "
        "the parties quarrel over. By themselves:"
    )
    yield from bullets(
        f"{voice.levers([name])}: {outcome(answer, voice)}" for name, answer in found.deals.items()
    )


def durability_section(found: Findings, voice: Voice) -> Section | None:
    """Tell what becomes of the settlement when all levers are withdrawn."""
    if found.durability is None:
        return None
    withdrawals = found.durability.withdrawals
    others = paragraph(f"{others_lasted()} {voice.see('levers', 'More')}")
    if not withdrawals:
        told = "The plan pulls no lever, so there is nothing that could be withdrawn."
        return Section("durability", "How long it would last", (paragraph(told), others))
    last = withdrawals[-1]
    blocks: list[Block] = [
        paragraph(
            "Once the levers are withdrawn, nobody leaves the settlement: they are needed to win "
            "consent to it, not to keep it."
            if last.stable
            else "The settlement rests on its levers: withdraw them all, and it does not hold."
        ),
        *(_leaving(last, voice)),
    ]
    if len(withdrawals) > 1:
        blocks.append(paragraph(voice.see("levers", "One lever at a time")))
    return Section("durability", "How long it would last", (*blocks, others))


def _leaving(last: Withdrawal, voice: Voice) -> Iterator[Block]:
    """Say who leaves once all is withdrawn, and who would rather have had no deal."""
    if not last.stable:
        yield "\n".join(withdrawn(last, voice))
    elif last.prefer_no_deal:
        who = voice.parties(last.prefer_no_deal)
        yield paragraph(f"{who} would then rather have had no deal.")


def withdrawals(found: Findings, voice: Voice) -> Iterator[Block]:
    """Tell what becomes of the settlement without one lever at a time."""
    if found.durability is None or len(found.durability.withdrawals) <= 1:
        return
    yield "\n".join(line for one in found.durability.withdrawals for line in withdrawn(one, voice))


def others(found: Findings) -> Iterator[Block]:
    """Tell how long agreements in general have lasted, by years and by kind."""
    if found.durability is not None:
        yield from tables(base_rates())
        yield paragraph(f"{COUNTED} {SOURCE}", "note")
