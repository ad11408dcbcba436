"""Claims: what their tests can be asked with, and whether a conflict can be asked.

What can be told from a claim alone is checked when a conflict is made. Whether there is what a
claim names is checked when a file is read; in a scenario that leaves it out the claim does not
apply.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from goodoffices.errors import Path, Problem, RequestError, nearest
from goodoffices.model.levers import CLAIM_TESTS, Claim

if TYPE_CHECKING:
    from goodoffices.model.conflict import Conflict
    from goodoffices.model.preferences import Condition

_STATES = "a statement, a state number, or a list of states"


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


@dataclass(frozen=True)
class _Kind:
    """What may stand under a key: in code, in words, and what to write where it does not."""

    fits: Callable[[object], bool]
    expected: str
    remedy: str = ""


_SWITCH = _Kind(lambda value: isinstance(value, bool), "true or false")
_NUMBER = _Kind(_is_number, "a finite number, 0 or more")
_ALL = "leave it out for all; levers: [] allows no lever"
_KINDS: Mapping[str, _Kind] = {
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
    "settlement": _Kind(_is_condition, _STATES),
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
        elif not _KINDS[key].fits(value):
            kind = _KINDS[key]
            yield Problem(here, f"{_told(value)} as {key}", kind.expected, kind.remedy)
    if claim.test == "bluff" and "lever" not in claim.request:
        found = "no lever for the test 'bluff'"
        yield Problem((*where, "with"), found, "lever: the lever said to be a bluff", "add lever")


def misfits(conflict: Conflict, claim: Claim, where: Path = ()) -> Iterator[Problem]:
    """Yield what a sound claim asks about and the conflict does not have; nothing where it applies.

    Parameters
    ----------
    where
        Where the claim stands in the file.
    """
    if claim.test == "bluff":
        yield from _unknown(claim, "lever", _levers(conflict), "no lever '{}'", where)
    elif claim.test == "escalates":
        yield from _escalation(conflict, claim, where)
    else:
        yield from _plan(conflict, claim, where)


def refuse(conflict: Conflict, claim: Claim) -> None:
    """Raise RequestError where a claim cannot be tested in a conflict."""
    wrong = next(faults(claim), None) or next(misfits(conflict, claim), None)
    if wrong is not None:
        advice = wrong.remedy or f"expected {wrong.expected}"
        raise RequestError(f"the claim '{claim.claim}': {wrong.found}; {advice}")


def _escalation(conflict: Conflict, claim: Claim, where: Path) -> Iterator[Problem]:
    if conflict.mediation.escalation == "":
        remedy = "write escalation: with a statement"
        yield Problem((*where, "test"), "no mediation.escalation", "where it has escalated", remedy)
    if conflict.status_quo_index is None:
        yield Problem((*where, "test"), "no status_quo", "where improvements start", "add it")
    yield from _unknown(claim, "intensities", _levers(conflict), "no lever '{}'", where)


def _plan(conflict: Conflict, claim: Claim, where: Path) -> Iterator[Problem]:
    levers = conflict.mediation.levers
    if not conflict.mediation:
        yield Problem((*where, "test"), "nothing is on the table", "a mediation with levers")
        return
    labels = [dm.label for dm in conflict.decision_makers]
    for key, known, complaint in (
        ("held_by", [lever.held_by for lever in levers], "'{}' holds no lever"),
        ("on", [lever.on for lever in levers], "no lever is on '{}'"),
        ("levers", _levers(conflict), "no lever '{}'"),
        ("decision_makers", [*conflict.names, *labels], "no decision maker '{}'"),
    ):
        yield from _unknown(claim, key, list(dict.fromkeys(known)), complaint, where)
    given = claim.request.get("settlement")
    wanted = conflict.mediation.settlement if given is None else given
    here = (*where, "test") if given is None else (*where, "with", "settlement")
    if wanted is None:
        remedy = "add mediation.settlement, or with: {settlement: …}"
        yield Problem(here, "no settlement to test", _STATES, remedy)
        return
    wanted = tuple(wanted) if isinstance(wanted, list) else wanted
    try:
        holds = conflict.where(cast("Condition", wanted)).any()
    except RequestError as error:
        yield Problem(here, str(error).splitlines()[0], _STATES)
        return
    if not holds:
        yield Problem(here, f"the settlement '{wanted}' holds in no feasible state", _STATES)


def _levers(conflict: Conflict) -> list[str]:
    return [lever.name for lever in conflict.mediation.levers]


def _unknown(
    claim: Claim, key: str, known: list[str], complaint: str, where: Path
) -> Iterator[Problem]:
    """Yield the names under a key that are not known."""
    given: Any = claim.request.get(key, ())
    listed = not isinstance(given, str)
    for k, name in enumerate(given if listed else [given]):
        if name not in known:
            step = () if not listed else (name,) if isinstance(given, Mapping) else (k,)
            advice = nearest(name, filter(None, known)) or "add it, or leave the claim out"
            here = (*where, "with", key, *step)
            yield Problem(here, complaint.format(name), _KINDS[key].expected, advice)


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
