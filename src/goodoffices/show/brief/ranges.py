"""What the brief says of uncertain values: their ranges, or the formulas that they follow from.

A value with a distribution of its own is printed with its range, one that follows from named
quantities with its formula; the quantities themselves are listed once.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from goodoffices.errors import Path
from goodoffices.model.conflict import Conflict
from goodoffices.model.lever_numbers import LEVER_NUMBERS, lever_row
from goodoffices.model.levers import Lever
from goodoffices.model.uncertainty import Distribution, Uncertainty
from goodoffices.show.document import Block, paragraph, table
from goodoffices.show.language import message, say
from goodoffices.show.words import enumerated, listing, percent, points

_DRAWN = sorted((row for row in LEVER_NUMBERS if row.drawn), key=lambda row: row.table == "cost")
_NOTE = message(
    "Some values are uncertain. Everything else was worked out with the value "
    "printed; the range says within what limits it may lie. Where a formula "
    "stands in place of a range, the value follows from the quantities that the "
    "formula names."
)


class Ranges:
    """The ranges and formulas of a conflict's numbers, by place in the model file."""

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self._known = conflict.uncertainty or Uncertainty()
        self._told = {
            q.place: spread(q.distribution, _written_as(q.place))
            for q in self._known.quantities
            if q.place
        }
        self._told |= {use.place: use.formula for use in self._known.uses}

    def of(self, place: Path) -> str:
        """Return the range or the formula of a number; nothing where it is given as it is."""
        return self._told.get(place, "")

    def quantities(self) -> Iterator[Block]:
        """Yield the quantities that formulas name, each once, and what ranges mean."""
        if not self._known.quantities:
            return
        yield paragraph(say(_NOTE), "note")
        columns = [say("Quantity"), say("In formulas"), say("Value #"), say("Range"), say("Ground")]
        rows = [
            [
                quantity.title,
                quantity.name,
                points(quantity.distribution.nominal),
                spread(quantity.distribution),
                quantity.note or say("none given"),
            ]
            for quantity in self._known.quantities
            if not quantity.place
        ]
        yield from table(say("Quantities that other values follow from"), columns, rows)

    def payoffs(self, title: str, place: Path) -> Iterator[Block]:
        """Yield the ranges of a party's payoffs, if any has one."""
        rows = [
            [str(where[-1] + 1 if isinstance(where[-1], int) else where[-1]), told]
            for where, told in self._told.items()
            if where[:-1] == place
        ]
        columns = [say("State"), say("Range, or formula")]
        yield from table(say("What is uncertain of that, for {}", title), columns, rows)

    def levers(self, levers: tuple[Lever, ...]) -> Iterator[Block]:
        """Yield the ranges of the numbers of levers, if any has one."""
        told = {lever: [self.of(row.place(lever.name)) for row in _DRAWN] for lever in levers}
        used = [k for k in range(len(_DRAWN)) if any(cells[k] for cells in told.values())]
        columns = [say("Lever"), *(say(_DRAWN[k].heading) for k in used)]
        rows = [
            [lever.title, *(cells[k] for k in used)] for lever, cells in told.items() if any(cells)
        ]
        yield from table(say("How uncertain the numbers of the levers are"), columns, rows)


def _written_as(place: Path) -> Callable[[float], str]:
    """Return how to write the values of the number at a place."""
    row = lever_row(place)
    return percent if row is not None and row.unit == "share" else points


def spread(distribution: Distribution, write: Callable[[float], str] = points) -> str:
    """Say within what limits a quantity lies; nothing where it is known.

    Parameters
    ----------
    write
        How to write its values.
    """
    kind, parameters = distribution.kind, distribution.parameters
    low, high = distribution.support
    if kind.breadth == "known":
        return ""
    if kind.breadth == "values":
        return say("one of {}", listing([write(value) for value in parameters]))
    if kind.breadth == "range":
        return say("between {} and {}", write(low), write(high))
    deviation, scale = kind.breadth == "deviation", kind.scale(parameters)
    told = [
        say("give or take {}", write(scale))
        if deviation
        else say("a factor of {} either way", points(scale))
    ]
    if math.isfinite(low) and (low or deviation):
        told.append(say("at least {}", write(low)))
    if math.isfinite(high):
        told.append(say("at most {}", write(high)))
    return enumerated(told)
