"""Where on a pressure map a settlement is had most gently: where the least pressure does.

Pressure is x / X + y / Y, each axis in shares of its length. Between borders that are computed the
least of it is at the corner of a cell; where borders slant it is searched for, round by round, on
ever finer grids around the best point so far.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from goodoffices.mediation.map_cells import cells
from goodoffices.mediation.pressure_map import PressureMap, judged
from goodoffices.stability.concepts import concept_key

Floats = NDArray[np.float64]
_ROUNDS, _POINTS = 16, 9


@dataclass(frozen=True)
class Gentlest:
    """A point on the rim of where a settlement is agreed, and the index of that settlement."""

    x: float
    y: float
    settlement: int


def gentlest(found: PressureMap, concept: str) -> Gentlest | None:
    """Return where a settlement holds and is accepted under the least pressure; None for nowhere.

    Examples
    --------
    >>> from goodoffices.mediation.gentlest import gentlest
    >>> found = go.pressure_map(go.case("indus-waters-1960"), "fund", "loan", 4)
    >>> point = gentlest(found, "seq")
    >>> round(point.x, 3), point.y, point.settlement
    (5.556, 0.0, 4)
    """
    key, parts = concept_key(concept), cells(found)
    corner = _best(parts.inside, key, parts.x[:-1], parts.y[:-1], found)
    if corner is None:
        return _best(found, key, found.x.values, found.y.values, found)
    return corner if parts.steps is None else _searched(found, key, parts.steps, corner)


def _best(at: PressureMap, key: str, x: Floats, y: Floats, of: PressureMap) -> Gentlest | None:
    """Return the point of the least pressure among those agreed; ``of`` has the axes' lengths."""
    agreed = at.agreed(key)
    if not agreed.any():
        return None
    effort = x[None, :] / of.x.values[-1] + y[:, None] / of.y.values[-1]
    best = np.argmin(np.where(agreed, effort, np.inf))
    row, column = (int(k) for k in np.unravel_index(best, agreed.shape))
    holding = at.equilibrium(key)[row, column, list(at.settlements)]
    which = int(np.argmax(holding & at.accepted[row, column]))
    return Gentlest(float(x[column]), float(y[row]), at.settlements[which])


def _searched(found: PressureMap, key: str, steps: tuple[float, float], best: Gentlest) -> Gentlest:
    """Close in on the point of the least pressure from around the corner of a cell."""
    reach = 2 * np.array(steps)
    for _ in range(_ROUNDS):
        places = zip((found.x, found.y), (best.x, best.y), reach, strict=True)
        x, y = (
            replace(axis, values=np.linspace(max(at - r, 0), min(at + r, axis.values[-1]), _POINTS))
            for axis, at, r in places
        )
        verdicts, accepted = judged(found.conflict, (x, y), found.fixed, (key,))
        near = replace(found, x=x, y=y, concepts=(key,), verdicts=verdicts, accepted=accepted)
        best = _best(near, key, x.values, y.values, found) or best
        reach = reach / 3
    return best
