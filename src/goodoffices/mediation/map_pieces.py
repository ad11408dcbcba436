"""The pieces of a pressure map: what holds between borders that are computed, not read off points.

A map is cut in two along a straight line, and each half again (a binary space partition; Fuchs,
Kedem & Naylor 1980), so that every piece is convex. ``map_cutting`` says along which lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodoffices.mediation.pressure_map import PressureMap

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Line = tuple[float, float, float]

THIN = 1e-9
"""Of an axis: what is nearer than this is at the same place."""
_PLACES = 8


@dataclass(eq=False)
class Piece:
    """A convex part of the map, cut in two or whole.

    Attributes
    ----------
    corners
        In shares of the axes, in order around it. Shape (corners, 2).
    number
        Of a whole piece: its place in ``Pieces``; else -1.
    line
        Of a piece cut in two: a, b, c with a x + b y + c below 0 on the first of its halves.
    """

    corners: Floats
    number: int = -1
    line: Line | None = None
    halves: tuple[Piece, ...] = ()


@dataclass(frozen=True, eq=False)
class Pieces:
    """A map by pieces.

    Attributes
    ----------
    root
        The map, cut.
    inside
        What holds in each piece, as a map of one row of points.
    areas
        Share of the map that each covers. Shape (pieces,).
    corners
        Of each piece, in values of the axes. Shapes (corners, 2).
    """

    root: Piece
    inside: PressureMap
    areas: Floats
    corners: tuple[Floats, ...]
    scale: Floats = field(repr=False)

    def at(self, points: Floats) -> Indices:
        """Return in which piece each point is, given in shares of the axes. Shape (points,)."""
        found = np.empty(len(points), np.int64)
        waiting = [(self.root, np.arange(len(points)))]
        while waiting:
            piece, here = waiting.pop()
            if piece.line is None:
                found[here] = piece.number
                continue
            below = side(piece.line, points[here]) < 0
            waiting += zip(piece.halves, (here[below], here[~below]), strict=True)
        return found

    def joined(self, codes: Indices) -> list[tuple[int, Floats]]:
        """Return code and corners of pieces, those of equal codes joined where that is convex."""
        return self._joined(self.root, codes)

    def _joined(self, piece: Piece, codes: Indices) -> list[tuple[int, Floats]]:
        if piece.line is None:
            return [(int(codes[piece.number]), piece.corners * self.scale)]
        halves = [self._joined(half, codes) for half in piece.halves]
        if all(len(half) == 1 for half in halves) and halves[0][0][0] == halves[1][0][0]:
            return [(halves[0][0][0], piece.corners * self.scale)]
        return halves[0] + halves[1]

    @cached_property
    def _sides(self) -> list[tuple[tuple[float, ...], list[float], Indices]]:
        """Each cut's line, its stops along it, and the pieces on both sides between these."""
        corners = np.vstack([corners / self.scale for corners in self.corners])
        cuts = [(*cut, _stops(cut[0], cut[1], corners)) for cut in _cuts(self.root)]
        beside = [
            (ends[1:] + ends[:-1]) / 2 + s * THIN * normal
            for _, _, normal, ends in cuts
            for s in (-1, 1)
        ]
        parts = np.cumsum([len(points) for points in beside])[:-1]
        pieces = np.split(self.at(np.vstack([np.zeros((0, 2)), *beside])), parts)
        return [
            (
                tuple(np.round([*normal, normal @ start], _PLACES).tolist()),
                (ends @ _across(normal)).tolist(),
                np.stack(pieces[2 * k : 2 * k + 2]),
            )
            for k, (start, _, normal, ends) in enumerate(cuts)
        ]

    def borders(self, codes: Indices) -> Iterator[tuple[float, float, float, float]]:
        """Yield the lines (x, y, x2, y2), in values of the axes, between codes that differ."""
        stretches: dict[tuple[float, ...], list[tuple[float, float]]] = {}
        for line, along, sides in self._sides:
            below, above = codes[sides]
            runs = [(along[first], along[last]) for first, last in _runs(below != above)]
            stretches.setdefault(line, []).extend(runs)
        for (a, b, c), runs in stretches.items():
            normal = np.array([a, b])
            for low, high in _merged(runs):
                ends = c * normal + np.outer([low, high], _across(normal))
                x, y, x2, y2 = (ends * self.scale).ravel().tolist()
                yield x, y, x2, y2


def side(line: Line, points: Floats) -> Floats:
    """Return how far points are from a line, below 0 on its first side. Shape (points,)."""
    signed: Floats = points @ np.array(line[:2]) + line[2]
    return signed


def halved(corners: Floats, line: Line) -> tuple[Floats, Floats] | None:
    """Cut a convex polygon along a line; None where next to nothing would be cut off."""
    sides = side(line, corners)
    sides[np.abs(sides) < THIN] = 0.0
    if not (sides < 0).any() or not (sides > 0).any():
        return None
    low, high = [], []
    for k, (here, there) in enumerate(zip(sides, np.roll(sides, -1), strict=True)):
        if here <= 0:
            low.append(corners[k])
        if here >= 0:
            high.append(corners[k])
        if here * there < 0:
            crossing = corners[k] + here / (here - there) * (
                corners[(k + 1) % len(sides)] - corners[k]
            )
            low.append(crossing)
            high.append(crossing)
    return np.array(low), np.array(high)


def _cuts(piece: Piece) -> Iterator[tuple[Floats, Floats, Floats]]:
    """Yield where a piece and its halves are cut: start, end, and the direction across."""
    if piece.line is None:
        return
    along = piece.halves[0].corners
    on_it = along[np.abs(side(piece.line, along)) < 2 * THIN]
    normal = np.array(piece.line[:2])
    if tuple(np.round(normal, _PLACES)) < (0.0, 0.0):
        normal = -normal  # the same line has one direction
    place = on_it @ _across(normal)
    yield on_it[np.argmin(place)], on_it[np.argmax(place)], normal
    for half in piece.halves:
        yield from _cuts(half)


def _across(normal: Floats) -> Floats:
    return np.array([-normal[1], normal[0]])


def _stops(start: Floats, end: Floats, corners: Floats) -> Floats:
    """Return the ends of a line and the corners that are on it, in order. Shape (stops, 2)."""
    along = end - start
    place = (corners - start) @ along / (along @ along)
    off = np.abs((corners - start) @ np.array([-along[1], along[0]])) / np.hypot(*along)
    inner = np.sort(place[(off < 2 * THIN) & (place > 0) & (place < 1)])
    places = np.concatenate([[0.0], inner[np.diff(inner, prepend=0.0) > THIN], [1.0]])
    stops: Floats = start + places[:, None] * along
    return stops


def _runs(marked: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Yield where runs of marked places begin and end."""
    edges = np.flatnonzero(np.diff(np.r_[False, marked, False].astype(int)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _merged(runs: list[tuple[float, float]]) -> list[list[float]]:
    """Join stretches of a line that touch."""
    joined: list[list[float]] = []
    for low, high in sorted(runs):
        if joined and low - joined[-1][1] < 2 * THIN:
            joined[-1][1] = max(joined[-1][1], high)
        else:
            joined.append([low, high])
    return joined
