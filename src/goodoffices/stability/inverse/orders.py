"""The least change of the order of prioritized statements by which a state holds.

Orders are tried by how many exchanges of neighbours lead to them: all at distance 1, then all at
distance 2, and so on, of all decision makers asked for together. Beside it: what moving a single
statement comes to, past however many others, which counts as many exchanges.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import factorial, prod

import numpy as np
from numpy.typing import NDArray

from goodoffices.answer import Answer
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Prioritized
from goodoffices.stability.engines.batch import Batch

Order = tuple[int, ...]
MOST_ORDERS = 20_000


@dataclass(frozen=True)
class Moved(Answer):
    """One statement that takes another place in the order of a decision maker, the rest as it was.

    Attributes
    ----------
    before, after
        Its place, from 1, the most important.
    """

    decision_maker: str
    statement: str
    before: int
    after: int


@dataclass(frozen=True)
class StatementOrders(Answer):
    """The least change of orders of statements.

    Attributes
    ----------
    exchanges
        How many exchanges of neighbours it takes; None where no order that was tried will do.
    orders
        All changes of so many exchanges that do: per decision maker that changes, its statements,
        the most important first.
    tried, of
        How many orders were tried up to there, and how many there are.
    within
        Up to how many exchanges orders were tried.
    moved
        The statements of which moving one alone will do, past as few others as it can be; those
        that pass fewest first.
    """

    exchanges: int | None
    orders: tuple[dict[str, tuple[str, ...]], ...]
    tried: int
    of: int
    within: int
    moved: tuple[Moved, ...] = ()


def statement_orders(
    conflict: Conflict, here: int, concept: str, movers: Sequence[int]
) -> StatementOrders | None:
    """Find the least change of the order of statements by which a state is an equilibrium.

    Parameters
    ----------
    here
        The state, by index.
    concept
        Its key.
    movers
        Those whose statements may change places; of these, those that have two or more.

    Returns
    -------
    None where nobody has.
    """
    wants = {i: conflict.decision_makers[i].preferences for i in movers}
    listed = {
        i: w.statements for i, w in wants.items() if isinstance(w, Prioritized) and w.statements
    }
    listed = {i: texts for i, texts in listed.items() if len(texts) > 1}
    if not listed:
        return None
    asked = _Asked(conflict, here, concept, listed)
    return replace(_exchanged(asked), moved=tuple(_moved(asked)))


class _Asked:
    """The state and the concept asked about, and those whose statements change places."""

    def __init__(
        self, conflict: Conflict, here: int, concept: str, listed: dict[int, tuple[str, ...]]
    ) -> None:
        self.conflict, self.listed = conflict, listed
        self._here = here
        self._levels = {i: _Levels(conflict, texts) for i, texts in listed.items()}
        self._batch = Batch.of(conflict, [concept])

    def holds(self, changes: Sequence[tuple[Order, ...]]) -> list[bool]:
        """Say under which orders, one per decision maker listed, the state is an equilibrium."""
        payoffs = [np.repeat(p[:, None], len(changes), axis=1) for p in self.conflict.payoffs]
        for place, i in enumerate(self.listed):
            payoffs[i] = np.array([self._levels[i].of(change[place]) for change in changes]).T
        found: list[bool] = self._batch.equilibria(payoffs)[0, self._here].tolist()
        return found


def _exchanged(asked: _Asked) -> StatementOrders:
    """Find the fewest exchanges of neighbours that will do."""
    listed = asked.listed
    there_are = prod(factorial(len(texts)) for texts in listed.values())
    tried = 0
    for exchanges in range(sum(len(t) * (len(t) - 1) // 2 for t in listed.values()) + 1):
        room = MOST_ORDERS - tried + 1
        changes = list(itertools.islice(_changes(list(listed.values()), exchanges), room))
        if len(changes) == room:
            return StatementOrders(None, (), tried, there_are, exchanges - 1)
        tried += len(changes)
        holds = asked.holds(changes)
        if any(holds):
            found = tuple(
                _told(asked.conflict, listed, change)
                for change, works in zip(changes, holds, strict=True)
                if works
            )
            return StatementOrders(exchanges, found, tried, there_are, exchanges)
    return StatementOrders(None, (), tried, there_are, exchanges)


def _moved(asked: _Asked) -> list[Moved]:
    """Find the statements of which one, moved alone, will do."""
    found: dict[tuple[int, int], Moved] = {}
    as_they_are = {i: tuple(range(len(texts))) for i, texts in asked.listed.items()}
    for i, texts in asked.listed.items():
        ways = sorted(
            itertools.permutations(range(len(texts)), 2),
            key=lambda way: (abs(way[1] - way[0]), way),
        )
        changes = [
            tuple((as_they_are | {i: _with_moved(as_they_are[i], *way)}).values()) for way in ways
        ]
        for (before, after), works in zip(ways, asked.holds(changes), strict=True):
            if works:
                one = Moved(asked.conflict.names[i], texts[before], before + 1, after + 1)
                found.setdefault((i, before), one)
    return sorted(found.values(), key=lambda one: abs(one.after - one.before))


def _with_moved(order: Order, before: int, after: int) -> Order:
    rest = [k for place, k in enumerate(order) if place != before]
    return (*rest[:after], order[before], *rest[after:])


class _Levels:
    """Which statements hold in which states, and the levels that each order of them gives."""

    def __init__(self, conflict: Conflict, statements: Sequence[str]) -> None:
        self._truths = [conflict.where(text) for text in statements]
        self._known: dict[Order, NDArray[np.int64]] = {}

    def of(self, order: Order) -> NDArray[np.int64]:
        """Return a level per state, 1 the worst."""
        if order not in self._known:
            columns = np.array([self._truths[k] for k in reversed(order)])
            ranks = np.lexsort(columns)
            apart = (columns[:, ranks[1:]] != columns[:, ranks[:-1]]).any(axis=0)
            levels = np.empty(len(ranks), np.int64)
            levels[ranks] = np.concatenate([[1], 1 + np.cumsum(apart)])
            self._known[order] = levels
        return self._known[order]


def _changes(listed: Sequence[tuple[str, ...]], exchanges: int) -> Iterator[tuple[Order, ...]]:
    """Yield orders per decision maker that so many exchanges of neighbours lead to in all."""
    first, *others = listed
    if not others:
        yield from ((order,) for order in orders(len(first), exchanges))
        return
    for own in range(exchanges + 1):
        rest = list(_changes(others, exchanges - own))
        for order in orders(len(first), own) if rest else ():
            yield from ((order, *more) for more in rest)


def orders(count: int, exchanges: int) -> Iterator[Order]:
    """Yield the orders of 0, …, count - 1 that so many exchanges of neighbours lead to.

    Examples
    --------
    >>> list(orders(3, 1)), len(list(orders(3, 3)))
    ([(0, 2, 1), (1, 0, 2)], 1)
    """
    yield from _ordered(tuple(range(count)), exchanges)


def _ordered(left: Order, exchanges: int) -> Iterator[Order]:
    if not left:
        if not exchanges:
            yield ()
        return
    most = len(left) * (len(left) - 1) // 2
    if exchanges <= most:
        for place, chosen in enumerate(left[: exchanges + 1]):
            rest = left[:place] + left[place + 1 :]
            yield from ((chosen, *order) for order in _ordered(rest, exchanges - place))


def _told(
    conflict: Conflict, listed: dict[int, tuple[str, ...]], change: tuple[Order, ...]
) -> dict[str, tuple[str, ...]]:
    """Return the statements in their new order, of those whose order changes."""
    return {
        conflict.names[i]: tuple(texts[k] for k in order)
        for (i, texts), order in zip(listed.items(), change, strict=True)
        if order != tuple(range(len(texts)))
    }
