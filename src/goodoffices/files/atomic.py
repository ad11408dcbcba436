"""Files are written whole or not at all, and replaced only on request."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from goodoffices.errors import FileError
from goodoffices.stopping import unfinished


def refuse_existing(path: Path, *, force: bool) -> None:
    """Raise FileError for a file that is there unless ``force``, and for a place that is none.

    Asked before any work is done as well as when the work is written. Devices and pipes are there
    to be written to.
    """
    if path.is_dir():
        raise FileError(f"{path} is a directory; give the name of a file")
    if not path.parent.is_dir():
        raise FileError(f"cannot write {path}: there is no folder '{path.parent}'; make it first")
    if not force and path.is_file():
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
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            target.write_bytes(data)
        else:
            _replace(target, data)
    except OSError as error:
        raise FileError(f"cannot write {path}: {error.strerror or error}") from error


def _replace(target: Path, data: bytes) -> None:
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with unfinished(beside):
            beside.write_bytes(data)
            if target.exists():
                shutil.copymode(target, beside)
            beside.replace(target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            beside.unlink()
