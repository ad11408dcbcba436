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
from goodoffices.show.language import message, say, say_many
from goodoffices.show.words import amount, enumerated, listing, percent, points, short_name
from goodoffices.stability.concepts import CONCEPTS

_MOST_PAYOFFS = 64
CAUTIONS = message(
    "This is one analyst's model. Who the parties are, what they can do and what "
    "they want are judgements; others would judge otherwise.\nEach party is one "
    "mind; its wishes stay the same, and are known to all.\nA lever works in "
    "proportion to how far it is pulled, and adds up with the others. Anger, "
    "pride and precedent count only as far as the values contain them.\nA plan "
    "says what would be enough under these values, not what is right, lawful or "
    "wise; a shortfall says that these levers are not enough, not that peace is "
    "impossible.\nNothing here predicts when anything happens."
)


def assumptions_section(found: Findings, voice: Voice, grounds: Grounds) -> Section:
    """List every value that the answers rest on, with the note that came with it."""
    conflict = found.conflict
    blocks: list[Block] = [*paragraphs(conflict.notes)]
    if conflict.sources:
        blocks += [paragraph(say("Sources:")), *bullets(conflict.sources)]
    blocks.append(
        paragraph(
            say(
                "Everything in this brief follows from these values and from nothing else. "
                "Where one seems wrong, change it in the model and ask again."
            )
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
        blocks += [paragraph(say("What can and cannot happen, and who signs:")), *bullets(rules)]
    return Section("assumptions", say("Every assumption, with its value"), tuple(blocks))


def _preferences(
    dm: DecisionMaker, title: str, ranges: Ranges, grounds: Grounds
) -> Iterator[Block]:
    wants, conflict = dm.preferences, ranges.conflict
    place: tuple[str | int, ...] = ("decision_makers", dm.name, "preferences")
    if isinstance(wants, Weights):
        columns = [say("Where this is so"), say("Points #")]
        rows = [[text, signed(weight)] for text, weight in wants.weights]
        places = [(*place, "weights", text) for text, _ in wants.weights]
        for name, told in (
            (say("Range, or formula"), [ranges.of(one) for one in places]),
            (say("Ground"), [grounds.get(one, "") for one in places]),
        ):
            if any(told):
                columns.append(name)
                rows = [[*row, cell] for row, cell in zip(rows, told, strict=True)]
        yield from table(say("What {} wants, in points that add up", title), columns, rows)
    elif isinstance(wants, Prioritized):
        columns = [" #", say("Wants this to be so")]
        rows = [[str(k), text] for k, text in enumerate(wants.statements, start=1)]
        yield from table(say("What {} wants, most important first", title), columns, rows)
    elif isinstance(wants, Ranking):
        tiers = [" = ".join(map(str, tier)) for tier in wants.tiers]
        for above in dict.fromkeys(wants.gaps):
            tiers[above] = say("and greatly less {}", tiers[above])
        yield paragraph(
            say("How {} ranks the states, best first: {}.", title, say("; ").join(tiers))
        )
    elif isinstance(wants, Payoffs):
        yield from _payoffs(title, conflict.payoffs[conflict.decision_maker_index(dm.name)])
        yield from ranges.payoffs(title, (*place, "payoffs"))


def _payoffs(title: str, payoffs: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Iterator[Block]:
    if len(payoffs) > _MOST_PAYOFFS:
        yield paragraph(
            say(
                "{} has a number of points for each of the {:,} states, from {} to {}; they "
                "are in the model file.",
                title,
                len(payoffs),
                amount(float(payoffs.min())),
                amount(float(payoffs.max())),
            )
        )
        return
    told = say("; ").join(
        say("state {}: {}", k, amount(float(p))) for k, p in enumerate(payoffs, start=1)
    )
    yield paragraph(say("What each state is worth to {}, in points: {}.", title, told))


def signed(number: float) -> str:
    """Write a number with its sign, a minus as printers set it."""
    return f"{'+' if number > 0 else ''}{points(number)}"


def _levers(levers: tuple[Lever, ...], voice: Voice) -> Iterator[Block]:
    if not levers:
        return
    does = [row for row in LEVER_NUMBERS if row.heading and row.table == "does"]
    cost = [row for row in LEVER_NUMBERS if row.heading and row.table == "cost"]
    columns = [say("Lever"), say("By"), say("On"), say("Bites where")]
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
    yield from table(say("What is on the table"), columns + _headings(does), rows)
    columns = [say("Lever"), *_headings(cost), say("Ground")]
    rows = [
        [lever.title, *(_number(row, lever) for row in cost), lever.note or say("none given")]
        for lever in levers
    ]
    yield from table(say("What the levers cost, and where their values come from"), columns, rows)
    told = [say("{}: {}.", say(row.heading), say(row.told)) for row in does if row.told]
    yield paragraph(" ".join([*told, say("Costs are per step.")]), "note")


def _headings(rows: list[LeverNumber]) -> list[str]:
    return [f"{say(row.heading)} #" for row in rows]


def _number(row: LeverNumber, lever: Lever) -> str:
    """Write a number of a lever; the most it can be pulled with the step by which it is set."""
    value = row.of(lever)
    if value is None:
        return say(row.absent)
    if row.unit == "points":
        return signed(value)
    if row.unit == "share":
        return percent(value)
    if row.attribute == "most" and lever.step:
        return say("{}, by {}", amount(value), amount(lever.step))
    return amount(value)


def _where(lever: Lever) -> str:
    if isinstance(lever.where, tuple):
        return say("states {}", listing([str(one) for one in lever.where]))
    return lever.where if isinstance(lever.where, str) else say("state {}", lever.where)


def _rules(conflict: Conflict, voice: Voice) -> Iterator[str]:
    kinds = {
        message("Exactly one of these holds: {}."): conflict.exactly_one,
        message("At most one of these holds: {}."): conflict.at_most_one,
        message("At least one of these holds: {}."): conflict.at_least_one,
    }
    for told, groups in kinds.items():
        yield from (say(told, enumerated(group)) for group in groups)
    yield from (say("This cannot be: {}.", text) for text in conflict.infeasible)
    yield from (say("This counts as one state: {}.", text) for text in conflict.same_state)
    for rule in conflict.no_move:
        yield say("{} cannot go from “{}” to “{}”.", voice.party(rule.by), rule.origin, rule.target)
    if conflict.mediation:
        yield say(
            "Those who sign, and so have to like a settlement better than no deal: {}.",
            voice.parties(conflict.signatories),
        )
        if conflict.no_deal_index is not None:
            yield say("No deal means state {}.", conflict.no_deal_index + 1)


def states_section(found: Findings, voice: Voice) -> Section:
    """List the states that the brief named: what is done there, and what they are worth."""
    conflict, states = found.conflict, voice.named
    columns = [say("State #"), say("What is done")]
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
    scale = say("A number with a full stop is a rank: 1 is the best.") if ordinal else ""
    meaning = say(
        "In the columns of the parties: what the state is worth to each. Points of different "
        "parties cannot be compared."
    )
    blocks: tuple[Block, ...] = (
        *table(say("States named in this brief, with no lever pulled"), columns, rows),
        paragraph(f"{meaning} {scale}", "note"),
    )
    return Section("states", say("The states named in this brief"), blocks)


_FORESEEN = {
    "none": message("a party looks one step ahead and expects no reply"),
    "any": message("it fears whatever the others could do, even to their own harm: it is cautious"),
    "improving": message(
        "it expects only replies that whoever makes them would gain by: it trusts nobody to bluff"
    ),
}


def _foresight() -> Iterator[str]:
    """Say by which measures a party expects which replies."""
    for replies, foreseen in _FORESEEN.items():
        names = [short_name(key) for key, row in CONCEPTS.items() if row.replies == replies]
        yield say("By {} {}.", listing(names), say(foreseen))


def method_section(found: Findings, voice: Voice) -> Section:
    """Tell method and limits in plain words."""
    conflict = found.conflict
    cardinal = [dm.name for dm in conflict.decision_makers if dm.preferences.cardinal]
    measured = (
        say_many(
            "Here {1} has points.",
            "Here {1} have points.",
            len(cardinal),
            voice.parties(cardinal),
        )
        if cardinal
        else say("Here only the order is used.")
    )
    used = say("This brief judges by {} where it has to choose one.", short_name(found.concept))
    blocks: list[Block] = [
        paragraph(
            say(
                "The method is the Graph Model for Conflict Resolution (Kilgour, Hipel and "
                "Fang 1987), with levers added. It lists every combination of what the "
                "parties may do, and asks of each who would leave it, and what the others "
                "would do then."
            )
        ),
        paragraph(
            say(
                "The measures of what holds (the last annex has a sentence on each) assume "
                "more or less foresight. {} None of them assumes that a party plans a long "
                "way ahead, or errs. {}",
                " ".join(_foresight()),
                used,
            )
        ),
        paragraph(
            say(
                "Some parties' wishes are known only as an order (this is better than that); "
                "others as points, of which the differences count too. {} Levers can only be "
                "weighed against points. Points of one party cannot be compared with those "
                "of another.",
                measured,
            )
        ),
        paragraph(say("What to keep in mind:")),
        *bullets(say(CAUTIONS).splitlines()),
    ]
    return Section("method", say("Method and limits"), tuple(blocks))
