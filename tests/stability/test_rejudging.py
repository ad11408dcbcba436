"""After one comparison more nothing is judged anew that need not be, and all comes out the same."""

from __future__ import annotations

import dataclasses
import random

import numpy as np
import pytest

import goodoffices as go
from goodoffices.model.knowledge import Relation, relation_of
from goodoffices.stability.certainty.certainty import Judge
from goodoffices.stability.certainty.rejudging import Rejudging
from goodoffices.stability.certainty.replies import followed
from goodoffices.stability.certainty.search import Known
from goodoffices.stability.concepts import CONCEPTS, usual_concepts
from tests.stability.test_certainty import drawn


def with_comparison(conflict: go.Conflict, mover: int, ends: tuple[int, int]) -> go.Conflict:
    makers = list(conflict.decision_makers)
    known = makers[mover].preferences
    assert isinstance(known, go.Partial)
    more = dataclasses.replace(known, better=(*known.better, (ends[0] + 1, ends[1] + 1)))
    makers[mover] = dataclasses.replace(makers[mover], preferences=more)
    return conflict.replace(decision_makers=tuple(makers))


@pytest.mark.parametrize("seed", range(15))
@pytest.mark.parametrize("concept", usual_concepts())
def test_it_is_as_if_judged_anew(seed: int, concept: str) -> None:
    rng = random.Random(seed)
    conflict = drawn(seed, 2 + seed % 2, 9, 0.25)
    judge = Judge(conflict)
    bracket = judge.bracket(concept)
    among = bracket.open[:-1]
    again = Rejudging(judge, CONCEPTS[concept], bracket)
    unknown = [
        (mover, a, b)
        for mover, relation in enumerate(judge.relations)
        for a in range(9)
        for b in range(9)
        if a != b and not relation.weak()[a, b] and not relation.weak()[b, a]
    ]
    for mover, a, b in rng.sample(unknown, min(8, len(unknown))):
        surely, possibly = again.after(mover, (a, b), among)
        anew = Judge(with_comparison(conflict, mover, (a, b))).bracket(concept)
        assert (surely[among] == anew.surely[among]).all()
        assert (possibly[among] == anew.possibly[among]).all()


@pytest.mark.parametrize("seed", range(20))
def test_other_replies_of_one_party_lead_where_they_do_from_the_start(seed: int) -> None:
    rng = np.random.default_rng(seed)
    count = 70  # more than a word of bits
    moves = {}
    for j in range(3):
        ends = np.argwhere(rng.random((count, count)) < 0.02)
        moves[j] = ends[:, 0], ends[:, 1]
    kept = {j: rng.random(len(ends[0])) < 0.5 for j, ends in moves.items()}
    before = followed(moves, kept, count)
    other = kept[1] ^ (rng.random(len(kept[1])) < 0.05)
    after, changed = before.with_kept(1, other)
    anew = followed(moves, {**kept, 1: other}, count)
    assert (after.bits == anew.bits).all()
    assert (changed == (anew.bits != before.bits).any(axis=1)).all()
    assert all((after.after[j] == anew.after[j]).all() for j in moves)


@pytest.mark.parametrize("seed", range(20))
def test_a_comparison_more_closes_what_is_known(seed: int) -> None:
    (relation, *_) = drawn(seed, 1, 11, 0.2).knowledge
    assert isinstance(relation, Relation)
    for a in range(11):
        for b in range(11):
            if a != b and not relation.weak()[b, a]:
                known = Known.of(relation).plus(a, b, strictly=True)
                expected = relation_of(known.weak, known.strict)
                found = relation.plus(a, b)
                assert (found.may == expected.may).all()
                assert (found.sure == expected.sure).all()
