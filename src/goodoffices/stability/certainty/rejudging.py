"""What one comparison more makes of verdicts that are open, without judging anew what it leaves be.

A comparison of i changes i's own rows of what may be and what surely is better, and, where replies
have to improve, the replies of i that others believe in. Verdicts hang on nothing else, so that
only open ones are judged again whose own row changed, or which a move leads away from to a state
from which other states are reached now.
"""

from __future__ import annotations

import numpy as np

from goodoffices.model.knowledge import Bits, Bools, Relation, bits_at
from goodoffices.stability.certainty.certainty import Judge
from goodoffices.stability.certainty.exact import Bracket
from goodoffices.stability.certainty.relations import stable
from goodoffices.stability.concepts import Concept


class Rejudging:
    """The open verdicts of one judge under a concept, after one comparison more."""

    def __init__(self, judge: Judge, concept: Concept, bracket: Bracket) -> None:
        self._judge = judge
        self._graph = judge.graph
        self._concept = concept
        self._bracket = bracket

    def after(self, mover: int, ends: tuple[int, int], among: Bools) -> tuple[Bools, Bools]:
        """Return who surely and who possibly is stable where, once a comparison is known.

        Parameters
        ----------
        mover, ends
            The decision maker that likes the first state better than the second, by index.
        among
            The open verdicts that count, shape (decision makers, states); of others the answer says
            what it was before.
        """
        old = self._judge.relations[mover]
        new = old.plus(*ends)
        surely, possibly = self._bracket.surely.copy(), self._bracket.possibly.copy()
        for sure, verdicts in ((True, surely), (False, possibly)):
            # What always holds is judged by what may be better, and the other way round.
            before, now = (old.may, new.may) if sure else (old.sure, new.sure)
            only = among[mover] & (before != now).any(axis=1)
            reached = self._judge.reached(mover, self._concept, sure=sure)
            self._judge_again(verdicts, mover, now, reached, only)
            if self._concept.replies == "improving":
                self._others(verdicts, mover, new, among, sure=sure)
        return surely, possibly

    def _others(
        self, verdicts: Bools, mover: int, new: Relation, among: Bools, *, sure: bool
    ) -> None:
        """Judge what hangs on the replies of a decision maker."""
        origins, targets = self._graph.arcs(mover)
        kept = bits_at(new.sure if sure else new.may, origins, targets)
        for i in self._graph.movers:
            if i == mover or not among[i].any():
                continue
            replies = self._judge.replies(i, self._concept, sure=sure)
            answered, changed = replies.with_kept(mover, kept)
            if not changed.any():
                continue
            starts, leads = self._graph.arcs(i)
            only = np.zeros(self._graph.count, bool)
            only[starts[changed[leads]]] = True
            relation = self._judge.relations[i]
            rows = relation.may if sure else relation.sure
            self._judge_again(verdicts, i, rows, answered.bits, only & among[i])

    def _judge_again(
        self, verdicts: Bools, mover: int, rows: Bits, reached: Bits, only: Bools
    ) -> None:
        """Put in anew which of some states are stable."""
        if only.any():
            found = stable(self._graph, mover, self._concept, (rows, rows), reached, only)
            verdicts[mover, only] = found[only]
