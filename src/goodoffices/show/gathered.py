"""A set of states in words: by what they share, by the exceptions, or, where few, one by one.

A set is told exactly wherever a few groups make it up, each a choice of options that are taken and
options that are not: the largest group that lies inside the set is taken first, then the largest of
what is left (a greedy cover, as in the simplification of switching functions).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.conflict import Conflict
from goodoffices.show.language import say, say_many
from goodoffices.show.words import Words, alternatives, enumerated, listing

Bools = NDArray[np.bool_]
Deed = Callable[[int], str]
"""Says what so many states do, such as "can hold"."""
_Choice = tuple[tuple[int, ...], tuple[int, ...]]
_HANDFUL, _REST, _GROUPS, _LABELS = 4, 3, 4, 12
_MOST_OPTIONS, _MOST_GROUPS, _MOST_WORK = 4, 10_000, 2 * 10**8


@dataclass(frozen=True)
class _Group:
    """The states that take some options and not others, by the options' names. Shape (states,)."""

    taken: tuple[str, ...]
    left: tuple[str, ...]
    states: Bools

    def __str__(self) -> str:
        """Say what they share: "with talks and ceasefire, without expand"."""
        told = [say("with {}", listing(self.taken))] if self.taken else []
        if self.left:
            told.append(say("without {}", alternatives(self.left)))
        return enumerated(told)


@dataclass(frozen=True)
class _Groups:
    """Groups of states: which options each is told by, whether each is left, and its states.

    States are packed, eight to a byte. Shape (groups, bytes).
    """

    names: list[str]
    choices: list[_Choice]
    states: NDArray[np.uint8]

    def group(self, place: int, count: int) -> _Group:
        """Return one of them, where there are so many states."""
        options, sides = self.choices[place]
        pairs = [(self.names[k], left) for k, left in zip(options, sides, strict=True)]
        taken = tuple(name for name, left in pairs if not left)
        left = tuple(name for name, left in pairs if left)
        return _Group(taken, left, np.unpackbits(self.states[place], count=count).view(np.bool_))


def can_hold(states: int) -> str:
    """Say of so many states that they can hold."""
    return say_many("can hold", "can hold", states)


def in_short(words: Words, members: Bools, does: Deed | None = None) -> str:
    """Tell a set of states as ``gathered`` does where they are a handful, or else how many."""
    count, states = int(members.sum()), len(members)
    if not _HANDFUL < count < states:
        return gathered(words, members, does)
    return _doing(say("{:,} of {:,} states", count, states), does, count)


