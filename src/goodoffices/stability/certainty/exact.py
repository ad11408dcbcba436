"""What is left open under SEQ and SSEQ, settled by searching for completions.

The two passes of ``relations`` are bounds on the truth: what passes the first always holds, and
what fails the second cannot hold. With two decision makers the first is exact. For the rest a
completion is sought under which the state holds, and one under which it does not; see ``search``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from goodoffices.model.knowledge import Bools
from goodoffices.stability.certainty.search import GivenUp, Search

MOST_PROVEN = 1024
"""States beyond which nothing is searched."""
_TWO = 2


@dataclass(frozen=True, eq=False)
class Bracket:
    """Verdicts between what surely and what possibly holds, under one concept.

    Attributes
    ----------
    surely, possibly
        Per decision maker, shape (decision makers, states).
    together
        What possibly is an equilibrium, shape (states,).
    proven
        Shape (decision makers + 1, states); the last row is of equilibria.
    """

    surely: Bools
    possibly: Bools
    together: Bools
    proven: Bools

    @property
    def open(self) -> Bools:
        """What is in between, as ``proven``."""
        everybody = self.together & ~self.surely.all(axis=0)
        return np.vstack([self.possibly & ~self.surely, everybody])


def settled(search: Search, bracket: Bracket) -> Bracket:
    """Return the exact verdicts, as far as they are found."""
    surely, possibly = bracket.surely.copy(), bracket.possibly.copy()
    together, proven = bracket.together.copy(), np.ones_like(bracket.proven)
    movers = range(len(surely))
    for state in np.flatnonzero(bracket.open[-1]).tolist():
        can = _found(search.can_hold, state, movers)
        together[state] = can is not False
        proven[-1, state] = can is not None
    shown = together & proven[-1]
    for mover, state in np.argwhere(bracket.open[:-1]).tolist():
        can = bool(shown[state]) or _found(search.can_hold, state, [mover])
        falls = len(surely) == _TWO or _found(search.can_fall, state, mover)
        possibly[mover, state] = can is not False
        surely[mover, state] = falls is False
        proven[mover, state] = can is not None and falls is not None
    everywhere = surely.all(axis=0)
    some_fall = (proven[:-1] & ~surely).any(axis=0)
    proven[-1] &= everywhere | some_fall | ~together
    return Bracket(surely, possibly, together | everywhere, proven)


def _found(ask: Callable[..., bool], *arguments: object) -> bool | None:
    """Return what a search finds; None where it is given up."""
    try:
        return ask(*arguments)
    except GivenUp:
        return None
