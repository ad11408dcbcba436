"""A conflict with its analysis for other tools: states, moves, payoffs and verdicts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from goodoffices.show.answers.about import parties, state_columns
from goodoffices.show.document import Column, Document, Table
from goodoffices.show.telling import conflict_data
from goodoffices.show.words import short_name
from goodoffices.stability.analysis import Analysis


def export_report(analysis: Analysis, *, moves: bool = False) -> Document:
    """Report everything about a conflict; ``moves`` puts them, not the states, into CSV."""
    conflict = analysis.conflict
    return Document(
        command="export",
        title=conflict.title,
        blocks=(_state_sheet(analysis), _move_sheet(analysis)),
        records=_move_sheet(analysis) if moves else _state_sheet(analysis),
        data=lambda: {
            "conflict": conflict_data(conflict),
            "concepts": list(analysis.concepts),
            "states": analysis.to_dict()["states"],
            "moves": [
                {"decision_maker": mover, "from": origin, "to": target, "improvement": better}
                for mover, origin, target, better in _moves(analysis)
            ],
        },
    )


def _state_sheet(analysis: Analysis) -> Table:
    conflict = analysis.conflict
    columns, values = state_columns(conflict, np.arange(len(conflict.states)))
    for key, arrays in (("payoff", conflict.payoffs), ("rank", conflict.ranks)):
        for name, array in zip(conflict.names, arrays, strict=True):
            columns.append(Column(f"{key}_{name}", name, "number", key.title()))
            values.append(array.tolist())
    for concept in analysis.concepts:
        header = short_name(concept)
        columns.append(Column(concept, header, "verdict", "Equilibrium"))
        values.append(analysis.equilibrium(concept).tolist())
    for name in conflict.names:
        for concept in analysis.concepts:
            header = short_name(concept)
            columns.append(Column(f"{concept}_{name}", header, "verdict", name))
            values.append(analysis.stable(name, concept).tolist())
    rows = zip(*values, strict=True)
    return Table(tuple(columns), rows, title="States", parties=parties(conflict))


def _move_sheet(analysis: Analysis) -> Table:
    columns = (
        Column("decision_maker"),
        Column("from", kind="number"),
        Column("to", kind="number"),
        Column("improvement", kind="mark"),
    )
    return Table(columns, _moves(analysis), title="Moves")


def _moves(analysis: Analysis) -> Iterator[tuple[str, int, int, bool]]:
    """Yield decision maker, from, to and whether it improves on the state before."""
    conflict = analysis.conflict
    for mover, name in enumerate(conflict.names):
        payoffs = conflict.payoffs[mover]
        for origin in range(len(conflict.states)):
            targets = conflict.moves.destinations(mover, origin)
            better = (payoffs[targets] > payoffs[origin]).tolist()
            for target, improves in zip((targets + 1).tolist(), better, strict=True):
                yield name, origin + 1, target, improves
