"""References to states: a number, a pattern of Y and N, a graph label or a statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import RequestError, described
from goodoffices.model.preferences import Condition, StateReference
from goodoffices.model.statements import Vocabulary
from goodoffices.model.states import ListedStates, States


def number_list(numbers: Iterable[int], most: int = 12) -> str:
    """Write numbers as ``1, 2, 3 and 40 more``."""
    listed = list(numbers)
    more = f" and {len(listed) - most:,} more" if len(listed) > most else ""
    return ", ".join(str(n) for n in listed[:most]) + more


def named_index(states: States, reference: StateReference) -> int:
    """Return the index of a state given by number, pattern or label; else raise RequestError."""
    given: object = reference
    if not isinstance(given, int | np.integer | str) or isinstance(given, bool):
        raise RequestError(
            f"{described(reference)} in place of a state; expected a number from 1 to "
            f"{len(states)}, a pattern or a label"
        )
    if isinstance(reference, int | np.integer):
        if 1 <= reference <= len(states):
            return int(reference) - 1
        raise RequestError(f"there is no state {reference}; states run from 1 to {len(states)}")
    found = states.index(str(reference))
    if found is not None:
        return found
    if reference.isdecimal() and 1 <= int(reference[:9]) <= len(states):
        raise RequestError(f"the text '{reference}' is no state; write the number {reference}")
    if isinstance(states, ListedStates):
        raise RequestError(f"there is no state '{reference}'")
    width = sum(len(row) for row in states.names)
    if not re.fullmatch("[YN]+", reference) or len(reference) != width:
        raise RequestError(
            f"'{reference}' is no state; a pattern has {width} letters Y or N, one per option"
        )
    rule = states.excluding(reference)
    raise RequestError(
        f"pattern {reference} is not feasible" + (f": excluded by {rule}" if rule else "")
    )


def named_states(
    states: States, vocabulary: Vocabulary, condition: Condition
) -> NDArray[np.int64] | None:
    """Return the indices of states given by number, pattern or label; None for a statement.

    Raises
    ------
    RequestError
        No such state.
    """
    if isinstance(condition, tuple | list):
        return np.array([named_index(states, reference) for reference in condition], np.int64)
    if _is_statement(states, vocabulary, condition):
        return None
    return np.array([named_index(states, condition)])


def _is_statement(states: States, vocabulary: Vocabulary, reference: StateReference) -> bool:
    if not isinstance(reference, str) or isinstance(states, ListedStates):
        return False
    return reference in vocabulary or not re.fullmatch(r"[YN-]+|\d+", reference)


def any_index(states: States, vocabulary: Vocabulary, reference: StateReference) -> int:
    """Return the index of a state given in any form, a statement included.

    Raises
    ------
    RequestError
        No such state, or the statement holds in none or in several.
    StatementError
        The statement cannot be read.
    """
    if isinstance(states, ListedStates) or not _is_statement(states, vocabulary, reference):
        return named_index(states, reference)
    matching = np.flatnonzero(states.holds(vocabulary.parse(str(reference))))
    if len(matching) == 1:
        return int(matching[0])
    if not len(matching):
        raise RequestError(f"'{reference}' holds in no feasible state")
    numbers = number_list(matching + 1)
    raise RequestError(f"'{reference}' holds in {len(matching)} states: {numbers}")


def tier_indices(
    states: States, tiers: Sequence[Sequence[StateReference]]
) -> tuple[list[list[int]], list[tuple[tuple[int, int], str]], NDArray[np.int64]]:
    """Resolve a ranking.

    Returns
    -------
    tuple
        State indices per tier; faults as ((tier, place in tier), message); indices of the states
        that are missing.
    """
    resolved: list[list[int]] = []
    faults: list[tuple[tuple[int, int], str]] = []
    seen: dict[int, StateReference] = {}
    for t, tier in enumerate(tiers):
        resolved.append([])
        for k, reference in enumerate(tier):
            try:
                index = named_index(states, reference)
            except RequestError as error:
                faults.append(((t, k), str(error)))
                continue
            if index in seen:
                other = f", as {seen[index]} and as {reference}" if seen[index] != reference else ""
                faults.append(((t, k), f"state {index + 1} is ranked twice{other}"))
            seen[index] = reference
            resolved[-1].append(index)
    unranked = np.ones(len(states), bool)
    unranked[np.fromiter(seen, np.int64, len(seen))] = False
    return resolved, faults, np.flatnonzero(unranked)
