"""Searching for one completion under which a state is stable, or under which it is not.

Take some completion. Where it does not do, something has to be otherwise, and it is one of a few
things: branch over them, each a comparison more that is known, and take another completion. For a
state to be stable in spite of a move to s1, a reply y from some x reached after s1 has to be better
for whoever makes it, or the state at least as good as something that now is better; for it not to
be, some reply on the way to a sanction that deters has to be no better for whoever makes it. Every
branch adds a comparison, so the search ends; it is given up after a number of steps.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from goodoffices.model.knowledge import Bools, Floats, Relation
from goodoffices.stability.certainty.relations import Graph

Better = Callable[[int, int, int], bool]
"""Whether a decision maker likes the second state better than the first."""
Atom = tuple[int, int, int, bool]
"""Of a decision maker: one state, another, and whether the one is better or at least as good."""
MOST_STEPS = 300


class GivenUp(Exception):  # noqa: N818 - no error
    """The search took too many steps."""


@dataclass(frozen=True, eq=False)
class Known:
    """What is known of one decision maker: W and S, shape (states, states) each."""

    weak: Bools
    strict: Bools

    @classmethod
    def of(cls, relation: Relation) -> Known:
        """Unpack a relation."""
        return cls(relation.weak(), relation.strict())

    def allows(self, one: int, other: int, *, strictly: bool) -> bool:
        """Say whether one state may be better than another, or at least as good."""
        return not (self.weak[other, one] if strictly else self.strict[other, one])

    def plus(self, one: int, other: int, *, strictly: bool) -> Known:
        """Return what is known with a comparison more, closed."""
        above, below = self.weak[:, one], self.weak[other]
        linked = np.outer(above, below)
        strict = self.strict | np.outer(self.strict[:, one], below)
        strict |= np.outer(above, self.strict[other])
        return Known(self.weak | linked, strict | linked if strictly else strict)

    @cached_property
    def height(self) -> Floats:
        """Payoffs of one completion: how many states each is at least as good as."""
        height: Floats = self.weak.sum(axis=1).astype(float)
        return height

    def lifted(self, state: int) -> Floats:
        """Return payoffs of a completion with a state as high as it can be, and few ties."""
        count = len(self.weak)
        height: Floats = self.height + self._apart
        height[self.weak[:, state]] = count + 1
        above = self.strict[:, state]
        height[above] = self.height[above] + self._apart[above] + 2 * count
        return height

    def lowered(self, state: int) -> Floats:
        """Return payoffs of a completion with a state as low as it can be."""
        height = self.height.copy()
        height[self.weak[state]] = -1
        below = self.strict[state]
        height[below] = self.height[below] - 2 * len(height)
        return height

    @cached_property
    def _apart(self) -> Floats:
        """Return less than 1 for each state, different where they are not equally good."""
        same = self.weak & self.weak.T
        apart: Floats = np.argmax(same, axis=1) / (len(same) + 1.0)
        return apart


@dataclass(frozen=True)
class Reach:
    """What is reached after a move: positions (state, who moved last), and how."""

    came: dict[tuple[int, int], tuple[int, int] | None]

    def states(self) -> Iterator[int]:
        """Yield the states, some of them more than once."""
        return (state for state, _ in self.came)

    def steps_to(self, position: tuple[int, int]) -> Iterator[tuple[int, int, int]]:
        """Yield the replies that lead to a position: who, from where, to where."""
        before = self.came[position]
        while before is not None:
            yield position[1], before[0], position[0]
            position, before = before, self.came[before]


class Search:
    """Questions about one conflict, under one concept with improving replies."""

    def __init__(self, graph: Graph, known: Sequence[Known], *, escape: bool) -> None:
        self._escape = escape
        self._known = tuple(known)
        self._moves = [graph.lists(mover) for mover in graph.movers]
        self._left = 0

    def can_hold(self, state: int, movers: Sequence[int]) -> bool:
        """Say whether some completion makes a state stable for all of these decision makers.

        Raises
        ------
        GivenUp
            It is not known after ``MOST_STEPS`` steps.
        """
        self._left = MOST_STEPS
        return self._can_hold(self._known, state, movers)

    def can_fall(self, state: int, mover: int) -> bool:
        """Say whether some completion makes a state unstable. Raises GivenUp as ``can_hold``."""
        self._left = MOST_STEPS
        own = self._known[mover]
        liked = ~own.weak[state]
        deterring = self._deterring(mover, liked)
        return any(
            self._can_avoid(self._known, mover, target, deterring)
            for target in self._moves[mover][state]
            if liked[target]
        )

    def _can_hold(self, known: tuple[Known, ...], state: int, movers: Sequence[int]) -> bool:
        self._step()
        for mover in movers:  # not even with all replies that may be?
            may: Better = lambda j, x, y: not known[j].weak[x, y]  # noqa: E731
            if self._temptation(mover, state, known[mover].strict[:, state], may):
                return False
        payoffs = [one.lifted(state) for one in known]
        better: Better = lambda j, x, y: bool(payoffs[j][y] > payoffs[j][x])  # noqa: E731
        for mover in movers:
            liked = payoffs[mover] > payoffs[mover][state]
            undeterred = self._temptation(mover, state, liked, better)
            if undeterred is not None:
                atoms = self._remedies(mover, state, undeterred, liked, better)
                return any(
                    self._can_hold(with_atom(known, atom), state, movers)
                    for atom in dict.fromkeys(atoms)
                    if known[atom[0]].allows(atom[1], atom[2], strictly=atom[3])
                )
        return True

    def _temptation(self, mover: int, state: int, liked: Bools, better: Better) -> Reach | None:
        """Return what is reached after a move that nothing deters; None where there is none."""
        deterring = self._deterring(mover, liked)
        for target in self._moves[mover][state]:
            if liked[target]:
                reached = self._reach(mover, target, better)
                if not any(deterring[q] for q in reached.states()):
                    return reached
        return None

    def _remedies(
        self, mover: int, state: int, reached: Reach, liked: Bools, better: Better
    ) -> Iterator[Atom]:
        """Yield the comparisons of which one holds wherever the move is deterred."""
        for x, last in reached.came:
            for j, moves in enumerate(self._moves):
                if j not in {last, mover}:
                    yield from ((j, y, x, True) for y in moves[x] if not better(j, x, y))
        for q in reached.states():
            spoiling = [q] if liked[q] else [r for r in self._moves[mover][q] if liked[r]]
            yield (mover, state, spoiling[0], False)

    def _can_avoid(
        self, known: tuple[Known, ...], mover: int, target: int, deterring: Bools
    ) -> bool:
        """Say whether some completion of the others leads to no sanction that deters."""
        self._step()
        surely: Better = lambda j, x, y: bool(known[j].strict[y, x])  # noqa: E731
        if self._sanction(self._reach(mover, target, surely), deterring) is not None:
            return False
        payoffs = [one.height for one in known]
        better: Better = lambda j, x, y: bool(payoffs[j][y] > payoffs[j][x])  # noqa: E731
        reached = self._reach(mover, target, better)
        sanction = self._sanction(reached, deterring)
        if sanction is None:
            return True
        return any(
            self._can_avoid(with_atom(known, (j, x, y, False)), mover, target, deterring)
            for j, x, y in reached.steps_to(sanction)
            if known[j].allows(x, y, strictly=False)
        )

    def _sanction(self, reached: Reach, deterring: Bools) -> tuple[int, int] | None:
        return next((p for p in reached.came if deterring[p[0]]), None)

    def _deterring(self, mover: int, liked: Bools) -> Bools:
        """Say which states deter: neither liked nor, where it may answer, left for a liked one."""
        found = ~liked
        if self._escape:
            for q in np.flatnonzero(found).tolist():
                found[q] = not any(liked[r] for r in self._moves[mover][q])
        return found

    def _reach(self, mover: int, target: int, better: Better) -> Reach:
        came: dict[tuple[int, int], tuple[int, int] | None] = {(target, mover): None}
        queue = deque(came)
        while queue:
            position = queue.popleft()
            x, last = position
            for j, moves in enumerate(self._moves):
                if j in {last, mover}:
                    continue
                for y in moves[x]:
                    if (y, j) not in came and better(j, x, y):
                        came[y, j] = position
                        queue.append((y, j))
        return Reach(came)

    def _step(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise GivenUp


def with_atom(known: tuple[Known, ...], atom: Atom) -> tuple[Known, ...]:
    """Return what is known of everybody with one comparison more."""
    mover, one, other, strictly = atom
    changed = known[mover].plus(one, other, strictly=strictly)
    return (*known[:mover], changed, *known[mover + 1 :])
