"""Twenty articles: the figures of the case's page, and what averaging makes of the same facts."""

import numpy as np
import pytest

import goodoffices as go
from goodoffices.mediation.zone.zone import Zone
from goodoffices.model.preferences import Weights
from goodoffices.model.states import OptionStates


@pytest.fixture(scope="module")
def zone() -> Zone:
    return go.settlements(go.case("ukraine-articles-2025"))


def test_how_many_packages_there_are_and_which_are_in_the_zone(zone: Zone) -> None:
    worth = np.column_stack(zone.conflict.payoffs)
    assert worth.shape == (248_832, 4)
    assert (worth >= worth[zone.no_deal.number - 1]).all(axis=1).sum() == 118_137
    assert len(zone.candidates) == 248_832
    assert zone.count == 109_039
    assert len(zone.efficient) == 35


def test_what_the_rules_choose(zone: Zone) -> None:
    assert [state.number for state in zone.choice("nash")] == [137_664]
    assert [state.number for state in zone.choice("ks")] == [136_512]
    assert [package.gains for package in zone.chosen("nash")] == [(19, 10, 55, 41)]
    assert [package.gains for package in zone.chosen("ks")] == [(15, 13.5, 51, 37)]
    assert zone.best == (28, 22.5, 59, 46)


def test_one_article_passes_all_thresholds_by_most(zone: Zone) -> None:
    states = zone.conflict.states
    assert isinstance(states, OptionStates)
    everywhere = np.arange(len(states))
    length = sum(states.taken(option, everywhere).astype(int) for option in range(20))
    least = np.column_stack(zone.conflict.payoffs).min(axis=1) / np.maximum(length, 1)
    best = np.flatnonzero(least == least.max())
    assert [states[int(place)].options for place in best] == [("a1",)]
    assert least.max() == 2.0


SATISFACTION = {
    "Ukraine": [7, 3, 5, 2, 3, 10, 9, 2, 10, 10, 9, 4, 10, 4, 10, 6, 6, 10, 10, 4],
    "Russia": [10, 10, 9, 10, 10, 2, 3, 10, 4, 4, 5, 10, 3, 9, 3, 8, 6, 2, 5, 8],
    "US": [8, 6, 6, 5, 7, 5, 7, 5, 7, 8, 7, 7, 6, 6, 7, 6, 8, 6, 8, 7],
    "EU": [8, 4, 6, 3, 5, 7, 8, 4, 9, 9, 8, 6, 7, 5, 7, 8, 8, 8, 9, 5],
}
THRESHOLD = {"Ukraine": 5, "Russia": 6.5, "US": 3, "EU": 4}


@pytest.mark.parametrize("name", SATISFACTION)
def test_weights_are_the_satisfaction_of_the_source_less_the_threshold(name: str) -> None:
    conflict = go.case("ukraine-articles-2025")
    preferences = conflict.decision_makers[conflict.decision_maker_index(name)].preferences
    assert isinstance(preferences, Weights)
    assert dict(preferences.weights) == {
        f"a{k}": value - THRESHOLD[name] for k, value in enumerate(SATISFACTION[name], start=1)
    }
