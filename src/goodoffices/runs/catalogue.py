"""Saved runs: what was asked, by which version, and what each chunk of the work came to.

Each chunk is written in a transaction of its own, so that a process that is killed leaves whole
chunks; another can go on with those that are missing. Both bear checksums, see ``checksums``.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from goodoffices.errors import FileError, RequestError
from goodoffices.runs import database as storefile
from goodoffices.runs.checksums import (
    CELLS,
    Damage,
    chunk_checksum,
    find_damage,
    identity,
    run_checksum,
)
from goodoffices.runs.job import Arrays, Job
from goodoffices.runs.packing import pack, unpack

_SELECT = f"SELECT {CELLS}, (SELECT count(*) FROM chunks WHERE run = id) FROM runs"  # noqa: S608 - constants
_LISTED = 12
PACKAGE = "goodoffices"


@dataclass(frozen=True)
class SavedRun:
    """What is known about a run without reading its chunks.

    Attributes
    ----------
    created, saved, finished
        When it was begun, its last chunk saved and the work ended, in UTC as ISO 8601.
    settings
        What was asked, without the model.
    version
        Of the goodoffices that began it.
    done
        How many of its ``chunks`` are saved.
    """

    id: int
    created: str
    kind: str
    title: str
    model: str
    settings: dict[str, Any]
    seed: int | None
    version: str
    chunks: int
    saved: str
    finished: str | None
    done: int

    @property
    def status(self) -> str:
        """``complete``, ``interrupted``, or ``running``: also where its process was killed."""
        if self.done == self.chunks:
            return "complete"
        return "running" if self.finished is None else "interrupted"

    @property
    def description(self) -> dict[str, Any]:
        """What the job said about itself."""
        return {**self.settings, "model": self.model}


class Store:
    """The saved runs of one file. Made by ``to_read`` and ``to_write``."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._file = _file(path)

    def runs(self) -> list[SavedRun]:
        """Return every run, the latest first."""
        with storefile.told(self.path):
            rows = self._connection.execute(f"{_SELECT} ORDER BY id DESC").fetchall()
        return [_saved_run(row) for row in rows]

    def run(self, number: int) -> SavedRun:
        """Return a run by its number. Raises RequestError where there is none."""
        with storefile.told(self.path):
            query = f"{_SELECT} WHERE id = CAST(? AS INTEGER)"
            row = self._connection.execute(query, (str(number),)).fetchone()
            if row is not None:
                return _saved_run(row)
            known = self._connection.execute("SELECT id FROM runs ORDER BY id DESC").fetchall()
        shown = ", ".join(str(known_number) for (known_number,) in known[:_LISTED])
        more = ", …" if len(known) > _LISTED else ""
        there = f"there are: {shown}{more}" if known else "none are saved"
        raise RequestError(f"there is no run {number} in {self.path}; {there}")

    def contents(self, number: int) -> Iterator[tuple[int, Arrays]]:
        """Yield number and arrays of each chunk of a run, in order."""
        query = "SELECT number, content FROM chunks WHERE run = ? ORDER BY number"
        with storefile.told(self.path):
            for chunk, content in self._connection.execute(query, (number,)):
                try:
                    arrays = unpack(content)
                except ValueError as error:
                    raise FileError(
                        f"{self.path}: chunk {chunk} of run {number} cannot be read ({error}); "
                        "delete the run and begin anew"
                    ) from error
                yield chunk, arrays

    def begin(self, job: Job) -> int:
        """Enter a new run, and return its number."""
        settings = job.describe()
        model = settings.pop("model")
        seed = settings.get("seed")
        now = _now()
        cells = {
            "created": now,
            "saved": now,
            "kind": settings["kind"],
            "title": settings.get("title", ""),
            "model": model,
            "settings": json.dumps(settings),
            "seed": None if seed is None else str(seed),
            "version": version(PACKAGE),
            "chunks": job.chunks,
            "checksum": b"",
        }
        query = f"INSERT INTO runs ({', '.join(cells)}) VALUES ({', '.join('?' * len(cells))})"  # noqa: S608 - constants
        with self._transaction():
            number = int(self._connection.execute(query, (*cells.values(),)).lastrowid or 0)
            self._seal(number)
        return number

    def begin_again(self, number: int) -> None:
        """Enter that a run goes on."""
        with self._transaction():
            self._change("UPDATE runs SET finished = NULL WHERE id = ?", number)

    def save(self, number: int, chunk: int, arrays: Arrays) -> None:
        """Save what one chunk of a run came to."""
        content = pack(arrays)
        with self._transaction():
            owner = self._change("UPDATE runs SET saved = ? WHERE id = ?", _now(), number)
            self._connection.execute(
                "INSERT OR REPLACE INTO chunks VALUES (?, ?, ?, ?)",
                (number, chunk, content, chunk_checksum(owner, chunk, content)),
            )

    def finish(self, number: int) -> None:
        """Enter that the work on a run ended."""
        with self._transaction():
            self._change("UPDATE runs SET finished = ? WHERE id = ?", _now(), number)

    def _change(self, query: str, *values: object) -> bytes:
        """Change the run that stands last among the values, and return its identity."""
        *_, number = values
        if not self._connection.execute(query, values).rowcount:
            raise FileError(f"run {number} is no longer in {self.path}; it has been deleted")
        return self._seal(number)

    def _seal(self, number: object) -> bytes:
        """Enter the checksum of a run as it stands, and return its identity."""
        query = f"SELECT {CELLS} FROM runs WHERE id = ?"  # noqa: S608 - constants
        cells = self._connection.execute(query, (number,)).fetchone()
        self._connection.execute(
            "UPDATE runs SET checksum = ? WHERE id = ?", (run_checksum(cells), number)
        )
        return identity(cells)

    def delete(self, number: int) -> None:
        """Remove a run with its chunks, also from the log. Raises RequestError where is none."""
        self.run(number)
        with self._transaction():
            self._connection.execute("DELETE FROM runs WHERE id = ?", (number,))
        with storefile.told(self.path):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        with storefile.told(self.path):
            if _file(self.path) != self._file:
                raise FileError(f"{self.path} has been removed or replaced meanwhile")
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield
                self._connection.commit()
            except BaseException:
                self._connection.rollback()
                raise


