"""Claims: what their tests can be asked with, told from a claim alone when a conflict is made."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, cast

from goodoffices.errors import Path, Problem, nearest

if TYPE_CHECKING:
    from goodoffices.model.levers import Claim

_PLAN = (
    "concept",
    "settlement",
    "accept",
    "held_by",
    "credible",
    "margin",
    "decision_makers",
    "on",
    "levers",
    "limit",
)
CLAIM_TESTS: Mapping[str, tuple[str, ...]] = {
    "plan": _PLAN,
    "shortfall": _PLAN,
    "bluff": ("lever", "intensity"),
    "escalates": ("intensities", "concept", "also"),
}
"""The tests of claims, with what each can be asked with."""
STATES = "a statement, a state number, or a list of states"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _is_names(value: object) -> bool:
    several = isinstance(value, list | tuple)
    return _is_text(value) or (several and all(map(_is_text, cast("list[object]", value))))


def _is_some_names(value: object) -> bool:
    return _is_names(value) and bool(value)


def _is_number(value: object) -> bool:
    whole = isinstance(value, int | float) and not isinstance(value, bool)
    return whole and 0 <= cast("float", value) < math.inf


def _is_condition(value: object) -> bool:
    if isinstance(value, list | tuple):
        return bool(value) and all(_is_text(one) or type(one) is int for one in value)
    return _is_text(value) or type(value) is int


def _is_intensities(value: object) -> bool:
    return isinstance(value, Mapping) and all(map(_is_number, value.values()))


class _Kind(NamedTuple):
    """What may stand under a key: in code, in words, and what to write where it does not."""

    fits: Callable[[object], bool]
    expected: str
    remedy: str = ""


_SWITCH = _Kind(lambda value: isinstance(value, bool), "true or false")
_NUMBER = _Kind(_is_number, "a finite number, 0 or more")
_ALL = "leave it out for all; levers: [] allows no lever"
KINDS: Mapping[str, _Kind] = {
    "accept": _SWITCH,
    "also": _SWITCH,
    "concept": _Kind(_is_text, "a stability concept", "write it like concept: seq"),
    "credible": _SWITCH,
    "decision_makers": _Kind(_is_some_names, "a decision maker, or a list of them", _ALL),
    "held_by": _Kind(_is_some_names, "a holder of levers, or a list of them", _ALL),
    "intensities": _Kind(_is_intensities, "numbers of 0 or more by lever, {lever: number}"),
    "intensity": _NUMBER,
    "lever": _Kind(_is_text, "the name of a lever"),
    "levers": _Kind(_is_names, "a lever, or a list of levers"),
    "limit": _NUMBER,
    "margin": _NUMBER,
    "on": _Kind(_is_some_names, "a decision maker, or a list of them", _ALL),
    "settlement": _Kind(_is_condition, STATES),
}


def faults(claim: Claim, where: Path = ()) -> Iterator[Problem]:
    """Yield what is wrong with a claim, whatever the conflict.

    Parameters
    ----------
    where
        Where the claim stands in the file.
    """
    if claim.test not in CLAIM_TESTS:
        expected = f"one of {', '.join(CLAIM_TESTS)}"
        found = f"unknown test '{claim.test}'"
        yield Problem((*where, "test"), found, expected, nearest(str(claim.test), CLAIM_TESTS))
        return
    taken = CLAIM_TESTS[claim.test]
    for key, value in claim.request.items():
        here = (*where, "with", key)
        if key not in taken:
            found = f"the test '{claim.test}' is not asked with '{key}'"
            yield Problem(here, found, "", nearest(str(key), taken), on_key=True)
        elif not KINDS[key].fits(value):
            kind = KINDS[key]
            yield Problem(here, f"{_told(value)} as {key}", kind.expected, kind.remedy)
    if claim.test == "bluff" and "lever" not in claim.request:
        found = "no lever for the test 'bluff'"
        yield Problem((*where, "with"), found, "lever: the lever said to be a bluff", "add lever")


def _told(value: object) -> str:
    """Say what a value is, as a file has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"the text '{value}'" if value else "empty text"
    if isinstance(value, Mapping | list | tuple):
        noun = "mapping" if isinstance(value, Mapping) else "list"
        return f"a {noun}" if value else f"an empty {noun}"
    return "nothing" if value is None else f"the number {value}"
