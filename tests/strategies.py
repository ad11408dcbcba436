"""Hypothesis strategies for conflicts, small enough for brute force.

Rules are drawn around a *witness*, a pattern that every rule leaves feasible, so that nothing is
thrown away and every part shrinks by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

import numpy as np
from hypothesis import strategies as st

from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import (
    Payoffs,
    Preferences,
    Prioritized,
    Ranking,
    StateReference,
    Weights,
)
from goodoffices.model.written import DecisionMaker, NoMove, Option
from goodoffices.reference.graph_model import Reference
from goodoffices.reference.statements import read

T = TypeVar("T")
NAMES = "ABCD"
COUNTS = (2, 3, 4, 3, 4, 1)
MOST_OPTIONS = 6
INDIFFERENT = Prioritized(())
FORMS = ("ranking", "payoffs", "map", "prioritized", "weights")
TENTHS = (0.0, *(sign * k / 10 for k in range(1, 21) for sign in (1, -1)))
GROUPS = ("exactly_one", "at_most_one", "at_least_one")
WORDS = ("and", "or", "if", "iff", "And", "OR")
OF_PARTIES, OF_GROUPS, OF_A_STATEMENT = 15, 18, 16
"""Dice for what is drawn in one go."""


class Dice:
    """Bytes drawn in one go, each of which then chooses.

    That is many times quicker than a draw for every choice. 0 is the first choice, and what is not
    there any more is 0, so that Hypothesis shrinks to what is listed first.
    """

    def __init__(self, drawn: bytes) -> None:
        self._left: Iterator[int] = iter(drawn)

    def below(self, sides: int) -> int:
        """Return a number from 0, below ``sides``."""
        return next(self._left, 0) % sides

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of these."""
        return choices[self.below(len(choices))]

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """Return so many of these, each at most once."""
        left = list(choices)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]

    def sometimes(self, most: int) -> int:
        """Return 1 to ``most`` in every second case, else 0."""
        faces: list[int] = [0] * most + list(range(1, most + 1))
        return self.pick(faces)


@lru_cache
def dice(count: int) -> st.SearchStrategy[Dice]:
    """Draw so many dice in one go."""
    return st.binary(min_size=count, max_size=count).map(Dice)


def statement(dice: Dice, names: tuple[str, ...], depth: int = 3) -> str:
    """Make a statement over these options, in one of all the ways of writing it."""
    shape = dice.below(1 + 3 * depth)
    if not shape:
        return atom(dice, names)
    within = (shape - 1) // 3
    first = statement(dice, names, within)
    form = (shape - 1) % 3
    if form == 0:
        return f"not ({first})"
    word, second = dice.pick(WORDS), statement(dice, names, within)
    return f"({first}) {word} {second}" if form == 1 else f"{first} {word} {second}"


def atom(dice: Dice, names: tuple[str, ...]) -> str:
    """Make a statement of two options at the most, or of none."""
    literals = literals_of(names)
    kind = dice.below(3)
    if kind == 0:
        return dice.pick(literals)
    if kind == 1:
        return f"{dice.pick(literals)} {dice.pick(WORDS)} {dice.pick(literals)}"
    return dice.pick(("true", "false"))


@lru_cache
def literals_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """List every option, taken and not."""
    return (*names, *(f"not {name}" for name in names))


def condition(dice: Dice, names: tuple[str, ...]) -> str:
    """Make a statement that holds of few patterns, or any statement."""
    if dice.below(2):
        return statement(dice, names)
    return " and ".join(dice.pick(literals_of(names)) for _ in range(2 + dice.below(2)))


