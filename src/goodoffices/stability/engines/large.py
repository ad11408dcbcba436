"""Verdicts on large tensors: all decision makers and concepts together, eight questions at a time.

The definitions are those of ``concepts``; ``structure`` computes the same one question at a time,
with margins. Here only the order of payoffs counts (see ``keys``), so a state s is stable where
p(s) is at least the greatest min(p(s1), m(s1)) over all that its decision maker can change it to:
nothing that is no improvement is above p(s). That greatest is the same for all states of a class on
a line, and no line has to be sorted for it.

Worst cases m under GMR and SMR where every cell is a state: see ``any_reply``. Others sink eight
questions together (see ``lanes``): those that believe in the same replies, SEQ and SSEQ, for up to
four decision makers. Replies are a least fixpoint of per-axis minima. A visit to an axis passes
over lines where nothing has fallen since the last one.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.moves import TensorMoves
from goodoffices.stability.concepts import CONCEPTS
from goodoffices.stability.engines.any_reply import Worst, steps_between, worst_of_any
from goodoffices.stability.engines.bits import Bits, pack
from goodoffices.stability.engines.compiled import Kernel, over_lines
from goodoffices.stability.engines.keys import ABSENT, NOTHING, Keys, order_keys
from goodoffices.stability.engines.lanes import LANES, fill_lanes
from goodoffices.stability.engines.lines import (
    LAST_VISIT,
    answer_lines,
    best_reached,
    compare_lines,
    rank_lines,
)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Question:
    """The verdicts of one concept for one decision maker."""

    concept: str
    mover: int

    @property
    def escape(self) -> bool:
        """Whether the sanction's value is the escape value."""
        return CONCEPTS[self.concept].value == "escape"


