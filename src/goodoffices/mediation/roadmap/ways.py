"""The ways from one state to another, and the least of them in what their states cost.

Costs are whole numbers, so that sums are exact whatever their order. Where decision makers' moves
compose, the options that differ between the two states are turned once each, several options of one
decision maker in a step if it likes: ``Box``, worked through by the number of options turned. Other
moves are followed one by one, from the end: ``Arcs``.
"""

from __future__ import annotations

import heapq
import itertools
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from goodoffices import stopping
from goodoffices.errors import RequestError, SizeError
from goodoffices.model.conflict import Conflict
from goodoffices.model.moves import TensorMoves
from goodoffices.model.states import OptionStates, located

Bools = NDArray[np.bool_]
Indices = NDArray[np.int64]
MOST_OPTIONS = 20
MOST_NODES = 2**20
_STEPS = 64  # more than any way in a box has
_NEVER = 2**62


@dataclass(frozen=True)
class Way:
    """The states of a way (by index), and who makes each step."""

    states: tuple[int, ...]
    movers: tuple[int, ...]


class Ways(Protocol):
    """All ways from one state to another, over nodes.

    Attributes
    ----------
    state
        The state of each node. Shape (nodes,).
    moving
        Who still has steps to make at each node. Shape (nodes, decision makers).
    """

    @property
    def state(self) -> Indices:
        """The state of each node."""

    @property
    def moving(self) -> Bools:
        """Who still has steps to make."""

    def least(self, costs: Indices, allowed: Bools) -> tuple[int, Way] | None:
        """Return the least sum of costs over the nodes of a way, and of equal ones the shortest.

        Parameters
        ----------
        costs
            Per node, 0 or more. Shape (nodes,).
        allowed
            The nodes that a way may pass. Shape (nodes,).
        """


def ways(conflict: Conflict, start: int, end: int) -> Ways:
    """Return the ways between two states (by index).

    Raises
    ------
    RequestError
        No way can be there, as somebody would have to undo what cannot be undone.
    SizeError
        More than 20 options differ, or there are too many states to pass.
    """
    moves, states = conflict.moves, conflict.states
    if isinstance(moves, TensorMoves) and isinstance(states, OptionStates):
        return Box(conflict, moves, states, start, end)
    return Arcs(conflict, start, end)


