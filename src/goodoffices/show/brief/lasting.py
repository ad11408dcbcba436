"""Whether what the plan rests on can be relied on: credibility, side deals, durability, claims."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import cast

from goodoffices.ensemble.survey import Findings
from goodoffices.mediation.claims import Standing, Verdict
from goodoffices.mediation.plan.results import Plan
from goodoffices.mediation.status_quo_paths import Drift
from goodoffices.model.levers import Claim, Lever
from goodoffices.show.answers.claims import needlessly, standing_text
from goodoffices.show.answers.durability import withdrawn
from goodoffices.show.answers.threats import empty_threat
from goodoffices.show.brief.answer import outcome
from goodoffices.show.brief.voice import Voice, count, figure, sentence
from goodoffices.show.document import Block, Section, bullets, paragraph, table
from goodoffices.show.words import NOTHING, amount, change, listing, points, short_name


def credibility_section(found: Findings, voice: Voice) -> Section | None:
    """Tell which threats and promises are believable."""
    mediation = found.conflict.mediation
    if not mediation.levers or found.answer is None:
        return None
    pulled = found.answer.intensities
    rows = [_credit(lever, pulled.get(lever.name, 0.0), voice) for lever in mediation.levers]
    columns = ["Lever", "Held by", "Credible up to #", "At most #", "Used #", "As used", "In full"]
    bluffs = [lever.name for lever in mediation.levers if lever.standing(lever.most) == "bluff"]
    unassessed = [lever.name for lever in mediation.levers if lever.resolve is None]
    blocks: list[Block] = [
        paragraph(
            "A threat or a promise is credible as far as its holder would rather carry it out than "
            "be seen not to: as far as carrying it out costs no more than the holder would bear. "
            "Beyond that it is a bluff. Whether it is believed is another matter, and enters the "
            "plan as a probability."
        )
    ]
    if bluffs:
        verb = "is a bluff" if len(bluffs) == 1 else "are bluffs"
        blocks.append(paragraph(f"Pulled to the full, {voice.levers(bluffs)} {verb}."))
    if unassessed:
        blocks.append(
            paragraph(f"What the holders of {voice.levers(unassessed)} would bear is not assessed.")
        )
    blocks += table("How far each lever is credible", columns, rows)
    blocks += _empty_threats(found, voice)
    return Section("credibility", "Which threats and promises are credible", tuple(blocks))


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
    blocks: list[Block] = [
        paragraph(
            "An inducement that touches nothing the settlement is about pays for something else: "
            "it may buy consent, but it resolves none of what the parties quarrel over."
        )
    ]
    points = []
    for name, answer in found.deals.items():
        lever = voice.lever(name)
        verdict = (
            "By itself it brings the settlement about"
            if isinstance(answer, Plan) and voice.pulled(answer.intensities)
            else "The settlement needs no lever at all, and so not this one"
            if isinstance(answer, Plan)
            else "By itself it does not suffice"
        )
        points.append(
            f"“{lever.title}” ({voice.party(lever.held_by)}, to {voice.party(lever.on)}): pays for "
            f"something else. {verdict}: {outcome(answer, voice)}"
        )
    blocks += bullets(points)
    return Section("side-deals", "Side deals", tuple(blocks))


def durability_section(found: Findings, voice: Voice) -> Section | None:
    """Tell what becomes of the settlement when levers are withdrawn."""
    if found.durability is None:
        return None
    withdrawals = found.durability.withdrawals
    if not withdrawals:
        blocks: tuple[Block, ...] = (
            paragraph("The plan pulls no lever, so there is nothing that could be withdrawn."),
        )
    else:
        lasting = withdrawals[-1].stable
        blocks = (
            paragraph(
                "Once the levers are withdrawn, nobody leaves the settlement: they are needed to "
                "win consent to it, not to keep it."
                if lasting
                else "The settlement rests on its levers: withdraw them all, and it does not hold."
            ),
            "\n".join(line for one in withdrawals for line in withdrawn(one, voice)),
        )
    return Section("durability", "How long it would last", blocks)


def claims_section(found: Findings, voice: Voice) -> Section | None:
    """Tell what has been said about the conflict, and what the model answers."""
    if not found.verdicts:
        return None
    borne = figure(sum(verdict.holds for verdict in found.verdicts))
    rows = [
        [
            str(k),
            verdict.claim.claim,
            "yes" if verdict.holds else "no",
            f"{_why(verdict, voice)} {_tested(verdict.claim, voice)}",
        ]
        for k, verdict in enumerate(found.verdicts, start=1)
    ]
    columns = [" #", "What is said", "Borne out?", "Because"]
    blocks: list[Block] = [
        paragraph(
            f"Of {count(len(found.verdicts), 'claim')} about this conflict the model bears out "
            f"{borne}. It answers under the values given below, and knows no others."
        ),
        *table("Claims and answers", columns, rows),
    ]
    sought = [(k, v) for k, v in enumerate(found.verdicts, start=1) if v.sought]
    if sought:
        blocks.append(
            paragraph(
                "How firm is each answer? One value was changed at a time; the smallest change, "
                "relative to the value, that turns the answer round:"
            )
        )
        columns = [" #", "Value", "Now #", "Turns at #", "Change #"]
        rows = [[str(k), *_flip(verdict)] for k, verdict in sought]
        blocks += table("What would turn the answers", columns, rows)
    return Section("claims", "What is said, and what the model answers", tuple(blocks))


def _flip(verdict: Verdict) -> list[str]:
    flip = verdict.flip
    if flip is None:
        return ["no single value turns it, between nothing and four times its size", "", "", ""]
    by = change(flip.change).replace("-", "−")
    return [flip.name, points(flip.number), points(flip.value), by]


def _tested(claim: Claim, voice: Voice) -> str:
    """Say with what, besides what the model says, a claim was tested."""
    asked = dict(claim.request)
    names = asked.get("levers")
    parts = [
        f"the settlement “{asked['settlement']}”" if "settlement" in asked else "",
        f"levers of {_named(asked['held_by'], voice)} only" if "held_by" in asked else "",
        f"levers on {_named(asked['on'], voice)} only" if "on" in asked else "",
        f"only {voice.levers(_listed(names))}"
        if names
        else "no lever"
        if "levers" in asked
        else "",
        "no lever beyond what its holder would carry out" if asked.get("credible") else "",
        f"the measure {short_name(str(asked['concept']))}" if "concept" in asked else "",
    ]
    told = [part for part in parts if part]
    return f"Tested with {'; '.join(told)}." if told else ""


def _named(names: object, voice: Voice) -> str:
    return voice.parties(_listed(names))


def _listed(names: object) -> list[str]:
    return [names] if isinstance(names, str) else [str(one) for one in cast("list[str]", names)]


def _why(verdict: Verdict, voice: Voice) -> str:
    answer = verdict.answer
    if isinstance(answer, Standing):
        return standing_text(answer)
    if isinstance(answer, Drift):
        return _ends(answer, voice)
    return " ".join([sentence(outcome(answer, voice)), *needlessly(verdict)])


def _ends(drift: Drift, voice: Voice) -> str:
    rests = [rest for rest in drift.rests if set(rest.equilibrium_of) & set(drift.concepts)]
    told = [
        (f"to {voice.state(rest.state)}" if rest.moves else f"nowhere ({voice.state(rest.state)})")
        + (", which is escalation" if rest.escalated else "")
        for rest in rests
    ]
    return f"Steps that better somebody's lot lead {listing(told) or 'to nothing that holds'}."
