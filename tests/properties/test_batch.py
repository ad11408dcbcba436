"""Batches against analyses one by one, on conflicts of every kind."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Payoffs
from goodoffices.reference.graph_model import CONCEPTS
from goodoffices.stability.analysis import analyze
from goodoffices.stability.engines import simultaneous
from goodoffices.stability.engines.batch import Batch
from goodoffices.stability.engines.simultaneous import SampledConflict
from tests.stability.test_batch import judging
from tests.strategies import conflicts, levels_of, option_conflicts


@pytest.mark.parametrize("form", ["compiled", "uncompiled"])
@given(conflicts(), st.data())
@settings(max_examples=60)
def test_samples_are_judged_each_by_itself(
    form: str, conflict: Conflict, data: st.DataObject
) -> None:
    count = len(conflict.states)
    levels = levels_of(4, count)
    drawn = [[data.draw(levels) for _ in conflict.names] for _ in range(3)]
    order = np.arange(data.draw(st.sampled_from([3, 5, 130] if form == "compiled" else [3, 9]))) % 3
    payoffs = [
        np.array([setting[i] for setting in drawn], float)[order].T
        for i in range(len(conflict.names))
    ]
    with judging(form):
        batch = Batch(conflict.moves, count, CONCEPTS)
        verdicts, counts = batch.judge(payoffs), batch.count(payoffs)
    for k, setting in enumerate(drawn):
        makers = tuple(
            dataclasses.replace(dm, preferences=Payoffs(tuple(map(float, level))))
            for dm, level in zip(conflict.decision_makers, setting, strict=True)
        )
        alone = analyze(conflict.replace(decision_makers=makers)).verdicts
        assert (verdicts[..., order == k] == alone[..., None]).all()
    assert (counts.stable == verdicts.sum(axis=-1)).all()
    assert (counts.equilibria == verdicts.all(axis=1).sum(axis=-1)).all()


@given(option_conflicts(merging=False), st.sampled_from([1, 2**20]), st.data())
@settings(max_examples=60)
def test_simultaneous_sanctions_sample_by_sample(
    conflict: Conflict, at_once: int, data: st.DataObject
) -> None:
    count, keys = len(conflict.states), ("smr", "sim", "nash")
    levels = levels_of(4, count)
    drawn = [[data.draw(levels) for _ in conflict.names] for _ in range(5)]
    payoffs = [
        np.array([setting[i] for setting in drawn], float).T for i in range(len(conflict.names))
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(simultaneous, "_AT_ONCE", at_once)
        batch = Batch(conflict.moves, count, keys, at_once=SampledConflict(conflict))
        verdicts, counts = batch.judge(payoffs), batch.count(payoffs, [0])
    for k, setting in enumerate(drawn):
        makers = tuple(
            dataclasses.replace(dm, preferences=Payoffs(tuple(map(float, level))))
            for dm, level in zip(conflict.decision_makers, setting, strict=True)
        )
        alone = analyze(conflict.replace(decision_makers=makers), keys).verdicts
        assert (verdicts[..., k] == alone).all()
    assert (counts.stable == verdicts.sum(axis=-1)).all()
    assert (counts.equilibria == verdicts.all(axis=1).sum(axis=-1)).all()
    stable_for_all: NDArray[np.bool_] = verdicts.all(axis=1)  # type: ignore[assignment]
    assert (counts.watched[:, 0] == stable_for_all[:, 0]).all()
    assert (counts.none == (~stable_for_all.any(axis=1)).sum(axis=-1)).all()
