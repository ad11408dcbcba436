"""Verdicts on a conflict by what is known: its analysis, or what holds and what can."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.conflict import Conflict, ranked
from goodoffices.model.knowledge import Bools, Bounds
from goodoffices.stability.analysis import Analysis, analyze
from goodoffices.stability.certainty.certainty import Certainty, certain

Judged = Analysis | Certainty


def judged(conflict: Conflict, concepts: Iterable[str] | None = None) -> Judged:
    """Analyse a conflict; of one that is known only in part say what always holds and what can."""
    return certain(conflict, concepts) if conflict.partly_known else analyze(conflict, concepts)


def held(found: Judged, concept: str) -> Bools:
    """Say which states are equilibria, whatever is not known. Shape (states,)."""
    return found.always_at(concept) if isinstance(found, Certainty) else found.equilibrium(concept)


def can_hold(found: Judged, concept: str) -> Bools:
    """Say which states can be equilibria, those that always are included. Shape (states,)."""
    return found.can_at(concept) if isinstance(found, Certainty) else found.equilibrium(concept)


def known_payoffs(conflict: Conflict) -> tuple[NDArray[np.float64] | None, ...]:
    """Return payoffs per decision maker; of those known only in part None.

    Where anything is known only in part, a number with a distribution counts as not known either.
    """
    if not conflict.partly_known:
        return conflict.payoffs
    return tuple(
        known.low if isinstance(known, Bounds) and known.exact else None
        for known in conflict.knowledge
    )


def known_ranks(conflict: Conflict) -> tuple[NDArray[np.int64] | None, ...]:
    """Return ranks per decision maker, 1 the best; None as in ``known_payoffs``."""
    payoffs = known_payoffs(conflict)
    return tuple(None if own is None else ranked([own])[0] for own in payoffs)
