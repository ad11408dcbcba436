"""The cheapest truths that make a state hold, and what else they bring and undo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodoffices.model.states import State
from goodoffices.model.views import Truth, place_of
from goodoffices.show.answers.about import about, recorded
from goodoffices.show.answers.views import place_told
from goodoffices.show.document import Block, Cell, Document, Table, columns
from goodoffices.show.language import say, say_many
from goodoffices.show.telling import report, shape
from goodoffices.show.words import Words, amount, brief, enumerated, listing, short_name
from goodoffices.stability.truths import Truths

_MOST = 12


@report.register(Truths)
def truths_report(found: Truths) -> Document:
    """Report what to tell to whom, and what holds and holds no more then."""
    records = recorded(found.told, "name to about cost")
    return about(found, "truths", *truths_blocks(found), records=records)


def truths_blocks(found: Truths) -> Iterator[Block]:
    """Tell the truths, for whom none is enough, and what else they bring and undo."""
    words = Words(found.conflict)
    state, name = brief(found.state), short_name(found.concept)
    if found.held:
        yield say("{} holds under {} as things are seen; nothing needs to be told.", state, name)
        if found.undoing:
            yield say("Each of these would undo it:")
            yield _told(found.undoing, words)
        return
    if found.unmoved:
        whom = listing([words.party(name) for name in found.unmoved])
        yield say(
            "No truths make {} hold under {}: whatever is told, it is not stable for {}.",
            state,
            name,
            whom,
        )
    else:
        cost = amount(found.cost)
        yield say("For {} to hold under {}, tell, at a cost of {}:", state, name, cost)
    if found.told:
        if found.unmoved:
            yield say("For the others these are enough:")
        yield _told(found.told, words)
        yield _gained(found.gained)
        yield _lost(found.lost)


def _told(truths: Sequence[Truth], words: Words) -> Table:
    rows: list[list[Cell]] = [[words.party(t.to), t.name, _about(t, words), t.cost] for t in truths]
    return Table(columns("to truth about cost#"), rows)


def _about(truth: Truth, words: Words) -> str:
    """Say what a truth puts right."""
    views = [view for view in words.conflict.views if view.by == truth.to]
    place = place_of(views[0].changes, truth.about) if views else None
    return truth.about if place is None else place_told(place, words)


def _gained(states: Sequence[State]) -> str:
    if not states:
        return say("Then nothing comes to hold.")
    return say_many(
        "Then {} comes to hold.", "Then {} come to hold.", len(states), written=_these(states)
    )


def _lost(states: Sequence[State]) -> str:
    if not states:
        return say("And nothing that held is lost.")
    return say_many(
        "And {} holds no more.", "And {} hold no more.", len(states), written=_these(states)
    )


def _these(states: Sequence[State]) -> str:
    shown = [brief(state) for state in states[:_MOST]]
    if len(states) <= _MOST:
        return listing(shown)
    return say("{} and {:,} more", enumerated(shown), len(states) - _MOST)


shape(Truth, "name to about cost")
shape(Truths, "conflict state concept held holds cost told unmoved undoing gained lost")
