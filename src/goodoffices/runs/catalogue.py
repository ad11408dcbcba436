"""Saved runs: what was asked, by which version, and what each chunk of the work came to.

Each chunk is written in a transaction of its own, so that a process that is killed leaves whole
chunks; another can go on with those that are missing.
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
from goodoffices.runs.job import Arrays, Job
from goodoffices.runs.packing import pack, unpack

_FIELDS = (
    "id, created, saved, finished, status, kind, title, model, settings, seed, version, chunks"
)
_SELECT = f"SELECT {_FIELDS}, (SELECT count(*) FROM chunks WHERE run = id) FROM runs"  # noqa: S608 - constants
_FINISH = """
UPDATE runs SET finished = ?, status =
    CASE (SELECT count(*) FROM chunks WHERE run = id) WHEN chunks THEN 'complete'
    ELSE 'interrupted' END
WHERE id = ?
"""
_LISTED = 12
PACKAGE = "goodoffices"


@dataclass(frozen=True)
class SavedRun:
    """What is known about a run without reading its chunks.

    Attributes
    ----------
    created, saved, finished
        When it was begun, its last chunk saved and the work ended, in UTC as ISO 8601.
    status
        ``running``: begun and not ended, also where its process was killed.
    settings
        What was asked, without the model.
    version
        Of the goodoffices that began it.
    done
        How many of its ``chunks`` are saved.
    """

    id: int
    created: str
    saved: str
    finished: str | None
    status: str
    kind: str
    title: str
    model: str
    settings: dict[str, Any]
    seed: int | None
    version: str
    chunks: int
    done: int

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
            row = self._connection.execute(f"{_SELECT} WHERE id = ?", (number,)).fetchone()
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
                        f"{self.path}: chunk {chunk} of run {number} is damaged ({error}); delete "
                        "the run and begin anew"
                    ) from error
                yield chunk, arrays

    def begin(self, job: Job) -> int:
        """Enter a new run, and return its number."""
        settings = job.describe()
        model = settings.pop("model")
        seed = settings.get("seed")
        now = _now()
        row = (
            *(now, now, "running", settings["kind"], settings.get("title", ""), model),
            *(json.dumps(settings), None if seed is None else str(seed)),
            *(version(PACKAGE), job.chunks),
        )
        with self._transaction():
            cursor = self._connection.execute(
                "INSERT INTO runs (created, saved, status, kind, title, model, settings, seed, "
                "version, chunks) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
        return int(cursor.lastrowid or 0)

    def begin_again(self, number: int) -> None:
        """Enter that a run goes on."""
        with self._transaction():
            self._connection.execute(
                "UPDATE runs SET status = 'running', finished = NULL WHERE id = ?", (number,)
            )

    def save(self, number: int, chunk: int, arrays: Arrays) -> None:
        """Save what one chunk of a run came to; one that is there already stays as it is."""
        content = pack(arrays)
        with self._transaction():
            changed = self._connection.execute(
                "UPDATE runs SET saved = ? WHERE id = ?", (_now(), number)
            ).rowcount
            if not changed:
                raise FileError(f"run {number} is no longer in {self.path}; it has been deleted")
            self._connection.execute(
                "INSERT OR IGNORE INTO chunks VALUES (?, ?, ?)", (number, chunk, content)
            )

    def finish(self, number: int) -> None:
        """Enter that the work on a run ended; it is complete if every chunk is saved."""
        with self._transaction():
            self._connection.execute(_FINISH, (_now(), number))

    def delete(self, number: int) -> None:
        """Remove a run with its chunks. Raises RequestError where there is none."""
        self.run(number)
        with self._transaction():
            self._connection.execute("DELETE FROM runs WHERE id = ?", (number,))

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
