"""Runs that are deleted: nothing of them is left in any file, and nothing else is touched."""

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from goodoffices.errors import FileError
from goodoffices.runs import catalogue as store
from goodoffices.runs.removal import remove_store
from goodoffices.runs.resume import execute_saved
from tests.ensemble.fakes import Draws, refuse

SECRET = b"A secret dispute"


class Titled(Draws):
    """Draws about a dispute of a name."""

    title = ""

    def describe(self) -> dict[str, Any]:
        return {**super().describe(), "title": self.title}


def saved(path: Path, title: str) -> None:
    job = Titled(chunks=2)
    object.__setattr__(job, "title", title)
    execute_saved(job, path, trouble=refuse)


def beside(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.iterdir()))


def test_nothing_of_a_deleted_run_stays_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "runs.sqlite"
    saved(path, SECRET.decode())
    saved(path, "Another")
    with store.to_write(path) as found:  # the log is there as long as it is open
        assert SECRET in beside(path)
        found.delete(1)
        assert SECRET not in beside(path)
        assert b"Another" in beside(path)
    assert SECRET not in beside(path)


def test_a_removed_file_is_overwritten_first(tmp_path: Path) -> None:
    path, other = tmp_path / "runs.sqlite", tmp_path / "other"
    saved(path, SECRET.decode())
    other.hardlink_to(path)  # sees what happens to the content
    size = other.stat().st_size
    assert SECRET in other.read_bytes()
    assert remove_store(path) == [path]
    assert other.read_bytes() == bytes(size)
    assert list(tmp_path.iterdir()) == [other]


def test_a_damaged_one_goes_as_well_with_what_is_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "runs.sqlite"
    saved(path, SECRET.decode())
    content = path.read_bytes()
    path.write_bytes(content[:100] + os.urandom(len(content) - 100))
    log = tmp_path / "runs.sqlite-wal"
    log.write_bytes(SECRET)
    remove_store(path)
    assert list(tmp_path.iterdir()) == []


def test_what_is_in_use_or_no_store_stays(tmp_path: Path) -> None:
    path, other = tmp_path / "runs.sqlite", tmp_path / "other.sqlite"
    saved(path, "In use")
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("SELECT * FROM runs").fetchone()
        with pytest.raises(FileError, match=r"another program is using .*; nothing was removed"):
            remove_store(path)
    with store.to_read(path) as found:
        assert [run.title for run in found.runs()] == ["In use"]
    with contextlib.closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE mine (a)")
    before = other.read_bytes()
    with pytest.raises(FileError, match="is the database of another program"):
        remove_store(other)
    assert other.read_bytes() == before
    with pytest.raises(FileError, match="is not there"):
        remove_store(tmp_path / "none.sqlite")
