"""Where the package keeps saved runs, and what it can make anew."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "GOODOFFICES_STORE"


def cache_folder() -> Path:
    """Return the user's folder for what can be deleted at any time; it need not be there yet."""
    from platformdirs import user_cache_path

    return user_cache_path("goodoffices", appauthor=False)


def store_path(given: str | os.PathLike[str] | None = None) -> Path:
    """Return where saved runs are: as given, as the environment says, or in the user's folder."""
    chosen = given or os.environ.get(VARIABLE)
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("goodoffices", appauthor=False) / "runs.sqlite"
