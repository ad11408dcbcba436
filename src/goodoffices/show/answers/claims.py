"""Claims put to the test: whether each holds, why, and what would turn it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from goodoffices.mediation.claims import Standing, Verdict, Verdicts
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.show.answers.about import about, recorded
from goodoffices.show.document import Document
from goodoffices.show.language import message, say
from goodoffices.show.telling import data, plain, report, shape, summary, text
from goodoffices.show.words import Words, amount, quoted

_CLAIM = "claim=claim.claim test=claim.test"
_STANDING = {
    "credible": message("{} pulled to {} is credible"),
    "bluff": message("{} pulled to {} is a bluff"),
    "unassessed": message("{} pulled to {} is unassessed"),
}
_KEYS = f"{_CLAIM} holds flipped_by=flip.name number=flip.number value=flip.value"


@report.register(Verdict)
def verdict_report(found: Verdict) -> Document:
    """Report what the model makes of a claim."""
    return about(found, "claims", records=recorded([found], _KEYS))


@report.register(Verdicts)
def verdicts_report(found: Verdicts) -> Document:
    """Report what the model makes of each claim."""
    told = (str(verdict) for verdict in found)
    return about(found, "claims", found.summary, *told, records=recorded(found, _KEYS))


@summary.register(Verdicts)
def verdicts_in_brief(found: Verdicts) -> str:
    """Say how many claims hold."""
    if not len(found):
        return say("The model carries no claims; they are written under mediation.claims.")
    borne_out = sum(verdict.holds for verdict in found)
    return say("{} of {} claims hold in this model, under its values.", borne_out, len(found))


shape(Verdicts, "conflict claims=verdicts")


@data.register(Standing)
def standing_data(answer: Standing) -> dict[str, Any]:
    """Return plain data for JSON."""
    limit = answer.lever.credible_up_to
    return {
        "answer": answer.standing,
        "lever": answer.lever.name,
        "intensity": answer.intensity,
        "credible_up_to": None if limit is None or np.isinf(limit) else limit,
    }


@text.register(Standing)
def standing_text(answer: Standing) -> str:
    """Say how the lever stands, and up to where it is credible."""
    limit = answer.lever.credible_up_to
    title, pulled = quoted(answer.lever.title), amount(answer.intensity)
    told = say(_STANDING[answer.standing], title, pulled)
    if limit is None or np.isinf(limit):
        return say("{}.", told)
    return say("{}; its holder would carry it out up to {}.", told, amount(limit))


shape(
    Verdict,
    f"{_CLAIM} with=claim.request holds answer needs_none unneeded flip flip_sought=sought",
    answer=lambda found: {"answer": "drift", **plain(found.answer)},
)


@text.register(Verdict)
def verdict_text(found: Verdict) -> str:
    """Say whether the model bears the claim out, what it answers, and what would turn it."""
    answer = found.answer
    told = answer.summary if isinstance(answer, Plan | Shortfall) else str(answer)
    why = told.replace("\n", "\n  ")
    lines = [say("Holds: {}", why) if found.holds else say("Does not hold: {}", why)]
    lines += needlessly(found)
    if found.flip is not None:
        lines.append(say("Smallest change that turns this: {}.", found.flip))
    elif found.sought:
        lines.append(say("No single number turns this, between nothing and four times its size."))
    return "\n  ".join([found.claim.claim, *lines])


def needlessly(found: Verdict) -> Iterator[str]:
    """Say which levers a claim names though they are not needed."""
    if found.needs_none:
        yield say("No lever is needed for that, and so none of those that the claim names.")
    if found.unneeded:
        yield say("Not needed for that: {}.", Words(found.conflict).levers(found.unneeded))
