"""Models drawn at random, plainly: independent samples by NumPy's own generators.

Quantities with bounds are drawn again until they lie within them. Correlated ones are drawn each by
itself and then put into the order of normal scores that have the correlations (Iman & Conover
1982), which is a normal copula. Two counts out of plain samples come from one probability only if
the intervals of both have it (Chernoff 1952: out of n samples, a share x differs from p with
probability at most 2 exp(-n KL(x, p))).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.conflict import Conflict
from goodoffices.model.lever_numbers import LEVER_NUMBERS
from goodoffices.model.levers import Lever
from goodoffices.model.preferences import Payoffs, Preferences, Prioritized, Ranking, Weights
from goodoffices.model.uncertainty import Distribution, Uncertainty
from goodoffices.reference.comparisons import Variants
from goodoffices.reference.graph_model import Reference

Floats = NDArray[np.float64]
Rng = np.random.Generator
PLACES = 9
_ROUNDS = 200


def _pert(rng: Rng, n: int, low: float, mode: float, high: float) -> Floats:
    a, b = (1 + 4 * (end / (high - low)) for end in (mode - low, high - mode))
    return low + (high - low) * rng.beta(a, b, n)


PLAIN: Mapping[str, Callable[..., Floats]] = {
    "uniform": lambda rng, n, low, high: rng.uniform(low, high, n),
    "triangular": lambda rng, n, low, mode, high: rng.triangular(low, mode, high, n),
    "pert": _pert,
    "normal": lambda rng, n, mean, deviation: rng.normal(mean, deviation, n),
    "lognormal": lambda rng, n, median, spread: median * np.exp(spread * rng.standard_normal(n)),
    "beta": lambda rng, n, a, b: rng.beta(a, b, n),
}
"""What draws n values of each family, given its parameters."""


def can_be_drawn(conflict: Conflict) -> bool:
    """Say whether every distribution of a model is of a family that is known here."""
    quantities = (conflict.uncertainty or Uncertainty()).quantities
    known = {*PLAIN, "choice", "fixed"}
    return all(one.distribution.family in known for one in quantities)


def drawn(distribution: Distribution, rng: Rng, n: int) -> Floats:
    """Return n values; fewer where bounds leave so little that they are not met."""
    given = distribution.parameters
    if distribution.family == "fixed":
        return np.full(n, given[0])
    if distribution.family == "choice":
        shares = np.array(distribution.weights or [1.0] * len(given))
        return rng.choice(np.array(given), n, p=shares / shares.sum())
    low, high = distribution.within
    kept = np.empty(0)
    for _ in range(_ROUNDS):
        values = np.round(PLAIN[distribution.family](rng, n, *given), PLACES)
        kept = np.append(kept, values[(values >= low) & (values <= high)])
        if len(kept) >= n:
            break
    return kept[:n]


def quantities(uncertainty: Uncertainty, rng: Rng, n: int) -> dict[str, Floats]:
    """Return values of every quantity, by name. Shape (n,) each."""
    values = {one.name: drawn(one.distribution, rng, n) for one in uncertainty.quantities}
    n = min(map(len, values.values()), default=n)
    values = {name: found[:n] for name, found in values.items()}
    for group in uncertainty.correlated:
        matrix = np.array(group.matrix)
        scores = rng.standard_normal((n, len(matrix))) @ np.linalg.cholesky(matrix).T
        for name, score in zip(group.quantities, scores.T, strict=True):
            values[name] = np.sort(values[name])[np.argsort(np.argsort(score))]
    return values


class Drawn:
    """Models drawn: what is uncertain of a conflict, n times.

    Attributes
    ----------
    variants
        Payoffs with no lever pulled.
    """

    def __init__(self, conflict: Conflict, reference: Reference, n: int, seed: int) -> None:
        self._conflict, self._reference = conflict, reference
        self._rng = np.random.default_rng([seed, 2])
        unsure = conflict.uncertainty or Uncertainty()
        values = quantities(unsure, self._rng, n)
        self.size = min(map(len, values.values()), default=n)
        with np.errstate(all="ignore"):
            self._numbers = {
                place: np.round(np.broadcast_to(x, self.size), PLACES)
                for place, x in unsure.numbers(values).items()
            }
        places = range(len(conflict.decision_makers))
        self.variants = Variants(
            *(np.stack(each, 1) for each in zip(*map(self._sums, places), strict=True))
        )

    def under(self, intensities: Mapping[str, float]) -> Variants:
        """Return payoffs with levers pulled."""
        payoffs, sizes = self.variants.payoffs.copy(), self.variants.sizes.copy()
        for lever in self._conflict.mediation.levers:
            pulled = intensities.get(lever.name, 0.0)
            if pulled:
                bites = np.array(self._reference.where(lever.where), float)
                for i, dm in enumerate(self._conflict.decision_makers):
                    moved = np.outer(pulled * self._weight(lever, dm.name), bites)
                    payoffs[:, i] += moved
                    sizes[:, i] += np.abs(moved)
        return Variants(payoffs, sizes)

    def _weight(self, lever: Lever, name: str) -> Floats:
        """Return what a unit of a lever adds to a payoff where it bites. Shape (n,)."""
        felt = self._number(lever, "belief") * self._number(lever, "effect")
        return (lever.on == name) * felt - (lever.held_by == name) * self._number(lever, "execute")

    def _number(self, lever: Lever, attribute: str) -> Floats:
        (row,) = [one for one in LEVER_NUMBERS if one.attribute == attribute]
        written = np.full(self.size, float(getattr(lever, attribute)))
        return self._numbers.get(row.place(lever.name), written)

    def _sums(self, i: int) -> tuple[Floats, Floats]:
        """Return payoffs of one decision maker, and their sizes. Shape (n, states) each."""
        dm = self._conflict.decision_makers[i]
        wants, where = dm.preferences, ("decision_makers", dm.name, "preferences")
        if isinstance(wants, Weights):
            texts = [text for text, _ in wants.weights]
            worth = [self._at((*where, wants.key, text), x) for text, x in wants.weights]
            weights, truth = np.array(worth).reshape(len(texts), self.size).T, self._truth(texts)
            with np.errstate(over="ignore"):
                return weights @ truth, np.abs(weights) @ truth
        payoffs = self._payoffs(i, wants, where)
        return payoffs, np.abs(payoffs)

    def _payoffs(self, i: int, wants: Preferences, where: tuple[str, ...]) -> Floats:
        """Return payoffs that are no sums of weights. Shape (n, states)."""
        written = np.tile(np.array(self._reference.payoffs[i], float), (self.size, 1))
        if isinstance(wants, Payoffs):
            for key, x in wants.numbers.items():
                listed = not isinstance(wants.values, Mapping)
                s = int(key) if listed else self._reference.find(key)
                written[:, s] = self._at((*where, wants.key, key), x)
        if isinstance(wants, Prioritized) and wants.unordered:
            return self._in_orders(wants)
        if isinstance(wants, Ranking) and wants.swaps:
            return self._swapped(written.astype(np.int64), len(wants.tiers), wants.swaps)
        return written

    def _at(self, place: tuple[Any, ...], written: float) -> Floats:
        return self._numbers.get(place, np.full(self.size, float(written)))

    def _truth(self, texts: Sequence[str]) -> Floats:
        """Return where statements hold. Shape (statements, states)."""
        reference = self._reference
        rows = [[reference.holds(text, ps[0]) for ps in reference.states] for text in texts]
        return np.array(rows, float).reshape(len(texts), len(reference.states))

    def _in_orders(self, wants: Prioritized) -> Floats:
        """Return levels by statements of which some come in any order."""
        count = len(wants.statements)
        order = np.tile(np.arange(count), (self.size, 1))
        for first, end in wants.unordered:
            order[:, first:end] = self._rng.permuted(order[:, first:end], axis=1)
        truth = self._truth(wants.statements).astype(int).astype(object)
        powers = np.array([2**k for k in range(count - 1, -1, -1)], object)
        levels = np.empty((self.size, truth.shape[1]))
        for k, chosen in enumerate(order):
            score = powers @ truth[chosen]
            known = {value: level for level, value in enumerate(sorted(set(score)), 1)}
            levels[k] = [known[value] for value in score]
        return levels

    def _swapped(self, levels: NDArray[np.int64], tiers: int, swaps: int) -> Floats:
        """Return levels after neighbouring ranks have, so many times, changed places or not."""
        which = np.tile(np.arange(tiers), (self.size, 1))  # the level at each place
        rows = np.arange(self.size)
        for _ in range(swaps if tiers > 1 else 0):
            low = self._rng.integers(0, tiers - 1, self.size)
            high = low + (self._rng.random(self.size) < 0.5)  # noqa: PLR2004 - even odds
            which[rows, low], which[rows, high] = which[rows, high], which[rows, low]
        place = np.argsort(which, axis=1)
        return np.take_along_axis(place, levels - 1, axis=1) + np.float64(1)


def chernoff(count: float, n: int, odds: float) -> tuple[float, float]:
    """Return what a probability is within, but for so small odds, given a count out of n samples.

    Examples
    --------
    >>> low, high = chernoff(50, 100, 1e-6)
    >>> round(low, 2), round(high, 2)
    (0.25, 0.75)
    """
    share, allowed = count / n, math.log(2 / odds) / n

    def end(outer: float) -> float:
        inner = share
        for _ in range(60):
            middle = (inner + outer) / 2
            inner, outer = (middle, outer) if _apart(share, middle) <= allowed else (inner, middle)
        return outer

    return end(0.0), end(1.0)


def _apart(x: float, p: float) -> float:
    """Return the Kullback-Leibler divergence of a coin that falls so from one that has p."""
    return sum(a * math.log(a / b) if b else math.inf for a, b in ((x, p), (1 - x, 1 - p)) if a)
