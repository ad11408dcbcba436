"""From what a file says of published results and of history's outcome to a model, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodoffices.files.schema_published import ByConcept, ObservedEntry, PublishedEntry
from goodoffices.model.written import CoalitionImprovements, Discrepancy, Outcome, Published

Data = dict[str, Any]


def published_of(entry: PublishedEntry) -> Published:
    """Return the published results that an entry quotes."""
    return Published(
        entry.source,
        _by_name(entry.equilibria),
        {name: _by_name(by_concept) for name, by_concept in entry.stable_for.items()},
        tuple(CoalitionImprovements(e.coalition, e.moves) for e in entry.coalition_improvements),
        tuple(
            Discrepancy(str(e.concept), e.states, e.why, e.decision_maker) for e in entry.differs
        ),
    )


def observed_of(entry: ObservedEntry) -> Outcome:
    """Return the outcome that an entry tells of."""
    return Outcome(entry.state, entry.source)


def published_data(published: Published) -> Data:
    """Return what a file says of published results."""
    data: Data = {
        "source": published.source,
        "equilibria": _by_concept(published.equilibria),
        "stable_for": {n: _by_concept(c) for n, c in published.stable_for.items()},
        "coalition_improvements": [
            {
                "coalition": list(entry.coalition),
                "moves": {int(k): [int(n) for n in to] for k, to in entry.moves.items()},
            }
            for entry in published.coalition_improvements
        ],
        "differs": [_difference_data(one) for one in published.differs],
    }
    return {key: value for key, value in data.items() if value}


def _difference_data(one: Discrepancy) -> Data:
    whose = {"decision_maker": one.decision_maker} if one.decision_maker else {}
    states = [int(n) for n in one.states]
    return {**whose, "concept": one.concept, "states": states, "why": one.why}


def observed_data(outcome: Outcome) -> Data:
    """Return what a file says of the outcome."""
    state = outcome.state if isinstance(outcome.state, str) else int(outcome.state)
    return {"state": state} | ({"source": outcome.source} if outcome.source else {})


def _by_name(by_concept: ByConcept) -> dict[str, tuple[int, ...]]:
    return {str(concept): numbers for concept, numbers in by_concept.items()}


def _by_concept(results: Mapping[str, tuple[int, ...]]) -> Data:
    return {concept: [int(n) for n in numbers] for concept, numbers in results.items()}
