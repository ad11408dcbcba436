"""Moves as arcs: which are drawn, how each is bent, where its head points.

An arc is a parabola from state to state. It bends to the right of its direction where there is a
way back, so that both directions show; each further decision maker with the same move bends more;
and any arc bends as far as it takes to keep clear of the states that it passes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.conflict import Conflict
from goodoffices.stability.certainty.improving import gains

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

RADIUS = 15.0
"""Of a state, in pixels."""

_REACH = RADIUS + 8
_HEAD = 5.0
_CLEAR = RADIUS + 9
_LANE = 11.0
_SAMPLES = 25
_DRAWN = 9
_STEP = 9.0
_WIDEST = 14 * _STEP + _CLEAR


@dataclass(frozen=True)
class Arc:
    """A move of the decision maker at ``mover`` between places in the picture.

    Attributes
    ----------
    improvement
        Whether its mover surely gains.
    possible
        Whether it may gain and need not, as far as is known.
    """

    mover: int
    origin: int
    target: int
    improvement: bool
    possible: bool = False


@dataclass(frozen=True, eq=False)
class Curve:
    """An arc as drawn: its line, and its head's middle and direction (degrees from up, clockwise).

    Attributes
    ----------
    line
        Shape (points, 2).
    """

    line: Floats
    head: tuple[float, float]
    angle: float


def moves_between(conflict: Conflict, chosen: Indices, movers: Sequence[int]) -> list[Arc]:
    """List the moves of these decision makers between the chosen states."""
    place = np.full(len(conflict.states), -1)
    place[chosen] = np.arange(len(chosen))
    found = []
    for mover in movers:
        for origin in chosen.tolist():
            targets = conflict.moves.destinations(mover, origin)
            targets = targets[place[targets] >= 0]
            sure, may = gains(conflict, mover, origin, targets)
            for target, gain, possible in zip(place[targets], sure, may & ~sure, strict=True):
                ends = int(place[origin]), int(target)
                found.append(Arc(mover, *ends, bool(gain), bool(possible)))
    return found


def bend(points: Floats, arcs: Iterable[Arc]) -> list[Curve]:
    """Draw the arcs between states at ``points``. Shape of points (states, 2)."""
    arcs = list(arcs)
    joined = {(arc.origin, arc.target) for arc in arcs}
    lanes: Counter[tuple[int, int]] = Counter()
    curves = []
    for arc in arcs:
        ends = (arc.origin, arc.target)
        mutual = ends[::-1] in joined
        lane = lanes[ends]
        lanes[ends] += 1
        curves.append(_curve(points, arc, _bends(points, arc, lane, mutual=mutual)))
    return curves


def _bends(points: Floats, arc: Arc, lane: int, *, mutual: bool) -> Floats:
    """Heights to try, in order; to the right of the arc's direction where positive."""
    length = float(np.hypot(*(points[arc.target] - points[arc.origin])))
    least = lane * _LANE + (5 + length * 0.035 if mutual else 0)
    more = np.arange(0.0, 14.0) * _STEP
    both = least + more if mutual else np.stack([least + more, -least - more], axis=1).ravel()
    return np.asarray(both)


def _curve(points: Floats, arc: Arc, heights: Floats) -> Curve:
    start, end = points[arc.origin], points[arc.target]
    others = _between(np.delete(points, [arc.origin, arc.target], axis=0), start, end)
    lines = _parabolas(start, end, heights)
    near = np.hypot(*(lines[:, :, None] - others).transpose(3, 0, 1, 2)).min(1)
    away = near.min(1, initial=np.inf)
    clear = np.flatnonzero(away >= _CLEAR)
    best = int(clear[0]) if clear.size else int(np.argmax(away))
    return _trimmed(_parabolas(start, end, heights[[best]], 6 * _SAMPLES)[0], start, end)


def _between(points: Floats, start: Floats, end: Floats) -> Floats:
    """Return the points that an arc could come near to."""
    low, high = np.minimum(start, end) - _WIDEST, np.maximum(start, end) + _WIDEST
    return points[((points > low) & (points < high)).all(axis=1)]


def _parabolas(start: Floats, end: Floats, heights: Floats, samples: int = _SAMPLES) -> Floats:
    """Parabolas between two points, one per height. Shape (heights, samples, 2)."""
    step = end - start
    right = np.array([step[1], -step[0]]) / np.hypot(*step)
    control = (start + end) / 2 + 2 * heights[:, None, None] * right
    t = np.linspace(0, 1, samples)[None, :, None]
    line: Floats = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end
    return line


def _trimmed(line: Floats, start: Floats, end: Floats) -> Curve:
    """Cut off what lies under the states at both ends, and put the head before the target."""
    leaving = np.hypot(*(line - start).T) >= _REACH - 3
    arriving = np.hypot(*(line - end).T) >= _REACH + _HEAD
    kept = line[leaving & arriving]
    direction = kept[-1] - kept[-2]
    direction /= np.hypot(*direction)
    head = kept[-1] + direction * _HEAD / 2
    thinned = kept[np.round(np.linspace(0, len(kept) - 1, _DRAWN)).astype(int)]
    angle = float(np.degrees(np.arctan2(direction[0], direction[1])))
    return Curve(np.round(thinned, 1), (float(head[0]), float(head[1])), round(angle, 1))
