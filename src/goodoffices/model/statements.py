"""Statements: boolean expressions over options, such as ``accept and not insist``.

Grammar, loosest first: ``iff``, ``if``, ``or``, ``and``, ``not``; parentheses; ``true`` and
``false``; an option as ``option`` or ``DM.option``. ``a if b`` says that b implies a, ``a iff b``
that both or neither hold (option prioritization: Peng, Hipel & Kilgour 1997).

A statement is kept as a postfix programme, so that evaluating it needs no recursion and each
option is broadcast along its decision maker's axis only as far as the statement needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import nearest
from goodoffices.model.expressions import (
    NAME_PATTERN,
    ExpressionError,
    Language,
    Step,
    postfix,
)

KEYWORDS = frozenset({"not", "and", "or", "if", "iff", "true", "false"})
LONGEST = 20_000

_LANGUAGE = Language(
    pattern=re.compile(rf"(?P<option>{NAME_PATTERN})|(?P<sign>[().])"),
    keywords=re.compile(
        "|".join(f"(?P<{word}>{word})" for word in sorted(KEYWORDS)), re.IGNORECASE
    ),
    operands=frozenset({"option", "true", "false"}),
    before={"not": "not"},
    between={word: (k, word) for k, word in enumerate(("iff", "if", "or", "and"), start=1)},
    dotted="option",
)

_OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    "and": np.logical_and,
    "or": np.logical_or,
    "if": lambda left, right: np.logical_or(left, np.logical_not(right)),
    "iff": np.equal,
}


class StatementError(ValueError):
    """A statement that cannot be read; ``offset`` counts characters from its start."""

    def __init__(self, found: str, offset: int, expected: str = "", remedy: str = "") -> None:
        super().__init__(found)
        self.found = found
        self.offset = offset
        self.expected = expected
        self.remedy = remedy


@dataclass(frozen=True)
class Statement:
    """A parsed statement.

    Attributes
    ----------
    text
        The statement as written.
    programme
        Postfix: ``("option", k)``, ``("literal", bool)``, ``("not",)``, ``("and",)`` and so on;
        k counts options from 0 in the order of the conflict.
    """

    text: str
    programme: tuple[tuple[Any, ...], ...] = field(repr=False)

    @property
    def options(self) -> frozenset[int]:
        """Indices of the options that the statement mentions."""
        return frozenset(step[1] for step in self.programme if step[0] == "option")

    def evaluate(self, option: Callable[[int], NDArray[np.bool_]]) -> NDArray[np.bool_]:
        """Evaluate by broadcasting; ``option(k)`` gives option k's truth along its own axis."""
        stack: list[NDArray[np.bool_]] = []
        for operator, *operand in self.programme:
            if operator == "option":
                stack.append(option(operand[0]))
            elif operator == "literal":
                stack.append(np.asarray(operand[0]))
            elif operator == "not":
                stack.append(np.logical_not(stack.pop()))
            else:
                right = stack.pop()
                stack.append(_OPERATORS[operator](stack.pop(), right))
        return stack.pop()


class Vocabulary:
    """The option names that statements may use.

    Parameters
    ----------
    owned
        (decision maker, option) names in option order.
    """

    def __init__(self, owned: list[tuple[str, str]]) -> None:
        self._full = {f"{owner}.{name}": k for k, (owner, name) in enumerate(owned)}
        self._bare: dict[str, list[int]] = {}
        for k, (_, name) in enumerate(owned):
            self._bare.setdefault(name, []).append(k)
        self._owned = owned
        self._parsed: dict[str, Statement] = {}

    def __contains__(self, name: str) -> bool:
        """Say whether some option has this name."""
        return name in self._bare

    def resolve(self, name: str, offset: int = 0) -> int:
        """Return the index of ``option`` or ``DM.option``; raise StatementError when unknown."""
        if name in self._full:
            return self._full[name]
        found = self._bare.get(name, [])
        if len(found) == 1:
            return found[0]
        if found:
            owners = [self._owned[k][0] for k in found]
            raise StatementError(
                f"option '{name}' belongs to {' and '.join(owners)}",
                offset,
                expected="one option",
                remedy="write " + " or ".join(f"{owner}.{name}" for owner in owners),
            )
        known = [*self._bare, *(self._full if "." in name else ())]
        raise StatementError(
            f"unknown option '{name}'",
            offset,
            expected="an option of a decision maker",
            remedy=nearest(name, known),
        )

    def shortest(self, index: int) -> str:
        """Return the option's name, with its owner's in front where the bare name is not unique."""
        owner, name = self._owned[index]
        return name if len(self._bare[name]) == 1 else f"{owner}.{name}"

    def parse(self, text: str) -> Statement:
        """Parse a statement; raise StatementError with the place of the first fault."""
        if text not in self._parsed:
            self._parsed[text] = self._read(text)
        return self._parsed[text]

    def _read(self, text: str) -> Statement:
        if len(text) > LONGEST:
            raise StatementError(
                f"a statement of {len(text):,} characters",
                0,
                expected=f"at most {LONGEST:,}",
                remedy="split it into several statements",
            )
        return Statement(text, tuple(self._resolved(step) for step in _steps(text)))

    def _resolved(self, step: Step) -> tuple[Any, ...]:
        if step.kind == "option":
            name = ".".join(word.text for word in step.words)
            return ("option", self.resolve(name, step.words[0].offset))
        return ("literal", step.kind == "true") if step.words else (step.kind,)


def names_in(text: str) -> list[tuple[tuple[int, str], ...]]:
    """Return the options that a statement names, in its order.

    Each as one or two names with their places in the text: the option's, or its owner's and its.
    Raises StatementError where the text is no statement.

    Examples
    --------
    >>> names_in("accept if not Firm.pay")
    [((0, 'accept'),), ((14, 'Firm'), (19, 'pay'))]
    """
    named = (step.words for step in _steps(text) if step.kind == "option")
    return sorted(tuple((word.offset, word.text) for word in words) for words in named)


@lru_cache(maxsize=4096)
def _steps(text: str) -> tuple[Step, ...]:
    """Read a statement; kept, as a model is built again with every number that is changed."""
    try:
        return postfix(text, _LANGUAGE)
    except ExpressionError as error:
        raise _syntax_error(text, error) from None


def _syntax_error(text: str, error: ExpressionError) -> StatementError:
    remedy = "join options with not, and, or, if, iff and parentheses"
    if not text.strip():
        return StatementError("an empty statement", 0, "an expression over options", remedy)
    if error.offset == len(text):
        return StatementError("the statement ends too early", len(text), "an option or ')'", remedy)
    if error.word:
        found = f"'{error.word}' is not expected here"
        wanted = "an option, not or '('" if error.operand else "and, or, if, iff or ')'"
        return StatementError(found, error.offset, wanted, remedy)
    found = f"'{text[error.offset]}' cannot be read"
    return StatementError(found, error.offset, "a statement", remedy)