class Box:
    """Ways that turn each option that differs once; a node is the set of options turned."""

    def __init__(
        self, conflict: Conflict, moves: TensorMoves, states: OptionStates, start: int, end: int
    ) -> None:
        self._states = states
        here, there = (self._strategies(place) for place in (start, end))
        for i, locks in enumerate(moves.locks):
            if (locks[here[i]] & ~locks[there[i]]).any():
                raise RequestError(
                    f"no way leads there: {conflict.names[i]} would have to undo what cannot be "
                    "undone"
                )
        turned = [
            np.flatnonzero(rows[a] != rows[b])
            for rows, a, b in zip(states.own, here, there, strict=True)
        ]
        self._owner = [i for i, options in enumerate(turned) for _ in options]
        if len(self._owner) > MOST_OPTIONS:
            raise SizeError(
                f"{len(self._owner)} options differ between the two states; the order of at most "
                f"{MOST_OPTIONS} is sought. Name a state on the way, and ask for each part"
            )
        self._masks = np.arange(2 ** len(self._owner))
        self._bits = [1 << k for k in range(len(self._owner))]
        self.state = self._states_of(here, turned)
        self.moving = np.column_stack(
            [(self._masks & self._mine(i)) != self._mine(i) for i in range(len(turned))]
        )
        count = np.bitwise_count(self._masks)
        self._layers = [np.flatnonzero(count == n) for n in range(1, len(self._owner) + 1)]

    def _strategies(self, state: int) -> list[int]:
        cell = self._states.cell(state)
        found = []
        for width in self._states.shape:
            cell, strategy = divmod(cell, width)
            found.append(strategy)
        return found

    def _mine(self, mover: int) -> int:
        return sum(
            bit for bit, owner in zip(self._bits, self._owner, strict=True) if owner == mover
        )

    def _states_of(self, here: list[int], turned: list[Indices]) -> Indices:
        """Return the state of each node, -1 where the options turned make none."""
        cells = np.zeros(len(self._masks), np.int64)
        possible = np.ones(len(self._masks), bool)
        first = 0
        for i, options in enumerate(turned):
            rows, stride = self._states.own[i], self._states.strides[i]
            place = {row.tobytes(): k for k, row in enumerate(rows)}
            own = []
            for picked in range(2 ** len(options)):
                row = rows[here[i]].copy()
                row[[o for k, o in enumerate(options) if picked >> k & 1]] ^= True
                own.append(place.get(row.tobytes(), -1))
            strategy = np.array(own)[self._masks >> first & (2 ** len(options) - 1)]
            possible &= strategy >= 0
            cells += strategy * stride
            first += len(options)
        if self._states.cells is None:
            return np.where(possible, cells, -1)
        return np.where(possible, located(self._states.cells, cells), -1)

    def least(self, costs: Indices, allowed: Bools) -> tuple[int, Way] | None:
        """As ``Ways.least``."""
        landed = np.full(len(self._masks), _NEVER)
        passing = {i: landed.copy() for i in set(self._owner)}
        open_nodes = allowed & (self.state >= 0)
        prices = costs * _STEPS + 1
        if not open_nodes[0]:
            return None
        landed[0] = prices[0]
        for layer in self._layers:
            stopping.check()
            self._advance(layer, landed, passing)
            reached = np.min([passing[i][layer] for i in passing], axis=0)
            ends = open_nodes[layer] & (reached < _NEVER)
            landed[layer[ends]] = reached[ends] + prices[layer[ends]]
        total = int(landed[-1])
        if total >= _NEVER:
            return None
        return total // _STEPS, self._way(landed, passing)

    def _advance(self, layer: Indices, landed: Indices, passing: dict[int, Indices]) -> None:
        """Say at what cost each decision maker comes to the nodes of a layer in one step."""
        for bit, owner in zip(self._bits, self._owner, strict=True):
            nodes = layer[layer & bit > 0]
            before = nodes ^ bit
            mine = passing[owner]
            mine[nodes] = np.minimum(mine[nodes], np.minimum(landed[before], mine[before]))

    def _way(self, landed: Indices, passing: dict[int, Indices]) -> Way:
        node = len(self._masks) - 1
        states, movers = [int(self.state[node])], []
        while node:
            mover = min(passing, key=lambda i: (passing[i][node], i))
            node = self._step_back(node, mover, landed, passing[mover])
            states.append(int(self.state[node]))
            movers.append(mover)
        return Way(tuple(states[::-1]), tuple(movers[::-1]))

    def _step_back(self, node: int, mover: int, landed: Indices, mine: Indices) -> int:
        """Return the node from which a decision maker came in its step to this one."""
        wanted = mine[node]
        while True:
            before = [
                node ^ bit
                for bit, owner in zip(self._bits, self._owner, strict=True)
                if owner == mover and node & bit
            ]
            from_rest = [k for k in before if landed[k] == wanted]
            if from_rest:
                return from_rest[0]
            node = next(k for k in before if mine[k] == wanted)


class Arcs:
    """Ways along any moves; a node is a state and the set of those who move later."""

    def __init__(self, conflict: Conflict, start: int, end: int) -> None:
        self._count, movers = len(conflict.states), len(conflict.names)
        if self._count << movers > MOST_NODES:
            raise SizeError(
                f"{self._count:,} states and {movers} decision makers; the order of steps is "
                "sought where states times 2 to the number of decision makers is at most "
                f"{MOST_NODES:,}"
            )
        nodes = np.arange(self._count << movers)
        self.state = nodes % self._count
        self.moving = (nodes[:, None] // self._count >> np.arange(movers) & 1).astype(bool)
        self._start, self._end = start, end
        self._into: list[list[tuple[int, int]]] = [[] for _ in range(self._count)]
        for mover in range(movers):
            for origin, target in zip(
                *(ends.tolist() for ends in conflict.moves.pairs(mover)), strict=True
            ):
                self._into[target].append((origin, mover))

    def least(self, costs: Indices, allowed: Bools) -> tuple[int, Way] | None:
        """As ``Ways.least``."""
        if not allowed[self._end]:
            return None
        order = itertools.count()
        waiting = [(int(costs[self._end]), 0, next(order), self._end, (self._end, -1))]
        came: dict[int, tuple[int, int]] = {}
        while waiting:
            stopping.check()
            cost, steps, _, node, link = heapq.heappop(waiting)
            if node in came:
                continue
            came[node] = link
            if node % self._count == self._start:
                return cost, self._way(node, came)
            for origin, mover in self._into[node % self._count]:
                before = (node // self._count | 1 << mover) * self._count + origin
                if before not in came and allowed[before]:
                    reached = (cost + int(costs[before]), steps + 1, next(order), before)
                    heapq.heappush(waiting, (*reached, (node, mover)))
        return None

    def _way(self, node: int, came: dict[int, tuple[int, int]]) -> Way:
        states, movers = [node % self._count], []
        while came[node][1] >= 0:
            node, mover = came[node]
            states.append(node % self._count)
            movers.append(mover)
        return Way(tuple(states), tuple(movers))
