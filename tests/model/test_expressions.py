"""Expressions against a reference that reads them by recursion from their grammar."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.model.formulas import parse_formula
from goodoffices.model.statements import Vocabulary

BINDING = ("iff", "if", "or", "and")


def written(tree: object, least: int = 0) -> str:
    """Write a tree, with parentheses where binding alone would group otherwise."""
    match tree:
        case str():
            return tree
        case ("not", inner):
            return f"not {written(inner, 5)}"
        case (str(word), left, right):
            tight = BINDING.index(word) + 1
            text = f"{written(left, tight)} {word} {written(right, tight + 1)}"
            return f"({text})" if tight < least else text
    raise AssertionError(tree)


def ordered(tree: object) -> list[str]:
    """Return operands and operators, every operand before its operator."""
    if isinstance(tree, str):
        return [tree]
    assert isinstance(tree, tuple)
    return [*(word for part in tree[1:] for word in ordered(part)), tree[0]]


TREES = st.recursive(
    st.sampled_from(["a", "b", "c"]),
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner), st.tuples(st.sampled_from(BINDING), inner, inner)
    ),
)


@given(TREES)
def test_operators_bind_as_the_grammar_says(tree: object) -> None:
    vocabulary = Vocabulary([("Firm", "a"), ("Firm", "b"), ("Town", "c")])
    found = vocabulary.parse(written(tree)).programme
    assert ["abc"[step[1]] if len(step) > 1 else step[0] for step in found] == ordered(tree)


def test_signs_bind_tighter_than_products_and_all_group_to_the_left() -> None:
    def steps(text: str) -> str:
        found = parse_formula(text, ["x"]).programme
        return " ".join(str(step[-1]) for step in found)

    assert steps("-x*x") == "x negate x multiply"
    assert steps("1-2-3") == "1.0 2.0 subtract 3.0 subtract"
    assert steps("8/4/2") == "8.0 4.0 divide 2.0 divide"
    assert steps("1+2*-(x+3)") == "1.0 2.0 x 3.0 add negate multiply add"
    assert steps("+-+x") == "x negate"


def test_depth_costs_no_recursion() -> None:
    vocabulary = Vocabulary([("Firm", "a")])
    assert vocabulary.parse("(" * 9000 + "a" + ")" * 9000).programme == (("option", 0),)
    assert len(vocabulary.parse("not " * 4000 + "a").programme) == 4001
