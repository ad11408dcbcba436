"""Expressions of operands, operators and parentheses, read into postfix order.

Operators wait on a stack until one that binds no tighter follows (Dijkstra 1961), so that reading
needs no recursion, however deep the parentheses. Binary operators group to the left. Two names
with a dot between them are one operand. Nothing is evaluated here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import NamedTuple

NAME_PATTERN = r"[^\W\d]\w*"
_SPACE = re.compile(r"\s+")
_OPEN, _TIGHTEST = 0, 99


class Word(NamedTuple):
    """A word of an expression: what it is, where it begins, and how it is written."""

    kind: str
    offset: int
    text: str


class Step(NamedTuple):
    """A step in postfix order: an operand with its words, or an operator without any."""

    kind: str
    words: tuple[Word, ...] = ()


class Language(NamedTuple):
    """What words an expression may have.

    Attributes
    ----------
    pattern
        Matches one word, in the group of its kind; of the group ``sign`` each word is a kind.
    keywords
        Matches whole words that are something else than the pattern says, in the group of that.
    operands
        Kinds of words that are operands.
    before
        Operators that stand before an operand, and bind tightest: kind to step, empty for none.
    between
        Operators between two operands: kind to how tight it binds, from 1, and step.
    dotted
        Kind of operands of which two with a dot between them are one.
    """

    pattern: re.Pattern[str]
    keywords: re.Pattern[str]
    operands: frozenset[str]
    before: Mapping[str, str]
    between: Mapping[str, tuple[int, str]]
    dotted: str = ""


class ExpressionError(Exception):
    """An expression that cannot be read.

    Attributes
    ----------
    offset
        Where; behind the last character where the text ends too early.
    word
        The word that is not expected there; empty where none begins.
    operand
        Whether an operand is expected there, and not an operator.
    """

    def __init__(self, offset: int, word: str, *, operand: bool) -> None:
        super().__init__(offset, word)
        self.offset = offset
        self.word = word
        self.operand = operand


def postfix(text: str, language: Language) -> tuple[Step, ...]:
    """Return the steps of an expression, every operand before its operator, left before right.

    Raises
    ------
    ExpressionError
        At the first word that cannot follow those before it.
    """
    reader = _Reader(language)
    for word in _words(text, language):
        if not (reader.begin(word) if reader.operand else reader.go_on(word)):
            raise ExpressionError(word.offset, word.text, operand=reader.operand)
    if reader.operand or reader.open:
        raise ExpressionError(len(text), "", operand=reader.operand)
    reader.leave(_OPEN)
    return tuple(reader.steps)


def _words(text: str, language: Language) -> Iterator[Word]:
    offset = 0
    while offset < len(text):
        if space := _SPACE.match(text, offset):
            offset = space.end()
            continue
        found = language.pattern.match(text, offset)
        if found is None:
            raise ExpressionError(offset, "", operand=True)
        keyword = language.keywords.fullmatch(found[0])
        kind = str((keyword or found).lastgroup)
        yield Word(found[0] if kind == "sign" else kind, offset, found[0])
        offset = found.end()


class _Reader:
    """The steps so far, and the operators that wait for operands, with how tight they bind."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.steps: list[Step] = []
        self.operand = True
        self.open = 0
        self._waiting: list[tuple[int, str]] = []
        self._name = _Name.NONE

    def begin(self, word: Word) -> bool:
        """Take a word where an operand is expected; return whether it is one, or begins one."""
        kind, language = word.kind, self.language
        if self._name is _Name.HALF:
            if kind != self.steps[-1].kind:
                return False
            self.steps[-1] = Step(kind, (*self.steps[-1].words, word))
            self._name, self.operand = _Name.NONE, False
        elif kind in language.operands:
            self.steps.append(Step(kind, (word,)))
            self._name, self.operand = _Name.WHOLE, False
        elif kind == "(":
            self._waiting.append((_OPEN, ""))
            self.open += 1
        elif kind in language.before:
            self._waiting.append((_TIGHTEST, language.before[kind]))
        else:
            return False
        return True

    def go_on(self, word: Word) -> bool:
        """Take a word that follows an operand; return whether it can."""
        kind, language = word.kind, self.language
        if kind == ")" and self.open:
            self.leave(_OPEN)
            self._waiting.pop()
            self.open -= 1
        elif kind in language.between:
            tight, step = language.between[kind]
            self.leave(tight - 1)
            self._waiting.append((tight, step))
            self.operand = True
        elif kind == "." and self._name is _Name.WHOLE and self.steps[-1].kind == language.dotted:
            self._name, self.operand = _Name.HALF, True
            return True
        else:
            return False
        self._name = _Name.NONE
        return True

    def leave(self, tight: int) -> None:
        """Take the operators that bind tighter from the stack."""
        while self._waiting and self._waiting[-1][0] > tight:
            step = self._waiting.pop()[1]
            if step:
                self.steps.append(Step(step))


class _Name(Enum):
    """What of a name with a dot there is."""

    NONE = 0
    WHOLE = 1
    HALF = 2
