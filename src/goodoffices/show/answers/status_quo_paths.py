"""Where improvements lead from the status quo, with no mediation."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.mediation.status_quo_paths import Drift, Rest
from goodoffices.show.answers.about import about, recorded, steps
from goodoffices.show.document import Document
from goodoffices.show.language import message, say
from goodoffices.show.telling import report, shape, text
from goodoffices.show.words import Words, brief, enumerated, listing, short_name
from goodoffices.stability.paths import Move


@report.register(Drift)
def drift_report(found: Drift) -> Document:
    """Report where improvements lead with no mediation."""
    keys = "from to=state equilibrium_of escalated moves"
    start: dict[str, object] = {"from": found.start}
    told = recorded(found.rests, keys, moves=lambda rest: steps(rest.moves), **start)
    return about(found, "drift", records=told)


shape(Rest, "state label=state.label equilibrium_of moves escalated")


@text.register(Drift)
def drift_text(answer: Drift) -> str:
    """Tell where the conflict can come to rest, by which moves, and whether it need not."""
    words = Words(answer.conflict)
    lines = [say("With no mediation, from {}:", words.outcome(answer.start))]
    for rest in answer.rests:
        lines += _told(rest, words)
    if not answer.rests:
        lines.append(f"  {say('improvements lead to no equilibrium.')}")
    for concept in answer.concepts:
        if not answer.equilibria(concept):
            lines.append(f"  {say('No equilibrium under {} is reached.', short_name(concept))}")
    lines += [f"  {_round(cycle, names, words)}" for cycle, names in _by_cycle(answer)]
    return "\n".join(lines)


def _told(rest: Rest, words: Words) -> list[str]:
    tags = listing([short_name(concept) for concept in rest.equilibrium_of])
    can = (
        message("{}, can hold under {}. ESCALATED.")
        if rest.escalated
        else message("{}, can hold under {}.")
    )
    lines = [f"  {say(can, words.outcome(rest.state), tags)}"]
    steps = [
        f"    {words.party(move.mover)} {words.deed(move, 'does')} → {brief(move.target)}"
        for move in rest.moves
    ]
    return lines + (steps or [f"    {say('The conflict is already there and may stay.')}"])


def _round(cycle: tuple[Move, ...], names: str, words: Words) -> str:
    steps = [f"{words.party(move.mover)} → {brief(move.target)}" for move in cycle]
    return say(
        "Under {} it need not come to rest: the parties can go round from {}: {}.",
        names,
        brief(cycle[0].origin),
        enumerated(steps),
    )


def _by_cycle(found: Drift) -> Iterator[tuple[tuple[Move, ...], str]]:
    """Yield each cycle once, with the concepts that it belongs to."""
    for cycle in dict.fromkeys(found.cycles.values()):
        names = [short_name(c) for c, its in found.cycles.items() if its == cycle]
        yield cycle, listing(names)
