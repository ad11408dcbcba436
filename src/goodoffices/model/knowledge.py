"""What is known of a decision maker's preferences, where that may be less than an order of states.

Known is a relation W, a W b where a is at least as good as b, and S within W, a S b where a is
better; both closed: what follows from them is in them. A *completion* is an order of all states,
ties allowed, that keeps them. Given s,

    may(s) = {q : not s W q}    what is better than s in some completion
    sure(s) = {q : q S s}       what is better than s in every completion

and each of them is exactly what is better than s in one completion (it puts s as low, or as high,
as it can be). Two forms hold this. ``Relation`` has a row of bits per state. ``Bounds`` has a least
and a greatest payoff p- and p+ per state: a W b where p-(a) >= p+(b), a S b where p-(a) > p+(b).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import RequestError, SizeError

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Bits = NDArray[np.uint8]
Indices = NDArray[np.int64]
MOST_COMPARED = 4096
_MOST_TRIED = 8


class UnknownPreferencesError(RequestError):
    """A question that takes an order of all states, of a party that is known only in part.

    Attributes
    ----------
    parties
        The decision makers whose preferences are known only in part.
    seen_by
        The decision maker in whose view they are; empty where they are so in truth.

    Examples
    --------
    >>> ann = go.DecisionMaker("Ann", go.Partial(("stay",)), (go.Option("stay"),))
    >>> try:
    ...     go.analyze(go.Conflict("Alone", (ann,)))
    ... except go.RequestError as error:
    ...     print(error.code, error.parties)
    unknown-preferences ('Ann',)
    """

    def __init__(self, parties: tuple[str, ...], seen_by: str = "") -> None:
        self.parties = parties
        self.seen_by = seen_by
        first, last = ", ".join(parties[:-1]), parties[-1]
        told = f"{first} and {last} prefer" if first else f"{last} prefers"
        found = f"what {told} is known only in part; expected weights, payoffs, a ranking or "
        found += "prioritized statements; "
        message = f"{found}ask 'certain' what holds all the same, or say the preferences in full"
        if seen_by:
            message = f"as {seen_by} sees it, {found}say them in full under views.{seen_by}"
        super().__init__(message, argument="conflict", code="unknown-preferences")

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON, with the parties."""
        return super().to_dict() | {"parties": list(self.parties)}


