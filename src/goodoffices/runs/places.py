"""Where the package keeps what it can make anew."""

from __future__ import annotations

from pathlib import Path


def cache_folder() -> Path:
    """Return the user's folder for what can be deleted at any time; it need not be there yet."""
    from platformdirs import user_cache_path

    return user_cache_path("goodoffices", appauthor=False)
