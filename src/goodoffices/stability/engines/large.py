"""Verdicts on large tensors: all decision makers and concepts together, eight questions at a time.

The definitions are those of ``concepts``; ``structure`` computes the same one question at a time,
with margins. Here only the order of payoffs counts (see ``keys``), and the worst cases of eight
questions sink together (see ``lanes``): those that believe in the same replies, GMR and SMR or SEQ
and SSEQ, for up to four decision makers. Replies are a least fixpoint of per-axis minima. A visit
to an axis passes over lines where nothing has fallen since the last one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.moves import TensorMoves
from goodoffices.stability.concepts import CONCEPTS
from goodoffices.stability.engines.bits import Bits, pack
from goodoffices.stability.engines.compiled import Kernel, over_lines
from goodoffices.stability.engines.keys import ABSENT, NOTHING, Keys, order_keys
from goodoffices.stability.engines.lanes import LANES, fill_lanes
from goodoffices.stability.engines.lines import (
    LAST_VISIT,
    answer_lines,
    best_reached,
    judge_lines,
    judge_nash,
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


def together(concepts: Sequence[str], movers: int) -> Iterator[list[Question]]:
    """Yield the questions that share their replies, as many at a time as there are lanes."""
    for replies in ("any", "improving"):
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
        self._size = int(np.prod(moves.shape))
        self._inner = [int(np.prod(moves.shape[:i])) for i in range(len(moves.shape))]
        self._locks = moves.lock_classes
        self._keys = [self._spread(order_keys(p)) for p in payoffs]
        self._escapes = [self._best_reached(i) for i in range(len(moves.shape))]
        self._orders: list[NDArray[np.unsignedinteger]] = []

    def judge(self, concepts: Sequence[str]) -> Bits:
        """Say who is stable where. Shape (concepts, decision makers, bytes)."""
        movers = range(len(self._shape))
        states = self._size if self._cells is None else len(self._cells)
        bits = np.empty((len(concepts), len(movers), -(-states // 8)), np.uint8)
        alone = [row for row, key in enumerate(concepts) if CONCEPTS[key].replies == "none"]
        for mover in movers if alone else ():
            bits[alone, mover] = self._nash(mover)
        rounds = list(together(concepts, len(movers)))
        self._orders = [self._order(mover) for mover in movers if rounds]
        lanes = np.empty((self._size if rounds else 0, LANES), np.int32)
        for questions in rounds:
            self._fill(lanes, questions)
            self._sink(lanes, questions)
            for mover in {question.mover for question in questions}:
                asked = [lane for lane, q in enumerate(questions) if q.mover == mover]
                rows = [concepts.index(questions[lane].concept) for lane in asked]
                bits[rows, mover] = self._judged(lanes, asked, mover)
        return bits

    def _spread(self, keys: Keys) -> Keys:
        if self._cells is None:
            return keys
        cells = np.full(self._size, ABSENT)
        cells[self._cells] = keys
        return cells

    def _packed(self, stable: NDArray[np.bool_]) -> Bits:
        return pack(stable if self._cells is None else stable[..., self._cells])

    def _best_reached(self, mover: int) -> Keys:
        classes, reach = self._locks[mover]
        table = np.empty((self._size // self._shape[mover], len(reach)), np.int32)
        self._over_lines(best_reached, mover, self._keys[mover], table, classes, reach)
        return table

    def _order(self, mover: int) -> NDArray[np.unsignedinteger]:
        """Each line's strategies from best to worst."""
        width = self._shape[mover]
        entries = entries_of(width, short=self._cells is not None)
        order = np.empty((self._size // width, width), entries)
        self._over_lines(rank_lines, mover, self._keys[mover], order)
        return order

    def _nash(self, mover: int) -> Bits:
        classes, _ = self._locks[mover]
        inner = self._inner[mover]
        stable = np.empty(self._size, bool)
        arguments = (self._keys[mover], self._escapes[mover], stable, classes, inner)
        over_lines(judge_nash, self._size, self._size // inner, *arguments)
        return self._packed(stable)

    def _fill(self, lanes: Keys, questions: Sequence[Question]) -> None:
        """Write each question's sanction values; lanes that are left repeat a question."""
        asked = [questions[lane % len(questions)] for lane in range(LANES)]
        for mover in {question.mover for question in asked}:
            plain, escaping = (
                np.flatnonzero([q.mover == mover and q.escape == escape for q in asked])
                for escape in (False, True)
            )
            inner, classes = self._inner[mover], self._locks[mover][0]
            arguments = (plain, escaping, self._keys[mover], self._escapes[mover], classes, inner)
            over_lines(fill_lanes, self._size, self._size // inner, lanes, *arguments)

    def _sink(self, lanes: Keys, questions: Sequence[Question]) -> None:
        """Lower every value to the least that the others can reach by the replies believed."""
        improving = CONCEPTS[questions[0].concept].replies == "improving"
        asked = np.array([questions[lane % len(questions)].mover for lane in range(LANES)])
        commute = not improving and self._cells is None
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
            if quiet == len(movers) or (commute and now > len(movers)):
                break

    def _judged(self, lanes: Keys, asked: Sequence[int], mover: int) -> Bits:
        stable = np.empty((len(asked), self._size), bool)
        arguments = (lanes, np.array(asked), self._keys[mover], stable, self._orders[mover])
        self._over_lines(judge_lines, mover, *arguments, *self._locks[mover])
        return self._packed(stable)

    def _over_lines(
        self, kernel: Kernel, mover: int, *arrays: Any, after: tuple[int, ...] = ()
    ) -> bool:
        lines = self._size // self._shape[mover]
        return over_lines(kernel, self._size, lines, *arrays, self._inner[mover], *after)
