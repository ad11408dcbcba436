"""The moves out of a state, and what keeps whoever could make them."""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.show.answers.about import parties
from goodoffices.show.document import Cell, Table, columns
from goodoffices.show.language import say, say_many
from goodoffices.show.telling import shape
from goodoffices.show.words import Words, points
from goodoffices.stability.neighbourhood import Exit, Neighbourhood


def exits_table(found: Neighbourhood, exits: Iterable[Exit], words: Words, title: str) -> Table:
    """Tell moves out of a state: what each brings its mover, and what keeps it from making it."""
    rows: list[list[Cell]] = [
        [
            words.label(one.move.mover),
            words.deed(one.move),
            words.ref(one.move.target).partition(" ")[0],
            _gain(one, words),
            _kept(one, words),
        ]
        for one in exits
    ]
    told = columns("by could to_state# brings# kept_by")
    return Table(told, rows, title, parties(found.conflict))


def _gain(one: Exit, words: Words) -> str:
    told = f"{'+' if one.gain > 0 else ''}{points(one.gain)}"
    if words.cardinal(one.move.mover):
        return told
    return say_many("{} level", "{} levels", 1 if abs(one.gain) == 1 else 2, written=told)


def _kept(one: Exit, words: Words) -> str:
    if one.reply is None:
        return say("it would lose by it") if one.gain < 0 else say("it would gain nothing")
    if not one.reply.sanctioned:
        return say("nothing")
    replies = say("; then ").join(
        say("{} {}", words.party(move.mover), words.deed(move, "would"))
        for move in one.reply.replies
    )
    return say("then {}", replies) if replies else say("what the others would do at once")


shape(Exit, "mover=move.mover to=move.target gain open reply")
shape(Neighbourhood, "conflict state concept exits")
