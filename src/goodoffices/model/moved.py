"""Where things stand after a party took or dropped options: a move that its owner can make."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.errors import ModelError, Path, Problem, nearest
from goodoffices.model.conflict import Conflict
from goodoffices.model.events import Event


def after_moves(conflict: Conflict, event: Event) -> Conflict:
    """Return the conflict at the status quo after an event; its owners move one after the other.

    Raises
    ------
    ModelError
        There is no status quo, no such option, or the owner cannot make the move.
    """
    if not (event.took or event.dropped):
        return conflict
    kind = "took" if event.took else "dropped"
    here = conflict.status_quo_index
    if conflict.in_graph_form:
        remedy = "write change: {status_quo: …}"
        raise _wrong((kind,), "options in a conflict written as a graph", "a state", remedy)
    if here is None:
        raise _wrong((kind,), "no status quo to move from", "status_quo", "add it")
    moves: dict[str, list[tuple[Path, int, str]]] = {}
    for where, place, letter, owner in _options(conflict, event):
        moves.setdefault(owner, []).append((where, place, letter))
    for owner, done in moves.items():
        here = _moved(conflict, here, owner, done)
    return conflict.replace(status_quo=conflict.states[here].pattern)


def _options(conflict: Conflict, event: Event) -> Iterator[tuple[Path, int, str, str]]:
    """Yield each option of an event: where it is said, its place, its new letter, its owner."""
    known = {name: (k, by) for k, (name, (by, _)) in enumerate(conflict.option_of.items())}
    owned = {f"{by}.{o.name}": (k, by) for k, (by, o) in enumerate(conflict.option_of.values())}
    for kind, names, letter in (("took", event.took, "Y"), ("dropped", event.dropped, "N")):
        for k, name in enumerate(names):
            if name not in known and name not in owned:
                found = f"unknown option '{name}'"
                raise _wrong((kind, k), found, "an option", nearest(name, known))
            place, owner = known[name] if name in known else owned[name]
            yield (kind, k), place, letter, owner


def _moved(conflict: Conflict, here: int, owner: str, done: list[tuple[Path, int, str]]) -> int:
    """Return the state (by index) that an owner's move leads to."""
    pattern = list(conflict.states[here].pattern)
    for where, place, letter in done:
        if pattern[place] == letter:
            name = list(conflict.option_of)[place]
            found = f"'{name}' is {'taken' if letter == 'Y' else 'not taken'} already"
            raise _wrong(where, found, "an option that changes")
        pattern[place] = letter
    where, wanted = done[0][0], "".join(pattern)
    there = conflict.states.index(wanted)
    if there is None:
        raise _wrong(where, f"{wanted} is not feasible", "a state that rules allow")
    mover = conflict.decision_maker_index(owner)
    if there not in conflict.moves.destinations(mover, here):
        found = f"{owner} cannot move from {conflict.states[here].pattern} to {wanted}"
        raise _wrong(where, found, "a move that its owner can make")
    return there


def _wrong(where: Path, found: str, expected: str, remedy: str = "") -> ModelError:
    return ModelError([Problem(where, found, expected, remedy)])
