"""Claims put to the test: whether each holds, why, and what would turn it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from goodoffices.mediation.claims import Standing, Verdict, Verdicts
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.show.answers.about import about, conflict_data, within
from goodoffices.show.document import Cell, Column, Report, Sheet
from goodoffices.show.telling import data, report, summary, text
from goodoffices.show.words import Words, amount, listing

_COLUMNS = (
    Column("claim", "Claim"),
    Column("test", "Test"),
    Column("holds", "Holds"),
    Column("flipped_by", "Turned by"),
    Column("number", "Number", "number"),
    Column("value", "Value", "number"),
)


@report.register(Verdict)
def verdict_report(found: Verdict) -> Report:
    """Report what the model makes of a claim."""
    return about(found, "claims", str(found), records=Sheet(_COLUMNS, [_row(found)]))


@report.register(Verdicts)
def verdicts_report(found: Verdicts) -> Report:
    """Report what the model makes of each claim."""
    rows = [_row(verdict) for verdict in found]
    told = (str(verdict) for verdict in found)
    return about(found, "claims", found.summary, *told, records=Sheet(_COLUMNS, rows))


def _row(verdict: Verdict) -> list[Cell]:
    start: list[Cell] = [verdict.claim.claim, verdict.claim.test, verdict.holds]
    flip = verdict.flip
    return [*start, *((None, None, None) if flip is None else (flip.name, flip.number, flip.value))]


@summary.register(Verdicts)
def verdicts_in_brief(found: Verdicts) -> str:
    """Say how many claims hold."""
    if not len(found):
        return "The model carries no claims; they are written under mediation.claims."
    borne_out = sum(verdict.holds for verdict in found)
    return f"{borne_out} of {len(found)} claims hold in this model, under its values."


@data.register(Verdicts)
def verdicts_data(answer: Verdicts) -> dict[str, Any]:
    """Return plain data for JSON."""
    return {
        "conflict": conflict_data(answer.conflict),
        "claims": [verdict.to_dict() for verdict in answer],
    }


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
    limit, standing = answer.lever.credible_up_to, answer.standing
    told = {"bluff": "a bluff"}.get(standing, standing)
    at = f"'{answer.lever.title}' pulled to {amount(answer.intensity)} is {told}"
    if limit is None or np.isinf(limit):
        return f"{at}."
    return f"{at}; its holder would carry it out up to {amount(limit)}."


@data.register(Verdict)
def verdict_data(answer: Verdict) -> dict[str, Any]:
    """Return plain data for JSON."""
    return {
        "claim": answer.claim.claim,
        "test": answer.claim.test,
        "with": dict(answer.claim.request),
        "holds": answer.holds,
        "answer": {"answer": "drift", **within(answer.answer)},
        "needs_none": answer.needs_none,
        "unneeded": list(answer.unneeded),
        "flip": answer.flip and answer.flip.to_dict(),
        "flip_sought": answer.sought,
    }


@text.register(Verdict)
def verdict_text(found: Verdict) -> str:
    """Say whether the model bears the claim out, what it answers, and what would turn it."""
    answer = found.answer
    told = answer.summary if isinstance(answer, Plan | Shortfall) else str(answer)
    why = told.replace("\n", "\n  ")
    lines = [found.claim.claim, f"  {'Holds' if found.holds else 'Does not hold'}: {why}"]
    lines += [f"  {one}" for one in needlessly(found)]
    if found.flip is not None:
        lines.append(f"  Smallest change that turns this: {found.flip}.")
    elif found.sought:
        lines.append("  No single number turns this, between nothing and four times its size.")
    return "\n".join(lines)


def needlessly(found: Verdict) -> Iterator[str]:
    """Say which levers a claim names though they are not needed."""
    if found.needs_none:
        yield "No lever is needed for that, and so none of those that the claim names."
    if found.unneeded:
        words = Words(found.conflict)
        titles = listing([f"'{words.lever(name).title}'" for name in found.unneeded])
        yield f"Not needed for that: {titles}."
