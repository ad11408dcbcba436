import json
from dataclasses import replace

import pytest

from goodoffices.errors import SizeError
from goodoffices.mediation.holder_sets import Role
from goodoffices.mediation.mediators import mediators
from goodoffices.mediation.plan.results import Plan, Shortfall
from goodoffices.model.levers import Lever
from tests.mediation.disputes import EMBARGO, FREEZE, TRUCE, truce


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
    assert "United States and European Union together: a plan at a cost of " in text
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


def test_smallest_sets_and_who_is_needed() -> None:
    idle = Lever("idle", "A", "B", "x", 1, 0.5, execute=1)  # at 1 it would bind A itself
    found = mediators(truce(EMBARGO, FREEZE, idle), concept="nash", sets=True)
    assert found.sets is not None
    assert found.sets.smallest == (("US", "EU"),)
    us, eu, first = found.sets.roles
    assert us == Role("US", "pivotal", None)
    assert eu == Role("EU", "pivotal", None)
    assert (first.need, first.gain, first.would_rather_not) == ("redundant", 1, False)
    assert "- United States and European Union" in str(found)


def test_two_who_can_stand_in_for_each_other_are_both_replaceable() -> None:
    other = Lever("blockade", "B", "A", "x", -1, 5, execute=1)
    found = mediators(truce(EMBARGO, FREEZE, other), concept="nash", sets=True).sets
    assert found is not None
    assert found.smallest == (("US", "EU"), ("EU", "B"))
    assert [role.need for role in found.roles] == ["replaceable", "pivotal", "replaceable"]


def test_a_party_that_pays_too_much_would_rather_not() -> None:
    gift = Lever("gift", "A", "B", "not x and not y", 1, 4, execute=2)
    found = mediators(truce(EMBARGO, gift), concept="nash", sets=True).sets
    assert found is not None
    role = found.roles[1]
    assert (role.need, role.would_rather_not) == ("pivotal", True)
    assert role.gain == pytest.approx(3 - 2 - 2, abs=1e-4)


def test_no_set_suffices_and_none_is_needed() -> None:
    short = mediators(truce(EMBARGO), concept="nash", sets=True)
    assert short.sets is not None
    assert short.sets.smallest == ()
    assert [role.need for role in short.sets.roles] == ["not enough"]
    assert "No set of holders suffices, not all of them together." in str(short)
    free = mediators(truce(EMBARGO), concept="seq", sets=True)
    assert free.sets is not None
    assert free.sets.smallest == ((),)
    assert [role.need for role in free.sets.roles] == ["redundant"]
    assert "It takes no holder of levers." in str(free)


def test_too_many_holders_have_too_many_sets() -> None:
    many = [Lever(f"l{k}", f"M{k}", "A", "x", -1, 1) for k in range(17)]
    named = {f"M{k}": "" for k in range(17)}
    mediation = replace(TRUCE.mediation, mediators=named, levers=tuple(many))
    conflict = TRUCE.replace(mediation=mediation)
    with pytest.raises(SizeError, match="17 holders of levers have too many sets"):
        mediators(conflict, concept="nash", sets=True)
