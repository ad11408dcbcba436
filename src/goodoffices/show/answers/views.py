"""What holds where parties misread each other, and who is wrong about what."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import Path, dotted
from goodoffices.model.fields import number_name, written
from goodoffices.model.views import View
from goodoffices.show.answers.about import about, parties, plural, state_columns
from goodoffices.show.document import Block, Cell, Column, Document, Table
from goodoffices.show.telling import data, plain, report, shape
from goodoffices.show.words import Words, amount, brief, listing, short_name
from goodoffices.stability.views import Misjudged, Views

Bools = NDArray[np.bool_]
_MOST = 40
_NOTE = (
    "Holds: stable for each party as it sees the conflict. By illusion: it would not if all saw it "
    "as it is. Prevented: it would. Expects: what holds in the party's own eyes."
)


@report.register(Views)
def views_report(found: Views) -> Document:
    """Report what holds, by illusion or not, what is prevented, and who is wrong about what."""
    return about(found, "views", *views_blocks(found), records=_states(found), notes=(_NOTE,))


def views_blocks(found: Views) -> Iterator[Block]:
    """Tell who sees what otherwise, what holds, who doubts it, and who is wrong about moves."""
    words = Words(found.conflict)
    yield "\n".join(_seen(found, view, words) for view in found.conflict.views)
    yield _summary(found)
    yield _states(found)
    yield from _doubts(found, words)
    yield from _wrong(found.surprises, "Surprises: moves taken for safe, and deterred")
    yield from _wrong(found.false_fears, "False fears: moves taken for deterred, and safe")


def _seen(found: Views, view: View, words: Words) -> str:
    """Say what a party sees otherwise, numbers with what they are."""
    known = written(found.conflict)
    told = [_otherwise(place, seen, known, words) for place, seen in view.leaves()]
    parts = []
    if told:
        parts.append(f"sees otherwise {listing(told)}")
    if view.hidden:
        parts.append(f"does not know of {listing(list(view.hidden))}")
    others = [words.party(inner.by) for inner in view.nested]
    if others:
        parts.append(f"thinks that {listing(others)} {'sees' if len(others) == 1 else 'see'} more")
    return f"{words.party(view.by)} {listing(parts) or 'sees all as it is'}."


def _otherwise(place: Path, seen: object, known: dict[Path, float], words: Words) -> str:
    """Say what stands in a place, a number with the one that it is."""
    if place[2:4] == ("preferences", "weights"):
        told = number_name(place)
    elif place[2:3] == ("preferences",):
        told = f"what {words.party(str(place[1]))} wants"
    elif place[:2] == ("mediation", "levers"):
        told = number_name(place)
    else:
        told = dotted(place)
    if not isinstance(seen, int | float):
        return told
    right = f", not {amount(known[place])}" if place in known else ""
    return f"{told} ({amount(float(seen))}{right})"


def _summary(found: Views) -> str:
    """Count the states that hold, those by illusion, and those prevented."""
    count = len(found.conflict.states)
    lines = [f"{count:,} {plural('state', count)}."]
    for what, states in (
        ("Hold", found.holds),
        ("By illusion", found.by_illusion),
        ("Prevented", found.prevented),
    ):
        counts = ", ".join(f"{short_name(c)} {len(states(c)):,}" for c in found.concepts)
        lines.append(f"{what}: {counts}.")
    return " ".join(lines)


def _states(found: Views) -> Table:
    """Return a row per state that holds, is prevented or is expected, under any concept."""
    true = {c: found.truth.equilibrium(c) for c in found.concepts}
    held = {c: found.held(c) for c in found.concepts}
    groups: list[tuple[str, str, dict[str, Bools]]] = [
        ("holds", "Holds", held),
        ("illusion", "By illusion", {c: held[c] & ~true[c] for c in found.concepts}),
        ("prevented", "Prevented", {c: true[c] & ~held[c] for c in found.concepts}),
    ]
    for name in found.sights:
        expected = {c: found.expecting(name, c) for c in found.concepts}
        groups.append((f"expected_{name}", f"{name} expects", expected))
    rows = np.logical_or.reduce([one for _, _, by in groups for one in by.values()])
    chosen = np.flatnonzero(rows)
    columns, values = state_columns(found.conflict, chosen)
    for key, group, by in groups:
        for concept in found.concepts:
            columns.append(Column(f"{key}_{concept}", short_name(concept), "verdict", group))
            values.append(by[concept][chosen].tolist())
    listed: list[tuple[Cell, ...]] = list(zip(*values, strict=True))
    return Table(tuple(columns), listed, parties=parties(found.conflict))


def _doubts(found: Views, words: Words) -> Iterator[str]:
    """Say who does not expect which states to hold that hold, under which concepts."""
    for name in found.conflict.names:
        doubted: dict[str, list[str]] = {}
        for concept in found.concepts:
            for state in found.doubted(concept)[name][:_MOST]:
                doubted.setdefault(brief(state), []).append(short_name(concept))
        told = [f"{state} ({listing(concepts)})" for state, concepts in doubted.items()]
        if told:
            yield f"{words.party(name)} does not expect {listing(told, 'or')} to hold."


def _wrong(moves: tuple[Misjudged, ...], title: str) -> Iterator[Block]:
    """Tell the moves that parties are wrong about, those under several concepts together."""
    if not moves:
        return
    by_move: dict[tuple[str, str, str], list[str]] = {}
    for one in moves:
        key = (one.decision_maker, brief(one.state), brief(one.move))
        by_move.setdefault(key, []).append(short_name(one.concept))
    rows: list[list[Cell]] = [[*key, listing(under)] for key, under in by_move.items()]
    columns = tuple(map(Column, ("decision_maker", "from", "to", "under")))
    yield Table(columns, rows[:_MOST], title)
    if len(rows) > _MOST:
        yield f"Shown: {_MOST} of {len(rows):,} moves; --format json has them all."


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
