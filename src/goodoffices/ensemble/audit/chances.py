"""Probabilities, compared with those among models that are drawn anew and judged by brute force.

The brief's come from Sobol' nets, these from plain samples with another seed. Both are taken as
counts out of plain samples, than which nets are no worse; where there is an interval for each, at
odds of one in a million for all comparisons of an audit together, they have to meet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodoffices.ensemble.audit.bench import SEED, Bench, Chunk, Part
from goodoffices.ensemble.audit.results import Difference
from goodoffices.ensemble.robustness import Robustness
from goodoffices.model.conflict import Conflict
from goodoffices.reference.comparisons import MOST_CELLS, Comparisons, Variants
from goodoffices.reference.sampling import Drawn, can_be_drawn, chernoff

Bools = NDArray[np.bool_]
Counts = NDArray[np.int64]
FALSE_ALARM = 1e-6
"""Probability that an audit finds a difference of probabilities where there is none, at most."""
MODELS = 4_096
_LEAST = 128
_MOST_STATES = 256


class Counted(NamedTuple):
    """One probability: what the brief counted, out of how many, and what it is about."""

    key: tuple[str, str, int]
    held: float
    samples: int


@dataclass
class _Sums:
    """What was counted among the models drawn, by key."""

    models: int
    counts: dict[tuple[str, str, int], int]


def chances_part(bench: Bench) -> Part | None:
    """Compare how often everything holds; None where the brief counted nothing."""
    odds = bench.found.odds
    if odds is None:
        return None
    counted = _counted(bench, odds)
    concept = bench.found.concept
    if not can_be_drawn(bench.conflict) or concept not in bench.concepts:
        return Part("probabilities", len(counted), iter(()), why="family")
    if not bench.tabled or bench.count > _MOST_STATES:
        return Part("probabilities", len(counted), iter(()))
    return Part("probabilities", len(counted), _compared(bench, counted), summing=True)


def _counted(bench: Bench, odds: Robustness) -> list[Counted]:
    """Return every probability that the brief counted, but those of claims."""
    concept, samples = bench.found.concept, odds.samples
    found = [
        Counted(("equilibrium", "", k), share * samples, samples)
        for k, share in enumerate(odds.probability(concept))
    ]
    for name in bench.names:
        shares = enumerate(odds.stable(name, concept))
        found += [Counted(("stable", name, k), share * samples, samples) for k, share in shares]
    whole = {
        "settled": odds.settled(concept),
        "agreed": odds.agreed(concept),
        "none": odds.unsettled(concept),
    }
    found += [Counted((k, "", -1), one.probability * samples, samples) for k, one in whole.items()]
    deciding = bench.found.deciding
    if deciding is not None and not deciding.left_out:
        judged = deciding.samples
        held = deciding.probability.probability * judged
        found.append(Counted(("agreed under levers", "", -1), held, judged))
    return found


def _compared(bench: Bench, counted: list[Counted]) -> Iterator[Chunk]:
    odds = bench.found.odds
    conflict = bench.conflict if odds is None else odds.conflict
    drawn = Drawn(conflict, bench.reference, MODELS, SEED)
    sums = _Sums(0, {one.key: 0 for one in counted})
    size = max(MOST_CELLS // bench.count**2, 2)
    unpulled = drawn.variants
    deciding = bench.found.deciding
    pulled = None if deciding is None else drawn.under(deciding.intensities)
    for first in range(0, drawn.size, size):
        if bench.over:
            break
        rows = slice(first, first + size)
        _count(bench, conflict, sums, unpulled.at(rows), pulled and pulled.at(rows))
        yield Chunk(0)
    if sums.models < _LEAST:
        return
    bench.drawn = sums.models
    differs = [one for each in counted for one in _apart(bench, each, sums, len(counted))]
    yield Chunk(len(counted), tuple(differs))


def _count(
    bench: Bench,
    conflict: Conflict,
    sums: _Sums,
    payoffs: Variants,
    pulled: Variants | None,
) -> None:
    """Add up what holds in some models."""
    names, found = bench.names, sums.counts
    stable = _stable(bench, payoffs)
    held: Bools = np.all(stable, axis=0)
    sums.models += held.shape[-1]
    for k in range(bench.count):
        found["equilibrium", "", k] += int(held[k].sum())
        for i, name in enumerate(names):
            found["stable", name, k] += int(stable[i, k].sum())
    settled, agreed = _settled(bench, conflict, held, payoffs)
    found["settled", "", -1] += settled
    found["agreed", "", -1] += agreed
    found["none", "", -1] += int((~held.any(axis=0)).sum())
    if pulled is not None and ("agreed under levers", "", -1) in found:
        there: Bools = np.all(_stable(bench, pulled), axis=0)
        found["agreed under levers", "", -1] += _settled(bench, conflict, there, pulled)[1]


def _stable(bench: Bench, payoffs: Variants) -> Bools:
    """Say what is stable for whom in each model. Shape (decision makers, states, models)."""
    judged, concept = Comparisons(bench.table.moves, payoffs), bench.found.concept
    states, movers = range(bench.count), range(len(bench.names))
    return np.array([[judged.stable(concept, i, s) for s in states] for i in movers])


def _settled(bench: Bench, conflict: Conflict, held: Bools, payoffs: Variants) -> tuple[int, int]:
    """Count the models where a settlement holds, and where one that does is liked, too."""
    sought = conflict.mediation.settlement
    if sought is None:
        return 0, 0
    where, none = np.array(bench.reference.where(sought)), bench.reference.no_deal
    liked = np.ones_like(held)
    if none is not None:
        for name in conflict.mediation.signatories or conflict.names:
            liked &= payoffs.likes(bench.names.index(name), none).T
        liked[none] = True
    settled = held[where]
    return int(settled.any(axis=0).sum()), int((settled & liked[where]).any(axis=0).sum())


def _apart(bench: Bench, each: Counted, sums: _Sums, of: int) -> Iterator[Difference]:
    """Yield a probability that cannot be what was counted among the models drawn."""
    odds = FALSE_ALARM / (2 * of)
    low, high = chernoff(min(each.held, each.samples), each.samples, odds)
    least, most = chernoff(sums.counts[each.key], sums.models, odds)
    if low <= most and least <= high:
        return
    what, name, k = each.key
    yield Difference(
        "probabilities",
        what,
        each.held / each.samples,
        sums.counts[each.key] / sums.models,
        concept=bench.found.concept,
        decision_maker=name,
        state=bench.conflict.states[k] if k >= 0 else None,
    )
