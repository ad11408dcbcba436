"""The cheapest truths that make a state hold, and what else they bring and undo.

What a decision maker is told changes what it sees and nobody else, so it changes whether a state is
stable for this decision maker and nobody else: the cheapest truths are found for each listener by
itself, 2^k sets of k truths each. A truth can undo as well: what holds by illusion is lost with it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from goodoffices.answer import Answer
from goodoffices.errors import RequestError
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import StateReference
from goodoffices.model.states import State
from goodoffices.model.views import Truth
from goodoffices.stability.concepts import concept_in_turn
from goodoffices.stability.views import Sight, sight_of

Bools = NDArray[np.bool_]
MOST_TOLD = 12
"""The most truths for one listener whose sets are all tried."""
See = Callable[[str, frozenset[str]], Conflict]
"""The conflict as a decision maker sees it that has been told truths, by their names."""


@dataclass(frozen=True)
class Truths(Answer):
    """The cheapest truths that make a state hold.

    Attributes
    ----------
    conflict
        The conflict as it is.
    state, concept
        What is to hold, and under which concept.
    held
        Whether it holds with nothing told.
    told
        The truths to tell, in the order of the file; none where it holds without, or for those in
        ``unmoved`` at all.
    unmoved
        For whom it is not stable whatever they are told.
    undoing
        Where it holds: the truths of which each by itself would undo it.
    gained, lost
        The states that come to hold, and that hold no more, when all of ``told`` are told.

    Examples
    --------
    >>> firm = go.DecisionMaker("A", go.Payoffs((2, 1, 0, 4)), (go.Option("x"),))
    >>> union = go.DecisionMaker("B", go.Payoffs((2, 0, 1, 4)), (go.Option("y"),))
    >>> told = go.Truth("possible", to="A", about="infeasible", cost=2)
    >>> view = go.View("A", {"infeasible": ["x and y"]})
    >>> game = go.Conflict("Misread", (firm, union), views=(view,), truths=(told,))
    >>> found = go.truths(game, "YY", "nash")
    >>> found.holds, [state.pattern for state in found.gained], found.lost
    (True, ['YY'], ())
    """

    conflict: Conflict
    state: State
    concept: str
    held: bool
    told: tuple[Truth, ...]
    unmoved: tuple[str, ...] = ()
    undoing: tuple[Truth, ...] = ()
    gained: tuple[State, ...] = field(default=(), repr=False)
    lost: tuple[State, ...] = field(default=(), repr=False)

    @property
    def holds(self) -> bool:
        """Whether the state holds when ``told`` are told."""
        return not self.unmoved

    @property
    def cost(self) -> float:
        """What telling costs in all."""
        return float(sum(truth.cost for truth in self.told))

    @property
    def by_listener(self) -> dict[str, tuple[Truth, ...]]:
        """What to tell to whom."""
        to = dict.fromkeys(truth.to for truth in self.told)
        return {name: tuple(t for t in self.told if t.to == name) for name in to}


def cheapest_truths(
    conflict: Conflict,
    see: See,
    state: StateReference,
    concept: str = "seq",
) -> Truths:
    """Find the cheapest truths that make a state hold.

    Among sets of one cost the smallest is taken, and of these the first in the order of the file.

    Raises
    ------
    RequestError
        There is no such state, the concept has replies at once, or a listener could be told more
        than ``MOST_TOLD`` truths.
    """
    truths = conflict.truths
    key = concept_in_turn(concept, "truths are not weighed by").key
    index = conflict.index(state)

    @cache
    def stable(name: str, told: frozenset[str]) -> Bools:
        sight: Sight = sight_of(conflict, see(name, told), (key,), name)
        return sight.held(sight.analysis.stable(name, key))

    chosen: dict[str, frozenset[str]] = {}
    unmoved: list[str] = []
    for name in conflict.names:
        enough = (told for told in _sets(name, truths) if stable(name, told)[index])
        found = next(enough, None)
        chosen[name] = found or frozenset()
        unmoved += [name] if found is None else []
    before = _held(stable, dict.fromkeys(conflict.names, frozenset()))
    after = _held(stable, chosen)
    held = bool(before[index])
    undoing = (t for t in truths if held and not stable(t.to, frozenset([t.name]))[index])
    names = frozenset().union(*chosen.values())
    return Truths(
        conflict,
        conflict.states[index],
        key,
        held,
        tuple(truth for truth in truths if truth.name in names),
        tuple(unmoved),
        tuple(undoing),
        _states(conflict, after & ~before),
        _states(conflict, before & ~after),
    )


def _sets(name: str, truths: Iterable[Truth]) -> Iterator[frozenset[str]]:
    """Yield the sets of truths that a decision maker could be told, the cheapest first."""
    mine = [truth for truth in truths if truth.to == name]
    if len(mine) > MOST_TOLD:
        raise RequestError(
            f"{name} could be told {len(mine)} truths; sets of at most {MOST_TOLD} are all tried. "
            "Join truths that would be told together"
        )
    every = (some for size in range(len(mine) + 1) for some in itertools.combinations(mine, size))
    for some in sorted(every, key=lambda some: sum(truth.cost for truth in some)):
        yield frozenset(truth.name for truth in some)


def _held(
    stable: Callable[[str, frozenset[str]], Bools], told: Mapping[str, frozenset[str]]
) -> Bools:
    """Say which states hold when each has been told so. Shape (states,)."""
    rows = [stable(name, names) for name, names in told.items()]
    held: Bools = np.logical_and.reduce(rows)
    return held


def _states(conflict: Conflict, chosen: Bools) -> tuple[State, ...]:
    return tuple(conflict.states[int(k)] for k in np.flatnonzero(chosen))
