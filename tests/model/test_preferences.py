"""The four ways to say what a decision maker wants, and the payoffs that follow."""

import itertools
import math
import random
from fractions import Fraction
from types import MappingProxyType

import numpy as np
import pytest

from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Payoffs, Preferences, Prioritized, Ranking, Weights
from goodoffices.reference.statements import read
from tests.model.making import INDIFFERENT, making, party, problem, problems, wanting


def conflict_of(wants: Preferences, options: str = "x y") -> Conflict:
    return making(party("P", options, wants))


def payoffs_of(wants: Preferences, options: str = "x y") -> list[float]:
    values: list[float] = conflict_of(wants, options).payoffs[0].tolist()
    return values


def test_ranking_by_numbers_and_patterns_with_ties() -> None:
    conflict = conflict_of(Ranking(((4,), ("NN", 2), ("NY",))))

    assert conflict.payoffs[0].tolist() == [2, 2, 1, 3]
    assert conflict.ranks[0].tolist() == [2, 2, 3, 1]


def test_only_weights_and_payoffs_are_cardinal() -> None:
    assert [wants.cardinal for wants in (Ranking, Prioritized, Weights, Payoffs)] == [
        False,
        False,
        True,
        True,
    ]


def test_payoffs_in_the_order_of_states_or_by_state() -> None:
    assert payoffs_of(Payoffs((1.5, -2, 0, 1.5))) == [1.5, -2, 0, 1.5]
    assert payoffs_of(Payoffs({"YY": 4.0, 1: 1.0, "YN": 2.0, 3: 3.0})) == [1, 2, 3, 4]
    assert payoffs_of(Payoffs(MappingProxyType({"Y": 2.0, "N": 1.0})), "x") == [1, 2]
    assert payoffs_of(Payoffs({"YN": 2.0, 2: 2.0, 1: 0.0, 3: 0.0, 4: 0.0})) == [0, 2, 0, 0]


def test_prioritized_is_lexicographic() -> None:
    assert payoffs_of(Prioritized(("x", "y"))) == [1, 3, 2, 4]
    assert payoffs_of(Prioritized(("x iff y", "x"))) == [3, 2, 1, 4]
    assert payoffs_of(INDIFFERENT) == [1, 1, 1, 1]


@pytest.mark.parametrize("length", [1, 21, 22, 23, 61, 62, 63, 64, 65, 123, 124, 125, 200, 400])
def test_many_statements_order_states_as_big_integers_do(length: int) -> None:
    names = "abcdefg"
    chance = random.Random(length)

    def statement() -> str:
        some = chance.sample(names, chance.randint(2, 5))
        return chance.choice([" and ", " or ", " iff "]).join(some)

    texts = tuple(statement() for _ in range(length))
    cells = [
        dict(zip(names, cell[::-1], strict=True))
        for cell in itertools.product((False, True), repeat=len(names))
    ]
    scores = [
        sum(2 ** (length - j) * read(text)(cell.__getitem__) for j, text in enumerate(texts, 1))
        for cell in cells
    ]

    ordered = sorted(set(scores))
    assert payoffs_of(Prioritized(texts), " ".join(names)) == [
        ordered.index(score) + 1 for score in scores
    ]


def test_the_last_of_two_hundred_statements_still_counts() -> None:
    same_for_all = ("true", "x or not x")
    assert payoffs_of(Prioritized((*same_for_all * 99, "y", "x"))) == [1, 2, 3, 4]
    assert payoffs_of(Prioritized(("x", *same_for_all * 99, "y"))) == [1, 3, 2, 4]


def test_an_important_statement_outweighs_all_later_ones() -> None:
    assert payoffs_of(Prioritized(("x", *["not x and y"] * 199))) == [1, 3, 2, 3]


@pytest.mark.parametrize(
    "weights",
    [
        (0.1, 0.2, 0.3),
        (1.1, 2.2, 3.3),
        (1e-7, 2e-7, 3e-7),
        (-0.1, -0.2, -0.3),
        (np.float64(0.1), np.float64(0.2), np.float64(0.3)),
        (1, 2, 3),
        (1e15, 2e15, 3e15),
        (1000.01, 0.02, 1000.03),
    ],
)
def test_weights_that_tie_on_paper_tie(weights: tuple[float, float, float]) -> None:
    both_or_third = Weights(tuple(zip(["x", "y", "z"], weights, strict=True)))
    ranks = conflict_of(both_or_third, "x y z").ranks[0].tolist()

    assert ranks[0b011] == ranks[0b100]
    assert ranks[0b111] in {1, max(ranks)}


