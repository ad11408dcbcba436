"""Ways by improvements, where it is known only in part what is one.

A way takes decision maker i from a_1 to b_1, later from a_2 to b_2, and so on, each b_k to be
better than a_k. Let an arrow lead from k to l where a_k W b_l: the state left at k is at least as
good as the one entered at l. In one completion all of them are improvements at once iff

    no arrows go round in a circle

since b_k > a_k >= b_l > a_l >= … >= b_k cannot be, and whatever else is asked can be kept. W is as
in ``model.knowledge``. Completions of several decision makers do not constrain each other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from goodoffices import stopping
from goodoffices.model.conflict import Conflict
from goodoffices.model.knowledge import Bools, Indices, Knowledge
from goodoffices.model.moves import ArcMoves

Step = tuple[int, int, int]
"""Decision maker, from and to, by index."""
MOST_WAYS = 20_000


def surely_improving(conflict: Conflict, mover: int, state: int, targets: Indices) -> Bools:
    """Say which targets are better for a mover, whatever is not known. Shape of ``targets``."""
    return conflict.knowledge[mover].surely_above(targets, state)


def maybe_improving(conflict: Conflict, mover: int, state: int, targets: Indices) -> Bools:
    """Say which targets may be better for a mover. Shape of ``targets``."""
    return conflict.knowledge[mover].maybe_above(targets, state)


def gains(conflict: Conflict, mover: int, state: int, targets: Indices) -> tuple[Bools, Bools]:
    """Say which targets are surely better for a mover, and which may be.

    Where preferences are known they are the same: a number with a distribution counts as written.
    """
    if conflict.partly_known:
        known = conflict.knowledge[mover]
        return known.surely_above(targets, state), known.maybe_above(targets, state)
    payoffs = conflict.payoffs[mover]
    better: Bools = payoffs[targets] > payoffs[state]
    return better, better


def at_once(known: Knowledge, steps: Sequence[tuple[int, int]]) -> bool:
    """Say whether one completion makes every step, from and to, an improvement."""
    left, entered = np.array(steps, np.int64).reshape(-1, 2).T
    arrows = np.array([~known.maybe_above(entered, a) for a in left.tolist()])
    while len(arrows):
        leading = arrows.any(axis=1)
        if leading.all():
            return False
        arrows = arrows[np.ix_(leading, leading)]
    return True


@dataclass(frozen=True, eq=False)
class _Way:
    """A way so far: its last step and the way before it; ``asked`` are its steps in doubt."""

    state: int
    last: int
    asked: frozenset[Step]
    step: Step | None = None
    before: _Way | None = None

    def steps(self) -> list[Step]:
        """Return its steps in order."""
        found, way = [], self
        while way.before is not None and way.step is not None:
            found.append(way.step)
            way = way.before
        return found[::-1]


def shortest_at_once(
    conflict: Conflict, start: int, targets: Collection[int]
) -> tuple[dict[int, list[Step]], bool]:
    """Return shortest legal ways by moves that can all be improvements at once.

    A way is left out where another, not longer, ends in the same position and asks less.

    Returns
    -------
    dict
        The steps by target, for targets found.
    bool
        Whether there is none to the others; False where the search was given up.
    """
    found: dict[int, list[Step]] = {}
    by_mover = isinstance(conflict.moves, ArcMoves)
    queue = deque([_Way(start, -1, frozenset())])
    kept: dict[tuple[int, int], list[frozenset[Step]]] = {}
    tried = 0
    while queue and len(found) < len(targets):
        way = queue.popleft()
        if way.state in targets:
            found.setdefault(way.state, way.steps())
        tried += 1
        if tried > MOST_WAYS:
            return found, False
        for longer in _onwards(conflict, way):
            known = kept.setdefault((longer.state, longer.last if by_mover else -1), [])
            if not any(asked <= longer.asked for asked in known):
                known.append(longer.asked)
                queue.append(longer)
    return found, True


def _onwards(conflict: Conflict, way: _Way) -> Iterator[_Way]:
    """Yield the ways that are one move longer and ask nothing impossible."""
    stopping.check()
    for mover, known in enumerate(conflict.knowledge):
        if mover == way.last:
            continue
        targets = conflict.moves.destinations(mover, way.state)
        targets = targets[known.maybe_above(targets, way.state)]
        sure = known.surely_above(targets, way.state).tolist()
        for target, surely in zip(targets.tolist(), sure, strict=True):
            step = (mover, way.state, target)
            asked = way.asked if surely else way.asked | {step}
            if surely or at_once(known, [(a, b) for i, a, b in asked if i == mover]):
                yield _Way(target, mover, asked, step, way)
