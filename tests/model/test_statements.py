"""What statements mean, and where the wrong ones go wrong."""

import itertools
import random

import numpy as np
import pytest
from numpy.typing import NDArray

from goodoffices.errors import RequestError
from goodoffices.model.statements import LONGEST, Statement, StatementError, Vocabulary
from goodoffices.reference.statements import read
from tests.model.making import making, party, problem

VOCABULARY = Vocabulary([("P", "x"), ("P", "y"), ("P", "modify"), ("Q", "z"), ("Q", "x")])


X, Y, Z = np.array(list(itertools.product((False, True), repeat=3))).T[::-1]
ALWAYS = np.ones(8, bool)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("x", X),
        ("true", ALWAYS),
        ("false", ~ALWAYS),
        ("x or y and z", X | (Y & Z)),
        ("x and y or z", (X & Y) | Z),
        ("(x or y) and z", (X | Y) & Z),
        ("not x and y", ~X & Y),
        ("not (x and y)", ~(X & Y)),
        ("not not x", X),
        ("x if y", X | ~Y),
        ("x if y or z", X | ~(Y | Z)),
        ("x or y if z", (X | Y) | ~Z),
        ("x if y if z", (X | ~Y) | ~Z),
        ("x if (y if z)", X | ~(Y | ~Z)),
        ("x iff y", X == Y),
        ("x iff y and z", (Y & Z) == X),
        ("x iff y if z", (Y | ~Z) == X),
        ("x if y iff z", (X | ~Y) == Z),
        ("x iff y iff z", (X == Y) == Z),
        ("false if x", ~X),
        ("NOT x And TRUE", ~X),
        ("P.x and P . y", X & Y),
        ("not(x)and(y)", ~X & Y),
        ("  x\n\tor\n  y  ", X | Y),
    ],
)
def test_meaning(text: str, meaning: NDArray[np.bool_]) -> None:
    conflict = making(party("P", "x y z"))
    assert conflict.where(text).tolist() == meaning.tolist()


def test_words_of_the_language_may_start_or_end_a_name() -> None:
    conflict = making(party("P", "android iffy notx true_"))
    assert conflict.statement("android or iffy and not notx if true_").options == {0, 1, 2, 3}


def test_names_in_any_script() -> None:
    conflict = making(party("Ärzte", "löschen 选择 έξοδος"))
    assert conflict.where("Ärzte.löschen and 选择 and not έξοδος").tolist().count(True) == 1


def test_a_statement_is_broadcast_only_as_far_as_it_reaches() -> None:
    def axis(option: int) -> NDArray[np.bool_]:
        assert option in {0, 3}
        return np.array([[False], [True]]) if option == 0 else np.array([[False, True]])

    statement = VOCABULARY.parse("P.x and not z")
    assert statement.options == {0, 3}
    assert statement.evaluate(axis).shape == (2, 2)
    assert VOCABULARY.parse("P.x or true").evaluate(axis).shape == (2, 1)


@pytest.mark.parametrize(
    ("text", "offset", "found", "remedy"),
    [
        ("", 0, "an empty statement", "join options"),
        (" \n ", 0, "an empty statement", "join options"),
        ("y and", 5, "ends too early", "join options"),
        ("not", 3, "ends too early", "join options"),
        ("(y", 2, "ends too early", "join options"),
        ("y)", 1, "')' is not expected here", "join options"),
        ("()", 1, "')' is not expected here", "join options"),
        ("y z", 2, "'z' is not expected here", "join options"),
        ("y not z", 2, "'not' is not expected here", "join options"),
        ("and y", 0, "'and' is not expected here", "join options"),
        ("y and and z", 6, "'and' is not expected here", "join options"),
        ("P.x.y", 3, "'.' is not expected here", "join options"),
        ("y & z", 2, "'&' cannot be read", "join options"),
        ("y and 3z", 6, "'3' cannot be read", "join options"),
        ("modfy", 0, "unknown option 'modfy'", "did you mean 'modify'?"),
        ("y and (z or MODIFY)", 12, "unknown option 'MODIFY'", "did you mean 'modify'?"),
        ("y or P.modfy", 5, "unknown option 'P.modfy'", "did you mean 'P.modify'?"),
        ("Q.y", 0, "unknown option 'Q.y'", "did you mean "),
        ("R.x", 0, "unknown option 'R.x'", "did you mean "),
        ("qqq", 0, "unknown option 'qqq'", "use one of: x, y, modify, z"),
        ("y and x", 6, "option 'x' belongs to P and Q", "write P.x or Q.x"),
    ],
)
def test_faults(text: str, offset: int, found: str, remedy: str) -> None:
    with pytest.raises(StatementError) as caught:
        VOCABULARY.parse(text)

    assert caught.value.offset == offset
    assert found in caught.value.found
    assert remedy in caught.value.remedy
    assert caught.value.expected


