"""From a decision maker's preferences as written to one payoff per state."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.errors import Path, RequestError
from goodoffices.model.checks.problems import Findings
from goodoffices.model.preferences import (
    GAP,
    Partial,
    Payoffs,
    Preferences,
    Prioritized,
    Ranking,
    Weights,
    prioritized_levels,
    ranking_levels,
    weighted_sum,
)
from goodoffices.model.references import named_index, number_list, tier_indices
from goodoffices.model.statements import Statement, Vocabulary
from goodoffices.model.states import ListedStates, OptionStates, States, mixed_patterns

Floats = NDArray[np.float64]


def payoffs_of(
    preferences: Preferences,
    states: States,
    vocabulary: Vocabulary,
    where: Path,
    findings: Findings,
) -> Floats | None:
    """Return one payoff per state, or note what is wrong and return None. Shape (count,).

    None as well where preferences are known only in part, see ``partial.known_of``.
    """
    if isinstance(preferences, Partial) or preferences.partial:
        return None
    where = (*where, "preferences", preferences.key)
    if isinstance(preferences, Ranking):
        return _ranked(preferences, states, where, findings)
    if isinstance(preferences, Payoffs):
        return given_payoffs(preferences.values, states, where, findings)
    if isinstance(states, ListedStates):
        remedy = "give a ranking or payoffs"
        findings.add(where, "statements in a conflict written as a graph", "state numbers", remedy)
        return None
    stated = _stated(preferences, states, vocabulary, where, findings)
    return _of_finite_range(stated, where, findings)


def _of_finite_range(payoffs: Floats | None, where: Path, findings: Findings) -> Floats | None:
    """Return payoffs; note where they are too far apart for their differences to be numbers."""
    if payoffs is None or not len(payoffs):
        return payoffs
    low, high = float(payoffs.min()), float(payoffs.max())
    if math.isfinite(high - low):
        return payoffs
    found = f"payoffs from {low:g} to {high:g}"
    findings.add(where, found, "payoffs whose differences are finite numbers", "use larger units")
    return None


def _ranked(preferences: Ranking, states: States, where: Path, findings: Findings) -> Floats | None:
    resolved, faults, missing = tier_indices(states, preferences.tiers)
    expected = f"each of the {len(states)} states once, best first"
    for tier, entries in enumerate(preferences.tiers):
        if not entries:
            here = (*where, preferences.place(tier))
            findings.add(here, "a rank without a state", expected, "leave it out")
    for (tier, place), message in faults:
        inner = (place,) if len(preferences.tiers[tier]) > 1 else ()
        findings.add((*where, preferences.place(tier), *inner), message, expected)
    for k, above in enumerate(preferences.gaps):
        if not 0 < above < len(preferences.tiers):
            between = "a gap between two ranks, the better one before it"
            findings.add((*where, above + k), f"'{GAP}' at an end of the ranking", between)
    if len(missing):
        found = f"the ranking leaves out {number_list(missing + 1)}"
        findings.add(where, found, expected, "rank them too; put states liked equally in a list")
    if faults or len(missing) or not all(preferences.tiers):
        return None
    return ranking_levels(resolved, len(states))


def given_payoffs(
    values: Sequence[Any] | Mapping[Any, Any] | NDArray[Any],
    states: States,
    where: Path,
    findings: Findings,
) -> Floats | None:
    """Return one payoff per state of numbers given in a list, or by state. Shape (count,)."""
    if isinstance(values, np.ndarray):
        return _of_array(values, states, where, findings)
    return _of_finite_range(_given(values, states, where, findings), where, findings)


def _of_array(
    values: NDArray[Any], states: States, where: Path, findings: Findings
) -> Floats | None:
    """Return an array as it is, which may lie in a file; note what is wrong with it."""
    wanted = f"64-bit floats, shape ({len(states)},), one per feasible state in their order"
    if values.dtype != np.float64 or values.shape != (len(states),):
        findings.add(where, f"an array of {values.dtype}, shape {values.shape}", wanted)
        return None
    low, high = float(values.min()), float(values.max())  # nan where any is
    if not math.isfinite(low) or not math.isfinite(high):
        findings.add(where, "payoffs that are not finite", wanted)
        return None
    return _of_finite_range(values, where, findings)


def _given(
    values: Sequence[Any] | Mapping[Any, Any], states: States, where: Path, findings: Findings
) -> Floats | None:
    before = len(findings.problems)
    items = list(values.items() if isinstance(values, Mapping) else enumerate(values))
    for key, value in items:
        if not math.isfinite(value):
            findings.add((*where, key), f"payoff {value}", "a finite number")
    if not isinstance(values, Mapping):
        if len(items) != len(states):
            expected = f"{len(states)}, one per feasible state in the order of state numbers"
            findings.add(where, f"{len(items)} payoffs", expected)
        return np.array(values, float) if len(findings.problems) == before else None
    payoffs = np.full(len(states), np.nan)
    for key, value in items:
        try:
            index = named_index(states, key)
        except RequestError as error:
            findings.add((*where, key), str(error), "a pattern or state number", on_key=True)
            continue
        if not math.isnan(payoffs[index]) and payoffs[index] != value:
            found = f"state {index + 1} has two payoffs, {payoffs[index]:g} and {value:g}"
            findings.add((*where, key), found, "one payoff per state", on_key=True)
        payoffs[index] = value
    missing = np.flatnonzero(np.isnan(payoffs))
    if len(missing) and len(findings.problems) == before:
        found = f"no payoff for states {number_list(missing + 1)}"
        findings.add(where, found, "one payoff per feasible state")
    return payoffs if len(findings.problems) == before else None


def _stated(
    preferences: Prioritized | Weights,
    states: OptionStates,
    vocabulary: Vocabulary,
    where: Path,
    findings: Findings,
) -> Floats | None:
    if isinstance(preferences, Prioritized):
        parsed = [
            findings.statement((*where, *preferences.place(k)), text, vocabulary)
            for k, text in enumerate(preferences.statements)
        ]
    else:
        parsed = [
            findings.statement((*where, text), text, vocabulary, on_key=True)
            for text, _ in preferences.weights
        ]
        for text, weight in preferences.weights:
            if not math.isfinite(weight):
                findings.add((*where, text), f"weight {weight}", "a finite number")
                parsed.append(None)
    statements = [statement for statement in parsed if statement is not None]
    if len(statements) < len(parsed):
        return None
    with np.errstate(over="ignore", invalid="ignore"):
        values = _values(preferences, statements, states)
    if not np.isfinite(values).all():
        findings.add(where, "weights whose sum is too large for a number", "smaller weights")
        return None
    return per_state(values, states, where, findings)


def _values(
    preferences: Prioritized | Weights, statements: Sequence[Statement], states: OptionStates
) -> Floats:
    """Return a value per pattern."""
    if isinstance(preferences, Prioritized):
        truths = (states.evaluate(statement) for statement in statements)
        return prioritized_levels(truths, states.patterns_count)
    weights = [weight for _, weight in preferences.weights]
    spread = (states.truth(statement) for statement in statements)
    return weighted_sum(spread, weights, states.grid).reshape(-1)


def per_state(
    values: NDArray[Any], states: OptionStates, where: Path, findings: Findings
) -> NDArray[Any] | None:
    """Reduce values per pattern to values per state; note patterns that same_state would mix."""
    pair = mixed_patterns(values, states)
    if pair:
        findings.add(
            where,
            f"the preferences tell apart {pair}, which same_state makes one state",
            "equal preference for the patterns of one state",
            "qualify the statements so that they do not tell these patterns apart",
        )
        return None
    return values if states.lowest is None else values[states.leaders]
