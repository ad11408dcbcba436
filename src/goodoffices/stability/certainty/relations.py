"""Verdicts by what is known of every two states, as rows of bits.

Let U be what decision maker i likes better than s, and T(q) what it can have once a sanction has
led to q: q itself and, where it may answer, what it reaches from q in one move of its own. Then

    s is stable for i  iff  for every move s1 of i from s with s1 in U
                            there is a q reached from s1 by replies with no state of T(q) in U.

Fewer states in U never hurt i's stability, and neither do more replies. With ``may`` and ``sure``
as in ``model.knowledge`` this gives two passes: U = may(s) and replies that are surely better for
whoever makes them; U = sure(s) and replies that may be.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from goodoffices.model.knowledge import Bits, Bools, Indices, bits_at, packed, unpacked
from goodoffices.model.moves import ArcMoves, Moves
from goodoffices.stability.certainty.replies import Replies, followed
from goodoffices.stability.concepts import Concept

_BLOCK = 2**23
"""Entries that are spread out at a time."""


class Graph:
    """The moves of everybody, one by one, by where they start."""

    def __init__(self, moves: Moves, movers: int, count: int) -> None:
        self.count = count
        self.movers = range(movers)
        self._moves = (
            moves
            if isinstance(moves, ArcMoves)
            else ArcMoves.from_pairs([moves.pairs(mover) for mover in self.movers], count)
        )

    def arcs(self, mover: int) -> tuple[Indices, Indices]:
        """Return where the moves of a decision maker start, in order, and where they lead."""
        return self._moves.pairs(mover)

    def lists(self, mover: int) -> list[list[int]]:
        """Return where a decision maker can move to, state by state."""
        origins, targets = self.arcs(mover)
        ends = np.searchsorted(origins, np.arange(self.count + 1))
        return [targets[a:b].tolist() for a, b in itertools.pairwise(ends)]

    def replies(self, focal: int, better: Sequence[Bits] | None) -> Replies:
        """Return what others reach from each state by legal replies, the state itself included.

        Parameters
        ----------
        better
            Per decision maker, rows of what counts as better than each state; None for any moves.
        """
        moves = {j: self.arcs(j) for j in self.movers if j != focal}
        kept = {
            j: np.ones(len(ends[0]), bool) if better is None else bits_at(better[j], *ends)
            for j, ends in moves.items()
        }
        return followed(moves, kept, self.count)


def stable(  # noqa: PLR0913, PLR0917 - what a verdict hangs on
    graph: Graph,
    mover: int,
    concept: Concept,
    liked: tuple[Bits, Bits],
    reached: Bits,
    only: Bools | None = None,
) -> Bools:
    """Say which states are stable for a decision maker. Shape (states,).

    Parameters
    ----------
    liked
        Rows of U: for its own moves, and for what sanctions lead to. The same, but for the mixed
        attitudes of Li et al. (2004).
    reached
        What the others reach from each state by replies, see ``Replies.bits``.
    only
        The states to judge; of others the answer says nothing. All by default.
    """
    tempting, spoiling = liked
    origins, targets = graph.arcs(mover)
    if only is not None:
        origins, targets = origins[only[origins]], targets[only[origins]]
    tempted = bits_at(tempting, origins, targets)
    origins, targets = origins[tempted], targets[tempted]
    holds = np.ones(graph.count, bool)
    if concept.replies == "none":
        holds[origins] = False
        return holds
    states = np.unique(origins)
    place = np.zeros(graph.count, np.int64)
    place[states] = np.arange(len(states))
    deterring = _deterring(graph, mover, spoiling[states], escape=concept.value == "escape")
    block = max(1, _BLOCK // max(1, reached.shape[1]))
    for start in range(0, len(origins), block):
        here, there = origins[start : start + block], targets[start : start + block]
        sanctions = reached[there] & deterring[place[here]]
        sanctions[np.arange(len(there)), there >> 3] &= ~(1 << (there & 7)).astype(np.uint8)
        holds[here[~sanctions.any(axis=1)]] = False
    return holds


def _deterring(graph: Graph, mover: int, spoiling: Bits, *, escape: bool) -> Bits:
    """Return, for each row of U, the states q with no state of T(q) in U."""
    if not escape:
        return ~spoiling
    origins, targets = graph.arcs(mover)
    starts, first = np.unique(origins, return_index=True)
    found = np.empty_like(spoiling)
    block = max(1, _BLOCK // max(1, len(targets) + graph.count))
    for start in range(0, len(spoiling), block):
        liked = unpacked(spoiling[start : start + block], graph.count)
        bad = liked.copy()
        if len(starts):
            bad[:, starts] |= np.logical_or.reduceat(liked[:, targets], first, axis=1)
        found[start : start + block] = packed(~bad)
    return found
