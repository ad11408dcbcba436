"""Payoffs as linear functions of the levers' intensities.

With t the intensities, u_i(s; t) = u_i(s) + C_i(s)·t, where C_i(s) is what a unit of each lever
adds to decision maker i's payoff in s (see ``model.levers``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.mediation.plan.programme import DEFAULT_MARGIN, Row, room
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import ROUNDING, Lever, effect, median

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
FELT = 1e-2
"""Of the payoff range: what a decision maker can be taken to notice."""
_FEW = 4096
"""States at which coefficients are worked out once, whichever are asked for."""
_UNEQUAL = 10 * ROUNDING


class Terms:
    """Payoffs under levers, at chosen states.

    Parameters
    ----------
    levers
        The levers that may be pulled; the columns of every coefficient array, followed by one
        column per entry of ``gifts``.
    gifts
        (decision maker, state) pairs: an extra payoff to a decision maker in one state, per unit.
    felt
        Decision makers whose margins are wide enough to be felt where none was asked for.
    """

    def __init__(
        self,
        conflict: Conflict,
        levers: Sequence[Lever],
        margin: float | None = None,
        gifts: Sequence[tuple[int, int]] = (),
        felt: Collection[int] = (),
    ) -> None:
        self.conflict = conflict
        self.levers = tuple(levers)
        self.gifts = tuple(gifts)
        self.columns = len(self.levers) + len(self.gifts)
        self._margin = margin
        self._felt = felt
        self._kept: tuple[bytes, dict[int, Floats]] = (b"", {})

    def with_gifts(self, gifts: Sequence[tuple[int, int]]) -> Terms:
        """Return the same levers with gifts; in small conflicts what they add is known already."""
        made = Terms(self.conflict, self.levers, self._margin, gifts)
        count = len(self.conflict.states)
        if count <= _FEW:
            tables = [np.pad(table, ((0, 0), (0, len(made.gifts)))) for table in self.everywhere]
            for mover, table in enumerate(tables):
                made._give(table, mover, np.arange(count))
            made.__dict__["everywhere"] = tuple(tables)
        return made

    @cached_property
    def ranges(self) -> tuple[float, ...]:
        """Payoff range per decision maker, never 0."""
        return tuple(float(np.ptp(p)) or 1.0 for p in self.conflict.payoffs)

    @cached_property
    def _middles(self) -> list[float]:
        """Median payoff per decision maker."""
        return [median(payoffs) for payoffs in self.conflict.payoffs]

    def asked(self, mover: int) -> bool:
        """Say whether a margin was asked for that means something to this decision maker."""
        cardinal = self.conflict.decision_makers[mover].preferences.cardinal
        return bool(self._margin) and cardinal

    def margins(self, mover: int, better: Indices, worse: Indices) -> Floats:
        """Return by how much payoff ``better`` has to be liked more than ``worse``, per pair.

        A millionth of the payoff range, unless a margin was asked for; yet no more than half what
        it is liked more with no lever pulled, so that none is needed where that is so of itself.
        Always more than payoffs under levers differ by where they are equal. Shape (pairs,).
        """
        payoffs, middle = self.conflict.payoffs[mover], self._middles[mover]
        liked, other = payoffs[better], payoffs[worse]
        gain = liked - other
        least = _UNEQUAL * (np.abs(liked - middle) + np.abs(other - middle))
        if mover in self._felt and not self.asked(mover):
            return np.maximum(least, FELT * self.ranges[mover])
        return np.maximum(least, self.least_margins(mover, gain, self.ranges[mover]))

    def least_margins(self, mover: int, gain: Floats, unit: float | Floats) -> Floats:
        """Return the margin asked for, or else the usual ones, rounding apart.

        Parameters
        ----------
        gain
            What is gained with no lever pulled, in each model or pair.
        unit
            The decision maker's payoff range there.
        """
        if self.asked(mover):
            return np.full(gain.shape, self._margin)
        return usual_margins(gain, unit)

    def least_gains(self, mover: int, better: Indices, worse: Indices) -> Floats:
        """Return from what gain a reply is believed in: the margin, but for rounding and a bit."""
        unit = self.ranges[mover]
        margins = self.margins(mover, better, worse)
        return margins - room(margins / unit) * unit

    def coefficients(self, mover: int, states: Indices) -> Floats:
        """Return C_i at the states. Shape (len(states), columns)."""
        if "everywhere" in self.__dict__ or len(self.conflict.states) <= _FEW:
            return self.everywhere[mover][states]
        return self._coefficients(
            mover, states, lambda lever: self.conflict.holds_at(lever.where, states)
        )

    def _coefficients(
        self, mover: int, states: Indices, bites: Callable[[Lever], NDArray[np.bool_]]
    ) -> Floats:
        name = self.conflict.names[mover]
        table = np.zeros((len(states), self.columns))
        for k, lever in enumerate(self.levers):
            added = effect(lever, name, 1.0, bites)
            table[:, k] = 0.0 if added is None else added
        self._give(table, mover, states)
        return table

    def _give(self, table: Floats, mover: int, states: Indices) -> None:
        """Add gifts to coefficients at some states."""
        for k, (receiver, state) in enumerate(self.gifts, len(self.levers)):
            if receiver == mover:
                table[:, k] += states == state

    def payoffs(self, mover: int, states: Indices) -> Floats:
        """Return u_i at the states with no lever pulled. Shape (len(states),)."""
        return self.conflict.payoffs[mover][states]

    def row(self, mover: int, better: int, worse: int) -> Row:
        """Return that one state is liked better than another, in units of the payoff range."""
        return self.rows(mover, np.array([better]), np.array([worse]), strict=True)[0]

    def rows(
        self, mover: int, better: Indices, worse: Indices, *, strict: bool, every: bool = False
    ) -> list[Row]:
        """Return u_mover(better) - u_mover(worse) >= margin, in units of the payoff range.

        Only the weakest row of each direction; all of them, for every pair, with ``every``.

        Parameters
        ----------
        strict
            Whether equal payoffs will not do. If they do, there is no margin but one asked for.
        """
        unit = self.ranges[mover]
        gain = (self.payoffs(mover, better) - self.payoffs(mover, worse)) / unit
        g = (self.coefficients(mover, better) - self.coefficients(mover, worse)) / unit
        with_margin = strict or self.asked(mover)
        margin = self.margins(mover, better, worse) / unit * with_margin
        h = margin - gain
        chosen = np.arange(len(h)) if every else _weakest(g, h)
        return [
            Row(
                tuple(g[k].tolist()),
                float(h[k]),
                mover,
                int(better[k]),
                int(worse[k]),
                float(margin[k]),
                abs(float(gain[k])),
            )
            for k in chosen
        ]

    @cached_property
    def everywhere(self) -> tuple[Floats, ...]:
        """C_i at every state, per decision maker."""
        states = np.arange(len(self.conflict.states))
        bites = self.conflict.bites
        return tuple(self._coefficients(i, states, bites) for i in range(len(self.conflict.names)))

    def at(self, mover: int, intensities: Floats) -> Floats:
        """Return u_i(·; t) at every state, kept until t changes. Shape (states,)."""
        key = intensities.tobytes()
        if self._kept[0] != key:
            self._kept = (key, {})
        kept = self._kept[1]
        if mover not in kept:
            kept[mover] = self.conflict.payoffs[mover] + self.everywhere[mover] @ intensities
        return kept[mover]


def usual_margins(gain: Floats, unit: float | Floats = 1.0) -> Floats:
    """Return the usual margins: a millionth of the payoff range, at most half of what is gained.

    Parameters
    ----------
    gain
        What is gained in each with no lever pulled.
    unit
        Payoff range.
    """
    usual = DEFAULT_MARGIN * unit
    margins: Floats = np.where(gain > 0, np.minimum(usual, gain / 2), usual)
    return margins


def _weakest(g: Floats, h: Floats) -> Indices:
    """Return, for each distinct row of g, where its h is least."""
    if len(h) <= 1:
        return np.arange(len(h))
    order = np.lexsort((h, *g.T[::-1]))
    ordered = g[order]
    weakest: Indices = order[np.append(True, (ordered[1:] != ordered[:-1]).any(axis=1))]
    return weakest
