"""The least change of the order of prioritized statements by which a state holds.

Orders are tried by how many exchanges of neighbours lead to them: all at distance 1, then all at
distance 2, and so on, of all decision makers asked for together.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
    """

    exchanges: int | None
    orders: tuple[dict[str, tuple[str, ...]], ...]
    tried: int
    of: int
    within: int


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
    levels = {i: _Levels(conflict, texts) for i, texts in listed.items()}
    batch = Batch.of(conflict, [concept])
    there_are = prod(factorial(len(texts)) for texts in listed.values())
    tried = 0
    for exchanges in range(sum(len(t) * (len(t) - 1) // 2 for t in listed.values()) + 1):
        room = MOST_ORDERS - tried + 1
        changes = list(itertools.islice(_changes(list(listed.values()), exchanges), room))
        if len(changes) == room:
            return StatementOrders(None, (), tried, there_are, exchanges - 1)
        tried += len(changes)
        payoffs = [np.repeat(p[:, None], len(changes), axis=1) for p in conflict.payoffs]
        for place, i in enumerate(listed):
            payoffs[i] = np.array([levels[i].of(change[place]) for change in changes]).T
        holds = batch.equilibria(payoffs)[0, here]
        if holds.any():
            found = tuple(
                _told(conflict, listed, change)
                for change, works in zip(changes, holds.tolist(), strict=True)
                if works
            )
            return StatementOrders(exchanges, found, tried, there_are, exchanges)
    return StatementOrders(None, (), tried, there_are, exchanges)


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
