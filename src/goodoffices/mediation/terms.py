"""Payoffs as linear functions of the levers' intensities.

With t the intensities, b belief, a effect and [φ] whether a lever's statement holds,

    u_i(s; t) = u_i(s) + sum over levers l on i of b_l a_l t_l [φ_l(s)]
                       - sum over levers l held by i of execute_l t_l [φ_l(s)],

the last where the holder is itself a decision maker. So u_i(s; t) = u_i(s) + C_i(s)·t.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.mediation.programme import Row
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Lever

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
DEFAULT_MARGIN = 1e-6


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

    def needed(self, mover: int, gain: Floats, g: Floats, *, ties: bool) -> Floats:
        """Return by how much states must be better than others, per pair, given their difference.

        ``ties``: equal payoffs will do by definition, and do where no lever can part them, unless
        a margin was asked for. ``gain``, ``g``: difference with no lever pulled, and per unit.
        """
        margin = self.margin(mover)
        if not ties or self.asked(mover):
            return np.full(len(gain), margin)
        return np.where((gain == 0) & ~g.any(axis=1), 0.0, margin)

    def coefficients(self, mover: int, states: Indices) -> Floats:
        """Return C_i at the states. Shape (len(states), columns)."""
        if "everywhere" in self.__dict__:
            return self.everywhere[mover][states]
        return self._coefficients(mover, states)

    def _coefficients(self, mover: int, states: Indices) -> Floats:
        name = self.conflict.names[mover]
        table = np.zeros((len(states), self.columns))
        for k, lever in enumerate(self.levers):
            weight = lever.weight(name)
            if weight:
                table[:, k] = weight * self.conflict.holds_at(lever.where, states)
        for k, (receiver, state) in enumerate(self.gifts, len(self.levers)):
            if receiver == mover:
                table[:, k] += states == state
        return table

    def payoffs(self, mover: int, states: Indices) -> Floats:
        """Return u_i at the states with no lever pulled. Shape (len(states),)."""
        return self.conflict.payoffs[mover][states]

    def row(self, mover: int, better: int, worse: int, *, ties: bool) -> Row:
        """Return u_mover(better) - u_mover(worse) >= margin, in units of the payoff range."""
        return self.each_row(mover, np.array([better]), np.array([worse]), ties=ties)[0]

    def rows(self, mover: int, better: Indices, worse: Indices, *, ties: bool) -> list[Row]:
        """Return such rows for pairs of states, only the weakest one of each direction."""
        g, h = self._sides(mover, better, worse, ties=ties)
        _, kind = np.unique(g, axis=0, return_inverse=True)
        order = np.lexsort((h, kind.reshape(-1)))
        _, first = np.unique(kind.reshape(-1)[order], return_index=True)
        return _as_rows(mover, better, worse, g, h, order[first])

    def each_row(self, mover: int, better: Indices, worse: Indices, *, ties: bool) -> list[Row]:
        """Return such rows for pairs of states, one for each pair."""
        g, h = self._sides(mover, better, worse, ties=ties)
        return _as_rows(mover, better, worse, g, h, np.arange(len(h)))

    def _sides(
        self, mover: int, better: Indices, worse: Indices, *, ties: bool
    ) -> tuple[Floats, Floats]:
        """Return g and h per pair of states."""
        scale = self.ranges[mover]
        gain = self.payoffs(mover, better) - self.payoffs(mover, worse)
        g = self.coefficients(mover, better) - self.coefficients(mover, worse)
        return g / scale, (self.needed(mover, gain, g, ties=ties) - gain) / scale

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
        needed = self.needed(mover, payoffs[state] - payoffs, c[state] - c, ties=True)
        u = self.at(mover, intensities)
        result: Floats = needed + u - u[state]
        return result


def _as_rows(  # noqa: PLR0913, PLR0917 - the parts of a row
    mover: int, better: Indices, worse: Indices, g: Floats, h: Floats, chosen: Indices
) -> list[Row]:
    return [
        Row(tuple(g[k].tolist()), float(h[k]), mover, int(better[k]), int(worse[k])) for k in chosen
    ]
