"""Erring: the moves that decision makers make when they may choose badly, and how likely each is.

See ``goodoffices.mediation.outcome_chances`` for the definition. Everything is computed with
logarithms of probabilities and divided by the likeliest move from a state, so that where only
mistakes are left the least bad of them is found however small the noise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import SizeError
from goodoffices.mediation.sparse import Sparse
from goodoffices.model.conflict import Conflict

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
MOST_STATES = 200_000
MOST_MOVES = 2**24
NEVER = 1e-100
_LEAST_NOISE = 1e-300


@dataclass(frozen=True, eq=False)
class Erring:
    """A chain of moves.

    Attributes
    ----------
    states
        Index in the conflict of each state of the chain; the start comes first.
    moves
        Shape (states, states): the probability of each move, given that one is made. Rows of rests
        are empty.
    """

    states: Indices
    moves: Sparse


def erring(
    conflict: Conflict, start: int, rests: Bools, noise: float, rates: Sequence[float]
) -> Erring:
    """Return the chain of moves from ``start`` (by index) until it enters one of ``rests``.

    Parameters
    ----------
    rests
        Shape (number of states in the conflict,).
    rates
        How often each decision maker is the one to choose.

    Raises
    ------
    SizeError
        More states, or moves between them, than are held at once.
    """
    states, arcs = _reached(conflict, start, rests, best_only=noise == 0)
    count = len(states)
    origins = np.concatenate([origin for origin, _ in arcs])
    targets = np.concatenate([target for _, target in arcs])
    likely = [
        np.log(rate) + _choice(_gains(payoffs)[states], origin, target, noise, count)
        for rate, payoffs, (origin, target) in zip(rates, conflict.payoffs, arcs, strict=True)
    ]
    weights = _shares(np.concatenate(likely), origins, count)
    kept = weights >= NEVER
    moves = Sparse.of((count, count), origins[kept], targets[kept], weights[kept])
    return Erring(states, moves)


def _reached(
    conflict: Conflict, start: int, rests: Bools, *, best_only: bool
) -> tuple[Indices, list[tuple[Indices, Indices]]]:
    """Return the states reached, and per decision maker its moves as places among them."""
    place = {start: 0}
    queue = [start]
    sizes: list[list[int]] = [[] for _ in conflict.names]
    found: list[list[Indices]] = [[] for _ in conflict.names]
    arcs = 0
    for state in queue:
        for mover, payoffs in enumerate(conflict.payoffs):
            targets = np.zeros(0, np.int64)
            if not rests[state]:
                targets = conflict.moves.destinations(mover, state)
            if best_only and len(targets):
                best = payoffs[targets].max()
                targets = targets[(payoffs[targets] == best) & (best > payoffs[state])]
            sizes[mover].append(len(targets))
            found[mover].append(targets)
            arcs += len(targets)
            for target in targets.tolist():
                if target not in place:
                    place[target] = len(queue)
                    queue.append(target)
        if len(queue) > MOST_STATES or arcs > MOST_MOVES:
            raise SizeError(
                f"more than {len(queue):,} states and {arcs:,} moves can be reached; at most "
                f"{MOST_STATES:,} and {MOST_MOVES:,} are held. Give noise 0, where only best "
                "improvements are made, or exclude states that cannot occur"
            )
    states = np.array(queue, np.int64)
    order = np.argsort(states)
    return states, [
        (
            np.repeat(np.arange(len(states)), sizes[mover]),
            order[np.searchsorted(states, np.concatenate(found[mover]), sorter=order)],
        )
        for mover in range(len(found))
    ]


def _gains(payoffs: Floats) -> Floats:
    """Return payoffs in units of their range. Halves, so that no difference is too large."""
    halves = payoffs / 2
    spread = float(halves.max() - halves.min())
    gains: Floats = (halves - halves.min()) / (spread or 1.0)
    return gains


def _choice(
    payoffs: Floats, origins: Indices, targets: Indices, noise: float, count: int
) -> Floats:
    """Return the log-probability with which one decision maker takes each of its moves.

    With no noise the moves given are its best, equally likely.
    """
    if noise == 0:
        alike = np.bincount(origins, minlength=count)[origins].astype(np.float64)
        return np.asarray(-np.log(alike), dtype=np.float64)
    gains = (payoffs[targets] - payoffs[origins]) / max(noise, _LEAST_NOISE)
    top = np.zeros(count)  # staying gains nothing
    np.maximum.at(top, origins, gains)
    total = np.exp(-top) + np.bincount(origins, np.exp(gains - top[origins]), count)
    choice: Floats = gains - top[origins] - np.log(total)[origins]
    return choice


def _shares(likely: Floats, origins: Indices, count: int) -> Floats:
    """Divide the moves from each state by their sum, given logarithms."""
    top = np.full(count, -np.inf)
    np.maximum.at(top, origins, likely)
    weights = np.exp(likely - top[origins])
    shares: Floats = weights / np.bincount(origins, weights, count)[origins]
    return shares
