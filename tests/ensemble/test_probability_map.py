"""Probability maps, against pressure maps of every sample by itself."""

import numpy as np
import pytest

from goodoffices.ensemble.probability_map import ProbabilityMap, probability_map
from goodoffices.ensemble.sample import Ensemble, sample
from goodoffices.errors import RequestError, SizeError
from goodoffices.files.load import loads
from goodoffices.mediation.pressure_map import pressure_map
from tests.cli.truce import MODEL

CONCEPTS = ("nash", "seq", "smr")
CERTAIN = MODEL.replace("effect: -1, max: 5", "effect: {choice: [-1]}, max: 5")
UNCERTAIN = MODEL.replace("effect: -1, max: 5", "effect: {uniform: [-2, 0]}, max: 5").replace(
    "effect: 1, max: 3, cost: {execute: 1}",
    "effect: 1, max: {uniform: [1, 5]}, cost: {execute: 1}, belief: {beta: [2, 2]}",
)


def drawn(text: str = UNCERTAIN, samples: int = 24) -> Ensemble:
    return sample(loads(text), samples)


@pytest.mark.parametrize("axes", [("sanction", "payment"), ("A", "B"), ("payment", "A")])
def test_with_nothing_uncertain_it_is_the_pressure_map(axes: tuple[str, str]) -> None:
    found = probability_map(drawn(CERTAIN), *axes, 6, CONCEPTS)
    certain = pressure_map(loads(MODEL), *axes, 6, CONCEPTS)
    assert found.settlements == certain.settlements
    for concept in CONCEPTS:
        assert (found.settled(concept) == certain.settled(concept)).all()
        assert (found.agreed(concept) == certain.agreed(concept)).all()
    assert any(found.agreed(concept).any() for concept in CONCEPTS)


@pytest.mark.parametrize(
    ("axes", "fixed"),
    [(("A", "B"), {}), (("sanction", "B"), {}), (("sanction", "permits"), {"payment": 2})],
)
def test_it_counts_the_pressure_maps_of_all_samples(
    axes: tuple[str, str], fixed: dict[str, float]
) -> None:
    ensemble = drawn()
    found = probability_map(ensemble, *axes, 5, CONCEPTS, fixed=fixed)
    every = [pressure_map(ensemble.at(k), *axes, 5, CONCEPTS, fixed=fixed) for k in range(24)]
    for concept in CONCEPTS:
        agreed = np.mean([one.agreed(concept) for one in every], axis=0)
        settled = np.mean([one.settled(concept) for one in every], axis=0)
        assert found.agreed(concept) == pytest.approx(agreed)
        assert found.settled(concept) == pytest.approx(settled)
        low, high = found.interval(concept)
        assert (low <= agreed).all()
        assert (agreed <= high).all()
    assert (found.settled("seq") > 0).any()


def test_rows_that_do_not_fit_are_judged_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = probability_map(drawn(samples=64), "A", "B", 7, CONCEPTS).to_dict()
    monkeypatch.setattr("goodoffices.ensemble.probability_map._MOST_AT_ONCE", 36)
    assert probability_map(drawn(samples=64), "A", "B", 7, CONCEPTS).to_dict() == whole


def test_the_same_seed_draws_the_same_map() -> None:
    first, second = (probability_map(drawn(samples=256), "A", "B", 4) for _ in range(2))
    assert first.concepts == ("seq",)
    assert first.to_dict() == second.to_dict()


def test_it_tells_where_a_settlement_is_likely() -> None:
    told = str(probability_map(drawn(samples=256), "A", "B", 4, ["nash"]))
    assert "in 256 models per point" in told
    assert "Nash stability: at most" in told
    hopeless = MODEL.replace("effect: -1, max: 5", "effect: {choice: [-1.0e-6]}, max: 5").replace(
        "on: A, where: trade, effect: 1", "on: A, where: trade, effect: 1.0e-6"
    )
    assert "nowhere, in none of the models" in str(
        probability_map(drawn(hopeless), "A", "B", 3, ["nash"])
    )


def test_stopped_early_it_has_what_is_done() -> None:
    def stop(done: int, total: int) -> None:
        if done == total // 2:
            raise KeyboardInterrupt

    found: ProbabilityMap = probability_map(drawn(samples=64), "A", "B", 3, progress=stop)
    assert (found.samples, found.complete) == (32, False)
    assert "Stopped early: 32 of 64" in str(found)


@pytest.mark.parametrize(
    ("change", "asked", "message"),
    [
        (("settlement: A.truce and B.truce\n", "settlement: 5\n"), {"x": "C"}, "'C'"),
        (("  settlement: A.truce and B.truce\n", ""), {}, "seeks no settlement"),
        (("", ""), {"points": 1}, "1 points"),
        (("", ""), {"concepts": ["sim"]}, "no map can be drawn of 'sim'"),
        (("", ""), {"x": "sanction"}, "share a lever"),
        (("", ""), {"fixed": {"payment": 1}}, "cannot be fixed"),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    change: tuple[str, str], asked: dict[str, object], message: str
) -> None:
    text, _, _ = UNCERTAIN.partition("  claims:")  # one of them takes a settlement
    ensemble = drawn(text.replace(*change) if change[0] else text)
    request = {"x": "B", "y": "A"} | asked
    if message == "cannot be fixed":
        request["y"] = "sanction"
    with pytest.raises(RequestError, match=message):
        probability_map(ensemble, **request)  # type: ignore[arg-type]


def test_what_would_take_for_ever_is_refused() -> None:
    with pytest.raises(SizeError, match="ask for fewer"):
        probability_map(drawn(samples=2**33), "A", "B", 21)
    with pytest.raises(SizeError, match="ask for fewer"):
        probability_map(drawn(samples=2), "A", "B", 1000)
