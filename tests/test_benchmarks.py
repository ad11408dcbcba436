"""What the benchmarks assert, asserted once on small sizes and untimed."""

import math
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest
from benchmarks import (
    growth,
    test_batch,
    test_certainty,
    test_engine,
    test_ensembles,
    test_inverse,
    test_many_settlements,
    test_mediation,
    test_pressure_map,
    test_reading,
    test_robust_plan,
    test_scale,
    test_settlements,
    test_small,
    test_workbench,
)
from benchmarks.conflicts import Size, random_payoffs, random_weights
from pytest_benchmark.fixture import BenchmarkFixture

from goodoffices.stability.analysis import analyze

SMALL = [Size(3, 2, smaller=1), Size(2, 2), Size(2, 2, infeasible=0.3), Size(2, 2, irreversible=2)]


class _Once(SimpleNamespace):
    """Stands in for the fixture: calls once and measures nothing."""

    def __call__(self, call: Callable[..., Any], *asked: Any, **named: Any) -> Any:  # noqa: ANN401
        return call(*asked, **named)


@pytest.fixture
def once() -> BenchmarkFixture:
    return cast("BenchmarkFixture", _Once(disabled=True, stats=None, extra_info={}))


def test_a_random_conflict_need_not_have_an_equilibrium() -> None:
    analysis = analyze(random_payoffs(Size(2, 2)), ["nash", "sseq", "smr", "gmr"])
    assert [analysis.count(concept) for concept in analysis.concepts] == [0, 1, 1, 8]


@pytest.mark.parametrize("size", SMALL, ids=str)
def test_sizes(once: BenchmarkFixture, size: Size) -> None:
    test_scale.test_scale(once, size)
    test_engine.test_five_concepts_for_all(once, size)


def test_other_benchmarks(once: BenchmarkFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name, small in [
        (test_batch, "SAMPLES", 64),
        (test_batch, "STACKED", 16),
        (test_ensembles, "SAMPLES", 64),
        (test_ensembles, "ALONE", 1),
        (test_pressure_map, "POINTS", 5),
    ]:
        monkeypatch.setattr(module, name, small)
    test_engine.test_from_statements_to_payoffs(once, Size(2, 2))
    test_batch.test_models(once, Size(2, 2))
    test_ensembles.test_models(once, Size(2, 2))
    test_pressure_map.test_map(once, Size(4, 1))
    test_mediation.test_plan(once, Size(2, 2), 8, "nash", 7)
    dispute = test_many_settlements.decided(random_weights(Size(2, 2), seed=3), [("o0_0", "o1_0")])
    test_many_settlements.test_plan_over_many_settlements(once, dispute, "nash")
    test_many_settlements.test_shortfall_over_many_settlements(once, dispute)


def test_certainty_and_inverse(once: BenchmarkFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MOST_SECONDS", "MOST_TIMES"):  # which only a measurement holds it to
        monkeypatch.setattr(test_certainty, name, math.inf)
    monkeypatch.setattr(test_certainty, "OPTIONS", 1)
    monkeypatch.setattr(test_inverse, "MOST_SECONDS", {"256 states": math.inf})
    monkeypatch.setattr(test_certainty, "QUESTION_OPTIONS", 6)
    test_certainty.test_questions_of_thousands_of_states(once)
    test_certainty.test_demands_alone(once)
    test_certainty.test_bounds_at_a_million_states(once)
    test_inverse.test_inverse(once, "256 states", "nash")


def test_workbench_steps(once: BenchmarkFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(test_workbench, "STEPS", 2)
    monkeypatch.setattr(test_workbench, "MOST_OPEN", 2)
    for name in ("72 states, 10 levers", "512 states"):
        test_workbench.test_a_step_of_a_lever_in_the_server(once, name)
    test_workbench.test_opening_and_editing_the_flagship(once)
    test_workbench.test_fifty_models_are_open(once)


def test_settlements_and_roadmaps(once: BenchmarkFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(test_settlements, "ZONE", (2, 3))
    monkeypatch.setattr(test_settlements, "ROADMAP", (2, 2))
    test_settlements.test_zone_and_efficient_set_of_sixteen_million_states(once)
    test_settlements.test_roadmap_of_sixteen_steps(once)


@pytest.mark.parametrize("reach", [1, 8])
def test_robust_plans(once: BenchmarkFixture, monkeypatch: pytest.MonkeyPatch, reach: int) -> None:
    monkeypatch.setattr(test_robust_plan, "SCENARIOS", 4)
    test_robust_plan.test_flagship(once, reach)


def test_compiled_against_plain_whatever_the_ratio(
    once: BenchmarkFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(test_small, "LEAST_RATIO", 0.0)
    monkeypatch.setitem(test_small.CASES, "16 states", lambda: random_payoffs(Size(2, 2)))
    test_small.test_compiled_against_plain(once, "16 states")
    assert set(once.extra_info) == {"plain, s", "compiled, s", "ratio"}


@pytest.mark.parametrize("half", ["seen", "unseen"])
def test_pages_are_read_as_well_as_the_documentation_says(
    once: BenchmarkFixture, half: str
) -> None:
    test_reading.test_rows(once, half)
    test_reading.test_lines(once, half)


def test_a_feed(once: BenchmarkFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(test_reading, "ENTRIES", 40)
    test_reading.test_a_feed_against_a_tenth_of_it(once)


def test_how_plans_grow(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    few = [growth.Step(Size(2, 2), 2, 1), growth.Step(Size(2, 2), 2, 4, free=2)]
    assert [step.settlement for step in few] == ["o0_0 and o0_1 and o1_0 and o1_1", "o0_0 and o0_1"]
    monkeypatch.setattr(growth, "GROWING", {"settlements": lambda: iter(few)})
    monkeypatch.setattr("sys.argv", ["growth", "0"])
    growth.main()
    told = capsys.readouterr().out
    assert "plans by settlements" in told
    assert told.count("nothing") == 6
