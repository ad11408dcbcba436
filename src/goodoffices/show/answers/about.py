"""What answers about a conflict share: the conflict, its states and parties, moves, a report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from goodoffices.answer import Answer
from goodoffices.model.conflict import Conflict
from goodoffices.show.document import Cell, Column, Report, Sheet

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


def conflict_data(conflict: Conflict) -> dict[str, Any]:
    """Return what every JSON answer says about the conflict it is about."""
    index = conflict.status_quo_index
    return {
        "title": conflict.title,
        "states": len(conflict.states),
        "status_quo": None if index is None else index + 1,
        "decision_makers": [
            {
                "name": dm.name,
                "label": dm.label,
                "options": [{"name": o.name, "label": o.label} for o in dm.options],
            }
            for dm in conflict.decision_makers
        ],
    }


def about(
    found: AboutOne,
    command: str,
    *body: str | Sheet,
    records: Sheet,
    notes: Iterable[str] = (),
) -> Report:
    """Report an answer about one conflict, as its command gives it."""
    return Report(command, found.conflict.title, body, records, found.to_dict, tuple(notes))


def within(answer: Answer) -> dict[str, Any]:
    """Return the data of an answer that is part of another, which tells of the conflict."""
    return {key: value for key, value in answer.to_dict().items() if key != "conflict"}


def state_columns(conflict: Conflict, chosen: Indices) -> tuple[list[Column], list[list[Cell]]]:
    """Return the columns that say which states these are, and the values of each."""
    quo = conflict.status_quo_index
    columns = [Column("state", "State", "number"), Column("status_quo", "", "mark")]
    values: list[list[Cell]] = [(chosen + 1).tolist(), [k == quo for k in chosen.tolist()]]
    if conflict.in_graph_form:
        columns.append(Column("label", "Label"))
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


def plural(noun: str, count: int) -> str:
    """Return the noun in the form that goes with the count."""
    return noun if count == 1 else f"{noun}s"
