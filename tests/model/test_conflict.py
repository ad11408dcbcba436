"""A conflict as a value: what it can be asked, and what is wrong with one as a whole."""

import copy
import dataclasses
import pickle
from typing import Any

import numpy as np
import pytest

from goodoffices.errors import ModelError, Path, RequestError
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import (
    Payoffs,
    Preferences,
    Prioritized,
    Ranking,
    StateReference,
    Weights,
)
from goodoffices.model.written import (
    CoalitionImprovements,
    DecisionMaker,
    Discrepancy,
    NoMove,
    Option,
    Published,
)
from tests.model.making import INDIFFERENT, making, party, problem, problems, wanting

DISPUTE = making(
    DecisionMaker("MoE", Prioritized(("not modify",)), (Option("modify"),), label="Ministry"),
    DecisionMaker("LG", Ranking(((2, 1), (3,), ("YY",))), (Option("insist"),)),
)
GRAPH = making(DecisionMaker("P", Payoffs((2.0, 1.0)), moves=((1, 2),)), states_listed=("a", "b"))


def test_a_conflict_is_frozen_and_compared_by_value() -> None:
    assert DISPUTE.replace() == copy.deepcopy(DISPUTE) == DISPUTE
    assert pickle.loads(pickle.dumps(DISPUTE)).state(3) == DISPUTE.state(3)  # noqa: S301 - our own
    assert DISPUTE.replace(title="another") != DISPUTE
    with pytest.raises(dataclasses.FrozenInstanceError):
        DISPUTE.title = "another"  # type: ignore[misc]


def test_names_titles_and_places_of_decision_makers() -> None:
    assert DISPUTE.names == ("MoE", "LG")
    assert [dm.title for dm in DISPUTE.decision_makers] == ["Ministry", "LG"]
    assert Option("x", label="an option").title == "an option"
    assert Option("x").title == "x"
    assert DISPUTE.decision_maker_index("LG") == 1
    assert DISPUTE.decision_maker_index("Ministry") == 0
    with pytest.raises(RequestError, match="no decision maker 'LGG'; did you mean 'LG'"):
        DISPUTE.decision_maker_index("LGG")


def test_a_label_that_two_share_is_no_name() -> None:
    twins = [DecisionMaker(name, INDIFFERENT, label="Twin") for name in "PQ"]
    with pytest.raises(RequestError, match="no decision maker 'Twin'"):
        making(*twins).decision_maker_index("Twin")


@pytest.mark.parametrize(
    "reference", [3, "NY", "insist and not modify", "not (modify or not insist)"]
)
def test_states_by_number_pattern_or_statement(reference: StateReference) -> None:
    assert DISPUTE.index(reference) == 2
    assert DISPUTE.state(reference).pattern == "NY"
    assert DISPUTE.replace(status_quo=reference).status_quo_index == 2


def test_states_by_a_number_that_came_out_of_an_array() -> None:
    numbers: Any = np.array([4, 3, 2, 1])

    assert DISPUTE.state(numbers[1]) == DISPUTE.state(3)
    by_number = Ranking(tuple((number,) for number in numbers))
    assert making(party("P", "x y", by_number)).payoffs[0].tolist() == [1, 2, 3, 4]


@pytest.mark.parametrize("letter", ["N", "Y"])
def test_a_pattern_of_one_letter(letter: str) -> None:
    conflict = making(party("P", "x"), status_quo=letter)
    assert conflict.status_quo_index == "NY".index(letter)


def test_an_option_named_like_a_pattern_is_a_statement() -> None:
    conflict = making(party("P", "Y NN"))
    assert conflict.state("not NN and Y").pattern == "YN"
    with pytest.raises(RequestError, match="'NN' holds in 2 states: 3, 4"):
        conflict.index("NN")


WRONG_REFERENCES = [
    (0, "there is no state 0; states run from 1 to 4"),
    (5, "there is no state 5; states run from 1 to 4"),
    ("YYY", "'YYY' is no state; a pattern has 2 letters Y or N, one per option"),
    ("modify", "'modify' holds in 2 states: 2, 4"),
    ("modify and not modify", "'modify and not modify' holds in no feasible state"),
    ("true", "'true' holds in 4 states: 1, 2, 3, 4"),
]


