"""What claims say: in words, and as plain data."""

from __future__ import annotations

from typing import Any

import numpy as np

from goodoffices.mediation.claims import Standing, Verdict
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.show.answers.verdicts import within
from goodoffices.show.telling import data, text
from goodoffices.show.words import amount


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
    if found.flip is not None:
        lines.append(f"  Smallest change that turns this: {found.flip}.")
    elif found.sought:
        lines.append("  No single number turns this, between nothing and four times its size.")
    return "\n".join(lines)
