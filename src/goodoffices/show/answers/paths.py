"""The shortest ways from a state to others, by any moves and by improvements."""

from __future__ import annotations

from typing import Any

from goodoffices.show.answers.about import about, conflict_data, steps
from goodoffices.show.document import Cell, Column, Report, Sheet
from goodoffices.show.telling import data, plain, report, text
from goodoffices.show.words import Words, brief, deed_of, listing, short_name
from goodoffices.stability.paths import Move, Paths, Route


@report.register(Paths)
def paths_report(found: Paths) -> Report:
    """Report the shortest ways, a row per state to reach."""
    columns = (
        Column("from", "From", "number"),
        Column("to", "To", "number"),
        Column("equilibrium_of", "Equilibrium under"),
        Column("moves", "Moves"),
        Column("improvements", "Improvements"),
    )
    rows: list[list[Cell]] = [
        [
            found.start.number,
            route.target.number,
            " ".join(route.equilibrium_of),
            None if route.moves is None else steps(route.moves),
            None if route.improvements is None else steps(route.improvements),
        ]
        for route in found.routes
    ]
    return about(found, "paths", str(found), records=Sheet(columns, rows))


@text.register(Move)
def move_text(answer: Move) -> str:
    """Say who does what, and from where to where, in names."""
    deed = deed_of(answer.dropped, answer.taken, "drops", "takes") or "moves"
    return f"{answer.mover} {deed}: {brief(answer.origin)} → {brief(answer.target)}"


@data.register(Move)
def move_data(answer: Move) -> dict[str, Any]:
    """Return plain data for JSON; states by number."""
    return {
        "decision_maker": answer.mover,
        "from": answer.origin.number,
        "to": answer.target.number,
        "dropped": list(answer.dropped),
        "taken": list(answer.taken),
    }


@data.register(Route)
def route_data(answer: Route) -> dict[str, Any]:
    """Return plain data for JSON."""
    return {
        "target": answer.target.number,
        "label": answer.target.label,
        "equilibrium_of": list(answer.equilibrium_of),
        "moves": plain(answer.moves),
        "improvements": plain(answer.improvements),
    }


@data.register(Paths)
def paths_data(answer: Paths) -> dict[str, Any]:
    """Return plain data for JSON."""
    return {
        "conflict": conflict_data(answer.conflict),
        "start": answer.start.number,
        "routes": plain(answer.routes),
    }


@text.register(Paths)
def paths_text(answer: Paths) -> str:
    """Tell every route in words."""
    status_quo = answer.conflict.status_quo_index == answer.start.number - 1
    lines = [f"From state {brief(answer.start)}{', the status quo' if status_quo else ''}:"]
    if not answer.routes:
        lines.append("  no state to go to: none is an equilibrium.")
    words = Words(answer.conflict)
    for route in answer.routes:
        tags = listing([short_name(concept) for concept in route.equilibrium_of])
        lines.append(f"to state {brief(route.target)}{tags and f', equilibrium under {tags}'}")
        lines.append(f"  by any moves: {_told(route.moves, words)}")
        same = route.moves is not None and route.improvements == route.moves
        told = "the same" if same else _told(route.improvements, words)
        lines.append(f"  by improvements only: {told}")
    return "\n".join(lines)


def _told(moves: tuple[Move, ...] | None, words: Words) -> str:
    if moves is None:
        return "no way there"
    steps = [
        f"{words.party(move.mover)} {words.deed(move, 'drops', 'takes', 'moves')}"
        f" → {brief(move.target)}"
        for move in moves
    ]
    return "; ".join(steps) or "already there"
