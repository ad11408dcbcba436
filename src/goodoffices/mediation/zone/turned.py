"""States that differ from others in a single option."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.states import OptionStates, located

Indices = NDArray[np.int64]


def turned_states(states: OptionStates, places: Indices, option: int) -> Indices:
    """Return the states that differ in one option (by its place); -1 where there is none.

    A merged state is turned in its lowest pattern.

    Parameters
    ----------
    places
        States by index. Shape (n,), as is the answer.
    """
    patterns = states.leaders[places] if states.lowest is not None else places
    cells = patterns if states.cells is None else states.cells[patterns]
    owner, own = states.owner(option)
    rows, stride, width = states.own[owner], states.strides[owner], states.shape[owner]
    strategy = cells // stride % width
    partner = _partners(rows, own)[strategy]
    turned = cells + (partner - strategy) * stride
    found = turned if states.cells is None else located(states.cells, turned)
    merged = found if states.lowest is None else states.state_of_pattern[np.maximum(found, 0)]
    return np.where((partner >= 0) & (found >= 0), merged, -1)


def _partners(rows: NDArray[np.bool_], option: int) -> Indices:
    """Return, per strategy, the one that differs in an option only; -1 for none."""
    place = {row.tobytes(): k for k, row in enumerate(rows)}
    found = []
    for row in rows:
        other = row.copy()
        other[option] ^= True
        found.append(place.get(other.tobytes(), -1))
    return np.array(found, np.int64)
