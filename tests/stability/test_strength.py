"""Strong stability against its definition, written with sets of states."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import goodoffices as go
from goodoffices.model.preferences import StateReference

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")
B4 = """\
goodoffices: 1
title: Strength
decision_makers:
  A: {options: {x: }, preferences: {payoffs: [3, 4, 0, 1]}}
  B: {options: {y: }, preferences: {payoffs: [3, 1, 4, 2]}}
greatly: {A: 2}
"""


def test_the_worked_example() -> None:
    analysis = go.analyze(go.loads(B4))
    assert analysis.margin("A", "nash").tolist() == [1, -np.inf, 1, -np.inf]
    assert analysis.strongly("A", "nash").tolist() == [False, True, False, True]
    for concept in CONCEPTS[1:]:
        assert analysis.margin("A", concept).tolist() == [-2, -np.inf, 1, -np.inf]
        assert analysis.strongly("A", concept).tolist() == [True, True, False, True]


def test_strong_equilibria_ask_those_whose_great_gap_is_known() -> None:
    analysis = go.analyze(go.loads(B4))
    assert analysis.strong_equilibrium("seq").tolist() == [True, False, False, True]
    both = analysis.conflict.replace(greatly={"A": 2, "B": 5})
    assert go.analyze(both).strong_equilibrium("seq").tolist() == [False, False, False, True]


def test_without_a_great_gap_nothing_is_strong() -> None:
    analysis = go.analyze(go.loads(B4))
    with pytest.raises(go.RequestError, match="from which gap on B feels a loss greatly"):
        analysis.strongly("B", "seq")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("greatly: {C: 2}", "unknown decision maker 'C'"),
        ("greatly: {A: 0}", "a gap of 0"),
        ("greatly: {A: -1}", "a gap of -1"),
        ("greatly: {B: 1}", "of B only an order is known, so no gap in it has a size"),
        ("greatly: {C: .inf}", "inf"),
    ],
)
def test_gaps_that_are_none_are_refused(line: str, found: str) -> None:
    text = B4.replace("payoffs: [3, 1, 4, 2]", "ranking: [3, 1, 4, 2]")
    with pytest.raises(go.ModelError, match=found):
        go.loads(text.replace("greatly: {A: 2}", line))


@pytest.mark.parametrize("ranking", ['[">>", 3, 1, 4, 2]', '[3, 1, 4, 2, ">>"]'])
def test_a_gap_stands_between_two_ranks(ranking: str) -> None:
    with pytest.raises(go.ModelError, match="'>>' at an end of the ranking"):
        go.loads(B4.replace("payoffs: [3, 1, 4, 2]", f"ranking: {ranking}"))


def test_faults_behind_a_gap_are_told_where_they_stand() -> None:
    text = B4.replace("payoffs: [3, 1, 4, 2]", 'ranking: [3, ">>", 1, 9, 2]')
    with pytest.raises(go.ModelError) as caught:
        go.loads(text)
    assert any(problem.where[-2:] == ("ranking", 3) for problem in caught.value.problems)


def test_a_ranking_with_gaps_is_saved_as_written() -> None:
    text = B4.replace("payoffs: [3, 1, 4, 2]", 'ranking: [3, ">>", [1, 4], ">>", 2]')
    conflict = go.loads(text)
    assert conflict.decision_makers[1].preferences == go.Ranking(((3,), (1, 4), (2,)), gaps=(1, 2))
    assert conflict.payoffs[1].tolist() == [2, 1, 3, 2]
    assert "ranking: [3, '>>', [1, 4], '>>', 2]" in go.dumps(conflict).replace('"', "'")
    assert go.loads(go.dumps(conflict)) == conflict
    assert conflict.strengths == {"A": 2, "B": 3}


class Definition:
    """Strength by Hamouda, Kilgour and Hipel (2004), for two parties or three with an option each.

    ``great(a, b)`` says whether b is greatly worse than a; sets of states, nothing else.
    """

    def __init__(self, payoffs: list[list[float]], gap: float) -> None:
        self.payoffs, self.gap = payoffs, gap
        self.parties = range(len(payoffs))

    def moves(self, mover: int, state: int) -> set[int]:
        return {state ^ (1 << mover)}

    def gains(self, mover: int, state: int) -> set[int]:
        own = self.payoffs[mover]
        return {q for q in self.moves(mover, state) if own[q] > own[state]}

    def reached(self, focal: int, start: int, *, gaining: bool) -> set[int]:
        """All that the others reach in sequences in which nobody moves twice in a row."""
        seen: set[tuple[int, int]] = set()
        waiting = [(start, focal)]
        while waiting:
            state, last = waiting.pop()
            for mover in self.parties:
                if mover in (focal, last):
                    continue
                found = self.gains(mover, state) if gaining else self.moves(mover, state)
                for after in found:
                    if (after, mover) not in seen:
                        seen.add((after, mover))
                        waiting.append((after, mover))
        return {state for state, _ in seen}

    def great(self, mover: int, better: int, worse: int) -> bool:
        return self.payoffs[mover][better] - self.payoffs[mover][worse] >= self.gap

    def strongly(self, focal: int, state: int, concept: str) -> bool:
        gains = self.gains(focal, state)
        if concept == "nash":
            return not gains
        gaining, escaping = concept in ("seq", "sseq"), concept in ("smr", "sseq")
        return all(
            any(
                self.great(focal, state, sanction)
                and not (
                    escaping
                    and any(
                        not self.great(focal, state, way) for way in self.moves(focal, sanction)
                    )
                )
                for sanction in self.reached(focal, gain, gaining=gaining)
            )
            for gain in gains
        )


def states_of(count: int) -> Iterator[str]:
    for letters in itertools.product("NY", repeat=count):
        yield "".join(reversed(letters))


def conflict_of(payoffs: list[list[float]], greatly: float) -> go.Conflict:
    names = "ABC"[: len(payoffs)]
    makers = tuple(
        go.DecisionMaker(name, go.Payoffs(tuple(own)), (go.Option(f"o{name}"),))
        for name, own in zip(names, payoffs, strict=True)
    )
    return go.Conflict("Strength", makers, greatly=dict.fromkeys(names, greatly))


@given(st.data())
def test_strongly_stable_is_as_defined(data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 3))
    own = st.lists(st.integers(0, 9).map(float), min_size=2**count, max_size=2**count)
    payoffs = data.draw(st.lists(own, min_size=count, max_size=count))
    gap = float(data.draw(st.integers(1, 4)))
    conflict = conflict_of(payoffs, gap)
    analysis, wanted = go.analyze(conflict), Definition(payoffs, gap)
    for concept, mover in itertools.product(CONCEPTS, range(count)):
        found = analysis.strongly(conflict.names[mover], concept)
        stable = analysis.stable(conflict.names[mover], concept)
        assert not (found & ~stable).any()
        assert found.tolist() == [
            wanted.strongly(mover, state, concept) for state in range(2**count)
        ]


@given(st.data())
def test_gaps_of_a_ranking_are_as_defined(data: st.DataObject) -> None:
    """A state is greatly worse where '>>' stands between the two, as often as asked for."""
    rows, wanted, often = [], [], data.draw(st.integers(1, 2))
    for _ in range(2):
        order = data.draw(st.permutations(range(4)))
        gaps = data.draw(st.lists(st.integers(1, 3), max_size=3).map(sorted))
        tiers: tuple[tuple[StateReference, ...], ...] = tuple((state + 1,) for state in order)
        rows.append(go.Ranking(tiers, gaps=tuple(gaps)))
        ranks = {state: rank for rank, state in enumerate(order)}
        great = [sum(ranks[s] >= above for above in gaps) for s in range(4)]
        wanted.append([-100.0 * great[s] - ranks[s] for s in range(4)])
    makers = tuple(
        go.DecisionMaker(name, row, (go.Option(f"o{name}"),))
        for name, row in zip("AB", rows, strict=True)
    )
    known = [name for name, row in zip("AB", rows, strict=True) if row.gaps]
    conflict = go.Conflict("Gaps", makers, greatly=dict.fromkeys(known, often))
    analysis, reference = go.analyze(conflict), Definition(wanted, 100.0 * often - 10)
    for name, concept in itertools.product(known, CONCEPTS):
        mover = "AB".index(name)
        assert analysis.strongly(name, concept).tolist() == [
            reference.strongly(mover, state, concept) for state in range(4)
        ]
