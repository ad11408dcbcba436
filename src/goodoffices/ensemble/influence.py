"""How much of a yes or no a number tells: distance, explained share, direction.

Let X be the number and Y the outcome, 1 where it holds and 0 elsewhere, in the same samples.

- *Distance*: the greatest difference between the distribution of X where Y holds and where it does
  not (Kolmogorov & Smirnov; used so by Spear & Hornberger 1980). It lies between 0 and 1.
- *Explained share*: Var(E[Y | X]) / Var(Y), the first-order index of Y in X (Sobol' 1993), with
  E[Y | X] as means over equally filled bins of X.

Both are above 0 by chance, too, and more so than with plain random samples: in a net of many
dimensions some two coordinates line up, so that a number borrows a little of what another explains.
Groups of samples (whole replicates, see ``draws``) are independent of each other, and so what comes
by chance is measured by them:

- With n_g and s_g the samples of group g in a bin, and those where Y holds, p the share in all, and
  t_g = s_g − p n_g, the squared difference of the bin's mean from p is

      (Σ t_g t_h) / (Σ n_g n_h),  both over all g ≠ h,

  where chance cancels, as it does not within a group.
- The distance that noise reaches is that of plain random samples (Kolmogorov's distribution), times
  how much more than with these the distributions differ from group to group, where they differ
  most.

Intervals and variances are made by leaving out one group after the other (the grouped jackknife,
for groups of unequal sizes as by Busing, Meijer & van der Leeden 1999).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from goodoffices.ensemble.intervals import LEVEL
from goodoffices.model.special import kolmogorov_quantile, normal_quantile, student_quantile

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Indices = NDArray[np.int64]
MOST_BINS = 64
LEAST_BINS = 4
_PER_BIN = 64
FEW = 50
"""Samples on one side, outcome or none, below which a ranking is to be taken with care."""
NOISE = 0.01
"""How likely any one of all distances is to pass for more than noise, where all are noise."""


@dataclass(frozen=True, eq=False)
class Groups:
    """Samples in independent groups.

    Attributes
    ----------
    of
        The group of each sample, from 0. Shape (samples,).
    sizes
        Samples in each group, none of them empty. Shape (groups,).
    """

    of: Indices
    sizes: Indices

    @classmethod
    def of_sizes(cls, sizes: Indices, kept: Bools) -> Groups:
        """Return the groups of samples that come one group after another, without some samples."""
        labels = np.repeat(np.arange(len(sizes)), sizes)[kept]
        _, of, counts = np.unique(labels, return_inverse=True, return_counts=True)
        return cls(of.reshape(-1), counts)


@dataclass(frozen=True, eq=False)
class Sorted:
    """A number in all samples, in order.

    Attributes
    ----------
    order
        Which sample each comes from. Shape (samples,).
    values
        The least first. Shape (samples,).
    starts
        Where each different value begins. Shape (different values,).
    """

    order: Indices
    values: Floats
    starts: Indices

    @classmethod
    def of(cls, values: Floats) -> Sorted:
        """Sort a number. Shape (samples,)."""
        order = np.argsort(values)
        ordered = values[order]
        return cls(order, ordered, np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])))


def bins(column: Sorted, most: int) -> Indices:
    """Sort values into about equally filled bins; equal values share one. Shape (samples,).

    Numbers of bins are in the order of the values, without gaps from 0. Where there are at most
    ``most`` different values, each has a bin of its own.
    """
    starts, samples = column.starts, len(column.values)
    if len(starts) <= most:
        number = np.arange(len(starts))
    else:
        joined = starts * most // samples
        number = np.cumsum(np.append(False, joined[1:] != joined[:-1]))
    code = np.empty(samples, np.int64)
    code[column.order] = np.repeat(number, np.diff(starts, append=samples))
    return code


def most_bins(samples: int) -> int:
    """Return how many bins are made for so many samples."""
    return int(np.clip(samples // _PER_BIN, LEAST_BINS, MOST_BINS))


def counts(code: Indices, held: Bools, groups: Groups) -> tuple[Indices, Indices]:
    """Count samples, and those where the outcome holds. Shape (groups, bins) each."""
    shape = len(groups.sizes), int(code.max()) + 1
    cell = groups.of * shape[1] + code
    size = shape[0] * shape[1]
    filled = np.bincount(cell, minlength=size).reshape(shape)
    holding = np.bincount(cell[held], minlength=size).reshape(shape)
    return filled, holding


def explained(filled: Indices, holding: Indices) -> Floats:
    """Return the explained share of all samples, then without each group; below 0 by chance.

    Parameters
    ----------
    filled, holding
        As ``counts`` gives them. Shape (groups, bins) each.

    Returns
    -------
    Floats
        Shape (1 + groups,).
    """
    n, s = (_without_each(part.astype(np.float64)) for part in (filled, holding))
    nn, ns, ss = (_without_each(a * b) for a, b in _pairs(filled, holding))
    samples = n.sum(axis=1, keepdims=True)
    p = s.sum(axis=1, keepdims=True) / np.maximum(samples, 1)
    crossed = (s - p * n) ** 2 - (ss - 2 * p * ns + p**2 * nn)
    pairs = n**2 - nn
    squares = crossed / np.where(pairs > 0, pairs, 1.0) * (pairs > 0)
    variance = (p * (1 - p))[:, 0]
    between = (n / np.maximum(samples, 1) * squares).sum(axis=1)
    shares: Floats = between / np.where(variance > 0, variance, 1.0) * (variance > 0)
    return shares


def _pairs(filled: Indices, holding: Indices) -> list[tuple[Floats, Floats]]:
    n, s = filled.astype(np.float64), holding.astype(np.float64)
    return [(n, n), (n, s), (s, s)]


def _without_each(parts: Floats) -> Floats:
    """Return the sum over groups, then the sums without each. Shape (1 + groups, …)."""
    total = parts.sum(axis=0, keepdims=True)
    return np.concatenate([total, total - parts])


def jackknife(estimates: Floats, sizes: Indices) -> tuple[float, float]:
    """Return the ends of an interval, from an estimate and the estimates without each group.

    Parameters
    ----------
    estimates
        As ``explained`` gives them. Shape (1 + groups,).
    """
    groups, whole = len(sizes), float(estimates[0])
    if groups == 1:
        return float("-inf"), float("inf")
    half = student_quantile(groups - 1, (1 + LEVEL) / 2) * np.sqrt(_variance(estimates, sizes))
    return whole - float(half), whole + float(half)


def _variance(estimates: Floats, sizes: Indices) -> Floats:
    """Return the variance of estimates. Shape (…), from shape (1 + groups, …), two groups least."""
    whole, others = estimates[0], estimates[1:]
    times = (sizes.sum() / sizes).reshape(-1, *[1] * whole.ndim)
    pseudo = times * whole - (times - 1) * others
    centre = len(sizes) * whole - ((1 - 1 / times) * others).sum(axis=0)
    variance: Floats = ((pseudo - centre) ** 2 / (times - 1)).mean(axis=0)
    return variance


def distance(column: Sorted, held: Bools) -> float:
    """Return the distance between the values where the outcome holds and where it does not."""
    upto = np.append(column.starts[1:], len(held))  # and with each value
    holding = np.cumsum(held[column.order])[upto - 1]
    below = holding / holding[-1], (upto - holding) / (upto[-1] - holding[-1])
    return float(np.abs(below[0] - below[1]).max())


def noise(filled: Indices, holding: Indices, sizes: Indices, tested: int) -> float:
    """Return the distance that noise hardly reaches, when so many numbers are tested.

    With Bonferroni's correction for their number, and never less than for plain random samples.

    Parameters
    ----------
    filled, holding
        As ``counts`` gives them. Shape (groups, bins) each.
    """
    with_it, without = int(holding.sum()), int(filled.sum() - holding.sum())
    worth = with_it * without / (with_it + without)
    more = max(1.0, _inflation(filled, holding, sizes, worth)) * _caution(len(sizes), tested)
    return min(1.0, kolmogorov_quantile(NOISE / tested) * float(np.sqrt(more / worth)))


@cache
def _caution(groups: int, tested: int) -> float:
    """Return what a variance from few groups is multiplied by: Student's square to Gauss's."""
    if groups == 1:
        return 1.0
    level = 1 - NOISE / tested / 2
    return (student_quantile(groups - 1, level) / normal_quantile(level)) ** 2


def _inflation(filled: Indices, holding: Indices, sizes: Indices, worth: float) -> float:
    """Return how many times more distributions vary from group to group than plain samples let."""
    if len(sizes) == 1 or filled.shape[1] == 1:
        return 1.0
    n, s = (_without_each(part.astype(np.float64)).cumsum(axis=1) for part in (filled, holding))
    with_it, without = np.maximum(s[:, -1:], 1), np.maximum((n - s)[:, -1:], 1)
    apart = _variance((s / with_it - (n - s) / without)[:, :-1], sizes)
    return float(4 * worth * apart.max())  # plain samples: at most 1 / (4 worth)


def ends(column: Sorted, held: Bools) -> tuple[float, float]:
    """Return how likely the outcome is in the lowest and in the highest fifth of the values.

    Where equal values leave no such fifth, those that are lowest, and highest.
    """
    ordered, holding = column.values, held[column.order]
    count = -(-len(ordered) // 5)
    low, high = ordered[count - 1], ordered[-count]
    lowest = np.searchsorted(ordered, low if low < ordered[-1] else ordered[0], side="right")
    highest = np.searchsorted(ordered, high if high > ordered[0] else ordered[-1])
    return float(holding[:lowest].mean()), float(holding[highest:].mean())
