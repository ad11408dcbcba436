"""What stands beside states: labels, where they cover least, and a pointer at the status quo.

Places are tried in one order, so that labels keep to one side of their states where they can.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from unicodedata import east_asian_width

import numpy as np
from numpy.typing import NDArray

from goodoffices.show.charts.arcs import RADIUS, Curve

Floats = NDArray[np.float64]

LINE_HEIGHT = 12.5
"""Of a line of a label, in pixels."""

_SLANT = RADIUS * 0.85
_STRAIGHT = RADIUS + 7
_CORNERS = ((1, -1), (-1, -1), (0, -1), (1, 1), (-1, 1), (0, 1), (1, 0), (-1, 0))
_BETWEEN = 6
_ORDER_COST = 1.5
_HEAD_COST = 3
_COVER_COST = 100
_DIRECTIONS = ((-1, 1), (-1, 0), (1, 1), (0, 1), (1, 0), (-1, -1), (0, -1), (1, -1))
_POINTER = RADIUS + 14
_ENOUGH = 14.0


@dataclass(frozen=True)
class Box:
    """A label's place in pixels, y upwards; its lines start, are centred or end at ``x``."""

    x: float
    top: float
    align: Literal["left", "center", "right"]
    left: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Pointer:
    """A triangle beside a state, in pixels and in degrees clockwise from up."""

    x: float
    y: float
    angle: float


def place_pointer(points: Floats, place: int, curves: Iterable[Curve]) -> Pointer:
    """Point at the state at ``place`` from where it is furthest from arcs and other states."""
    ink = np.concatenate([np.delete(points, place, axis=0), *(_ink(curve) for curve in curves)])
    sides = np.array(_DIRECTIONS) / np.hypot(*np.transpose(_DIRECTIONS))[:, None]
    spots = points[place] + sides * _POINTER
    room = np.hypot(*(spots[:, None] - ink).transpose(2, 0, 1)).min(axis=1, initial=_ENOUGH)
    best = int(np.argmax(room))
    angle = float(np.degrees(np.arctan2(-sides[best, 0], -sides[best, 1])))
    return Pointer(float(spots[best, 0]), float(spots[best, 1]), angle)


def place_labels(
    points: Floats,
    labels: Sequence[Sequence[str]],
    curves: Iterable[Curve],
    pointer: Pointer | None = None,
) -> list[Box]:
    """Find room for the labels, given as lines, of the states at ``points``. Shape (states, 2)."""
    curves = list(curves)
    ink = np.concatenate([np.zeros((0, 2)), *(_ink(curve) for curve in curves)])
    ink = ink[np.argsort(ink[:, 0])]
    heads = np.array([curve.head for curve in curves]).reshape(-1, 2)
    pointers = np.array([(p.x, p.y) for p in (pointer,) if p]).reshape(-1, 2)
    placed: list[Box] = []
    for point, label in zip(points, labels, strict=True):
        boxes = [_box(point, label, corner) for corner in _CORNERS]
        costs = [
            k * _ORDER_COST
            + _inside(box, _beside(box, ink, 1), 1)
            + _HEAD_COST * _inside(box, heads, 3)
            + _COVER_COST * _inside(box, points, RADIUS)
            + _COVER_COST * _inside(box, pointers, RADIUS / 2)
            + _COVER_COST * sum(_overlap(box, other) for other in placed)
            for k, box in enumerate(boxes)
        ]
        placed.append(boxes[int(np.argmin(costs))])
    return placed


def text_width(text: str) -> float:
    """Estimate how many pixels a line of a label is wide."""
    narrow = sum(c in " .,;:'il" for c in text)
    capital = sum(c.isupper() for c in text)
    wide = sum(east_asian_width(c) in "WF" for c in text)
    return 6.6 * len(text) - 2.8 * narrow + 1.8 * capital + 6.0 * wide


def _ink(curve: Curve) -> Floats:
    """Return the points of an arc's line with others between them."""
    share = np.arange(_BETWEEN)[:, None, None] / _BETWEEN
    step = curve.line[1:] - curve.line[:-1]
    between: Floats = (curve.line[:-1] + share * step).reshape(-1, 2)
    return between


def _box(point: Floats, label: Sequence[str], corner: tuple[int, int]) -> Box:
    width = max(map(text_width, label), default=0.0)
    height = LINE_HEIGHT * len(label)
    across, up = corner
    away = _SLANT if across and up else _STRAIGHT
    x = float(point[0]) + across * away
    left = x - width * (1 - across) / 2
    middle = float(point[1]) + up * (away + height / 2)
    align: Literal["left", "center", "right"] = ("center", "left", "right")[across]
    return Box(x, middle + height / 2, align, left, left + width, middle - height / 2)


def _inside(box: Box, points: Floats, margin: float) -> int:
    x, y = points.T
    across = (x > box.left - margin) & (x < box.right + margin)
    return int(np.count_nonzero(across & (y > box.bottom - margin) & (y < box.top + margin)))


def _beside(box: Box, points: Floats, margin: float) -> Floats:
    """Return those of many points, sorted from left to right, that are not left or right of it."""
    ends = box.left - margin, box.right + margin
    first, last = np.searchsorted(points[:, 0], ends)
    return points[first:last]


def _overlap(box: Box, other: Box) -> bool:
    across = box.left < other.right and other.left < box.right
    return across and box.bottom < other.top and other.bottom < box.top
