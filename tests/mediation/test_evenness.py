import json
from itertools import pairwise

import pytest

from goodoffices.errors import RequestError
from goodoffices.mediation.evenness import evenness
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.model.levers import Lever
from tests.mediation.disputes import EMBARGO, TRUCE, truce


def test_levers_on_one_side_only_on_the_other_and_on_both() -> None:
    only_a, only_b, both = evenness(TRUCE, concept="nash").sides
    assert [side.on for side in (only_a, only_b, both)] == [("A",), ("B",), ("A", "B")]
    assert isinstance(only_a.answer, Shortfall)
    assert isinstance(only_b.answer, Shortfall)
    assert isinstance(both.answer, Plan)
    assert only_a.answer.missing["B"] == pytest.approx(1, abs=1e-5)
    assert only_b.answer.missing["A"] == pytest.approx(1, abs=1e-5)
    assert [b.pressure for b in both.burdens] == pytest.approx([1 / 3, 1 / 3], abs=1e-5)
    assert [b.pressure for b in only_a.burdens] == pytest.approx([1 / 3, 0], abs=1e-5)
    assert [b.inducement for b in both.burdens] == [0, 0]


def test_inducements_are_told_apart_from_pressure() -> None:
    aid = Lever("aid", "EU", "B", "not x and not y", 0.5, 10, label="Aid")
    answer = evenness(truce(EMBARGO, aid), concept="nash").sides[-1]
    assert isinstance(answer.answer, Plan)
    assert answer.burdens[1].inducement == pytest.approx(1 / 3, abs=1e-5)
    assert answer.burdens[1].pressure == 0


def test_the_comparison_reads_and_travels() -> None:
    even = evenness(TRUCE, concept="nash")
    text = even.summary
    assert "Levers on Arland only: no plan. Nearest comes state 1 (NN): Borduria lacks" in text
    assert "Levers on Arland and Borduria: a plan at a cost of 1: settlement 1 (NN)." in text
    assert str(even).splitlines()[1:6] == [
        "Levers on Answer  State Cost |       A B | Pressure | Pressure",
        "──────────────────────────────────────────────────────────────",
        "A         no plan     1      |         1 |   0.3333 |        0",
        "B         no plan     1      |       1   |        0 |   0.3333",
        "A + B     plan        1    1 |           |   0.3333 |   0.3333",
    ]
    sides = json.loads(json.dumps(even.to_dict()))["sides"]
    assert [side["answer"] for side in sides] == ["shortfall", "shortfall", "plan"]
    assert all(a["levers_on"] != b["levers_on"] for a, b in pairwise(sides))


def test_one_target_is_compared_with_nobody() -> None:
    (side,) = evenness(TRUCE, concept="nash", on=["A"]).sides
    assert side.on == ("A",)
    with pytest.raises(RequestError, match="nothing to compare"):
        evenness(truce())
