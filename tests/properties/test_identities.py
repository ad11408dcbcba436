"""What must hold between the concepts, and what must not matter to a verdict."""

import itertools
import re
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from goodoffices.model.conflict import Conflict
from goodoffices.model.moves import TensorMoves
from goodoffices.model.preferences import Payoffs, Prioritized, Ranking, StateReference, Weights
from goodoffices.model.written import DecisionMaker, NoMove
from goodoffices.reference.graph_model import CONCEPTS, Reference
from goodoffices.stability.analysis import analyze
from tests.strategies import NAMES, conflicts, option_conflicts

INCLUSIONS = (
    ("nash", "smr"),
    ("smr", "gmr"),
    ("nash", "seq"),
    ("seq", "gmr"),
    ("nash", "sseq"),
    ("sseq", "seq"),
    ("sseq", "smr"),
)


@given(conflicts())
def test_inclusions(conflict: Conflict) -> None:
    analysis = analyze(conflict)

    for (narrow, wide), name in itertools.product(INCLUSIONS, conflict.names):
        assert (analysis.stable(name, narrow) <= analysis.stable(name, wide)).all()
        if narrow != "nash":
            assert (analysis.margin(name, narrow) >= analysis.margin(name, wide)).all()


@given(option_conflicts(merging=False))
def test_nash_stable_states_are_stable_under_simultaneous_sanctioning(conflict: Conflict) -> None:
    analysis = analyze(conflict, ["nash", "sim"])

    for name in conflict.names:
        assert (analysis.stable(name, "nash") <= analysis.stable(name, "sim")).all()


@given(option_conflicts(free=True))
def test_howards_identities(conflict: Conflict) -> None:
    analysis = analyze(conflict)
    assert isinstance(conflict.moves, TensorMoves)
    shape = conflict.moves.shape
    assert len(conflict.states) == np.prod(shape)

    for i, name in enumerate(conflict.names):
        payoffs = conflict.payoffs[i].reshape(shape, order="F")
        others = tuple(axis for axis in range(len(shape)) if axis != i)
        max_min = payoffs.min(axis=others).max()
        min_max = payoffs.max(axis=i).min()
        nash = analysis.stable(name, "nash")
        assert (analysis.stable(name, "gmr") == nash | (conflict.payoffs[i] >= max_min)).all()
        assert (analysis.stable(name, "smr") == nash | (conflict.payoffs[i] >= min_max)).all()


@given(conflicts(), st.data())
def test_increasing_changes_of_payoffs_do_not_matter(
    conflict: Conflict, data: st.DataObject
) -> None:
    parties = []
    for i, dm in enumerate(conflict.decision_makers):
        before, level = np.unique(conflict.payoffs[i], return_inverse=True)
        numbers = st.floats(-1e9, 1e9, allow_subnormal=False)
        after = data.draw(
            st.lists(numbers, min_size=len(before), max_size=len(before), unique=True)
        )
        values = np.array(sorted(after))[level]
        parties.append(replace(dm, preferences=Payoffs(tuple(values.tolist()))))
    changed = conflict.replace(decision_makers=tuple(parties))

    assert (analyze(changed).verdicts == analyze(conflict).verdicts).all()


@given(conflicts())
def test_names_do_not_matter(conflict: Conflict) -> None:
    other = renamed(conflict)

    assert set(other.names).isdisjoint(conflict.names)
    assert (analyze(other).verdicts == analyze(conflict).verdicts).all()


