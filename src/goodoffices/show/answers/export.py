"""A conflict with its analysis for other tools: states, moves, payoffs and verdicts.

Of one that is known only in part: what always holds and what can, and the payoffs that are known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from goodoffices.model.conflict import Conflict
from goodoffices.show.answers.about import parties, state_columns
from goodoffices.show.answers.certainty import verdict_columns
from goodoffices.show.document import Cell, Column, Document, Table
from goodoffices.show.language import say
from goodoffices.show.words import short_name
from goodoffices.stability.analysis import Analysis
from goodoffices.stability.certainty.certainty import Certainty
from goodoffices.stability.certainty.improving import gains
from goodoffices.stability.certainty.judged import Judged, known_payoffs, known_ranks


def export_report(found: Judged, *, moves: bool = False) -> Document:
    """Report everything about a conflict; ``moves`` puts them, not the states, into CSV."""
    conflict = found.conflict
    sheets = _state_sheet(found), _move_sheet(conflict)
    return Document(
        command="export",
        title=conflict.title,
        blocks=sheets,
        records=sheets[1] if moves else _state_sheet(found),
        data=lambda: {**_data(found), "moves": list(_move_data(conflict))},
    )


def _data(found: Judged) -> dict[str, Any]:
    """Return what is said of the states."""
    told = found.to_dict()
    if isinstance(found, Analysis):
        return {key: told[key] for key in ("conflict", "concepts", "states")}
    payoffs = zip(found.conflict.names, known_payoffs(found.conflict), strict=True)
    known = {name: None if own is None else own.tolist() for name, own in payoffs}
    return told | {"payoffs": known}


def _state_sheet(found: Judged) -> Table:
    conflict = found.conflict
    columns, values = state_columns(conflict, np.arange(len(conflict.states)))
    numbers = (
        ("payoff", say("Payoff"), known_payoffs(conflict)),
        ("rank", say("Rank"), known_ranks(conflict)),
    )
    for key, group, arrays in numbers:
        for name, array in zip(conflict.names, arrays, strict=True):
            if array is not None:
                columns.append(Column(f"{key}_{name}", name, "number", group))
                values.append(array.tolist())
    judged = _verdicts(found) if isinstance(found, Analysis) else _sides(found)
    for column, verdicts in judged:
        columns.append(column)
        values.append(verdicts)
    rows = zip(*values, strict=True)
    return Table(tuple(columns), rows, title=say("States"), parties=parties(conflict))


def _verdicts(analysis: Analysis) -> Iterator[tuple[Column, list[Cell]]]:
    """Yield which states are equilibria, and which are stable for whom."""
    for concept in analysis.concepts:
        header = short_name(concept)
        column = Column(concept, header, "verdict", say("Equilibrium"))
        yield column, analysis.equilibrium(concept).tolist()
    for name in analysis.conflict.names:
        for concept in analysis.concepts:
            column = Column(f"{concept}_{name}", short_name(concept), "verdict", name)
            yield column, analysis.stable(name, concept).tolist()


def _sides(found: Certainty) -> Iterator[tuple[Column, list[Cell]]]:
    """Yield what always holds and what can, for all and for each."""
    everything = np.arange(len(found.conflict.states))
    for name in (None, *found.conflict.names):
        yield from verdict_columns(found, name, everything)


def _move_sheet(conflict: Conflict) -> Table:
    columns = [
        Column("decision_maker"),
        Column("from", kind="number"),
        Column("to", kind="number"),
        Column("improvement", kind="mark"),
    ]
    if conflict.partly_known:
        columns.append(Column("possible", kind="mark"))
    return Table(tuple(columns), _moves(conflict), title=say("Moves"))


def _move_data(conflict: Conflict) -> Iterator[dict[str, Cell]]:
    keys = ("decision_maker", "from", "to", "improvement", "possible")
    for move in _moves(conflict):
        yield dict(zip(keys[: len(move)], move, strict=True))


def _moves(conflict: Conflict) -> Iterator[tuple[Cell, ...]]:
    """Yield decision maker, from, to and whether it improves on the state before.

    Where preferences are known only in part: whether it surely does, and whether it may all the
    same.
    """
    for mover, name in enumerate(conflict.names):
        for origin in range(len(conflict.states)):
            targets = conflict.moves.destinations(mover, origin)
            sure, may = gains(conflict, mover, origin, targets)
            told = [sure, may & ~sure] if conflict.partly_known else [sure]
            flags = np.stack(told, axis=1).tolist()
            for target, marks in zip((targets + 1).tolist(), flags, strict=True):
                yield name, origin + 1, target, *marks
