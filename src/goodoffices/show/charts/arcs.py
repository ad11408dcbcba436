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
Bools = NDArray[np.bool_]

RADIUS = 15.0
"""Of a state, in pixels."""

_REACH = RADIUS + 8
_HEAD = 5.0
_CLEAR = RADIUS + 9
_LANE = 11.0
_SAMPLES = 25
_DRAWN = 9
_STEP = 9.0
_HEIGHTS = 14
_WIDEST = _HEIGHTS * _STEP + _CLEAR


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
        Points along it. Shape (points, 2).
    control
        The middle control point of the line as a quadratic Bézier curve. Shape (2,).
    """

    line: Floats
    control: Floats
    head: tuple[float, float]
    angle: float

    def path(self) -> str:
        """Return the line as an SVG path from where it begins, with y downwards."""
        away = (np.stack([self.control, self.line[-1]]) - self.line[0]) * [1, -1] + 0.0
        (right, down), (far, low) = away.tolist()
        return f"M0,0Q{right:.1f},{down:.1f} {far:.1f},{low:.1f}"


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
    if not arcs:
        return []
    ends = np.array([(arc.origin, arc.target) for arc in arcs])
    start, end = points[ends[:, 0]], points[ends[:, 1]]
    return _trimmed(start, end, _clear_heights(points, ends, *_least_heights(start, end, arcs)))


def _least_heights(start: Floats, end: Floats, arcs: Sequence[Arc]) -> tuple[Floats, Bools]:
    """Return how far each arc bends at least, and whether there is a way back."""
    joined = {(arc.origin, arc.target) for arc in arcs}
    lanes: Counter[tuple[int, int]] = Counter()
    lane, mutual = np.empty(len(arcs)), np.empty(len(arcs), bool)
    for place, arc in enumerate(arcs):
        ends = (arc.origin, arc.target)
        lane[place], mutual[place] = lanes[ends], ends[::-1] in joined
        lanes[ends] += 1
    length = np.hypot(*(end - start).T)
    return lane * _LANE + np.where(mutual, 5 + length * 0.035, 0), mutual


def _clear_heights(points: Floats, ends: Indices, least: Floats, mutual: Bools) -> Floats:
    """Return the first height of each arc that keeps clear of states, else the one furthest off.

    Heights are to the right of the arc's direction where positive. Where there is no way back, each
    is tried to both sides.
    """
    start, end = points[ends[:, 0]], points[ends[:, 1]]
    passed = _between(points, ends)
    best, furthest = least.copy(), np.full(len(ends), -np.inf)
    for tried in range(2 * _HEIGHTS):
        both = least + tried // 2 * _STEP
        height = np.where(mutual, least + tried * _STEP, both if tried % 2 == 0 else -both)
        left = np.flatnonzero((furthest < _CLEAR) & (~mutual | (tried < _HEIGHTS)))
        away = _away(points, passed[left], _parabolas(start[left], end[left], height[left]))
        better = away > furthest[left]
        best[left[better]], furthest[left[better]] = height[left[better]], away[better]
    return best


def _away(points: Floats, passed: Bools, lines: Floats) -> Floats:
    """Return how near each line comes to the states that it passes. Shape of lines (n, samples, 2).

    Parameters
    ----------
    passed
        Whether a line could come near to a state. Shape (n, states).
    """
    line, state = np.nonzero(passed)
    near = np.hypot(*(lines[line] - points[state][:, None]).transpose(2, 0, 1)).min(axis=1)
    away = np.full(len(lines), np.inf)
    np.minimum.at(away, line, near)
    return away


def _between(points: Floats, ends: Indices) -> Bools:
    """Return which states each arc could come near to. Shape (arcs, states)."""
    sides = points[ends]
    low, high = sides.min(axis=1) - _WIDEST, sides.max(axis=1) + _WIDEST
    near: Bools = ((points > low[:, None]) & (points < high[:, None])).all(axis=2)
    near[np.arange(len(ends))[:, None], ends] = False
    return near


def _parabolas(start: Floats, end: Floats, height: Floats, samples: int = _SAMPLES) -> Floats:
    """Parabolas between pairs of points. Shape (pairs, samples, 2)."""
    t = np.linspace(0, 1, samples)[:, None]
    control = _control(start, end, height)
    first, middle, last = start[:, None], control[:, None], end[:, None]
    line: Floats = (1 - t) ** 2 * first + 2 * t * (1 - t) * middle + t**2 * last
    return line


def _control(start: Floats, end: Floats, height: Floats) -> Floats:
    """Return the middle control points of parabolas as Bézier curves. Shape (pairs, 2)."""
    step = end - start
    right = np.stack([step[:, 1], -step[:, 0]], axis=1) / np.hypot(*step.T)[:, None]
    control: Floats = (start + end) / 2 + 2 * height[:, None] * right
    return control


def _trimmed(start: Floats, end: Floats, height: Floats) -> list[Curve]:
    """Cut off what lies under the states at both ends, and put the heads before the targets."""
    samples = 6 * _SAMPLES
    lines = _parabolas(start, end, height, samples)
    leaving = np.hypot(*(lines - start[:, None]).transpose(2, 0, 1)) >= _REACH - 3
    arriving = np.hypot(*(lines - end[:, None]).transpose(2, 0, 1)) >= _REACH + _HEAD
    kept = leaving & arriving
    order = np.argsort(~kept, axis=1, kind="stable")  # of the samples, those that are kept first
    shown = np.round(np.linspace(0, kept.sum(axis=1) - 1, _DRAWN, axis=1)).astype(int)
    each = np.arange(len(lines))
    last = order[each, shown[:, -1]]
    direction = lines[each, last] - lines[each, order[each, shown[:, -1] - 1]]
    direction /= np.hypot(*direction.T)[:, None]
    heads = lines[each, last] + direction * _HEAD / 2
    angles = np.degrees(np.arctan2(*direction.T)).tolist()
    thinned = np.take_along_axis(order, shown, axis=1)
    drawn = np.round(lines[each[:, None], thinned], 1)
    t = np.linspace(0, 1, samples)
    controls = _part(start, _control(start, end, height), end, t[thinned[:, :1]], t[last][:, None])
    rows = zip(drawn, np.round(controls, 1), heads.tolist(), angles, strict=True)
    return [Curve(line, control, (x, y), round(angle, 1)) for line, control, (x, y), angle in rows]


def _part(start: Floats, control: Floats, end: Floats, since: Floats, until: Floats) -> Floats:
    """Return the middle control points of parts of Bézier curves: the blossom of their ends."""
    first = (1 - since) * start + since * control
    last = (1 - since) * control + since * end
    middle: Floats = (1 - until) * first + until * last
    return middle
