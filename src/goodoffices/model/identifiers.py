"""Names that statements can use, made from names that people use."""

from __future__ import annotations

import re
from collections.abc import Collection

from goodoffices.model.statements import KEYWORDS

_LONGEST = 24


def identifier(name: str, taken: Collection[str] = ()) -> str:
    """Return a name of letters, digits and ``_`` for any name, different from those taken.

    A long name is cut after a whole word; words of the statement language and names that start
    with a digit get an underscore; a second one of the same kind gets a number.
    """
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
    candidate, count = short, 1
    while candidate in taken:
        count += 1
        candidate = f"{short}_{count}"
    return candidate
