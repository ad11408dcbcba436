"""What would deter a move where the others' preferences may change as well.

Under concepts that believe in improvements only, an alternative is then: somebody likes y better
than x and so replies, somebody else goes on from y in the same way, and the decision maker likes s
at least as well as all of T(q), q being where that ends. Replies of those whose preferences stay as
they are have to be improvements; of others, every legal one counts. Shown are the sequences without
a state twice of up to ``LONGEST`` replies, beside those of any length that are believed anyway.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from goodoffices.model.conflict import Conflict
from goodoffices.stability.concepts import Concept
from goodoffices.stability.inverse.conditions import (
    Temptation,
    Way,
    after,
    believed,
    least,
    tempting,
)
from goodoffices.stability.paths import Move, improving

LONGEST = 2


def freely_deterred(
    conflict: Conflict, mover: int, here: int, concept: Concept, free: Collection[int]
) -> list[Temptation]:
    """Return, per move away from a state, what would deter it, if others may want something else.

    Parameters
    ----------
    here
        The state, by index.
    concept
        One that believes in improvements in turn.
    free
        Those whose preferences may change as well.
    """
    asked = _Asked(conflict, mover, here, concept, frozenset(free) - {mover})
    return [
        tempting(conflict, mover, (here, target), least(asked.ways(target)))
        for target in conflict.moves.destinations(mover, here).tolist()
    ]


@dataclass(frozen=True)
class _Asked:
    conflict: Conflict
    mover: int
    here: int
    concept: Concept
    free: frozenset[int]

    def ways(self, target: int) -> Iterator[Way]:
        """Yield what would deter a move, nearest first."""
        movers = [j for j in range(len(self.conflict.names)) if j != self.mover]
        fixed = [j for j in movers if j not in self.free]
        ends = self.here, target
        yield from believed(self.conflict, self.mover, ends, self.concept, fixed)
        layer: list[tuple[int, tuple[int, ...], Way]] = [(target, (target,), Way(0))]
        for _ in range(LONGEST):
            layer = [step for before in layer for step in self._replies(movers, before)]
            yield from (way for _, _, way in layer if way.needed)

    def _replies(
        self, movers: list[int], before: tuple[int, tuple[int, ...], Way]
    ) -> Iterator[tuple[int, tuple[int, ...], Way]]:
        """Yield what one more reply leads to: the state, the states so far, and the way."""
        state, visited, way = before
        states, names = self.conflict.states, self.conflict.names
        better = improving(self.conflict)
        for j in movers:
            if way.replies and way.replies[-1].mover == names[j]:
                continue
            targets = self.conflict.moves.destinations(j, state)
            if j not in self.free:
                targets = targets[better(j, state, targets)]
            for target in targets.tolist():
                if target in visited:
                    continue
                move = Move(names[j], states[state], states[target])
                needed = (*way.needed, move) if j in self.free else way.needed
                states_after = after(self.conflict, self.mover, self.here, target, self.concept)
                longer = Way(states_after, (*way.replies, move), needed)
                yield target, (*visited, target), longer
