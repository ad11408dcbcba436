"""The brief's document, made of its findings: an answer in short first, sections after."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.io.brief.answer import (
    answer_section,
    evenness_section,
    mediators_section,
    outcome,
)
from goodoffices.io.brief.document import Document, Section, bullets, clean, paragraph
from goodoffices.io.brief.figure import map_section
from goodoffices.io.brief.findings import Findings
from goodoffices.io.brief.lasting import (
    claims_section,
    credibility_section,
    deals_section,
    durability_section,
)
from goodoffices.io.brief.situation import (
    conflict_section,
    outcomes_section,
    standing_section,
    unconvinced,
)
from goodoffices.io.brief.values import (
    Grounds,
    assumptions_section,
    method_section,
    states_section,
)
from goodoffices.io.brief.voice import Voice, sentence
from goodoffices.mediation.results import Plan
from goodoffices.stability.wording import listing, short_name


def compose(found: Findings, grounds: Grounds, dated: str = "") -> Document:
    """Write the brief.

    Parameters
    ----------
    grounds
        Notes on single values, by their place in the model file.
    dated
        A date to print, as it is to be shown; none by default.
    """
    voice = Voice(found.conflict)
    sections = [
        _summary(found, voice),
        conflict_section(found.conflict, voice),
        standing_section(found, voice),
        outcomes_section(found, voice),
        answer_section(found, voice),
        evenness_section(found, voice),
        credibility_section(found, voice),
        deals_section(found, voice),
        mediators_section(found, voice),
        durability_section(found, voice),
        map_section(found, voice),
        claims_section(found, voice),
        assumptions_section(found, voice, grounds),
        states_section(found, voice),
        method_section(found),
    ]
    subtitle = "A brief for mediators, from one analyst's model"
    return Document(
        title=clean(found.conflict.title),
        subtitle=f"{subtitle}, {clean(dated)}" if clean(dated) else subtitle,
        sections=tuple(section for section in sections if section is not None),
    )


def _summary(found: Findings, voice: Voice) -> Section:
    lead = _lead(found, voice)
    blocks = [*([paragraph(lead, "lead")] if lead else []), *bullets(_points(found, voice))]
    return Section("summary", "In short", tuple(blocks))


def _lead(found: Findings, voice: Voice) -> str:
    answer = found.answer
    if answer is None:
        return ""
    if isinstance(answer, Plan):
        pulled = [f"“{lever.title}”" for lever, _ in voice.pulled(answer.intensities)]
        verb = "takes" if pulled else "takes no lever"
        needs = f"It {verb} {listing(pulled)}." if pulled else f"It {verb}."
        return (
            f"A settlement can be reached and kept, by these values: {voice.situation(answer.settlement)}. "
            f"{needs}"
        )
    return (
        "With what is on the table, no settlement can be both reached and kept, by these values: "
        f"{outcome(answer, voice).removeprefix('no plan; ')}"
    )


def _points(found: Findings, voice: Voice) -> Iterator[str]:
    """Yield the chief findings, one sentence or two each."""
    if found.drift is not None:
        rests = found.drift.equilibria(found.concept)
        ends = listing([voice.situation(rest.state) for rest in rests[:3]])
        if rests:
            more = f", or in one of {len(rests) - 3} more" if len(rests) > 3 else ""
            yield f"Left alone, it can come to rest with this done: {ends}{more}."
        escalated = [rest for rest in rests if rest.escalated]
        if escalated:
            yield (
                "Every such end is escalation."
                if len(escalated) == len(rests)
                else f"Of these {len(rests)} ends, {len(escalated)} would be escalation."
            )
    if found.answer is None:
        held = found.analysis.equilibria(found.concept)
        yield (
            f"By {short_name(found.concept)}, {voice.states(held)} can hold."
            if held
            else f"By {short_name(found.concept)}, no state can hold."
        )
        return
    yield from _mediated_points(found, voice)


def _mediated_points(found: Findings, voice: Voice) -> Iterator[str]:
    answer = found.answer
    if answer is None:
        return
    here = answer.settlement.number - 1
    stable = bool(found.analysis.equilibrium(found.concept)[here])
    unhappy = unconvinced(found, answer.settlement)
    if stable and unhappy:
        yield (
            f"With no mediation the settlement would hold once reached, but {voice.parties(unhappy)} "
            "would rather have no deal."
        )
    elif not stable:
        yield "With no mediation the settlement would not hold even if it were reached."
    if found.evenness is not None and len(found.evenness.sides) > 1:
        *single, _ = found.evenness.sides
        enough = [side.on[0] for side in single if isinstance(side.answer, Plan)]
        yield (
            f"Levers on {' or on '.join(voice.party(n) for n in enough)} alone are enough."
            if enough
            else "Levers on one side alone are not enough."
        )
    if found.mediators is not None:
        able = [
            one.held_by[0]
            for one in found.mediators.holdings
            if len(one.held_by) == 1 and isinstance(one.answer, Plan)
        ]
        yield (
            f"Of those who hold levers, by its own alone: {voice.parties(able)}."
            if able
            else "No single holder of levers can do it alone."
        )
    if found.durability is not None and found.durability.withdrawals:
        lasting = found.durability.withdrawals[-1].stable
        yield sentence(
            "it would hold even once every lever is withdrawn"
            if lasting
            else "it would not hold once the levers are withdrawn"
        )
    if found.verdicts:
        borne = sum(verdict.holds for verdict in found.verdicts)
        yield f"Of {len(found.verdicts)} claims tested, the model bears out {borne}."
