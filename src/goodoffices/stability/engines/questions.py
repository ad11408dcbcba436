"""What is asked of a large tensor: verdicts, as many together as there are lanes.

What an analysis takes is told from the questions alone, see ``footprint``; ``large`` answers them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from goodoffices.stability.concepts import CONCEPTS

LANES = 8
"""How many questions are answered at once; see ``lanes``."""


class Question(NamedTuple):
    """The verdicts of one concept for one decision maker."""

    concept: str
    mover: int

    @property
    def escape(self) -> bool:
        """Whether the sanction's value is the escape value."""
        return CONCEPTS[self.concept].value == "escape"


def entries_of(width: int, *, short: bool) -> np.dtype[np.unsignedinteger]:
    """Return the type of the entries of ``rank_lines`` over lines of so many strategies.

    Parameters
    ----------
    short
        Whether some lines end early. Where none does, the mark of the end is never written and
        needs no room: 128 strategies take a byte each.
    """
    return np.min_scalar_type(2 * width + 1 if short else 2 * width - 1)


def together(
    concepts: Sequence[str], movers: int, *, constrained: bool
) -> Iterator[list[Question]]:
    """Yield the questions that share their replies, as many at a time as there are lanes.

    Those about any replies are among them only where some cells are no states.
    """
    for replies in ("any", "improving") if constrained else ("improving",):
        keys = [key for key in concepts if CONCEPTS[key].replies == replies]
        asked = [Question(key, mover) for mover in range(movers) for key in keys]
        rounds = -(-len(asked) // LANES)
        for k in range(rounds):
            yield asked[len(asked) * k // rounds : len(asked) * (k + 1) // rounds]
