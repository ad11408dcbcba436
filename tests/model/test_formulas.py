"""Formulas over quantities: what they say, and where they are wrong."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.model.formulas import parse_formula
from goodoffices.model.statements import LONGEST, StatementError

NAMES = ("p", "q", "déjà_vu")
OPERATORS: Mapping[type, Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def by_python(text: str, values: Mapping[str, float]) -> float:
    """Evaluate with Python's own grammar, which is the same for these operators."""

    def value(node: ast.expr) -> float:
        if isinstance(node, ast.BinOp):
            return OPERATORS[type(node.op)](value(node.left), value(node.right))
        if isinstance(node, ast.UnaryOp):
            inner = value(node.operand)
            return -inner if isinstance(node.op, ast.USub) else inner
        if isinstance(node, ast.Name):
            return values[node.id]
        assert isinstance(node, ast.Constant)
        assert isinstance(node.value, int | float)
        return float(node.value)

    return value(ast.parse(" ".join(text.split()), mode="eval").body)


def formulas() -> st.SearchStrategy[str]:
    numbers = st.sampled_from(["0", "1", "2.5", ".5", "3.", "1e-2", "2E+1", "30"])

    def longer(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        signs = st.sampled_from(["+", " - ", "*", " / ", "\n+ "])
        return st.one_of(
            st.builds(lambda a, sign, b: f"{a}{sign}{b}", inner, signs, inner),
            inner.map(lambda a: f"({a})"),
            inner.map(lambda a: f"-{a}"),
            inner.map(lambda a: f"+ {a}"),
        )

    return st.recursive(numbers | st.sampled_from(NAMES), longer, max_leaves=8)


VALUES = st.fixed_dictionaries({name: st.floats(-8, 8) for name in NAMES})


@given(formulas(), VALUES)
def test_a_formula_is_worth_what_it_is_in_python(text: str, values: dict[str, float]) -> None:
    formula = parse_formula(text, NAMES)
    try:
        expected = by_python(text, values)
    except ZeroDivisionError:
        with pytest.raises(ZeroDivisionError):
            formula.evaluate(values)
    else:
        assert formula.evaluate(values) == expected or math.isnan(expected)


@given(formulas(), st.lists(VALUES, min_size=1, max_size=5))
def test_arrays_are_evaluated_as_their_entries(text: str, rows: list[dict[str, float]]) -> None:
    formula = parse_formula(text, NAMES)
    try:
        one_by_one = [formula.evaluate(row) for row in rows]
    except ZeroDivisionError:
        return  # arrays give infinities instead
    arrays = {name: np.array([row[name] for row in rows]) for name in NAMES}
    with np.errstate(all="ignore"):
        together = np.broadcast_to(formula.evaluate(arrays), len(rows))
    np.testing.assert_array_equal(together, one_by_one)


@st.composite
def bounded(draw: st.DrawFn) -> tuple[dict[str, tuple[float, float]], dict[str, float]]:
    bounds, values = {}, {}
    for name in NAMES:
        low, high = sorted(draw(st.floats(-8, 8)) + 0.0 for _ in range(2))  # no -0.0 above 0.0
        values[name] = draw(st.sampled_from([low, high]) | st.floats(low, high))
        ends = draw(st.sampled_from(["both", "both", "low", "high"]))
        bounds[name] = (-math.inf if ends == "high" else low, math.inf if ends == "low" else high)
    return bounds, values


@given(formulas(), bounded())
def test_no_value_is_out_of_the_interval(
    text: str, drawn: tuple[dict[str, tuple[float, float]], dict[str, float]]
) -> None:
    bounds, values = drawn
    formula = parse_formula(text, NAMES)
    low, high = formula.interval(bounds)
    assert low <= high
    try:
        value = formula.evaluate(values)
    except ZeroDivisionError:
        assert (low, high) == (-math.inf, math.inf)
        return
    if math.isfinite(value):
        slack = 1e-9 * max(1.0, abs(value))
        assert low - slack <= value <= high + slack


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("p", 1, 2),
        ("-p", -2, -1),
        ("p - q", -3, 5),
        ("p * q", -6, 8),
        ("q / p", -3, 4),
        ("30 * (1 - p)", -30, 0),
        ("p - p", -1, 1),  # twice there counts as two
        ("1 / q", -math.inf, math.inf),
        ("0 * r", 0, 0),
        ("1 / r", 0, 0.1),
        ("r - r", -math.inf, math.inf),
    ],
)
def test_intervals_by_hand(text: str, low: float, high: float) -> None:
    supports = {"p": (1.0, 2.0), "q": (-3.0, 4.0), "r": (10.0, math.inf)}
    assert parse_formula(text, supports).interval(supports) == (low, high)


def test_names_are_listed_once_in_the_order_of_the_formula() -> None:
    assert parse_formula("q * (p + q) - 2", NAMES).names == ("q", "p")
    assert parse_formula("2 * 3", ()).names == ()


@pytest.mark.parametrize(
    ("text", "offset", "found", "remedy"),
    [
        ("", 0, "an empty formula", "write numbers"),
        ("  ", 0, "an empty formula", "write numbers"),
        ("p +", 3, "the formula ends too early", "write numbers"),
        ("(p", 2, "the formula ends too early", "write numbers"),
        ("80%", 2, "'%' is not expected here", "write 0.8"),
        ("-2 +/- 1", 4, "'/' is not expected here", "write a range as {uniform: [-3, -1]}"),
        ("3 ± 0.5", 2, "'±' is not expected here", "write a range as {uniform: [2.5, 3.5]}"),
        ("1 to 4", 2, "'t' is not expected here", "write a range as {uniform: [1, 4]}"),
        ("p q", 2, "'q' is not expected here", "write numbers"),
        ("2p", 1, "'p' is not expected here", "write numbers"),
        ("p ** 2", 3, "'*' is not expected here", "write numbers"),
        ("p ^ 2", 2, "'^' is not expected here", "write numbers"),
        ("1.2.3", 3, "'.' is not expected here", "write numbers"),
        ("p)", 1, "')' is not expected here", "write numbers"),
        ("exp(p)", 3, "'(' is not expected here", "write numbers"),
        ("1 + quot", 4, "unknown quantity 'quot'", "q"),
        ("p < q", 2, "'<' is not expected here", "write numbers"),
        ("__import__('os')", 10, "'(' is not expected here", "write numbers"),
    ],
)
def test_a_fault_is_named_at_its_place(text: str, offset: int, found: str, remedy: str) -> None:
    with pytest.raises(StatementError) as caught:
        parse_formula(text, NAMES)
    assert (caught.value.offset, caught.value.found) == (offset, found)
    assert remedy in caught.value.remedy
    assert "formula over quantities" in caught.value.expected or "number or name" in (
        caught.value.expected
    )


def test_without_quantities_a_name_asks_for_some() -> None:
    with pytest.raises(StatementError) as caught:
        parse_formula("p", ())
    assert caught.value.remedy == "define it under quantities"


def test_length_and_depth_have_no_effect_but_a_limit() -> None:
    deep = "(" * 3000 + "p" + ")" * 3000
    assert parse_formula(deep, NAMES).evaluate({"p": 2.0}) == 2
    signs = "-" * 5001 + "p"
    assert parse_formula(signs, NAMES).evaluate({"p": 2.0}) == -2
    long = "+".join(["1"] * (LONGEST // 2))
    assert parse_formula(long, ()).evaluate({}) == LONGEST // 2
    with pytest.raises(StatementError, match="characters") as caught:
        parse_formula("p" * (LONGEST + 1), NAMES)
    assert "name parts of it" in caught.value.remedy
