"""Payoffs in groups are judged as payoffs state by state are; threads change nothing."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.conflicts import Size, random_payoffs, random_weights, uncertain
from hypothesis import given
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.ensemble.counting import RobustnessJob
from goodoffices.model.levers import levelled, lifted, middle_of
from goodoffices.runs.execute import execute
from goodoffices.runs.job import Tally
from goodoffices.stability.concepts import usual_concepts
from goodoffices.stability.engines.batch import Batch
from goodoffices.stability.engines.compiled import THREADS, beside, in_threads
from goodoffices.stability.engines.grouped import Grouped, alike
from goodoffices.stopping import Stop, using

KEYS = usual_concepts()


def grouped(states: int, samples: int, seed: int) -> list[Grouped]:
    rng = np.random.default_rng(seed)
    made = []
    for groups in (states, 5, 1):
        group = rng.permutation(np.arange(states) % groups)
        made.append(Grouped(rng.integers(0, 4, (groups, samples)).astype(float), group))
    return made


@pytest.mark.parametrize("samples", [3, 200])
@pytest.mark.parametrize("infeasible", [0.0, 0.4])
def test_groups_are_judged_as_states_are(samples: int, infeasible: float) -> None:
    conflict = random_payoffs(Size(3, 2, infeasible=infeasible))
    states = len(conflict.states)
    batch = Batch(conflict.moves, states, KEYS)
    payoffs = grouped(states, samples, 3)
    payoffs[1] = payoffs[1].lowered(2, np.full(samples, 0.5))
    payoffs[0] = payoffs[0].lowered(4, np.full(samples, 1.5))
    whole = [one.whole for one in payoffs]
    assert np.array_equal(batch.judge(payoffs), batch.judge(whole))
    counts, by_state = batch.count(payoffs, [0, 3]), batch.count(whole, [0, 3])
    assert np.array_equal(counts.stable, by_state.stable)
    assert np.array_equal(counts.watched, by_state.watched)
    assert np.array_equal(counts.none, by_state.none)


def test_a_state_worth_less_leaves_the_others_as_they_are() -> None:
    before = Grouped(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([0, 1, 0]))
    after = before.lowered(2, np.array([0.25, 0.5]))
    assert after.whole.tolist() == [[1.0, 2.0], [3.0, 4.0], [0.75, 1.5]]
    assert before.lowered(1, np.array([1.0, 1.0])).values.tolist() == [[1.0, 2.0], [2.0, 3.0]]
    assert before.whole.tolist() == [[1.0, 2.0], [3.0, 4.0], [1.0, 2.0]]


def test_states_are_alike_where_no_table_tells_them_apart() -> None:
    first, second = np.array([1.5, 1.5, 2.0, 1.5]), np.array([True, False, True, True])
    assert alike([first, second]).tolist() == [1, 0, 2, 1]


@given(st.integers(0, 10**6), st.integers(1, 6), st.integers(1, 5))
def test_levers_lift_payoffs_as_they_are_added_and_levelled(
    seed: int, states: int, samples: int
) -> None:
    rng = np.random.default_rng(seed)
    payoffs = np.array(rng.integers(0, 4, (states, samples)) * 0.1, np.float64)
    units = np.array(rng.integers(0, 4, (3, samples)) * 0.1, np.float64)
    felt = [(rng.random(states) < 0.6, unit) for unit in units]
    after, change = payoffs, np.zeros_like(payoffs)
    for bites, unit in felt:
        after = after + np.multiply.outer(bites, unit)
        change = change + np.multiply.outer(bites, np.abs(unit))
    expected = levelled(after, np.abs(payoffs - middle_of(payoffs)) + change)
    assert np.array_equal(lifted(payoffs, felt, middle_of(payoffs)), expected)


def test_work_beside_other_work_waits_for_no_thread() -> None:
    def inner(first: int, last: int) -> int:
        return last - first

    def outer() -> list[int]:
        return in_threads(inner, [(0, 2), (2, 7), (7, 8)])

    jobs = [beside(outer) for _ in range(40)]  # more than there are threads
    assert [job.result(timeout=20) for job in jobs] == [[2, 5, 1]] * 40


def test_cores_change_no_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    conflict = uncertain(random_weights(Size(3, 2), statements=6))
    tallies: list[Tally] = []
    for cores in ("1", "3"):
        monkeypatch.setenv(THREADS, cores)
        tallies.append(go.robustness(go.sample(conflict, 5000), keep=True).tally)
    one, three = tallies
    assert one.chunks > 4
    assert all(np.array_equal(one[name], three[name]) for name in one.names)


def test_what_is_judged_side_by_side_stops_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(THREADS, "2")
    conflict = uncertain(random_weights(Size(3, 2), statements=6))
    job = RobustnessJob(go.sample(conflict, 40_000))
    stop = Stop()
    done: list[int] = []

    def progress(count: int, _: int) -> None:
        done.append(count)
        if count == 1:
            stop.set()

    with using(stop):
        tally = execute(job, progress=progress)
    assert 1 <= tally.count < tally.chunks
    assert done[:2] == [0, 1]
