"""The brief's beginning: the answer in short."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodoffices.ensemble.survey import Findings, PlanOrShortfall
from goodoffices.mediation.evenness import Side
from goodoffices.mediation.mediators import Holding
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.mediation.status_quo_paths import Rest
from goodoffices.show.answers.plan import missing
from goodoffices.show.brief.answer import price
from goodoffices.show.brief.outcomes import leaving, unconvinced
from goodoffices.show.brief.uncertainty import sureness_point
from goodoffices.show.brief.voice import Voice, count, figure
from goodoffices.show.document import Block, Section, bullets, paragraph
from goodoffices.show.gathered import gathered
from goodoffices.show.words import listing, short_name

_MOST_ENDS = 3


def summary_section(found: Findings, voice: Voice) -> Section:
    """Tell the answer, and the chief findings behind it."""
    lead = _lead(found, voice)
    blocks: list[Block] = [
        *([paragraph(lead, "lead")] if lead else []),
        *bullets(_points(found, voice)),
    ]
    return Section("summary", "In short", tuple(blocks))


def _lead(found: Findings, voice: Voice) -> str:
    answer = found.answer
    if answer is None:
        return ""
    if isinstance(answer, Shortfall):
        return (
            "With what is on the table no settlement can be reached and kept, by these values. "
            f"At the nearest, {missing(answer, voice)}."
        )
    pulled = [
        f"“{lever.title}” ({voice.party(lever.held_by)}, on {voice.party(lever.on)})"
        for lever, _ in voice.pulled(answer.intensities)
    ]
    bluff = " Part of that is bluff." if answer.bluffs else ""
    cheaper = " That nothing cheaper does it is not proven." if answer.gap else ""
    return (
        f"A settlement {_kept(answer)}, by these values: {voice.outcome(answer.settlement)}. What "
        f"it takes: {listing(pulled) or 'no lever'}, at {price(answer.cost)}.{bluff}{cheaper}"
    )


def _kept(answer: Plan) -> str:
    """Say whether the settlement is come to as well as kept."""
    way = answer.way_there
    return {
        "improvements": "can be reached and kept",
        "joint move": "can be kept once all who sign have moved together",
        "none": "would be kept, but neither single steps nor those who sign bring it about",
    }.get("" if way is None else way.by, "would be kept once it is there")


def _points(found: Findings, voice: Voice) -> Iterator[str]:
    """Yield the chief findings, one sentence or two each."""
    yield from sureness_point(found)
    if found.drift is not None:
        yield from _left_alone(found.drift.equilibria(found.concept), voice)
    if found.answer is not None:
        yield from _mediated_points(found, found.answer, voice)
    else:
        held = found.analysis.equilibrium(found.concept)
        yield f"By {short_name(found.concept)}, {gathered(voice, held, 'can hold')}."
    if found.verdicts:
        borne = sum(verdict.holds for verdict in found.verdicts)
        tested = count(len(found.verdicts), "{} claim", "{} claims")
        yield f"Of {tested} tested, the model bears out {figure(borne)}."
    yield (
        "All of it follows from one analyst's values, which stand in "
        f"{voice.annex('assumptions')}, and says nothing of when anything happens."
    )


def _left_alone(rests: tuple[Rest, ...], voice: Voice) -> Iterator[str]:
    if not rests:
        yield "Left alone, it comes to rest nowhere that could hold."
        return
    ends = "; or ".join(
        (
            f"in {voice.outcome(rest.state)}"
            if rest.moves
            else f"as it is, {voice.outcome(rest.state)}"
        )
        + (", which is escalation" if rest.escalated else "")
        for rest in rests[:_MOST_ENDS]
    )
    more = f"; or in {len(rests) - _MOST_ENDS} more" if len(rests) > _MOST_ENDS else ""
    yield f"Left alone, it can come to rest {ends}{more}."


def _mediated_points(found: Findings, answer: PlanOrShortfall, voice: Voice) -> Iterator[str]:
    unhappy = unconvinced(found, answer.settlement)
    if leaving(found, answer.settlement):
        yield "With no mediation, that settlement would not hold even if it were reached."
    elif unhappy:
        yield (
            "With no mediation, that settlement would hold once reached, but "
            f"{voice.parties(unhappy)} would rather have no deal."
        )
    needed = not isinstance(answer, Plan) or bool(answer.pulled)
    if found.evenness is not None and len(found.evenness.sides) > 1 and needed:
        yield _one_sided(found.evenness.sides[:-1], voice)
    if found.mediators is not None and needed:
        able = [one for one in found.mediators.holdings if len(one.held_by) == 1]
        yield _by_itself([one for one in able if isinstance(one.answer, Plan)], voice)
    if found.durability is not None and found.durability.withdrawals:
        last = found.durability.withdrawals[-1]
        still = "would still hold" if last.stable else "would no longer hold"
        rue = (
            f", {'but' if last.stable else 'and'} {voice.parties(last.prefer_no_deal)} would "
            "rather have had no deal"
            if last.prefer_no_deal
            else ""
        )
        yield f"Once the levers are withdrawn it {still}{rue}."


def _one_sided(sides: Sequence[Side], voice: Voice) -> str:
    enough = [
        f"on {voice.party(side.on[0])}{' (with bluffs)' if side.answer.bluffs else ''}"
        for side in sides
        if isinstance(side.answer, Plan)
    ]
    if not enough:
        return "Levers on one side alone are not enough."
    return f"Levers on one side alone are enough if they are {' or '.join(enough)}."


def _by_itself(able: list[Holding], voice: Voice) -> str:
    if not able:
        return "No single holder of levers could bring it about alone."
    names = voice.parties(one.held_by[0] for one in able)
    return f"Of those who hold levers, these could bring it about alone: {names}."
