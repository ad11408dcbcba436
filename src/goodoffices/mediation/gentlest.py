"""Where on a pressure map a settlement is had most gently: where the least pressure does.

Pressure is x / X + y / Y, each axis in shares of its length. It is linear, so that the least of it
on a piece of the map is at a corner.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goodoffices.mediation.map_cutting import pieces
from goodoffices.mediation.pressure_map import PressureMap
from goodoffices.stability.concepts import concept_key

_PLACES = 12  # equal efforts are equal


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
    parts, key = pieces(found), concept_key(concept)
    agreed = np.flatnonzero(parts.inside.agreed(key)[0]).tolist()
    corners = [(piece, corner) for piece in agreed for corner in parts.corners[piece]]
    if not corners:
        return None
    efforts = [round(float((corner / parts.scale).sum()), _PLACES) for _, corner in corners]
    piece, corner = corners[int(np.argmin(efforts))]
    holding = parts.inside.equilibrium(key)[0, piece, list(found.settlements)]
    which = int(np.argmax(holding & parts.inside.accepted[0, piece]))
    return Gentlest(float(corner[0]), float(corner[1]), found.settlements[which])
