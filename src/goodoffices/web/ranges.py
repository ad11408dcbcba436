"""The numbers of a model as the page sets them: ranges by thumbs, and known ones without one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from goodoffices.errors import Path
from goodoffices.files.mentions import is_defined
from goodoffices.model.conflict import Conflict
from goodoffices.model.distributions import around
from goodoffices.model.fields import numbers
from goodoffices.model.lever_numbers import LEVER_NUMBERS
from goodoffices.model.uncertainty import Distribution, Quantity, own_quantity
from goodoffices.show.answers.quantities import quantity_group, quantity_title
from goodoffices.show.words import Words

_BY_THUMBS = {"triangular", "pert", "uniform"}
_FIRST = "medium"  # the confidence that a first range stands for
Data = dict[str, Any]


def ranges(conflict: Conflict) -> list[Data]:
    """Return the uncertain numbers that thumbs on a line can set, and where they stand.

    ``known`` is the value that takes a range's place where it is taken away.
    """
    words, found = Words(conflict), conflict.uncertainty
    return [
        {
            **_named(quantity, words),
            "family": quantity.distribution.family,
            "values": list(quantity.distribution.parameters),
            "known": float(f"{quantity.distribution.nominal:.6g}"),
        }
        for quantity in (found.quantities if found else ())
        if quantity.distribution.family in _BY_THUMBS
    ]


def known(conflict: Conflict, content: Mapping[str, Any]) -> list[Data]:
    """Return the numbers written in the file that are no range, each with one to begin with."""
    words, found = Words(conflict), conflict.uncertainty
    uncertain = {q.where for q in (found.quantities if found else ()) if q.distribution.varies}
    return [
        {
            **_named(_quantity(number.place, number.value), words),
            "value": number.value,
            "start": list(_first(number.place, number.value)),
        }
        for number in numbers(conflict)
        if number.place not in uncertain and is_defined(content, number.place)
    ]


def _quantity(place: Path, value: float) -> Quantity:
    fixed = Distribution("fixed", (value,))
    return (
        Quantity(str(place[1]), fixed) if place[0] == "quantities" else own_quantity(place, fixed)
    )


def _named(quantity: Quantity, words: Words) -> Data:
    title, group = quantity_title(quantity), quantity_group(quantity, words)
    return {"title": title, "group": group, "path": list(quantity.where)}


def _first(place: Path, value: float) -> Iterator[float]:
    """Yield lowest, likeliest and highest of a first range, within what a number may be."""
    given = around(value, _FIRST) if value else (-1.0, 0.0, 1.0)
    low, high = _bounds(place)
    return (float(f"{min(max(x, low), high):.4g}") for x in given)


def _bounds(place: Path) -> tuple[float, float]:
    """Return the least and the most that a number at a place may be."""
    keys = tuple(map(str, place[3:]))
    row = next((row for row in LEVER_NUMBERS if place[0] == "mediation" and row.keys == keys), None)
    return (row.least, row.most) if row else (-float("inf"), float("inf"))
