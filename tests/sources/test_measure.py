"""What the benchmark of reading counts as right."""

from itertools import permutations

from benchmarks.reading import Tally, compared, pairs, same_act_and_actors
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.sources.notebook import Statement
from tests.sources.marked import Mark


def row(start: int, end: int, act: str = "offer", actor: str = "A") -> Statement:
    return Statement("s", "d1", (start, end), "", act, (actor,))  # type: ignore[arg-type]


def mark(start: int, end: int, act: str = "offer", actor: str = "A") -> Mark:
    return Mark((start, end), "", act, (actor,), (), "none", "author", "")


def test_a_row_is_right_if_a_mark_of_its_act_overlaps_it() -> None:
    marks = [mark(10, 20), mark(30, 40, "refuse")]
    assert compared([row(0, 11)], marks) == Tally(1, 1, 2)
    assert compared([row(0, 10)], marks) == Tally(0, 1, 2)
    assert compared([row(20, 30)], marks) == Tally(0, 1, 2)
    assert compared([row(30, 40)], marks) == Tally(0, 1, 2)


def test_no_mark_counts_for_two_rows() -> None:
    assert compared([row(10, 15), row(15, 20)], [mark(10, 20)]) == Tally(1, 2, 1)
    assert compared([row(0, 50)], [mark(10, 20), mark(30, 40)]) == Tally(1, 1, 2)


def test_shares_of_nothing_are_whole() -> None:
    assert (Tally(0, 0, 0).precision, Tally(0, 0, 0).recall) == (1, 1)
    assert (Tally(1, 2, 4).precision, Tally(1, 2, 4).recall) == (1 / 2, 1 / 4)
    assert Tally(1, 2, 3) + Tally(1, 1, 1) == Tally(2, 3, 4)


def test_actors_may_be_held_to_agree() -> None:
    rows, marks = [row(0, 9, actor="B"), row(3, 5)], [mark(0, 9)]
    assert compared(rows, marks, same_act_and_actors) == Tally(1, 2, 1)
    assert compared(rows, marks, lambda _row, _mark: True) == Tally(1, 2, 1)


@given(st.lists(st.sets(st.integers(0, 3)), max_size=4))
def test_as_many_rows_as_can_be_find_a_mark(alike: list[set[int]]) -> None:
    orders = permutations([0, 1, 2, 3, *[9] * len(alike)], len(alike))
    most = max(sum(m in fits for m, fits in zip(o, alike, strict=True)) for o in orders)
    assert pairs([sorted(fits) for fits in alike]) == most
