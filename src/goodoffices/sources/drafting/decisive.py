"""Which signs and sizes decide what holds, so that the most decisive is asked first.

What is open is which states are equilibria. Every model that fits the draft is drawn some times
with its levers pulled in full; of the states whose verdict is most open, p (1 - p) the greatest,
``sensitivity`` says how much each number explains, and which cannot be told from noise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from goodoffices.ensemble.robustness import robustness
from goodoffices.ensemble.sample import is_uncertain, sample
from goodoffices.ensemble.sensitivity import sensitivity
from goodoffices.errors import dotted
from goodoffices.model.conflict import Conflict
from goodoffices.sources.drafting.gaps import DraftQuestion

SAMPLES = 2_048
CONCEPT = "seq"
_STATES = 3
_MOST_STATES = 4_096
_RANKED = ("sign", "size")


@dataclass(frozen=True)
class Decisive:
    """What the numbers of a draft decide.

    Attributes
    ----------
    states
        Numbers of the states whose verdict is most open; none where nothing is open, or where the
        states are too many to be judged so often.
    shares
        By place: how much the number explains at most of whether one of these states holds; None
        where it cannot be told from noise.
    """

    states: tuple[int, ...] = ()
    shares: Mapping[str, float | None] = field(default_factory=dict)


def decisive(conflict: Conflict) -> Decisive:
    """Find which numbers of a draft decide which states hold."""
    if not is_uncertain(conflict) or len(conflict.states) > _MOST_STATES:
        return Decisive()
    ensemble = sample(conflict, SAMPLES)
    pulled = {lever.name: lever.most for lever in conflict.mediation.levers}
    chance = robustness(ensemble, [CONCEPT], intensities=pulled).probability(CONCEPT)
    open_ = chance * (1 - chance)
    first = np.argsort(-open_, kind="stable")[:_STATES]
    states = tuple(int(k) + 1 for k in first if open_[k] > 0)
    shares: dict[str, float | None] = {}
    for state in states:
        for one in sensitivity(ensemble, CONCEPT, pulled, state).influences:
            before = shares.get(one.factor.name)
            share = max(one.share, before or 0.0) if one.evident else before
            shares[one.factor.name] = share
    return Decisive(states, shares)


def in_turn(
    questions: Sequence[DraftQuestion], found: Decisive
) -> tuple[tuple[DraftQuestion, ...], tuple[DraftQuestion, ...]]:
    """Put questions in order; return them, and apart those whose answer is lost in noise."""
    asked = [one for one in questions if one.kind not in _RANKED]
    idle: list[DraftQuestion] = []
    for kind in _RANKED:
        some = [one for one in questions if one.kind == kind]
        if found.states:
            some = [replace(one, share=found.shares.get(dotted(one.places[0]))) for one in some]
            idle += [one for one in some if one.share is None]
            some = [one for one in some if one.share is not None]
        asked += sorted(some, key=lambda one: -(one.share or 0.0))
    return tuple(asked), tuple(idle)
