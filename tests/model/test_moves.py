"""Who can move from where to where."""

import pytest

from goodoffices.model.conflict import Conflict
from goodoffices.model.moves import ArcMoves, TensorMoves
from goodoffices.model.preferences import Payoffs, StateReference
from goodoffices.model.written import DecisionMaker, NoMove, Option
from tests.model.making import INDIFFERENT, making, party, patterns, problem, problems


def moves(conflict: Conflict, mover: int) -> dict[str, list[str]]:
    """List a mover's moves as patterns, from states that it can leave."""
    named = patterns(conflict)
    reached = [[named[t] for t in conflict.moves.destinations(mover, s)] for s in range(len(named))]
    return {origin: there for origin, there in zip(named, reached, strict=True) if there}


def test_a_decision_maker_changes_its_own_options_and_any_number_of_them() -> None:
    conflict = making(party("P", "x y"), party("Q", "z"))

    assert isinstance(conflict.moves, TensorMoves)
    assert moves(conflict, 0)["YNY"] == ["NNY", "NYY", "YYY"]
    assert moves(conflict, 1) == {
        "NNN": ["NNY"],
        "YNN": ["YNY"],
        "NYN": ["NYY"],
        "YYN": ["YYY"],
        "NNY": ["NNN"],
        "YNY": ["YNN"],
        "NYY": ["NYN"],
        "YYY": ["YYN"],
    }


def test_moves_lead_to_feasible_states_only() -> None:
    conflict = making(party("P", "x y"), party("Q", "z"), infeasible=("x and z",))
    assert moves(conflict, 0)["NNY"] == ["NYY"]
    assert moves(conflict, 1) == {"NNN": ["NNY"], "NYN": ["NYY"], "NNY": ["NNN"], "NYY": ["NYN"]}


def test_irreversible_options_both_ways() -> None:
    options = (
        Option("taken", reversible=False),
        Option("dropped", once_dropped=True),
        Option("free"),
    )
    conflict = making(DecisionMaker("P", INDIFFERENT, options))

    reached = moves(conflict, 0)
    assert reached["NYN"] == ["NNN", "YNN", "YYN", "NNY", "YNY", "NYY", "YYY"]
    assert reached["YYN"] == ["YNN", "YNY", "YYY"]
    assert reached["NNN"] == ["YNN", "NNY", "YNY"]
    assert reached["YNN"] == ["YNY"]


def test_more_irreversible_options_than_bits_in_a_word() -> None:
    names = [f"o{k}" for k in range(70)]
    options = tuple(Option(name, reversible=False) for name in names)
    conflict = making(DecisionMaker("P", INDIFFERENT, options), at_most_one=(tuple(names),))

    assert len(conflict.moves.destinations(0, 0)) == 70
    assert [len(conflict.moves.destinations(0, s)) for s in range(1, 71)] == [0] * 70


def test_moves_that_depend_on_the_state() -> None:
    rules = (NoMove("Q", "z and x", "not z"), NoMove("P", "true", "x and y"))
    conflict = making(party("P", "x y"), party("Q", "z"), no_move=rules)

    assert isinstance(conflict.moves, ArcMoves)
    assert moves(conflict, 1)["NNY"] == ["NNN"]
    assert "YNY" not in moves(conflict, 1)
    assert moves(conflict, 1)["YNN"] == ["YNY"]
    assert moves(conflict, 0)["YNY"] == ["NNY", "NYY"]
    assert moves(conflict, 0)["YYY"] == ["NNY", "YNY", "NYY"]


def test_a_rule_that_forbids_a_direct_move_leaves_the_way_round() -> None:
    conflict = making(party("P", "x y"), no_move=(NoMove("P", "not x and not y", "x and y"),))
    assert moves(conflict, 0)["NN"] == ["YN", "NY"]
    assert "YY" in moves(conflict, 0)["YN"]


