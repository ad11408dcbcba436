"""A conflict whose probabilities are known by enumerating the few values of its quantities."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from goodoffices.files.load import loads
from goodoffices.model.changes import apply
from goodoffices.model.conflict import Conflict
from goodoffices.stability.analysis import analyze

MODEL = """\
goodoffices: 1
title: Two neighbours, invented
decision_makers:
  A:
    options: {open: Open the gate, arm: Arm}
    preferences:
      weights: {open: gain, arm: arms, arm and trust: -2, open and trust: 1}
  B:
    options: {trust: Trust}
    preferences:
      weights: {open and trust: back, arm and trust: -3, trust: 0.5}
quantities:
  gain: {choice: [-2, -0.5, 0.5, 3], weights: [7, 11, 13, 2]}
  arms: {choice: [-1, 1, 2.5, 9], weights: [23, 5, 1, 0.15]}
  back: {choice: [-2, -0.25, 1], weights: [3, 8, 18]}
status_quo: NNN
mediation:
  settlement: open and trust
  escalation: arm
  mediators: {M: A mediator}
  levers:
    aid: {label: Aid, held_by: M, on: A, where: open and trust, effect: 1, max: 1}
  claims:
    - {claim: The neighbours arm., test: escalates, with: {concept: nash}}
"""
CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")


@cache
def conflict() -> Conflict:
    return loads(MODEL)


@cache
def combinations() -> tuple[list[Conflict], NDArray[np.float64]]:
    """Return the conflict of every combination of values, and how likely each is."""
    made = conflict()
    assert made.uncertainty is not None
    quantities = made.uncertainty.quantities
    conflicts, likely = [], []
    for chosen in itertools.product(
        *(zip(q.distribution.parameters, q.distribution.weights, strict=True) for q in quantities)
    ):
        values = {q.name: value for q, (value, _) in zip(quantities, chosen, strict=True)}
        shares = [
            weight / sum(q.distribution.weights)
            for q, (_, weight) in zip(quantities, chosen, strict=True)
        ]
        conflicts.append(apply(made, made.uncertainty.numbers(values)))
        likely.append(np.prod(shares))
    return conflicts, np.array(likely)


@cache
def verdicts(concepts: Sequence[str] = CONCEPTS) -> NDArray[np.bool_]:
    """Say which states are equilibria. Shape (combinations, concepts, states)."""
    analyses = [analyze(one, concepts) for one in combinations()[0]]
    return np.array([[a.equilibrium(c) for c in concepts] for a in analyses])


def probabilities() -> NDArray[np.float64]:
    """Return how likely each state is an equilibrium. Shape (concepts, states)."""
    share: NDArray[np.float64] = np.tensordot(combinations()[1], verdicts(), axes=(0, 0))
    return share
