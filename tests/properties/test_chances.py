"""Chances compared with plain linear algebra on the definition, staying included, and with luck."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from goodoffices.mediation.outcome_chances import Chances, chances
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Payoffs
from goodoffices.model.written import DecisionMaker, Option
from goodoffices.reference.graph_model import CONCEPTS, Reference
from tests.strategies import conflicts

Floats = NDArray[np.float64]
NOISES = (0.0, 0.2, 0.6, 3.0)


def payoffs_of(reference: Reference, i: int) -> list[float]:
    """Payoffs, or levels counted from 1 where only the order is known."""
    own = [float(p) for p in reference.payoffs[i]]
    if reference.conflict.decision_makers[i].preferences.cardinal:
        return own
    levels = sorted(set(own))
    return [levels.index(p) + 1 for p in own]


def choices(reference: Reference, i: int, s: int, noise: float) -> dict[int, float]:
    """Say what i does in s, and how likely, by the definition; s itself is to stay."""
    payoffs = payoffs_of(reference, i)
    moves = reference.moves[i][s]
    if noise == 0:
        best = max((payoffs[q] for q in moves), default=payoffs[s])
        options = {s} if best <= payoffs[s] else {q for q in moves if payoffs[q] == best}
        return dict.fromkeys(options, 1 / len(options))
    spread = (max(payoffs) - min(payoffs)) or 1
    weights = {q: math.exp((payoffs[q] - payoffs[s]) / (noise * spread)) for q in {s} | moves}
    return {q: weight / sum(weights.values()) for q, weight in weights.items()}


def rests_of(reference: Reference, concept: str) -> set[int]:
    everywhere = range(len(reference.states))
    return {s for s in everywhere if all(reference.stable(concept, i, s) for i in reference.movers)}


def drawn(reference: Reference, noise: float, rates: list[float]) -> Floats:
    """Shape (decision makers, states, states): who is drawn and what it does, stays included."""
    count = len(reference.states)
    table = np.zeros((len(reference.movers), count, count))
    for i in reference.movers:
        for s in range(count):
            for q, probability in choices(reference, i, s, noise).items():
                table[i, s, q] = probability * rates[i] / sum(rates)
    return table


def expected(
    table: Floats, rests: set[int], start: int
) -> tuple[dict[int, float], dict[int, float]]:
    """Return per rest its probability and the moves counted there, by one linear system each."""
    chain = table.sum(axis=0)
    count = len(chain)
    ends = sorted(rests)
    leads = set(rests)
    while grown := {s for s in range(count) if s not in leads and chain[s, list(leads)].sum() > 0}:
        leads |= grown
    between = sorted(leads - rests)
    inner = chain[np.ix_(between, between)]
    equations = np.eye(len(between)) - inner
    into = np.zeros((count, len(ends)))
    into[ends] = np.eye(len(ends))
    into[between] = np.linalg.solve(equations, chain[np.ix_(between, ends)])
    moved = chain - np.diag(np.diag(chain))
    counted = np.zeros((count, len(ends)))
    counted[between] = np.linalg.solve(equations, (moved @ into)[between])
    return dict(zip(ends, into[start], strict=True)), dict(zip(ends, counted[start], strict=True))


def probabilities(found: Chances) -> dict[int, float]:
    return {one.state.number - 1: one.probability for one in found.outcomes}


@settings(max_examples=100)
@given(conflicts(), st.sampled_from(NOISES), st.sampled_from(CONCEPTS), st.data())
def test_chances_agree_with_linear_algebra(
    conflict: Conflict, noise: float, concept: str, data: st.DataObject
) -> None:
    reference = Reference(conflict)
    start = data.draw(st.integers(0, len(conflict.states) - 1))
    rates = [data.draw(st.sampled_from([1.0, 2.0, 0.25])) for _ in conflict.names]
    named = dict(zip(conflict.names, rates, strict=True))
    found = chances(conflict, noise=noise, start=start + 1, concept=concept, rates=named)
    rests = rests_of(reference, concept)
    into, counted = expected(drawn(reference, noise, rates), rests, start)
    mine = probabilities(found)
    assert set(mine) <= rests
    for end in rests:
        assert mine.get(end, 0) == pytest.approx(into[end], rel=1e-6, abs=1e-12)
    for one in found.outcomes:
        end = one.state.number - 1
        assert one.moves * one.probability == pytest.approx(counted[end], rel=1e-6, abs=1e-12)
    assert sum(mine.values()) + found.for_ever == pytest.approx(1, abs=1e-9)
    assert found.for_ever == pytest.approx(1 - sum(into.values()), abs=1e-6)
    if found.moves is not None:
        assert found.moves == pytest.approx(
            sum(counted.values()) / sum(into.values()), rel=1e-6, abs=1e-12
        )


@settings(max_examples=60)
@given(conflicts(), st.data())
def test_small_noise_is_no_noise_where_nobody_is_indifferent(
    conflict: Conflict, data: st.DataObject
) -> None:
    count = len(conflict.states)
    makers = tuple(
        replace(dm, preferences=Payoffs(tuple(data.draw(st.permutations(range(count))))))
        for dm in conflict.decision_makers
    )
    strict = conflict.replace(decision_makers=makers)
    limit, near = (chances(strict, noise=noise, start=1) for noise in (0, 1e-4))
    assert probabilities(near) == pytest.approx(probabilities(limit), abs=1e-12)
    assert near.for_ever == pytest.approx(limit.for_ever, abs=1e-9)
    assert (near.moves is None) == (limit.moves is None)
    assert (near.moves or 0) == pytest.approx(limit.moves or 0, abs=1e-9)


@settings(max_examples=50)
@given(conflicts(), st.sampled_from([0.25, 3.0, 1e6]), st.sampled_from([0.0, -7.5, 40.0]))
def test_units_of_payoffs_do_not_matter(conflict: Conflict, unit: float, shift: float) -> None:
    makers = tuple(
        replace(dm, preferences=Payoffs(tuple((unit * p + shift).tolist())))
        for dm, p in zip(conflict.decision_makers, conflict.payoffs, strict=True)
    )
    other = conflict.replace(decision_makers=makers)
    one, same = (chances(c, noise=0.3, start=1) for c in (conflict, other))
    assert probabilities(one) == pytest.approx(probabilities(same), rel=1e-6)
    assert (one.moves is None) == (same.moves is None)
    assert (one.moves or 0) == pytest.approx(same.moves or 0, rel=1e-6)


def random_conflict(seed: int) -> Conflict:
    """Three parties; one option cannot be undone, and some states are infeasible."""
    random = np.random.default_rng(seed)
    sizes = (2, 1, 2)
    parties = tuple(
        DecisionMaker(
            name,
            Payoffs({k: float(random.normal()) for k in range(1, 25)}),
            tuple(Option(f"{name}{k}", reversible=(name, k) != ("B", 0)) for k in range(size)),
        )
        for name, size in zip("ABC", sizes, strict=True)
    )
    return Conflict("Random", parties, infeasible=("A0 and C1",), status_quo=1)


def simulated(
    table: Floats, rests: set[int], start: int, runs: int, seed: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Play the definition move by move; return where each run ends, and its number of moves.

    A run that has not come to rest after 1,500 draws is taken to go on for ever.
    """
    random = np.random.default_rng(seed)
    chances_of = table.sum(axis=2)[:, 0]
    choice = np.cumsum(table / chances_of[:, None, None], axis=2)
    state, moves = np.full(runs, start), np.zeros(runs, np.int64)
    resting = np.array(sorted(rests))
    for _ in range(1500):
        going = np.flatnonzero(~np.isin(state, resting))
        mover = random.choice(len(table), size=len(going), p=chances_of)
        luck = random.random(len(going))
        after = (choice[mover, state[going]] <= luck[:, None] * (1 - 1e-12)).sum(axis=1)
        moves[going] += after != state[going]
        state[going] = after
    return state, moves


@pytest.mark.parametrize("seed", range(12))
def test_chances_are_the_frequencies_of_a_simulation(seed: int) -> None:
    conflict = random_conflict(seed)
    reference = Reference(conflict)
    rates = [1.0, 2.0, 0.5]
    found = chances(conflict, noise=0.5, rates=dict(zip("ABC", rates, strict=True)))
    rests = rests_of(reference, "nash")
    runs = 2000
    ends, moves = simulated(drawn(reference, 0.5, rates), rests, 0, runs, seed)
    rested = np.isin(ends, sorted(rests))
    likely = [((ends == end).sum(), probabilities(found).get(end, 0.0)) for end in rests]
    for count, p in [*likely, ((~rested).sum(), found.for_ever)]:
        assert abs(count - runs * p) <= 5 * math.sqrt(runs * p * (1 - p)) + 1e-6
    assert (found.moves is None) == (not rested.any())
    if found.moves is not None:
        error = moves[rested].std() / math.sqrt(rested.sum())
        assert abs(moves[rested].mean() - found.moves) <= 5 * error + 1e-9
