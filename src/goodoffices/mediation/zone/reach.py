"""Which packages levers would bring into the zone of possible agreement.

A package s comes in when some intensities within their limits make every signatory like it better
than no deal, by a plan's margin. A lever that speaks for s to some and against it to nobody is
pulled as far as it goes; where holders are parties themselves, a programme decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices import stopping
from goodoffices.answer import Answer
from goodoffices.mediation.plan.lever_payoffs import usual_margins
from goodoffices.mediation.plan.programme import Programme, Row
from goodoffices.mediation.plan.search import solvable
from goodoffices.mediation.zone.gains import gained
from goodoffices.mediation.zone.zone import Zone
from goodoffices.model.levers import ROUNDING, Lever

Bools = NDArray[np.bool_]
Indices = NDArray[np.int64]
Floats = NDArray[np.float64]
MOST_PROGRAMMES = 5_000


@dataclass(frozen=True)
class Reach(Answer):
    """How many candidates levers bring into the zone, besides those in it without any.

    Attributes
    ----------
    credible
        Whether levers stay within what their holders would carry out.
    undecided
        Candidates of which this was not decided, as too many programmes would have to be solved.
    """

    credible: bool
    count: int
    undecided: int


def within_reach(zone: Zone, *, credible: bool) -> Reach:
    """Count the candidates outside the zone that some levers bring in.

    Parameters
    ----------
    credible
        Whether to keep every lever within its holder's resolve.
    """
    outside = np.setdiff1d(zone.candidates, zone.states, assume_unique=True)
    count, undecided, programmes = 0, 0, MOST_PROGRAMMES
    for weights, gains in _alike(zone, outside):
        high = np.array([_reach(x, credible=credible) for x in zone.conflict.mediation.levers])
        came, unclear = _at_once(weights, gains, high)
        count += int(came.sum())
        rows, sizes = np.unique(gains[unclear], axis=0, return_counts=True)
        for row, size in zip(rows, sizes, strict=True):
            if not programmes:
                undecided += int(size)
                continue
            stopping.check()
            programmes -= 1
            count += int(size) * _by_programme(zone, weights, row, high)
    return Reach(credible, count, undecided)


def _reach(lever: Lever, *, credible: bool) -> float:
    """Return the greatest intensity, on a whole step where there are steps."""
    most = lever.reach(credible=credible)
    return most if lever.step is None else np.floor(most / lever.step + ROUNDING) * lever.step


def _alike(zone: Zone, states: Indices) -> Iterator[tuple[Floats, Floats]]:
    """Yield states where the same levers bite: what a unit adds to each gain, and the gains.

    Both in units of payoff ranges. Shapes (signatories, levers) and (states, signatories).
    """
    conflict, levers = zone.conflict, zone.conflict.mediation.levers
    ranges = np.array([float(np.ptp(conflict.payoffs[i])) or 1.0 for i in zone.signing])
    no_deal = zone.no_deal.number - 1
    gains = gained(conflict, zone.signing, states, no_deal)
    bites = np.array([conflict.holds_at(x.where, states) for x in levers]).reshape(len(levers), -1)
    there = [bool(conflict.holds_at(x.where, np.array([no_deal]))[0]) for x in levers]
    units = np.array([[x.weight(name) for x in levers] for name in zone.signatories])
    patterns, group = np.unique(bites, axis=1, return_inverse=True)
    for k, pattern in enumerate(patterns.T):
        weights = units * (pattern.astype(float) - there) / ranges[:, None]
        yield weights, gains[group.reshape(-1) == k] / ranges


def _at_once(weights: Floats, gains: Floats, high: Floats) -> tuple[Bools, Bools]:
    """Say which states come in without a programme, and which only a programme decides."""
    pushed = weights * high
    one_way = (pushed >= 0).all(axis=0)
    least = gains + pushed[:, one_way].sum(axis=1)
    most = gains + np.maximum(pushed, 0.0).sum(axis=1)
    margins = usual_margins(gains)
    came = (least >= margins).all(axis=1)
    return came, ~came & (most >= margins).all(axis=1)


def _by_programme(zone: Zone, weights: Floats, gains: Floats, high: Floats) -> bool:
    levers = zone.conflict.mediation.levers
    margins = usual_margins(gains)
    rows = [
        Row(tuple(g.tolist()), float(margin - gain), size=abs(float(gain)))
        for g, gain, margin in zip(weights, gains, margins, strict=True)
    ]
    names, steps = tuple(x.name for x in levers), tuple(x.step for x in levers)
    nothing = np.zeros(len(levers))
    return solvable(Programme(names, nothing, high, steps, nothing, rows))