def test_weights_are_summed_over_the_statements_that_hold() -> None:
    wants = Weights((("x", 2.5), ("x and y", -4), ("not y", 0.25), ("true", 10)))
    assert payoffs_of(wants) == [10.25, 12.75, 10, 8.5]
    assert payoffs_of(Weights((("x", 1 / 3), ("y", 0.5)))) == [0, 1 / 3, 0.5, 1 / 3 + 0.5]
    assert payoffs_of(Weights(())) == [0, 0, 0, 0]


@pytest.mark.parametrize("weight", [5e-324, 1e-300, 2.5e-17, 1e17, 1e300, -1e300])
def test_very_small_and_very_large_weights(weight: float) -> None:
    assert payoffs_of(Weights((("x", weight),)), "x") == [0, weight]
    low, high = payoffs_of(Weights((("x", weight), ("true", 1.0))), "x")
    assert low == 1
    assert high == float(Fraction(weight) + 1)


def test_weights_whose_sum_is_infinite() -> None:
    found = problem(party("P", "x", Weights((("x", 1e308), ("true", 1.7e308)))))
    assert found.where[:4] == wanting("P", "weights")


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_numbers_must_be_finite(number: float) -> None:
    found = problem(party("P", "x", Payoffs((1.0, number))))
    assert (found.where, found.expected) == (wanting("P", "payoffs", 1), "a finite number")
    assert found.found == f"payoff {number}"

    found = problem(party("P", "x", Payoffs({"N": 1.0, "Y": number})))
    assert (found.where, found.expected) == (wanting("P", "payoffs", "Y"), "a finite number")

    found = problem(party("P", "x", Weights((("x", 1.0), ("not x", number)))))
    assert (found.where, found.expected) == (wanting("P", "weights", "not x"), "a finite number")
    assert found.found == f"weight {number}"


EVERY_STATE = "each of the 4 states once, best first"


@pytest.mark.parametrize(
    ("tiers", "where", "found"),
    [
        (((1,), (2,), (3,)), (), "the ranking leaves out 4"),
        ((), (), "the ranking leaves out 1, 2, 3, 4"),
        (((1,), (2,), (1,), (3,), (4,)), (2,), "state 1 is ranked twice"),
        (((1,), (2, "YN"), (3,), (4,)), (1, 1), "state 2 is ranked twice, as 2 and as YN"),
        (((1,), (2,), (3,), (4,), (5,)), (4,), "there is no state 5; states run from 1 to 4"),
        (((1, 2, 0), (3,), (4,)), (0, 2), "there is no state 0; states run from 1 to 4"),
        (((-1,), (1, 2, 3, 4)), (0,), "there is no state -1"),
        (((1, 2, 3, 4), ("YYY",)), (1,), "'YYY' is no state; a pattern has 2 letters Y or N"),
        (((1, 2, 3, 4), ("YX",)), (1,), "'YX' is no state; a pattern has 2 letters Y or N"),
        (((1, 2, 3, 4), ("yn",)), (1,), "'yn' is no state; a pattern has 2 letters Y or N"),
        (((1, 2, 3, 4), ("12",)), (1,), "'12' is no state; a pattern has 2 letters Y or N"),
        (((1, 2, 3, 4), ("",)), (1,), "'' is no state; a pattern has 2 letters Y or N"),
        (((1, 2, 3, 4), ("x",)), (1,), "'x' is no state; a pattern has 2 letters Y or N"),
    ],
)
def test_rankings_that_miss_repeat_or_invent_states(
    tiers: tuple[tuple[int | str, ...], ...], where: tuple[int, ...], found: str
) -> None:
    wrong = problem(party("P", "x y", Ranking(tiers)))

    assert wrong.where == wanting("P", "ranking", *where)
    assert wrong.found.startswith(found)
    assert wrong.expected == EVERY_STATE


