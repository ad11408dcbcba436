"""The cheapest truths that make a state hold, and what else they bring and undo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodoffices.model.states import State
from goodoffices.model.views import Truth, place_of
from goodoffices.show.answers.about import about, recorded
from goodoffices.show.answers.views import place_told
from goodoffices.show.document import Block, Cell, Column, Document, Table
from goodoffices.show.language import say
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
    what = say("{} {{}} under {}", brief(found.state), short_name(found.concept))
    if found.held:
        yield say("{} as things are seen; nothing needs to be told.", what.format("holds"))
        if found.undoing:
            yield say("Each of these would undo it:")
            yield _told(found.undoing, words)
        return
    if found.unmoved:
        whom = listing([words.party(name) for name in found.unmoved])
        none = say("No truths make {}", what.format("hold"))
        yield say("{}: whatever is told, it is not stable for {}.", none, whom)
    else:
        yield say("For {}, tell, at a cost of {}:", what.format(say("to hold")), amount(found.cost))
    if found.told:
        if found.unmoved:
            yield say("For the others these are enough:")
        yield _told(found.told, words)
        yield say("Then {}", _also(found.gained, say("come to hold"), say("nothing comes to hold")))
        yield say(
            "And {}", _also(found.lost, say("hold no more"), say("nothing that held is lost"))
        )


def _told(truths: Sequence[Truth], words: Words) -> Table:
    rows: list[list[Cell]] = [[words.party(t.to), t.name, _about(t, words), t.cost] for t in truths]
    columns = (Column("to"), Column("truth"), Column("about"), Column("cost", kind="number"))
    return Table(columns, rows)


def _about(truth: Truth, words: Words) -> str:
    """Say what a truth puts right."""
    views = [view for view in words.conflict.views if view.by == truth.to]
    place = place_of(views[0].changes, truth.about) if views else None
    return truth.about if place is None else place_told(place, words)


def _also(states: Sequence[State], verb: str, none: str) -> str:
    if not states:
        return f"{none}."
    more = say(" and {:,} more", len(states) - _MOST) if len(states) > _MOST else ""
    shown = [brief(state) for state in states[:_MOST]]
    told = enumerated(shown) if more else listing(shown)
    return f"{told}{more} {verb if len(states) > 1 else _singular(verb)}."


def _singular(verb: str) -> str:
    first, _, rest = verb.partition(" ")
    return f"{first}s {rest}"


shape(Truth, "name to about cost")
shape(Truths, "conflict state concept held holds cost told unmoved undoing gained lost")
