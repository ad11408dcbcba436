"""What chunks come to is the same in whatever order they come."""

import itertools
from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.runs.job import Arrays, Tally
from tests.ensemble.fakes import Draws, by_hand, in_bytes

JOB = Draws(chunks=7)


def tallied(chunks: Iterable[int], job: Draws = JOB) -> Tally:
    tally = Tally(job.chunks, job.kept)
    for chunk in chunks:
        tally.add(chunk, job.run(chunk))
    return tally


@given(st.permutations(range(JOB.chunks)))
def test_the_order_of_coming_does_not_matter(order: list[int]) -> None:
    tally = tallied(order)
    assert in_bytes(tally) == by_hand(JOB)
    assert (tally.complete, tally.samples) == (True, JOB.chunks * JOB.size)


@given(st.sets(st.integers(0, JOB.chunks - 1)), st.randoms())
def test_a_part_is_the_sum_of_its_chunks(chosen: set[int], random: object) -> None:
    order = sorted(chosen, key=lambda _: random.random())  # type: ignore[attr-defined]
    tally = tallied(order)
    assert tally.done == tuple(sorted(chosen))
    assert tally.missing == tuple(sorted({*range(JOB.chunks)} - chosen))
    assert tally.count == len(chosen)
    assert tally.samples == len(chosen) * JOB.size
    assert tally.complete == (len(chosen) == JOB.chunks)
    if chosen:
        kept = np.concatenate([JOB.run(chunk)["draws"] for chunk in sorted(chosen)])
        assert tally["draws"].tobytes() == kept.tobytes()
        assert tally["counts"].tolist() == np.bincount(kept, minlength=6).tolist()


def test_before_the_first_chunk_there_is_nothing() -> None:
    tally = Tally(3, ("draws",))
    assert (tally.names, tally.done, tally.complete, tally.samples) == ((), (), False, 0)
    for name in ("draws", "counts"):
        with pytest.raises(KeyError):
            tally[name]


def test_small_integers_do_not_overflow() -> None:
    tally = Tally(300)
    for chunk in range(300):
        tally.add(chunk, {"count": np.array([200], np.uint8)})
    assert tally["count"].tolist() == [60_000]


@pytest.mark.parametrize(
    ("arrays", "error", "message"),
    [
        ({"share": np.array([0.5])}, TypeError, "'share' holds float64"),
        ({"flag": np.array([True])}, TypeError, "'flag' holds bool"),
        ({"count": np.arange(3)}, ValueError, "shape"),
        ({"number": np.arange(2)}, ValueError, "other arrays"),
        ({"count": np.arange(2), "more": np.arange(2)}, ValueError, "other arrays"),
        ({"count": np.arange(2), "kept": np.zeros(2)}, ValueError, "other arrays"),
    ],
)
def test_what_cannot_be_added_is_refused_and_changes_nothing(
    arrays: Arrays, error: type[Exception], message: str
) -> None:
    tally = Tally(3, ("kept",))
    tally.add(1, {"count": np.arange(2)})
    with pytest.raises(error, match=message):
        tally.add(0, arrays)
    assert (tally.done, tally["count"].tolist()) == ((1,), [0, 1])


def test_a_chunk_counts_once() -> None:
    tally = tallied([2])
    for chunk, message in ((2, "is there already"), (7, "is none of 7"), (-1, "is none of 7")):
        with pytest.raises(ValueError, match=message):
            tally.add(chunk, JOB.run(2))
    assert tally.done == (2,)


def test_every_order_of_three_is_the_same() -> None:
    job = Draws(chunks=3)
    for order in itertools.permutations(range(3)):
        assert in_bytes(tallied(order, job)) == by_hand(job)