def together(
    concepts: Sequence[str], movers: int, *, constrained: bool
) -> Iterator[list[Question]]:
    """Yield the questions that share their replies, as many at a time as there are lanes.

    Those about any replies are among them only where some cells are no states.
    """
    for replies in ("any", "improving") if constrained else ("improving",):
        keys = [key for key in concepts if CONCEPTS[key].replies == replies]
        asked = [Question(key, mover) for mover in range(movers) for key in keys]
        rounds = -(-len(asked) // LANES)
        for k in range(rounds):
            yield asked[len(asked) * k // rounds : len(asked) * (k + 1) // rounds]


def entries_of(width: int, *, short: bool) -> np.dtype[np.unsignedinteger]:
    """Return the type of the entries of ``rank_lines`` over lines of so many strategies.

    Parameters
    ----------
    short
        Whether some lines end early. Where none does, the mark of the end is never written and
        needs no room: 128 strategies take a byte each.
    """
    return np.min_scalar_type(2 * width + 1 if short else 2 * width - 1)


class LargeTensor:
    """A tensor conflict to be judged.

    Parameters
    ----------
    payoffs
        Per decision maker, a payoff per state.
    """

    def __init__(self, moves: TensorMoves, payoffs: Sequence[Floats]) -> None:
        self._cells = moves.cells
        self._shape = moves.shape
        self._size = math.prod(moves.shape)
        self._inner = [math.prod(moves.shape[:i]) for i in range(len(moves.shape))]
        self._locks = moves.lock_classes
        self._keys = np.empty((len(payoffs), self._size), np.int32)
        for row, own in zip(self._keys, payoffs, strict=True):
            self._write(order_keys(own), row)
        self._escapes = [
            self._best_reached(i, Worst(keys, self._steps(i, 1)), 1)
            for i, keys in enumerate(self._keys)
        ]
        self._orders: list[NDArray[np.unsignedinteger]] = []

    def judge(self, concepts: Sequence[str]) -> Bits:
        """Say who is stable where. Shape (concepts, decision makers, bytes)."""
        movers = range(len(self._shape))
        states = self._size if self._cells is None else len(self._cells)
        bits = np.empty((len(concepts), len(movers), -(-states // 8)), np.uint8)
        for (row, key), mover in itertools.product(enumerate(concepts), movers):
            replies = CONCEPTS[key].replies
            if replies == "none":
                bits[row, mover] = self._stable(mover, self._escapes[mover])[0]
            elif replies == "any" and self._cells is None:
                bits[row, mover] = self._stable_against_any(Question(key, mover))
        rounds = list(together(concepts, len(movers), constrained=self._cells is not None))
        self._orders = [self._order(mover) for mover in movers if rounds]
        lanes = np.empty((self._size if rounds else 0, LANES), np.int32)
        for questions in rounds:
            self._fill(lanes, questions)
            self._sink(lanes, questions)
            for mover in {question.mover for question in questions}:
                asked = [lane for lane, q in enumerate(questions) if q.mover == mover]
                rows = [concepts.index(questions[lane].concept) for lane in asked]
                worst = Worst(lanes.reshape(-1)[asked[0] :], self._steps(mover, LANES))
                table = self._best_reached(mover, worst, len(asked))
                bits[rows, mover] = self._stable(mover, table)
        return bits

    def _write(self, keys: Keys, row: Keys) -> None:
        """Write one key per state where its cell is."""
        if self._cells is None:
            row[:] = keys
        else:
            row[:] = ABSENT
            row[self._cells] = keys

    def _best_reached(self, mover: int, worst: Worst, questions: int) -> Keys:
        """Return the best that each class on a line can be changed to, for each question."""
        many = len(self._locks[mover][1])
        table = np.empty((questions, many, self._size // self._shape[mover]), np.int32)
        arguments = (self._keys[mover], worst.values, worst.steps, table, *self._locks[mover])
        self._over_lines(best_reached, mover, *arguments)
        return table

    def _stable(self, mover: int, table: Keys) -> Bits:
        """Say which states are as good as what can be reached. Shape (questions, bytes)."""
        stable = np.empty((len(table), self._size), bool)
        arguments = (self._keys[mover], table, stable, self._locks[mover][0])
        self._over_lines(compare_lines, mover, *arguments)
        return pack(stable if self._cells is None else stable[:, self._cells])

    def _stable_against_any(self, question: Question) -> Bits:
        mover = question.mover
        sanctions = self._escapes[mover][0] if question.escape else self._keys[mover]
        worst = worst_of_any(mover, self._shape, self._locks, sanctions)
        bits: Bits = self._stable(mover, self._best_reached(mover, worst, 1))[0]
        return bits

    def _order(self, mover: int) -> NDArray[np.unsignedinteger]:
        """Each line's strategies from best to worst."""
        width = self._shape[mover]
        entries = entries_of(width, short=self._cells is not None)
        order = np.empty((self._size // width, width), entries)
        self._over_lines(rank_lines, mover, self._keys[mover], order)
        return order

    def _fill(self, lanes: Keys, questions: Sequence[Question]) -> None:
        """Write each question's sanction values; lanes that are left repeat a question."""
        begin = np.cumsum([0, *(table.size for table in self._escapes)])
        asked = [questions[lane % len(questions)] for lane in range(LANES)]
        rows = [
            (
                q.mover,
                begin[q.mover] if q.escape else -1,
                self._shape[q.mover],
                self._inner[q.mover],
            )
            for q in asked
        ]
        classes = np.zeros((len(self._shape), max(self._shape)), np.int64)
        for row, (of, _) in zip(classes, self._locks, strict=True):
            row[: len(of)] = of
        escapes = np.concatenate([table.reshape(-1) for table in self._escapes])
        arguments = (lanes, np.array(rows), self._keys, escapes, classes)
        over_lines(fill_lanes, self._size, self._size, *arguments)

    def _sink(self, lanes: Keys, questions: Sequence[Question]) -> None:
        """Lower every value to the least that the others can reach by the replies believed."""
        improving = CONCEPTS[questions[0].concept].replies == "improving"
        asked = np.array([questions[lane % len(questions)].mover for lane in range(LANES)])
        movers = range(len(self._shape))
        age = np.ones(self._size, np.uint8)
        visited = [0] * len(movers)
        quiet = 0
        for now, mover in enumerate(itertools.cycle(movers), start=2):
            frozen = np.full((2, LANES), NOTHING)
            frozen[0, asked == mover] = ABSENT
            fell = self._over_lines(
                answer_lines,
                mover,
                *(lanes, age, self._orders[mover], *self._locks[mover], frozen, improving),
                after=(min(visited[mover], LAST_VISIT - 1), min(now, LAST_VISIT)),
            )
            visited[mover] = now
            quiet = 0 if fell else quiet + 1
            if quiet == len(movers):
                break

    def _steps(self, mover: int, apart: int) -> NDArray[np.int64]:
        return steps_between(self._shape[mover], self._inner[mover], apart)

    def _over_lines(
        self, kernel: Kernel, mover: int, *arrays: Any, after: tuple[int, ...] = ()
    ) -> bool:
        lines = self._size // self._shape[mover]
        return over_lines(kernel, self._size, lines, *arrays, self._inner[mover], *after)
