"""Along which lines a pressure map is cut into pieces.

Payoffs are linear in how far levers are pulled, and verdicts rest on the order of payoffs alone, so
that verdicts change only where a decision maker likes two states equally: along a straight line.
Where two points of a piece differ, the change between them is closed in on; the two states that a
decision maker ranks otherwise on its two sides tie along the line that is cut. A piece is done
where all points looked at in it agree: one in each cell between the points of the map, its middle,
and one close to each corner. What lies between all of these goes unseen.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from goodoffices import stopping
from goodoffices.mediation.map_pieces import Floats, Indices, Line, Piece, Pieces, halved, side
from goodoffices.mediation.pressure_map import PressureMap, judged, payoffs_over

_OFF = 0.43  # of a cell: where in it a point is looked at, so that it is on no likely border
_NEAR = 0.97  # of the way from the middle to a corner
_PARTS, _ROUNDS, _ROOM = 16, 5, 1e-7
_MOST = 4_000


@lru_cache(maxsize=4)
def pieces(found: PressureMap) -> Pieces:
    """Return the pieces of a map.

    Examples
    --------
    >>> from goodoffices.mediation.map_cutting import pieces
    >>> found = go.pressure_map(go.case("indus-waters-1960"), "fund", "loan", 4)
    >>> parts = pieces(found)
    >>> sorted({round(x, 3) for corners in parts.corners for x in corners[:, 0].tolist()})
    [0.0, 5.556, 9.0]
    """
    cutting = _Cutting(found)
    root = cutting.cut()
    corners = tuple(whole.corners for whole in cutting.whole)
    verdicts, accepted = cutting.judged(np.array([one.mean(axis=0) for one in corners]))
    inside = replace(found, verdicts=verdicts, accepted=accepted)
    areas = np.array([_area(one) for one in corners])
    return Pieces(
        root, inside, areas / areas.sum(), tuple(c * cutting.scale for c in corners), cutting.scale
    )


@dataclass(frozen=True, eq=False)
class _Seen:
    """A piece, the points looked at in it, and a code for what holds at each."""

    piece: Piece
    points: Floats
    codes: Indices


class _Cutting:
    """Cuts a map; points and lines in shares of the axes."""

    def __init__(self, found: PressureMap) -> None:
        self._found = found
        self.scale = np.array([axis.values[-1] for axis in (found.x, found.y)], float)
        self._codes: dict[bytes, int] = {}
        self.whole: list[Piece] = []
        ends = [replace(axis, values=axis.values[[0, -1]]) for axis in (found.x, found.y)]
        movers = range(len(found.conflict.names))
        self._ends = [
            np.broadcast_to(table, (2, 2, table.shape[2]))
            for table in (
                payoffs_over(found.conflict, i, (ends[0], ends[1]), found.fixed) for i in movers
            )
        ]

    def judged(self, points: Floats) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Return ``verdicts`` and ``accepted`` at points, as of a map of one row."""
        found, places = self._found, points * self.scale
        axes = replace(found.x, values=places[:, 0]), replace(found.y, values=places[:, 1])
        return judged(found.conflict, axes, found.fixed, found.concepts, paired=True)

    def cut(self) -> Piece:
        """Return the map, cut until the points looked at in each piece agree."""
        root = Piece(np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]]))
        across, upwards = (
            (np.arange(len(axis.values) - 1) + _OFF) / (len(axis.values) - 1)
            for axis in (self._found.x, self._found.y)
        )
        points = np.stack(np.meshgrid(across, upwards), axis=2).reshape(-1, 2)
        layer = [_Seen(root, points, self._coded(points))]
        while layer:
            stopping.check()
            layer = self._halved(self._looked_into(layer))
        return root

    def _looked_into(self, layer: list[_Seen]) -> list[_Seen]:
        """Return the pieces with their middles, which come first, and points near corners."""
        more = []
        for seen in layer:
            corners = seen.piece.corners
            middle = corners.mean(axis=0)
            more.append(np.vstack([middle, middle + _NEAR * (corners - middle)]))
        codes = _parted(self._coded(np.vstack(more)), more)
        return [
            _Seen(one.piece, np.vstack([points, one.points]), np.concatenate([own, one.codes]))
            for one, points, own in zip(layer, more, codes, strict=True)
        ]

    def _halved(self, layer: list[_Seen]) -> list[_Seen]:
        """Cut the pieces in which points differ, if there is a line to cut them along."""
        room = len(self.whole) < _MOST
        differing = [room and bool((one.codes != one.codes[0]).any()) for one in layer]
        lines = iter(self._lines(list(itertools.compress(layer, differing))))
        halves = []
        for one, differs in zip(layer, differing, strict=True):
            line = next(lines) if differs else None
            parts = None if line is None else halved(one.piece.corners, line)
            if line is None or parts is None:
                one.piece.number = len(self.whole)
                self.whole.append(one.piece)
                continue
            one.piece.line, one.piece.halves = line, tuple(map(Piece, parts))
            below = side(line, one.points) < 0
            halves += [
                _Seen(half, one.points[here], one.codes[here])
                for half, here in zip(one.piece.halves, (below, ~below), strict=True)
            ]
        return halves

    def _coded(self, points: Floats) -> Indices:
        """Return a number for what holds and is accepted at each point, equal where it is."""
        verdicts, accepted = self.judged(points)
        rows = np.concatenate(
            [verdicts[:, 0].swapaxes(0, 1).reshape(len(points), -1), accepted[0]], 1
        )
        keys = (row.tobytes() for row in np.packbits(rows, axis=1))
        return np.array([self._codes.setdefault(key, len(self._codes)) for key in keys], np.int64)

    def _lines(self, layer: list[_Seen]) -> list[Line | None]:
        """Return, for each piece, a line on which what holds changes; None for what is rounding."""
        ends = [_apart(one) for one in layer]
        for _ in range(_ROUNDS if layer else 0):
            steps = [a + np.linspace(0, 1, _PARTS + 1)[:, None] * (b - a) for a, b in ends]
            codes = _parted(self._coded(np.vstack(steps)), steps)
            firsts = [int(np.flatnonzero(own[1:] != own[0])[0]) for own in codes]
            ends = [(row[k], row[k + 1]) for row, k in zip(steps, firsts, strict=True)]
        return [self._tied(start, end) for start, end in ends]

    def _tied(self, start: Floats, end: Floats) -> Line | None:
        """Return a line between two points that are close on which two states tie."""
        room = _ROOM * (end - start) / np.hypot(*(end - start))  # what is nearly equal is equal
        for table in self._ends:
            before, after = (_between(table, point) for point in (start - room, end + room))
            order = np.lexsort((after, before))
            swapped = np.flatnonzero(np.diff(after[order]) < 0)
            if swapped.size:
                apart = table[..., order[swapped[0] + 1]] - table[..., order[swapped[0]]]
                c = float(apart[0, 0])
                a, b = float(apart[0, 1]) - c, float(apart[1, 0]) - c
                size = float(np.hypot(a, b))
                return a / size, b / size, c / size
        return None


def _apart(one: _Seen) -> tuple[Floats, Floats]:
    """Return the middle of a piece and the nearest point at which something else holds."""
    others = one.points[one.codes != one.codes[0]]
    return one.points[0], others[np.argmin(np.abs(others - one.points[0]).sum(axis=1))]


def _parted(codes: Indices, points: Sequence[Floats]) -> list[Indices]:
    """Part the codes of all points into those of each piece."""
    return np.split(codes, np.cumsum([len(own) for own in points])[:-1])


def _between(table: Floats, point: Floats) -> Floats:
    """Return payoffs at a point from those at the ends of the axes. Shape (states,)."""
    along = point[0] * (table[0, 1] - table[0, 0]) + point[1] * (table[1, 0] - table[0, 0])
    payoffs: Floats = table[0, 0] + along
    return payoffs


def _area(corners: Floats) -> float:
    x, y = corners.T
    return 0.5 * abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1)))
