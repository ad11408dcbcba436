"""Coalitional improvements and the four coalitional concepts, compared with brute force."""

import itertools

from hypothesis import assume, given

from goodoffices.model.conflict import Conflict
from goodoffices.reference.graph_model import COALITION_CONCEPTS, Reference
from goodoffices.stability.analysis import analyze
from goodoffices.stability.coalitions import coalitions
from tests.strategies import conflicts


def every_coalition(conflict: Conflict) -> list[tuple[str, ...]]:
    sizes = range(1, len(conflict.names) + 1)
    return [c for size in sizes for c in itertools.combinations(conflict.names, size)]


@given(conflicts())
def test_improvements_and_verdicts(conflict: Conflict) -> None:
    reference = Reference(conflict)
    states = range(len(reference.states))
    chosen = every_coalition(conflict)
    analysis = coalitions(conflict, chosen)

    for names in chosen:
        members = [conflict.names.index(name) for name in names]
        reached = [reference.coalition_improvements(members, s) for s in states]
        expected = {s + 1: tuple(q + 1 for q in sorted(reached[s])) for s in states if reached[s]}
        assert analysis.improvements(names) == expected
        for concept in COALITION_CONCEPTS:
            verdicts = [reference.coalition_stable(concept, members, s) for s in states]
            assert analysis.stable(names, concept).tolist() == verdicts, (concept, names)
    for concept in COALITION_CONCEPTS:
        rows = [analysis.stable(names, concept) for names in chosen]
        everywhere = [all(row[s] for row in rows) for s in states]
        assert analysis.universal(concept).tolist() == everywhere


@given(conflicts())
def test_one_member_is_a_decision_maker(conflict: Conflict) -> None:
    alone = coalitions(conflict, [[name] for name in conflict.names])
    analysis = analyze(conflict)

    for name, concept in itertools.product(conflict.names, ("nash", "gmr", "smr")):
        verdicts = analysis.stable(name, concept)
        assert (alone.stable([name], f"c{concept}") == verdicts).all()


@given(conflicts())
def test_inclusions(conflict: Conflict) -> None:
    assume(len(conflict.names) > 1)
    analysis = coalitions(conflict)

    for names in analysis.coalitions:
        cnash, cgmr, csmr, cseq = (analysis.stable(names, c) for c in COALITION_CONCEPTS)
        assert (cnash <= csmr).all()
        assert (csmr <= cgmr).all()
        assert (cnash <= cseq).all()
