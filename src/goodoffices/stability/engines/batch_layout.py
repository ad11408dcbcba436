"""What the loops over samples are to know of moves, worked out once for all samples."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.moves import ArcMoves, TensorMoves

Indices = NDArray[np.int64]
Listed = tuple[Indices, Indices, Indices]


def lines_of(moves: TensorMoves, states: int) -> Listed:
    """Return members, bounds and counts of every mover's lines (see ``batch_kernels``)."""
    cells = np.arange(states) if moves.cells is None else moves.cells
    lines = []
    for mover, width in enumerate(moves.shape):
        stride = math.prod(moves.shape[:mover])
        lines.append(cells - cells // stride % width * stride)
    return _grouped(np.array(lines))


def groups_of(moves: TensorMoves, lines: Listed) -> Listed:
    """Return, likewise, the groups of states among which all but one mover can go to and fro."""
    members, bounds, counts = lines
    states = members.shape[1]
    groups = []
    for focal in range(len(moves.shape)):
        least = np.arange(states)
        before = None
        while before is None or (before != least).any():
            before = least.copy()
            for j in range(len(moves.shape)):
                if j != focal:
                    starts = bounds[j, : counts[j]]
                    found = np.minimum.reduceat(least[members[j]], starts)
                    least[members[j]] = np.repeat(found, np.diff(bounds[j, : counts[j] + 1]))
        groups.append(least)
    return _grouped(np.array(groups))


def visits_of(lines: Listed, groups: Listed) -> tuple[Indices, Indices]:
    """Return, per mover, the others' lines to visit, and their ends (see ``relax_lines``)."""
    n, states = lines[0].shape
    found = [_lines_by_group(lines, groups, focal) for focal in range(n)]
    visits = np.zeros((n, max(len(rows) for rows, _ in found), 3), np.int64)
    ends = np.zeros((n, states + 1), np.int64)
    for focal, (rows, group) in enumerate(found):
        visits[focal, : len(rows)] = rows
        ends[focal] = np.searchsorted(group, np.arange(states + 1))
    return visits, ends


def _lines_by_group(lines: Listed, groups: Listed, focal: int) -> tuple[Indices, Indices]:
    """Return the others' lines of two states or more, and their groups, group by group.

    A line is whose it is, where it begins and how many states it has. Shape (lines, 3).
    """
    members, bounds, counts = lines
    n, states = members.shape
    group = np.empty(states, np.int64)
    group[groups[0][focal]] = np.repeat(
        np.arange(groups[2][focal]), np.diff(groups[1][focal, : groups[2][focal] + 1])
    )
    rows = [np.zeros((0, 3), np.int64)]
    for j in range(n):
        if j != focal:
            first, width = bounds[j, : counts[j]], np.diff(bounds[j, : counts[j] + 1])
            rows.append(np.array([np.full_like(first, j), first, width]).T[width > 1])
    listed = np.concatenate(rows)
    where = group[members[listed[:, 0], listed[:, 1]]]
    order = np.argsort(where, kind="stable")
    return listed[order], where[order]


def pairs_of(concepts: Indices) -> Indices:
    """Return which concepts can be judged by at once, since they believe in the same replies."""
    found: list[tuple[int, int]] = []
    for replies in np.unique(concepts[:, 1]):
        rows = np.flatnonzero(concepts[:, 1] == replies).tolist()
        found += [(rows[k], rows[min(k + 1, len(rows) - 1)]) for k in range(0, len(rows), 2)]
    return np.array(found, np.int64).reshape(-1, 2)


def _grouped(labels: Indices) -> tuple[Indices, Indices, Indices]:
    """Sort states by label, per row: the states in order, where each label begins, how many."""
    count, states = labels.shape
    members = np.argsort(labels, axis=1, kind="stable")
    bounds = np.full((count, states + 1), states, np.int64)
    counts = np.empty(count, np.int64)
    for row in range(count):
        ordered = labels[row, members[row]]
        starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
        counts[row] = len(starts)
        bounds[row, : len(starts)] = starts
    return members, bounds, counts


def arcs_of(moves: TensorMoves, states: int) -> ArcMoves:
    """Return a tensor's moves as arcs."""
    pairs = [moves.pairs(mover) for mover in range(len(moves.shape))]
    return ArcMoves.from_pairs(pairs, states)
