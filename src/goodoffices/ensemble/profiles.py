"""In how many profiles of strict rankings a state is an equilibrium, those of some varying at once.

Under Nash, GMR and SMR each decision maker's verdict depends on its own ranking alone, so that the
shares of the own rankings multiply. Under SEQ and SSEQ the replies that are believed depend on the
others'. Where one ranking varies, the others' verdicts often do not depend on it all the same; else
every profile is tried, or, where they are too many, profiles are drawn at random.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import prod

import numpy as np
from numpy.typing import NDArray

from goodoffices import stopping
from goodoffices.ensemble.intervals import interval
from goodoffices.model.conflict import Conflict
from goodoffices.stability.analysis import judged
from goodoffices.stability.concepts import CONCEPTS, Concept
from goodoffices.stability.engines import bits
from goodoffices.stability.engines.batch import Batch
from goodoffices.stability.inverse.rankings import Places, Share, exactly

MOST_TRIED = 10**6
GROUPS, PER_GROUP = 40, 500
_CHUNK = 2**16
_SEED = 1
Indices = NDArray[np.int64]


def share_together(
    conflict: Conflict,
    concept: Concept,
    here: int,
    varied: Mapping[int, Places],
    own: Mapping[int, Share],
) -> Share:
    """Return in which share of the profiles a state is an equilibrium.

    Parameters
    ----------
    varied
        Whose rankings vary, and which of their states.
    own
        Their shares with the others' rankings as they are.
    """
    of = prod(places.rankings for places in varied.values())
    factors = [_unmoved(conflict, concept, here, j, set(varied)) for j in _others(conflict, varied)]
    if 0 in factors:
        return exactly(Fraction(0), of)
    alone = concept.replies != "improving" or len(varied) == 1
    known = [share.exact for share in own.values()]
    if alone and None not in known and None not in factors:
        return exactly(prod((x for x in known if x is not None), start=Fraction(1)), of)
    if of <= MOST_TRIED:
        return exactly(Fraction(_tried(conflict, concept, here, varied), of), of, "tried")
    return sampled(conflict, concept, here, varied, range(len(conflict.names)))


def _others(conflict: Conflict, varied: Mapping[int, Places]) -> Iterator[int]:
    return (j for j in range(len(conflict.names)) if j not in varied)


def _unmoved(
    conflict: Conflict, concept: Concept, here: int, mover: int, varied: set[int]
) -> int | None:
    """Return whether a state is stable for somebody whatever some rankings are; None: it depends.

    More replies that are believed make nothing less stable: none of those whose rankings vary is
    the least there can be, any reply by anybody the most.
    """
    least = [np.zeros_like(p) if i in varied else p for i, p in enumerate(conflict.payoffs)]
    if _stable(conflict, least, concept.key, mover, here):
        return 1
    if concept.replies != "improving":
        return 0
    loosest = next(
        key for key, row in CONCEPTS.items() if (row.value, row.replies) == (concept.value, "any")
    )
    return None if _stable(conflict, list(conflict.payoffs), loosest, mover, here) else 0


def _stable(
    conflict: Conflict, payoffs: list[NDArray[np.float64]], key: str, mover: int, here: int
) -> bool:
    return bool(bits.at(judged(conflict.moves, payoffs, [key]), here)[0, mover])


def _tried(conflict: Conflict, concept: Concept, here: int, varied: Mapping[int, Places]) -> int:
    """Count the profiles in which a state is an equilibrium, trying each."""
    every = [
        np.array(list(itertools.permutations(range(len(places.free)))), np.int64)
        for places in varied.values()
    ]
    shape = tuple(map(len, every))
    batch, found = Batch.of(conflict, [concept.key]), 0
    for start in range(0, prod(shape), _CHUNK):
        stopping.check()
        rows = np.unravel_index(np.arange(start, min(start + _CHUNK, prod(shape))), shape)
        orders = [listed[chosen] for listed, chosen in zip(every, rows, strict=True)]
        payoffs = _payoffs(conflict, varied, orders)
        found += int(batch.equilibria(payoffs)[0, here].sum())
    return found


def sampled(
    conflict: Conflict,
    concept: Concept,
    here: int,
    varied: Mapping[int, Places],
    movers: Sequence[int],
) -> Share:
    """Estimate the share of profiles in which a state is stable for some, by drawing profiles."""
    rng = np.random.default_rng(_SEED)
    batch = Batch.of(conflict, [concept.key], list(movers))
    counts = []
    for _ in range(GROUPS):
        stopping.check()
        orders = [
            rng.permuted(np.tile(np.arange(len(places.free)), (PER_GROUP, 1)), axis=1)
            for places in varied.values()
        ]
        counts.append(int(batch.equilibria(_payoffs(conflict, varied, orders))[0, here].sum()))
    low, high = interval(np.array(counts), np.full(GROUPS, PER_GROUP)).tolist()
    of = prod(places.rankings for places in varied.values())
    return Share(None, low, high, of, "sampled")


def _payoffs(
    conflict: Conflict, varied: Mapping[int, Places], orders: Sequence[Indices]
) -> list[NDArray[np.float64]]:
    """Return payoffs of every decision maker per profile. Shapes (states, profiles)."""
    profiles = len(orders[0])
    made = dict(zip(varied, orders, strict=True))
    return [
        varied[i].payoffs(made[i]) if i in made else np.repeat(p[:, None], profiles, axis=1)
        for i, p in enumerate(conflict.payoffs)
    ]