@pytest.mark.parametrize(("reference", "message"), WRONG_REFERENCES)
def test_references_to_no_state_or_several(reference: StateReference, message: str) -> None:
    with pytest.raises(RequestError) as caught:
        DISPUTE.state(reference)
    assert str(caught.value) == message

    with pytest.raises(ModelError) as refused:
        DISPUTE.replace(status_quo=reference)
    (wrong,) = refused.value.problems
    assert (wrong.where, wrong.found) == (("status_quo",), message)
    assert wrong.expected == "a state number, a pattern, or a statement true in exactly one state"


def test_a_status_quo_that_is_not_feasible() -> None:
    wrong = problem(party("P", "x y"), infeasible=("x and y",), status_quo="YY")
    excluded = "pattern YY is not feasible: excluded by infeasible: x and y"
    assert (wrong.where, wrong.found) == (("status_quo",), excluded)


def test_a_status_quo_that_cannot_be_read() -> None:
    wrong = problem(party("P", "modify"), status_quo="not modfy")
    assert (wrong.where, wrong.offset, wrong.text) == (("status_quo",), 4, "not modfy")
    assert wrong.remedy == "did you mean 'modify'?"
    with pytest.raises(RequestError, match=r"unknown option 'modfy'.*did you mean 'modify'"):
        making(party("P", "modify")).state("not modfy")


def test_a_graph_knows_numbers_and_labels_only() -> None:
    assert GRAPH.replace(status_quo="b").status_quo_index == 1
    assert GRAPH.replace(status_quo=1).status_quo_index == 0
    with pytest.raises(ModelError, match="there is no state 'c'"):
        GRAPH.replace(status_quo="c")
    assert GRAPH.where("b").tolist() == [False, True]
    assert GRAPH.where(("b", 1)).tolist() == [True, True]
    with pytest.raises(RequestError, match="no state 'not a'; statements need options"):
        GRAPH.where("not a")


@pytest.mark.parametrize("wants", [Prioritized(("a",)), Weights((("a", 1.0),)), Prioritized(())])
def test_a_graph_has_no_statements(wants: Preferences) -> None:
    wrong = problem(DecisionMaker("P", wants), states_listed=("a", "b"))
    assert wrong.where == wanting("P", wants.key)
    assert wrong.found == "statements in a conflict written as a graph"
    assert wrong.remedy == "give a ranking or payoffs"


def test_preferences_over_the_states_of_a_graph() -> None:
    def levels(wants: Preferences) -> list[float]:
        conflict = making(DecisionMaker("P", wants), states_listed=("a", "b"))
        values: list[float] = conflict.payoffs[0].tolist()
        return values

    assert levels(Ranking((("b",), (1,)))) == [1, 2]
    assert levels(Payoffs({"b": 7.0, 1: 3.0})) == [3, 7]
    wrong = problem(DecisionMaker("P", Ranking((("b",), ("c",), (1,)))), states_listed=("a", "b"))
    assert (wrong.where, wrong.found) == (wanting("P", "ranking", 1), "there is no state 'c'")


PARTIES = party("P", "x y"), party("Q", "z")


@pytest.mark.parametrize(
    ("rules", "where", "found"),
    [
        ({"exactly_one": (("x", "y"), ("x", "zz"))}, ("exactly_one", 1, 1), "unknown option 'zz'"),
        ({"at_most_one": (("x", "Q.x"),)}, ("at_most_one", 0, 1), "unknown option 'Q.x'"),
        (
            {"at_least_one": (("x", "y", "P.x"),)},
            ("at_least_one", 0, 2),
            "option 'P.x' is there twice",
        ),
        ({"exactly_one": (("x",), ())}, ("exactly_one", 1), "a group without options"),
        ({"exactly_one": (("x and y",),)}, ("exactly_one", 0, 0), "unknown option 'x and y'"),
        ({"infeasible": ("x", "zz")}, ("infeasible", 1), "unknown option 'zz'"),
        ({"same_state": ("x", "z z")}, ("same_state", 1), "'z' is not expected here"),
        (
            {"no_move": (NoMove("P", "x", "y"), NoMove("P", "xx", "y"))},
            ("no_move", 1, "from"),
            "unknown option 'xx'",
        ),
        ({"no_move": (NoMove("P", "x", ""),)}, ("no_move", 0, "to"), "an empty statement"),
    ],
)
def test_wrong_rules(rules: dict[str, object], where: Path, found: str) -> None:
    wrong = problem(*PARTIES, **rules)
    assert (wrong.where, wrong.found) == (where, found)


