"""Formulas: numbers that follow from named quantities, such as ``30 * (1 - p)``.

Numbers, names of quantities, ``+ - * /`` and parentheses; read by a grammar, never executed. The
same formula is evaluated for one value of each quantity, for arrays of them, and for intervals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from goodoffices.errors import as_number, nearest
from goodoffices.model.expressions import (
    NAME_PATTERN,
    ExpressionError,
    Language,
    Step,
    postfix,
)
from goodoffices.model.statements import LONGEST, StatementError

_NUMBER = r"(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?"
_LANGUAGE = Language(
    pattern=re.compile(rf"(?P<number>{_NUMBER})|(?P<name>{NAME_PATTERN})|(?P<sign>[-+*/()])"),
    keywords=re.compile(r"(?!)"),
    operands=frozenset({"number", "name"}),
    before={"-": "negate", "+": ""},
    between={"+": (1, "add"), "-": (1, "subtract"), "*": (2, "multiply"), "/": (2, "divide")},
)
_EXPECTED = "a number, or a formula over quantities"
_REMEDY = "write numbers, names of quantities, + - * / and parentheses"
Interval = tuple[float, float]


@dataclass(frozen=True)
class Formula:
    """A parsed formula.

    Attributes
    ----------
    programme
        Postfix: ``("number", x)``, ``("name", quantity)``, ``("add",)`` and so on.
    """

    text: str
    programme: tuple[tuple[Any, ...], ...] = field(repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The quantities that the formula mentions, each once."""
        return tuple(dict.fromkeys(step[1] for step in self.programme if step[0] == "name"))

    def evaluate(self, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a number, or an array
        """Evaluate for one value, or an array of values, of each quantity.

        Raises
        ------
        ZeroDivisionError
            Division of numbers by zero; arrays give infinities instead.
        """
        return self._run(values, _arithmetic)

    def interval(self, supports: Mapping[str, Interval]) -> Interval:
        """Return bounds on the value, from bounds on each quantity; infinite where none are known.

        A quantity that is there twice counts as two, so the bounds may be wider than need be.
        """
        bounds: Interval = self._run(supports, _interval_arithmetic)
        return bounds

    def _run(self, values: Mapping[str, Any], operate: Any) -> Any:  # noqa: ANN401 - see above
        stack: list[Any] = []
        for operator, *operand in self.programme:
            if operator == "name":
                stack.append(values[operand[0]])
            elif operator == "number":
                stack.append(operate(operator, operand[0], None))
            elif operator == "negate":
                stack.append(operate(operator, stack.pop(), None))
            else:
                right = stack.pop()
                stack.append(operate(operator, stack.pop(), right))
        return stack.pop()


def parse_formula(text: str, known: Iterable[str]) -> Formula:
    """Parse a formula over known quantities.

    Raises
    ------
    StatementError
        With the place of the first fault.
    """
    if len(text) > LONGEST:
        message = f"a formula of {len(text):,} characters"
        raise StatementError(message, 0, f"at most {LONGEST:,}", "name parts of it as quantities")
    return Formula(text, _programme(text, frozenset(known)))


def names_in(text: str) -> list[tuple[int, str]]:
    """Return the quantities that a formula names, with their places in the text.

    Raises StatementError where the text is no formula.

    Examples
    --------
    >>> names_in("30 * (1 - p_win)")
    [(10, 'p_win')]
    """
    steps = _steps(text)
    return sorted(
        (step.words[0].offset, step.words[0].text) for step in steps if step.kind == "name"
    )


@lru_cache(maxsize=4096)
def _programme(text: str, names: frozenset[str]) -> tuple[tuple[Any, ...], ...]:
    return tuple(_step(step, names) for step in _steps(text))


def _steps(text: str) -> tuple[Step, ...]:
    try:
        return postfix(text, _LANGUAGE)
    except ExpressionError as error:
        raise _syntax_error(text, error) from None


def _step(step: Step, names: frozenset[str]) -> tuple[Any, ...]:
    if not step.words:
        return (step.kind,)
    (word,) = step.words
    if step.kind == "number":
        return ("number", float(word.text))
    if word.text not in names:
        remedy = nearest(word.text, sorted(names)) if names else "define it under quantities"
        raise StatementError(f"unknown quantity '{word.text}'", word.offset, _EXPECTED, remedy)
    return ("name", word.text)


def _syntax_error(text: str, error: ExpressionError) -> StatementError:
    if not text.strip():
        return StatementError("an empty formula", 0, _EXPECTED, _REMEDY)
    if error.offset == len(text):
        return StatementError("the formula ends too early", len(text), "a number or name", _REMEDY)
    found = f"'{text[error.offset]}' is not expected here"
    return StatementError(found, error.offset, _EXPECTED, _meant(text) or _REMEDY)


def _meant(text: str) -> str:
    """Say how to write what people write instead of a number: a percentage, or a range."""
    ends = [part.strip() for part in re.split(r"\+\s*/\s*-|±|\bto\b|…|\.\.+|–", text)]
    if number := as_number(text):
        return f"write {number}"
    try:
        first, second = map(float, ends)
    except ValueError:
        return ""
    if re.search(r"±|/", text):
        first, second = first - second, first + second
    return f"write a range as {{uniform: [{first:g}, {second:g}]}}"


def _arithmetic(operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - see evaluate
    if operator == "number":
        return left
    if operator == "negate":
        return -left
    if operator == "add":
        return left + right
    if operator == "subtract":
        return left - right
    return left * right if operator == "multiply" else left / right


def _interval_arithmetic(operator: str, left: Any, right: Any) -> Interval:  # noqa: ANN401
    if operator == "number":
        return (left, left)
    if operator == "negate":
        return (-left[1], -left[0])
    if operator == "add":
        return (left[0] + right[0], left[1] + right[1])
    if operator == "subtract":
        return (left[0] - right[1], left[1] - right[0])
    if operator == "divide":
        if right[0] <= 0 <= right[1]:
            return (float("-inf"), float("inf"))
        right = (1 / right[1], 1 / right[0])
    ends = [_product(a, b) for a in left for b in right]
    return (min(ends), max(ends))


def _product(a: float, b: float) -> float:
    """Multiply bounds; nothing times infinity is nothing."""
    return 0.0 if a == 0 or b == 0 else a * b
