"""Checksums of saved runs: whether what stands there is what was written, and where it belongs.

A run is told from others by the cells that never change, the *identity*: number, moment, kind,
model, settings, seed, version and count of chunks. The checksum of a run is taken of its identity
and of the moments that do change; that of a chunk of the run's identity, its number and its bytes,
in which names, types and shapes of the arrays stand. So neither a changed cell nor a chunk of
another run or another place passes for what was saved.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

FIXED = ("id", "created", "kind", "title", "model", "settings", "seed", "version", "chunks")
CHANGING = ("saved", "finished")
CELLS = ", ".join((*FIXED, *CHANGING))
"""Columns of a run that its checksum is taken of, as a query names them."""

_LISTED = 3


class Damage(NamedTuple):
    """What is not as it was saved: a run as a whole, or one of its chunks.

    Attributes
    ----------
    run, chunk
        Numbers as they stand there, texts where they are none; ``chunk`` is None where the run
        itself is damaged.
    row
        Where it stands in its table.
    stray
        Whether the chunk belongs to a run that is not there.
    """

    run: int | str
    chunk: int | str | None
    row: int
    stray: bool = False

    def __str__(self) -> str:
        """Name what is damaged."""
        run = f"run {self.run}"
        return run if self.chunk is None else f"chunk {self.chunk} of {run}"


def identity(cells: Sequence[Any]) -> bytes:
    """Return the checksum of what never changes of a run, given its ``CELLS``."""
    return _digest(*cells[: len(FIXED)])


def run_checksum(cells: Sequence[Any]) -> bytes:
    """Return the checksum of a run, given its ``CELLS``."""
    return _digest(identity(cells), *cells[len(FIXED) :])


def chunk_checksum(owner: bytes, number: int, content: bytes) -> bytes:
    """Return the checksum of a chunk, given the identity of its run."""
    return _digest(owner, number, content)


def _digest(*values: object) -> bytes:
    digest = hashlib.sha256()
    for value in values:
        written = value if isinstance(value, bytes) else ascii(value).encode()
        digest.update(f"{type(value).__name__} {len(written)}:".encode())
        digest.update(written)
    return digest.digest()


def find_damage(connection: sqlite3.Connection) -> list[Damage]:
    """Return what of a store is not as it was saved; of a damaged run, not its chunks besides.

    Reads and hashes all that is saved: 0.4 s for 200 MB.
    """
    alone = not connection.in_transaction
    if alone:
        connection.execute("BEGIN")  # one state of a store that others may be writing to
    try:
        owners, damaged = _runs(connection)
        return [*damaged, *_chunks(connection, owners, {damage.run for damage in damaged})]
    finally:
        if alone:
            connection.rollback()


def _runs(connection: sqlite3.Connection) -> tuple[dict[Any, bytes], list[Damage]]:
    owners, damaged = {}, []
    for *cells, checksum in connection.execute(f"SELECT {CELLS}, checksum FROM runs ORDER BY id"):  # noqa: S608 - constants
        if checksum == run_checksum(cells):
            owners[cells[0]] = identity(cells)
        else:
            damaged.append(Damage(cells[0], None, cells[0]))
    return owners, damaged


def _chunks(
    connection: sqlite3.Connection, owners: dict[Any, bytes], lost: set[Any]
) -> list[Damage]:
    query = "SELECT rowid, run, number, content, checksum FROM chunks NOT INDEXED"
    return [
        Damage(_plain(run), _plain(number), row, run not in owners)
        for row, run, number, content, checksum in connection.execute(query)
        if run not in lost
        and (run not in owners or checksum != chunk_checksum(owners[run], number, content))
    ]


def _plain(number: object) -> int | str:
    return number if isinstance(number, int) else ascii(number)


def named(damaged: Sequence[Damage]) -> str:
    """Name what is damaged, the first few of many."""
    shown = ", ".join(map(str, damaged[:_LISTED]))
    more = len(damaged) - _LISTED
    return f"{shown} and {more:,} more" if more > 0 else shown
