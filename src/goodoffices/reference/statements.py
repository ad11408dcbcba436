"""Statements about options, read by recursive descent from the words that they are made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

Truth = Callable[[Callable[[str], bool]], bool]
_LOOSEST_FIRST = ("iff", "if", "or", "and")


@lru_cache(maxsize=4096)
def read(text: str) -> Truth:
    """Read a statement by recursive descent; apply the result to an option's truth by name."""
    tokens = re.findall(r"[()]|[\w.]+", text)

    def binary(level: int) -> Truth:
        if level == len(_LOOSEST_FIRST):
            return unary()
        left = binary(level + 1)
        while tokens and tokens[0].lower() == _LOOSEST_FIRST[level]:
            left = _joined(tokens.pop(0).lower(), left, binary(level + 1))
        return left

    def unary() -> Truth:
        token = tokens.pop(0)
        if token.lower() == "not":
            operand = unary()
            return lambda holds: not operand(holds)
        if token == "(":  # noqa: S105 - a parenthesis
            inner = binary(0)
            tokens.pop(0)  # the parenthesis that closes it
            return inner
        if token.lower() in {"true", "false"}:
            return lambda _: token.lower() == "true"
        return lambda holds: holds(token)

    return binary(0)


def _joined(word: str, left: Truth, right: Truth) -> Truth:
    """Join two statements; ``a if b`` says that b implies a."""
    if word == "iff":
        return lambda holds: left(holds) == right(holds)
    if word == "if":
        return lambda holds: left(holds) or not right(holds)
    if word == "or":
        return lambda holds: left(holds) or right(holds)
    return lambda holds: left(holds) and right(holds)
