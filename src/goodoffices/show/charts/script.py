"""The script of pages with pictures: Vega with our few lines, bundled once and kept.

Bundling takes seconds, and gives the same bytes each time to the same version of vl-convert and of
Vega-Lite. They name the file, which is in the user's folder for caches and can be deleted at any
time. Where it cannot be written, each process bundles anew.
"""

from __future__ import annotations

import contextlib
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from goodoffices.errors import FileError
from goodoffices.files.atomic import write_file
from goodoffices.runs.places import cache_folder


@lru_cache(maxsize=2)
def bundled(snippet: str, version: str) -> str:
    """Return what a snippet needs of Vega, and the snippet, as one script.

    Parameters
    ----------
    snippet
        A script that uses vega-embed.
    version
        Of Vega-Lite, such as "6.1".
    """
    made_from = f"{_installed()}\n{version}\n{snippet}"
    name = f"pages-{sha256(made_from.encode()).hexdigest()[:16]}.js"
    path = cache_folder() / name
    kept = _kept(path)
    if kept is None:
        import vl_convert

        kept = str(vl_convert.javascript_bundle(snippet, vl_version=version))
        _keep(path, kept)
    return kept


def _installed() -> str:
    """Return the version of vl-convert, which the folder beside its own has in its name.

    That takes a hundredth of the time in which ``importlib.metadata`` is imported.
    """
    package = find_spec("vl_convert")
    home = Path(package.origin or "").parents[1] if package else Path()
    names = sorted(path.name for path in home.glob("vl_convert_python-*.dist-info"))
    if len(names) == 1:
        return names[0].removesuffix(".dist-info").partition("-")[2]
    from importlib.metadata import version

    return version("vl-convert-python")


def _kept(path: Path) -> str | None:
    """Return the script of a file, if it is there and whole: its first line is the rest's hash."""
    try:
        digest, _, script = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return script.decode() if sha256(script).hexdigest().encode() == digest else None


def _keep(path: Path, script: str) -> None:
    digest = sha256(script.encode()).hexdigest()
    with contextlib.suppress(OSError, FileError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, f"{digest}\n{script}", force=True)