def renamed(conflict: Conflict) -> Conflict:
    """Give every party, option and graph state another name, wherever it is written."""
    names = {*conflict.names, *conflict.states_listed}
    names |= {option.name for dm in conflict.decision_makers for option in dm.options}

    def new(text: str) -> str:
        return re.sub(r"\w+", lambda m: f"{m[0]}_too" if m[0] in names else m[0], text)

    def new_all(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(new, texts))

    def new_state(reference: StateReference) -> StateReference:
        return new(reference) if isinstance(reference, str) else reference

    def new_wants(wants: object) -> Ranking | Payoffs | Prioritized | Weights:
        match wants:
            case Ranking(tiers):
                return Ranking(tuple(tuple(map(new_state, tier)) for tier in tiers))
            case Payoffs(dict() as values):
                return Payoffs({new_state(state): value for state, value in values.items()})
            case Prioritized(texts):
                return Prioritized(new_all(texts))
            case Weights(weights):
                return Weights(tuple((new(text), weight) for text, weight in weights))
        assert isinstance(wants, Payoffs)
        return wants

    def new_party(dm: DecisionMaker) -> DecisionMaker:
        options = tuple(replace(option, name=new(option.name)) for option in dm.options)
        moves = tuple((new_state(a), new_state(b)) for a, b in dm.moves)
        return DecisionMaker(new(dm.name), new_wants(dm.preferences), options, moves=moves)

    return conflict.replace(
        decision_makers=tuple(map(new_party, conflict.decision_makers)),
        states_listed=new_all(conflict.states_listed),
        exactly_one=tuple(map(new_all, conflict.exactly_one)),
        at_most_one=tuple(map(new_all, conflict.at_most_one)),
        at_least_one=tuple(map(new_all, conflict.at_least_one)),
        infeasible=new_all(conflict.infeasible),
        same_state=new_all(conflict.same_state),
        no_move=tuple(
            NoMove(new(rule.by), new(rule.origin), new(rule.target)) for rule in conflict.no_move
        ),
    )


@given(conflicts(), st.permutations(NAMES), st.permutations("xyz"))
def test_order_does_not_matter(conflict: Conflict, parties: list[str], letters: list[str]) -> None:
    other, number_before = reordered(conflict, parties, letters)
    before, after = analyze(conflict), analyze(other)

    for concept, name in itertools.product(CONCEPTS, conflict.names):
        assert (after.stable(name, concept) == before.stable(name, concept)[number_before]).all()
        assert (after.margin(name, concept) == before.margin(name, concept)[number_before]).all()


def reordered(
    conflict: Conflict, parties: list[str], letters: list[str]
) -> tuple[Conflict, NDArray[np.int64]]:
    """Put parties, their options and graph states in another order.

    Returns
    -------
    tuple
        The conflict, and for each of its states the index that the state had before.
    """
    if conflict.states_listed:
        return reordered_graph(conflict, parties)
    rearranged = tuple(
        replace(
            dm,
            options=tuple(sorted(dm.options, key=lambda option: letters.index(option.name[-1]))),
            preferences=Prioritized(()),
        )
        for dm in sorted(conflict.decision_makers, key=lambda dm: parties.index(dm.name))
    )
    other = conflict.replace(decision_makers=rearranged)
    before, after = sets_of_options(Reference(conflict)), sets_of_options(Reference(other))
    places = np.array([before.index(sets) for sets in after])
    return with_payoffs_of(conflict, other, places), places


def reordered_graph(conflict: Conflict, parties: list[str]) -> tuple[Conflict, NDArray[np.int64]]:
    """Reverse the states of a graph and put its parties in another order."""
    count = len(conflict.states)
    moves = Reference(conflict).moves
    labels = conflict.states_listed
    rearranged = tuple(
        replace(
            dm,
            moves=tuple((labels[s], labels[t]) for s in range(count) for t in moves[i][s]),
            preferences=Payoffs((0.0,) * count),
        )
        for i, dm in sorted(
            enumerate(conflict.decision_makers), key=lambda pair: parties.index(pair[1].name)
        )
    )
    other = conflict.replace(decision_makers=rearranged, states_listed=labels[::-1])
    places = np.arange(count)[::-1]
    return with_payoffs_of(conflict, other, places), places


def with_payoffs_of(conflict: Conflict, other: Conflict, places: NDArray[np.int64]) -> Conflict:
    """Give the parties of ``other`` the payoffs that they have in ``conflict``."""
    return other.replace(
        decision_makers=tuple(
            replace(dm, preferences=Payoffs(tuple(payoffs_by_name(conflict, dm.name)[places])))
            for dm in other.decision_makers
        )
    )


def payoffs_by_name(conflict: Conflict, name: str) -> NDArray[np.float64]:
    return conflict.payoffs[conflict.names.index(name)]


def sets_of_options(reference: Reference) -> list[set[frozenset[str]]]:
    """Write each state as the sets of options taken in its patterns, which no order can change."""
    full = [f"{reference.conflict.names[i]}.{option.name}" for i, option in reference.options]
    return [
        {
            frozenset(name for name, taken in zip(full, pattern, strict=True) if taken)
            for pattern in patterns
        }
        for patterns in reference.states
    ]
