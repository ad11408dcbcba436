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
from goodoffices.show.words import (
    Words,
    amount,
    begun,
    listing,
    percent,
    quoted,
    short_name,
    yes_no,
)

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
    return about(found, "settlements", *body, records=_records(found), notes=(say(_NOTE),))


@summary.register(Stakes)
def stakes_in_brief(found: Stakes) -> str:
    """Say in a sentence whether the package is in the zone."""
    return next(_verdict(found))


def _verdict(found: Stakes) -> Iterator[str]:
    start = begun(Words(found.conflict).outcome(found.state))
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
        yield say("{}: not in the zone of possible agreement, as {}.", start, _reason(found))
    holds = message("It holds by {} stability.")
    yield say(
        holds if found.holds else message("It does not hold by {} stability."),
        short_name(found.concept),
    )


def _reason(found: Stakes) -> str:
    if not found.candidate:
        return say("it is none of the packages asked about")
    words = Words(found.conflict)
    lost, same = message("{} loses {} against no deal"), message("{} gains nothing over no deal")
    lacking = [
        say(lost if x.gain < 0 else same, words.party(x.decision_maker), amount(-x.gain))
        for x in found.stakes
        if x.signs and x.gain <= 0
    ]
    return listing(lacking)


def _stakes(found: Stakes) -> Table:
    rows: list[list[Cell]] = [
        [
            one.decision_maker,
            yes_no(one.signs),
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
    put, left = message("put in {}"), message("leave out {}")
    shown = (
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
            say(put if one.taken else left, quoted(words.option(one.option))),
            *(amount(effect) for effect in one.effects),
            yes_no(one.inside),
        ]
        for one in found.changes
    ]
    return Table(shown, rows, say("Single changes"), parties(found.conflict))


def _records(found: Stakes) -> Table:
    names = found.conflict.names
    shown = (
        *columns("state# option"),
        Column("taken", kind="option"),
        Column("by"),
        Column("inside", kind="mark"),
        *(Column(f"payoff_{name}", name, "number", say("Payoff")) for name in names),
        *(Column(f"gain_{name}", name, "number", say("Gain")) for name in names),
    )
    payoffs, gains = ([getattr(x, key) for x in found.stakes] for key in ("payoff", "gain"))
    first: list[Cell] = [found.state.number, "", None, "", found.inside, *payoffs, *gains]
    return Table(shown, [first, *(_record(one, payoffs, gains) for one in found.changes)])


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
