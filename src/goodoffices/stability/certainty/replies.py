"""What others reach from each state by legal replies, and what a few replies more or less change.

Let after_j(x) be what is reached from x where j replied last, x included. Then

    after_j(x) = {x} with after_k(y) for every reply of another k from x to y,

and what is reached from x at all is the union of after_j(x) over all j. Rows of bits are held in
words of 64. Where replies of one party change, only rows change from which the start of one of
them was reached before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.knowledge import Bits, Bools, Indices, packed

Words = NDArray[np.uint64]
_BYTES = 8
_BLOCK = 2**20
"""Words that are gathered at a time."""


@dataclass(frozen=True, eq=False)
class Replies:
    """What some decision makers reach from each state by replies, the state itself included.

    Attributes
    ----------
    moves
        Per decision maker where its moves start, increasing, and where they lead.
    kept
        Which of these are replies that are believed.
    after
        Per decision maker, what is reached where it replied last. Shape (states, words).
    own
        What is reached at all. Shape (states, words).
    """

    moves: Mapping[int, tuple[Indices, Indices]]
    kept: Mapping[int, Bools]
    after: Mapping[int, Words]
    own: Words

    @property
    def bits(self) -> Bits:
        """What is reached, as rows of bits. Shape (states, bytes)."""
        count = len(self.own)
        return self.own.view(np.uint8)[:, : -(-count // _BYTES)]

    def with_kept(self, mover: int, kept: Bools) -> tuple[Replies, Bools]:
        """Return what is reached with other replies of one party, and which rows that changes."""
        differ = self.kept[mover] != kept
        count = len(self.own)
        if not differ.any():
            return self, np.zeros(count, bool)
        starts = np.zeros((1, count), bool)
        starts[0, self.moves[mover][0][differ]] = True
        rows: Bools = np.any(self.own & _words(starts), axis=1)
        own, start = self.own.copy(), _words(np.eye(count, dtype=bool)[rows])
        after = {j: whole.copy() for j, whole in self.after.items()}
        for whole in (own, *after.values()):
            whole[rows] = start
        found = replace(self, kept={**self.kept, mover: kept}, after=after, own=own)
        found._settle(rows)  # noqa: SLF001 - its own
        return found, (found.own != self.own).any(axis=1)

    def _settle(self, rows: Bools) -> None:
        """Follow replies from some states to the end."""
        arcs = {}
        for j, (origins, targets) in self.moves.items():
            chosen = self.kept[j] & rows[origins]
            arcs[j] = origins[chosen], targets[chosen]
        grew = True
        while grew:
            grew = False
            steps = {j: united(self.after[j], *ends) for j, ends in arcs.items()}
            for j, whole in self.after.items():
                for k, (starts, reached) in steps.items():
                    if k != j:
                        before = whole[starts]
                        joined = before | reached
                        grew = grew or not np.array_equal(joined, before)
                        whole[starts] = joined
        for starts, reached in steps.values():
            self.own[starts] |= reached


def followed(
    moves: Mapping[int, tuple[Indices, Indices]], kept: Mapping[int, Bools], count: int
) -> Replies:
    """Return what is reached by the replies that are kept; see ``Replies``."""
    start = _words(np.eye(count, dtype=bool))
    found = Replies(moves, kept, {j: start.copy() for j in moves}, start)
    found._settle(np.ones(count, bool))  # noqa: SLF001 - its own
    return found


def united(rows: Words, origins: Indices, targets: Indices) -> tuple[Indices, Words]:
    """Return where moves start, increasing, and the union of the rows that they lead to from there.

    Parameters
    ----------
    origins
        Increasing.
    """
    starts, first = np.unique(origins, return_index=True)
    found = np.zeros((len(starts), rows.shape[1]), np.uint64)
    ends = np.append(first[1:], len(origins))
    begin, most = 0, max(1, _BLOCK // max(1, rows.shape[1]))
    while begin < len(starts):
        last = int(np.searchsorted(ends, first[begin] + most, "right"))
        end = max(begin + 1, last)
        chosen = rows[targets[first[begin] : ends[end - 1]]]
        found[begin:end] = np.bitwise_or.reduceat(chosen, first[begin:end] - first[begin], axis=0)
        begin = end
    return starts, found


def _words(rows: Bools) -> Words:
    """Return rows of bits in words of 64. Shape (rows, words)."""
    narrow = packed(rows)
    wide = np.zeros((len(rows), -(-narrow.shape[1] // _BYTES) * _BYTES), np.uint8)
    wide[:, : narrow.shape[1]] = narrow
    return wide.view(np.uint64)
