"""Simultaneous sanctioning (SIM), for conflicts in option form.

An improvement of decision maker i from s, to strategy a, is sanctioned when the others can spoil it
by moving at the same time: each of them takes an improvement of its own from s or stays, at least
one moves, and the state in which all of this has happened is feasible and no better than s for i.
s is SIM stable for i iff every improvement is so sanctioned (Fraser & Hipel 1984).

That all others stay leads to i's improvement itself, which is better than s, so the search need not
exclude it. Cells add up: the combined cell is s plus the sum of every mover's own displacement.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from goodoffices import stopping
from goodoffices.errors import RequestError, SizeError
from goodoffices.model.conflict import Conflict
from goodoffices.model.states import ListedStates, located

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
MOST_COMBINATIONS = 50_000_000
_AT_ONCE = 2**22  # combinations of moves times samples


def simultaneous_margins(conflict: Conflict, focal: int) -> NDArray[np.float64]:
    """Return, per state, the greatest over i's improvements of the worst combined payoff less p(s).

    Positive where the state is not SIM stable for decision maker ``focal``; -inf where it has no
    improvement. Shape (states,).
    """
    search = _Search(conflict)
    payoffs = conflict.payoffs[focal]
    margins = np.full(len(payoffs), -np.inf)
    for state in range(len(payoffs)):
        improvements = search.improvements(focal, state)
        if improvements.size:
            worst = payoffs[search.worst_combinations(focal, state, improvements)]
            margins[state] = worst.max() - payoffs[state]
    return margins


def sanction(conflict: Conflict, focal: int, state: int, improvement: int) -> int | None:
    """Return the combined state that sanctions an improvement, the worst for ``focal``, or None.

    Indices are numbers - 1.
    """
    (worst,) = _Search(conflict).worst_combinations(focal, state, np.array([improvement])).tolist()
    payoffs = conflict.payoffs[focal]
    return int(worst) if payoffs[worst] <= payoffs[state] else None


class SampledConflict:
    """One conflict under many settings of payoffs: a combination is tried on all of them at once.

    Raises
    ------
    RequestError
        Moves that have no options.
    SizeError
        Too many combinations of moves.
    """

    def __init__(self, conflict: Conflict) -> None:
        self._moves = conflict.moves
        self._cells = _cells(conflict)
        degrees = [
            1 + np.bincount(conflict.moves.pairs(j)[0], minlength=len(self._cells))
            for j in range(len(conflict.names))
        ]
        together = np.prod(np.array(degrees, float), axis=0)
        combinations = sum(float((together / d * (d - 1)).sum()) for d in degrees)
        if combinations > MOST_COMBINATIONS:
            raise _too_many()
        self._most = max(1, int(together.max()))

    def judge(self, payoffs: Sequence[Floats], movers: Sequence[int]) -> Bools:
        """Say where states are stable. Shape (movers, states, samples).

        Parameters
        ----------
        payoffs
            One array per decision maker, shape (states, samples).
        movers
            The decision makers (by index) to judge for.
        """
        stable = np.ones((len(movers), *payoffs[0].shape), bool)
        step = max(1, _AT_ONCE // self._most)
        for start in range(0, payoffs[0].shape[1], step):
            some = [p[:, start : start + step] for p in payoffs]
            for state in range(len(self._cells)):
                stopping.check()
                for row, verdicts in enumerate(self._judged(some, state, movers)):
                    stable[row, state, start : start + step] = verdicts
        return stable

    def _judged(
        self, payoffs: Sequence[Floats], state: int, movers: Sequence[int]
    ) -> Iterator[Bools]:
        """Yield in which samples a state is stable, decision maker by decision maker."""
        targets = [self._moves.destinations(j, state) for j in range(len(payoffs))]
        better = [p[t] > p[state] for p, t in zip(payoffs, targets, strict=True)]
        for focal in movers:
            displaced, believed = self._combined(state, targets, better, focal)
            stable = np.ones(payoffs[0].shape[1], bool)
            for target, gains in zip(targets[focal], better[focal], strict=True):
                places, feasible = _found(self._cells, self._cells[target] + displaced)
                spoilt = payoffs[focal][places] <= payoffs[focal][state]
                stable &= ~gains | (spoilt & believed[feasible]).any(axis=0)
            yield stable

    def _combined(
        self, state: int, targets: Sequence[Indices], better: Sequence[Bools], focal: int
    ) -> tuple[Indices, Bools]:
        """Return what all but one can do at once: by how many cells, and in which samples."""
        samples = better[focal].shape[1]
        displaced, believed = np.zeros(1, np.int64), np.ones((1, samples), bool)
        for j, (there, willing) in enumerate(zip(targets, better, strict=True)):
            if j != focal:
                steps = np.append(self._cells[there] - self._cells[state], 0)
                choices = np.concatenate([willing, np.ones((1, samples), bool)])
                displaced = np.add.outer(displaced, steps).reshape(-1)
                believed = (believed[:, None] & choices).reshape(-1, samples)
        return displaced, believed


class _Search:
    """Looks up states by cell and adds up displacements."""

    def __init__(self, conflict: Conflict) -> None:
        self._conflict = conflict
        self._cells = _cells(conflict)
        self._budget = MOST_COMBINATIONS

    def improvements(self, mover: int, state: int) -> NDArray[np.int64]:
        payoffs = self._conflict.payoffs[mover]
        there = self._conflict.moves.destinations(mover, state)
        better: NDArray[np.int64] = there[payoffs[there] > payoffs[state]]
        return better

    def worst_combinations(self, focal: int, state: int, improvements: Indices) -> Indices:
        """Return the states worst for ``focal`` that the others can turn its improvements into."""
        displacements = [
            self._cells[self.improvements(j, state)] - self._cells[state]
            for j in range(len(self._conflict.names))
            if j != focal
        ]
        self._budget -= len(improvements) * math.prod(1 + len(steps) for steps in displacements)
        if self._budget < 0:
            raise _too_many()
        displaced = np.zeros(1, np.int64)
        for steps in displacements:
            displaced = np.add.outer(displaced, np.append(steps, 0)).reshape(-1)
        payoffs, worst = self._conflict.payoffs[focal], []
        for improvement in improvements:
            places, _ = _found(self._cells, self._cells[improvement] + displaced)
            worst.append(places[np.argmin(payoffs[places])])
        return np.array(worst, np.int64)


def _cells(conflict: Conflict) -> Indices:
    """Return each state's cell, ascending; raise RequestError where moves have no options."""
    states = conflict.states
    if isinstance(states, ListedStates) or states.lowest is not None:
        form = "a graph" if isinstance(states, ListedStates) else "same_state"
        raise RequestError(f"sim needs the options of each move; a conflict with {form} has none")
    return np.arange(states.size) if states.cells is None else states.cells


def _found(cells: Indices, reached: Indices) -> tuple[Indices, Bools]:
    """Return the states among the cells reached, and which of those cells are states."""
    places = located(cells, reached)
    feasible = places >= 0
    return places[feasible], feasible


def _too_many() -> SizeError:
    return SizeError(
        f"sim would try more than {MOST_COMBINATIONS:,} combinations of moves; "
        "leave it out, or exclude states"
    )
