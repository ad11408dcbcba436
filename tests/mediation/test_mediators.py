import json

import pytest

from goodoffices.mediation.mediators import mediators
from goodoffices.mediation.plan.results import Plan, Shortfall
from tests.mediation.disputes import TRUCE


def test_each_alone_all_together_and_none() -> None:
    us, eu, together, none = mediators(TRUCE, concept="nash").holdings
    assert [h.held_by for h in (us, eu, together, none)] == [("US",), ("EU",), ("US", "EU"), ()]
    assert isinstance(us.answer, Shortfall)
    assert isinstance(eu.answer, Shortfall)
    assert isinstance(together.answer, Plan)
    assert together.answer.cost == pytest.approx(1, abs=1e-5)
    assert isinstance(none.answer, Shortfall)
    assert none.answer.total == pytest.approx(2, abs=1e-5)


def test_only_some_holders_are_compared_when_asked() -> None:
    us, none = mediators(TRUCE, concept="nash", held_by="US").holdings
    assert (us.held_by, none.held_by) == (("US",), ())


def test_the_comparison_reads_and_travels() -> None:
    compared = mediators(TRUCE, concept="nash")
    text = compared.summary
    assert "United States alone: no plan." in text
    assert "United States and European Union together: a plan: settlement 1 (NN)" in text
    assert "With no lever: no plan." in text
    table = str(compared).splitlines()
    assert table[1:7] == [
        "Levers of Answer  State Cost |       A B",
        "────────────────────────────────────────",
        "US        no plan     1      |         1",
        "EU        no plan     1      |       1",
        "US + EU   plan        1    1 |",
        "nobody    no plan     1      |       1 1",
    ]
    assert "Embargo  US       A           1     5     0  credible" in table
    data = json.loads(json.dumps(compared.to_dict()))
    assert [h["answer"] for h in data["holdings"]] == [
        "shortfall",
        "shortfall",
        "plan",
        "shortfall",
    ]
