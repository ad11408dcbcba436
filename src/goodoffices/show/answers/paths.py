"""The shortest ways from a state to others, by any moves and by improvements."""

from __future__ import annotations

from goodoffices.show.answers.about import about, recorded, steps
from goodoffices.show.document import Document
from goodoffices.show.telling import report, shape, text
from goodoffices.show.words import Words, brief, deed_of, listing, short_name
from goodoffices.stability.paths import Move, Paths, Route


@report.register(Paths)
def paths_report(found: Paths) -> Document:
    """Report the shortest ways, a row per state to reach."""
    told: dict[str, object] = {
        "from": found.start,
        "moves": lambda route: route.moves and steps(route.moves),
        "improvements": lambda route: route.improvements and steps(route.improvements),
    }
    keys = "from to=target equilibrium_of moves improvements"
    return about(found, "paths", records=recorded(found.routes, keys, **told))


@text.register(Move)
def move_text(answer: Move) -> str:
    """Say who does what, and from where to where, in names."""
    deed = deed_of(answer.dropped, answer.taken, "drops", "takes") or "moves"
    return f"{answer.mover} {deed}: {brief(answer.origin)} → {brief(answer.target)}"


shape(Move, "decision_maker=mover from=origin to=target dropped taken")
shape(Route, "target label=target.label equilibrium_of moves improvements")


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
