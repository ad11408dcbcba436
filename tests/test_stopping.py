"""Long work ends when a token is set, whoever sets it."""

import threading
from pathlib import Path

import pytest

import goodoffices as go
from goodoffices.errors import Stopped
from goodoffices.runs.execute import execute
from goodoffices.stability.paths import Search
from goodoffices.stopping import Stop, check, finishing, remove_unfinished, unfinished, using
from tests.ensemble.fakes import Draws, by_hand, in_bytes, tallied


def stopped() -> Stop:
    stop = Stop()
    stop.set()
    return stop


def test_work_looks_at_the_token_that_it_was_given_and_at_no_other() -> None:
    check()
    with using(Stop()):
        check()
    with using(stopped()):
        with pytest.raises(Stopped, match=r"^Interrupted before anything was done\.$"):
            check()
        with finishing():
            check()
        with pytest.raises(Stopped):
            check()
    check()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_job_stopped_from_another_thread_keeps_what_is_done(workers: int) -> None:
    stop, job = Stop(), Draws(seconds=0.05)

    def ask(done: int, _: int) -> None:
        if done == 2:
            other = threading.Thread(target=stop.set)
            other.start()
            other.join()

    with using(stop):
        tally = execute(job, workers=workers, progress=ask)
    assert 2 <= tally.count < tally.chunks
    assert not tally.complete
    rest = execute(job, begun=tallied(job, *tally.done))
    assert in_bytes(rest) == by_hand(job)


def test_shares_of_zones_stopped_before_any_sample_are_none() -> None:
    ensemble = go.sample(go.case("istanbul-2025"), 64)
    with using(stopped()), pytest.raises(Stopped):
        go.zone_shares(ensemble)


def test_a_search_for_levers_is_stopped() -> None:
    conflict = go.case("istanbul-2025")
    with using(stopped()), pytest.raises(Stopped):
        go.plan(conflict)


def test_a_search_for_ways_is_stopped() -> None:
    search = Search(go.case("elmira-1991"), 0, [0, 1, 2])
    with using(stopped()), pytest.raises(Stopped):
        list(search.find(lambda states: states >= 0))


def test_an_answer_of_which_no_sample_is_judged_is_none() -> None:
    text = go.dumps(go.case("indus-waters-1960"))
    unsure = go.sample(go.loads(text.replace("effect: 2", "effect: {uniform: [0, 3]}")), 64)
    with using(stopped()), pytest.raises(go.Stopped, match="before anything was done"):
        go.robustness(unsure, ["seq"])


def test_what_is_unfinished_is_removed(tmp_path: Path) -> None:
    part, folder, whole = tmp_path / "a.part", tmp_path / "b", tmp_path / "c"
    for path in (part, whole):
        path.write_text("x")
    folder.mkdir()
    with unfinished(whole):
        pass
    with unfinished(part), unfinished(folder):
        remove_unfinished()
    assert [path.name for path in tmp_path.iterdir()] == ["c"]
