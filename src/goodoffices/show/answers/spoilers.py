"""Spoilers: what each party could do to the settlement, and what it takes to hold it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.mediation.spoilers import Spoiler, Spoilers, Wreck
from goodoffices.show.answers.about import about, parties
from goodoffices.show.answers.plan import missing
from goodoffices.show.answers.plan_tables import judged_by
from goodoffices.show.document import Block, Cell, Column, Document, Table, columns, wide
from goodoffices.show.language import message, say, say_as, say_many
from goodoffices.show.telling import picked, report, shape, summary
from goodoffices.show.words import NOTHING, Words, amount, listing, yes_no

_NOTES = message(
    "Price: what the cheapest plan costs more than one that leaves the party "
    "out. Limited: levers hold it at that price. Greedy: the price is not the "
    "same at every settlement; compare. Total: no lever within its limits holds "
    "it, or it does not sign and likes no deal better."
)


@report.register(Spoilers)
def spoilers_report(found: Spoilers) -> Document:
    """Report who could wreck the settlement, by which move, and at which price it is held."""
    blocks = spoilers_blocks(found, Words(found.conflict))
    notes = (say(_NOTES), judged_by(found.answer.request))
    return about(found, "spoilers", *blocks, records=_records(found), notes=notes)


def spoilers_blocks(found: Spoilers, words: Words) -> Iterator[Block]:
    """Tell who could wreck the settlement, in a vocabulary."""
    yield spoilers_in_brief(found, words)
    yield _table(found, words)
    told = [line for one in found.parties if one.kind != "none" for line in _spoiler(one, words)]
    if told:
        yield "\n".join(told)
    known = [k for k, _ in enumerate(found.compared) if found.parties[0].prices[k] is not None]
    if len(known) > 1 and any(one.kind == "greedy" for one in found.parties):
        yield _side_by_side(found, known, words)


@summary.register(Spoilers)
def spoilers_in_brief(found: Spoilers, words: Words | None = None) -> str:
    """Say in a sentence or two whether anybody could wreck the settlement."""
    told = words or Words(found.conflict)
    named = [told.party(one.decision_maker) for one in found.parties if one.kind != "none"]
    state = told.outcome(found.answer.settlement)
    who = listing(named) or say("nobody")
    first = say("Who could wreck {}, or has to be won over for it: {}.", state, who)
    if isinstance(found.answer, Plan):
        return say("{} A plan holds everybody at a cost of {}.", first, amount(found.answer.cost))
    return say(
        "{} No plan holds everybody: {}. Prices are not known.", first, missing(found.answer, told)
    )


def _table(found: Spoilers, words: Words) -> Table:
    rows: list[list[Cell]] = [
        [
            words.label(one.decision_maker),
            yes_no(one.signs),
            None if one.gain is None else amount(one.gain),
            _kind(one),
            None if one.price is None else amount(one.price),
            one.zone,
            _without(one.without),
        ]
        for one in found.parties
    ]
    shown = columns("party signs gain# spoiler price# zone_without# plan_without")
    return Table(shown, rows, say("The parties"), parties(found.conflict))


def _kind(one: Spoiler) -> str:
    kinds = {
        "none": say_as("a spoiler", "none"),
        "limited": say_as("a spoiler", "limited"),
        "greedy": say_as("a spoiler", "greedy"),
        "total": say_as("a spoiler", "total"),
    }
    return kinds[one.kind]


def _without(answer: Plan | Shortfall) -> str:
    return say("at {}", amount(answer.cost)) if isinstance(answer, Plan) else say("no plan")


def _spoiler(one: Spoiler, words: Words) -> Iterator[str]:
    """Tell of a party what it would do, what holds it, and what it could do if left out."""
    yield say("{} ({}):", words.party(one.decision_maker), _kind(one))
    yield from (f"- {line}" for line in _told(one, words))


def _told(one: Spoiler, words: Words) -> Iterator[str]:
    if one.moves:
        deed = _wreck(one.moves[0], words)
        yield say("It would {}; with no lever pulled, nothing deters it.", deed)
        if one.moves[1:]:
            yield say_many(
                "{:,} more move pays it less.", "{:,} more moves pay it less.", len(one.moves[1:])
            )
    if one.gain is not None and one.gain < 0:
        yield say(
            message("It likes no deal better, by {}.")
            if one.signs or one.kind != "total"
            else message(
                "It likes no deal better, by {}, and need not sign: it has to be contained by "
                "moves, not paid."
            ),
            amount(-one.gain),
        )
    yield from _held(one, words)
    if one.outside:
        yield say("Left out of the plan, it would {}.", _wreck(one.outside[0], words))


def _wreck(wreck: Wreck, words: Words) -> str:
    deed = words.deed(wreck.move)
    return say(
        "{}, to state {}, and gain {}", deed, words.ref(wreck.move.target), amount(wreck.gain)
    )


def _held(one: Spoiler, words: Words) -> Iterator[str]:
    if isinstance(one.alone, Shortfall):
        lacking = words.payoff(one.lacking, one.decision_maker)
        yield say("No lever within its limits holds it: it lacks {}.", lacking)
    elif one.price is None:
        yield say("By itself it could be held at {}.", amount(one.alone.cost))
    elif one.price > NOTHING:
        more = [f"{words.levers([name])} {amount(t)}" for name, t in one.levers.items() if t > 0]
        told = message("It is held at {}, by {}.") if more else message("It is held at {}.")
        yield say(told, amount(one.price), listing(more))


def _side_by_side(found: Spoilers, known: list[int], words: Words) -> Table:
    shown = (
        Column("settlement", kind="number"),
        *(
            Column(f"price_{who}", words.label(who), "number", say("Price"))
            for who in (one.decision_maker for one in found.parties)
        ),
    )
    rows: list[list[Cell]] = [
        [
            words.ref(found.compared[k]).partition(" ")[0],
            *(amount(one.prices[k] or 0.0) for one in found.parties),
        ]
        for k in known
    ]
    return Table(shown, rows, say("Prices side by side"), parties(found.conflict))


def _records(found: Spoilers) -> Table:
    keys = (
        "decision_maker kind signs gain price lacking zone_without answer_without cost_without "
        "missing_without wrecks_to wrecks_gaining outside_to outside_gaining levers"
    )
    prices = [f"price_at_{state.number}" for state in found.compared]
    rows = [[*_record(one), *one.prices] for one in found.parties]
    return wide(" ".join([keys, *prices]), rows)


def _record(one: Spoiler) -> list[Cell]:
    plan = one.without if isinstance(one.without, Plan) else None
    short = one.without if isinstance(one.without, Shortfall) else None
    return [
        one.decision_maker,
        one.kind,
        one.signs,
        one.gain,
        one.price,
        one.lacking,
        one.zone,
        "shortfall" if plan is None else "plan",
        None if plan is None else plan.cost,
        None if short is None else short.total,
        *_best(one.moves),
        *_best(one.outside),
        " ".join(one.levers),
    ]


def _best(wrecks: tuple[Wreck, ...]) -> list[Cell]:
    return [wrecks[0].move.target.number, wrecks[0].gain] if wrecks else [None, None]


def _in_short(answer: Plan | Shortfall) -> dict[str, Any]:
    if isinstance(answer, Plan):
        return {"answer": "plan"} | picked(answer, "settlement cost")
    return {"answer": "shortfall"} | picked(answer, "settlement missing")


shape(
    Spoiler,
    "decision_maker kind signs gain price lacking levers prices moves outside zone without alone",
    without=lambda one: _in_short(one.without),
    alone=lambda one: _in_short(one.alone),
)
shape(
    Spoilers,
    "conflict concept=answer.request.concept answer zone compared parties",
    answer=lambda found: _in_short(found.answer),
)