@contextlib.contextmanager
def to_read(path: Path) -> Iterator[Store]:
    """Open the saved runs of a file that is there; raises FileError where that fails."""
    with storefile.reading(path) as connection:
        yield Store(path, connection)


@contextlib.contextmanager
def to_write(path: Path) -> Iterator[Store]:
    """Open the saved runs of a file, which is made if it is not there."""
    with storefile.writing(path) as connection:
        yield Store(path, connection)


def damage(path: Path) -> list[Damage]:
    """Return what of a store is not as it was saved. Raises FileError where none can be read."""
    with storefile.looking(path) as connection, storefile.told(path):
        found = find_damage(connection)
        if not found:
            storefile.check_integrity(connection, path)
        return found


def repair(path: Path) -> list[Damage]:
    """Drop what of a store is not as it was saved, and return it.

    Of a run whose chunks are damaged the others stay, and it can be resumed. A run that is damaged
    itself is dropped whole: nothing tells what its chunks belong to.

    Raises
    ------
    FileError
        No store can be read, or it would be damaged all the same; then it is left as it is.
    """
    with storefile.looking(path):
        pass  # what is no store is refused before anything is opened for writing
    with (
        storefile.told(path),
        contextlib.closing(storefile.connect_to_write(path)) as connection,
        Store(path, connection)._transaction(),  # noqa: SLF001 - of this module
    ):
        found = find_damage(connection)  # while nobody else writes
        for one in found:
            table = "runs WHERE id" if one.chunk is None else "chunks WHERE rowid"
            connection.execute(f"DELETE FROM {table} = ?", (one.row,))  # noqa: S608 - constants
        storefile.check_integrity(connection, path)
    return found


def _saved_run(row: tuple[Any, ...]) -> SavedRun:
    values = dict(zip((field.name for field in fields(SavedRun)), row, strict=True))
    values["settings"] = json.loads(values["settings"])
    values["seed"] = None if values["seed"] is None else int(values["seed"])
    return SavedRun(**values)


def _file(path: Path) -> tuple[int, int] | None:
    """Say which file is at a path; SQLite goes on writing to one that nobody can find any more."""
    with contextlib.suppress(FileNotFoundError):
        found = path.stat()
        return found.st_dev, found.st_ino
    return None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
