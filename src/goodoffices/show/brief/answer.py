"""The middle of the brief: the plan or the shortfall, evenness, and who could mediate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodoffices.ensemble.survey import Findings, PlanOrShortfall
from goodoffices.mediation.evenness import Burden, Side
from goodoffices.mediation.mediators import Holding
from goodoffices.mediation.plan.results import Binding, Lack, Plan, Relief, Shortfall
from goodoffices.show.answers.plan import proof, shortfall_proof, unsettled
from goodoffices.show.answers.way_there import way_told
from goodoffices.show.brief.document import Block, Section, bullets, paragraph, table
from goodoffices.show.brief.voice import Voice, count
from goodoffices.show.words import NOTHING, amount, change, listing, percent, short_name
from goodoffices.stability.concepts import concept_key

_LEVERS = [
    ("Lever", "text"),
    ("Held by", "text"),
    ("On", "text"),
    ("How far", "number"),
    ("At most", "number"),
    ("Believed", "number"),
    ("Standing", "text"),
]


def answer_section(found: Findings, voice: Voice) -> Section | None:
    """Tell the plan, or what is missing for one."""
    answer = found.answer
    if answer is None:
        return None
    if isinstance(answer, Plan):
        blocks = [*_plan(answer, voice), *_credible(found, voice)]
        return Section("plan", "The plan", tuple(blocks))
    return Section("plan", "What is missing for a settlement", tuple(_shortfall(answer, voice)))


def _asked(answer: PlanOrShortfall) -> str:
    """Say what a plan has to achieve, and which levers were left out of it."""
    name = short_name(concept_key(answer.request.concept))
    accepted = "be liked better than no deal by all who sign, and " if answer.no_deal else ""
    request = answer.request
    limits = [
        "every lever is kept within what its holder would carry out" if request.credible else "",
        "only some levers were allowed"
        if request.held_by or request.on or request.levers is not None
        else "",
    ]
    left = listing([limit for limit in limits if limit])
    aim = f"The settlement has to {accepted}hold once reached (by {name})."
    if not answer.no_deal:
        aim += " Whether anybody would rather have no deal was not asked."
    return f"{aim} Here {left}." if left else aim


def _plan(plan: Plan, voice: Voice) -> Iterator[Block]:
    pulled = voice.pulled(plan.intensities)
    levers = f"by pulling {count(len(pulled), 'lever')}" if pulled else "with no lever pulled"
    yield paragraph(
        f"There is a plan: {voice.full(plan.settlement)} "
        f"{'is accepted and holds' if plan.no_deal else 'holds'}, {levers}, at "
        f"{price(plan.cost)}.",
        "lead",
    )
    yield paragraph(_asked(plan))
    if pulled:
        yield paragraph(
            "A lever is something that its holder can put on the table: pressure, or an "
            "inducement. How far it is pulled is counted in units of its own, up to the most "
            "there is; how far it is believed is the probability, in the eyes of the party it is "
            "on, that it will be."
        )
    yield from table("The levers to pull", _LEVERS, _lever_rows(plan, plan.standing, voice))
    voice.states([move.target for move in (plan.way_there and plan.way_there.moves) or ()])
    yield paragraph(way_told(plan.way_there, voice))
    yield paragraph(_cost(plan, voice))
    reasons = [_binding(binding, voice) for binding in plan.binding]
    if reasons:
        yield paragraph("Nothing in it can be eased, because otherwise:")
        yield from bullets(dict.fromkeys(reasons))
    if plan.next_best is not None:
        state, cost = plan.next_best
        yield paragraph(f"The next best settlement is {voice.full(state)}, at {price(cost)}.")
    yield paragraph(_proof(plan), "note")


def _lever_rows(
    answer: PlanOrShortfall, standing: dict[str, str], voice: Voice
) -> Iterator[list[str]]:
    for lever, intensity in voice.pulled(answer.intensities):
        yield [
            lever.title,
            voice.party(lever.held_by),
            voice.party(lever.on),
            amount(intensity),
            amount(lever.most),
            percent(lever.belief),
            standing.get(lever.name) or lever.standing(intensity),
        ]


def _cost(plan: Plan, voice: Voice) -> str:
    if plan.cost <= NOTHING:
        return (
            "It costs its holders nothing at the settlement: pressure that works need not be "
            "carried out."
            if voice.pulled(plan.intensities)
            else "It costs nobody anything."
        )
    shares = [f"{voice.party(n)} {amount(c)}" for n, c in plan.borne_by.items() if c > NOTHING]
    return (
        f"Of the cost, {amount(plan.commit)} falls due in any case and {amount(plan.execute)} for "
        f"what is carried out at the settlement. It is borne so: {listing(shares)}. Pressure that "
        "works need not be carried out; an inducement must be."
    )


def _binding(binding: Binding, voice: Voice) -> str:
    who = voice.party(binding.decision_maker)
    worse, better = voice.state(binding.worse), voice.state(binding.better)
    saves = (
        f" (each point less that this takes would save {amount(binding.saves)})"
        if binding.saves > NOTHING
        else ""
    )
    return f"{who} would no longer prefer {better} to {worse}{saves}."


def _proof(plan: Plan) -> str:
    if plan.gap:
        return f"{proof(plan)} The stability analysis agrees that the plan does it."
    return "Proven: no cheaper use of these levers does it. The stability analysis agrees."


def _credible(found: Findings, voice: Voice) -> Iterator[Block]:
    """Say what becomes of a plan that bluffs when every lever is kept within its resolve."""
    if found.credible is None or not isinstance(found.answer, Plan):
        return
    yield paragraph(
        f"The plan bluffs with {voice.levers(found.answer.bluffs)}: that far the holder would "
        f"rather not carry it out. Without bluffs: {outcome(found.credible, voice)}"
    )


def _shortfall(short: Shortfall, voice: Voice) -> Iterator[Block]:
    yield paragraph(
        "There is no plan: within their limits, no mix of the levers brings the settlement about. "
        f"At the nearest, {missing(short, voice)}.",
        "lead",
    )
    yield paragraph(_asked(short))
    if short.gap:
        yield paragraph(shortfall_proof(short), "note")
    yield paragraph(f"The nearest to a settlement is {voice.full(short.settlement)}.")
    standing: dict[str, str] = {}
    rows = _lever_rows(short, standing, voice)
    yield from table("The levers at which least is missing", _LEVERS, rows)
    yield paragraph("Where it fails:")
    yield from bullets(_lack(lack, voice) for lack in short.lacks)
    if short.reliefs:
        yield paragraph("Each of these by itself would do, the other levers within their limits:")
        yield from bullets(_relief(relief, voice) for relief in short.reliefs)
    elif not short.unsettled:
        yield paragraph("No single lever would do, however far it were pulled.")
    if short.unsettled:
        yield paragraph(unsettled([voice.lever(name).title for name in short.unsettled]))


def missing(short: Shortfall, voice: Voice) -> str:
    """Say what is missing, for whom."""
    lacking = [
        f"{voice.party(name)} lacks {voice.lacking(payoff, name)}"
        for name, payoff in short.missing.items()
        if payoff > NOTHING
    ]
    return listing(lacking) or "next to nothing is missing"


def _lack(lack: Lack, voice: Voice) -> str:
    who, state = voice.party(lack.decision_maker), voice.state(lack.state)
    short = voice.lacking(lack.payoff, lack.decision_maker)
    if lack.kind == "acceptance":
        return f"{who} does not like it better than no deal ({state}); it lacks {short}."
    return f"{who} would leave it for {state}, and nothing deters that; it lacks {short}."


def _relief(relief: Relief, voice: Voice) -> str:
    lever = voice.lever(relief.lever)
    limit = lever.credible_up_to
    ways = []
    far = f"pulled to {amount(relief.intensity)}"
    if relief.intensity > lever.most + NOTHING:
        ways.append(f"{far}, beyond the {amount(lever.most)} there is")
    elif limit is not None and relief.intensity > limit:
        ways.append(f"{far}, beyond the {amount(limit)} that its holder would carry out")
    else:
        ways.append(far)
    if relief.belief is not None:
        ways.append(
            f"believed with a probability of {percent(relief.belief)} at its limit, and not of "
            f"{percent(lever.belief)}"
        )
    if relief.resolve is not None:
        ways.append(f"credible if its holder would bear {amount(relief.resolve)}")
    return f"“{lever.title}” ({voice.party(lever.held_by)}): {'; or '.join(ways)}."


def price(cost: float) -> str:
    """Write what a plan costs."""
    return f"a cost of {amount(cost)}" if cost > NOTHING else "no cost"


def outcome(answer: PlanOrShortfall, voice: Voice) -> str:
    """Say in one sentence what an answer comes to."""
    if isinstance(answer, Plan):
        bluffs = f", bluffing with {voice.levers(answer.bluffs)}" if answer.bluffs else ""
        if not answer.pulled:
            return f"{voice.state(answer.settlement)} is to be had with no lever pulled."
        where = f"for {voice.state(answer.settlement)}, at {price(answer.cost)}"
        return f"a plan exists, {where}{bluffs}{_best_found(answer)}."
    return f"no plan: {missing(answer, voice)}{_best_found(answer)}."


def _best_found(answer: PlanOrShortfall) -> str:
    return f" ({answer.proven} within the limit)" if answer.gap else ""


def evenness_section(found: Findings, voice: Voice) -> Section | None:
    """Tell whether it takes levers on every party, and how hard each is pressed."""
    if found.evenness is None:
        return None
    sides = found.evenness.sides
    blocks: list[Block] = [
        paragraph(
            "Does it take leverage on every side, or is one side enough? The same question, "
            "answered with the levers on one party at a time"
            + (", and on all of them:" if len(sides) > 1 else ":")
        )
    ]
    blocks += bullets(
        f"Levers on {voice.parties(side.on)}{_only(side, sides)}: {outcome(side.answer, voice)}"
        for side in sides
    )
    bearing = {b.decision_maker for s in sides for b in s.burdens if _bears(b)}
    names = [name for name in found.conflict.names if name in bearing]
    columns = [("Levers on", "text"), ("Answer", "text")]
    columns += [(f"On {voice.party(name)}", "number") for name in names]
    rows = [[voice.parties(s.on), kind(s.answer), *_burdens(s, names)] for s in sides]
    if names:
        blocks += table("How hard each party is pressed (−) or courted (+)", columns, rows)
        blocks.append(
            paragraph(
                "In per cent of what lies between a party's worst and best outcome, weighed by how "
                "far it believes each lever; where no plan exists, at the levers at which least is "
                "missing.",
                "note",
            )
        )
    return Section("evenness", "Even-handedness", tuple(blocks))


def _only(side: Side, sides: Sequence[Side]) -> str:
    return "" if side is sides[-1] and len(sides) > 1 else " only"


def kind(answer: PlanOrShortfall) -> str:
    """Return ``plan``, ``plan with bluffs`` or ``no plan``; and whether it is the best found."""
    best = f", {answer.proven}" if answer.gap else ""
    if isinstance(answer, Shortfall):
        return f"no plan{best}"
    return f"plan with bluffs{best}" if answer.bluffs else f"plan{best}"


def _bears(burden: Burden) -> bool:
    return burden.pressure > NOTHING or burden.inducement > NOTHING


def _burdens(side: Side, names: Sequence[str]) -> Iterator[str]:
    borne = {burden.decision_maker: burden for burden in side.burdens}
    for name in names:
        burden = borne[name]
        parts = [
            change(size).replace("-", "−")
            for size in (-burden.pressure, burden.inducement)
            if abs(size) > NOTHING
        ]
        yield " ".join(parts) or "0"


def mediators_section(found: Findings, voice: Voice) -> Section | None:
    """Compare the holders of levers: each alone, all together, none."""
    if found.mediators is None:
        return None
    holdings = found.mediators.holdings
    rows = [
        [
            _holders(one, voice),
            kind(one.answer),
            str(one.answer.settlement.number),
            amount(one.answer.cost) if isinstance(one.answer, Plan) else "",
            missing(one.answer, voice) if isinstance(one.answer, Shortfall) else "",
        ]
        for one in holdings
    ]
    for one in holdings:
        voice.state(one.answer.settlement)
    columns = [
        ("Levers of", "text"),
        ("Answer", "text"),
        ("State", "number"),
        ("Cost", "number"),
        ("Missing", "text"),
    ]
    able = [one for one in holdings if len(one.held_by) == 1 and isinstance(one.answer, Plan)]
    blocks: list[Block] = [
        paragraph(f"Who could bring the settlement about? {_able(able, holdings, voice)}"),
        *table("Mediators compared", columns, rows),
        paragraph(
            "State: the settlement of the plan, or the one that comes nearest. Each holder is "
            "allowed all of its levers, but for those that were left out from the start.",
            "note",
        ),
    ]
    return Section("mediators", "Who could mediate", tuple(blocks))


def _holders(one: Holding, voice: Voice) -> str:
    names = voice.parties(one.held_by) or "nobody"
    return f"{names} together" if len(one.held_by) > 1 else names


_UNAIDED = {
    "improvements": ", and so no mediator",
    "joint move": "; what it takes is somebody who brings those who sign to move together",
    "none": ", but neither single steps nor those who sign bring it about",
    "unknown": "",
}


def _able(able: list[Holding], holdings: Sequence[Holding], voice: Voice) -> str:
    unaided = holdings[-1].answer
    if isinstance(unaided, Plan):
        way = unaided.way_there
        return f"It takes no lever{_UNAIDED['unknown' if way is None else way.by]}."
    alone = [one.held_by[0] for one in able]
    if alone:
        return f"By its own levers: {voice.parties(alone)}."
    together = [one for one in holdings if len(one.held_by) > 1]
    if together and isinstance(together[0].answer, Plan):
        return "None alone, but all of them together."
    return "None of those who hold levers, alone or together."
