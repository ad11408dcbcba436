"""What an ensemble draws, as columns of numbers that an outcome can be held against.

A quantity is its values. An order of statements is drawn as a whole and has no value; it is taken
apart into questions with a yes or a no: does this statement come before that one? A ranking with
swaps likewise, for each two neighbours: are they still in the order written?

Columns of one *group* depend on each other: quantities that are correlated, and the questions about
one order.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.ensemble.sample import Block, Ensemble
from goodoffices.model.fields import number_name
from goodoffices.model.preferences import Prioritized, Ranking
from goodoffices.model.uncertainty import Quantity

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Factor:
    """One column.

    Attributes
    ----------
    name
        The quantity's name in the model; of an order, the question.
    title
        What it is called for people.
    kind
        ``quantity``: its values; ``order``: 1 where the answer is yes, 0 where it is no.
    group
        The same for columns that depend on each other.
    mover, first, second
        Of an order: whose it is, and the places of the two in the order written.
    """

    name: str
    title: str
    kind: Literal["quantity", "order"]
    group: str
    mover: int = -1
    first: int = -1
    second: int = -1

    def values(self, block: Block) -> Floats:
        """Return the column of a block. Shape (size,)."""
        if self.kind == "quantity":
            return block.quantities[self.name]
        drawn = np.asarray(block.ordinal[self.mover])
        wanted = block.ensemble.conflict.decision_makers[self.mover].preferences
        place = np.argsort(drawn, axis=1) if isinstance(wanted, Prioritized) else drawn
        return (place[:, self.first] < place[:, self.second]).astype(np.float64)


def factors(ensemble: Ensemble) -> tuple[Factor, ...]:
    """Return all that an ensemble draws: quantities in the order of the model, then orders."""
    together = {
        name: f"correlated {k}"
        for k, correlation in enumerate(ensemble.uncertainty.correlated)
        for name in correlation.quantities
    }
    drawn = [
        Factor(one.name, _title(one), "quantity", together.get(one.name, one.name))
        for one in ensemble.draws.drawn
    ]
    return tuple(_told_apart([*drawn, *_orders(ensemble)]))


def _told_apart(columns: list[Factor]) -> Iterator[Factor]:
    """Yield the columns, with the name added to titles that several have."""
    titles = Counter(one.title for one in columns)
    for one in columns:
        shared = titles[one.title] > 1
        yield dataclasses.replace(one, title=f"{one.title} ({one.name})") if shared else one


def _title(quantity: Quantity) -> str:
    if not quantity.place:
        return quantity.title
    name = number_name(quantity.place)
    return name[:1].upper() + name[1:]


def _orders(ensemble: Ensemble) -> Iterator[Factor]:
    for mover, dm in enumerate(ensemble.conflict.decision_makers):
        wanted = dm.preferences
        if isinstance(wanted, Prioritized):
            for start, end in wanted.unordered:
                for first, second in combinations(range(start, end), 2):
                    told = f"'{wanted.statements[first]}' before '{wanted.statements[second]}'"
                    name, group = f"{dm.name}: {told}", f"{dm.name} {start}"
                    title = f"{dm.title}: {told}"
                    yield Factor(name, title, "order", group, mover, first, second)
        elif isinstance(wanted, Ranking) and wanted.swaps:
            for first in range(len(wanted.tiers) - 1):
                told = f"rank {first + 1} above rank {first + 2}, as written"
                name = f"{dm.name}: {told}"
                title = f"{dm.title}: {told}"
                yield Factor(name, title, "order", dm.name, mover, first, first + 1)