def test_a_fault_in_a_model_shows_the_place() -> None:
    found = problem(party("P", "modify"), infeasible=("modify", "not modify and modfy"))

    assert found.where == ("infeasible", 1)
    assert str(found).splitlines()[1:3] == [
        "    not modify and modfy",
        "                   ^",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "modify\n  and modfy",
        "modfy\nand modify",
        "modify and " * 1_500 + "modfy",
        "\tmodify or modfy",
    ],
    ids=["second line", "first line", "long", "tab"],
)
def test_the_caret_stands_below_the_fault(text: str) -> None:
    shown = str(problem(party("P", "modify"), infeasible=(text,))).splitlines()

    (caret,) = [k for k, line in enumerate(shown) if line.strip() == "^"]
    assert shown[caret - 1][shown[caret].index("^") :].startswith("modfy")
    assert "\t" not in shown[caret - 1]
    assert max(map(len, shown)) <= 120


def test_a_fault_in_a_question_shows_the_place() -> None:
    conflict = making(party("P", "modify"))
    with pytest.raises(RequestError, match="unknown option 'modfy'\nmodfy\n\\^") as caught:
        conflict.where("modfy")
    assert "did you mean 'modify'?" in str(caught.value)


def parsed(text: str) -> Statement:
    return Vocabulary([("P", "x"), ("P", "y")]).parse(text)


def test_the_longest_statement_is_read() -> None:
    text = "x or y or " * (LONGEST // 10 - 1)
    text = (text + "x").ljust(LONGEST)
    assert len(text) == LONGEST
    assert parsed(text).options == {0, 1}
    with pytest.raises(StatementError, match="20,001 characters") as caught:
        parsed(text + " ")
    assert caught.value.expected == "at most 20,000"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("(" * 9_999 + "x" + ")" * 9_999, "x"),
        ("not " * 4_999 + "x", "not x"),
        ("not(" * 3_999 + "x" + ")" * 3_999, "not x"),
        ("(x and " * 2_400 + "y" + ")" * 2_400, "x and y"),
        ("(" * 2_200 + "x" + " or y)" * 2_200, "x or y"),
        ("x if " * 3_999 + "y", "true"),
    ],
    ids=["parentheses", "not", "not with parentheses", "to the right", "to the left", "flat"],
)
def test_deeply_nested_statements(text: str, meaning: str) -> None:
    conflict = making(party("P", "x y"))
    assert conflict.where(text).tolist() == conflict.where(meaning).tolist()


@pytest.mark.parametrize("text", ["(" * 19_000, "not " * 4_999, "(x and " * 2_800])
def test_deeply_nested_statements_that_end_too_early(text: str) -> None:
    with pytest.raises(StatementError, match="ends too early") as caught:
        parsed(text)
    assert caught.value.offset == len(text)


def test_random_statements_mean_what_a_second_reader_says() -> None:
    chance = random.Random(20)
    conflict = making(party("P", "x y z"))
    cells = [dict(zip("zyx", c, strict=True)) for c in itertools.product((False, True), repeat=3)]

    def statement(depth: int) -> str:
        if not depth or chance.random() < 0.2:
            return chance.choice(["x", "y", "z", "true"])
        inner = statement(depth - 1)
        form = chance.choice(
            ["not {}", "({})", "not ({})", "{} and ", "{} or ", "{} if ", "{} iff "]
        )
        return form.format(inner) + (statement(depth - 1) if form.endswith(" ") else "")

    for text in (statement(5) for _ in range(300)):
        assert conflict.where(text).tolist() == [read(text)(cell.__getitem__) for cell in cells]
