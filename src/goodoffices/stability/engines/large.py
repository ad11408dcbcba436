"""Verdicts on large tensors: all decision makers and concepts together, eight questions at a time.

The definitions are those of ``concepts``; ``structure`` computes the same one question at a time,
with margins. Here only the order of payoffs counts (see ``keys``), so a state s is stable where
p(s) is at least the greatest min(p(s1), m(s1)) over all that its decision maker can change it to:
nothing that is no improvement is above p(s). That greatest is the same for all states of a class on
a line, and no line has to be sorted for it.

Worst cases m under GMR and SMR where every cell is a state: see ``any_reply``. Others sink eight
questions together (see ``sinking``): those that believe in the same replies, SEQ and SSEQ, for up
to four decision makers.

Where that takes too much memory it is done in *slabs*. A decision maker does not answer itself, so
for questions about it the strategies that it may choose do not touch one another: a slab has some
of them and all strategies of the others, and the best over the slabs is the best of all.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.moves import TensorMoves
from goodoffices.stability.concepts import CONCEPTS
from goodoffices.stability.engines.any_reply import worst_of_any
from goodoffices.stability.engines.bits import Bits, pack
from goodoffices.stability.engines.compiled import in_threads, shares
from goodoffices.stability.engines.keys import ABSENT, NOTHING, Keys, order_keys, write_keys
from goodoffices.stability.engines.lines import compare_cells
from goodoffices.stability.engines.questions import Question, together
from goodoffices.stability.engines.sinking import Tensor

Floats = NDArray[np.float64]
BLOCK = 1 << 14  # bytes of verdicts written together


class LargeTensor:
    """A tensor conflict to be judged.

    Parameters
    ----------
    payoffs
        Per decision maker, a payoff per state.
    slabs
        In how many slabs to work, as far as there are so many strategies.
    """

    def __init__(self, moves: TensorMoves, payoffs: Sequence[Floats], slabs: int = 1) -> None:
        keys = np.empty((len(payoffs), math.prod(moves.shape)), np.int32)
        for row, own in zip(keys, payoffs, strict=True):
            _write_keys(own, moves.cells, row)
        self._cells = moves.cells
        self._states = keys.shape[1] if moves.cells is None else len(moves.cells)
        self._slabs = slabs
        self._whole = Tensor(moves.shape, moves.lock_classes, keys, full=moves.cells is None)

    def judge(self, concepts: Sequence[str]) -> Bits:
        """Say who is stable where. Shape (concepts, decision makers, bytes)."""
        movers = range(len(self._whole.shape))
        bits = np.empty((len(concepts), len(movers), -(-self._states // 8)), np.uint8)
        simple = [key for key in concepts if CONCEPTS[key].replies in self._simple]
        for mover in movers if simple else ():
            table = np.concatenate([self._best(Question(key, mover)) for key in simple])
            bits[[concepts.index(key) for key in simple], mover] = self._stable(mover, table)
        find = self._reached if self._slabs == 1 else self._reached_in_slabs
        for mover, asked, table in find(concepts):
            bits[[concepts.index(q.concept) for q in asked], mover] = self._stable(mover, table)
        return bits

    @property
    def _simple(self) -> set[str]:
        """Replies whose worst cases need no search."""
        return {"none", "any"} if self._whole.full else {"none"}

    def _reached(self, concepts: Sequence[str]) -> Iterator[tuple[int, list[Question], Keys]]:
        """Yield, of a decision maker and its questions, the best that can be reached."""
        whole = self._whole
        rounds = list(together(concepts, len(whole.shape), constrained=not whole.full))
        lanes = whole.room() if rounds else np.empty(0, np.int32)
        for questions in rounds:
            whole.sunk(lanes, questions)
            for mover in sorted({question.mover for question in questions}):
                asked = [question for question in questions if question.mover == mover]
                yield mover, asked, whole.best_of(lanes, mover, questions)

    def _reached_in_slabs(
        self, concepts: Sequence[str]
    ) -> Iterator[tuple[int, list[Question], Keys]]:
        """Yield as ``_reached`` does, in less memory."""
        for mover in range(len(self._whole.shape)):
            alone = [
                [Question(q.concept, mover) for q in questions]
                for questions in together(concepts, 1, constrained=not self._whole.full)
            ]
            tables = self._best_of_slabs(mover, alone) if alone else []
            for questions, table in zip(alone, tables, strict=True):
                yield mover, questions, table

    def _best_of_slabs(self, mover: int, alone: Sequence[Sequence[Question]]) -> list[Keys]:
        """Return the best that can be reached, for each group of questions."""
        width = self._whole.shape[mover]
        parts = min(self._slabs, width)
        best = [np.full(1, NOTHING)] * len(alone)
        for first, last in itertools.pairwise(width * k // parts for k in range(parts + 1)):
            slab = self._whole.slab(mover, first, last)
            lanes = slab.room()
            for k, questions in enumerate(alone):
                slab.sunk(lanes, questions)
                best[k] = np.maximum(best[k], slab.best_of(lanes, mover, questions))
        return best

    def _stable(self, mover: int, table: Keys) -> Bits:
        """Say which states are as good as what can be reached. Shape (questions, bytes)."""
        bits = np.empty((len(table), -(-self._states // 8)), np.uint8)

        def write(first: int, last: int) -> None:
            for start in range(first, last, BLOCK):
                part = slice(start, min(start + BLOCK, last))
                bits[:, part] = self._stable_part(mover, table, 8 * part.start, 8 * part.stop)

        in_threads(write, shares(bits.shape[1]))
        return bits

    def _stable_part(self, mover: int, table: Keys, first: int, last: int) -> Bits:
        """Say so of a range of states."""
        whole, part = self._whole, slice(first, min(last, self._states))
        cells = None if self._cells is None else self._cells[part]
        begin, end = (part.start, part.stop) if cells is None else (cells[0], cells[-1] + 1)
        stable = np.empty((len(table), end - begin), bool)
        compare = compare_cells.for_size(whole.size)
        arguments = (table, stable, whole.locks[mover][0], whole.inner[mover])
        compare(whole.keys[mover], *arguments, begin, end)
        return pack(stable if cells is None else stable[:, cells - begin])

    def _best(self, question: Question) -> Keys:
        """Return the best that can be reached where no reply is believed, or any.

        No worst case under GMR is above what staying is worth, and where nothing is locked SMR has
        one worst case for all. So the best is then the escape value, or the greatest worst case
        where that is less.
        """
        whole, mover = self._whole, question.mover
        escapes = whole.escapes[mover]
        if CONCEPTS[question.concept].replies == "none":
            return escapes
        sanctions = escapes[0] if question.escape else whole.keys[mover]
        worst = worst_of_any(mover, whole.shape, whole.locks, sanctions)
        if all(len(reach) == 1 for _, reach in whole.locks):
            least: Keys = np.minimum(escapes, worst.values.max())
            return least
        return whole.best_reached(mover, worst, 1)


def _write_keys(payoffs: Floats, cells: NDArray[np.int64] | None, row: Keys) -> None:
    """Write one key per state where its cell is."""
    if cells is None:
        write_keys(payoffs, row)
    else:
        row[:] = ABSENT
        row[cells] = order_keys(payoffs)
