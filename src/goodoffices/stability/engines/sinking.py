"""Worst cases of eight questions at once: how values sink, axis by axis, to what replies lead to.

Lanes are those of ``lanes``. Replies are a least fixpoint of per-axis minima; groups of axes are
visited in turn (see ``lines``), each passing over where nothing has fallen since its last visit.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.stability.concepts import CONCEPTS
from goodoffices.stability.engines.any_reply import Locks, Worst, steps_between
from goodoffices.stability.engines.compiled import Kernel, over_lines
from goodoffices.stability.engines.groups import Group, groups_of
from goodoffices.stability.engines.keys import ABSENT, NOTHING, Keys
from goodoffices.stability.engines.lanes import fill_lanes
from goodoffices.stability.engines.lines import (
    LAST_VISIT,
    answer_blocks,
    best_reached,
    rank_lines,
)
from goodoffices.stability.engines.questions import LANES, Question, entries_of

Order = NDArray[np.unsignedinteger]


class Tensor:
    """Keys of all decision makers along the axes of their strategies.

    Parameters
    ----------
    keys
        Shape (decision makers, cells).
    full
        Whether every cell is a state.
    escapes
        Per decision maker, the tables of ``lines.best_reached``, of those that are asked about.

    Attributes
    ----------
    inner
        Per decision maker, the step of its axis.
    """

    def __init__(
        self,
        shape: Sequence[int],
        locks: Locks,
        keys: Keys,
        *,
        full: bool,
        escapes: Sequence[Keys] = (),
    ) -> None:
        self.shape = tuple(shape)
        self.size = math.prod(shape)
        self.full = full
        self.locks = locks
        self.keys = keys
        self._orders: Order = np.empty(0, np.uint8)
        self._begin: dict[int, int] = {}
        self._rules = _padded(locks)
        self.inner = [math.prod(shape[:i]) for i in range(len(shape))]
        self.escapes = list(escapes) or [
            self.best_reached(i, Worst(own, self._steps(i, 1)), 1) for i, own in enumerate(keys)
        ]

    def slab(self, mover: int, first: int, last: int) -> Tensor:
        """Return the part with some of a decision maker's strategies, for questions about it.

        What it can be changed to, its escape values, are those of the whole.
        """
        inner, width = self.inner[mover], self.shape[mover]
        keys = self.keys.reshape(len(self.keys), -1, width, inner)[:, :, first:last]
        shape, locks, none = list(self.shape), list(self.locks), np.zeros((1, 1, 0), np.int32)
        shape[mover] = last - first
        locks[mover] = (locks[mover][0][first:last], locks[mover][1])
        escapes = [table if i == mover else none for i, table in enumerate(self.escapes)]
        flat = keys.reshape(len(keys), -1)
        return Tensor(shape, locks, flat, full=self.full, escapes=escapes)

    def room(self) -> Keys:
        """Return room for the lanes of all cells."""
        return np.empty((self.size, LANES), np.int32)

    def best_reached(self, mover: int, worst: Worst, questions: int) -> Keys:
        """Return the best that each class on a line can be changed to, for each question."""
        many = len(self.locks[mover][1])
        table = np.empty((questions, many, self.size // self.shape[mover]), np.int32)
        arguments = (self.keys[mover], worst.values, worst.steps, table, *self.locks[mover])
        self.over_lines(best_reached, mover, *arguments)
        return table

    def best_of(self, lanes: Keys, mover: int, questions: Sequence[Question]) -> Keys:
        """Return what ``best_reached`` does of the questions that are about a decision maker."""
        asked = [lane for lane, q in enumerate(questions) if q.mover == mover]
        worst = Worst(lanes.reshape(-1)[asked[0] :], self._steps(mover, LANES))
        return self.best_reached(mover, worst, len(asked))

    def sunk(self, lanes: Keys, questions: Sequence[Question]) -> None:
        """Write the worst cases of up to as many questions as there are lanes."""
        self._fill(lanes, questions)
        self._sink(lanes, questions)

    def _rank(self, movers: Sequence[int]) -> None:
        """Write each line's strategies from best to worst, of some decision makers."""
        begin = self.size * np.arange(len(movers))
        widest = max(self.shape[mover] for mover in movers)
        self._orders = np.empty(self.size * len(movers), entries_of(widest, short=not self.full))
        self._begin = dict(zip(movers, begin.tolist(), strict=True))
        for mover, start in self._begin.items():
            order = self._orders[start : start + self.size].reshape(-1, self.shape[mover])
            self.over_lines(rank_lines, mover, self.keys[mover], order)

    def _fill(self, lanes: Keys, questions: Sequence[Question]) -> None:
        """Write each question's sanction values; lanes that are left repeat a question."""
        begin = np.cumsum([0, *(table.size for table in self.escapes)])
        asked = [questions[lane % len(questions)] for lane in range(LANES)]
        rows = [
            (
                q.mover,
                begin[q.mover] if q.escape else -1,
                self.shape[q.mover],
                self.inner[q.mover],
            )
            for q in asked
        ]
        escapes = np.concatenate([table.reshape(-1) for table in self.escapes])
        arguments = (lanes, np.array(rows), self.keys, escapes, self._rules[0])
        over_lines(fill_lanes, self.size, self.size, *arguments)

    def _sink(self, lanes: Keys, questions: Sequence[Question]) -> None:
        """Lower every value to the least that the others can reach by the replies believed."""
        improving = CONCEPTS[questions[0].concept].replies == "improving"
        asked = np.array([questions[lane % len(questions)].mover for lane in range(LANES)])
        movers = [j for j in range(len(self.shape)) if (asked != j).any()]
        if movers != list(self._begin):
            self._rank(movers)
        frozen = np.full((len(self.shape) + 1, LANES), NOTHING)
        frozen[asked, np.arange(LANES)] = ABSENT
        groups = list(groups_of(self.shape, movers))
        rules = (*self._rules, frozen, improving)
        age = np.ones(self.size, np.uint8)
        visited = dict.fromkeys(movers, 0)
        now, quiet = 1, 0
        for group in itertools.cycle(groups):
            axes = np.array([self._axis(group, mover) for mover in group.members])
            since = [min(visited[mover], LAST_VISIT - 1) for mover in group.members]
            visits = range(now + 1, now + 1 + len(group.members))
            turns = np.array([since, np.minimum(visits, LAST_VISIT)]).T.copy()
            arrays = (lanes, age, self._orders, axes, turns, *rules, *group.extent)
            fell = over_lines(answer_blocks, self.size, group.blocks(self.size), *arrays)
            now = visits[-1]
            visited.update(zip(group.members, visits, strict=True))
            quiet = 0 if fell else quiet + 1
            if quiet == len(groups):
                break

    def _axis(self, group: Group, mover: int) -> list[int]:
        """Return the numbers that ``lines`` describes an axis by."""
        classes = len(self.locks[mover][1])
        return [mover, self.shape[mover], group.step(mover), classes, self._begin[mover]]

    def _steps(self, mover: int, apart: int) -> NDArray[np.int64]:
        return steps_between(self.shape[mover], self.inner[mover], apart)

    def over_lines(self, kernel: Kernel, mover: int, *arrays: Any) -> None:
        """Run a loop along an axis."""
        over_lines(kernel, self.size, self.size // self.shape[mover], *arrays, self.inner[mover])


def _padded(locks: Locks) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return all classes, and which may turn into which, with a row for each decision maker."""
    classes = np.zeros((len(locks), max(len(of) for of, _ in locks)), np.int64)
    most = max(len(allowed) for _, allowed in locks)
    reach = np.zeros((len(locks), most, most), bool)
    for mover, (of, allowed) in enumerate(locks):
        classes[mover, : len(of)] = of
        reach[mover, : len(allowed), : len(allowed)] = allowed
    return classes, reach
