"""What would have to be wanted for a state to hold: in words, as a table, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from goodoffices.ensemble.inverse import Demand, Inverse
from goodoffices.show.answers.about import about
from goodoffices.show.answers.inverse_change import changes
from goodoffices.show.document import Block, Cell, Document, wide
from goodoffices.show.language import message, say, say_as
from goodoffices.show.telling import data, picked, report, shape
from goodoffices.show.words import Words, interval, listing, percent, short_name
from goodoffices.stability.concepts import CONCEPTS
from goodoffices.stability.inverse.conditions import Deterrent, Temptation
from goodoffices.stability.inverse.orders import Moved, StatementOrders
from goodoffices.stability.inverse.rankings import Share
from goodoffices.stability.paths import Move

_FEW, _LISTED = 4, 6
_COUNTABLE = 10**9
_PRECISE = 2**53
NOTE = message(
    "Shares are of all strict rankings, each counted once; they say nothing "
    "about how likely a ranking is."
)
_COUNTED = {
    "all": (
        message("{:,} of {:,} strict rankings ({}, exact)"),
        message("{} of strict rankings"),
    ),
    "these": (
        message("{:,} of these {:,} strict rankings ({}, exact)"),
        message("{} of these strict rankings"),
    ),
    "its": (
        message("{:,} of its {:,} strict rankings ({}, exact)"),
        message("{} of its strict rankings"),
    ),
    "near": (
        message("{0:,} of its {1:,} strict rankings that differ in places {3} to {4} ({2}, exact)"),
        message("{} of its strict rankings that differ in places {} to {}"),
    ),
}
"""How many rankings of which there are, and what share, by whose they are."""


@report.register(Inverse)
def inverse_report(found: Inverse) -> Document:
    """Report what would have to be wanted, a row per decision maker and move."""
    keys = "decision_maker stable move_to met deterrents share share_low share_high how lift passed"
    rows = [_row(one, move) for one in found.conditions for move in one.temptations or [None]]
    records = wide(keys, rows)
    return about(found, "inverse", *inverse_blocks(found), records=records, notes=(say(NOTE),))


def _row(one: Demand, move: Temptation | None) -> list[Cell]:
    away: list[Cell] = [None, None, None]
    if move is not None:
        away = [move.move.target.number, move.met, _sets(move)]
    share = one.share
    counted: list[Cell] = [_share(share), share.low, share.high, share.how]
    passed = " ".join(str(state.number) for state in one.passed)
    return [one.decision_maker, one.stable, *away, *counted, one.lift, passed]


def inverse_blocks(found: Inverse) -> Iterator[Block]:
    """Tell whether the state holds, each one's conditions, then what would change that."""
    words = Words(found.conflict)
    verdict = (
        message("Under {} it holds as preferences are: {}.")
        if found.holds
        else message("Under {} it does not hold as preferences are: {}.")
    )
    yield say(verdict, short_name(found.concept), words.outcome(found.state))
    for one in found.conditions:
        yield "\n".join(_demand(found, one, words))
    if found.share is not None and len(found.conditions) > 1:
        together = _share_told(found.share, "all")
        yield say(
            "It holds for everybody in {}, those of {} varying.", together, _parties(found, words)
        )
    elif found.share is not None and found.share != found.conditions[0].share:
        yield say("It holds for everybody in {}.", _share_told(found.share, "these"))
    yield from changes(found, words)


def _parties(found: Inverse, words: Words) -> str:
    return listing([words.party(one.decision_maker) for one in found.conditions])


