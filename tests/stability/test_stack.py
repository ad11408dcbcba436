import dataclasses

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Payoffs
from goodoffices.reference.graph_model import CONCEPTS
from goodoffices.stability.analysis import analyze
from goodoffices.stability.engines.stack import Stack
from tests.strategies import conflicts, levels_of


@given(conflicts(), st.data())
@settings(max_examples=100)
def test_copies_are_judged_each_by_itself(conflict: Conflict, data: st.DataObject) -> None:
    count = len(conflict.states)
    stack = Stack(conflict.moves, count, 3)
    assert stack.copies == 3
    levels = levels_of(4, count)
    drawn = [[data.draw(levels) for _ in conflict.names] for _ in range(3)]
    payoffs = [np.array([copy[i] for copy in drawn], float) for i in range(len(conflict.names))]
    movers = range(len(conflict.names))
    verdicts = stack.judge(payoffs, CONCEPTS, movers)
    for k, copy in enumerate(drawn):
        makers = tuple(
            dataclasses.replace(dm, preferences=Payoffs(tuple(map(float, levels))))
            for dm, levels in zip(conflict.decision_makers, copy, strict=True)
        )
        alone = analyze(conflict.replace(decision_makers=makers))
        assert (verdicts[:, :, k] == alone.verdicts).all()
