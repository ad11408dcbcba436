"""What is sure of preferences that are written in full, with what of it is uncertain."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from goodoffices.errors import Path
from goodoffices.model.knowledge import (
    Bools,
    Bounds,
    Floats,
    Knowledge,
    by_groups,
    refuse_many,
    relation_of,
)
from goodoffices.model.preferences import Payoffs, Prioritized, Ranking, Weights, weighted_sum
from goodoffices.model.references import named_index
from goodoffices.model.statements import Statement
from goodoffices.model.states import OptionStates, States
from goodoffices.model.uncertainty import Uncertainty
from goodoffices.model.written import DecisionMaker


def reliable(
    dm: DecisionMaker,
    payoffs: Floats,
    uncertainty: Uncertainty | None,
    states: States,
    parse: Callable[[str], Statement],
) -> Knowledge:
    """Return what is sure of a decision maker whose preferences are written in full.

    Parameters
    ----------
    payoffs
        Its payoffs at the values that are written.
    """
    wants = dm.preferences
    if isinstance(wants, Prioritized) and wants.unordered and isinstance(states, OptionStates):
        truths = [states.holds(parse(text)) for text in wants.statements]
        return relation_of(*by_groups(_groups(truths, wants.unordered), len(states)))
    if isinstance(wants, Ranking) and wants.swaps:
        refuse_many(len(states))
        ahead = payoffs[:, None] - payoffs[None, :]
        surely = ahead > wants.swaps
        return relation_of(surely | (ahead == 0), surely)
    supports = {} if uncertainty is None else uncertainty.supports()
    where: Path = ("decision_makers", dm.name, "preferences", wants.key)
    drawn = {place[-1]: ends for place, ends in supports.items() if place[: len(where)] == where}
    if not drawn:
        return Bounds(payoffs, payoffs)
    low, high = ({key: ends[end] for key, ends in drawn.items()} for end in (0, 1))
    if isinstance(wants, Payoffs):
        return Bounds(*(_replaced(wants, payoffs, at, states) for at in (low, high)))
    if isinstance(wants, Weights) and isinstance(states, OptionStates):
        truths = [states.holds(parse(text)) for text, _ in wants.weights]
        return Bounds(*(_summed(wants, truths, at, len(states)) for at in (low, high)))
    return Bounds(payoffs, payoffs)


def _groups(truths: list[Bools], runs: Sequence[tuple[int, int]]) -> list[list[Bools]]:
    within = {k for first, end in runs for k in range(first, end)}
    starts = dict(runs)
    return [
        truths[k : starts.get(k, k + 1)]
        for k in range(len(truths))
        if k in starts or k not in within
    ]


def _summed(
    wants: Weights, truths: Sequence[Bools], at: Mapping[str | int, float], count: int
) -> Floats:
    weights = [at.get(text, weight) for text, weight in wants.weights]
    found = weighted_sum(truths, [w if math.isfinite(w) else 0.0 for w in weights], count)
    for truth, weight in zip(truths, weights, strict=True):
        if not math.isfinite(weight):
            found[truth] = weight
    return found


def _replaced(
    wants: Payoffs, payoffs: Floats, at: Mapping[str | int, float], states: States
) -> Floats:
    found = payoffs.copy()
    for key, value in at.items():
        found[named_index(states, key) if isinstance(wants.values, Mapping) else int(key)] = value
    return found
