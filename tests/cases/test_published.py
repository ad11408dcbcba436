"""Every result that the literature reports for a case, computed anew."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest

import goodoffices as go
from goodoffices.cases import catalog
from goodoffices.model.written import Published


def printed(published: Published) -> dict[str, Any]:
    return {
        "equilibria": {c: list(states) for c, states in published.equilibria.items()},
        "stable for": {
            name: {c: list(states) for c, states in verdicts.items()}
            for name, verdicts in published.stable_for.items()
        },
        "coalition improvements": {
            ci.coalition: {s: sorted(reached) for s, reached in ci.moves.items()}
            for ci in published.coalition_improvements
        },
    }


def computed(conflict: go.Conflict, published: Published) -> dict[str, Any]:
    analysis = go.analyze(conflict, concepts=concepts_of(published))
    listed = [ci.coalition for ci in published.coalition_improvements]
    joint = go.coalitions(conflict, listed) if listed else None
    return {
        "equilibria": {
            c: [state.number for state in analysis.equilibria(c)] for c in published.equilibria
        },
        "stable for": {
            name: {c: numbers(analysis.stable(name, c)) for c in verdicts}
            for name, verdicts in published.stable_for.items()
        },
        "coalition improvements": {
            coalition: {s: sorted(reached) for s, reached in joint.improvements(coalition).items()}
            for coalition in listed
            if joint is not None
        },
    }


def concepts_of(published: Published) -> list[str]:
    named = set(published.equilibria).union(*published.stable_for.values())
    return sorted(named)


def numbers(stable: Iterable[np.bool_]) -> list[int]:
    return [number for number, holds in enumerate(stable, start=1) if holds]


WITH_RESULTS = [name for name in catalog.names() if go.case(name).published is not None]


def test_most_cases_carry_published_results() -> None:
    assert len(WITH_RESULTS) >= 10


@pytest.mark.parametrize("name", WITH_RESULTS)
def test_published_results_are_reproduced(name: str) -> None:
    conflict = go.case(name)
    assert conflict.published is not None
    quoted = conflict.published
    assert quoted.equilibria or quoted.stable_for or quoted.differs
    assert computed(conflict, conflict.published) == printed(conflict.published)
