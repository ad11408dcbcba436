"""The table of a conflict too large for the page to hold: the rows in view, and no others.

Of one that is known only in part a row says what holds whatever is not known and what can, and the
ranks for those whose preferences are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import RequestError, nearest
from goodoffices.mediation.live import Live
from goodoffices.model.conflict import Conflict
from goodoffices.stability.certainty.certainty import Certainty
from goodoffices.stability.certainty.judged import known_ranks
from goodoffices.web.view import concept_of, moment
from goodoffices.web.wire import Rows

Indices = NDArray[np.int64]
Bools = NDArray[np.bool_]


def rows(live: Live, asked: Rows) -> dict[str, Any]:
    """Return how many states are asked for, and those in view in the order asked for."""
    found, concept = moment(live, asked)
    held = found.equilibria(concept)
    stable = found.verdicts[found.concepts.index(concept)]
    return _in_view(_Judged(found.conflict, tuple(found.ranks), stable, held, held), asked)


def rows_in_part(found: Certainty, asked: Rows) -> dict[str, Any]:
    """Return the same of a conflict that is known only in part."""
    conflict, key = found.conflict, concept_of(asked)
    stable = np.stack([found.always_at(key, name) for name in conflict.names])
    sides = found.always_at(key), found.can_at(key)
    return _in_view(_Judged(conflict, known_ranks(conflict), stable, *sides), asked)


@dataclass(frozen=True)
class _Judged:
    """What the rows say, state by state; ranks are None of whom they are not known."""

    conflict: Conflict
    ranks: tuple[Indices | None, ...]
    stable: Bools
    held: Bools
    can: Bools


def _in_view(found: _Judged, asked: Rows) -> dict[str, Any]:
    chosen = _chosen(found.conflict, asked.wanted)
    if asked.holding:
        chosen &= found.can
    places = _ordered(found, np.flatnonzero(chosen), asked.by, descending=asked.descending)
    shown = places[asked.first : asked.first + asked.count].tolist()
    return {
        "total": len(places),
        "first": asked.first,
        "rows": [
            {
                "state": place + 1,
                "label": found.conflict.states[place].label,
                "ranks": ["" if own is None else int(own[place]) for own in found.ranks],
                "stable": found.stable[:, place].tolist(),
                "held": bool(found.held[place]),
                "can": bool(found.can[place]),
            }
            for place in shown
        ],
    }


def _chosen(conflict: Conflict, wanted: Mapping[str, str]) -> NDArray[np.bool_]:
    """Say which states take and leave the options that were asked for. Shape (states,)."""
    chosen = np.ones(len(conflict.states), bool)
    options = conflict.option_of
    for name, letter in wanted.items():
        if name not in options:
            known = nearest(name, options) or "the model has none"
            raise RequestError(f"no option '{name}'; {known}")
        owner, option = options[name]
        chosen &= conflict.where(f"{owner}.{option.name}") == (letter == "Y")
    return chosen


def _ordered(found: _Judged, places: Indices, by: str, *, descending: bool) -> Indices:
    """Put states in order: by number, or by how a party ranks them where that is known."""
    ranks = found.ranks[found.conflict.decision_maker_index(by)] if by else None
    if ranks is not None:
        places = places[np.argsort(ranks[places], kind="stable")]
    return places[::-1] if descending else places
