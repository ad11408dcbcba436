"""What a chunk comes out of besides its job: versions of Python and of what computes.

All chunks of an answer are computed with the same. Others may round a last digit another way, draw
other numbers, or choose another of two plans that cost the same, and no answer would show it.
"""

from __future__ import annotations

import functools
import pkgutil
import platform
from collections.abc import Mapping, Sequence
from importlib import metadata

Versions = Mapping[str, str]
"""By name, as ``here`` gives them; empty for what is not there."""

PACKAGE = "goodoffices"
OURS = "goodoffices:__version__"
PYTHON = "Python"
LIBRARIES = ("numpy", "numba", "llvmlite", "highspy")
"""Those that draw, judge and plan."""

_NAMED = 3


@functools.cache
def here() -> Versions:
    """Return the versions in this process.

    Examples
    --------
    >>> from goodoffices.runs.versions import here
    >>> list(here())
    ['goodoffices', 'Python', 'numpy', 'numba', 'llvmlite', 'highspy']
    """
    libraries = {name: _version(name) for name in LIBRARIES}
    ours = str(pkgutil.resolve_name(OURS))
    return {PACKAGE: ours, PYTHON: platform.python_version(), **libraries}


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def differences(ours: Versions, theirs: Mapping[str, Versions], what: str = "worker") -> str:
    """Say which machines have other versions than ours, and what to do; empty where none has.

    Parameters
    ----------
    theirs
        By the address of each. What is not told of one is not compared.
    what
        They are called so.

    Examples
    --------
    >>> from goodoffices.runs.versions import differences
    >>> ours = {"goodoffices": "0.2.0", "Python": "3.11.7", "numpy": "2.4.6"}
    >>> theirs = {"tcp://a:4001": {**ours, "Python": "3.11.2"}, "tcp://b:4001": ours}
    >>> differences(ours, theirs).partition("; ")[0]
    'the worker at tcp://a:4001 has Python 3.11.2 (here 3.11.7)'
    """
    alike: dict[str, list[str]] = {}
    for address, found in theirs.items():
        other = [name for name in ours if found.get(name, ours[name]) != ours[name]]
        if other:
            told = _listed([_told(name, found[name], ours[name]) for name in other])
            alike.setdefault(told, []).append(address)
    if not alike:
        return ""
    return (
        f"{', '.join(_have(what, whose, told) for told, whose in alike.items())}; install the "
        "versions that are here on every machine of the cluster, as chunks might come out "
        "differently with others"
    )


def _told(name: str, there: str, ours: str) -> str:
    missing = f"no {name} that can be imported" if name == PACKAGE else f"no {name}"
    return f"{f'{name} {there}' if there else missing} (here {ours or 'none'})"


def _have(what: str, addresses: Sequence[str], told: str) -> str:
    if len(addresses) == 1:
        return f"the {what} at {addresses[0]} has {told}"
    more = len(addresses) - _NAMED
    shown = [*addresses[:_NAMED], *([f"{more:,} more"] if more > 0 else [])]
    return f"the {what}s at {_listed(shown)} have {told}"


def _listed(items: Sequence[str]) -> str:
    *first, last = items
    return f"{', '.join(first)} and {last}" if first else last