def _demand(found: Inverse, one: Demand, words: Words) -> Iterator[str]:
    """Tell what one decision maker has to like, and in how many of its rankings that is so."""
    who = words.party(one.decision_maker)
    if not one.temptations:
        yield say("{} has no move away from it.", who)
        return
    yield say("{} has to like {} at least as well as", who, words.tag(found.state))
    reply = (
        message("{} would reply by {}")
        if CONCEPTS[found.concept].replies == "improving"
        else message("{} could reply by {}")
    )
    for move in one.temptations:
        yield f"- {_deterred(move, words, reply)}"
    share = _share_told(one.share, "near" if found.window else "its", *found.window or ())
    if any(way.needed for move in one.temptations for way in move.deterrents):
        yield say("With the others’ preferences as they are, that is so in {}.", share)
    else:
        yield say("That is so in {}.", share)


def _deterred(move: Temptation, words: Words, reply: str) -> str:
    """Tell the alternatives that deter one move, those that are met first."""
    given = sorted(
        move.deterrents, key=lambda way: (bool(way.replies), not way.met, len(way.needed))
    )
    told = [_alternative(way, words, reply) for way in given[:_FEW]]
    if len(given) > _FEW:
        told.append(say("what one of {} other replies leads to", len(given) - _FEW))
    return say("{}: {}.", say(", or ").join(told), _met(move, words))


def _met(move: Temptation, words: Words) -> str:
    """Say whether a move is deterred as preferences are, and by which states."""
    if not move.met:
        return say("not met")
    by = [words.tag(way.states[0]) for way in move.deterrents if way.met and way.states]
    if len(by) > _FEW:
        return say("met by {} and {} more", listing(by[:_FEW]), len(by) - _FEW)
    return say("met by {}", listing(by)) if by else say("met")


def _alternative(way: Deterrent, words: Words, reply: str) -> str:
    """Tell the states of one alternative, and the reply that leads to them."""
    tags = [words.tag(state) for state in way.states]
    states = listing(tags, _LISTED)
    if len(tags) > 1:
        states = say("each of {}", states)
    if not way.replies:
        return states
    deeds = []
    for place, step in enumerate(way.replies):
        who, doing = words.party(step.mover), words.deed(step, "doing")
        deed = (
            say_as("a further reply", "{} by {}", who, doing) if place else say(reply, who, doing)
        )
        deeds.append(_liked(deed, step, words) if step in way.needed else deed)
    if not tags:
        return say("nothing, as {}, back to here", listing(deeds))
    return say("{}, where {}", states, listing(deeds))


def _liked(deed: str, step: Move, words: Words) -> str:
    """Say what a party would have to like better for its reply to be believed."""
    better, worse = words.tag(step.target), words.tag(step.origin)
    return say("{} if it likes {} better than {}", deed, better, worse)


def _share_told(share: Share, whose: str, *window: int) -> str:
    """Say in how many rankings, exactly or about."""
    counted, part = _COUNTED[whose]
    if share.exact is None:
        return say("{} (sampled)", say(part, interval(share.low, share.high), *window))
    told = percent(float(share.exact))
    if share.of > _COUNTABLE:
        return say("{} (exact)", say(part, told, *window))
    return say(counted, share.count, share.of, told, *window)


def _share(share: Share) -> float | None:
    return None if share.exact is None else float(share.exact)


def _small(number: int | None) -> int | None:
    """Return a whole number that every reader of JSON can hold; None in place of a larger one."""
    return number if number is not None and number <= _PRECISE else None


def _sets(move: Temptation) -> str:
    return " or ".join("+".join(str(s.number) for s in way.states) for way in move.deterrents)


shape(
    Share,
    "share count of low high how",
    share=_share,
    count=lambda share: _small(share.count),
    of=lambda share: _small(share.of),
)
shape(Deterrent, "states replies needed met")
shape(Temptation, "to=move.target met deterrents")
shape(Demand, "decision_maker stable temptations share lift passed")
shape(Moved, "decision_maker statement before after")
shape(StatementOrders, "exchanges orders moved tried of within", of=lambda one: _small(one.of))


@data.register(Inverse)
def inverse_data(found: Inverse) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return picked(
        found,
        "conflict state concept holds conditions of window share lifted orders weights levers",
    )
