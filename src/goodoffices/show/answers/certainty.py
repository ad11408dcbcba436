"""What always holds and what can, where preferences are known only in part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from goodoffices.model.knowledge import Bools
from goodoffices.show.answers.about import (
    Indices,
    about,
    legend,
    parties,
    seen_otherwise,
    state_columns,
)
from goodoffices.show.document import Cell, Column, Document, Table
from goodoffices.show.glossary import noted
from goodoffices.show.language import message, say, say_many
from goodoffices.show.telling import conflict_data, data, report
from goodoffices.show.words import Words, enumerated, listing, short_name
from goodoffices.stability.certainty.certainty import Certainty

_TOLD = 40
_SIDES = (
    ("always", message("Always"), message("{}: always")),
    ("open", message("Can"), message("{}: can")),
)
"""What is said of verdicts by key: of all parties, and of one."""


@report.register(Certainty)
def certainty_report(
    found: Certainty,
    within: Bools | None = None,
    limit: int | None = _TOLD,
    *,
    everybody: bool = False,
    kinds: Sequence[str] = (),
) -> Document:
    """Report which states are equilibria whatever is not known, and which can be.

    Parameters
    ----------
    within
        True for the states asked for. Shape (states,). None for all.
    limit
        Most states to give; None for no limit.
    everybody
        True to add for whom each state is stable.
    kinds
        Attitudes to the unknown to judge by as well, of ``a`` to ``d``.
    """
    within = np.ones(len(found.conflict.states), bool) if within is None else within
    chosen = _first_those_that_hold(found, within)
    shown = chosen[:limit]
    told = about(
        found,
        "certain",
        summary(found),
        *_hedge(found),
        _sheet(found, shown, kinds, everybody=everybody),
        *_left_out(len(shown), len(chosen), len(within)),
        records=_sheet(found, np.sort(shown), kinds, everybody=everybody),
        notes=_notes(found),
    )
    return replace(told, data=lambda: certainty_data(found, within))


def summary(found: Certainty) -> str:
    """Say how many states always hold and how many can, under each concept."""
    count = len(found.conflict.states)
    always = [say("{} {:,}", short_name(c), found.always_at(c).sum()) for c in found.concepts]
    can = [
        say("{} {:,}", short_name(c), more)
        for c in found.concepts
        if (more := _side(found, "open", c, None).sum())
    ]
    others = say("Others that can be: {}.", enumerated(can)) if can else say("No other can be one.")
    return say_many(
        "{:,} state. Equilibria whatever is not known: {}. {}",
        "{:,} states. Equilibria whatever is not known: {}. {}",
        count,
        enumerated(always),
        others,
    )


def _hedge(found: Certainty) -> Iterator[str]:
    """Say of whom how much is known, and what the search left unproven."""
    words = Words(found.conflict)
    partly = found.conflict.partly_known
    if partly:
        yield say_many(
            "Known only in part: what {} prefers.",
            "Known only in part: what {} prefer.",
            len(partly),
            written=listing([words.party(name) for name in partly]),
        )
    told = [
        say("{} {:,}", short_name(concept), len(found.unproven(concept)))
        for concept in found.concepts
        if found.unproven(concept)
    ]
    if told:
        yield say("Left open without a proof that they are: {}.", enumerated(told))


def _first_those_that_hold(found: Certainty, within: Bools) -> Indices:
    """Return the indices of states asked for: those first that always hold, then that can."""
    score = np.zeros(len(within), np.int64)
    for concept in found.concepts:
        score += found.always_at(concept) * (len(found.concepts) + 1) + found.can_at(concept)
    matching = np.flatnonzero(within)
    return matching[np.argsort(-score[matching], kind="stable")]


def _sheet(found: Certainty, chosen: Indices, kinds: Sequence[str], *, everybody: bool) -> Table:
    columns, values = state_columns(found.conflict, chosen)
    for name in (None, *(found.conflict.names if everybody else ())):
        for column, verdicts in verdict_columns(found, name, chosen):
            columns.append(column)
            values.append(verdicts)
    held = sum(any(row) for row in zip(*(v for v in values[-_width(found) :]), strict=True))
    for kind in kinds:
        for concept in found.concepts:
            key, group = f"type_{kind}_{concept}", say("Type {}", kind)
            columns.append(Column(key, short_name(concept), "verdict", group))
            values.append(found.of_type_at(kind, concept)[chosen].tolist())
    rows: list[tuple[Cell, ...]] = list(zip(*values, strict=True))
    section = 0 if everybody else held
    return Table(tuple(columns), rows, parties=parties(found.conflict), section=section)


def verdict_columns(
    found: Certainty, name: str | None, chosen: Indices
) -> Iterator[tuple[Column, list[Cell]]]:
    """Yield the columns of what always holds and what can, for one party or for all."""
    for key, of_all, of_one in _SIDES:
        for concept in found.concepts:
            whose = f"_{name}" if name else ""
            group = say(of_one, name) if name else say(of_all)
            column = Column(f"{key}_{concept}{whose}", short_name(concept), "verdict", group)
            yield column, _side(found, key, concept, name)[chosen].tolist()


def _width(found: Certainty) -> int:
    return len(_SIDES) * len(found.concepts)


def _side(found: Certainty, key: str, concept: str, name: str | None) -> Bools:
    always = found.always_at(concept, name)
    return always if key == "always" else found.can_at(concept, name) & ~always


def _left_out(shown: int, matching: int, states: int) -> Iterator[str]:
    if not matching:
        yield say("No state matches.")
    elif matching < states:
        yield say("{:,} of {:,} states match.", matching, states)
    if shown < matching:
        yield say(
            "Shown: {:,} of {:,}, those first that always hold, then that can.", shown, matching
        )


def _notes(found: Certainty) -> Iterator[str]:
    yield legend(found.conflict, noted("always", "can"))
    yield from seen_otherwise(found.conflict)


@data.register(Certainty)
def certainty_data(found: Certainty, within: Bools | None = None) -> dict[str, Any]:
    """Return plain data for JSON; states by number, among those asked for."""
    conflict = found.conflict
    within = np.ones(len(conflict.states), bool) if within is None else within

    def numbers(states: Bools) -> list[int]:
        listed: list[int] = (np.flatnonzero(states & within) + 1).tolist()
        return listed

    def told(name: str | None) -> dict[str, Any]:
        return {
            concept: {
                "always": numbers(found.always_at(concept, name)),
                "open": numbers(_side(found, "open", concept, name)),
                "unproven": [s.number for s in found.unproven(concept, name)],
            }
            for concept in found.concepts
        }

    return {
        "conflict": conflict_data(conflict),
        "concepts": list(found.concepts),
        "partly_known": list(conflict.partly_known),
        "equilibria": told(None),
        "stable": {name: told(name) for name in conflict.names},
    }
