"""The brute force itself, held against what the literature reports."""

import pytest

from goodoffices.cases import catalog
from goodoffices.reference.graph_model import Reference

WITH_RESULTS = [name for name in catalog.names() if catalog.case(name).published]


@pytest.mark.parametrize("name", WITH_RESULTS)
def test_published_equilibria(name: str) -> None:
    conflict = catalog.case(name)
    reference = Reference(conflict)
    states = range(len(reference.states))
    assert conflict.published

    for concept, expected in conflict.published.equilibria.items():
        found = [
            s + 1 for s in states if all(reference.stable(concept, i, s) for i in reference.movers)
        ]
        assert found == list(expected), concept
    for party, by_concept in conflict.published.stable_for.items():
        i = conflict.names.index(party)
        for concept, expected in by_concept.items():
            assert [s + 1 for s in states if reference.stable(concept, i, s)] == list(expected)


def test_published_coalition_improvements() -> None:
    conflict = catalog.case("elmira-1991")
    reference = Reference(conflict)
    assert conflict.published
    assert len(conflict.published.coalition_improvements) == 4

    for entry in conflict.published.coalition_improvements:
        members = [conflict.names.index(party) for party in entry.coalition]
        reached = [
            sorted(reference.coalition_improvements(members, s))
            for s in range(len(reference.states))
        ]
        found = {s + 1: tuple(t + 1 for t in there) for s, there in enumerate(reached) if there}
        assert found == entry.moves
