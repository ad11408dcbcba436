"""What would have to be wanted, against all rankings one by one and the set definitions."""

import copy
import itertools
import os
from collections.abc import Iterator, Sequence
from math import factorial

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.model.conflict import Conflict
from goodoffices.model.moves import TensorMoves
from goodoffices.reference.graph_model import CONCEPTS, Reference
from tests.strategies import completed, constrained, graph_conflicts

PART = settings(max_examples=settings().max_examples // 8)  # each compares thousands

MOST = 6 if os.environ.get("GOODOFFICES_HYPOTHESIS_PROFILE") == "nightly" else 5


def small(most: int) -> st.SearchStrategy[Conflict]:
    options = constrained(free=False, merging=True, counts=(2, 3), most=3).flatmap(completed)
    return (options | graph_conflicts()).filter(lambda conflict: len(conflict.states) <= most)


def varied(base: Reference, i: int, payoffs: Sequence[float]) -> Reference:
    """Return the same with other payoffs of i."""
    _ = base.moves  # once for all that are made of it
    rows = [list(row) for row in base.payoffs]
    rows[i] = list(payoffs)
    other = copy.copy(base)
    vars(other).update(payoffs=rows, _reached={}, _improving={})
    return other


def rankings(base: Reference, i: int) -> Iterator[Reference]:
    """Make the same with each strict ranking of i."""
    for levels in itertools.permutations(range(len(base.states))):
        yield varied(base, i, levels)


def exchanges(before: Sequence[float], after: Sequence[float]) -> int:
    """Count the pairs that stand the other way round."""
    pairs = itertools.combinations(range(len(before)), 2)
    return sum((before[a] < before[b]) != (after[a] < after[b]) for a, b in pairs)


@PART
@given(small(MOST), st.data())
def test_conditions_are_met_where_the_state_is_stable(
    conflict: Conflict, data: st.DataObject
) -> None:
    s = data.draw(st.integers(0, len(conflict.states) - 1))
    base = Reference(conflict)
    for concept in CONCEPTS:
        found = go.inverse(conflict, s + 1, concept)
        for i, one in enumerate(found.conditions):
            assert all(move.met for move in one.temptations) == base.stable(concept, i, s)
            assert one.stable == base.stable(concept, i, s)


@PART
@given(small(MOST), st.data())
def test_as_many_rankings_as_there_are(conflict: Conflict, data: st.DataObject) -> None:
    """And the nearest of them is the one in which the state is lifted."""
    count = len(conflict.states)
    s = data.draw(st.integers(0, count - 1))
    i = data.draw(st.integers(0, len(conflict.names) - 1))
    name = conflict.names[i]
    levels = [float(k) for k in data.draw(st.permutations(range(count)))]
    makers = [
        go.DecisionMaker(dm.name, go.Payoffs(tuple(levels)), dm.options, dm.label, dm.moves)
        if dm.name == name
        else dm
        for dm in conflict.decision_makers
    ]
    conflict = conflict.replace(decision_makers=tuple(makers))
    base = Reference(conflict)
    every = list(rankings(base, i))
    for concept in CONCEPTS:
        stable = [other.payoffs[i] for other in every if other.stable(concept, i, s)]
        found = next(
            one
            for one in go.inverse(conflict, s + 1, concept).conditions
            if one.decision_maker == name
        )
        assert (found.share.count, found.share.of) == (len(stable), factorial(count))
        nearest = min(exchanges(levels, other) for other in stable)
        assert nearest == len(found.passed) == found.lift


@PART
@given(small(MOST), st.data())
def test_as_many_in_a_window(conflict: Conflict, data: st.DataObject) -> None:
    count = len(conflict.states)
    s = data.draw(st.integers(0, count - 1))
    i = data.draw(st.integers(0, len(conflict.names) - 1))
    base = Reference(conflict)
    order = sorted(range(count), key=lambda q: -base.payoffs[i][q])
    first = data.draw(st.integers(1, count))
    last = data.draw(st.integers(first, count))
    ends = [(k, k + 1) for k in (first - 1, last) if 1 <= k < count]
    cut = any(base.payoffs[i][order[a - 1]] == base.payoffs[i][order[b - 1]] for a, b in ends)
    asked = {"of": [conflict.names[i]], "window": (first, last)}
    if cut:
        with pytest.raises(go.RequestError, match="parts states"):
            go.inverse(conflict, s + 1, **asked)  # type: ignore[arg-type]
        return
    window = order[first - 1 : last]
    made = []
    for chosen in itertools.permutations(window):
        payoffs = {q: 100.0 * p for q, p in enumerate(base.payoffs[i])}
        top = max(payoffs[q] for q in window)
        # within the window by halves of the least that there is between any two
        payoffs |= {q: top - k / 10 for k, q in enumerate(chosen)}
        made.append(varied(base, i, [payoffs[q] for q in range(count)]))
    assume(all(kept(base.payoffs[i], other.payoffs[i], window) for other in made))
    for concept in CONCEPTS:
        found = go.inverse(conflict, s + 1, concept, **asked)  # type: ignore[arg-type]
        share = found.conditions[0].share
        stable = [other.stable(concept, i, s) for other in made]
        if s in window:
            assert (share.count, share.of) == (sum(stable), len(made))
        else:
            assert share.exact == base.stable(concept, i, s)


def kept(before: Sequence[float], after: Sequence[float], window: Sequence[int]) -> bool:
    """Say whether states outside the window stand to all others as they did."""
    return all(
        (before[a] < before[b]) == (after[a] < after[b])
        for a, b in itertools.permutations(range(len(before)), 2)
        if a not in window or b not in window
    )


@PART
@given(small(4), st.data())
def test_as_many_profiles_as_there_are(conflict: Conflict, data: st.DataObject) -> None:
    count = len(conflict.states)
    s = data.draw(st.integers(0, count - 1))
    movers = range(len(conflict.names))
    of = sorted(data.draw(st.sets(st.sampled_from(movers), min_size=1, max_size=2)))
    base = Reference(conflict)
    every = [
        varied(other, of[-1], levels)
        for other in (rankings(base, of[0]) if len(of) > 1 else [base])
        for levels in itertools.permutations(range(count))
    ]
    for concept in CONCEPTS:
        found = go.inverse(conflict, s + 1, concept, [conflict.names[i] for i in of]).share
        assert found is not None
        holds = sum(all(other.stable(concept, i, s) for i in movers) for other in every)
        assert (found.count, found.of) == (holds, len(every))


@PART
@given(small(8), st.data())
def test_lifts_do_not_interfere_in_option_form(conflict: Conflict, data: st.DataObject) -> None:
    s = data.draw(st.integers(0, len(conflict.states) - 1))
    for concept in CONCEPTS:
        found = go.inverse(conflict, s + 1, concept)
        lifted = Reference(conflict)
        for i, one in enumerate(found.conditions):
            if one.passed:
                payoff = lifted.payoffs[i][one.passed[-1].number - 1]
                lifted = varied(
                    lifted,
                    i,
                    [payoff if q == s else p for q, p in enumerate(lifted.payoffs[i])],
                )
        holds = all(lifted.stable(concept, i, s) for i in range(len(conflict.names)))
        assert found.lifted == holds
        if isinstance(conflict.moves, TensorMoves):
            assert holds
