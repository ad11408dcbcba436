"""Payoffs as linear functions of the levers' intensities.

With t the intensities, u_i(s; t) = u_i(s) + C_i(s)·t, where C_i(s) is what a unit of each lever
adds to decision maker i's payoff in s (see ``model.levers``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.mediation.plan.programme import Row
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever, effect

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
DEFAULT_MARGIN = 1e-6
HALF_MARGIN = DEFAULT_MARGIN / 2


class Terms:
    """Payoffs under levers, at chosen states.

    Parameters
    ----------
    levers
        The levers that may be pulled; the columns of every coefficient array, followed by one
        column per entry of ``gifts``.
    gifts
        (decision maker, state) pairs: an extra payoff to a decision maker in one state, per unit.
    """

    def __init__(
        self,
        conflict: Conflict,
        levers: Sequence[Lever],
        margin: float | None = None,
        gifts: Sequence[tuple[int, int]] = (),
    ) -> None:
        self.conflict = conflict
        self.levers = tuple(levers)
        self.gifts = tuple(gifts)
        self.columns = len(self.levers) + len(self.gifts)
        self._margin = margin

    @cached_property
    def ranges(self) -> tuple[float, ...]:
        """Payoff range per decision maker, never 0."""
        return tuple(float(np.ptp(p)) or 1.0 for p in self.conflict.payoffs)

    def asked(self, mover: int) -> bool:
        """Say whether a margin was asked for that means something to this decision maker."""
        cardinal = self.conflict.decision_makers[mover].preferences.cardinal
        return self._margin is not None and cardinal

    def margin(self, mover: int) -> float:
        """Payoff by which an inequality of this decision maker has to hold."""
        least = DEFAULT_MARGIN * self.ranges[mover]
        return max(self._margin or 0.0, least) if self.asked(mover) else least

    def coefficients(self, mover: int, states: Indices) -> Floats:
        """Return C_i at the states. Shape (len(states), columns)."""
        if "everywhere" in self.__dict__:
            return self.everywhere[mover][states]
        return self._coefficients(mover, states)

    def _coefficients(self, mover: int, states: Indices) -> Floats:
        name = self.conflict.names[mover]
        table = np.zeros((len(states), self.columns))
        for k, lever in enumerate(self.levers):
            added = effect(lever, name, 1.0, lambda x: self.conflict.holds_at(x.where, states))
            table[:, k] = 0.0 if added is None else added
        for k, (receiver, state) in enumerate(self.gifts, len(self.levers)):
            if receiver == mover:
                table[:, k] += states == state
        return table

    def payoffs(self, mover: int, states: Indices) -> Floats:
        """Return u_i at the states with no lever pulled. Shape (len(states),)."""
        return self.conflict.payoffs[mover][states]

    def row(self, mover: int, better: int, worse: int) -> Row:
        """Return u_mover(better) - u_mover(worse) >= margin, in units of the payoff range."""
        return self.rows(mover, np.array([better]), np.array([worse]), ties=False)[0]

    def rows(
        self, mover: int, better: Indices, worse: Indices, *, ties: bool, every: bool = False
    ) -> list[Row]:
        """Return such rows for pairs of states, only the weakest one of each direction.

        ``ties``: equal payoffs will do by definition. So unless a margin was asked for, a pair
        that is liked equally with no lever pulled has a second row, which says that no lever
        speaks against ``better``. ``every``: all rows, for every pair.
        """
        gain = self.payoffs(mover, better) - self.payoffs(mover, worse)
        g = (self.coefficients(mover, better) - self.coefficients(mover, worse)) / self.ranges[
            mover
        ]
        h = (self.margin(mover) - gain) / self.ranges[mover]
        pairs, tied = np.arange(len(gain)), np.zeros(0, np.int64)
        if ties and not self.asked(mover):
            tied = np.flatnonzero(gain == 0)
            g, h = np.vstack([g, np.minimum(g[tied], 0)]), np.append(h, np.zeros(len(tied)))
            pairs = np.append(pairs, tied)
        chosen = np.arange(len(h)) if every else _weakest(g, h)
        return [
            Row(
                tuple(g[k].tolist()),
                float(h[k]),
                mover,
                int(better[pairs[k]]),
                int(worse[pairs[k]]),
                tie=bool(k >= len(gain)),
            )
            for k in chosen
        ]

    @cached_property
    def everywhere(self) -> tuple[Floats, ...]:
        """C_i at every state, per decision maker."""
        states = np.arange(len(self.conflict.states))
        return tuple(self._coefficients(i, states) for i in range(len(self.conflict.names)))

    def at(self, mover: int, intensities: Floats) -> Floats:
        """Return u_i(·; t) at every state. Shape (states,)."""
        result: Floats = self.conflict.payoffs[mover] + self.everywhere[mover] @ intensities
        return result

    def lack(self, mover: int, state: int, intensities: Floats) -> Floats:
        """Return what each state is short of being no better than ``state``. Shape (states,)."""
        payoffs, c = self.conflict.payoffs[mover], self.everywhere[mover]
        u = self.at(mover, intensities)
        result: Floats = self.margin(mover) + u - u[state]
        if not self.asked(mover):
            tied = np.flatnonzero(payoffs == payoffs[state])
            spoken_against = np.minimum(c[state] - c[tied], 0) @ intensities < 0
            result[tied[~spoken_against]] -= self.margin(mover)
        return result


def _weakest(g: Floats, h: Floats) -> Indices:
    """Return, for each distinct row of g, where its h is least."""
    _, kind = np.unique(g, axis=0, return_inverse=True)
    order = np.lexsort((h, kind.reshape(-1)))
    _, first = np.unique(kind.reshape(-1)[order], return_index=True)
    weakest: Indices = order[first]
    return weakest
