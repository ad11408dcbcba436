"""Shares that are no accident: what is proven never goes against what is drawn."""

from __future__ import annotations

import numpy as np
import pytest

import goodoffices as go
from goodoffices.ensemble.proven import proven

TWO = """
goodoffices: 1
title: Two
quantities: {q: {uniform: [0, 2]}}
decision_makers:
  A: {options: {a: }, preferences: {weights: {a: q - 1}}}
  B: {options: {b: }, preferences: {weights: {b: {triangular: [1, 2, 3]}}}}
"""


def test_what_is_proven_is_told_beside_the_shares() -> None:
    found = go.robustness(go.sample(go.loads(TWO), 64, 1), ["nash", "gmr"])
    shares = proven(found)
    assert [np.flatnonzero(row).tolist() for row in shares.never] == [[0, 1], [0, 1]]
    assert not shares.always.any()
    assert found.to_dict()["certain"]["nash"] == {"always": [], "never": [1, 2]}


@pytest.mark.parametrize("name", ["istanbul-2025", "indus-waters-1960"])
def test_what_is_proven_holds_in_every_sample(name: str) -> None:
    text = go.dumps(go.case(name)).replace("effect: 2", "effect: {uniform: [0, 3]}")
    found = go.robustness(go.sample(go.loads(text), 256, 3))
    shares = proven(found)
    for k, concept in enumerate(found.concepts):
        likely = found.probability(concept)
        assert (likely[shares.always[k]] == 1).all()
        assert (likely[shares.never[k]] == 0).all()
    assert shares.never.any()


def test_nothing_is_proven_of_levers_that_are_pulled() -> None:
    conflict = go.case("istanbul-2025")
    lever = conflict.mediation.levers[0].name
    shares = proven(go.robustness(go.sample(conflict, 64, 1), intensities={lever: 0.1}))
    assert not shares.always.any()
    assert not shares.never.any()
