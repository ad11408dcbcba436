"""The lift of a state: the least rise of its payoff that makes it stable, found by trying."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.model.conflict import Conflict
from goodoffices.reference.graph_model import CONCEPTS, Reference
from goodoffices.stability.analysis import analyze
from goodoffices.stability.explain import explain
from tests.strategies import conflicts, option_conflicts

MOST_STATES = 4


def assert_least(reference: Reference, concept: str, i: int, s: int, lift: float) -> None:
    """Try every payoff that there is, and those between them: only their order counts."""
    now = reference.payoffs[i][s]
    better = sorted({p for p in reference.payoffs[i] if p > now})
    enough = next(p for p in [now, *better] if reference.worth(i, s, p).stable(concept, i, s))
    assert lift == enough - now
    if lift:
        below = max(p for p in [now, *better] if p < enough)
        assert not reference.worth(i, s, (below + enough) / 2).stable(concept, i, s)


def check(conflict: Conflict, concepts: tuple[str, ...], data: st.DataObject) -> None:
    reference = Reference(conflict)
    analysis = analyze(conflict, concepts)
    numbers = st.integers(0, len(conflict.states) - 1)
    chosen = data.draw(st.sets(numbers, min_size=1, max_size=MOST_STATES))
    for concept, (i, name) in itertools.product(concepts, enumerate(conflict.names)):
        lifts, margins = analysis.lift(name, concept), analysis.margin(name, concept)
        assert ((lifts == 0) == analysis.stable(name, concept)).all()
        assert (lifts <= np.maximum(margins, 0)).all()
        if concept in {"nash", "gmr", "seq", "sim"}:
            assert (lifts == np.maximum(margins, 0)).all()
        for s in chosen:
            assert_least(reference, concept, i, s, float(lifts[s]))
            assert explain(analysis, s + 1, name, concept).lift == lifts[s]


@given(conflicts(), st.data())
def test_no_smaller_rise_will_do(conflict: Conflict, data: st.DataObject) -> None:
    check(conflict, CONCEPTS, data)


@given(option_conflicts(merging=False), st.data())
def test_no_smaller_rise_will_do_against_simultaneous_sanctions(
    conflict: Conflict, data: st.DataObject
) -> None:
    check(conflict, ("sim",), data)
