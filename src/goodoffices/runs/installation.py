"""What of the package is installed on this machine, and where it keeps things."""

from __future__ import annotations

import contextlib
import os
import platform
import re
import shutil
import sys
import webbrowser
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from stat import S_ISREG

from goodoffices.answer import Answer
from goodoffices.runs.places import cache_folder, store_path

PACKAGE = "goodoffices"
_ASKED = re.compile(
    r"(?P<name>[\w.-]+)(?P<own>\[)?[^;]*(?:;.*?extra == ['\"](?P<extra>[\w-]+)['\"])?"
)


@dataclass(frozen=True)
class Library:
    """A library that is asked for: always, or by an extra; without a version it is missing."""

    name: str
    version: str | None
    extra: str | None


@dataclass(frozen=True)
class Place:
    """Where something is kept: its kind, the folder or file, its bytes, and whether more can be."""

    kind: str
    path: Path
    bytes: int
    writable: bool


@dataclass(frozen=True)
class Installation(Answer):
    """What is installed, what is kept where, and what the machine has.

    Attributes
    ----------
    version, python, system
        Of the package, of Python, and of the operating system.
    libraries
        Those that are always needed, then those of each extra.
    places
        ``runs``: saved runs; ``compiled``: loops that were compiled; ``pages``: the script of
        pages with pictures.
    cores
        How many this process may use.
    browser
        The name of what the workbench opens in, if there is one.
    gpu
        Whether the driver of a GPU by NVIDIA is there.
    """

    version: str
    python: str
    system: str
    libraries: tuple[Library, ...]
    places: tuple[Place, ...]
    cores: int
    browser: str | None
    gpu: bool

    @property
    def broken(self) -> tuple[str, ...]:
        """Names of the libraries that are always needed and missing."""
        return tuple(one.name for one in self.libraries if not (one.extra or one.version))


def installation() -> Installation:
    """Look at what is installed. Nothing is imported for it, and nothing is written.

    Examples
    --------
    >>> from goodoffices.runs.installation import installation
    >>> installation().broken
    ()
    """
    return Installation(
        metadata.version(PACKAGE),
        platform.python_version(),
        f"{platform.system()} {platform.machine()}",
        tuple(_libraries(metadata.requires(PACKAGE) or ())),
        tuple(_places()),
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        _browser(),
        shutil.which("nvidia-smi") is not None,
    )


def _libraries(asked: Iterable[str]) -> Iterator[Library]:
    for line in asked:
        found = _ASKED.match(line)
        if found and found["name"] != PACKAGE:
            yield Library(found["name"], _version(found["name"]), found["extra"])


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _places() -> Iterator[Place]:
    runs = store_path()
    yield _place("runs", runs, [runs])
    package = Path(sys.modules[PACKAGE].__path__[0])
    compiled = Path(os.environ.get("NUMBA_CACHE_DIR") or package)
    yield _place("compiled", compiled, compiled.rglob("*.nb[ic]"))
    pages = cache_folder()
    yield _place("pages", pages, pages.glob("pages-*.js"))


def _place(kind: str, path: Path, files: Iterable[Path]) -> Place:
    there = next(one for one in (path, *path.parents) if _status(one) is not None)
    size = sum(found.st_size for one in files if (found := _status(one)) and S_ISREG(found.st_mode))
    return Place(kind, path, size, os.access(there, os.W_OK))


def _status(path: Path) -> os.stat_result | None:
    """Return what the system says of a file; None where it says nothing, or not to us."""
    with contextlib.suppress(OSError):
        return path.stat()
    return None


def _browser() -> str | None:
    try:
        return str(getattr(webbrowser.get(), "name", "")) or "the system's"
    except webbrowser.Error:
        return None
