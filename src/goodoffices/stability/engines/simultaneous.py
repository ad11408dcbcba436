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

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import RequestError, SizeError
from goodoffices.model.conflict import Conflict
from goodoffices.model.states import ListedStates, OptionStates

MOST_COMBINATIONS = 50_000_000


def simultaneous_margins(conflict: Conflict, focal: int) -> NDArray[np.float64]:
    """Return, per state, the greatest over i's improvements of the worst combined payoff less p(s).

    Positive where the state is not SIM stable for decision maker ``focal``; -inf where it has no
    improvement. Shape (states,).
    """
    search = _Search(conflict)
    payoffs = conflict.payoffs[focal]
    margins = np.full(len(payoffs), -np.inf)
    for state in range(len(payoffs)):
        for improvement in search.improvements(focal, state):
            worst = payoffs[search.worst_combination(focal, state, int(improvement))]
            margins[state] = max(margins[state], worst - payoffs[state])
    return margins


def sanction(conflict: Conflict, focal: int, state: int, improvement: int) -> int | None:
    """Return the combined state that sanctions an improvement, the worst for ``focal``, or None.

    Indices are numbers - 1.
    """
    worst = _Search(conflict).worst_combination(focal, state, improvement)
    payoffs = conflict.payoffs[focal]
    return worst if payoffs[worst] <= payoffs[state] else None


class _Search:
    """Looks up states by cell and adds up displacements."""

    def __init__(self, conflict: Conflict) -> None:
        states = conflict.states
        if isinstance(states, ListedStates) or states.lowest is not None:
            form = "a graph" if isinstance(states, ListedStates) else "same_state"
            raise RequestError(
                f"sim needs the options of each move; a conflict with {form} has none"
            )
        self._conflict = conflict
        self._states: OptionStates = states
        self._cells = np.arange(states.size) if states.cells is None else states.cells
        self._budget = MOST_COMBINATIONS

    def improvements(self, mover: int, state: int) -> NDArray[np.int64]:
        payoffs = self._conflict.payoffs[mover]
        there = self._conflict.moves.destinations(mover, state)
        better: NDArray[np.int64] = there[payoffs[there] > payoffs[state]]
        return better

    def worst_combination(self, focal: int, state: int, improvement: int) -> int:
        """Return the state worst for ``focal`` that the others can turn its improvement into."""
        displacements = [
            np.append(self._cells[self.improvements(j, state)] - self._cells[state], 0)
            for j in range(len(self._states.shape))
            if j != focal
        ]
        self._budget -= math.prod(len(steps) for steps in displacements)
        if self._budget < 0:
            raise SizeError(
                f"sim would try more than {MOST_COMBINATIONS:,} combinations of moves; "
                "leave it out, or exclude states"
            )
        reached = np.array([self._cells[improvement]])
        for steps in displacements:
            reached = np.add.outer(reached, steps).reshape(-1)
        places = np.searchsorted(self._cells, reached)
        places[places == len(self._cells)] = 0
        feasible = places[self._cells[places] == reached]
        payoffs = self._conflict.payoffs[focal]
        return int(feasible[np.argmin(payoffs[feasible])])
