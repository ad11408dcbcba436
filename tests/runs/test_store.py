"""Saved runs: whole chunks whatever happens, and no file harmed that is not ours."""

import contextlib
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of

from goodoffices.errors import FileError, RequestError
from goodoffices.runs import catalogue as store
from goodoffices.runs import checksums, database, places
from goodoffices.runs.packing import pack, unpack
from goodoffices.runs.resume import execute_saved, load, resume
from goodoffices.show.kinds import remake
from tests.ensemble.fakes import KIND, Draws, by_hand, in_bytes, refuse

NOBODY = 65534


def saved(path: Path, job: Draws) -> int:
    number = execute_saved(job, path, trouble=refuse).run
    assert number is not None
    return number


@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8", exclude_characters="\0/:"), min_size=1, max_size=5),
        arrays_of.arrays(
            st.sampled_from(["?", "i1", "<i8", "<f8", "u2"]),
            arrays_of.array_shapes(min_dims=0, min_side=0, max_side=9),
        ),
        max_size=4,
    )
)
def test_packed_arrays_come_back_bit_by_bit(arrays: dict[str, np.ndarray]) -> None:
    again = unpack(pack(arrays))
    assert again.keys() == arrays.keys()
    for name, array in arrays.items():
        assert (again[name].dtype, again[name].shape) == (array.dtype, array.shape)
        assert again[name].tobytes() == array.tobytes()


def test_truth_values_take_a_bit_each_and_objects_are_refused() -> None:
    assert len(pack({"a": np.ones((1000, 80), bool)})) < 12_000
    with pytest.raises(ValueError, match="Object arrays"):
        pack({"a": np.array([object()])})
    with pytest.raises(ValueError, match="no packed arrays"):
        unpack(b"PK nothing of the sort")


def test_a_run_is_saved_with_all_that_was_asked(path: Path) -> None:
    job = Draws(seed=2**70)
    number = saved(path, job)
    assert [p.name for p in path.parent.iterdir()] == ["runs.sqlite"]
    with store.to_read(path) as found:
        (run,) = found.runs()
        assert run == found.run(number)
    assert (run.id, run.kind, run.title, run.status) == (1, KIND, "Six numbers", "complete")
    assert (run.seed, run.chunks, run.done) == (2**70, job.chunks, job.chunks)
    assert run.description == job.describe()
    assert run.created <= run.saved <= (run.finished or "")
    outcome = load(path, number, remake)
    assert outcome.job == job
    assert in_bytes(outcome.tally) == by_hand(job)


def test_numbers_of_deleted_runs_are_not_used_again(path: Path) -> None:
    assert [saved(path, Draws(chunks=1)) for _ in range(3)] == [1, 2, 3]
    with store.to_write(path) as found:
        found.delete(3)
        found.delete(1)
        assert [run.id for run in found.runs()] == [2]
        with pytest.raises(RequestError, match=r"there is no run 3 in .*; there are: 2"):
            found.delete(3)
    assert saved(path, Draws(chunks=1)) == 4
    with contextlib.closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT DISTINCT run FROM chunks").fetchall() == [(2,), (4,)]


def test_deleting_gives_the_room_back(path: Path) -> None:
    saved(path, Draws(chunks=1))
    before = path.stat().st_size
    number = saved(path, Draws(chunks=4, size=100_000))
    assert path.stat().st_size > before + 400_000
    with store.to_write(path) as found:
        found.delete(number)
    assert path.stat().st_size < before + 50_000


