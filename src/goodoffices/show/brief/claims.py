"""What is said about the conflict, and what the model answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from goodoffices.ensemble.survey import Findings
from goodoffices.mediation.claims import Standing, Verdict
from goodoffices.mediation.status_quo_paths import Drift, Rest
from goodoffices.model.levers import Claim
from goodoffices.show.answers.claims import needlessly, standing_text
from goodoffices.show.answers.ensemble_words import planned_anew
from goodoffices.show.brief.answer import outcome
from goodoffices.show.brief.uncertainty import IF_IT_STAYS
from goodoffices.show.brief.voice import Voice, count, figure, sentence, share
from goodoffices.show.document import Block, Section, paragraph, table
from goodoffices.show.language import say
from goodoffices.show.words import (
    change,
    listing,
    number_told,
    percent,
    points,
    short_name,
    yes_no,
)


def claims_section(found: Findings, voice: Voice) -> Section | None:
    """Tell what has been said, whether the model bears it out, and how often it does."""
    if not found.verdicts:
        return None
    borne = figure(sum(verdict.holds for verdict in found.verdicts))
    counted = () if found.odds is None else found.odds.claims
    often = [percent(one.probability) for one in counted]
    stays = _if_it_stays(found) if often else []
    rows = [
        [
            *(str(k), verdict.claim.claim, yes_no(verdict.holds)),
            *(*often[k - 1 : k], *stays[k - 1 : k]),
        ]
        for k, verdict in enumerate(found.verdicts, start=1)
    ]
    columns = [
        " #",
        say("What is said"),
        say("Borne out?"),
        *([say("In samples #")] if often else []),
    ]
    columns += [say(IF_IT_STAYS)] if stays else []
    blocks: tuple[Block, ...] = (
        paragraph(
            say(
                "Of {} about this conflict the model bears out {}. {}",
                count(len(found.verdicts), "{} claim", "{} claims"),
                borne,
                voice.see("reasons", say("Why, and how firmly")),
            )
        ),
        *table(say("Claims and answers"), columns, rows),
    )
    return Section("claims", say("What is said, and what the model answers"), blocks)


def reasons_annex(found: Findings, voice: Voice) -> Section | None:
    """Tell why each claim is borne out or not, what would turn it, and how often it holds."""
    if not found.verdicts:
        return None
    rows = [
        [str(k), yes_no(v.holds), f"{_why(v, voice)} {_tested(v.claim, voice)}"]
        for k, v in enumerate(found.verdicts, start=1)
    ]
    columns = [" #", say("Borne out?"), say("Because")]
    blocks: list[Block] = [
        paragraph(say("The model answers under the values given here, and knows no others.")),
        *table(say("Why each claim is borne out or not"), columns, rows),
    ]
    sought = [(k, v) for k, v in enumerate(found.verdicts, start=1) if v.sought]
    if sought:
        blocks.append(
            paragraph(
                say(
                    "How firm is each answer? One value was changed at a time; the smallest "
                    "change, relative to the value, that turns the answer round:"
                )
            )
        )
        columns = [" #", say("Value"), say("Now #"), say("Turns at #"), say("Change #")]
        blocks += table(
            say("What would turn the answers"), columns, [[str(k), *_flip(v)] for k, v in sought]
        )
    blocks += _counted(found)
    return Section("reasons", say("Claims: the reasons, and how firm they are"), tuple(blocks))


def _counted(found: Findings) -> Iterator[Block]:
    if found.odds is None:
        return
    stays = _if_it_stays(found)
    rows = [
        [str(k), yes_no(verdict.holds), share(one), *stays[k - 1 : k]]
        for k, (verdict, one) in enumerate(
            zip(found.verdicts, found.odds.claims, strict=True), start=1
        )
    ]
    columns = [" #", say("Holds by the central values"), say("Holds in #")]
    columns += [say(IF_IT_STAYS)] if stays else []
    yield from table(say("How often each claim holds"), columns, rows)
    yield from (paragraph(told, "note") for told in planned_anew(found.odds.tested))


def _if_it_stays(found: Findings) -> list[str]:
    """Say of each claim whether it is so if the status quo stays; of a lever, that says nothing."""
    if found.stays is None:
        return []
    return ["–" if one is None else yes_no(one == 1) for one in found.stays.claims]


def _flip(verdict: Verdict) -> list[str]:
    flip = verdict.flip
    if flip is None:
        return [
            say("no single value turns it, between nothing and four times its size"),
            "",
            "",
            "",
        ]
    by = change(flip.change).replace("-", "−")
    return [number_told(flip.place), points(flip.number), points(flip.value), by]


def _tested(claim: Claim, voice: Voice) -> str:
    """Say with what, besides what the model says, a claim was tested."""
    asked = dict(claim.request)
    names = asked.get("levers")
    parts = [
        say("the settlement “{}”", asked["settlement"]) if "settlement" in asked else "",
        say("levers of {} only", _named(asked["held_by"], voice)) if "held_by" in asked else "",
        say("levers on {} only", _named(asked["on"], voice)) if "on" in asked else "",
        say("only {}", voice.levers(_listed(names)))
        if names
        else say("no lever")
        if "levers" in asked
        else "",
        say("no lever beyond what its holder would carry out") if asked.get("credible") else "",
        say("the measure {}", short_name(str(asked["concept"]))) if "concept" in asked else "",
    ]
    told = [part for part in parts if part]
    return say("Tested with {}.", say("; ").join(told)) if told else ""


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
    told = listing([_end(rest, voice) for rest in rests]) or say("to nothing that holds")
    return say("Steps that better somebody's lot lead {}.", told)


def _end(rest: Rest, voice: Voice) -> str:
    state = voice.state(rest.state)
    told = say("to {}", state) if rest.moves else say("nowhere ({})", state)
    return say("{}, which is escalation", told) if rest.escalated else told
