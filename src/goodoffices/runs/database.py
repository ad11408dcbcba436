"""The file that saved runs are kept in: how it begins, and whether it is one.

It is an SQLite database with a mark of its own. A file without the mark, a damaged one and one of
another format are refused before anything is opened for writing, so that they stay as they are. A
new file is made beside its place and linked there whole.
"""

from __future__ import annotations

import contextlib
import shlex
import sqlite3
import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path

from goodoffices.errors import FileError
from goodoffices.runs.checksums import find_damage, named
from goodoffices.runs.places import VARIABLE
from goodoffices.stopping import unfinished

APPLICATION = int.from_bytes(b"GoOf")
FORMAT = 2
PATIENCE = 30.0
"""Seconds to wait while another process writes."""

_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_UNWRITABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
_NUMBERS = struct.Struct(">60xI4xI")  # the format's number, and the mark of the application
_RUNS = """CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    created TEXT NOT NULL,
    saved TEXT NOT NULL,
    finished TEXT,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    model TEXT NOT NULL,
    settings TEXT NOT NULL,
    seed TEXT,
    version TEXT NOT NULL,
    chunks INTEGER NOT NULL,
    checksum BLOB NOT NULL
)"""
_CHUNKS = """CREATE TABLE chunks (
    run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    content BLOB NOT NULL,
    checksum BLOB NOT NULL,
    PRIMARY KEY (run, number)
)"""
_DAMAGE = ("SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_ERROR", "SQLITE_FORMAT", "SQLITE_IOERR_SHORT")


@contextlib.contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a store that is there and sound, without changing anything.

    Raises
    ------
    FileError
        It cannot be read, is damaged, of another format, or no store at all.
    """
    with looking(path) as connection:
        with told(path):
            damaged = find_damage(connection)
            if damaged:
                raise FileError(
                    f"{path} is damaged, and left as it is: {named(damaged)} no longer "
                    f"{'hold' if len(damaged) > 1 else 'holds'} what was saved. To drop that, so "
                    "that a resume makes it anew: goodoffices runs repair --store "
                    f"{shlex.quote(str(path))}"
                )
            check_integrity(connection, path)
        yield connection


@contextlib.contextmanager
def looking(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a store that is there as ``reading`` does, but without judging what it holds."""
    with contextlib.ExitStack() as stack:
        with told(path):
            _check_header(path)
            connection = stack.enter_context(contextlib.closing(_connect_to_read(path)))
        yield connection


@contextlib.contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a store to write to, and make it if there is none.

    Raises
    ------
    FileError
        As for ``reading``, or it cannot be written to.
    """
    with contextlib.ExitStack() as stack:
        with told(path):
            if not path.exists():
                _make(path)
            with reading(path):
                pass
            connection = stack.enter_context(contextlib.closing(connect_to_write(path)))
        yield connection


def connect_to_write(path: Path) -> sqlite3.Connection:
    """Open a store that is known to be one, to write to."""
    connection = _connect(f"{path.resolve().as_uri()}?mode=rw")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")  # enough for whole chunks, with WAL
    connection.execute("PRAGMA secure_delete = ON")  # nothing of a deleted run stays in the file
    return connection


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system complain about into one message that names the file."""
    try:
        yield
    except FileError:
        raise
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "").startswith(_DAMAGE):
            raise _damaged(path, str(error)) from error
        raise FileError(f"cannot use the saved runs in {path}: {error}{_advice(error)}") from error
    except OSError as error:
        reason = error.strerror or error
        raise FileError(f"cannot use the saved runs in {path}: {reason}{_advice()}") from error


def _advice(error: sqlite3.Error | None = None) -> str:
    if getattr(error, "sqlite_errorname", "") == "SQLITE_BUSY":
        return "; another program holds it, try again when that is through"
    return f"; make room, or name another file with --store or {VARIABLE}"


