"""The catalogue: what is in it, what each file has to say, and what the notes claim."""

import dataclasses
import itertools

import numpy as np
import pytest

import goodoffices as go
from goodoffices.cases import catalog
from goodoffices.cases.entries import entry_of
from goodoffices.model.preferences import Payoffs, Prioritized, Ranking, Weights

FOUR_OF_THE_LITERATURE = [
    "cuban-missile-1962",
    "elmira-1991",
    "prisoners-dilemma",
    "syria-iraq-1975",
]


def equilibria(conflict: go.Conflict, concept: str) -> list[int]:
    return [state.number for state in go.analyze(conflict, concepts=[concept]).equilibria(concept)]


def test_names_are_sorted_and_hold_the_four_and_more() -> None:
    names = catalog.names()
    assert names == sorted(set(names))
    assert set(names) > set(FOUR_OF_THE_LITERATURE)
    assert len(names) >= 7


@pytest.mark.parametrize("name", catalog.names())
def test_each_case_says_what_it_is_and_where_it_comes_from(name: str) -> None:
    conflict = go.case(name)
    assert conflict.title
    assert conflict.sources
    assert conflict.notes
    if conflict.published is None:
        asked = conflict.mediation.claims or conflict.issues
        assert asked, "a case has published results, claims to test, or packages to compare"
    else:
        assert conflict.published.source


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(go.RequestError, match="elmira-1991"):
        go.case("elmira-1919")


def test_the_catalogue_shows_every_form_of_preference_and_the_graph_form() -> None:
    conflicts = [go.case(name) for name in catalog.names()]
    forms = {type(dm.preferences) for conflict in conflicts for dm in conflict.decision_makers}
    assert forms == {Ranking, Prioritized, Weights, Payoffs}
    assert any(conflict.in_graph_form for conflict in conflicts)
    assert any(conflict.same_state for conflict in conflicts)


def test_states_are_numbered_as_in_the_literature() -> None:
    elmira = go.case("elmira-1991")
    assert [state.pattern for state in elmira.states] == [
        *("NYNNN", "YYNNN", "NNYNN", "YNYNN", "NNNYN", "YNNYN"),
        *("NYNNY", "YYNNY", "NNYNY", "YNYNY", "NNNYY", "YNNYY"),
    ]
    assert elmira.status_quo_index == 0


@pytest.mark.parametrize(
    ("decision_maker", "order"), [("Syria", [1, 3, 6, 2, 4, 5]), ("Iraq", [2, 4, 6, 1, 5, 3])]
)
def test_syria_iraq_statements_give_the_published_ranking(
    decision_maker: str, order: list[int]
) -> None:
    conflict = go.case("syria-iraq-1975")
    ranks = conflict.ranks[conflict.decision_maker_index(decision_maker)]
    assert (np.argsort(ranks) + 1).tolist() == order


def test_syria_iraq_inverse_counts_are_the_published_ones() -> None:
    # Over all strict rankings of Syria, with Iraq's as it is, how many make state 2 an equilibrium.
    conflict = go.case("syria-iraq-1975")
    syria, iraq = conflict.decision_makers
    counts = dict.fromkeys(("nash", "gmr", "smr", "seq"), 0)
    for order in itertools.permutations(range(1, 7)):
        varied = dataclasses.replace(syria, preferences=Ranking(tuple((s,) for s in order)))
        analysis = go.analyze(conflict.replace(decision_makers=(varied, iraq)), concepts=counts)
        for concept in counts:
            counts[concept] += int(analysis.equilibrium(concept)[1])
    assert counts == {"nash": 240, "gmr": 384, "smr": 300, "seq": 384}


@pytest.mark.parametrize(
    ("other", "number_there"),
    [
        ("elmira-1991-nine", {7: 6, 8: 7, 9: 8, 10: 9, 6: 5, 11: 5, 12: 5}),
        ("elmira-1991-graph", {7: 5, 8: 6, 9: 7, 10: 8, 5: 9, 6: 9, 11: 9, 12: 9}),
    ],
)
def test_the_forms_of_elmira_agree_for_each_decision_maker(
    other: str, number_there: dict[int, int]
) -> None:
    twelve, there = go.analyze(go.case("elmira-1991")), go.analyze(go.case(other))
    places = [number_there.get(number, number) - 1 for number in range(1, 13)]
    for concept in twelve.concepts:
        for name in twelve.conflict.names:
            expected = twelve.stable(name, concept)
            assert there.stable(name, concept)[places].tolist() == expected.tolist()


@pytest.mark.parametrize("concept", ["gmr", "smr"])
def test_garrison_answers_by_several_movers_add_three_equilibria(concept: str) -> None:
    one_answer_each = [2, 3, 8, 11, 13, 14, 15, 17, 18, 19, 21, 22]
    found = equilibria(go.case("garrison-diversion-1976"), concept)
    assert found == sorted([*one_answer_each, 4, 6, 10])


def test_the_catalogue_says_what_the_cases_are() -> None:
    """Written anew by scripts/write_catalogue.py."""
    assert go.catalogue() == [entry_of(name) for name in catalog.listed()]
