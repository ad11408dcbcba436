"""The shortest ways from a state to others, by any moves and by improvements."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.show.answers.about import about, recorded, steps
from goodoffices.show.document import Document
from goodoffices.show.language import say, say_many
from goodoffices.show.telling import report, shape, text
from goodoffices.show.words import Words, brief, deed_of, enumerated, listing, moving, short_name
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
    if found.conflict.partly_known:
        told["possible"] = lambda route: route.possible and steps(route.possible)
        keys = f"{keys} can_be_of possible settled"
    return about(found, "paths", records=recorded(found.routes, keys, **told))


@text.register(Move)
def move_text(answer: Move) -> str:
    """Say who does what, and from where to where, in names."""
    deed = deed_of(answer.dropped, answer.taken, "does") or moving("does")
    return say("{} {}: {} → {}", answer.mover, deed, brief(answer.origin), brief(answer.target))


shape(Move, "decision_maker=mover from=origin to=target dropped taken")
shape(
    Route,
    "target label=target.label equilibrium_of moves improvements can_be_of possible settled",
)


@text.register(Paths)
def paths_text(answer: Paths) -> str:
    """Tell every route in words."""
    status_quo = answer.conflict.status_quo_index == answer.start.number - 1
    start = brief(answer.start)
    lines = [
        say("From state {}, the status quo:", start) if status_quo else say("From state {}:", start)
    ]
    if not answer.routes:
        lines.append(f"  {say('no state to go to: none is an equilibrium.')}")
    words = Words(answer.conflict)
    partly = answer.conflict.partly_known
    for route in answer.routes:
        lines.append(_goal(route, whatever=bool(partly)))
        lines.append(f"  {say('by any moves: {}', _told(route.moves, words))}")
        if partly:
            lines += _told_in_part(route, words)
            continue
        same = route.moves is not None and route.improvements == route.moves
        told = say("the same") if same else _told(route.improvements, words)
        lines.append(f"  {say('by improvements only: {}', told)}")
    if partly:
        lines.append(
            say_many(
                "What {} prefers is known only in part.",
                "What {} prefer is known only in part.",
                len(partly),
                written=listing([words.party(name) for name in partly]),
            )
        )
    return "\n".join(lines)


def _goal(route: Route, *, whatever: bool) -> str:
    """Say to which state, under which concepts it is an equilibrium, and under which it can be."""
    told = [say("to state {}", brief(route.target))]
    surely = listing([short_name(concept) for concept in route.equilibrium_of])
    can = listing([short_name(concept) for concept in route.can_be_of])
    if surely and whatever:
        told.append(say("equilibrium under {} whatever is not known", surely))
    elif surely:
        told.append(say("equilibrium under {}", surely))
    if can:
        told.append(say("can be one under {}", can))
    return enumerated(told)


def _told_in_part(route: Route, words: Words) -> Iterator[str]:
    """Tell the ways by improvements: those that are sure, and those that are not excluded."""
    ways = (route.moves, route.improvements, route.possible)
    told = [_told(way, words) for way in ways]
    for place in (1, 2):
        if ways[place] is not None and ways[place] in ways[:place]:
            told[place] = say("the same")
    yield f"  {say('by moves that surely are improvements: {}', told[1])}"
    if not route.settled:
        told[2] = say("not settled; the search for one was given up")
    yield f"  {say('by moves that may all be improvements: {}', told[2])}"


def _told(moves: tuple[Move, ...] | None, words: Words) -> str:
    if moves is None:
        return say("no way there")
    steps = [
        f"{words.party(move.mover)} {words.deed(move, 'does')} → {brief(move.target)}"
        for move in moves
    ]
    return say("; ").join(steps) or say("already there")
