"""What is said of options: positions, interests and fears, as their owners have them."""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.model.conflict import Conflict
from goodoffices.show.answers.about import parties
from goodoffices.show.document import Cell, Column, Table

_KINDS = ("position", "interest", "fear")


def concerns(conflict: Conflict, options: Iterable[str], title: str) -> Table | None:
    """Return what owners say, want and fear of some options, by issue; None where nothing is told.

    Parameters
    ----------
    options
        As states show them.
    """
    issues, asked = conflict.issue_of, set(options)
    rows: list[tuple[str, list[Cell]]] = []
    for name, (owner, option) in conflict.option_of.items():
        said = [getattr(option, kind) for kind in _KINDS]
        if name in asked and any(said):
            rows.append((issues[name], [owner, option.title, *said]))
    if not rows:
        return None
    order = {issue: place for place, issue in enumerate(conflict.issues)}
    rows.sort(key=lambda row: order.get(row[0], len(order)))
    grouped = any(issue for issue, _ in rows)
    told = [place for place in range(len(_KINDS)) if any(row[1][2 + place] for row in rows)]
    columns = (
        *((Column("issue"),) if grouped else ()),
        Column("who"),
        Column("option"),
        *(Column(_KINDS[place]) for place in told),
    )
    shown = [
        [*((issue,) if grouped else ()), *row[:2], *(row[2 + place] for place in told)]
        for issue, row in rows
    ]
    return Table(columns, shown, title, parties(conflict))
