"""Which states there are, how they are numbered, and which of them are one."""

import numpy as np
import pytest

from goodoffices.errors import ModelError, SizeError
from goodoffices.model.conflict import Conflict
from goodoffices.model.states import State
from goodoffices.model.written import DecisionMaker, Option
from tests.model.making import INDIFFERENT, making, party, patterns

ELMIRA = (party("MoE", "modify"), party("Uniroyal", "delay accept abandon"), party("LG", "insist"))
ELMIRA_PATTERNS = {
    1: "NYNNN",
    2: "YYNNN",
    3: "NNYNN",
    4: "YNYNN",
    5: "NNNYN",
    6: "YNNYN",
    7: "NYNNY",
    8: "YYNNY",
    9: "NNYNY",
    10: "YNYNY",
    11: "NNNYY",
    12: "YNNYY",
}
CHOICE = ("delay", "accept", "abandon")


def test_numbers_are_those_of_the_literature() -> None:
    conflict = making(*ELMIRA, exactly_one=(CHOICE,))

    assert {state.number: state.pattern for state in conflict.states} == ELMIRA_PATTERNS
    assert conflict.state(10) == State(10, "YNYNY", ("modify", "accept", "insist"), "YNYNY")
    assert conflict.states[9] == conflict.state("YNYNY") == conflict.state(10)
    assert len(conflict.states) == 12


def test_the_first_option_is_the_least_significant_bit() -> None:
    assert patterns(making(party("P", "x"), party("Q", "y"))) == ["NN", "YN", "NY", "YY"]


def test_numbers_skip_what_is_infeasible_whoever_it_concerns() -> None:
    across = making(party("P", "x"), party("Q", "y z"), infeasible=("x and z",))
    assert patterns(across) == ["NNN", "YNN", "NYN", "YYN", "NNY", "NYY"]
    within = making(party("P", "x"), party("Q", "y z"), infeasible=("y and z",))
    assert patterns(within) == ["NNN", "YNN", "NYN", "YYN", "NNY", "YNY"]
    both = making(party("P", "x"), party("Q", "y z"), infeasible=("y and z", "not x and not y"))
    assert patterns(both) == ["YNN", "NYN", "YYN", "YNY"]


def test_groups_within_and_across_decision_makers() -> None:
    parties = party("P", "x y"), party("Q", "z")

    assert patterns(making(*parties, exactly_one=(("x", "y"),))) == ["YNN", "NYN", "YNY", "NYY"]
    assert patterns(making(*parties, at_most_one=(("x", "y", "z"),))) == [
        "NNN",
        "YNN",
        "NYN",
        "NNY",
    ]
    assert patterns(making(*parties, at_least_one=(("P.x", "Q.z"),))) == [
        "YNN",
        "YYN",
        "NNY",
        "YNY",
        "NYY",
        "YYY",
    ]
    several = making(*parties, exactly_one=(("x", "y"),), at_most_one=(("x", "z"),))
    assert patterns(several) == ["YNN", "NYN", "NYY"]


def test_groups_that_overlap() -> None:
    groups = ("x", "y"), ("y", "z")
    assert patterns(making(party("P", "x y z"), exactly_one=groups)) == ["NYN", "YNY"]


def test_thirty_exclusive_options() -> None:
    names = tuple(f"o{k}" for k in range(30))
    chooser, other = party("P", " ".join(names)), party("Q", "x")

    one = making(chooser, other, exactly_one=(names,))
    assert len(one.states) == 60
    assert [state.options for state in one.states] == [
        *((name,) for name in names),
        *((name, "x") for name in names),
    ]
    assert len(one.moves.destinations(0, 0)) == 29

    at_most = making(chooser, other, at_most_one=(names,))
    assert len(at_most.states) == 62
    assert at_most.states[0].options == ()
    assert at_most.index("N" * 29 + "YY") == 61

    least = making(chooser, other, at_most_one=(names,), at_least_one=(names[::2],))
    assert [state.options[0] for state in least.states] == [*names[::2], *names[::2]]


def test_options_that_share_a_name_are_shown_with_their_owner() -> None:
    conflict = making(party("P", "hold x"), party("Q", "hold"))
    assert conflict.state("YYY").options == ("P.hold", "x", "Q.hold")


def test_a_decision_maker_without_options_has_one_strategy() -> None:
    conflict = making(party("P", "x"), party("Q"), party("R", "y"))
    assert patterns(conflict) == ["NN", "YN", "NY", "YY"]
    assert conflict.moves.destinations(1, 2).tolist() == []
    assert [state.pattern for state in making(party("P")).states] == [""]


def nine_states() -> Conflict:
    return making(*ELMIRA, exactly_one=(CHOICE,), same_state=("abandon",))


