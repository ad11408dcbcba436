"""One conflict many times over, with other payoffs each time, judged at once.

Copies of the states are laid side by side: in a tensor along one more axis that nobody moves along,
in a graph as parts that no arc joins. Every operation then runs once over all copies, compiled and
in threads, in place of once for each (see ``compiled``).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.moves import ArcMoves, Moves, TensorMoves
from goodoffices.stability.concepts import CONCEPTS
from goodoffices.stability.engines.structure import (
    ArcStructure,
    Structure,
    TensorStructure,
    worst_case,
)

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
_MOST_POSITIONS = 2**18


class Stack:
    """Copies of a conflict's states, joined by its moves within each copy only.

    Parameters
    ----------
    states
        Number of states of the conflict.
    wanted
        How many settings of payoffs there are to judge; there are fewer copies when these would
        fill more memory than is fast.
    """

    def __init__(self, moves: Moves, states: int, wanted: int) -> None:
        positions = int(np.prod(moves.shape)) if isinstance(moves, TensorMoves) else states
        self.copies = max(1, min(wanted, _MOST_POSITIONS // positions))
        self._states = states
        self._moves = _copied(moves, states, self.copies)

    def judge(
        self, payoffs: Sequence[Floats], concepts: Sequence[str], movers: Sequence[int]
    ) -> Bools:
        """Say which states are stable, as ``goodoffices.stability.analysis.analyze`` does.

        Parameters
        ----------
        payoffs
            One array per decision maker, shape (copies, states).
        movers
            The decision makers (by index) to judge for.

        Returns
        -------
        Bools
            Shape (concepts, movers, copies, states).
        """
        flat = [np.ascontiguousarray(p).reshape(-1) for p in payoffs]
        parts = self._structure(flat)
        verdicts = np.empty((len(concepts), len(movers), self.copies, self._states), bool)
        for column, mover in enumerate(movers):
            for row, key in enumerate(concepts):
                worst = parts.worst_improvement(mover, worst_case(parts, mover, CONCEPTS[key]))
                stable = parts.gather(worst) - flat[mover] <= 0
                verdicts[row, column] = stable.reshape(self.copies, self._states)
        return verdicts

    def _structure(self, payoffs: Sequence[Floats]) -> Structure:
        if isinstance(self._moves, TensorMoves):
            return TensorStructure(self._moves, payoffs)
        return ArcStructure(self._moves, payoffs)


def _copied(moves: Moves, states: int, copies: int) -> Moves:
    """Return the moves within each of several copies of the states."""
    copy = np.arange(copies)[:, None]
    if isinstance(moves, TensorMoves):
        size = int(np.prod(moves.shape))
        cells = None if moves.cells is None else (moves.cells + size * copy).reshape(-1)
        return TensorMoves((*moves.shape, copies), cells, moves.locks)
    pairs = [
        tuple((end + states * copy).reshape(-1) for end in moves.pairs(mover))
        for mover in range(len(moves.starts))
    ]
    return ArcMoves.from_pairs([(origin, target) for origin, target in pairs], states * copies)
