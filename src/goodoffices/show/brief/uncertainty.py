"""How sure the brief's answers are, where the model's values are ranges."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from goodoffices.ensemble.robustness import Share
from goodoffices.ensemble.survey import Findings
from goodoffices.mediation.plan.results import Plan
from goodoffices.show.answers.ensemble_words import planned_anew
from goodoffices.show.brief.voice import Voice
from goodoffices.show.document import Block, Section, bullets, paragraph, table
from goodoffices.show.words import interval, percent, short_name

_MOST_STATES, _MOST_FACTORS = 6, 5


def sureness_section(found: Findings, voice: Voice) -> Section | None:
    """Tell how often the answers hold as values vary, and which values they hang on."""
    odds = found.odds
    if odds is None:
        return None
    blocks: list[Block] = [
        paragraph(
            "Many values are not known; what is known is how far each may reach, and the values at "
            f"the end say so. So the model was drawn {odds.samples:,} times, each time with other "
            "values within these ranges, and the answers were counted. The percentages say how far "
            "an answer hangs on what is not known. They speak of the model, not of the world. In "
            "brackets: how exact the count is."
        ),
        *bullets(_settling(found)),
        *_states(found, voice),
        *_claims(found),
        *_deciding(found),
    ]
    return Section("sureness", "How sure all this is", tuple(blocks))


def sureness_point(found: Findings) -> Iterator[str]:
    """Yield the one sentence about it that stands at the top."""
    deciding = found.deciding
    if deciding is not None and isinstance(found.answer, Plan):
        share = percent(deciding.probability.probability)
        yield f"With the values drawn from their ranges, that plan does it in {share} of the cases."


def _settling(found: Findings) -> Iterator[str]:
    if found.odds is None or found.answer is None:
        return
    agreed = found.odds.agreed(found.concept)
    yield f"With no lever pulled, a settlement is accepted and holds in {_share(agreed)} of them."
    if found.deciding is not None and any(found.deciding.intensities.values()):
        whose = "that make up the plan" if isinstance(found.answer, Plan) else "that come nearest"
        share = _share(found.deciding.probability)
        yield f"With the levers {whose}, pulled as far, in {share} of them."


def _share(share: Share) -> str:
    return f"{percent(share.probability)} ({interval(share.low, share.high)})"


def _states(found: Findings, voice: Voice) -> Iterator[Block]:
    """Tell how often the likeliest states can hold with no lever pulled."""
    odds = found.odds
    if odds is None:
        return
    likely = odds.probability(found.concept)
    order = np.argsort(-likely, kind="stable")[:_MOST_STATES]
    rows = [
        [str(k + 1), voice.situation(found.conflict.states[int(k)]), percent(float(likely[k]))]
        for k in order
        if likely[k]
    ]
    columns = ["State #", "What is done", "Can hold in #"]
    name = short_name(found.concept)
    yield from table(f"What can hold most often, with no mediation ({name})", columns, rows)


def _claims(found: Findings) -> Iterator[Block]:
    if found.odds is None or not found.verdicts:
        return
    rows = [
        [str(k), verdict.claim.claim, "yes" if verdict.holds else "no", _share(share)]
        for k, (verdict, share) in enumerate(
            zip(found.verdicts, found.odds.claims, strict=True), start=1
        )
    ]
    columns = [" #", "Claim", "Holds by the central values", "Holds in #"]
    yield from table("How often each claim holds", columns, rows)
    yield from (paragraph(told, "note") for told in planned_anew(found.odds.tested))


def _deciding(found: Findings) -> Iterator[Block]:
    """Tell what the settlement hangs on most."""
    deciding = found.deciding
    if deciding is None or not deciding.influences:
        return
    evident = [one for one in deciding.influences if one.evident][:_MOST_FACTORS]
    rows = [
        [one.factor.title, percent(one.share), percent(one.lowest), percent(one.highest)]
        for one in evident
    ]
    columns = ["Value", "Decides #", "Works at its lowest in #", "Works at its highest in #"]
    yield from table("Which values it hangs on most", columns, rows)
    if rows:
        yield paragraph(
            "Decides: the share of the outcome's ups and downs that goes with this value alone. At "
            "its lowest, highest: in the lowest and the highest fifth of its values, with these "
            "levers pulled. What is left, "
            f"{percent(deciding.unexplained[0])}, is how values act together."
        )
