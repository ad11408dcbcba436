"""Mediators compared: a plan or a shortfall for each holder of levers, for all, and for none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from goodoffices.mediation.holder_sets import Holders, Role, Sets
from goodoffices.mediation.mediators import Holding, Mediators
from goodoffices.show.answers.about import about
from goodoffices.show.answers.plan_tables import (
    Group,
    judged_by,
    lever_notes,
    lever_sheets,
    overview,
    records,
)
from goodoffices.show.document import Block, Cell, Document, Table, columns
from goodoffices.show.language import message, say
from goodoffices.show.telling import data, picked, report, shape, summary
from goodoffices.show.words import Words, amount, listing

_NEEDS: Mapping[str, str] = {
    "pivotal": message("in every smallest set"),
    "replaceable": message("in some"),
    "redundant": message("in none"),
    "not enough": "",
}


@report.register(Mediators)
def mediators_report(found: Mediators) -> Document:
    """Report the answers for each holder of levers, for all together, and for none."""
    named: list[Group] = [(" ".join(one.held_by), one.answer) for one in found.holdings]
    titled: list[Group] = [
        (" + ".join(one.held_by) or say("nobody"), one.answer) for one in found.holdings
    ]
    words = Words(found.conflict)
    return about(
        found,
        "mediators",
        overview(titled, words, say("Levers of")),
        *sets_blocks(found, words),
        *lever_sheets(titled, words, message("Levers of {}: {}")),
        records=records(named, "holders", *_columns(found)),
        notes=(
            judged_by(found.holdings[0].answer.request),
            *lever_notes([one.answer for one in found.holdings]),
        ),
    )


def sets_blocks(found: Mediators, words: Words) -> Iterator[Block]:
    """Tell which sets of holders suffice, and what each holder is needed for, where asked for."""
    if found.sets is None:
        return
    yield _smallest(found.sets, words)
    rows: list[list[Cell]] = [
        [
            words.label(role.holder),
            say(_NEEDS[role.need]),
            None if role.gain is None else amount(role.gain),
            say("yes") if role.would_rather_not else "",
        ]
        for role in found.sets.roles
    ]
    yield Table(columns("holder need gain# rather"), rows, say("Who is needed"))


def _smallest(sets: Sets, words: Words) -> str:
    if not sets.smallest:
        return say("No set of holders suffices, not all of them together.")
    if sets.smallest == ((),):
        return say("It takes no holder of levers.")
    told = [listing([words.party(name) for name in one]) for one in sets.smallest]
    return "\n".join([say("Smallest sets of holders that suffice:"), *(f"- {one}" for one in told)])


def _columns(found: Mediators) -> tuple[list[str], list[list[Cell]]]:
    """Return what the sets say of each holding, for spreadsheets; of single holders only."""
    if found.sets is None:
        return [], []
    roles: dict[Holders, Role] = {(role.holder,): role for role in found.sets.roles}
    told = [roles.get(one.held_by) for one in found.holdings]
    smallest = set(found.sets.smallest)
    rows: list[list[Cell]] = [
        [one.held_by in smallest, *([role.need, role.gain] if role else [None, None])]
        for one, role in zip(found.holdings, told, strict=True)
    ]
    return ["smallest", "need", "gain"], rows


@summary.register(Mediators)
def mediators_in_brief(found: Mediators) -> str:
    """Say in a sentence for each holding what the answer comes to."""
    words = Words(found.conflict)
    lines = [say("{}: {}", _who(one, words), one.answer.summary) for one in found.holdings]
    return "\n".join(lines)


def _who(one: Holding, words: Words) -> str:
    if not one.held_by:
        return say("With no lever")
    names = listing([words.party(name) for name in one.held_by])
    return say("{} alone", names) if len(one.held_by) == 1 else say("{} together", names)


shape(Holding, "held_by *answer")


@data.register(Mediators)
def mediators_data(found: Mediators) -> dict[str, Any]:
    """Return the answers as plain data; the sets where they were asked for."""
    return picked(found, "conflict holdings sets" if found.sets else "conflict holdings")
