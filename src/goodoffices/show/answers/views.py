"""What holds where parties misread each other, and who is wrong about what."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import Path, dotted
from goodoffices.model.fields import written
from goodoffices.model.views import HIDDEN, View
from goodoffices.show.answers.about import about, legend, parties, state_columns
from goodoffices.show.document import Block, Cell, Column, Document, Table, columns
from goodoffices.show.language import message, say, say_many
from goodoffices.show.telling import data, plain, report, shape
from goodoffices.show.words import (
    Words,
    alternatives,
    amount,
    brief,
    enumerated,
    listing,
    number_told,
    quoted,
    short_name,
)
from goodoffices.stability.views import Misjudged, Views

Bools = NDArray[np.bool_]
_MOST, _FEW = 40, 12
_NOTE = message(
    "Holds: stable for each party as it sees the conflict. By illusion: it would "
    "not if all saw it as it is. Prevented: it would. Expects: what holds in the "
    "party's own eyes."
)
_COUNTS = {
    "holds": message("Hold: {}."),
    "illusion": message("By illusion: {}."),
    "prevented": message("Prevented: {}."),
}


@report.register(Views)
def views_report(found: Views) -> Document:
    """Report what holds, by illusion or not, what is prevented, and who is wrong about what."""
    records, _ = _table(found)
    return about(
        found,
        "views",
        *views_blocks(found),
        records=records,
        notes=(legend(found.conflict, say(_NOTE)),),
    )


def views_blocks(found: Views) -> Iterator[Block]:
    """Tell who sees what otherwise, what holds, who doubts it, and who is wrong about moves."""
    words = Words(found.conflict)
    yield "\n".join(_seen(found, view, words) for view in found.conflict.views)
    yield _summary(found)
    table, count = _table(found, _MOST)
    yield table
    if count > _MOST:
        yield say("Shown: {} of {:,} states; --format csv has them all.", _MOST, count)
    yield from _doubts(found, words)
    yield from _wrong(found.surprises, say("Surprises: moves taken for safe, and deterred"))
    yield from _wrong(found.false_fears, say("False fears: moves taken for deterred, and safe"))


def _seen(found: Views, view: View, words: Words) -> str:
    """Say what a party sees otherwise, numbers with what they are."""
    known = written(found.conflict)
    told = [_otherwise(place, seen, known, words) for place, seen in view.leaves()]
    parts = []
    if told:
        parts.append(say("sees otherwise {}", listing(told)))
    if view.hidden:
        parts.append(
            say("does not know of {}", listing([_hidden(name, words) for name in view.hidden]))
        )
    others = [words.party(inner.by) for inner in view.nested]
    if others:
        parts.append(
            say_many(
                "thinks that {} sees more",
                "thinks that {} see more",
                len(others),
                written=listing(others),
            )
        )
    return say("{} {}.", words.party(view.by), listing(parts) or say("sees all as it is"))


def _otherwise(place: Path, seen: object, known: dict[Path, float], words: Words) -> str:
    """Say what stands in a place, a number with the one that it is."""
    told = place_told(place, words)
    if not isinstance(seen, int | float):
        return told
    if place not in known:
        return say("{} ({})", told, amount(float(seen)))
    return say("{} ({}, not {})", told, amount(float(seen)), amount(known[place]))


def place_told(place: Path, words: Words) -> str:
    """Say what stands in a place of a view: what a party wants, a number, a hidden option."""
    if place[0] == HIDDEN and len(place) > 1:
        return say("the option {}", _hidden(str(place[1]), words))
    of_weights = place[2:4] == ("preferences", "weights") and len(place) > 4  # noqa: PLR2004 - a key more
    of_lever = place[:2] == ("mediation", "levers") and len(place) > 3  # noqa: PLR2004 - likewise
    if of_weights or of_lever:
        return number_told(place)
    if place[2:3] == ("preferences",):
        return say("what {} wants", words.party(str(place[1])))
    return dotted(place)


def _hidden(name: str, words: Words) -> str:
    """Return the title of an option that a view hides, named with its owner or without."""
    titles = words.apart
    return quoted(titles.get(name) or titles.get(name.rpartition(".")[2], name))


def _summary(found: Views) -> str:
    """Count the states that hold, those by illusion, and those prevented."""
    count = len(found.conflict.states)
    lines = [say_many("{:,} state.", "{:,} states.", count)]
    for key, _, by in _labels(found):
        counts = (say("{} {:,}", short_name(c), np.count_nonzero(by[c])) for c in found.concepts)
        lines.append(say(_COUNTS[key], enumerated(counts)))
    return " ".join(lines)


def _labels(found: Views) -> list[tuple[str, str, dict[str, Bools]]]:
    """Return, by concept, what holds, by illusion, and what is prevented, with key and heading."""
    true = {c: found.truth.equilibrium(c) for c in found.concepts}
    held = {c: found.held(c) for c in found.concepts}
    return [
        ("holds", say("Holds"), held),
        ("illusion", say("By illusion"), {c: held[c] & ~true[c] for c in found.concepts}),
        ("prevented", say("Prevented"), {c: true[c] & ~held[c] for c in found.concepts}),
    ]


def _table(found: Views, most: int | None = None) -> tuple[Table, int]:
    """Return a row per state that holds, is prevented or is expected, and how many there are."""
    groups = _labels(found)
    for name in found.sights:
        expected = {c: found.expecting(name, c) for c in found.concepts}
        groups.append((f"expected_{name}", say("{} expects", name), expected))
    every = np.flatnonzero(
        np.logical_or.reduce([one for _, _, by in groups for one in by.values()])
    )
    chosen = every[:most]
    told, values = state_columns(found.conflict, chosen)
    for key, group, by in groups:
        for concept in found.concepts:
            told.append(Column(f"{key}_{concept}", short_name(concept), "verdict", group))
            values.append(by[concept][chosen].tolist())
    listed: list[tuple[Cell, ...]] = list(zip(*values, strict=True))
    return Table(tuple(told), listed, parties=parties(found.conflict)), len(every)


def _doubts(found: Views, words: Words) -> Iterator[str]:
    """Say who does not expect which states to hold that hold, under which concepts."""
    for name in found.conflict.names:
        rows = {c: found.held(c) & ~found.expecting(name, c) for c in found.concepts}
        every = np.flatnonzero(np.logical_or.reduce(list(rows.values()))).tolist()
        told = []
        for index in every[:_FEW]:
            under = [short_name(c) for c in found.concepts if rows[c][index]]
            told.append(say("{} ({})", brief(found.conflict.states[index]), listing(under)))
        if len(every) > _FEW:
            told.append(say("{:,} others", len(every) - _FEW))
        if told:
            yield say("{} does not expect {} to hold.", words.party(name), alternatives(told))


def _wrong(moves: tuple[Misjudged, ...], title: str) -> Iterator[Block]:
    """Tell the moves that parties are wrong about, those under several concepts together."""
    by_move: dict[tuple[str, int, int], list[Misjudged]] = {}
    for one in moves:
        key = (one.decision_maker, one.state.number, one.move.number)
        by_move.setdefault(key, []).append(one)
    rows: list[list[Cell]] = []
    for (name, _, _), alike in list(by_move.items())[:_MOST]:
        under = listing([short_name(one.concept) for one in alike])
        rows.append([name, brief(alike[0].state), brief(alike[0].move), under])
    if rows:
        yield Table(columns("decision_maker from to under"), rows, title)
    if len(by_move) > _MOST:
        yield say("Shown: {} of {:,} moves; --format json has them all.", _MOST, len(by_move))


shape(Misjudged, "decision_maker concept state move")


@data.register(Views)
def views_data(found: Views) -> dict[str, object]:
    """Return plain data for JSON: by concept, states by number; moves that are misjudged."""
    by_concept = {
        key: {c: plain(states(c)) for c in found.concepts}
        for key, states in (
            ("holds", found.holds),
            ("by_illusion", found.by_illusion),
            ("prevented", found.prevented),
            ("doubted", found.doubted),
            ("expected", found.expected),
        )
    }
    return {
        "conflict": plain(found.conflict),
        "concepts": list(found.concepts),
        **by_concept,
        "surprises": plain(found.surprises),
        "false_fears": plain(found.false_fears),
    }
