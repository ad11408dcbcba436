"""The cells of a pressure map: what holds between borders that are computed, not read off points.

Payoffs are linear in how far levers are pulled, and verdicts rest on the order of payoffs alone.
Where a decision maker is moved by one axis, from u to v over its length L, two of its states a and
b tie at

    L (u_a - u_b) / ((u_a - u_b) - (v_a - v_b)),

a straight line across the map; verdicts change along such lines only. Between two points of the map
that differ the lines are taken in place of the middle, and each cell is judged at its own middle.
Where both axes move one decision maker, its lines slant: there cells are a fraction of a step wide
besides, and a border that slants is a stair of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from goodoffices.mediation.pressure_map import Axis, PressureMap, judged, payoffs_over

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_PARTS = 4
_SAME = 1e-9
_MOST_STATES = 2_000


@dataclass(frozen=True, eq=False)
class Cells:
    """A map by cells.

    Attributes
    ----------
    x, y
        Where cells begin and end, in values of the axes; one more than cells.
    inside
        What holds in the middle of each cell, as a map whose points are these middles.
    steps
        How far off a border may stand, across and upwards; None where all are exact.
    """

    x: Floats
    y: Floats
    inside: PressureMap
    steps: tuple[float, float] | None

    @property
    def areas(self) -> Floats:
        """Share of the map that each cell covers. Shape (cells of y, cells of x)."""
        covered: Floats = np.outer(np.diff(self.y), np.diff(self.x))
        covered /= covered.sum()
        return covered


@lru_cache(maxsize=4)
def cells(found: PressureMap) -> Cells:
    """Return the cells of a map.

    Examples
    --------
    >>> from goodoffices.mediation.map_cells import cells
    >>> found = go.pressure_map(go.case("indus-waters-1960"), "fund", "loan", 4)
    >>> cells(found).x.round(3).tolist()
    [0.0, 5.556, 9.0]
    """
    tied = _ties(found, 0), _ties(found, 1)
    slanted = tied[0][1] or tied[1][1]
    x, y = (_edges(found, across, ties, slanted) for across, (ties, _) in enumerate(tied))
    inside = _judged_between(found, x, y)
    kept = _telling(inside, 2), _telling(inside, 1)
    x, y = (edges[keep] for edges, keep in zip((x, y), kept, strict=True))
    inside = _judged_between(found, x, y)
    rough = slanted and inside.verdicts[0, ..., 0].size > 1
    steps = tuple(float(axis.values[1]) / _PARTS for axis in (found.x, found.y))
    return Cells(x, y, inside, (steps[0], steps[1]) if rough else None)


def _judged_between(found: PressureMap, x: Floats, y: Floats) -> PressureMap:
    axes = _between(found.x, x), _between(found.y, y)
    verdicts, accepted = judged(found.conflict, axes, found.fixed, found.concepts)
    return replace(found, x=axes[0], y=axes[1], verdicts=verdicts, accepted=accepted)


def _between(axis: Axis, edges: Floats) -> Axis:
    return replace(axis, values=(edges[1:] + edges[:-1]) / 2)


def _edges(found: PressureMap, across: int, ties: Floats, slanted: bool) -> Floats:  # noqa: FBT001
    """Return where verdicts may change along an axis: 0 for x, 1 for y."""
    axis = (found.x, found.y)[across]
    changes = np.flatnonzero(~_alike(found, 2 - across))
    places = [axis.values[[0, -1]]]
    for k in changes:
        low, high = axis.values[k], axis.values[k + 1]
        room = _SAME * axis.values[-1]
        inner = ties[(ties >= low - room) & (ties <= high + room)]
        places.append(inner)
        if slanted or not inner.size:
            places.append(np.linspace(low, high, _PARTS + 1))
    edges = np.sort(np.clip(np.concatenate(places), 0, axis.values[-1]))
    apart = np.diff(edges, prepend=-np.inf) > _SAME * axis.values[-1]
    kept: Floats = edges[apart]
    kept[-1] = axis.values[-1]
    return kept


def _alike(found: PressureMap, along: int) -> Bools:
    """Say of each two neighbours along an axis of the verdicts whether all is the same there."""
    others = tuple(k for k in range(4) if k != along)
    changed = np.diff(found.verdicts, axis=along).any(axis=others)
    changed = changed | np.diff(found.accepted[None], axis=along).any(axis=others)
    return np.logical_not(changed)


def _telling(inside: PressureMap, along: int) -> Bools:
    """Say which edges are borders: the ends, and those between cells that differ."""
    return np.concatenate([[True], ~_alike(inside, along), [True]])


def _ties(found: PressureMap, across: int) -> tuple[Floats, bool]:
    """Return where states tie along an axis, and whether others tie on lines that slant."""
    length = float((found.x, found.y)[across].values[-1])
    ends = [replace(axis, values=axis.values[[0, -1]]) for axis in (found.x, found.y)]
    ties, slanted = [np.empty(0)], False
    for mover in range(len(found.conflict.names)):
        table = payoffs_over(found.conflict, mover, (ends[0], ends[1]), found.fixed)
        moving = [table.shape[1] > 1, table.shape[0] > 1]
        if all(moving) or table.shape[2] > _MOST_STATES:
            slanted = slanted or any(moving)
        elif moving[across]:
            u, v = table.reshape(2, -1)
            apart = np.subtract.outer(u, u), np.subtract.outer(v, v)
            opposed = apart[0] * apart[1] <= 0
            opposed &= apart[0] != apart[1]
            share = apart[0][opposed] / (apart[0] - apart[1])[opposed]
            ties.append(length * np.unique(share))
    return np.concatenate(ties), slanted
