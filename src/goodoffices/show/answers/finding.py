"""Published conflicts that were asked for: with their size and sources, and how like they are."""

from __future__ import annotations

from typing import Any

from goodoffices.cases.entries import Entry
from goodoffices.cases.finding import CasesFound, Likeness
from goodoffices.model.structure import Structure
from goodoffices.show.document import Cell, Document, wide
from goodoffices.show.language import message, say, say_many
from goodoffices.show.telling import data, picked, report
from goodoffices.show.words import listing

_KEYS = "name title decision_makers options states fields features sources"
_ALIKE = 0.1
_FAR = 0.5
_PARTS = {
    "parties": message("number of parties"),
    "options": message("number of options"),
    "states": message("size"),
    "irreversible": message("share of moves that cannot be undone"),
    "preferences": message("sort of preferences"),
    "agreement": message("agreement of what the parties want"),
}
_TRY = message("Try: goodoffices analyze {0}. To change one: goodoffices new my.yaml --from {0}.")
_DISTANCE = message(
    "Distance: 0 for the same structure, 1 at most; the mean over parties, "
    "options, size, moves that cannot be undone, sort of preferences, and "
    "agreement."
)


@report.register(CasesFound)
def found_report(found: CasesFound) -> Document:
    """Report which published conflicts there are, with their sources."""
    near = dict(zip(found.entries, found.likeness, strict=False))
    told = tuple(_paragraph(one, near.get(one)) for one in found.entries)
    if found.named:
        told += tuple(one.notes for one in found.entries if one.notes)
    tried = say(_TRY, _example(found))
    notes = (say(_DISTANCE), tried) if found.likeness else (tried,)
    keys = f"{_KEYS} distance" if found.likeness else _KEYS
    return Document(
        command="cases",
        title=say("Published conflicts"),
        blocks=told or (say("None of the published conflicts is like that."),),
        records=wide(keys, [_row(one, near.get(one)) for one in found.entries]),
        data=found.to_dict,
        notes=notes if found.entries else (say("Try: goodoffices cases, for all of them."),),
    )


@data.register(CasesFound)
def found_data(found: CasesFound) -> dict[str, Any]:
    """Return the conflicts, each with its distance and the parts of it where they were compared."""
    keys = f"{_KEYS} notes" if found.named else _KEYS
    rows = [picked(one, keys) for one in found.entries]
    for row, near in zip(rows, found.likeness, strict=False):
        row |= {"distance": near.distance, "parts": near.parts}
    return {"cases": rows}


def _example(found: CasesFound) -> str:
    """Return the name to try: that of the one asked for."""
    if not found.named or not found.entries:
        return "NAME"
    (one,) = found.entries
    return f"{one.name}#1" if one.numbered else one.name


def _row(entry: Entry, near: Likeness | None) -> list[Cell]:
    lists = {key: "; ".join(getattr(entry, key)) for key in ("fields", "features", "sources")}
    row: list[Cell] = list((picked(entry, _KEYS) | lists).values())
    return row if near is None else [*row, near.distance]


def _paragraph(entry: Entry, near: Likeness | None) -> str:
    form = say("{} options", entry.options) if entry.options else say("as a graph")
    size = say(
        "{} decision makers, {}, {}",
        entry.decision_makers,
        form,
        say_many("{:,} state", "{:,} states", entry.states),
    )
    lines = [
        entry.name,
        f"  {say('{}: {}', entry.title, size)}",
        f"  {say('Field: {}', ', '.join(entry.fields))}",
    ]
    if entry.numbered:
        lines[0] = f"{entry.name}#1 … {entry.name}#{entry.numbered}"
    if near is not None:
        lines[0] = say("{}: distance {:.2f}", entry.name, near.distance)
        lines += [f"  {line}" for line in _alike(near, entry.structure)]
    return "\n".join([*lines, *(f"  {source}" for source in entry.sources)])


def _alike(near: Likeness, theirs: Structure) -> list[str]:
    """Say in which parts two structures are alike, and in which they are far from each other."""
    alike = [say(_PARTS[part]) for part, far in near.parts.items() if far <= _ALIKE]
    unlike = [say(_PARTS[part]) for part, far in near.parts.items() if far >= _FAR]
    told = [say("Alike: {}", listing(alike))] if alike else []
    told += [say("Unlike: {}", listing(unlike))] if unlike else []
    if theirs.irreversible and near.parts["irreversible"] <= _ALIKE:
        told.append(
            say("There too, {}% of moves cannot be undone", round(100 * theirs.irreversible))
        )
    return told