@lru_cache
def conditions(names: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Statements that hold of few patterns, or any statements."""
    return dice(OF_A_STATEMENT).map(lambda thrown: condition(thrown, names))


def decision_makers(
    dice: Dice, counts: Sequence[int] = COUNTS, most: int = MOST_OPTIONS
) -> tuple[DecisionMaker, ...]:
    """One to four parties with up to three options each, which may share their names."""
    count = dice.pick(counts)
    letters = "xyz"
    shared = dice.below(2)
    parties: list[DecisionMaker] = []
    for name in NAMES[:count]:
        used = sum(len(dm.options) for dm in parties)
        room = min(3, most - used - (count - len(parties) - 1))
        size = min(room, dice.pick((2, 1, 3, 2, 0) if parties else (2, 3, 1)))
        options = tuple(
            option(dice, letter if shared else f"{name.lower()}_{letter}")
            for letter in letters[:size]
        )
        parties.append(DecisionMaker(name, INDIFFERENT, options))
    return tuple(parties)


def option(dice: Dice, name: str) -> Option:
    """Mostly reversible; else irreversible one way or the other."""
    kinds = [(True, False), (True, False), (True, False), (False, False), (True, True)]
    reversible, once_dropped = dice.pick(kinds)
    return Option(name, reversible=reversible, once_dropped=once_dropped)


def names_by_owner(parties: Sequence[DecisionMaker]) -> list[tuple[str, ...]]:
    """Write every option, with its owner in front where the bare name is not unique."""
    bare = [option.name for dm in parties for option in dm.options]
    return [
        tuple(o.name if bare.count(o.name) == 1 else f"{dm.name}.{o.name}" for o in dm.options)
        for dm in parties
    ]


def option_names(parties: Sequence[DecisionMaker]) -> tuple[str, ...]:
    """Write every option as ``names_by_owner`` does."""
    return tuple(name for names in names_by_owner(parties) for name in names)


@st.composite
def constrained(
    draw: st.DrawFn,
    *,
    free: bool,
    merging: bool,
    counts: Sequence[int] = COUNTS,
    most: int = MOST_OPTIONS,
) -> Conflict:
    """Option form without preferences; ``free`` of any rule, or with all kinds of them.

    Of so many parties, with so many options in all at the most.
    """
    parties = decision_makers(draw(dice(OF_PARTIES)), counts, most)
    if free:
        options = [tuple(Option(option.name) for option in dm.options) for dm in parties]
        plain = [replace(dm, options=o) for dm, o in zip(parties, options, strict=True)]
        return Conflict("a free conflict", tuple(plain))
    names = option_names(parties)
    thrown = draw(dice(OF_GROUPS))
    witness = {name: bool(thrown.below(2)) for name in names}
    groups = allowed_groups(thrown, witness) if len(names) > 1 else []
    exactly_one, at_most_one, at_least_one = (
        tuple(group for drawn, group in groups if drawn == kind) for kind in GROUPS
    )
    never = [draw(dice(OF_A_STATEMENT)) for _ in range(thrown.sometimes(3))]
    moves = [draw(dice(2 * OF_A_STATEMENT)) for _ in range(thrown.sometimes(2))]
    same = [draw(dice(OF_A_STATEMENT)) for _ in range(thrown.sometimes(2) * merging)]
    return Conflict(
        "a conflict",
        parties,
        exactly_one=exactly_one,
        at_most_one=at_most_one,
        at_least_one=at_least_one,
        infeasible=tuple(never_holding(one, parties, witness) for one in never),
        no_move=tuple(rule(one, tuple(dm.name for dm in parties), names) for one in moves),
        same_state=tuple(condition(one, names) for one in same),
    )


def rule(dice: Dice, parties: tuple[str, ...], options: tuple[str, ...]) -> NoMove:
    """Make a rule of moves that a party cannot make."""
    return NoMove(dice.pick(parties), statement(dice, options), statement(dice, options))


def allowed_groups(dice: Dice, witness: dict[str, bool]) -> list[tuple[str, tuple[str, ...]]]:
    """Make groups within and across parties, each of a kind that the witness allows."""
    groups = []
    for _ in range(dice.sometimes(2)):
        names = dice.some(sorted(witness), 2 + dice.below(2))
        taken = sum(witness[name] for name in names)
        allowed = {0: ["at_most_one"], 1: list(GROUPS)}.get(taken, ["at_least_one"])
        groups.append((dice.pick(allowed), tuple(names)))
    return groups


def never_holding(dice: Dice, parties: Sequence[DecisionMaker], witness: dict[str, bool]) -> str:
    """Make a statement, about one party's options or everybody's, that is false of the witness."""
    scopes = [tuple(witness), *(names for names in names_by_owner(parties) if names)]
    text = condition(dice, dice.pick(scopes))
    return f"not ({text})" if read(text)(witness.__getitem__) else text


@st.composite
def preferences(draw: st.DrawFn, reference: Reference) -> Preferences:
    """One of the four forms; none tells apart the patterns of a merged state."""
    count = len(reference.states)
    thrown = draw(dice(3))
    levels = levels_of(thrown.pick((8, 2)), count)
    form = thrown.pick(FORMS)
    if reference.conflict.states_listed and form in {"prioritized", "weights"}:
        form = "ranking"
    if form == "ranking":
        level = draw(levels)
        written = draw(all_written(reference))
        tiers = sorted(set(level), reverse=True)
        return Ranking(
            tuple(tuple(w for w, k in zip(written, level, strict=True) if k == t) for t in tiers)
        )
    if form == "payoffs":
        return Payoffs(tuple(k / 4 for k in draw(levels)))
    if form == "map":
        return Payoffs(dict(zip(draw(all_written(reference)), draw(levels), strict=True)))
    said = [draw(dice(OF_A_STATEMENT)) for _ in range(thrown.below(7))]
    if form == "prioritized":
        return Prioritized(tuple(blind(one, reference) for one in said))
    weights = {blind(one, reference): one.pick(TENTHS) for one in said}
    return Weights(tuple(weights.items()))


@lru_cache
def levels_of(most: int, count: int) -> st.SearchStrategy[list[int]]:
    """Draw a level from 0 for each state, all in one go."""
    drawn = st.binary(min_size=2 * count, max_size=2 * count)
    return drawn.map(lambda levels: (np.frombuffer(levels, ">u2") % (most + 1)).tolist())


def blind_statements(reference: Reference) -> st.SearchStrategy[str]:
    """Statements that have one truth over all patterns that ``same_state`` makes one state."""
    return dice(OF_A_STATEMENT).map(lambda thrown: blind(thrown, reference))


def blind(dice: Dice, reference: Reference) -> str:
    """Make what ``blind_statements`` draws."""
    conflict = reference.conflict
    said = statement(dice, option_names(conflict.decision_makers))
    merging = [f"({text})" for text in conflict.same_state]
    if not merging:
        return said
    outside = " and ".join(f"not {text}" for text in merging)
    inside = " or ".join(merging)
    return f"({said}) or {inside}" if dice.below(2) else f"({said}) and {outside}"


@st.composite
def all_written(draw: st.DrawFn, reference: Reference) -> list[StateReference]:
    """Write every state in some way, all ways drawn in one go."""
    count = len(reference.states)
    ways = draw(st.binary(min_size=count, max_size=count))
    return [(w := ways_to_write(reference, s))[way % len(w)] for s, way in enumerate(ways)]


def written_states(reference: Reference, s: int) -> st.SearchStrategy[StateReference]:
    """Draw a way to write a state."""
    return st.sampled_from(ways_to_write(reference, s))


def ways_to_write(reference: Reference, s: int) -> list[StateReference]:
    """List the ways to write a state: its number, any of its patterns, its label."""
    written = ["".join("NY"[taken] for taken in pattern) for pattern in reference.states[s]]
    return [s + 1, *written, *reference.conflict.states_listed[s : s + 1]]


@st.composite
def completed(draw: st.DrawFn, conflict: Conflict) -> Conflict:
    """Give every party preferences."""
    reference = Reference(conflict)
    parties = tuple(
        replace(dm, preferences=draw(preferences(reference))) for dm in conflict.decision_makers
    )
    return conflict.replace(decision_makers=parties)


@st.composite
def references_to_states(draw: st.DrawFn, conflict: Conflict) -> StateReference:
    """Refer to some state of a conflict in any of the ways that a status quo may be given."""
    reference = Reference(conflict)
    some_state = st.integers(0, len(reference.states) - 1)
    return draw(some_state.flatmap(lambda s: referred(reference, s)))


def referred(reference: Reference, s: int) -> st.SearchStrategy[StateReference]:
    """Ways to refer to a state: as ``written_states``, or by a statement true of it alone."""
    names = option_names(reference.conflict.decision_makers)
    if not names or len(reference.states[s]) > 1:
        return written_states(reference, s)
    (pattern,) = reference.states[s]
    literals = [n if taken else f"not {n}" for n, taken in zip(names, pattern, strict=True)]
    return written_states(reference, s) | st.just(" and ".join(literals))


def option_conflicts(*, free: bool = False, merging: bool = True) -> st.SearchStrategy[Conflict]:
    """Conflicts in option form: ``free`` of constraints, or with all of them."""
    return constrained(free=free, merging=merging).flatmap(completed)


@st.composite
def graph_conflicts(draw: st.DrawFn, counts: Sequence[int] = COUNTS) -> Conflict:
    """Conflicts written as a graph, whose moves need not compose."""
    shape = draw(dice(2))
    count = shape.pick((3, 4, 5, 6, 7, 8, 2, 1))
    labels = tuple(f"s{k}" for k in range(1, count + 1))
    pairs = [(a, b) for a in range(1, count + 1) for b in range(1, count + 1) if a != b]

    def moves() -> tuple[tuple[StateReference, StateReference], ...]:
        thrown = draw(dice(3 + 3 * count))
        by_label = thrown.below(2)
        most = thrown.pick((10, 5, 3 * count)) if pairs else 0
        chosen = [thrown.pick(pairs) for _ in range(thrown.below(most + 1))]
        return tuple((labels[a - 1] if by_label else a, b) for a, b in chosen)

    parties = tuple(
        DecisionMaker(name, Payoffs((0.0,) * count), moves=moves())
        for name in NAMES[: shape.pick(counts)]
    )
    return draw(completed(Conflict("a graph", parties, states_listed=labels)))


def conflicts() -> st.SearchStrategy[Conflict]:
    """Conflicts of every kind."""
    return option_conflicts() | graph_conflicts()
