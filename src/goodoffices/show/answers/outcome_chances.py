"""How likely each outcome is when decision makers may err."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.mediation.outcome_chances import Chances, Outcome
from goodoffices.show.answers.about import about
from goodoffices.show.document import Cell, Column, Document, Table, columns, wide
from goodoffices.show.language import message, say, say_many
from goodoffices.show.telling import report, shape, summary
from goodoffices.show.words import (
    Words,
    amount,
    brief,
    enumerated,
    listing,
    percent,
    short_name,
    told_as,
)


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
            "taken": ", ".join(one.state.options) or say("none"),
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
    ends = (
        (message("It ends in escalation with a probability of {}."), answer.escalation),
        (message("It ends in a settlement with a probability of {}."), answer.settlement),
        (message("It goes round for ever with a probability of {}."), answer.for_ever or None),
    )
    lines = [say(end, percent(share)) for end, share in ends if share is not None]
    if answer.moves is not None:
        lines.append(_rest(answer.moves, surely=not answer.for_ever))
    return "\n".join(lines)


def _rest(moves: float, *, surely: bool) -> str:
    """Say after how many moves it comes to rest; ``surely`` if it always does."""
    mean = amount(moves)
    return say_many(
        "It comes to rest after {} move on average."
        if surely
        else "It comes to rest after {} move on average, where it does.",
        "It comes to rest after {} moves on average."
        if surely
        else "It comes to rest after {} moves on average, where it does.",
        told_as(moves, mean),
        written=mean,
    )


def _heading(found: Chances) -> str:
    """Say from where, with how much noise, and who moves how often where that differs."""
    words = Words(found.conflict)
    noise = say("with noise {}", amount(found.noise)) if found.noise else say("and nobody errs")
    told = [say("With no mediation, from {}", words.outcome(found.start)), noise]
    if len(set(found.rates.values())) > 1:
        each = [f"{words.party(name)} {amount(rate)}" for name, rate in found.rates.items()]
        told.append(say("at rates of {}", listing(each)))
    return enumerated([*told, say("under {}:", short_name(found.concept))])


def _with_care(found: Chances) -> Iterator[str]:
    """Say of whom levels stand for payoffs, where that matters."""
    if not found.ordinal or not found.noise:
        return
    words = Words(found.conflict)
    names = listing([words.party(name) for name in found.ordinal])
    yield say(
        "Only the order of the states is known for {}. How readily they err was "
        "taken from levels, as if all steps in the order were equal; differences of "
        "levels mean nothing, so read the numbers with care.",
        names,
    )