def test_everything_wrong_with_a_ranking_is_reported() -> None:
    wrong = problems(party("P", "x y", Ranking(((1, 9), (1,), ("NNN",)))))

    assert [p.where for p in wrong] == [
        wanting("P", "ranking", 0, 1),
        wanting("P", "ranking", 1),
        wanting("P", "ranking", 2),
        wanting("P", "ranking"),
    ]
    assert wrong[-1].found == "the ranking leaves out 2, 3, 4"


def test_a_ranking_may_not_name_an_infeasible_pattern() -> None:
    wants = Ranking(((1,), (2,), (3,), ("YY",)))
    wrong = problem(party("P", "x y", wants), infeasible=("x and y",))

    assert wrong.where == wanting("P", "ranking", 3)
    assert wrong.found == "pattern YY is not feasible: excluded by infeasible: x and y"


@pytest.mark.parametrize(
    ("values", "where", "found", "expected"),
    [
        ((1.0, 2.0), (), "2 payoffs", "4, one per feasible state in the order of state numbers"),
        ((1.0,) * 5, (), "5 payoffs", "4, one per feasible state in the order of state numbers"),
        ({"NN": 1.0}, (), "no payoff for states 2, 3, 4", "one payoff per feasible state"),
        (
            {"NN": 1.0, 1: 2.0, 2: 0.0, 3: 0.0, 4: 0.0},
            (1,),
            "state 1 has two payoffs, 1 and 2",
            "one payoff per state",
        ),
        (
            {7: 1.0},
            (7,),
            "there is no state 7; states run from 1 to 4",
            "a pattern or state number",
        ),
        ({"NNN": 1.0}, ("NNN",), "'NNN' is no state", "a pattern or state number"),
        ({"N-": 1.0}, ("N-",), "'N-' is no state", "a pattern or state number"),
    ],
)
def test_payoffs_that_do_not_fit_the_states(
    values: tuple[float, ...] | dict[int | str, float],
    where: tuple[int | str, ...],
    found: str,
    expected: str,
) -> None:
    wrong = problem(party("P", "x y", Payoffs(values)))

    assert wrong.where == wanting("P", "payoffs", *where)
    assert wrong.found.startswith(found)
    assert wrong.expected == expected
    assert wrong.on_key == bool(where)


def test_every_wrong_statement_is_reported_with_its_place() -> None:
    wrong = problems(
        party("P", "x", Prioritized(("x", "xx", "not"))),
        party("Q", "y", Weights((("y", 1.0), ("y or z", 2.0), ("x y", 3.0)))),
    )

    assert [(p.where, p.offset, p.text, p.on_key) for p in wrong] == [
        (wanting("P", "prioritized", 1), 0, "xx", False),
        (wanting("P", "prioritized", 2), 3, "not", False),
        (wanting("Q", "weights", "y or z"), 5, "y or z", True),
        (wanting("Q", "weights", "x y"), 2, "x y", True),
    ]


@pytest.mark.parametrize("wants", [Prioritized(("x",)), Weights((("x", 1.0),))])
def test_preferences_may_not_tell_merged_patterns_apart(wants: Preferences) -> None:
    wrong = problem(party("P", "x y", wants), same_state=("y",))

    assert wrong.where == wanting("P", wants.key)
    assert wrong.found == ("the preferences tell apart NY and YY, which same_state makes one state")
    assert wrong.remedy


def test_payoffs_and_rankings_of_merged_states() -> None:
    def merged(wants: Preferences) -> list[float]:
        values: list[float] = (
            making(party("P", "x y", wants), same_state=("y",)).payoffs[0].tolist()
        )
        return values

    assert merged(Ranking((("YY",), (1,), ("YN",)))) == [2, 1, 3]
    assert merged(Payoffs((1.0, 2.0, 3.0))) == [1, 2, 3]
    assert merged(Payoffs({"NN": 1.0, 2: 2.0, "NY": 3.0, "YY": 3.0})) == [1, 2, 3]
    assert merged(Weights((("x and not y", 2.0), ("y", 3.0)))) == [0, 2, 3]

    twice = problem(party("P", "x y", Ranking(((1,), (2,), ("NY",), ("YY",)))), same_state=("y",))
    assert twice.found == "state 3 is ranked twice, as NY and as YY"
    twice = problem(
        party("P", "x y", Payoffs({1: 1.0, 2: 2.0, "NY": 3.0, "YY": 4.0})), same_state=("y",)
    )
    assert twice.found == "state 3 has two payoffs, 3 and 4"
