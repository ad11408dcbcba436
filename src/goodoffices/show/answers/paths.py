"""What paths say: in words, and as plain data."""

from __future__ import annotations

from typing import Any

from goodoffices.show.telling import data, text
from goodoffices.show.words import Words, brief, deed_of, listing, short_name
from goodoffices.stability.paths import Move, Paths, Route


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
        "moves": _plain(answer.moves),
        "improvements": _plain(answer.improvements),
    }


@data.register(Paths)
def paths_data(answer: Paths) -> dict[str, Any]:
    """Return plain data for JSON."""
    return {
        "title": answer.conflict.title,
        "start": answer.start.number,
        "routes": [route.to_dict() for route in answer.routes],
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


def _plain(moves: tuple[Move, ...] | None) -> list[dict[str, Any]] | None:
    return None if moves is None else [move.to_dict() for move in moves]


def _told(moves: tuple[Move, ...] | None, words: Words) -> str:
    if moves is None:
        return "no way there"
    steps = [
        f"{words.party(move.mover)} {words.deed(move, 'drops', 'takes', 'moves')}"
        f" → {brief(move.target)}"
        for move in moves
    ]
    return "; ".join(steps) or "already there"
