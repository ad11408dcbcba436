"""The share of a decision maker's strict rankings, each counted once, in which a state is stable.

All its rankings by default; or those in which only the states at some places of its own ranking,
the *window*, change places among themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import factorial
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.answer import Answer
from goodoffices.errors import RequestError, require_whole_number
from goodoffices.model.conflict import Conflict
from goodoffices.stability.inverse.conditions import Clause, bits_of
from goodoffices.stability.inverse.counting import fixed, share

Window = tuple[int, int]


@dataclass(frozen=True)
class Share(Answer):
    """The share of strict rankings, or of profiles of them, each counted once.

    Attributes
    ----------
    exact
        The share itself; None where it is estimated.
    low, high
        The ends of the interval in which it is, with a confidence of 95 %; equal where exact.
    of
        How many rankings, or profiles, there are.
    how
        ``counted`` by a formula, ``tried`` one by one, or ``sampled``.
    """

    exact: Fraction | None
    low: float
    high: float
    of: int
    how: Literal["counted", "tried", "sampled"]

    @property
    def count(self) -> int | None:
        """In how many of them; None where the share is estimated."""
        return None if self.exact is None else int(self.exact * self.of)


def exactly(share: Fraction, of: int, how: Literal["counted", "tried"] = "counted") -> Share:
    """Return a share that is known."""
    return Share(share, float(share), float(share), of, how)


@dataclass(frozen=True)
class Places:
    """Which of a decision maker's states change places.

    Attributes
    ----------
    free
        Those that do, by index, the best of the ranking as it is first.
    above, below
        What is above all of these, and below all of them; sets of states.
    order
        All states, by index, the best first.
    """

    free: tuple[int, ...]
    above: int
    below: int
    order: tuple[int, ...]

    @property
    def rankings(self) -> int:
        """How many strict orders the free states have."""
        return factorial(len(self.free))

    def payoffs(self, orders: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return a level per state, 1 the worst, for orders of the free states.

        Parameters
        ----------
        orders
            Shape (orders, free states): which free state (by its place in ``free``) comes first,
            second and so on.

        Returns
        -------
        Shape (states, orders).
        """
        count, first = len(self.order), 0
        if self.free:
            first = self.order.index(self.free[0])
        levels = np.empty((count, len(orders)))
        levels[list(self.order)] = np.arange(count, 0, -1)[:, None]
        rows = np.array(self.free, np.int64)[orders]
        best = np.arange(count - first, count - first - len(self.free), -1, dtype=float)
        levels[rows, np.arange(len(orders))[:, None]] = best
        return levels


def places(conflict: Conflict, mover: int, window: Window | None) -> Places:
    """Return which states of a decision maker change places.

    Raises
    ------
    RequestError
        A window that the ranking does not have, or that parts states liked equally well.
    """
    payoffs = conflict.payoffs[mover]
    order = tuple(np.argsort(-payoffs, kind="stable").tolist())
    if window is None:
        return Places(order, 0, 0, order)
    first, last = _checked(window, len(order))
    for better, worse in ((first - 1, first), (last, last + 1)):
        inside = better >= 1 and worse <= len(order)
        if inside and payoffs[order[better - 1]] == payoffs[order[worse - 1]]:
            raise RequestError(
                f"the window {first}-{last} parts states that {conflict.names[mover]} likes "
                f"equally well, at places {better} and {worse}; widen it, or end it before them"
            )
    return Places(
        order[first - 1 : last], bits_of(order[: first - 1]), bits_of(order[last:]), order
    )


def _checked(window: Window, states: int) -> Window:
    expected = f"the first and the last place of 1 to {states}, as (3, 6)"
    try:
        first, last = window
    except (TypeError, ValueError):
        raise RequestError(f"the window {window}; expected {expected}") from None
    for end in (first, last):
        require_whole_number(end, "a window that ends at")
    if not 1 <= first <= last <= states:
        raise RequestError(f"the window {first}-{last}; expected {expected}")
    return first, last


def own_share(
    conflict: Conflict,
    mover: int,
    here: int,
    clauses: Sequence[Clause],
    window: Window | None = None,
) -> Share:
    """Return the share of a decision maker's rankings in which a state is stable for it.

    Parameters
    ----------
    clauses
        What has to be met; see ``conditions``.

    Raises
    ------
    RequestError
        As ``places``.
    SizeError
        It cannot be counted.
    """
    among = places(conflict, mover, window)
    above, below = among.above, among.below
    if here not in among.free:
        payoffs = conflict.payoffs[mover]
        above = bits_of(np.flatnonzero(payoffs > payoffs[here]))
        below = bits_of(np.flatnonzero(payoffs <= payoffs[here]))
    return exactly(share(fixed(clauses, below, above)), among.rankings)