def test_a_merged_state_has_the_moves_of_all_its_patterns() -> None:
    conflict = making(party("P", "x"), party("Q", "y z"), same_state=("y",))

    assert patterns(conflict) == ["NNN", "YNN", "NYN", "NNY", "YNY"]
    assert moves(conflict, 0) == {"NNN": ["YNN"], "YNN": ["NNN"], "NNY": ["YNY"], "YNY": ["NNY"]}
    assert moves(conflict, 1)["NYN"] == ["NNN", "YNN", "NNY", "YNY"]
    assert moves(conflict, 1)["YNN"] == ["NYN", "YNY"]


def test_rules_are_read_pattern_by_pattern_in_merged_states() -> None:
    rule = NoMove("Q", "y and x", "not y")
    conflict = making(party("P", "x"), party("Q", "y"), same_state=("y",), no_move=(rule,))
    assert moves(conflict, 1) == {"NN": ["NY"], "YN": ["NY"], "NY": ["NN"]}


def graph(*given: tuple[StateReference, StateReference]) -> DecisionMaker:
    return DecisionMaker("P", Payoffs((3.0, 2.0, 1.0)), moves=given)


LABELS = ("talks", "war", "peace")


def test_moves_of_a_graph_by_number_and_label() -> None:
    conflict = making(graph((1, 2), ("war", "peace"), (1, "peace"), (2, 3)), states_listed=LABELS)

    assert conflict.in_graph_form
    assert isinstance(conflict.moves, ArcMoves)
    assert [conflict.moves.destinations(0, s).tolist() for s in range(3)] == [[1, 2], [2], []]
    assert [(s.number, s.pattern, s.options, s.label) for s in conflict.states] == [
        (1, "", (), "talks"),
        (2, "", (), "war"),
        (3, "", (), "peace"),
    ]
    assert conflict.index("peace") == conflict.index(3) == 2


def test_a_decision_maker_of_a_graph_need_not_move() -> None:
    conflict = making(graph(), states_listed=LABELS)
    assert [conflict.moves.destinations(0, s).size for s in range(3)] == [0, 0, 0]


@pytest.mark.parametrize(
    ("move", "found", "expected"),
    [
        ((1, 1), "a move from state 1 to itself", "two different states"),
        (("war", 2), "a move from state 2 to itself", "two different states"),
        ((1, 4), "there is no state 4; states run from 1 to 3", "two states, from and to"),
        ((0, 1), "there is no state 0; states run from 1 to 3", "two states, from and to"),
        (("truce", 1), "there is no state 'truce'", "two states, from and to"),
    ],
)
def test_wrong_moves_of_a_graph(
    move: tuple[StateReference, StateReference], found: str, expected: str
) -> None:
    wrong = problem(graph((1, 2), move), states_listed=LABELS)

    assert wrong.where == ("decision_makers", "P", "moves", 1)
    assert (wrong.found, wrong.expected) == (found, expected)


def test_what_a_graph_cannot_have() -> None:
    rules = {
        "exactly_one": (("x",),),
        "at_most_one": (("x",),),
        "at_least_one": (("x",),),
        "infeasible": ("x",),
        "same_state": ("x",),
        "no_move": (NoMove("P", "x", "y"),),
    }
    wrong = problems(graph((1, 2)), states_listed=("a", "b", "a"), **rules)

    assert [(p.where, p.on_key) for p in wrong] == [
        (("states", 2), False),
        *(((key,), True) for key in rules),
    ]
    assert wrong[0].found == "state 'a' is there twice"
    assert wrong[1].found == "exactly_one in a conflict written as a graph"


def test_options_and_moves_exclude_each_other() -> None:
    both = DecisionMaker("P", Payoffs((1.0, 2.0)), (Option("x"),), moves=((1, 2),))

    in_graph = problem(both, states_listed=("a", "b"))
    assert in_graph.where == ("decision_makers", "P", "options")
    assert in_graph.found == "options beside listed states"
    without_states = problem(both)
    assert without_states.where == ("decision_makers", "P", "moves")
    assert without_states.found == "moves without listed states"
