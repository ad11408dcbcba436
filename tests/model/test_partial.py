"""Preferences that are known only in part: what may be written, what it says, what is refused."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

import goodoffices as go
from goodoffices.model.knowledge import Bounds, Relation, closure

HEAD = "goodoffices: 1\ntitle: Two\ndecision_makers:\n"
OTHER = "  B: {options: {b: }, preferences: {payoffs: [3, 1, 4, 2]}}\n"


def text(preferences: str) -> str:
    return f"{HEAD}  A: {{options: {{a: }}, preferences: {preferences}}}\n{OTHER}"


def relation(preferences: str) -> Relation:
    known = go.loads(text(preferences)).knowledge[0]
    assert isinstance(known, Relation)
    return known


def pairs(holds: np.ndarray) -> set[tuple[int, int]]:
    return {(int(a) + 1, int(b) + 1) for a, b in np.argwhere(holds) if a != b}


@pytest.mark.parametrize(
    ("preferences", "strict", "equal"),
    [
        ("{wants: [a]}", {(2, 1), (2, 3), (4, 1), (4, 3)}, {(1, 3), (3, 1), (2, 4), (4, 2)}),
        ("{wants: [a, not b]}", {(2, 1), (2, 3), (2, 4), (1, 3), (4, 3)}, set()),
        ("{wants: []}", set(), set()),
        ("{better: [[1, 2], [2, 'NY']]}", {(1, 2), (2, 3), (1, 3)}, set()),
        ("{better: ['a > b']}", {(2, 3)}, set()),
        ("{better: ['a and b > not a', '3 > YN']}", {(4, 1), (4, 3), (3, 2), (4, 2)}, set()),
        (
            "{wants: [a], better: [[3, 2]]}",
            None,
            None,
        ),
    ],
)
def test_what_is_written_and_what_follows_is_known(
    preferences: str, strict: set[tuple[int, int]] | None, equal: set[tuple[int, int]] | None
) -> None:
    if strict is None or equal is None:
        with pytest.raises(go.ModelError):
            go.loads(text(preferences))
        return
    known = relation(preferences)
    assert pairs(known.strict()) == strict
    assert pairs(known.weak() & known.weak().T) == equal
    assert pairs(known.weak()) == strict | equal


def test_contradictions_are_shown_in_the_words_of_the_file() -> None:
    with pytest.raises(go.ModelError) as caught:
        go.loads(text("{better: [[1, 3], [3, YY], 'a and b > not a and not b']}"), "f.yaml")
    (problem,) = caught.value.problems
    assert problem.found == (
        "comparisons that go round in a circle: 1 over 3 by [1, 3]; 3 over 4 by [3, YY]; "
        "4 over 1 by 'a and b > not a and not b'"
    )
    assert problem.expected == "comparisons that an order of the states can keep"
    with pytest.raises(go.ModelError, match="2 over 3 by wants; 3 over 2 by ") as caught:
        go.loads(text("{wants: [a], better: [[3, 2]]}"))
    assert caught.value.problems[0].where == ("decision_makers", "A", "preferences", "better", 0)


@pytest.mark.parametrize(
    ("preferences", "found"),
    [
        ("{better: [[1, 9]]}", "there is no state 9; states run from 1 to 4"),
        ("{better: [[1, 1]]}", "the comparison [1, 1], which compares no two states"),
        ("{better: [a]}", "a comparison with 1 sides"),
        ("{better: ['a > b > a']}", "a comparison with 3 sides"),
        ("{better: ['a > a or b']}", "the comparison 'a > a or b', which compares no two states"),
        ("{better: ['a > c']}", "unknown option 'c'"),
        ("{better: [[1, 2, 3]]}", "a comparison of 3"),
        ("{better: [7]}", "the number 7 in better"),
        ("{wants: [c]}", "unknown option 'c'"),
        ("{wants: a}", "the text 'a' as wants"),
        ("{wants: [a], ranking: [1]}", "preferences of 'A' in 2 forms: wants, ranking"),
        ("{payoffs: [1, [3, 2], 0, 0]}", "bounds from 3 to 2"),
        ("{payoffs: [1, [3], 0, 0]}", "1 bounds in payoffs"),
        ("{payoffs: {NN: 1, YN: [2, 3], NY: 0, 1: 2, YY: 1}}", "state 1 has two payoffs, 1 and 2"),
        ("{payoffs: [[-1.0e+308, 0], [0, 1.0e+308], 0, 0]}", "payoffs too far apart"),
    ],
)
def test_what_is_wrong_is_told(preferences: str, found: str) -> None:
    with pytest.raises(go.ModelError) as caught:
        go.loads(text(preferences))
    assert any(found in problem.found for problem in caught.value.problems), str(caught.value)


@pytest.mark.parametrize(
    ("comparison", "found"),
    [
        ("[1, 9]", "there is no state 9; states run from 1 to 4"),
        ("[true, 2]", "true in better"),
        ("[1, 1.5]", "the number 1.5 in better"),
        ("'a < b'", "a comparison with 1 sides"),
    ],
)
def test_one_fault_of_a_comparison_is_told_once(comparison: str, found: str) -> None:
    with pytest.raises(go.ModelError) as caught:
        go.loads(text(f"{{better: [{comparison}]}}"))
    assert [problem.found for problem in caught.value.problems] == [found]


def test_bounds_are_two_numbers() -> None:
    known = go.loads(text("{payoffs: {NN: 3, YN: [2.5, 4], NY: 1, YY: [2, 3]}}")).knowledge[0]
    assert isinstance(known, Bounds)
    assert known.low.tolist() == [3, 2.5, 1, 2]
    assert known.high.tolist() == [3, 4, 1, 3]
    same = known.relation()
    assert pairs(same.strict()) == {(1, 3), (2, 3), (4, 3)}
    assert pairs(same.weak()) == {(1, 3), (2, 3), (4, 3), (1, 4)}


@pytest.mark.parametrize(
    "preferences",
    [
        "{wants: [a, not b]}",
        "{wants: [a], better: [[4, 1], 'YN > NN']}",
        "{wants: []}",
        "{payoffs: [1, [2, 3.5], 0, 1]}",
        "{payoffs: {NN: [0, 1], YN: 2, 3: 3, YY: [-1, 0]}}",
    ],
)
def test_files_are_written_as_they_are_read(preferences: str) -> None:
    conflict = go.loads(text(preferences))
    assert go.loads(go.dumps(conflict)) == conflict
    assert conflict.partly_known == ("A",)


def test_every_question_about_payoffs_is_refused_alike() -> None:
    conflict = go.loads(text("{wants: [a]}"))
    for ask in (go.analyze, go.coalitions, lambda c: c.ranks):
        with pytest.raises(go.UnknownPreferencesError) as caught:
            ask(conflict)
        assert caught.value.parties == ("A",)
        assert caught.value.code == "unknown-preferences"
        assert str(caught.value) == (
            "what A prefers is known only in part; expected weights, payoffs, a ranking or "
            "prioritized statements; ask 'certain' what holds all the same, or say the preferences "
            "in full"
        )
    assert [state.number for state in conflict.states] == [1, 2, 3, 4]


def test_too_many_states_are_refused_and_bounds_are_not() -> None:
    options = tuple(go.Option(f"o{k}") for k in range(13))
    with pytest.raises(go.SizeError, match="8,192 states to be compared one by one"):
        go.Conflict("Large", (go.DecisionMaker("A", go.Partial(("o1",)), options),))
    bounds = go.Payoffs(tuple((float(k), k + 1.0) for k in range(2**13)))
    conflict = go.Conflict("Large", (go.DecisionMaker("A", bounds, options),))
    with pytest.raises(go.SizeError):
        conflict.knowledge[0].relation()  # type: ignore[union-attr]


def test_values_are_set_renamed_and_removed(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(
        text("{wants: [a, not b]}")
        .replace("  A: ", "  A:\n    ")
        .replace(
            "{options: {a: }, preferences: {wants: [a, not b]}}",
            "options: {a: }\n    preferences:\n      wants: [a, not b]",
        )
    )
    draft = go.Draft.read(path)
    draft.set(("decision_makers", "A", "preferences", "better"), [[1, 4], "a > b"])
    assert go.loads(draft.text).decision_makers[0].preferences == go.Partial(
        ("a", "not b"), ((1, 4), "a > b")
    )
    draft.rename(("decision_makers", "A", "options", "a"), "act")
    assert go.loads(draft.text).decision_makers[0].preferences == go.Partial(
        ("act", "not b"), ((1, 4), "act > b")
    )
    spoken = go.mentions(go.loads(draft.text), ("decision_makers", "A", "options", "act"))
    assert [str(one) for one in spoken] == [
        "decision_makers.A.preferences.wants[0]: act",
        "decision_makers.A.preferences.better[1]: act > b",
    ]
    draft.set(("decision_makers", "A", "preferences", "ranking"), [1, 2, 3, 4])
    assert not go.loads(draft.text).partly_known


def test_closure_is_what_follows() -> None:
    rng = np.random.default_rng(4)
    for _ in range(300):
        count = int(rng.integers(2, 8))
        weak = np.triu(rng.random((count, count)) < 0.4, 1)
        strict = weak & (rng.random((count, count)) < 0.5)
        shuffled = rng.permutation(count)
        weak, strict = weak[np.ix_(shuffled, shuffled)], strict[np.ix_(shuffled, shuffled)]
        found = closure(weak, strict)
        reach = [[_best(weak, strict, a, b) for b in range(count)] for a in range(count)]
        for a, b in itertools.product(range(count), repeat=2):
            assert found[0][a, b] == (a == b or reach[a][b] > 0)
            assert found[1][a, b] == (reach[a][b] == 2)


def _best(weak: np.ndarray, strict: np.ndarray, origin: int, target: int) -> int:
    """Return 2 where a path with a strict step leads there, 1 where only weak ones do, else 0."""
    best = 0
    for b in range(len(weak)):
        if weak[origin, b]:
            here = 2 if strict[origin, b] else 1
            if b == target:
                best = max(best, here)
            elif onward := _best(weak, strict, b, target):
                best = max(best, here, onward)
    return best
