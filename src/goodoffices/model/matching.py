"""Which state of one conflict is which of another: by the options taken, by label in a graph.

Numbers and patterns differ where the options or the states do. An option that one of the two does
not have counts as not taken. A merged state is the one that any of its patterns is in, the lowest
first.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.conflict import Conflict
from goodoffices.model.states import OptionStates

Indices = NDArray[np.int64]
Keys = NDArray[np.bytes_]
Names = Sequence[tuple[str, str]]


def places(one: Conflict, other: Conflict) -> Indices:
    """Return the index in another conflict of each state of one; -1 of what is not there.

    Shape (states of one,).

    Examples
    --------
    >>> import goodoffices as go
    >>> ann = go.DecisionMaker("Ann", go.Weights((("a", 1),)), (go.Option("a"),))
    >>> bob = go.DecisionMaker("Bob", go.Weights((("b", 1),)), (go.Option("b"),))
    >>> game = go.Conflict("Two", (ann, bob))
    >>> places(game, game.replace(infeasible=("a and b",))).tolist()
    [0, 1, 2, -1]
    """
    here, there = one.states, other.states
    if here is there:
        return np.arange(len(here))
    if not (isinstance(here, OptionStates) and isinstance(there, OptionStates)):
        found = [there.index(state.label) for state in here]
        return np.array([-1 if k is None else k for k in found], np.int64)
    names = list(dict.fromkeys((*_owned(one), *_owned(other))))
    mine, theirs = _keys(one, here, names), _keys(other, there, names)
    order = np.argsort(theirs, kind="stable")
    place = np.minimum(np.searchsorted(theirs[order], mine), len(theirs) - 1)
    pattern = order[place]
    state = np.where(theirs[pattern] == mine, there.state_of_pattern[pattern], -1)
    matched = np.full(len(here), -1, np.int64)
    known = np.flatnonzero(state >= 0)[::-1]  # so that the lowest pattern comes last
    matched[here.state_of_pattern[known]] = state[known]
    return matched


def _owned(conflict: Conflict) -> list[tuple[str, str]]:
    return [(dm.name, option.name) for dm in conflict.decision_makers for option in dm.options]


def _keys(conflict: Conflict, states: OptionStates, names: Names) -> Keys:
    """Return the options taken in each pattern as bytes that compare. Shape (patterns,)."""
    own = _owned(conflict)
    taken = np.zeros((states.patterns_count, max(len(names), 1)), bool)
    for column, name in enumerate(names):
        if name in own:
            taken[:, column] = states.taken_in_patterns(own.index(name))
    packed = np.packbits(taken, axis=1)
    keys: Keys = packed.view(f"S{packed.shape[1]}").reshape(-1)
    return keys
