"""Which shares of samples are no accident: 1 where a state always holds, 0 where it never can.

By the bounds that distributions set to payoffs, see ``stability.certainty``: what always holds by
them holds in every sample there could be, and what cannot hold in none. One quantity that counts in
several states is held to vary in each of them by itself, so not all that is certain is found.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goodoffices.ensemble.draws import PLACES
from goodoffices.ensemble.robustness import Robustness
from goodoffices.errors import SizeError
from goodoffices.model.conflict import Conflict
from goodoffices.model.knowledge import Bools, Bounds, Knowledge
from goodoffices.stability.certainty.certainty import Judge
from goodoffices.stability.concepts import CONCEPTS

_DRAWN_AS = 10.0 ** -(PLACES - 2)
"""More than what rounding of drawn numbers adds up to."""


@dataclass(frozen=True, eq=False)
class Proven:
    """What is proven of equilibria, shape (concepts, states) each."""

    always: Bools
    never: Bools


def proven(found: Robustness) -> Proven:
    """Say which states are equilibria whatever is drawn, and which are not.

    Nothing where levers are pulled, whose effects may be uncertain, or where states are too many to
    be compared.

    Examples
    --------
    >>> text = go.dumps(go.case("indus-waters-1960"))
    >>> unsure = go.loads(text.replace("effect: 2", "effect: {uniform: [0, 3]}"))
    >>> shares = proven(go.robustness(go.sample(unsure, 50), ["seq"]))
    >>> np.flatnonzero(shares.always[0]) + 1
    array([1, 5, 7])
    """
    conflict = found.conflict
    shape = (len(found.concepts), len(conflict.states))
    answer = Proven(np.zeros(shape, bool), np.zeros(shape, bool))
    if any(found.job.intensities.values()):
        return answer
    try:
        judge = Judge(_as_drawn(conflict))
        for k, key in enumerate(found.concepts):
            if CONCEPTS[key].in_turn:
                bracket = judge.bracket(key)
                answer.always[k] = bracket.surely.all(axis=0)
                answer.never[k] = ~bracket.together
    except SizeError:
        return Proven(np.zeros(shape, bool), np.zeros(shape, bool))
    return answer


def _as_drawn(conflict: Conflict) -> Conflict:
    """Return the conflict with bounds a little wider, as drawn numbers are rounded."""
    other = conflict.replace()
    other.__dict__["knowledge"] = tuple(map(_wider, conflict.knowledge))
    return other


def _wider(known: Knowledge) -> Knowledge:
    if not isinstance(known, Bounds):
        return known
    room = np.where(known.low < known.high, _DRAWN_AS, 0.0)
    return Bounds(known.low - room, known.high + room)
