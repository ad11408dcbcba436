"""Annexes of the brief: every assumption with its value, the states named, method and limits."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from goodoffices.ensemble.survey import Findings
from goodoffices.files.grounds import Grounds
from goodoffices.model.conflict import Conflict
from goodoffices.model.lever_numbers import LEVER_NUMBERS, LeverNumber
from goodoffices.model.levers import Lever
from goodoffices.model.preferences import Payoffs, Prioritized, Ranking, Weights
from goodoffices.model.written import DecisionMaker
from goodoffices.show.brief.ranges import Ranges
from goodoffices.show.brief.situation import MOST_OPTIONS, options_table
from goodoffices.show.brief.voice import Voice
from goodoffices.show.document import Block, Section, bullets, paragraph, paragraphs, table
from goodoffices.show.words import amount, listing, percent, points, short_name
from goodoffices.stability.concepts import CONCEPTS

_MOST_PAYOFFS = 64
CAUTIONS = """\
This is one analyst's model. Who the parties are, what they can do and what they want are \
judgements; others would judge otherwise.
Each party is one mind; its wishes stay the same, and are known to all.
A lever works in proportion to how far it is pulled, and adds up with the others. Anger, pride \
and precedent count only as far as the values contain them.
A plan says what would be enough under these values, not what is right, lawful or wise; a \
shortfall says that these levers are not enough, not that peace is impossible.
Nothing here predicts when anything happens."""


def assumptions_section(found: Findings, voice: Voice, grounds: Grounds) -> Section:
    """List every value that the answers rest on, with the note that came with it."""
    conflict = found.conflict
    blocks: list[Block] = [*paragraphs(conflict.notes)]
    if conflict.sources:
        blocks += [paragraph("Sources:"), *bullets(conflict.sources)]
    blocks.append(
        paragraph(
            "Everything in this brief follows from these values and from nothing else. Where one "
            "seems wrong, change it in the model and ask again."
        )
    )
    if len(conflict.option_of) > MOST_OPTIONS:
        blocks += options_table(conflict, voice)
    ranges = Ranges(conflict)
    blocks += ranges.quantities()
    for dm in conflict.decision_makers:
        blocks += _preferences(dm, voice.party(dm.name), ranges, grounds)
    levers = conflict.mediation.levers
    blocks += _levers(levers, voice)
    blocks += ranges.levers(levers)
    rules = list(_rules(conflict, voice))
    if rules:
        blocks += [paragraph("What can and cannot happen, and who signs:"), *bullets(rules)]
    return Section("assumptions", "Every assumption, with its value", tuple(blocks))


def _preferences(
    dm: DecisionMaker, title: str, ranges: Ranges, grounds: Grounds
) -> Iterator[Block]:
    wants, conflict = dm.preferences, ranges.conflict
    place: tuple[str | int, ...] = ("decision_makers", dm.name, "preferences")
    if isinstance(wants, Weights):
        columns = ["Where this is so", "Points #"]
        rows = [[text, signed(weight)] for text, weight in wants.weights]
        places = [(*place, "weights", text) for text, _ in wants.weights]
        for name, told in (
            ("Range, or formula", [ranges.of(one) for one in places]),
            ("Ground", [grounds.get(one, "") for one in places]),
        ):
            if any(told):
                columns.append(name)
                rows = [[*row, cell] for row, cell in zip(rows, told, strict=True)]
        yield from table(f"What {title} wants, in points that add up", columns, rows)
    elif isinstance(wants, Prioritized):
        columns = [" #", "Wants this to be so"]
        rows = [[str(k), text] for k, text in enumerate(wants.statements, start=1)]
        yield from table(f"What {title} wants, most important first", columns, rows)
    elif isinstance(wants, Ranking):
        tiers = [" = ".join(map(str, tier)) for tier in wants.tiers]
        for above in dict.fromkeys(wants.gaps):
            tiers[above] = f"and greatly less {tiers[above]}"
        yield paragraph(f"How {title} ranks the states, best first: {'; '.join(tiers)}.")
    elif isinstance(wants, Payoffs):
        yield from _payoffs(title, conflict.payoffs[conflict.decision_maker_index(dm.name)])
        yield from ranges.payoffs(title, (*place, "payoffs"))


def _payoffs(title: str, payoffs: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Iterator[Block]:
    if len(payoffs) > _MOST_PAYOFFS:
        yield paragraph(
            f"{title} has a number of points for each of the {len(payoffs):,} states, from "
            f"{amount(float(payoffs.min()))} to {amount(float(payoffs.max()))}; they are in the "
            "model file."
        )
        return
    told = "; ".join(f"state {k}: {amount(float(p))}" for k, p in enumerate(payoffs, start=1))
    yield paragraph(f"What each state is worth to {title}, in points: {told}.")


def signed(number: float) -> str:
    """Write a number with its sign, a minus as printers set it."""
    return f"{'+' if number > 0 else ''}{points(number)}"


def _levers(levers: tuple[Lever, ...], voice: Voice) -> Iterator[Block]:
    if not levers:
        return
    does = [row for row in LEVER_NUMBERS if row.heading and row.table == "does"]
    cost = [row for row in LEVER_NUMBERS if row.heading and row.table == "cost"]
    columns = ["Lever", "By", "On", "Bites where"]
    rows = [
        [
            lever.title,
            voice.party(lever.held_by),
            voice.party(lever.on),
            _where(lever),
            *(_number(row, lever) for row in does),
        ]
        for lever in levers
    ]
    yield from table("What is on the table", columns + _headings(does), rows)
    columns = ["Lever", *_headings(cost), "Ground"]
    rows = [
        [lever.title, *(_number(row, lever) for row in cost), lever.note or "none given"]
        for lever in levers
    ]
    yield from table("What the levers cost, and where their values come from", columns, rows)
    told = " ".join(f"{row.heading}: {row.told}." for row in does if row.told)
    yield paragraph(f"{told} Costs are per step.", "note")


def _headings(rows: list[LeverNumber]) -> list[str]:
    return [f"{row.heading} #" for row in rows]


def _number(row: LeverNumber, lever: Lever) -> str:
    """Write a number of a lever; the most it can be pulled with the step by which it is set."""
    value = row.of(lever)
    if value is None:
        return row.absent
    if row.unit == "points":
        return signed(value)
    if row.unit == "share":
        return percent(value)
    by = f", by {amount(lever.step)}" if row.attribute == "most" and lever.step else ""
    return f"{amount(value)}{by}"


def _where(lever: Lever) -> str:
    if isinstance(lever.where, tuple):
        return f"states {listing([str(one) for one in lever.where])}"
    return lever.where if isinstance(lever.where, str) else f"state {lever.where}"


def _rules(conflict: Conflict, voice: Voice) -> Iterator[str]:
    kinds = {
        "Exactly one of these holds": conflict.exactly_one,
        "At most one of these holds": conflict.at_most_one,
        "At least one of these holds": conflict.at_least_one,
    }
    for told, groups in kinds.items():
        yield from (f"{told}: {', '.join(group)}." for group in groups)
    yield from (f"This cannot be: {text}." for text in conflict.infeasible)
    yield from (f"This counts as one state: {text}." for text in conflict.same_state)
    for rule in conflict.no_move:
        yield f"{voice.party(rule.by)} cannot go from “{rule.origin}” to “{rule.target}”."
    if conflict.mediation:
        yield (
            "Those who sign, and so have to like a settlement better than no deal: "
            f"{voice.parties(conflict.signatories)}."
        )
        if conflict.no_deal_index is not None:
            yield f"No deal means state {conflict.no_deal_index + 1}."


def states_section(found: Findings, voice: Voice) -> Section:
    """List the states that the brief named: what is done there, and what they are worth."""
    conflict, states = found.conflict, voice.named
    columns = ["State #", "What is done"]
    columns += [f"{voice.party(dm.name)} #" for dm in conflict.decision_makers]
    rows = [
        [
            str(state.number),
            voice.situation(state),
            *(
                points(float(conflict.payoffs[i][state.number - 1]))
                if dm.preferences.cardinal
                else f"{conflict.ranks[i][state.number - 1]}."
                for i, dm in enumerate(conflict.decision_makers)
            ),
        ]
        for state in states
    ]
    ordinal = not all(dm.preferences.cardinal for dm in conflict.decision_makers)
    scale = " A number with a full stop is a rank: 1 is the best." if ordinal else ""
    blocks: tuple[Block, ...] = (
        *table("States named in this brief, with no lever pulled", columns, rows),
        paragraph(
            "In the columns of the parties: what the state is worth to each. Points of different "
            f"parties cannot be compared.{scale}",
            "note",
        ),
    )
    return Section("states", "The states named in this brief", blocks)


_FORESEEN = {
    "none": "a party looks one step ahead and expects no reply",
    "any": "it fears whatever the others could do, even to their own harm: it is cautious",
    "improving": "it expects only replies that whoever makes them would gain by: it trusts nobody "
    "to bluff",
}


def _foresight() -> Iterator[str]:
    """Say by which measures a party expects which replies."""
    for replies, foreseen in _FORESEEN.items():
        names = [row.short for row in CONCEPTS.values() if row.replies == replies]
        yield f"By {listing(names)} {foreseen}."


def method_section(found: Findings, voice: Voice) -> Section:
    """Tell method and limits in plain words."""
    conflict = found.conflict
    cardinal = [dm.name for dm in conflict.decision_makers if dm.preferences.cardinal]
    measured = (
        f"Here {voice.parties(cardinal)} {'has' if len(cardinal) == 1 else 'have'} points."
        if cardinal
        else "Here only the order is used."
    )
    used = f"This brief judges by {short_name(found.concept)} where it has to choose one."
    blocks: list[Block] = [
        paragraph(
            "The method is the Graph Model for Conflict Resolution (Kilgour, Hipel and Fang 1987), "
            "with levers added. It lists every combination of what the parties may do, and asks of "
            "each who would leave it, and what the others would do then."
        ),
        paragraph(
            "The measures of what holds (the last annex has a sentence on each) assume more or "
            f"less foresight. {' '.join(_foresight())} None of them assumes that a party plans a "
            f"long way ahead, or errs. {used}"
        ),
        paragraph(
            "Some parties' wishes are known only as an order (this is better than that); others as "
            f"points, of which the differences count too. {measured} Levers can only be weighed "
            "against points. Points of one party cannot be compared with those of another."
        ),
        paragraph("What to keep in mind:"),
        *bullets(CAUTIONS.splitlines()),
    ]
    return Section("method", "Method and limits", tuple(blocks))