def test_a_group_names_options_that_share_a_name_by_their_owner() -> None:
    parties = party("P", "hold"), party("Q", "hold")
    wrong = problem(*parties, at_most_one=(("hold", "Q.hold"),))

    assert (wrong.where, wrong.found) == (("at_most_one", 0, 0), "option 'hold' belongs to P and Q")
    assert wrong.remedy == "write P.hold or Q.hold"
    assert len(making(*parties, at_most_one=(("P.hold", "Q.hold"),)).states) == 3


def test_all_wrong_rules_are_reported_together() -> None:
    wrong = problems(
        *PARTIES,
        exactly_one=(("x", "a"),),
        infeasible=("b", "c"),
        same_state=("d",),
        no_move=(NoMove("P", "e", "f"),),
    )
    assert [p.found for p in wrong] == [f"unknown option '{name}'" for name in "abcdef"]


def test_all_wrong_preferences_and_what_follows_are_reported_together() -> None:
    wrong = problems(
        party("P", "x", Ranking(((1,),))),
        party("Q", "y", Payoffs((1.0,))),
        status_quo=9,
        published=Published(equilibria={"nash": (1, 7)}),
    )
    assert [p.where for p in wrong] == [
        wanting("P", "ranking"),
        wanting("Q", "payoffs"),
        ("status_quo",),
        ("published", "equilibria", "nash"),
    ]


@pytest.mark.parametrize(
    ("published", "where", "number"),
    [
        (Published(equilibria={"nash": (1,), "seq": (4, 5)}), ("equilibria", "seq"), 5),
        (Published(stable_for={"P": {"gmr": (0,)}}), ("stable_for", "P", "gmr"), 0),
        (
            Published(coalition_improvements=(CoalitionImprovements(("P", "Q"), {1: (2, 9)}),)),
            ("coalition_improvements", 0, "moves", 1),
            9,
        ),
        (
            Published(coalition_improvements=(CoalitionImprovements(("P", "Q"), {8: (2,)}),)),
            ("coalition_improvements", 0, "moves", 8),
            8,
        ),
        (Published(differs=(Discrepancy("nash", (1, 6), "Why"),)), ("differs", 0, "states"), 6),
    ],
)
def test_published_results_about_states_that_do_not_exist(
    published: Published, where: Path, number: int
) -> None:
    wrong = problem(party("P", "x"), party("Q", "y"), published=published)

    assert wrong.where == ("published", *where)
    assert wrong.found == f"there is no state {number}"
    assert wrong.expected == "a number from 1 to 4"


def test_an_error_says_everything() -> None:
    with pytest.raises(ModelError) as caught:
        making(party("P", "modify"), infeasible=("modfy",), same_state=("",))

    assert str(caught.value).splitlines() == [
        "infeasible[0]: unknown option 'modfy'",
        "    modfy",
        "    ^",
        "  expected: an option of a decision maker",
        "  to mend:  did you mean 'modify'?",
        "same_state[0]: an empty statement",
        "    ",
        "    ^",
        "  expected: an expression over options",
        "  to mend:  join options with not, and, or, if, iff and parentheses",
    ]


def test_a_merged_state_by_the_label_that_is_shown() -> None:
    conflict = making(party("P", "x y"), party("Q", "z"), same_state=("x",))
    labels = [state.label for state in conflict.states]

    assert labels == ["NNN", "Y--", "NYN", "NNY", "NYY"]
    assert [conflict.index(label) for label in labels] == [0, 1, 2, 3, 4]
    with pytest.raises(RequestError, match="no state"):
        conflict.index("Y-N")


def test_a_rank_without_a_state() -> None:
    with pytest.raises(ModelError, match="a rank without a state"):
        making(party("P", "x", Ranking(((1,), (), (2,)))))


def test_a_move_with_three_ends() -> None:
    ends: Any = ((1, 2, 1),)
    mover = DecisionMaker("P", Ranking(((1,), (2,))), moves=ends)
    with pytest.raises(ModelError, match="a move with 3 ends"):
        Conflict("t", (mover,), states_listed=("a", "b"))
