"""Removing saved runs: nothing of them stays in the file, or no file stays at all.

What is overwritten here is overwritten in the file. Disks, and file systems that keep copies, may
hold what was there before; against that only encrypting the whole disk helps.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from goodoffices.errors import FileError
from goodoffices.runs import database

_BESIDE = ("", "-wal", "-shm", "-journal")
_PIECE = 1 << 20


def remove_store(path: Path) -> list[Path]:
    """Overwrite and remove a file of saved runs, with what SQLite keeps beside it.

    A damaged one, or one of another version, goes as well.

    Parameters
    ----------
    path
        The file of saved runs.

    Returns
    -------
    list of Path
        The files that were removed.

    Raises
    ------
    FileError
        It is not there, is the file of another program, another process is using it, or it cannot
        be removed.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from goodoffices.runs.catalogue import to_write
    >>> from goodoffices.runs.removal import remove_store
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "runs.sqlite"
    ...     with to_write(path):
    ...         pass
    ...     [gone.name for gone in remove_store(path)]
    ['runs.sqlite']
    """
    with database.told(path):
        database.check_mark(path)
        whole = path.resolve() if path.is_symlink() else path
        _close(whole)
        files = [whole.with_name(f"{whole.name}{end}") for end in _BESIDE]
        there = [file for file in files if file.is_file()]
        for file in reversed(there):  # the file itself last: what is left can be removed again
            _overwrite(file)
            file.unlink()
        if path.is_symlink():
            path.unlink()
    return there


def _close(path: Path) -> None:
    """Have SQLite take in and remove its log, which it does only where nobody else is at work."""
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    with contextlib.closing(connection):
        try:
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise FileError(
                    f"another program is using {path}; nothing was removed. End it, and try again"
                ) from error  # a damaged one is removed as it is


def _overwrite(file: Path) -> None:
    with file.open("r+b") as stream:
        left = stream.seek(0, os.SEEK_END)
        stream.seek(0)
        while left > 0:
            left -= stream.write(bytes(min(left, _PIECE)))
        stream.flush()
        os.fsync(stream.fileno())
