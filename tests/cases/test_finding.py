"""Published conflicts found by field, size, features, and likeness."""

import dataclasses
import itertools
import math

import pytest
from hypothesis import given, settings

import goodoffices as go
from goodoffices.cases import catalog
from goodoffices.cases.fields import FIELDS
from goodoffices.cases.finding import CasesFound
from goodoffices.model.structure import Structure, unlike
from goodoffices.model.structuring import structure_of
from tests.strategies import conflicts


def names(found: CasesFound) -> list[str]:
    return [entry.name for entry in found.entries]


def test_every_case_has_a_field_and_nothing_else_has() -> None:
    assert set(catalog.listed()) == set(FIELDS)
    assert all(FIELDS.values())


def test_the_dvd_case_without_its_sanction_gives_what_the_draft_prints() -> None:
    conflict = go.case("dvd-formats-1995")
    alliance, computer = conflict.decision_makers
    assert go.analyze(conflict, ["seq"]).stable("Alliance", "seq").tolist() == [True] * 4
    bare = dataclasses.replace(
        computer, moves=tuple(m for m in computer.moves if m != ("s1", "s3"))
    )
    printed = go.analyze(conflict.replace(decision_makers=(alliance, bare)), ["seq"])
    assert printed.stable("Alliance", "seq").tolist() == [True, False, True, True]


def test_the_options_of_the_trade_conflict_order_the_states_as_the_graph_does() -> None:
    graph, options = go.case("us-china-trade-76"), go.case("us-china-trade-options")
    for one, other in zip(graph.ranks, options.ranks, strict=True):
        assert one.tolist() == other.tolist()


def test_the_forecast_of_the_trade_conflict_has_the_moves_of_its_graph() -> None:
    graph, forecast = go.case("us-china-trade-76"), go.case("us-china-trade-2020")
    for one, other in zip(graph.decision_makers, forecast.decision_makers, strict=True):
        assert (one.name, one.moves) == (other.name, other.moves)


def test_each_demand_is_met_and_all_together() -> None:
    assert names(go.find_cases()) == catalog.listed()
    assert names(go.find_cases(field="trade")) == [
        "us-canada-tariffs-2025",
        "us-china-trade-2020",
        "us-china-trade-76",
        "us-china-trade-options",
        "us-china-vendor-finance-2001",
        "us-india-tariffs-2025",
        "us-japan-cars-2025",
    ]
    assert names(go.find_cases(states=76, has=["graph"])) == [
        "us-china-trade-2020",
        "us-china-trade-76",
    ]
    assert names(go.find_cases(field="water", parties=(2, 2), has=["observed"])) == [
        "indus-waters-1960",
        "syria-iraq-1975",
    ]
    assert names(go.find_cases(field="water", states=(None, 5))) == []


def test_what_there_is_not_is_answered_with_the_nearest() -> None:
    with pytest.raises(go.RequestError, match="did you mean 'water'"):
        go.find_cases(field="watr")
    with pytest.raises(go.RequestError, match="did you mean 'mediation'"):
        go.find_cases(has=["meditation"])


@pytest.mark.parametrize("name", ["chicken", "us-china-trade-76", "indus-waters-1960"])
def test_a_case_is_most_like_itself_and_the_nearest_come_first(name: str) -> None:
    found = go.find_cases(like=go.case(name))
    distances = [near.distance for near in found.likeness]
    assert (found.entries[0].name, distances[0]) == (name, 0)
    assert distances == sorted(distances)
    assert {one.partition("#")[0] for one in names(found)} == set(catalog.listed())
    for near in found.likeness:
        assert near.distance == round(math.fsum(near.parts.values()) / 6, 3)


def spearman(first: list[float], second: list[float]) -> float:
    """Correlate ranks, that of equals being the mean of their places."""

    def mean_ranks(values: list[float]) -> list[float]:
        return [
            sum(v < value for v in values) + (sum(v == value for v in values) + 1) / 2
            for value in values
        ]

    x, y = mean_ranks(first), mean_ranks(second)
    middle = (len(x) + 1) / 2
    across = sum((a - middle) * (b - middle) for a, b in zip(x, y, strict=True))
    return across / math.sqrt(sum((a - middle) ** 2 for a in x) * sum((b - middle) ** 2 for b in y))


@given(conflicts())
@settings(max_examples=60)
def test_structure_is_what_its_words_say(conflict: go.Conflict) -> None:
    found = structure_of(conflict)
    count, movers = len(conflict.states), range(len(conflict.decision_makers))
    moves = {
        (i, s, int(t))
        for i in movers
        for s in range(count)
        for t in conflict.moves.destinations(i, s)
    }
    one_way = sum((i, t, s) not in moves for i, s, t in moves)
    assert found.irreversible == (round(one_way / len(moves), 3) if moves else 0)
    wants = [own.tolist() for own in conflict.payoffs if len(set(own.tolist())) > 1]
    pairs = [spearman(a, b) for a, b in itertools.combinations(wants, 2)]
    if not pairs:
        assert found.agreement is None
    else:
        assert found.agreement == pytest.approx(sum(pairs) / len(pairs), abs=6e-4)
    assert set(unlike(found, found).values()) == {0}


def test_structures_as_unlike_as_can_be_are_one_apart_in_each_part() -> None:
    bare = Structure(1, 0, 1, 0.0, ("ranking",), -1.0)
    other = Structure(10**6, 5, 2**40, 1.0, ("weights",), 1.0)
    far = unlike(bare, other)
    assert far == unlike(other, bare)
    assert all(0.999 < part <= 1 for part in far.values())
