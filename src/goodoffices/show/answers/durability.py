"""What becomes of a plan's settlement when its levers are withdrawn."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.ensemble.base_rates import base_rates
from goodoffices.mediation.durability import Departure, Durability, Withdrawal
from goodoffices.mediation.plan.results import Shortfall
from goodoffices.show.answers.about import about
from goodoffices.show.answers.base_rates import SOURCE, others_lasted
from goodoffices.show.answers.plan import plan_report
from goodoffices.show.answers.plan_tables import lever_notes, lever_sheets
from goodoffices.show.document import Cell, Document, wide
from goodoffices.show.language import say
from goodoffices.show.telling import conflict_data, plain, report, shape, text
from goodoffices.show.words import Words, brief, foresight, listing, short_name

_WITHDRAWAL = "withdrawn stable accepted leaves to end"


@report.register(Durability)
def durability_report(found: Durability) -> Document:
    """Report what becomes of a plan's settlement when its levers are withdrawn."""
    rows = [row for withdrawal in found.withdrawals for row in _withdrawal_rows(withdrawal)]
    return about(
        found,
        "durability",
        str(found),
        *lever_sheets([("", found.plan)], Words(found.plan.conflict)),
        say("This is of the model, which knows no time. {}", others_lasted()),
        records=wide(_WITHDRAWAL, rows),
        notes=(*lever_notes([found.plan]), say(SOURCE)),
    )


def no_durability_report(answer: Shortfall) -> Document:
    """Report that there is no plan, and so nothing to withdraw."""
    plan = plan_report(answer)
    return Document(
        command="durability",
        title=plan.title,
        blocks=(say("There is no plan from which levers could be withdrawn."), *plan.blocks),
        records=wide(_WITHDRAWAL, []),
        data=lambda: {
            "conflict": conflict_data(answer.conflict),
            "plan": plain(answer),
            "settlement": None,
            "concept": answer.request.concept,
            "withdrawals": [],
        },
        notes=plan.notes,
    )


def _withdrawal_rows(withdrawal: Withdrawal) -> Iterator[list[Cell]]:
    """Yield one row per decision maker that leaves, or one that says that nobody does."""
    start: list[Cell] = [" ".join(withdrawal.levers), withdrawal.stable, withdrawal.accepted]
    for one in withdrawal.departures:
        end = None if one.end is None else one.end.number
        yield [*start, one.decision_maker, one.move.target.number, end]
    if not withdrawal.departures:
        yield [*start, None, None, None]


shape(Departure, "decision_maker move onward end")
shape(Withdrawal, "levers stable departures prefer_no_deal")
shape(
    Durability,
    "conflict plan settlement=plan.settlement concept=plan.request.concept withdrawals base_rates",
    base_rates=lambda _: base_rates().overall,
)


@text.register(Durability)
def durability_text(answer: Durability) -> str:
    """Tell for each withdrawal whether the settlement lasts, and who leaves it to where."""
    words = Words(answer.plan.conflict)
    concept = answer.plan.request.concept
    if not answer.withdrawals:
        return say(
            "It holds under {} with no lever pulled: there is nothing to withdraw.",
            short_name(concept),
        )
    lines = [
        say(
            "Settlement {}, once levers are withdrawn, under {} ({}):",
            brief(answer.plan.settlement),
            short_name(concept),
            foresight(concept),
        )
    ]
    for withdrawal in answer.withdrawals:
        lines += withdrawn(withdrawal, words)
    return "\n".join(lines)


def withdrawn(withdrawal: Withdrawal, words: Words) -> list[str]:
    """Tell whether the settlement lasts without some levers, and who leaves it to where."""
    without = words.levers(withdrawal.levers)
    if withdrawal.stable:
        lines = [say("Without {} it still holds.", without)]
    else:
        lines = [say("Without {} it does not hold:", without)]
        lines += [f"  {_leaves(departure, words)}" for departure in withdrawal.departures]
    if withdrawal.prefer_no_deal:
        parties = listing([words.party(name) for name in withdrawal.prefer_no_deal])
        lines.append(f"  {say('No longer liked better than no deal by {}.', parties)}")
    return lines


def _leaves(departure: Departure, words: Words) -> str:
    who = words.party(departure.decision_maker)
    deed = words.deed(departure.move, other=say("leave"))
    lead = say("{} would {}, to state {}", who, deed, words.ref(departure.move.target))
    if departure.end is None:
        return say("{}, from where the parties find no rest.", lead)
    if not departure.onward:
        return say("{}, and there it rests.", lead)
    return say("{}; from there the parties move on to state {}.", lead, words.ref(departure.end))
