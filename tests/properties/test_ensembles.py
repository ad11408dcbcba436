"""Many samples at once are, bit by bit, the single models: payoffs, verdicts and claims."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.ensemble.claims_on_samples import claim_test
from goodoffices.ensemble.sample import Block, Ensemble
from goodoffices.mediation.claims import holds
from goodoffices.model.conflict import Conflict
from goodoffices.model.levers import Claim
from goodoffices.stability.analysis import analyze
from goodoffices.stability.concepts import usual_concepts
from goodoffices.stability.engines.batch import Batch
from tests.mediation.strategies import mediated_conflicts
from tests.strategies import conflicts
from tests.uncertain import some_claim, uncertain

SAMPLES = 6


def drawn(conflict: Conflict, samples: int = SAMPLES, seed: int = 1) -> Block:
    """Draw one block of so many samples."""
    block = Ensemble(conflict, 32 * samples, seed).block(0)
    assert block.size >= min(samples, 4)
    return block


@given(conflicts().flatmap(uncertain))
@settings(max_examples=100)
def test_payoffs_are_those_of_the_single_models(conflict: Conflict) -> None:
    block = drawn(conflict)
    for k in range(block.size):
        single = block.at(k)
        assert single.uncertainty is None
        for many, one in zip(block.payoffs, single.payoffs, strict=True):
            np.testing.assert_array_equal(many[:, k], one)


@given(mediated_conflicts().flatmap(uncertain), st.sampled_from([0.0, 1.0, 0.3]))
@settings(max_examples=60)
def test_payoffs_under_levers_are_those_of_the_single_models(
    conflict: Conflict, intensity: float
) -> None:
    block = drawn(conflict)
    pulled = {lever.name: intensity * lever.most for lever in conflict.mediation.levers}
    by_sample = {name: np.full(block.size, t) for name, t in pulled.items()}
    for many in (block.under(pulled), block.under(by_sample)):
        for k in range(block.size):
            for moved, one in zip(many, block.at(k).under(pulled).payoffs, strict=True):
                np.testing.assert_array_equal(moved[:, k], one)


@given(st.one_of(conflicts(), mediated_conflicts()).flatmap(uncertain))
@settings(max_examples=60)
def test_verdicts_are_those_of_the_single_models(conflict: Conflict) -> None:
    block = drawn(conflict)
    concepts = usual_concepts()
    batch = Batch(conflict.moves, len(conflict.states), concepts)
    verdicts, equilibria = batch.judge(block.payoffs), batch.equilibria(block.payoffs)
    for k in range(block.size):
        analysis = analyze(block.at(k), concepts)
        for row, concept in enumerate(concepts):
            for mover, name in enumerate(conflict.names):
                stable = analysis.stable(name, concept)
                np.testing.assert_array_equal(verdicts[row, mover, :, k], stable)
            np.testing.assert_array_equal(equilibria[row, :, k], analysis.equilibrium(concept))


@st.composite
def claimed(draw: st.DrawFn) -> tuple[Conflict, Claim]:
    conflict = draw(mediated_conflicts().flatmap(uncertain))
    state = draw(st.integers(1, len(conflict.states)))
    escalation = draw(st.sampled_from([1, state]))
    mediation = replace(conflict.mediation, escalation=escalation)
    quo = conflict.status_quo if conflict.status_quo is not None else 1
    conflict = conflict.replace(mediation=mediation, status_quo=quo)
    return conflict, draw(some_claim(conflict))


@given(claimed())
@settings(max_examples=60)
def test_claims_hold_where_they_hold_of_the_single_models(
    drawn_claim: tuple[Conflict, Claim],
) -> None:
    conflict, claim = drawn_claim
    block = drawn(conflict)
    held, left, _ = claim_test(conflict, claim)(block)
    assert not (held & left).any()
    for k in np.flatnonzero(~left).tolist():
        assert held[k] == holds(block.at(k), claim), (k, claim)
