"""The notebook beside a draft: what the values rest on, and rows in the names of the model."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.sources.drafting.confirmed import Names, parties_in, words_of
from goodoffices.sources.drafting.deeds import Deed, Pull
from goodoffices.sources.drafting.parts import Labels, Parts
from goodoffices.sources.notebook import AUTHOR, Notebook, Statement


def notebook_beside(notebook: Notebook, names: Names, parts: Parts) -> Notebook:
    """Return a notebook with the grounds of a draft in place of its own; notes on the same stay.

    Confirmed rows speak of options and levers by the names that the model has for them, and every
    party that they name is listed.
    """
    notes = {replace(ground, note=""): ground.note for ground in notebook.grounds}
    speaking = [row.speaker for row in parts.rows if row.speaker not in {"", AUTHOR}]
    used = [*parties_in(parts.rows), *map(names.party, speaking), *parts.labels.parties]
    new = {party: () for party in used if party.casefold() not in names.known}
    return replace(
        notebook,
        parties={**notebook.parties, **new},
        statements=tuple(_renamed(row, parts) for row in notebook.statements),
        grounds=tuple(replace(one, note=notes.get(one, "")) for one in parts.grounds),
    )


def _renamed(row: Statement, parts: Parts) -> Statement:
    """Return a row that is about what the model calls by that name; as it is where nothing is."""
    if row.standing != "confirmed":
        return row
    about: list[str] = []
    for word in words_of(row):
        meant = [
            one
            for one in parts.subjects.meant.get((row.name, word), ())
            if one in parts.labels.deeds or one in parts.labels.pulls
        ]
        fits = len(meant) == 1 and _fits(word, meant[0], parts.labels)
        about += [word] if fits or not meant else [_name(one, parts.labels) for one in meant]
    return replace(row, about=tuple(dict.fromkeys(about)))


def _fits(word: str, one: Deed | Pull, labels: Labels) -> bool:
    """Say whether a name means one thing in the model, and no other."""
    if word == _name(one, labels):
        return True
    alone = isinstance(one, Deed) and word == labels.statement(one)
    return alone and word not in labels.pulls.values()


def _name(one: Deed | Pull, labels: Labels) -> str:
    if isinstance(one, Deed):
        return f"{labels.parties[one.owner]}.{labels.deeds[one]}"
    return labels.pulls[one]
