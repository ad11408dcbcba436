"""The table of a conflict too large for the page to hold: the rows in view, and no others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import RequestError, nearest
from goodoffices.mediation.live import Live, Moment
from goodoffices.web.view import moment
from goodoffices.web.wire import Rows

Indices = NDArray[np.int64]


def rows(live: Live, asked: Rows) -> dict[str, Any]:
    """Return how many states are asked for, and those in view in the order asked for."""
    found, concept = moment(live, asked)
    held = found.equilibria(concept)
    chosen = _chosen(live, asked.wanted)
    if asked.holding:
        chosen &= held
    places = _ordered(found, np.flatnonzero(chosen), asked.by, descending=asked.descending)
    shown = places[asked.first : asked.first + asked.count].tolist()
    stable = found.verdicts[found.concepts.index(concept)]
    return {
        "total": len(places),
        "first": asked.first,
        "rows": [
            {
                "state": place + 1,
                "label": live.conflict.states[place].label,
                "ranks": [int(ranks[place]) for ranks in found.ranks],
                "stable": stable[:, place].tolist(),
                "held": bool(held[place]),
            }
            for place in shown
        ],
    }


def _chosen(live: Live, wanted: Mapping[str, str]) -> NDArray[np.bool_]:
    """Say which states take and leave the options that were asked for. Shape (states,)."""
    chosen = np.ones(len(live.conflict.states), bool)
    options = live.conflict.option_of
    for name, letter in wanted.items():
        if name not in options:
            known = nearest(name, options) or "the model has none"
            raise RequestError(f"no option '{name}'; {known}")
        owner, option = options[name]
        chosen &= live.conflict.where(f"{owner}.{option.name}") == (letter == "Y")
    return chosen


def _ordered(found: Moment, places: Indices, by: str, *, descending: bool) -> Indices:
    """Put states in order: by number, or by how a party ranks them."""
    if by:
        ranks = found.ranks[found.conflict.decision_maker_index(by)][places]
        places = places[np.argsort(ranks, kind="stable")]
    return places[::-1] if descending else places