def test_merged_states_take_the_place_of_their_lowest_pattern() -> None:
    conflict = nine_states()

    assert patterns(conflict) == [ELMIRA_PATTERNS[k] for k in (1, 2, 3, 4, 5, 7, 8, 9, 10)]
    assert [conflict.state(ELMIRA_PATTERNS[k]).number for k in (5, 6, 11, 12)] == [5, 5, 5, 5]
    assert conflict.state(5) == State(5, "NNNYN", ("abandon",), "-NNY-")
    assert conflict.index("abandon") == 4


def test_a_statement_holds_in_a_merged_state_when_it_holds_in_all_its_patterns() -> None:
    conflict = nine_states()

    assert np.flatnonzero(conflict.where("abandon")).tolist() == [4]
    assert 4 not in np.flatnonzero(conflict.where("modify"))
    assert 4 not in np.flatnonzero(conflict.where("not modify"))


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        (("x", "y"), ["NNN", "YNN", "NNY"]),
        (("y", "x"), ["NNN", "YNN", "NNY"]),
        (
            ("x and not z", "x and z", "y and x and not z"),
            ["NNN", "YNN", "NYN", "NNY", "YNY", "NYY"],
        ),
        (("x and y", "z", "x and y and z"), ["NNN", "YNN", "NYN", "YYN"]),
        (("x and y and not z", "z and not x", "x iff z"), ["NNN", "YNN", "YYN", "NNY"]),
        (("true",), ["NNN"]),
        (("false", "x and y and z"), ["NNN", "YNN", "NYN", "YYN", "NNY", "YNY", "NYY", "YYY"]),
    ],
)
def test_statements_that_overlap_chain(statements: tuple[str, ...], expected: list[str]) -> None:
    conflict = making(party("P", "x y"), party("Q", "z"), same_state=statements)
    assert patterns(conflict) == expected


def test_labels_show_what_differs_in_a_merged_state() -> None:
    conflict = making(party("P", "x y"), party("Q", "z"), same_state=("x and y", "not x and z"))
    assert [state.label for state in conflict.states] == ["NNN", "YNN", "NYN", "YY-", "N-Y", "YNY"]


def test_same_state_sees_feasible_patterns_only() -> None:
    conflict = making(party("P", "x"), party("Q", "y"), infeasible=("x and y",), same_state=("x",))
    assert patterns(conflict) == ["NN", "YN", "NY"]
    assert conflict.in_graph_form is False


@pytest.mark.parametrize(
    ("rules", "where", "told"),
    [
        (
            {"infeasible": ("true", "z")},
            ("infeasible", 0),
            "P can do nothing under infeasible: true",
        ),
        (
            {"infeasible": ("x", "not x")},
            ("infeasible", 1),
            "P can do nothing under infeasible: x; infeasible: not x",
        ),
        (
            {"exactly_one": (("x", "y"),), "infeasible": ("z", "x or y")},
            ("infeasible", 1),
            "P can do nothing under exactly_one: [x, y]; infeasible: x or y",
        ),
        (
            {"at_least_one": (("x", "z"),), "infeasible": ("x", "z")},
            ("infeasible", 1),
            "nothing can be under at_least_one: [x, z]; infeasible: x; infeasible: z",
        ),
        (
            {"at_least_one": (("x",), ("y",)), "at_most_one": (("x", "y"),)},
            ("at_least_one", 1),
            "P can do nothing under at_most_one: [x, y]; at_least_one: [x]; at_least_one: [y]",
        ),
    ],
)
def test_no_feasible_state_names_the_rules(
    rules: dict[str, tuple[object, ...]], where: tuple[str, int], told: str
) -> None:
    with pytest.raises(ModelError, match="no feasible state") as caught:
        making(party("P", "x y"), party("Q", "z"), **rules)
    (found,) = caught.value.problems
    assert found.found == f"no feasible state: {told}"
    assert found.where == where
    assert found.remedy


def test_sizes_that_are_refused() -> None:
    many = DecisionMaker("P", INDIFFERENT, tuple(Option(f"o{k}") for k in range(40)))
    with pytest.raises(SizeError, match=r"more than 65,536 strategies.*exclude each other"):
        making(many)

    wide = [party(name, " ".join(f"{name}{k}" for k in range(15))) for name in "PQ"]
    with pytest.raises(SizeError, match=r"1,073,741,824 combinations.*at most 268,435,456"):
        making(*wide)

    broad = [party(name, " ".join(f"{name}{k}" for k in range(10))) for name in "PQ"]
    with pytest.raises(SizeError, match="moves one by one; at most 134,217,728"):
        making(*broad, same_state=("P0 and Q0",))
