"""Stores that are damaged, or no stores: refused, left alone, and mended when asked."""

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from goodoffices.errors import FileError
from goodoffices.runs import catalogue as store
from goodoffices.runs.checksums import Damage, find_damage
from goodoffices.runs.resume import execute_saved, load, resume
from goodoffices.show.kinds import remake
from tests.ensemble.fakes import Draws, by_hand, in_bytes, refuse
from tests.runs.test_store import saved


def spoil_middle(content: bytes) -> bytes:
    return content[:4096] + b"\x5a" * 8192 + content[12288:]


def with_number(content: bytes, number: int) -> bytes:
    return content[:60] + number.to_bytes(4) + content[64:]


SPOILT: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _: b"", "is empty"),
    "text": (lambda _: b"my thesis\n" * 50, "is no SQLite database"),
    "short": (lambda content: content[:50], "is no SQLite database"),
    "torn": (lambda content: content[: len(content) // 2], "is damaged"),
    "overwritten": (spoil_middle, "is damaged"),
    "later": (lambda content: with_number(content, 3), "upgrade goodoffices"),
    "earlier": (lambda content: with_number(content, 1), "by an earlier goodoffices .* move it"),
    "unknown": (lambda content: with_number(content, 0), "is the database of another program"),
    "foreign": (
        lambda content: content[:68] + b"\0\0\0\0" + content[72:],
        "is the database of another program",
    ),
}


@pytest.mark.parametrize("kind", SPOILT)
def test_what_is_no_sound_store_is_refused_and_left_alone(path: Path, kind: str) -> None:
    saved(path, Draws(chunks=3))
    spoil, message = SPOILT[kind]
    content = spoil(path.read_bytes())
    path.write_bytes(content)
    for opened in (store.to_read, store.to_write):
        with pytest.raises(FileError, match=message), opened(path):
            pass
    with pytest.raises(FileError, match=message):
        store.repair(path)
    told: list[FileError] = []
    outcome = execute_saved(Draws(), path, trouble=told.append)
    assert in_bytes(outcome.tally) == by_hand(Draws())
    assert (outcome.run, len(told)) == (None, 1)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.executescript("PRAGMA journal_mode = WAL; CREATE TABLE runs (id INTEGER)")
    content = path.read_bytes()
    with pytest.raises(FileError, match="another program"), store.to_write(path):
        pass
    assert path.read_bytes() == content
    assert [p.name for p in path.parent.iterdir()] == ["runs.sqlite"]


def test_a_damaged_chunk_is_told_by_number(path: Path) -> None:
    number = saved(path, Draws(chunks=3))
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE chunks SET content = x'00' WHERE number = 1")
    content = path.read_bytes()
    for open_it in (load, lambda *its: resume(*its, trouble=refuse)):
        with pytest.raises(FileError, match="chunk 1 of run 1 no longer holds what was saved"):
            open_it(path, number, remake)
    assert path.read_bytes() == content


def test_nobody_writes_between_what_repair_finds_and_what_it_drops(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = saved(path, Draws(chunks=3))

    def meanwhile(connection: sqlite3.Connection) -> list[Damage]:
        other = contextlib.closing(sqlite3.connect(path, timeout=0))
        with other as writer, pytest.raises(sqlite3.OperationalError, match="is locked"):
            writer.execute("DELETE FROM chunks WHERE run = ?", (run,))
        return find_damage(connection)

    monkeypatch.setattr(store, "find_damage", meanwhile)
    assert store.repair(path) == []


def test_repair_drops_what_is_damaged_and_a_resume_makes_it_anew(path: Path) -> None:
    for seed in range(3):
        saved(path, Draws(seed=seed, chunks=4))
    assert store.repair(path) == []
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE chunks SET content = zeroblob(9) WHERE run = 1 AND number > 1")
        database.execute("UPDATE runs SET seed = '8' WHERE id = 2")
        database.execute("UPDATE chunks SET run = 9 WHERE run = 3 AND number = 0")
    damaged = [(2, None, False), (1, 2, False), (1, 3, False), (9, 0, True)]
    for found in (store.damage(path), store.repair(path)):
        assert [(one.run, one.chunk, one.stray) for one in found] == damaged
    assert store.damage(path) == []
    with store.to_read(path) as mended:
        told = [(run.id, run.status, run.done) for run in mended.runs()]
    assert told == [(3, "interrupted", 3), (1, "interrupted", 2)]
    for number, seed in ((1, 0), (3, 2)):
        resumed = resume(path, number, remake, trouble=refuse)
        assert in_bytes(resumed.tally) == by_hand(Draws(seed=seed, chunks=4))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE chunks SET content = (SELECT max(content) FROM chunks WHERE number = 0)",
        "UPDATE chunks SET run = 3 - run WHERE number = 3 AND run = 1",
        "UPDATE chunks SET number = number + 100 WHERE number = 1",
        "UPDATE runs SET finished = 'x'",
        "UPDATE runs SET id = id + 7",
    ],
)
def test_what_stands_elsewhere_than_it_was_saved_is_refused(path: Path, statement: str) -> None:
    for seed in (1, 2):
        saved(path, Draws(seed=seed, chunks=5))
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("DELETE FROM chunks WHERE number = 3 AND run = 2")
        database.execute(statement)
    with pytest.raises(FileError, match=r"no longer holds? what was saved"):
        resume(path, 1, remake, trouble=refuse)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE chunks",
        "ALTER TABLE chunks RENAME COLUMN content TO stuff",
        "CREATE TRIGGER t AFTER INSERT ON chunks BEGIN DELETE FROM runs; END",
    ],
)
def test_other_tables_are_refused(path: Path, statement: str) -> None:
    saved(path, Draws(chunks=2))
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute(statement)
    for open_it in (lambda: load(path, 1, remake), lambda: store.damage(path)):
        with pytest.raises(FileError, match="its tables are not those of saved runs"):
            open_it()
