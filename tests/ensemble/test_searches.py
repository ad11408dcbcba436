"""What is known of a claim about plans without a search is what a search says, sample by sample."""

from collections import Counter

import numpy as np
import pytest
from benchmarks.conflicts import Size, random_weights, uncertain

import goodoffices as go
from goodoffices.ensemble.claims_on_samples import PlanTest
from goodoffices.ensemble.sample import LEAST_REPLICATES
from goodoffices.mediation.claims import holds
from goodoffices.model.levers import Claim

SETTLEMENTS = ("o0_0 and o1_0 and o2_0", "o0_1 and o1_1", "o0_0", None)


@pytest.mark.parametrize("concept", ["nash", "gmr", "smr", "seq", "sseq"])
def test_what_needs_no_search_is_what_a_search_says(concept: str) -> None:
    seen: Counter[tuple[bool, bool]] = Counter()
    for seed in range(8):
        conflict = uncertain(random_weights(Size(3, 2), 8, seed, levers=2), 0.5)
        wanted = SETTLEMENTS[seed % 4] or conflict.mediation.settlement
        claim = Claim("there is a plan", "plan", {"concept": concept, "settlement": wanted})
        block = go.sample(conflict, 8 * LEAST_REPLICATES).block(0)
        every = np.ones(block.size, bool)
        test = PlanTest(conflict, claim)
        reach = {s: test.within_reach(block, s) for s in test.task.candidates}
        found, unknown = test.without_search(block, every, reach)
        assert not (found & unknown).any()
        for k in np.flatnonzero(~unknown).tolist():
            assert found[k] == holds(block.at(k), claim)
        seen += Counter(zip(found.tolist(), unknown.tolist(), strict=True))
    assert seen[True, False]
    assert seen[False, False]
