"""One package: what each party has at stake in it, what is feared, and what would help whom."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.mediation.zone.stakes import Change, Stakes
from goodoffices.show.answers.about import about, parties
from goodoffices.show.answers.concerns import concerns
from goodoffices.show.document import Cell, Column, Document, Table, columns
from goodoffices.show.glossary import meant
from goodoffices.show.language import message, say
from goodoffices.show.telling import report, shape, summary
from goodoffices.show.words import Words, amount, listing, percent, quoted, short_name

_NOTE = message(
    "Each party's points are its own. Of its best: of the most that it could gain in the zone."
)


@report.register(Stakes)
def stakes_report(found: Stakes) -> Document:
    """Document what a package is worth to each, what is feared, and its single changes."""
    body: list[str | Table] = ["\n".join(_verdict(found)), _stakes(found)]
    said = concerns(found.conflict, found.state.options, say("What is said of it"))
    if said is not None:
        body.append(said)
    if found.changes:
        body.append(_changes(found))
    return about(found, "settlements", *body, records=_records(found), notes=(_NOTE,))


@summary.register(Stakes)
def stakes_in_brief(found: Stakes) -> str:
    """Say in a sentence whether the package is in the zone."""
    return next(_verdict(found))


def _verdict(found: Stakes) -> Iterator[str]:
    outcome = Words(found.conflict).outcome(found.state)
    start = f"{outcome[0].upper()}{outcome[1:]}"
    if found.inside:
        yield say("{}: in the zone of possible agreement.", start)
        yield (
            say("It is efficient: {}.", meant("efficient"))
            if found.efficient
            else say(
                "It is not efficient: another is as good for all signatories and better for one."
            )
        )
    else:
        yield say("{}: not in the zone of possible agreement{}.", start, _reason(found))
    holds = say("It holds") if found.holds else say("It does not hold")
    yield say("{} by {} stability.", holds, short_name(found.concept))


def _reason(found: Stakes) -> str:
    if not found.candidate:
        return say(", as it is none of the packages asked about")
    words = Words(found.conflict)
    lacking = [
        f"{words.party(x.decision_maker)} "
        + (say("loses {} against", amount(-x.gain)) if x.gain < 0 else say("gains nothing over"))
        for x in found.stakes
        if x.signs and x.gain <= 0
    ]
    return say(", as {}", listing([say("{} no deal", one) for one in lacking]))


def _stakes(found: Stakes) -> Table:
    rows: list[list[Cell]] = [
        [
            one.decision_maker,
            "yes" if one.signs else "no",
            amount(one.payoff),
            amount(one.gain),
            "-" if one.share is None else percent(one.share),
        ]
        for one in found.stakes
    ]
    return Table(
        columns("party signs payoff# gain# of_best#"),
        rows,
        say("What it is worth"),
        parties(found.conflict),
    )


def _changes(found: Stakes) -> Table:
    words, issues = Words(found.conflict), found.conflict.issue_of
    columns = (
        Column("who"),
        *((Column("issue"),) if any(issues.values()) else ()),
        Column("change"),
        *(Column(name, name, "number", say("Change of payoff")) for name in found.conflict.names),
        Column("inside"),
    )
    rows: list[list[Cell]] = [
        [
            one.owner,
            *((issues[one.option],) if any(issues.values()) else ()),
            f"{'put in' if one.taken else 'leave out'} {quoted(words.option(one.option))}",
            *(amount(effect) for effect in one.effects),
            "yes" if one.inside else "no",
        ]
        for one in found.changes
    ]
    return Table(columns, rows, say("Single changes"), parties(found.conflict))


def _records(found: Stakes) -> Table:
    names = found.conflict.names
    columns = (
        Column("state", kind="number"),
        Column("option"),
        Column("taken", kind="option"),
        Column("by"),
        Column("inside", kind="mark"),
        *(Column(say("payoff_{}", name), name, "number", say("Payoff")) for name in names),
        *(Column(say("gain_{}", name), name, "number", say("Gain")) for name in names),
    )
    payoffs, gains = ([getattr(x, key) for x in found.stakes] for key in ("payoff", "gain"))
    first: list[Cell] = [found.state.number, "", None, "", found.inside, *payoffs, *gains]
    return Table(columns, [first, *(_record(one, payoffs, gains) for one in found.changes)])


def _record(one: Change, payoffs: list[float], gains: list[float]) -> list[Cell]:
    return [
        one.state.number,
        one.option,
        one.taken,
        one.owner,
        one.inside,
        *(x + effect for x, effect in zip(payoffs, one.effects, strict=True)),
        *(x + effect for x, effect in zip(gains, one.effects, strict=True)),
    ]


shape(Stakes, "conflict concept no_deal state candidate inside efficient holds stakes changes")
