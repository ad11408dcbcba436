"""Stores damaged at random: refused and left as they are, or answering as if nothing were."""

import contextlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result

from goodoffices.cli.main import main
from goodoffices.runs.resume import execute_saved
from tests.ensemble.fakes import Draws, refuse

STRANGE = (None, 0, -1, 1.5, "", "text", "0", b"", b"\xff\xfe", 2**62, float("inf"), "\0")
Damage = Callable[[bytearray, Random], None]


def flip(content: bytearray, rng: Random) -> None:
    for _ in range(rng.choice((1, 1, 4, 32))):
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)


def spoil_header(content: bytearray, rng: Random) -> None:
    content[rng.randrange(100)] = rng.randrange(256)


def cut(content: bytearray, rng: Random) -> None:
    del content[rng.randrange(len(content)) :]


def empty(content: bytearray, rng: Random) -> None:
    start = rng.randrange(len(content))
    end = min(start + rng.choice((16, 512, 4096)), len(content))
    content[start:end] = bytes(end - start)


def swap(content: bytearray, rng: Random) -> None:
    one, other = (rng.randrange(len(content) // 4096) * 4096 for _ in range(2))
    page = content[one : one + 4096]
    content[one : one + 4096] = content[other : other + 4096]
    content[other : other + 4096] = page


def insert(content: bytearray, rng: Random) -> None:
    place = rng.randrange(len(content))
    content[place:place] = rng.randbytes(rng.choice((1, 16, 4096)))


BYTES: tuple[Damage, ...] = (flip, flip, spoil_header, cut, empty, swap, insert)


def change_cell(path: Path, rng: Random) -> None:
    """Give a cell another value, of another kind or nearly the same."""
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        table = rng.choice(("runs", "chunks"))
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        column = rng.choice(columns)
        rows = database.execute(f"SELECT rowid, {column} FROM {table}").fetchall()  # noqa: S608
        row, value = rng.choice(rows)
        changed = rng.choice((*STRANGE, *near(value, rng) * 6))
        with contextlib.suppress(sqlite3.IntegrityError):
            database.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (changed, row))  # noqa: S608


def near(value: object, rng: Random) -> tuple[object, ...]:
    if isinstance(value, bytes) and value:
        content = bytearray(value)
        flip(content, rng)
        return bytes(content), bytes(len(value)), value[: len(value) // 2]
    if isinstance(value, str):
        return value.replace("1", "2"), value[:-1], value + "0"
    return (value + 1, value - 1000) if isinstance(value, int) else ()


def damaged(path: Path, sound: bytes, rng: Random) -> bytes:
    """Write a damaged copy of a store, and return what is in it."""
    content = bytearray(sound)
    if rng.random() < 0.5:
        rng.choice(BYTES)(content, rng)
    path.write_bytes(content)
    if content == sound:
        change_cell(path, rng)
    return path.read_bytes()


def ask(*words: str) -> Result:
    result = CliRunner().invoke(main, ["runs", *words, "--format", "json"])
    assert result.exit_code in {0, 2}, result.output
    assert (result.exit_code == 0) == (result.stderr == ""), result.stderr
    assert len(result.stderr.splitlines()) <= 1
    return result


def answer(result: Result) -> dict[str, object]:
    document = json.loads(result.stdout)
    asked = {key: document["run"][key] for key in ("id", "title", "seed", "settings", "chunks")}
    return {**asked, "shares": document.get("shares"), "done": document["run"]["done"]}


@pytest.fixture
def sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Save a run that is complete and one that is not."""
    path = tmp_path / "sound.sqlite"
    monkeypatch.setenv("GOODOFFICES_STORE", str(tmp_path / "runs.sqlite"))

    def interrupt(done: int, total: int) -> None:
        if total == 9 and done == 5:
            raise KeyboardInterrupt

    for job in (Draws(chunks=8), Draws(chunks=9, seed=8)):
        execute_saved(job, path, trouble=refuse, progress=interrupt)
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path.read_bytes()


@pytest.mark.parametrize("seed", range(30))
def test_no_damage_ends_in_a_fault_or_in_another_answer(
    tmp_path: Path, sound: bytes, seed: int
) -> None:
    path, rng = tmp_path / "runs.sqlite", Random(seed)
    path.write_bytes(sound)
    truth = {"1": answer(ask("show", "1")), "2": answer(ask("resume", "2"))}
    for _ in range(3):
        content = damaged(path, sound, rng)
        ask("list")
        for command, run in (("show", "1"), ("resume", "1"), ("show", "2"), ("resume", "2")):
            result = ask(command, run)
            if result.exit_code == 0 and answer(result)["done"] == truth[run]["done"]:
                assert answer(result) == truth[run]
            elif result.exit_code:
                assert path.read_bytes() == content
            else:
                assert command == "show"
            content = path.read_bytes()
        if ask("repair", "--yes").exit_code == 0:
            for run, true in truth.items():
                result = ask("resume", run)
                assert result.exit_code == 2 or answer(result) == true
        ask("delete", "1", "--yes")