def gathered(words: Words, members: Bools, does: Deed | None = None) -> str:
    """Tell a set of states, and what these do.

    Parameters
    ----------
    members
        Which states are in it. Shape (states,).
    does
        Says what they do; that stands before the groups are told apart.

    Examples
    --------
    >>> from goodoffices.show.gathered import can_hold, gathered
    >>> from goodoffices.show.words import Words
    >>> conflict = go.case("elmira-1991")
    >>> gathered(Words(conflict), conflict.where("not abandon"), can_hold)
    'the 8 states without abandon can hold'
    """
    conflict, count, states = words.conflict, int(members.sum()), len(members)
    shared = _shared(conflict, members)
    outside = shared.states & ~members
    if str(shared) and count > _HANDFUL and not outside.any():
        return _doing(say("the {:,} states {}", count, shared), does, count)
    if min(count, states - count) <= _HANDFUL:
        return _few(words, members, does)
    of = _doing(say("{:,} of {:,} states", count, states), does, count)
    if conflict.in_graph_form:
        return say("{}: {}", of, _first(words, members, _LABELS))
    if str(shared) and outside.sum() <= min(_HANDFUL, count // 2):
        return say("{}: those {}, but not {}", of, shared, _first(words, outside))
    return _by_groups(words, members, shared, of)


def _doing(states: str, does: Deed | None, count: int) -> str:
    """Tell states, and what so many do."""
    return say("{} {}", states, does(count)) if does else states


def _few(words: Words, members: Bools, does: Deed | None) -> str:
    """Tell a handful of states, or all but a handful, one by one."""
    count = int(members.sum())
    if not count:
        return say("no state {}", does(1)) if does else say("no state")
    if members.all():
        return _doing(say("every state"), does, 1)
    if count <= _HANDFUL:
        named = _first(words, members)
        return _doing(say_many("state {1}", "states {1}", count, named), does, count)
    return _doing(say("every state but {}", _first(words, ~members)), does, 1)


def _by_groups(words: Words, members: Bools, shared: _Group, of: str) -> str:
    """Tell a set by groups that make it up, or all but it; else by the largest inside it."""
    groups = _groups(words.conflict)
    covers = [_cover(groups, members), _cover(groups, ~members)]
    inside, outside = (_joined(words, *found) for found in covers)
    whole = [rest.sum() <= _REST for _, rest in covers]
    if whole[1] and not (whole[0] and len(inside) <= len(outside)):
        return say("{}: all but {}", of, outside)
    if not covers[0][0]:
        return say("{}, such as {}", of, _first(words, members, _REST))
    if str(shared) and not whole[0]:
        return say("{}, all of these {}: {}", of, shared, inside)
    return say("{}: {}", of, inside)


def _joined(words: Words, groups: list[_Group], rest: Bools) -> str:
    parts = [say("those {}", group) for group in groups]
    if rest.any():
        few = rest.sum() <= _REST
        more = int(rest.sum())
        parts.append(
            _first(words, rest) if few else say_many("and {:,} more", "and {:,} more", more)
        )
    return say("; ").join(parts)


def _first(words: Words, members: Bools, most: int = _HANDFUL) -> str:
    """List the first of some states, and say how many more there are."""
    places = np.flatnonzero(members)
    named = [words.tag(words.conflict.states[int(k)]) for k in places[:most]]
    left = len(places) - len(named)
    more = [say_many("{:,} more", "{:,} more", left)] if left else []
    return listing([*named, *more])


def _shared(conflict: Conflict, members: Bools) -> _Group:
    """Return the group of all that the states share, what every state has left out."""
    taken, left, states = list[str](), list[str](), np.ones(len(members), bool)
    for name in conflict.option_of:
        for said, holds in (
            (taken, conflict.where(name)),
            (left, conflict.where(f"not {name}")),
        ):
            if holds[members].all() and not holds.all():
                said.append(name)
                states &= holds
    return _Group(tuple(taken), tuple(left), states)


def _cover(groups: _Groups, members: Bools) -> tuple[list[_Group], Bools]:
    """Return groups inside a set, the largest gain first, and which states are left."""
    left, chosen = members.copy(), list[_Group]()
    inside = np.flatnonzero(~(groups.states & np.packbits(~members)).any(axis=1))
    states = groups.states[inside]
    while inside.size and left.sum() > _REST and len(chosen) < _GROUPS:
        gains = np.bitwise_count(states & np.packbits(left)).sum(axis=1)
        best = int(np.argmax(gains))
        if gains[best] <= 1:
            break
        chosen.append(groups.group(int(inside[best]), len(members)))
        left &= ~chosen[-1].states
    return chosen, left


def _groups(conflict: Conflict) -> _Groups:
    """Return groups of states, those first that take the fewest options to tell."""
    names, count, made = list(conflict.option_of), len(conflict.states), 0
    pairs = [(conflict.where(name), conflict.where(f"not {name}")) for name in names]
    told = np.packbits(np.array(pairs, bool).reshape(len(names), 2, count), axis=2)
    choices, states = list[_Choice](), [np.empty((0, told.shape[2]), np.uint8)]
    for size in range(1, min(_MOST_OPTIONS, len(names)) + 1):
        made += math.comb(len(names), size) * 2**size
        if made > _MOST_GROUPS or made * count > _MOST_WORK:
            break
        of_size = list(product(combinations(range(len(names)), size), product((0, 1), repeat=size)))
        choices += of_size
        options, sides = np.array(of_size).transpose(1, 2, 0)
        held = told[options[0], sides[0]]
        for option, side in zip(options[1:], sides[1:], strict=True):
            held &= told[option, side]
        states.append(held)
    return _Groups(names, choices, np.concatenate(states))
