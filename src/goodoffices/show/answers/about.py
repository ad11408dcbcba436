"""What answers about a conflict share: the conflict, its states and parties, moves, a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.conflict import Conflict
from goodoffices.show.document import Block, Cell, Column, Document, Table, wide
from goodoffices.show.language import say, say_many
from goodoffices.show.telling import picked
from goodoffices.show.words import Words, listing

if TYPE_CHECKING:
    from goodoffices.stability.paths import Move

Indices = NDArray[np.int64]


class AboutOne(Protocol):
    """An answer about one conflict."""

    @property
    def conflict(self) -> Conflict:
        """The conflict."""

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""


def about(
    found: AboutOne, command: str, *blocks: Block, records: Table, notes: Iterable[str] = ()
) -> Document:
    """Report an answer about one conflict, as its command gives it: its words, where no blocks."""
    told = blocks or (str(found),)
    return Document(command, found.conflict.title, told, records, found.to_dict, tuple(notes))


def recorded(items: Iterable[object], keys: str, /, **other: object) -> Table:
    """Return a table for spreadsheets, a row per item; ``keys`` and ``other`` as for ``picked``."""
    rows = [[_cell(value) for value in picked(item, keys, **other).values()] for item in items]
    return wide(" ".join(entry.partition("=")[0] for entry in keys.split()), rows)


def _cell(value: object) -> Cell:
    """Write what stands in one cell; of several, the parts with blanks between them."""
    return " ".join(map(str, value)) if isinstance(value, list) else cast("Cell", value)


def legend(conflict: Conflict, *said: str) -> str:
    """Say what the letters and the mark in rows of states mean, and what else stands there."""
    notes = [say("Y: option taken, N: not taken.")] if not conflict.in_graph_form else []
    if conflict.same_state:
        notes.append(say("-: either, in a state that stands for several patterns."))
    notes += said
    if conflict.status_quo_index is not None:
        notes.append(say("*: status quo (state {}).", conflict.status_quo_index + 1))
    return " ".join(notes)


def seen_otherwise(conflict: Conflict) -> Iterator[str]:
    """Say that parties see the conflict otherwise than it is, where they do, and who tells more."""
    if conflict.views:
        words = Words(conflict)
        whose = listing([words.party(view.by) for view in conflict.views])
        yield say_many(
            "By the model, {} sees the conflict otherwise than it is; here it is judged as it is. "
            "What holds then, or by illusion, tells: goodoffices views FILE.",
            "By the model, {} see the conflict otherwise than it is; here it is judged as it is. "
            "What holds then, or by illusion, tells: goodoffices views FILE.",
            len(conflict.views),
            written=whose,
        )


def state_columns(conflict: Conflict, chosen: Indices) -> tuple[list[Column], list[list[Cell]]]:
    """Return the columns that say which states these are, and the values of each."""
    quo = conflict.status_quo_index
    columns = [Column("state", kind="number"), Column("status_quo", kind="mark")]
    values: list[list[Cell]] = [(chosen + 1).tolist(), [k == quo for k in chosen.tolist()]]
    if conflict.in_graph_form:
        columns.append(Column("label"))
        values.append([conflict.states[k].label for k in chosen.tolist()])
    for dm in conflict.decision_makers:
        for option in dm.options:
            name = f"{dm.name}.{option.name}"
            columns.append(Column(name, option.name, "option", dm.name, option.label))
            taken = conflict.holds_at(name, chosen)
            left = conflict.holds_at(f"not {name}", chosen)
            pairs = zip(taken.tolist(), left.tolist(), strict=True)
            values.append([yes if yes != no else None for yes, no in pairs])
    return columns, values


def parties(conflict: Conflict) -> dict[str, str]:
    """Return the decision makers' names with their labels."""
    return {dm.name: dm.label for dm in conflict.decision_makers}


def steps(moves: Iterable[Move]) -> str:
    """Write moves as ``MoE: 2; Uniroyal: 4``: who moves, and to which state."""
    return "; ".join(f"{move.mover}: {move.target.number}" for move in moves)
