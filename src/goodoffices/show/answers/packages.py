"""What is taken in a package, by issue where the model groups its options."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.model.conflict import Conflict
from goodoffices.model.states import State
from goodoffices.show.document import Cell, Column
from goodoffices.show.language import message, say

_OTHER = message("Other")


def taken_by_issue(conflict: Conflict, state: State) -> dict[str, list[str]]:
    """Return the options taken in a state, by issue in the file's order; ``""`` for no issue."""
    found: dict[str, list[str]] = {issue: [] for issue in (*conflict.issues, "")}
    for option in state.options:
        found[conflict.issue_of[option]].append(option)
    return {issue: options for issue, options in found.items() if options}


def taken(conflict: Conflict, state: State) -> str:
    """Write what is taken: "Territory: a1, a4; Security: a5", or "a1, a4" without issues."""
    by_issue = taken_by_issue(conflict, state)
    if not by_issue:
        return state.label
    named = [
        say("{}: {}", issue or say(_OTHER), ", ".join(options))
        if conflict.issues
        else ", ".join(options)
        for issue, options in by_issue.items()
    ]
    return say("; ").join(named)


def taken_columns(
    conflict: Conflict, states: Sequence[State]
) -> tuple[tuple[Column, ...], list[list[Cell]]]:
    """Return the columns that say what is taken in states, one per issue, and a row for each."""
    if not conflict.issues:
        return (Column("taken"),), [[taken(conflict, state)] for state in states]
    told = [taken_by_issue(conflict, state) for state in states]
    issues = [issue for issue in (*conflict.issues, "") if any(issue in row for row in told)]
    columns = (
        Column(f"taken_{issue}", issue or say(_OTHER), group=say("Options taken"))
        for issue in issues
    )
    rows: list[list[Cell]] = [[", ".join(row.get(issue, [])) for issue in issues] for row in told]
    return tuple(columns), rows