def test_an_interrupted_run_goes_on_to_the_same_answer(path: Path) -> None:
    def interrupt(done: int, _: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    job = Draws()
    outcome = execute_saved(job, path, trouble=refuse, progress=interrupt)
    assert outcome.tally.count == 5
    with store.to_read(path) as found:
        assert (found.run(1).status, found.run(1).done) == ("interrupted", 5)
    told: list[int] = []
    resumed = resume(path, 1, remake, trouble=refuse, progress=lambda done, _: told.append(done))
    assert in_bytes(resumed.tally) == in_bytes(load(path, 1, remake).tally) == by_hand(job)
    assert told == list(range(5, job.chunks + 1))
    assert in_bytes(resume(path, 1, remake, trouble=refuse).tally) == by_hand(job)
    with store.to_read(path) as found:
        assert found.run(1).status == "complete"


SCRIPT = """
import sys
import time
from pathlib import Path
from goodoffices.runs.resume import execute_saved
from tests.ensemble.fakes import Draws, refuse

_, path, seed, seconds, workers = sys.argv
quick = Draws.run

def slow(self, chunk):
    time.sleep(float(seconds))
    return quick(self, chunk)

Draws.run = slow  # in this process, and in its workers, which begin by running this script

if __name__ == "__main__":
    told = lambda done, total: print("done", done, flush=True)
    job = Draws(seed=int(seed), chunks=30)
    execute_saved(job, Path(path), trouble=refuse, workers=int(workers), progress=told)
"""


def started(path: Path, seed: int, seconds: float, workers: int = 1) -> subprocess.Popen[str]:
    path.parent.mkdir(exist_ok=True)
    script = path.with_name("script.py")
    script.write_text(SCRIPT)
    return subprocess.Popen(
        [sys.executable, *map(str, (script, path, seed, seconds, workers))],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )


@pytest.mark.parametrize("workers", [1, 2])
def test_a_killed_process_leaves_whole_chunks_to_go_on_from(path: Path, workers: int) -> None:
    with started(path, 5, 0.1, workers) as process:
        assert process.stdout is not None
        while process.stdout.readline() != "done 4\n":
            assert process.poll() is None
        process.send_signal(signal.SIGKILL)
    job = Draws(seed=5, chunks=30)
    with store.to_read(path) as found:
        run = found.run(1)
        assert 4 <= run.done < 30
        assert run.status == "running"
        for chunk, arrays in found.contents(1):
            assert pack(arrays) == pack(job.run(chunk))
    assert in_bytes(resume(path, 1, remake, trouble=refuse).tally) == by_hand(job)
    with store.to_read(path) as found:
        assert (found.run(1).status, found.run(1).done) == ("complete", 30)


def test_two_processes_that_write_at_once_lose_nothing(path: Path) -> None:
    with started(path, 1, 0) as one, started(path, 2, 0) as other:
        for process in (one, other):
            out, _ = process.communicate(timeout=20)
            assert (process.returncode, out.splitlines()[-1]) == (0, "done 30")
    with store.to_read(path) as found:
        runs = {run.seed: run.id for run in found.runs()}
    assert runs.keys() == {1, 2}
    for seed in (1, 2):
        assert in_bytes(load(path, runs[seed], remake).tally) == by_hand(
            Draws(seed=seed, chunks=30)
        )


def test_another_program_that_holds_the_store_is_named(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(path, Draws(chunks=1))
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    told: list[FileError] = []
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert execute_saved(Draws(), path, trouble=told.append).tally.complete
    assert ["another program holds it" in str(error) for error in told] == [True]


def test_a_store_is_made_where_files_cannot_be_linked(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_links(*_: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse_links)
    assert saved(path, Draws(chunks=1)) == 1
    assert [p.name for p in path.parent.iterdir()] == ["runs.sqlite"]


@contextlib.contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, which is how a full disk looks to SQLite."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_told_once_and_the_run_still_answers(path: Path) -> None:
    saved(path, Draws(chunks=1))
    job = Draws(size=20_000)
    told: list[FileError] = []
    with files_of_at_most(100_000):
        outcome = execute_saved(job, path, trouble=told.append)
    assert in_bytes(outcome.tally) == by_hand(job)
    assert len(told) == 1
    assert "make room" in str(told[0])
    with store.to_read(path) as found:
        assert 0 < found.run(2).done < job.chunks
    assert in_bytes(resume(path, 2, remake, trouble=refuse).tally) == by_hand(job)


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """Work as a user who may not write everywhere, in a folder that this user may read."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        saved(folder / "runs.sqlite", Draws(chunks=2))
        folder.chmod(0o555)
        root = os.geteuid() == 0
        if root:
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o755)


def test_a_folder_that_cannot_be_written_can_be_read(unprivileged: Path) -> None:
    path = unprivileged / "runs.sqlite"
    assert in_bytes(load(path, 1, remake).tally) == by_hand(Draws(chunks=2))
    told: list[FileError] = []
    for place in (path, unprivileged / "deeper" / "new.sqlite"):
        outcome = execute_saved(Draws(), place, trouble=told.append)
        assert (outcome.run, outcome.tally.complete) == (None, True)
    assert len(told) == 2
    assert all(f"name another file with --store or {places.VARIABLE}" in str(e) for e in told)


def test_a_file_that_is_removed_meanwhile_is_not_said_to_hold_the_run(path: Path) -> None:
    told: list[FileError] = []

    def remove(done: int, _: int) -> None:
        if done == 1:
            for beside in path.parent.glob(f"{path.name}*"):
                beside.unlink()

    outcome = execute_saved(Draws(), path, trouble=told.append, progress=remove)
    assert in_bytes(outcome.tally) == by_hand(Draws())
    assert outcome.run is None
    assert ["removed or replaced" in str(error) for error in told] == [True]


def test_a_run_that_is_deleted_meanwhile_still_answers(path: Path) -> None:
    def delete(done: int, _: int) -> None:
        if done == 3:
            with store.to_write(path) as other:
                other.delete(1)

    told: list[FileError] = []
    outcome = execute_saved(Draws(), path, trouble=told.append, progress=delete)
    assert in_bytes(outcome.tally) == by_hand(Draws())
    assert ["has been deleted" in str(error) for error in told] == [True]
    assert outcome.run is None


def changed(path: Path, column: str, value: object) -> None:
    """Save a run, but for a chunk, as one that had this value would have saved it."""
    saved(path, Draws(chunks=2))
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute(f"UPDATE runs SET {column} = ?", (value,))  # noqa: S608 - of this file
        database.execute("DELETE FROM chunks WHERE number = 0")
        cells = database.execute(f"SELECT {checksums.CELLS} FROM runs").fetchone()  # noqa: S608
        database.execute("UPDATE runs SET checksum = ?", (checksums.run_checksum(cells),))
        ((number, content),) = database.execute("SELECT number, content FROM chunks").fetchall()
        checksum = checksums.chunk_checksum(checksums.identity(cells), number, content)
        database.execute("UPDATE chunks SET checksum = ?", (checksum,))


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("version", "0.0.1", "was begun by goodoffices 0.0.1"),
        ("kind", "other", "knows no runs of the kind 'other'"),
        ("chunks", 3, "has 2 chunks here, and 3 saved"),
        ("model", "another", "describes itself otherwise"),
    ],
)
def test_a_run_that_cannot_be_made_again_does_not_go_on(
    path: Path, column: str, value: object, message: str
) -> None:
    changed(path, column, value)
    with pytest.raises(RequestError, match=message):
        resume(path, 1, remake, trouble=refuse)
    with store.to_read(path) as found:
        assert found.run(1).done == 1


def test_another_version_goes_on_when_told_to(path: Path) -> None:
    changed(path, "version", "0.0.1")
    outcome = resume(path, 1, remake, trouble=refuse, any_version=True)
    assert in_bytes(outcome.tally) == by_hand(Draws(chunks=2))


def test_what_another_version_saved_and_does_not_fit_is_told(path: Path) -> None:
    changed(path, "version", "0.0.1")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Draws, "run", lambda *_: {"samples": np.array(1)})
        with pytest.raises(RequestError, match=r"run 1 does not fit here .*0\.0\.1"):
            resume(path, 1, remake, trouble=refuse, any_version=True)
    outcome = resume(path, 1, remake, trouble=refuse, any_version=True)
    assert in_bytes(outcome.tally) == by_hand(Draws(chunks=2))


def test_where_runs_are_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(places.VARIABLE, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert places.store_path().name == "runs.sqlite"
    assert tmp_path in places.store_path().parents
    monkeypatch.setenv(places.VARIABLE, "here.sqlite")
    assert places.store_path() == Path("here.sqlite")
    assert places.store_path("there.sqlite") == Path("there.sqlite")