def _connect(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
    connection.text_factory = lambda text: text.decode(errors="surrogateescape")
    return connection


def _check_header(path: Path) -> None:
    """Refuse what is no store of this format by the first bytes of the file."""
    number = check_mark(path)
    if number != FORMAT:
        raise _of_format(path, number)


def check_mark(path: Path) -> int:
    """Return the format of a store by its first bytes, which SQLite has not seen yet.

    Raises
    ------
    FileError
        It is not there, or is no store.
    """
    if not path.is_file():
        what = "is no ordinary file" if path.exists() else "is not there: no runs are saved yet"
        raise FileError(f"{path} {what}")
    with path.open("rb") as stream:
        header = stream.read(_HEADER)
    found = "is no SQLite database" if header else "is empty"
    if len(header) == _HEADER and header.startswith(_MAGIC):
        number, application = _NUMBERS.unpack_from(header)
        found = "is the database of another program"
        if application == APPLICATION and number:
            return int(number)
    raise FileError(
        f"{path} {found}, and so holds no saved runs of goodoffices; it is left as it is. Name "
        f"another file with --store or {VARIABLE}"
    )


def _of_format(path: Path, number: int) -> FileError:
    later = number > FORMAT
    remedy = (
        "upgrade goodoffices"
        if later
        else f"move it away, as those runs cannot go on here, or name another file with --store or "
        f"{VARIABLE}"
    )
    return FileError(
        f"{path} was written by {'a later' if later else 'an earlier'} goodoffices (format "
        f"{number}, this one reads {FORMAT}); {remedy}"
    )


def _connect_to_read(path: Path) -> sqlite3.Connection:
    """Open for reading.

    SQLite makes files beside it even to read. Where it may not, the file is read as one that nobody
    writes to, unless a writer left something that is not in it yet.
    """
    address = f"{path.resolve().as_uri()}?mode=ro"
    try:
        return _opened(address, path)
    except sqlite3.OperationalError as error:
        left = path.resolve().with_name(f"{path.resolve().name}-wal")
        pending = left.exists() and left.stat().st_size > 0
        if error.sqlite_errorcode & 0xFF not in _UNWRITABLE or pending:
            raise
        return _opened(f"{address}&immutable=1", path)


def _opened(address: str, path: Path) -> sqlite3.Connection:
    """Open a database, and see that its tables are those of a store."""
    with contextlib.ExitStack() as stack:
        connection = stack.enter_context(contextlib.closing(_connect(address)))
        tables = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name DESC"
        ).fetchall()
        if tables != [(_RUNS,), (_CHUNKS,)]:
            raise _damaged(path, "its tables are not those of saved runs")
        stack.pop_all()
        return connection


def check_integrity(connection: sqlite3.Connection, path: Path) -> None:
    """Raise FileError where pages, tables and indices do not agree: 0.13 s for 200 MB."""
    (answer,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if answer != "ok":
        raise _damaged(path, answer)


def _damaged(path: Path, found: str) -> FileError:
    found = " ".join(found.split())
    return FileError(
        f"{path} is damaged ({found}); it is left as it is. Put a copy that is whole in its place, "
        f"or name another file with --store or {VARIABLE}"
    )


def _make(path: Path) -> None:
    """Make a store that is there whole or not at all; one that another process made stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent)
    with beside as folder, unfinished(Path(folder)):
        fresh = Path(folder) / path.name
        with contextlib.closing(_connect(f"{fresh.resolve().as_uri()}?mode=rwc")) as connection:
            connection.execute("PRAGMA auto_vacuum = FULL")
            connection.executescript(
                f"BEGIN; PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {FORMAT};"
                f"{_RUNS}; {_CHUNKS}; COMMIT; PRAGMA journal_mode = WAL"
            )
        with contextlib.suppress(FileExistsError):
            _put(fresh, path)


def _put(fresh: Path, path: Path) -> None:
    """Give a finished file its place, unless that is taken. Raises FileExistsError if it is."""
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        with path.open("xb") as stream:
            stream.write(fresh.read_bytes())
