"""Payoffs of many samples at once: arrays with samples last.

For each sample they are, bit by bit, the payoffs that the model computes when it has that sample's
numbers. Weights are added over the *distinct* columns of the truth table only: states in which the
same statements hold are worth the same, to the last bit. So tables have a row for each group of
states that are (see ``stability.engines.grouped``).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from goodoffices.ensemble.draws import PLACES
from goodoffices.errors import Path, RequestError
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import (
    EXACT,
    Payoffs,
    Prioritized,
    Ranking,
    Weights,
    decimal_places,
    prioritized_levels,
    weighted_sum,
)
from goodoffices.model.states import OptionStates, mixed_patterns
from goodoffices.model.written import DecisionMaker
from goodoffices.stability.engines.grouped import Grouped, alike
from goodoffices.stability.engines.summed import Summed, Sums

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Indices = NDArray[np.int64]
Numbers = Mapping[Path, Floats]


class Table:
    """One decision maker's payoffs; they are the model's own where nothing is uncertain.

    Attributes
    ----------
    group
        States with one number are worth the same in every sample. Shape (states,).
    """

    def __init__(self, conflict: Conflict, mover: int) -> None:
        self.nominal = conflict.payoffs[mover]
        self._levels, group = np.unique(self.nominal, return_inverse=True)
        self.group: Indices = group.reshape(-1)

    def draw(self, size: int, rng: np.random.Generator) -> Indices | None:  # noqa: ARG002
        """Draw what is uncertain besides numbers. Shape (size, …), or None."""
        return None

    def payoffs(self, numbers: Numbers, drawn: Indices | None, size: int) -> Floats:  # noqa: ARG002
        """Return payoffs. Shape (groups, size)."""
        return np.repeat(self._levels[:, None], size, axis=1)

    def grouped(self, numbers: Numbers, drawn: Indices | None, size: int) -> Grouped:
        """Return payoffs, of states in groups."""
        return Grouped(self.payoffs(numbers, drawn, size), self.group)


class WeightTable(Table):
    """Payoffs that are sums of weights, some of which are drawn."""

    def __init__(self, conflict: Conflict, mover: int, weights: Weights, where: Path) -> None:
        super().__init__(conflict, mover)
        self._places = [(*where, text) for text, _ in weights.weights]
        self._nominal = np.array([weight for _, weight in weights.weights])
        uncertain = conflict.uncertainty.supports() if conflict.uncertainty else {}
        self._varies = [place in uncertain for place in self._places]
        truths = [
            _truth(conflict, text, varies=varies)
            for (text, _), varies in zip(weights.weights, self._varies, strict=True)
        ]
        table = np.array(truths, bool).reshape(len(truths), len(self.nominal))
        if any(self._varies):
            distinct, group = np.unique(table, axis=1, return_inverse=True)
            self.group = group.reshape(-1)
            self._distinct = distinct
            self._starts = np.append(0, np.cumsum(distinct.sum(axis=0)))
            self._chosen = np.nonzero(distinct.T)[1]
        fixed = self._nominal[~np.array(self._varies, bool)]
        places = max(PLACES, decimal_places(fixed.tolist()))
        self._scale = float(f"1e{places}")  # infinite above 308 decimals: no sum is exact

    def payoffs(self, numbers: Numbers, drawn: Indices | None, size: int) -> Floats:
        """Return payoffs. Shape (groups, size)."""
        return self.grouped(numbers, drawn, size).values

    def grouped(self, numbers: Numbers, drawn: Indices | None, size: int) -> Grouped:
        """Return payoffs: sums of whole multiples of a unit where they are exact in every sample.

        Elsewhere as the model adds up, which may know a larger unit, in which a sample's weights
        are whole.
        """
        if not any(self._varies):
            return Grouped(super().payoffs(numbers, drawn, size), self.group)
        weights = np.repeat(self._nominal[:, None], size, axis=1)
        for row, place in enumerate(self._places):
            if self._varies[row]:
                weights[row] = numbers[place]
        sizes = np.abs(weights).sum(axis=0)
        exact = sizes < EXACT / self._scale
        if exact.all():
            return Summed(self._sums(weights, sizes), self.group)
        sums = np.empty((self._distinct.shape[1], size))
        sums[:, exact] = self._sums(weights[:, exact], sizes[exact]).added()
        for k in np.flatnonzero(~exact).tolist():
            sums[:, k] = weighted_sum(self._distinct, weights[:, k].tolist(), len(sums))
        return Grouped(sums, self.group)

    def _sums(self, weights: Floats, sizes: Floats) -> Sums:
        units = np.ascontiguousarray(np.rint(weights * self._scale))
        most = float(sizes.max(initial=0.0)) * self._scale + len(weights)  # as they were rounded
        return Sums(self._starts, self._chosen, units, self._scale, most)


class PayoffTable(Table):
    """Payoffs given one by one, some of which are drawn."""

    def __init__(self, conflict: Conflict, mover: int, payoffs: Payoffs, where: Path) -> None:
        super().__init__(conflict, mover)
        uncertain = conflict.uncertainty.supports() if conflict.uncertainty else {}
        keys = payoffs.values if isinstance(payoffs.values, Mapping) else range(len(self.nominal))
        by_key = isinstance(payoffs.values, Mapping)
        self._drawn = {
            (*where, key): conflict.index(key) if by_key else int(key)
            for key in keys
            if (*where, key) in uncertain
        }
        own = np.zeros(len(self.nominal))
        own[list(self._drawn.values())] = np.arange(1, len(self._drawn) + 1)
        self.group = alike([self.nominal, own])
        self._levels = self.nominal[np.unique(self.group, return_index=True)[1]]

    def payoffs(self, numbers: Numbers, drawn: Indices | None, size: int) -> Floats:
        """Return payoffs. Shape (groups, size)."""
        table = super().payoffs(numbers, drawn, size)
        for place, state in self._drawn.items():
            table[self.group[state]] = numbers[place]
        return table


class PriorityTable(Table):
    """Levels by statements whose order is partly drawn."""

    def __init__(self, conflict: Conflict, mover: int, wanted: Prioritized) -> None:
        super().__init__(conflict, mover)
        self._runs = wanted.unordered
        self._count = len(wanted.statements)
        truths = [_truth(conflict, text, varies=True) for text in wanted.statements]
        self._truths, group = np.unique(np.array(truths), axis=1, return_inverse=True)
        self.group = group.reshape(-1)
        self._levelled = lru_cache(maxsize=4096)(self._levels_of)

    def draw(self, size: int, rng: np.random.Generator) -> Indices:
        """Draw orders of the statements. Shape (size, statements)."""
        order = np.repeat(np.arange(self._count)[None, :], size, axis=0)
        for first, end in self._runs:
            order[:, first:end] = rng.permuted(order[:, first:end], axis=1)
        return order

    def payoffs(self, numbers: Numbers, drawn: Indices | None, size: int) -> Floats:  # noqa: ARG002
        """Return levels. Shape (groups, size)."""
        orders, which = np.unique(np.asarray(drawn), axis=0, return_inverse=True)
        levels = np.array([self._levelled(tuple(order.tolist())) for order in orders])
        return np.ascontiguousarray(levels[which.reshape(-1)].T)

    def _levels_of(self, order: tuple[int, ...]) -> Floats:
        return prioritized_levels((self._truths[k] for k in order), self._truths.shape[1])


class RankingTable(Table):
    """Levels by a ranking in which neighbours may have changed places."""

    def __init__(self, conflict: Conflict, mover: int, ranking: Ranking) -> None:
        super().__init__(conflict, mover)
        self._swaps = ranking.swaps
        self._tiers = len(ranking.tiers)

    def draw(self, size: int, rng: np.random.Generator) -> Indices:
        """Draw the rank that each written rank ends up with. Shape (size, ranks).

        ``swaps`` times over, two neighbouring ranks are picked and, with even odds, change places.
        """
        order = np.repeat(np.arange(self._tiers)[None, :], size, axis=0)
        if self._tiers > 1:
            everyone = np.arange(size)
            for _ in range(self._swaps):
                above = rng.integers(0, self._tiers - 1, size)
                moved = above + rng.integers(0, 2, size)  # the other neighbour, or itself
                order[everyone, above], order[everyone, moved] = (
                    order[everyone, moved],
                    order[everyone, above],
                )
        return np.argsort(order, axis=1)

    def payoffs(self, numbers: Numbers, drawn: Indices | None, size: int) -> Floats:  # noqa: ARG002
        """Return levels. Shape (groups, size)."""
        tier = self._tiers - self._levels.astype(np.int64)
        levels = self._tiers - np.asarray(drawn)
        return np.ascontiguousarray(levels[:, tier].T.astype(np.float64))


def table(conflict: Conflict, mover: int) -> Table:
    """Return how a decision maker's payoffs are drawn.

    Raises
    ------
    RequestError
        An uncertain statement tells apart patterns that ``same_state`` makes one.
    """
    dm: DecisionMaker = conflict.decision_makers[mover]
    where: Path = ("decision_makers", dm.name, "preferences", dm.preferences.key)
    if isinstance(dm.preferences, Weights):
        return WeightTable(conflict, mover, dm.preferences, where)
    if isinstance(dm.preferences, Payoffs):
        return PayoffTable(conflict, mover, dm.preferences, where)
    if isinstance(dm.preferences, Prioritized) and dm.preferences.unordered:
        return PriorityTable(conflict, mover, dm.preferences)
    if isinstance(dm.preferences, Ranking) and dm.preferences.swaps:
        return RankingTable(conflict, mover, dm.preferences)
    return Table(conflict, mover)


def _truth(conflict: Conflict, text: str, *, varies: bool) -> Bools:
    """Say in which states a statement counts: where it holds in the lowest pattern."""
    states = conflict.states
    if not isinstance(states, OptionStates):  # no statements there; the model refuses them
        raise RequestError(f"'{text}' in a conflict written as a graph")
    truth = states.evaluate(conflict.statement(text))
    pair = mixed_patterns(truth, states) if varies else ""
    if pair:
        raise RequestError(
            f"what '{text}' is worth is uncertain, and it tells apart {pair}, which same_state "
            "makes one state; qualify it so that it does not"
        )
    return truth if states.lowest is None else truth[states.leaders]
