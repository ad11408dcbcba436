"""Where the states of a conflict stand in its picture.

In option form every decision maker gets a direction, and a state stands at the sum of its
strategies' steps: the first two directions make a grid, the third recedes as in a drawing of a
box, further ones place copies of all that beside each other. So all moves of a decision maker run
parallel. The directions are given out so that moves are short on the average. A state that
stands for several patterns is drawn in their midst.

Conflicts in graph form have no strategies; there a force-directed drawing and a circle are
compared by crossings and by moves that run into states on their way.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import require
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import median
from goodoffices.model.states import ListedStates, OptionStates
from goodoffices.show.language import say

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

SPACING = 118.0
"""Pixels between a state and its nearest neighbour, as a rule."""

_LEAST = 72.0
_CLOSEST = 0.3
_GAP = 0.1
_SLANT = 0.2  # of copies beside each other, so that arcs to them do not run along the rows
_PLANE = 2
_STARTS = 8
_NEAR = 0.25
_HIT_COST = 4
_MOST_ORDERS = 720


@dataclass(frozen=True)
class Headings:
    """Names of the columns or of the rows of a grid.

    Attributes
    ----------
    owner
        The decision maker whose strategies they are.
    strategies
        Name and place, x below the columns and y left of the rows.
    """

    owner: str
    strategies: tuple[tuple[str, float], ...]
    side: Literal["below", "left"]


@dataclass(frozen=True, eq=False)
class Layout:
    """Places in pixels, x to the right and y upwards.

    Attributes
    ----------
    points
        Shape (states, 2).
    headings
        Of the columns and rows, where the states make a plain grid.
    """

    points: Floats
    headings: tuple[Headings, ...] = ()


def lay_out(conflict: Conflict, chosen: Indices, links: Indices) -> Layout:
    """Place states.

    Parameters
    ----------
    chosen
        Indices of the states to place. Shape (k,).
    links
        Pairs of places in ``chosen`` that a move joins. Shape (links, 2).
    """
    states = conflict.states
    if not isinstance(states, ListedStates):
        levels = _levels(states, chosen)
        varying = [i for i, column in enumerate(levels.T) if np.ptp(column) > 0]
        points, order = _along_directions(levels, varying, links)
        if _closest(points) >= _CLOSEST:
            points = _scaled(points)
            return Layout(points, _headings(conflict, states, chosen, points, order))
    return Layout(_scaled(_untangled(len(chosen), links)))


def _levels(states: OptionStates, chosen: Indices) -> Floats:
    """Each state's strategies, counted among those that occur; means where patterns are merged."""
    owner, patterns = [], []
    for place, index in enumerate(chosen.tolist()):
        members = states.members(index)
        owner += [place] * len(members)
        patterns += members
    cells = np.array([states.cell(pattern) for pattern in patterns])
    levels = np.empty((len(chosen), len(states.shape)))
    for i, (stride, width) in enumerate(zip(states.strides, states.shape, strict=True)):
        used = np.unique(cells // stride % width, return_inverse=True)[1]
        levels[:, i] = np.bincount(owner, weights=used) / np.bincount(owner)
    return levels


def _along_directions(
    levels: Floats, varying: Sequence[int], links: Indices
) -> tuple[Floats, tuple[int, ...]]:
    """Try the ways to give directions to decision makers; shortest moves win, then broad ones."""
    widest_first = sorted(varying, key=lambda i: -float(np.ptp(levels[:, i])))
    orders = itertools.islice(itertools.permutations(widest_first), _MOST_ORDERS)
    order = min(orders, key=lambda tried: _cost(_sum_of_steps(levels, tried), links))
    return _sum_of_steps(levels, order), order


def _cost(points: Floats, links: Indices) -> tuple[float, bool]:
    breadth, height = np.ptp(points, axis=0)
    return round(_mean_length(points, links), 6), bool(height > breadth)


def _sum_of_steps(levels: Floats, order: Sequence[int]) -> Floats:
    points = np.zeros((len(levels), 2))
    extent = np.zeros(2)
    for slot, i in enumerate(order):
        width = float(np.ptp(levels[:, i]))
        if slot < _PLANE:
            step = np.eye(_PLANE)[slot]
        elif slot == _PLANE:
            step = np.full(_PLANE, 1 / (width + 1))
        else:
            short = int(extent[0] * 2 > extent[1] * 3)
            step = np.full(_PLANE, _SLANT)
            step[short] = extent[short] + 1 + _GAP
        points += levels[:, [i]] * step
        extent += width * step
    return points


def _mean_length(points: Floats, links: Indices) -> float:
    """Mean length of the links, the closest two states being 1 apart."""
    if not len(links):
        return float(np.ptp(points, axis=0).sum())
    steps = points[links[:, 0]] - points[links[:, 1]]
    return float(np.hypot(*steps.T).mean()) / max(_closest(points), _CLOSEST / 10)


def _nearest(points: Floats) -> Floats:
    """Distance of each state's nearest neighbour; 1 for a state alone."""
    if len(points) == 1:
        return np.ones(1)
    between = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    np.fill_diagonal(between, np.inf)
    nearest: Floats = between.min(axis=1)
    return nearest


def _closest(points: Floats) -> float:
    return float(_nearest(points).min())


def _scaled(points: Floats) -> Floats:
    """Move the least coordinates to 0; bring neighbours ``SPACING`` apart, as a rule."""
    factor = max(SPACING / median(_nearest(points)), _LEAST / _closest(points))
    scaled: Floats = np.round((points - points.min(axis=0)) * factor, 1)
    return scaled


def _headings(
    conflict: Conflict, states: OptionStates, chosen: Indices, points: Floats, order: Sequence[int]
) -> tuple[Headings, ...]:
    """Name the strategies below the columns and left of the rows of a grid."""
    if states.lowest is not None or len(order) > _PLANE:
        return ()
    headings = []
    sides: tuple[Literal["below", "left"], ...] = ("below", "left")
    for axis, (i, side) in enumerate(zip(order, sides, strict=False)):
        along, firsts = np.unique(points[:, axis], return_index=True)
        names = [_strategy_name(conflict, states, i, k) for k in chosen[firsts].tolist()]
        owner = conflict.decision_makers[i].title
        headings.append(Headings(owner, tuple(zip(names, along.tolist(), strict=True)), side))
    return tuple(headings)


def _strategy_name(conflict: Conflict, states: OptionStates, mover: int, index: int) -> str:
    strategy = states.cell(index) // states.strides[mover] % states.shape[mover]
    options = conflict.decision_makers[mover].options
    taken = [o.name for o, yes in zip(options, states.own[mover][strategy], strict=True) if yes]
    if taken:
        return " + ".join(taken)
    return say("not {}", options[0].name) if len(options) == 1 else say("none")


def _untangled(count: int, links: Indices) -> Floats:
    """Place states that are known by their links only; the least tangled of several drawings."""
    drawings = _drawings(count, links)
    return min(drawings, key=lambda points: _tangle(points, links))


def _drawings(count: int, links: Indices) -> list[Floats]:
    require("report", "networkx")
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(links.tolist())
    leaders = [min(part) for part in nx.connected_components(graph)]
    graph.add_edges_from(itertools.pairwise(leaders))  # else unconnected parts fly apart
    circle = nx.circular_layout(graph)
    random = np.random.default_rng(0)
    scattered = [dict(enumerate(random.random((count, 2)))) for _ in range(_STARTS)]
    distance = 2 / np.sqrt(max(count, 1))
    springs = [
        nx.spring_layout(graph, pos=start, k=distance, iterations=300, seed=0)
        for start in [circle, *scattered]
    ]
    clockwise = _points(circle, count)[:, ::-1]
    return [clockwise, *(_upright(_points(spring, count)) for spring in springs)]


def _points(places: Mapping[int, Floats], count: int) -> Floats:
    return np.array([places[k] for k in range(count)])


def _upright(points: Floats) -> Floats:
    """Turn a drawing so that it is broad, with its first state at the upper left."""
    centred = points - points.mean(axis=0)
    turned: Floats = centred @ np.linalg.svd(centred, full_matrices=False)[2].T
    return turned * np.where(turned[0] * [1, -1] > 0, -1, 1)


def _tangle(points: Floats, links: Indices) -> float:
    """Crossings of links, plus dear ones for links that run into a state on their way."""
    scaled = points / max(_closest(points), _CLOSEST / 10)
    a, b = scaled[links[:, 0]], scaled[links[:, 1]]
    beside = _side(a[:, None], b[:, None], a) * _side(a[:, None], b[:, None], b) < 0
    crossings = np.count_nonzero(beside & beside.T) / 2
    along = b - a
    share = ((scaled[None] - a[:, None]) * along[:, None]).sum(2) / (along**2).sum(1)[:, None]
    nearest = a[:, None] + np.clip(share, 0, 1)[..., None] * along[:, None]
    hits = np.count_nonzero(np.hypot(*(nearest - scaled).transpose(2, 0, 1)) < _NEAR)
    return crossings + _HIT_COST * (hits - 2 * len(links)) + float(np.ptp(scaled, axis=0).sum())


def _side(a: Floats, b: Floats, c: Floats) -> Floats:
    """Which side of the line from a to b is c on: 1 left, -1 right, 0 on it."""
    turn = (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (
        c[..., 0] - a[..., 0]
    )
    return np.sign(np.round(turn, 9))
