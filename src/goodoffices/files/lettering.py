"""Patterns and numbers of states in a file whose options come, go or change their order.

A pattern has a letter per option, and a number counts states, so both would name other states
then, or none. Numbers are written as patterns first, and patterns get the letters of the options
that there are afterwards: N for a new one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from goodoffices.errors import Path
from goodoffices.files.names import PATTERN, Book, Content, names_states, within
from goodoffices.files.yaml.tree import ANY, Key, matches
from goodoffices.model.conflict import Conflict

_PAYOFFS = ("decision_makers", ANY, "preferences", "payoffs")


def with_patterns(content: Content, conflict: Conflict) -> dict[str, Any]:
    """Return the content of a file with patterns in place of numbers of states."""
    count = len(conflict.states)
    owned = [(dm.name, option.name) for dm in conflict.decision_makers for option in dm.options]
    if owned != Book(content).owned:  # an earlier change of the same edit has written patterns
        return dict(content)

    def pattern(state: object) -> object:
        if isinstance(state, int) and not isinstance(state, bool) and 1 <= state <= count:
            return conflict.states[state - 1].pattern
        return state

    def rewritten(path: Path, value: Any) -> Any:  # noqa: ANN401 - what JSON has
        if matches(path, *_PAYOFFS) and isinstance(value, list) and len(value) == count:
            return {conflict.states[k].pattern: item for k, item in enumerate(value)}
        return value

    found: dict[str, Any] = _walked(content, pattern, rewritten)
    return found


def relettered(content: Content, before: Content) -> dict[str, Any]:
    """Return content whose patterns had a letter per option of another one, which was before."""
    old, new = Book(before), Book(content)
    places = [old.owned.index(one) if one in old.owned else None for one in new.owned]

    def pattern(state: object) -> object:
        fits = isinstance(state, str) and PATTERN.fullmatch(state) and len(state) == len(old.owned)
        if not fits or state in old.owners:
            return state
        return "".join("N" if place is None else str(state)[place] for place in places)

    found: dict[str, Any] = _walked(content, pattern, lambda _, value: value)
    return found


def _walked(
    content: Any,  # noqa: ANN401 - what JSON has
    pattern: Callable[[object], object],
    rewritten: Callable[[Path, Any], Any],
    path: Path = (),
) -> Any:  # noqa: ANN401
    inner = within(path)[1]
    content = rewritten(inner, content)
    if isinstance(content, Mapping):
        keyed = matches(inner, *_PAYOFFS)
        return {
            _key(pattern(key)) if keyed else key: _walked(value, pattern, rewritten, (*path, key))
            for key, value in content.items()
        }
    if isinstance(content, list):
        return [_walked(v, pattern, rewritten, (*path, k)) for k, v in enumerate(content)]
    return pattern(content) if names_states(inner) else content


def _key(key: object) -> Key:
    return key if isinstance(key, int) else str(key)
