"""What one date draws as another did is not drawn again, and comes out bit by bit the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

import goodoffices as go
from goodoffices.ensemble import timeline
from goodoffices.ensemble.draws import Draws, Memory
from goodoffices.ensemble.robustness import robustness
from goodoffices.ensemble.sample import sample
from goodoffices.ensemble.timeline import aligned
from goodoffices.model.uncertainty import Correlation, Distribution, Quantity, Uncertainty

SAMPLES = 200


def test_each_date_is_as_if_drawn_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[go.Conflict] = []

    def noted(history: Sequence[tuple[go.Conflict, Mapping[str, str]]]) -> list[go.Conflict] | None:
        drawn.extend(aligned(history) or [])
        return drawn

    monkeypatch.setattr(timeline, "aligned", noted)
    found = go.timeline(go.case("istanbul-2025"), samples=SAMPLES)
    assert len(drawn) == len(found.dates) == 6
    for one, alone in zip(found.dates, drawn, strict=True):
        assert one.answer is not None
        pulled = {name: t for name, t in one.answer.intensities.items() if t > 0}
        anew = robustness(sample(alone, SAMPLES, found.seed), ["seq"], intensities=pulled)
        assert one.settled == anew.agreed("seq")


def quantities(third: Distribution) -> Uncertainty:
    return Uncertainty(
        (
            Quantity("a", Distribution("uniform", (0.0, 1.0))),
            Quantity("b", Distribution("pert", (0.0, 1.0, 4.0))),
            Quantity("c", third),
            Quantity("d", Distribution("normal", (0.0, 1.0))),
        ),
        correlated=(Correlation(("a", "d"), ((1.0, 0.5), (0.5, 1.0))),),
    )


def test_what_differs_is_drawn_and_the_rest_is_remembered() -> None:
    memory = Memory()
    thirds = [Distribution("triangular", (0.0, 1.0, high)) for high in (2.0, 3.0, 2.0)]
    for third in thirds:
        shared, alone = Draws(quantities(third), 7), Draws(quantities(third), 7)
        shared.memory = memory
        for number in range(3):
            ours, theirs = (draws.replicate(number, 32) for draws in (shared, alone))
            assert ours.keys() == theirs.keys()
            assert all(np.array_equal(ours[name], theirs[name]) for name in ours)
    assert len(memory.nets) == 3
    # b once and c twice for each replicate; what is correlated has no coordinate of its own.
    assert len(memory.values) == 9
