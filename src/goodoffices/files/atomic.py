"""Files are written whole or not at all, and replaced only on request."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from goodoffices.errors import FileError
from goodoffices.files.read import check_size
from goodoffices.stopping import unfinished


def refuse_existing(path: Path, *, force: bool) -> None:
    """Raise FileError for a file that is there unless ``force``, and for a place that is none.

    Asked before any work is done as well as when the work is written. Devices and pipes are there
    to be written to.
    """
    with _told(path):
        is_folder, in_folder, is_there = path.is_dir(), path.parent.is_dir(), path.is_file()
    if is_folder:
        raise FileError(f"{path} is a directory; give the name of a file")
    if not in_folder:
        raise FileError(f"cannot write {path}: there is no folder '{path.parent}'; make it first")
    if not force and is_there:
        told = f"{path} is already there; choose another name, or have it replaced"
        raise FileError(told).wanting("force")


def write_file(path: Path, content: str | bytes, *, force: bool = False) -> None:
    """Write a file beside its place and move it there, so that a failure leaves nothing behind.

    Parameters
    ----------
    path
        Where to; the folder has to exist. A link is followed.
    content
        Text is written as UTF-8.
    force
        True to replace a file that is there.

    Raises
    ------
    FileError
        The file is there and ``force`` is not set, or it cannot be written.
    """
    refuse_existing(path, force=force)
    data = content.encode() if isinstance(content, str) else content
    with _told(path):
        target = path.resolve()
        if target.exists() and not target.is_file():
            target.write_bytes(data)
        else:
            _replace(target, data)


def write_text(
    path: Path, content: str | bytes, *, force: bool = False, what: str = "a model file"
) -> None:
    """Write a text as ``write_file`` does; refuse one that is too large to be read again.

    Raises
    ------
    FileError
        As ``write_file`` raises it; or ``what`` is written has not so many bytes.
    """
    data = content.encode() if isinstance(content, str) else content
    check_size(path, len(data), what=what)
    write_file(path, data, force=force)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the system complains about into one message that names the file."""
    try:
        yield
    except OSError as error:
        raise FileError(f"cannot write {path}: {error.strerror or error}") from error
    except ValueError as error:
        raise FileError(f"{str(path)!r} cannot be the name of a file: {error}") from error


def _replace(target: Path, data: bytes) -> None:
    """Put a file in its place that is on the disk by then, and that nobody else writes to."""
    beside = target.with_name(f".{secrets.token_hex(8)}.part")
    with unfinished(beside):
        try:
            with beside.open("xb") as stream:
                if target.exists():
                    shutil.copymode(target, beside)  # before there is anything to read
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
