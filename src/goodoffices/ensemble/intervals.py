"""Intervals for probabilities estimated from independent groups of samples.

Each group of samples (see ``draws``) gives an estimate of its own. The variance of their mean, from
their spread, says how many plain random samples the whole is worth; Wilson's interval (1927) for so
many, with Student's quantile for the number of groups, is the interval of the probability. Where
every sample agrees there is no spread to go by, and the samples count as they are. Wilson's
interval leaves out too much beside very rare events: up to three of them, its end next to nothing
is that of a Poisson count (Brown, Cai & DasGupta 2001), and likewise next to certainty.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.model.special import gamma_quantiles, student_quantile

Floats = NDArray[np.float64]
Counts = NDArray[np.integer]
LEVEL = 0.95
_RARE = 3.5


def interval(
    counts: Counts | Floats, sizes: Counts, level: float = LEVEL, *, besides: float = 0.0
) -> Floats:
    """Return the ends of intervals. Shape (2, …).

    Parameters
    ----------
    counts
        How often something held, per group. Shape (groups, …).
    sizes
        Samples per group. Shape (groups,).
    level
        Coverage.
    besides
        Variance of the probability from another source than which samples were drawn.
    """
    groups, total = len(sizes), float(np.sum(sizes))
    share = counts.sum(axis=0) / total
    worth = effective_samples(counts, sizes, besides)
    quantile = student_quantile(max(groups - 1, 1), (1 + level) / 2)
    low, high = wilson(share, worth, quantile)
    low = np.minimum(low, _least(share, worth, level))
    high = np.maximum(high, 1 - _least(1 - share, worth, level))
    return np.array([np.clip(low, 0, share), np.clip(high, share, 1)])


def wilson(share: Floats, worth: Floats, quantile: float) -> Floats:
    """Return the ends of Wilson's interval. Shape (2, …).

    Parameters
    ----------
    share
        How often something held, at most 1. Shape (…).
    worth
        How many independent samples that is known from. Shape (…).
    quantile
        How many standard errors the interval reaches to either side.
    """
    spread = quantile**2 / worth
    centre = (share + spread / 2) / (1 + spread)
    half = quantile * np.sqrt(share * (1 - share) / worth + spread / (4 * worth)) / (1 + spread)
    return np.array([centre - half, centre + half])


def _least(share: Floats, worth: Floats, level: float) -> Floats:
    """Return the end, next to nothing, of the interval of what was rare; 1 of all else."""
    found = share * worth
    rare = (found > 0) & (found < _RARE)
    least = np.ones_like(found)
    least[rare] = gamma_quantiles(found[rare], 1 - level) / worth[rare]
    return least


def effective_samples(counts: Counts | Floats, sizes: Counts, besides: float = 0.0) -> Floats:
    """Return how many plain random samples the groups are worth. Shape (…)."""
    groups, total = len(sizes), float(np.sum(sizes))
    share = np.asarray(counts.sum(axis=0) / total)
    weights = (np.asarray(sizes) / total).reshape(-1, *[1] * share.ndim)
    apart = counts / np.asarray(sizes).reshape(weights.shape) - share
    variance = (weights**2 * apart**2).sum(axis=0) * groups / max(groups - 1, 1) + besides
    plain = share * (1 - share)
    worth = np.where(variance > 0, plain / np.where(variance > 0, variance, 1.0), total**2)
    known: Floats = np.where((plain == 0) | (groups == 1), total, np.clip(worth, 1.0, total**2))
    return known


def samples_to_decide(share: float, worth_per_sample: float, bound: float) -> float:
    """Return about how many samples would tell a probability from a bound; infinite if equal."""
    gap = abs(share - bound)
    if not gap:
        return float("inf")
    normal = 1.96
    return normal**2 * max(share * (1 - share), 1e-6) / gap**2 / max(worth_per_sample, 1e-9)
