"""How likely each outcome is when decision makers may err."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.mediation.outcome_chances import Chances, Outcome
from goodoffices.show.answers.about import about
from goodoffices.show.document import Cell, Column, Document, Table, columns, wide
from goodoffices.show.language import say
from goodoffices.show.telling import report, shape, summary
from goodoffices.show.words import Words, amount, brief, listing, percent, short_name


@report.register(Chances)
def chances_report(found: Chances) -> Document:
    """Report how likely each outcome is when decision makers may err, the likeliest first."""
    shown = [*columns("state probability# moves#")]
    if found.settlement is not None:
        shown.append(Column("settlement", kind="mark"))
    if found.escalation is not None:
        shown.append(Column("escalated", kind="mark"))
    if not found.conflict.in_graph_form:
        shown.append(Column("taken"))
    rows: list[list[Cell]] = []
    for one in found.outcomes:
        cells: dict[str, Cell] = {
            "state": brief(one.state),
            "probability": percent(one.probability),
            "moves": amount(one.moves),
            "settlement": one.settlement,
            "escalated": one.escalated,
            "taken": ", ".join(one.state.options) or "none",
        }
        rows.append([cells[column.key] for column in shown])
    table = Table(tuple(shown), rows)
    return about(
        found,
        "drift",
        _heading(found),
        *([table] if rows else []),
        "\n".join([found.summary, *_with_care(found)]),
        records=_records(found),
        notes=(say("Moves: how many it takes on average, where it ends there."),),
    )


def _records(found: Chances) -> Table:
    """List the outcomes, and last that there is none, where it can go round for ever."""
    start = found.start.number
    rows: list[list[Cell]] = [
        [start, one.state.number, one.probability, one.moves, one.escalated, one.settlement]
        for one in found.outcomes
    ]
    if found.for_ever:
        rows.append([start, None, found.for_ever, None, None, None])
    return wide("from to probability moves escalated settlement", rows)


_MEANS = "rates outcomes for_ever moves escalation settlement ordinal"
shape(Chances, f"conflict start concept noise {_MEANS}")
shape(Outcome, "state label=state.label probability moves escalated settlement")


@summary.register(Chances)
def chances_summary(answer: Chances) -> str:
    """Say how likely escalation, a settlement and no end are, and how many moves it takes."""
    ends = {"escalation": answer.escalation, "a settlement": answer.settlement}
    lines = [
        say("It ends in {} with a probability of {}.", end, percent(share))
        for end, share in ends.items()
        if share is not None
    ]
    if answer.for_ever:
        lines.append(
            say("It goes round for ever with a probability of {}.", percent(answer.for_ever))
        )
    if answer.moves is not None:
        where = say(", where it does") if answer.for_ever else ""
        lines.append(say("It comes to rest after {} on average{}.", _moves(answer.moves), where))
    return "\n".join(lines)


def _moves(mean: float) -> str:
    number = amount(mean)
    return say("{} move", number) if number == "1" else say("{} moves", number)


def _heading(found: Chances) -> str:
    """Say from where, with how much noise, and who moves how often where that differs."""
    words = Words(found.conflict)
    noise = say("with noise {}", amount(found.noise)) if found.noise else say("and nobody errs")
    paces = ""
    if len(set(found.rates.values())) > 1:
        each = [f"{words.party(name)} {amount(rate)}" for name, rate in found.rates.items()]
        paces = say(", at rates of {}", listing(each))
    under = short_name(found.concept)
    return say(
        "With no mediation, from {}, {}{}, under {}:",
        words.outcome(found.start),
        noise,
        paces,
        under,
    )


def _with_care(found: Chances) -> Iterator[str]:
    """Say of whom levels stand for payoffs, where that matters."""
    if not found.ordinal or not found.noise:
        return
    words = Words(found.conflict)
    names = listing([words.party(name) for name in found.ordinal])
    yield (
        say(
            "Only the order of the states is known for {}. How readily they err was "
            "taken from levels, as if all steps in the order were equal; differences of "
            "levels mean nothing, so read the numbers with care.",
            names,
        )
    )
