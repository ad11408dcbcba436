"""The structure of a conflict, measured on its moves and on what its parties want."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.conflict import Conflict
from goodoffices.model.structure import Structure

_MOST_ORIGINS = 1000


def structure_of(conflict: Conflict) -> Structure:
    """Return the structure of a conflict; shares are rounded to three digits.

    In conflicts of more than 1,000 states the moves are those from 1,000 states, evenly spread.

    Examples
    --------
    >>> structure_of(go.case("chicken"))  # doctest: +NORMALIZE_WHITESPACE
    Structure(parties=2, options=2, states=4, irreversible=0.0, preferences=('payoffs',),
              agreement=0.2)
    """
    return Structure(
        len(conflict.decision_makers),
        sum(len(dm.options) for dm in conflict.decision_makers),
        len(conflict.states),
        round(_irreversible(conflict), 3),
        tuple(sorted({dm.preferences.key for dm in conflict.decision_makers})),
        _agreement(conflict),
    )


def _irreversible(conflict: Conflict) -> float:
    """Return the share of moves (from, to) of a party without its move (to, from)."""
    count = len(conflict.states)
    origins = np.unique(np.linspace(0, count - 1, min(count, _MOST_ORIGINS)).astype(np.int64))
    made = one_way = 0
    for mover in range(len(conflict.decision_makers)):
        starts, ends = conflict.moves.pairs_from(mover, origins)
        made += len(starts)
        one_way += int((~conflict.moves.undone(mover, starts, ends)).sum())
    return one_way / made if made else 0.0


def _agreement(conflict: Conflict) -> float | None:
    if conflict.partly_known:
        return None
    ranks = [_mean_ranks(own) for own in conflict.payoffs if np.ptp(own) > 0]
    pairs = [float(np.corrcoef(a, b)[0, 1]) for a, b in itertools.combinations(ranks, 2)]
    return round(sum(pairs) / len(pairs), 3) if pairs else None


def _mean_ranks(payoffs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the rank of each state, that of equals being their mean."""
    _, place, sizes = np.unique(payoffs, return_inverse=True, return_counts=True)
    last = np.cumsum(sizes)
    means: NDArray[np.float64] = (last - (sizes - 1) / 2)[place]
    return means