@dataclass(frozen=True, eq=False)
class Relation:
    """What may be better, and what is better, than each state.

    Attributes
    ----------
    may, sure
        Rows of bits, shape (states, bytes): bit q of row s says that q may be better than s, and
        that it surely is.
    """

    may: Bits
    sure: Bits

    @property
    def count(self) -> int:
        """How many states there are."""
        return len(self.may)

    def surely_better(self, state: int, than: int) -> bool:
        """Say whether a state is better than another in every completion."""
        return bool(self.sure[than, state // 8] >> state % 8 & 1)

    def surely_above(self, states: Indices, than: int) -> Bools:
        """Say which states are better than another in every completion. Shape of ``states``."""
        return bits_at(self.sure, than, states)

    def maybe_above(self, states: Indices, than: int) -> Bools:
        """Say which states are better than another in some completion. Shape of ``states``."""
        return bits_at(self.may, than, states)

    def plus(self, state: int, than: int) -> Relation:
        """Return what is known once a state is known to be better than another, closed.

        With a W state and than W b for all such a and b: a S b.
        """
        above = self.may[:, state >> 3] >> (state & 7) & 1 == 0
        below = unpacked(self.may[[than]], self.count)[0] == 0
        may, sure = self.may.copy(), self.sure.copy()
        may[above] &= self.may[than]
        sure[below] |= packed(above[None])
        return Relation(may, sure)

    def weak(self) -> Bools:
        """Return W, shape (states, states): [a, b] where a is at least as good as b."""
        return ~unpacked(self.may, self.count)

    def strict(self) -> Bools:
        """Return S, shape (states, states): [a, b] where a is better than b."""
        return unpacked(self.sure, self.count).T


@dataclass(frozen=True, eq=False)
class Bounds:
    """The least and the greatest payoff of each state. Shape (states,) each."""

    low: Floats
    high: Floats

    @property
    def count(self) -> int:
        """How many states there are."""
        return len(self.low)

    @property
    def exact(self) -> bool:
        """Whether every payoff is known."""
        return bool(np.array_equal(self.low, self.high))

    def surely_better(self, state: int, than: int) -> bool:
        """Say whether a state is better than another, whatever their payoffs are."""
        return bool(self.low[state] > self.high[than])

    def surely_above(self, states: Indices, than: int) -> Bools:
        """Say which states are better than another, whatever their payoffs are."""
        found: Bools = self.low[states] > self.high[than]
        return found

    def maybe_above(self, states: Indices, than: int) -> Bools:
        """Say which states are better than another with some payoffs within the bounds."""
        found: Bools = (self.high[states] > self.low[than]) & (states != than)
        return found

    def relation(self) -> Relation:
        """Return what the bounds say of every two states. Raises SizeError for too many."""
        refuse_many(self.count)
        weak = self.low[:, None] >= self.high[None, :]
        np.fill_diagonal(weak, val=True)
        return relation_of(weak, self.low[:, None] > self.high[None, :])


Knowledge = Relation | Bounds


def refuse_many(count: int) -> None:
    """Raise SizeError where states are too many to be compared one by one."""
    if count > MOST_COMPARED:
        raise SizeError(
            f"{count:,} states to be compared one by one; comparisons are held of at most "
            f"{MOST_COMPARED:,}. Give bounds on payoffs, which may be of any number of states"
        )


def relation_of(weak: Bools, strict: Bools) -> Relation:
    """Return what two closed relations say. Shapes (states, states); see ``Relation.weak``."""
    return Relation(packed(~weak), packed(strict.T))


def packed(rows: Bools) -> Bits:
    """Return rows of bits, eight to a byte, the first the lowest."""
    return np.packbits(rows, axis=1, bitorder="little")


def unpacked(rows: Bits, count: int) -> Bools:
    """Return the rows that bits stand for. Shape (rows, count)."""
    return np.unpackbits(rows, axis=1, count=count, bitorder="little").view(np.bool_)


def bits_at(rows: Bits, origins: Indices | int, targets: Indices) -> Bools:
    """Return bit ``target`` of row ``origin``, for each pair; one row may be given for all."""
    found: Bools = (rows[origins, targets >> 3] >> (targets & 7).astype(np.uint8)) & 1 != 0
    return found


def closure(weak: Bools, strict: Bools) -> tuple[Bools, Bools]:
    """Return W and S closed under each other (Warshall 1962).

    Where they contradict each other, S holds of a state and itself.

    Parameters
    ----------
    weak, strict
        Shape (states, states); ``strict`` within ``weak``. Not changed.
    """
    count = len(weak)
    reflexive = weak | np.eye(count, dtype=bool)
    at_least, above = packed(reflexive), packed(strict)
    for k in range(count):
        byte, bit = k >> 3, 1 << (k & 7)
        to_k = np.flatnonzero(at_least[:, byte] & bit)
        if len(to_k) == 1:
            continue
        surely = np.flatnonzero(above[:, byte] & bit)
        above[to_k] |= above[k]
        above[surely] |= at_least[k]
        at_least[to_k] |= at_least[k]
    return unpacked(at_least, count), unpacked(above, count)


def cycle(weak: Bools, strict: Bools, closed: Bools, above: Bools) -> list[int]:
    """Return states, each at least as good as the next, and the last better than the first.

    The lowest state first; empty where nothing goes round.

    Parameters
    ----------
    closed, above
        What ``closure`` makes of the two.
    """
    around = np.flatnonzero(above.diagonal())
    if not len(around):
        return []
    start = int(around[0])
    linked = closed[start] & closed[:, start]
    steps = np.argwhere(strict & linked[:, None] & linked)[:_MOST_TRIED].tolist()
    path = min((_shortest(weak | strict, b, a) for a, b in steps), key=len)
    begin = path.index(min(path))
    return path[begin:] + path[:begin]


def _shortest(edges: Bools, origin: int, target: int) -> list[int]:
    """Return the states of a shortest path, both ends included."""
    came: dict[int, int] = {origin: origin}
    queue = deque([origin])
    while queue and target not in came:
        here = queue.popleft()
        for there in np.flatnonzero(edges[here]).tolist():
            if there not in came:
                came[there] = here
                queue.append(there)
    path = [target]
    while path[-1] != origin:
        path.append(came[path[-1]])
    return path[::-1]


def by_groups(groups: Sequence[Sequence[Bools]], count: int) -> tuple[Bools, Bools]:
    """Return W and S where statements count group by group, without an order in a group.

    A state is better where the groups before are told apart by nothing and in the next every
    statement holds that holds in the other, and one more.

    Parameters
    ----------
    groups
        Per group, where each of its statements holds, shape (states,).
    count
        How many states there are.
    """
    refuse_many(count)
    equal, strict = np.ones((count, count), bool), np.zeros((count, count), bool)
    for truths in groups:
        superset = np.ones((count, count), bool)
        for truth in truths:
            superset &= truth[:, None] | ~truth[None, :]
        strict |= equal & superset & ~superset.T
        equal &= superset & superset.T
    return equal | strict, strict
