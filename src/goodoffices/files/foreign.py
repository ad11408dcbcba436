"""Files of other programs, by what their names end in."""

from __future__ import annotations

import os
from pathlib import Path

from goodoffices.errors import FileError
from goodoffices.files.imported import Imported


def import_file(path: str | os.PathLike[str]) -> Imported:
    """Read a file by what its name ends in: ``.nfg``, ``.csv``, or else GMCR+'s ``.gmcr``.

    Raises
    ------
    FileError
        The file cannot be read, or is a game tree (``.efg``), which is no conflict yet.
    ModelError, SizeError
        As ``import_gmcr``, ``import_nfg`` and ``import_table`` raise them.
    """
    return _imported(path, str(path))


def import_content(content: bytes, name: str) -> Imported:
    """Read what a file of that name holds, as ``import_file`` does."""
    return _imported(content, name)


def _imported(source: str | os.PathLike[str] | bytes, name: str) -> Imported:
    suffix = Path(name).suffix.lower()
    if suffix == ".nfg":
        from goodoffices.files.nfg import import_nfg

        return import_nfg(source, name)
    if suffix in {".csv", ".tsv"}:
        from goodoffices.files.payoff_table import import_table

        return import_table(source, name)
    if suffix == ".efg":
        raise FileError(
            f"{name}: a game tree; in a conflict every party may move at any time. Make it a game "
            f"of strategies first, in Gambit: pygambit.read_efg(...).to_nfg(), and import that"
        )
    from goodoffices.files.gmcr import import_gmcr

    return import_gmcr(source, name)
