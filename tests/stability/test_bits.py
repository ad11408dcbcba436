"""Verdicts as bits, and counts, single states and first equilibria read from them."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from goodoffices.model.conflict import Conflict
from goodoffices.reference.graph_model import CONCEPTS
from goodoffices.stability.analysis import analyze
from goodoffices.stability.engines import bits
from goodoffices.stability.engines.keys import order_keys
from tests.strategies import conflicts

Bools = bits.Bools


@given(arrays(bool, st.tuples(st.integers(1, 3), st.integers(1, 40))))
def test_bits_hold_what_was_packed(verdicts: Bools) -> None:
    packed = bits.pack(verdicts)

    assert (bits.unpack(packed, verdicts.shape[1]) == verdicts).all()
    assert bits.count(packed) == verdicts.sum()
    assert [bits.at(packed, k).tolist() for k in range(verdicts.shape[1])] == verdicts.T.tolist()
    assert list(bits.places(packed[0])) == np.flatnonzero(verdicts[0]).tolist()


def test_places_are_found_in_every_block() -> None:
    chosen = [0, 7, 8, 2**19 - 1, 2**19, 2**20 + 3]
    verdicts = np.zeros(2**20 + 5, bool)
    verdicts[chosen] = True
    assert list(bits.places(bits.pack(verdicts))) == chosen
    assert list(itertools.islice(bits.places(bits.pack(verdicts)), 3)) == chosen[:3]


@settings(max_examples=50)
@given(conflicts())
def test_counts_and_first_equilibria(conflict: Conflict) -> None:
    analysis = analyze(conflict)
    verdicts = analysis.verdicts

    assert verdicts.shape == (len(CONCEPTS), len(conflict.names), len(conflict.states))
    for row, concept in enumerate(CONCEPTS):
        equilibria = analysis.equilibria(concept)
        assert analysis.count(concept) == len(equilibria) == verdicts[row].all(axis=0).sum()
        assert analysis.first(concept, 2) == equilibria[:2]
        for i, name in enumerate(conflict.names):
            assert analysis.count(concept, name) == verdicts[row, i].sum()
    for k in range(len(conflict.states)):
        assert (analysis.at(k) == verdicts[:, :, k]).all()


@settings(max_examples=50)
@given(conflicts())
def test_ranks_of_some_states(conflict: Conflict) -> None:
    chosen = np.arange(len(conflict.states))[::-2]
    for some, every in zip(conflict.ranks_at(chosen), conflict.ranks, strict=True):
        assert some.tolist() == every[chosen].tolist()


FINITE = st.floats(allow_nan=False, allow_infinity=False)
SHORT = st.floats(allow_nan=False, allow_infinity=False, width=32)


WHOLE = st.integers(-(2**53), 2**53) | st.integers(2**40, 2**40 + 2**31) | st.integers(0, 2**26)


@st.composite
def multiples(draw: st.DrawFn) -> list[float]:
    """Whole numbers, some of them beyond a 32-bit float, times a power of two."""
    unit = 2.0 ** draw(st.sampled_from([0, 0, 20, -20, -700, -950, 900, -1050]))
    return [whole * unit for whole in draw(st.lists(WHOLE, min_size=1))]


@given(
    st.lists(FINITE | st.sampled_from([0.0, -0.0, 1e300]), min_size=1)
    | st.lists(SHORT)
    | multiples()
)
def test_keys_are_in_the_order_of_payoffs(values: list[float]) -> None:
    payoffs = np.array(values, float)
    keys = order_keys(payoffs)
    assert keys.dtype == np.int32
    assert ((keys[:, None] < keys) == (payoffs[:, None] < payoffs)).all()
    assert (np.abs(keys.astype(np.int64)) < 2**31 - 1).all()


@pytest.mark.parametrize(
    ("values", "sorted_for"),
    [
        ([2.0**26 - 1, 1.0, 2.0**26], 0),  # no 32-bit float holds the first
        ([2.0**40 + 1, 2.0**40 + 2**31], 0),
        ([0.0, 2.0**-25, 1.0], 0),
        ([-(2.0**31), 2.0**31 + 1], 1),
        ([0.1, 0.2, 0.1], 1),
    ],
)
def test_whole_numbers_of_any_size_need_no_sorting(
    monkeypatch: pytest.MonkeyPatch, values: list[float], sorted_for: int
) -> None:
    ranked, rank = itertools.count(), np.argsort
    monkeypatch.setattr(np, "argsort", lambda a: (next(ranked), rank(a))[1])
    far = [values[0]] * 70_000  # beyond the first block
    keys = order_keys(np.array([*far, *values]))
    assert next(ranked) == sorted_for
    assert [keys[-1] > keys[0], keys[-1] == keys[0]] == [
        values[-1] > values[0],
        values[-1] == values[0],
    ]
