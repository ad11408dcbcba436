"""The values of istanbul-2025: the medians of three readings, and the rules that any reading keeps.

The file beside this one has the readings as they were handed in: low, central and high values.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest

import goodoffices as go
from goodoffices.errors import Path as Place
from goodoffices.files.scenarios import variants
from goodoffices.mediation.plan.planning import plan
from goodoffices.model.fields import written
from goodoffices.model.uncertainty import Uncertainty

READINGS: dict[str, Any] = json.loads(
    Path(__file__).with_name("istanbul_2025_readings.json").read_text("utf-8")
)
CONFLICT = go.case("istanbul-2025")
VARIANTS = variants(CONFLICT)
ALL = {"the medians": CONFLICT, **VARIANTS}
STATEMENTS = {
    "talks_without_concessions": "talks and not neutrality and not cede",
    "concession_under_fire": "(neutrality or cede) and not ceasefire",
    "double_down_and_expand": "double_down and expand",
    "double_down_and_no_talks_no_ceasefire": "double_down and not talks and not ceasefire",
}
QUANTITIES = {
    ("Russia", "p_neutrality"): "p_neutrality",
    ("Russia", "p_cede"): "p_cede",
    ("Ukraine", "walk_away"): "loss_if_us_leaves",
    ("walk_away_threat", "effect"): "loss_if_us_leaves",
    ("US", "walk_away"): "cost_of_leaving",
    ("walk_away_threat", "execute"): "cost_of_leaving",
}
"""Where several numbers follow from one quantity; it is a size, they may be losses."""


def answers(reading: dict[str, Any]) -> Iterator[tuple[Place, Any]]:
    """Yield what a reader answered, by its place in the model file."""
    owners = {**reading, **reading["levers"]}
    for owner in ("Russia", "Ukraine", "US", *reading["levers"]):
        for name, value in owners[owner].items():
            if (owner, name) in QUANTITIES:
                yield ("quantities", QUANTITIES[owner, name]), sorted(map(abs, value))
            elif owner in reading["levers"]:
                cost = ("cost",) if name in {"commit", "execute"} else ()
                yield ("mediation", "levers", owner, *cost, name), value
            else:
                weights = ("decision_makers", owner, "preferences", "weights")
                yield (*weights, STATEMENTS.get(name, name)), value


def medians() -> dict[Place, Any]:
    """Return the medians of the lows, of the central values and of the highs."""
    given = [dict(answers(reading)) for reading in READINGS.values()]
    found: dict[Place, Any] = {}
    for place in given[0]:
        several = [one[place] for one in given]
        ends = zip(*several, strict=True) if isinstance(several[0], list) else None
        found[place] = median(several) if ends is None else [median(end) for end in ends]
    return found


def values(conflict: go.Conflict) -> dict[Place, float]:
    """Return every number and every quantity of a model."""
    known = conflict.uncertainty or Uncertainty()
    named: dict[Place, float] = {("quantities", name): x for name, x in known.nominal.items()}
    return written(conflict) | named


def weights(conflict: go.Conflict, name: str) -> dict[str, float]:
    found = values(conflict)
    return {str(place[-1]): x for place, x in found.items() if place[1] == name}


@pytest.mark.parametrize("name", READINGS)
def test_what_is_one_thing_was_one_answer(name: str) -> None:
    seen: dict[Place, Any] = {}
    for place, value in answers(READINGS[name]):
        assert seen.setdefault(place, value) == value


def test_the_values_are_the_medians_of_the_readings() -> None:
    assert CONFLICT.uncertainty is not None
    found = {q.where: list(q.distribution.parameters) for q in CONFLICT.uncertainty.quantities}
    ranges = {place: value for place, value in medians().items() if isinstance(value, list)}
    assert found == ranges
    limits = {place: value for place, value in medians().items() if place not in ranges}
    assert limits == {place: x for place, x in values(CONFLICT).items() if place[-1] == "max"}


@pytest.mark.parametrize("name", READINGS)
def test_a_scenario_is_the_central_values_of_a_reading(name: str) -> None:
    found = values(VARIANTS[name])
    for place, value in answers(READINGS[name]):
        assert found[place] == (value[1] if isinstance(value, list) else value), place


@pytest.mark.parametrize("name", READINGS)
def test_the_settlement_is_what_every_reader_wrote(name: str) -> None:
    assert CONFLICT.mediation.settlement == READINGS[name]["settlement"]


@pytest.mark.parametrize("conflict", ALL.values(), ids=list(ALL))
def test_the_rules_of_any_reading_are_kept(conflict: go.Conflict) -> None:
    russia, ukraine, us = (weights(conflict, name) for name in ("Russia", "Ukraine", "US"))
    for aim, chance in (("neutrality", "p_neutrality"), ("cede", "p_cede")):
        by_force = 30 * values(conflict)["quantities", chance]
        assert russia[aim] == pytest.approx(30 - by_force)
        assert russia[f"ceasefire and not {aim}"] == pytest.approx(-by_force)
        assert ukraine[aim] < -(ukraine["ceasefire"] + ukraine["talks"])
    assert 0 < russia["talks"] < -russia["talks and not neutrality and not cede"]
    assert ukraine["ceasefire"] == us["ceasefire"] == 30
    assert us["walk_away"] < 0
    assert us["double_down"] < 0 < us["double_down"] + us["double_down and expand"]


def test_no_lever_on_russia_makes_ukraine_sign() -> None:
    """Two claims hold by the rules, whatever the values: agreement brings less than it costs."""
    assert CONFLICT.uncertainty is not None
    limits = CONFLICT.uncertainty.supports()
    ukraine: Place = ("decision_makers", "Ukraine", "preferences", "weights")
    for aim in ("neutrality", "cede"):
        assert 30 + limits[*ukraine, "talks"][1] + limits[*ukraine, aim][1] < 0
    for conflict in ALL.values():
        answer = plan(conflict, on=["Russia"])
        assert isinstance(answer, go.Shortfall)
        assert {name for name, lack in answer.missing.items() if lack} == {"Ukraine"}
