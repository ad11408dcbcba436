"""Names that statements can use, made from names that people use."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Iterator

from goodoffices.model.statements import KEYWORDS

_LONGEST = 24


def identifier(name: str, taken: Collection[str] = ()) -> str:
    """Return a name of letters, digits and ``_`` for any name, different from those taken.

    A long name is cut after a whole word; words of the statement language and names that start
    with a digit get an underscore; a second one of the same kind gets a number.
    """
    return next(one for one in _candidates(name) if one not in taken)


def identifiers(names: Iterable[str]) -> list[str]:
    """Return for each of several names what ``identifier`` does, different from those before.

    Examples
    --------
    >>> from goodoffices.model.identifiers import identifiers
    >>> identifiers(["Upper valley", "Upper valley", "not"])
    ['Upper_valley', 'Upper_valley_2', 'not_']
    """
    found: dict[str, None] = {}
    fresh: dict[str, Iterator[str]] = {}  # what was taken once stays so, and is not tried again
    for name in names:
        candidates = fresh.setdefault(_short(name), _candidates(name))
        found[next(one for one in candidates if one not in found)] = None
    return list(found)


def _candidates(name: str) -> Iterator[str]:
    yield (short := _short(name))
    yield from (f"{short}_{count}" for count in itertools.count(2))


def _short(name: str) -> str:
    words = re.findall(r"\w+", name)
    short = words[0][:_LONGEST] if words else "unnamed"
    for word in words[1:]:
        if len(short) + 1 + len(word) > _LONGEST:
            break
        short += f"_{word}"
    if short[0].isdigit() or not re.match(r"[^\W\d]", short):
        short = f"_{short}"
    if short.lower() in KEYWORDS:
        short += "_"
    return short
