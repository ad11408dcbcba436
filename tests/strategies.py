"""Hypothesis strategies for conflicts, small enough for brute force.

Rules are drawn around a *witness*, a pattern that every rule leaves feasible, so that nothing is
thrown away and every part shrinks by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
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

T = TypeVar("T")
NAMES = "ABCD"
COUNTS = (2, 3, 4, 1)
MOST_OPTIONS = 6
INDIFFERENT = Prioritized(())
FORMS = st.sampled_from(["ranking", "payoffs", "map", "prioritized", "weights"])
MOST_LEVELS = st.sampled_from([8, 2])
TENTHS = st.integers(-20, 20).map(lambda k: k / 10)
GROUPS = ("exactly_one", "at_most_one", "at_least_one")


@lru_cache
def sometimes(drawn: st.SearchStrategy[T], most: int) -> st.SearchStrategy[list[T]]:
    """Draw one to ``most`` in every second case, else none."""
    return st.booleans().flatmap(lambda k: st.lists(drawn, min_size=int(k), max_size=most * k))


@lru_cache
def statements(names: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Statements over these options, in every way of writing them."""
    words = st.sampled_from(["and", "or", "if", "iff", "And", "OR"])
    literals = st.sampled_from([*names, *(f"not {name}" for name in names)])
    short = st.builds(lambda a, word, b: f"{a} {word} {b}", literals, words, literals)

    def longer(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.one_of(
            inner.map(lambda a: f"not ({a})"),
            st.builds(lambda a, word, b: f"({a}) {word} {b}", inner, words, inner),
            st.builds(lambda a, word, b: f"{a} {word} {b}", inner, words, inner),
        )

    atoms = st.one_of(literals, short, st.sampled_from(["true", "false"]))
    return st.recursive(atoms, longer, max_leaves=4)


@lru_cache
def conditions(names: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Statements that hold of few patterns, or any statements."""
    literals = st.sampled_from([*names, *(f"not {name}" for name in names)])
    few = st.lists(literals, min_size=2, max_size=3).map(" and ".join)
    return few | statements(names)


@st.composite
def decision_makers(
    draw: st.DrawFn, counts: Sequence[int] = COUNTS, most: int = MOST_OPTIONS
) -> tuple[DecisionMaker, ...]:
    """One to four parties with up to three options each, which may share their names."""
    count = draw(st.sampled_from(counts))
    letters = "xyz"
    shared = draw(st.booleans())
    parties: list[DecisionMaker] = []
    for name in NAMES[:count]:
        used = sum(len(dm.options) for dm in parties)
        room = min(3, most - used - (count - len(parties) - 1))
        size = min(room, draw(st.sampled_from([2, 1, 3, 2, 0] if parties else [2, 3, 1])))
        options = tuple(
            draw(option(letter if shared else f"{name.lower()}_{letter}"))
            for letter in letters[:size]
        )
        parties.append(DecisionMaker(name, INDIFFERENT, options))
    return tuple(parties)


@lru_cache
def option(name: str) -> st.SearchStrategy[Option]:
    """Mostly reversible; else irreversible one way or the other."""
    kinds = [(True, False), (True, False), (True, False), (False, False), (True, True)]
    return st.sampled_from(kinds).map(
        lambda kind: Option(name, reversible=kind[0], once_dropped=kind[1])
    )


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
    parties = draw(decision_makers(counts, most))
    if free:
        options = [tuple(Option(option.name) for option in dm.options) for dm in parties]
        plain = [replace(dm, options=o) for dm, o in zip(parties, options, strict=True)]
        return Conflict("a free conflict", tuple(plain))
    names = option_names(parties)
    witness = {name: draw(st.booleans()) for name in names}
    groups = draw(allowed_groups(witness)) if len(names) > 1 else []
    exactly_one, at_most_one, at_least_one = (
        tuple(group for drawn, group in groups if drawn == kind) for kind in GROUPS
    )
    return Conflict(
        "a conflict",
        parties,
        exactly_one=exactly_one,
        at_most_one=at_most_one,
        at_least_one=at_least_one,
        infeasible=draw(never_holding(parties, witness)),
        no_move=tuple(draw(sometimes(rules(tuple(dm.name for dm in parties), names), 2))),
        same_state=tuple(draw(sometimes(conditions(names), 2))) if merging else (),
    )


@lru_cache
def rules(parties: tuple[str, ...], options: tuple[str, ...]) -> st.SearchStrategy[NoMove]:
    """Draw moves that a party cannot make."""
    said = statements(options)
    return st.builds(NoMove, st.sampled_from(parties), said, said)


def allowed_groups(
    witness: dict[str, bool],
) -> st.SearchStrategy[list[tuple[str, tuple[str, ...]]]]:
    """Draw groups within and across parties, each of a kind that the witness allows."""
    subsets = st.lists(st.sampled_from(sorted(witness)), min_size=2, max_size=3, unique=True)

    def kinds(names: list[str]) -> st.SearchStrategy[tuple[str, tuple[str, ...]]]:
        taken = sum(witness[name] for name in names)
        allowed = {0: ["at_most_one"], 1: list(GROUPS)}.get(taken, ["at_least_one"])
        return st.tuples(st.sampled_from(allowed), st.just(tuple(names)))

    return sometimes(subsets.flatmap(kinds), 2)


@st.composite
def never_holding(
    draw: st.DrawFn, parties: Sequence[DecisionMaker], witness: dict[str, bool]
) -> tuple[str, ...]:
    """Statements that are false of the witness: about one party's options, or about everybody's."""
    own = [names for names in names_by_owner(parties) if names]
    scopes = st.sampled_from([tuple(witness), *own])
    drawn = draw(sometimes(scopes.flatmap(conditions), 3))
    probe = Reference(Conflict("the witness", tuple(parties)))
    pattern = tuple(witness.values())
    return tuple(f"not ({text})" if probe.holds(text, pattern) else text for text in drawn)


@st.composite
def preferences(draw: st.DrawFn, reference: Reference) -> Preferences:
    """One of the four forms; none tells apart the patterns of a merged state."""
    count = len(reference.states)
    levels = levels_of(draw(MOST_LEVELS), count)
    form = draw(FORMS)
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
    texts = draw(several(blind_statements(reference)))
    if form == "prioritized":
        return Prioritized(tuple(texts))
    return Weights(tuple((text, draw(TENTHS)) for text in dict.fromkeys(texts)))


@lru_cache
def levels_of(most: int, count: int) -> st.SearchStrategy[list[int]]:
    """Draw a level from 0 for each state, all in one go."""
    drawn = st.binary(min_size=2 * count, max_size=2 * count)
    return drawn.map(lambda levels: (np.frombuffer(levels, ">u2") % (most + 1)).tolist())


@lru_cache
def several(drawn: st.SearchStrategy[T]) -> st.SearchStrategy[list[T]]:
    """Draw up to six."""
    return st.lists(drawn, max_size=6)


def blind_statements(reference: Reference) -> st.SearchStrategy[str]:
    """Statements that have one truth over all patterns that ``same_state`` makes one state."""
    conflict = reference.conflict
    return blind(option_names(conflict.decision_makers), conflict.same_state)


@lru_cache
def blind(names: tuple[str, ...], same_state: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Return what ``blind_statements`` does, for options of these names."""
    said = statements(names)
    merging = [f"({text})" for text in same_state]
    if not merging:
        return said
    outside = " and ".join(f"not {text}" for text in merging)
    inside = " or ".join(merging)
    return st.one_of(
        said.map(lambda text: f"({text}) and {outside}"),
        said.map(lambda text: f"({text}) or {inside}"),
    )


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
    count = draw(st.sampled_from([3, 4, 5, 6, 7, 8, 2, 1]))
    labels = tuple(f"s{k}" for k in range(1, count + 1))
    pairs = [(a, b) for a in range(1, count + 1) for b in range(1, count + 1) if a != b]

    def moves() -> tuple[tuple[StateReference, StateReference], ...]:
        chosen = draw(st.lists(st.sampled_from(pairs), max_size=3 * count)) if pairs else []
        by_label = draw(st.booleans())
        return tuple((labels[a - 1] if by_label else a, b) for a, b in chosen)

    parties = tuple(
        DecisionMaker(name, Payoffs((0.0,) * count), moves=moves())
        for name in NAMES[: draw(st.sampled_from(counts))]
    )
    return draw(completed(Conflict("a graph", parties, states_listed=labels)))


def conflicts() -> st.SearchStrategy[Conflict]:
    """Conflicts of every kind."""
    return option_conflicts() | graph_conflicts()
