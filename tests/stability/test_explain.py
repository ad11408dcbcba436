"""Explanations: what is claimed is checked against the set definitions, move by move."""

import json
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import RequestError
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Payoffs
from goodoffices.model.written import DecisionMaker
from goodoffices.reference.graph_model import Reference
from goodoffices.stability import paths as paths_module
from goodoffices.stability.analysis import analyze
from goodoffices.stability.explain import Explanation, Reply, explain
from tests.stability.elmira import ELMIRA, ranking
from tests.strategies import conflicts, option_conflicts

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")
MOST_STATES_EACH = 6


def some_states(conflict: Conflict, data: st.DataObject) -> Iterable[int]:
    count = len(conflict.states)
    if count <= MOST_STATES_EACH:
        return range(count)
    return data.draw(st.sets(st.integers(0, count - 1), min_size=1, max_size=MOST_STATES_EACH))


def sanction_value(reference: Reference, concept: str, i: int, q: int) -> float:
    own = reference.moves[i][q] if concept in {"smr", "sseq"} else set()
    return max(reference.payoffs[i][x] for x in {q, *own})


def distance(reference: Reference, concept: str, i: int, s1: int, limit: float) -> int:
    """Count the believed replies needed to bring i from s1 to a sanction value within a limit."""
    step = (
        reference.improvements if concept in {"seq", "sseq"} else lambda j, s: reference.moves[j][s]
    )
    layer: set[tuple[int, int]] = {(s1, i)}
    seen: set[tuple[int, int]] = set()
    length = 0
    while all(sanction_value(reference, concept, i, q) > limit for q, _ in layer):
        seen |= layer
        layer = {
            (t, j)
            for s, last in layer
            for j in reference.others(i)
            if j != last
            for t in step(j, s)
        } - seen
        length += 1
    return length


def check_replies(reference: Reference, told: Explanation, answer: Reply) -> None:
    """Check that the sequence is legal, believed, shortest, and ends where it is said to."""
    conflict = reference.conflict
    i, s = conflict.names.index(told.decision_maker), told.state.number - 1
    p, s1 = reference.payoffs[i], answer.improvement.target.number - 1
    chain = [answer.improvement, *answer.replies]
    assert all(a.target == b.origin and a.mover != b.mover for a, b in pairwise(chain))
    for move in answer.replies:
        j, origin = conflict.names.index(move.mover), move.origin.number - 1
        any_move = told.concept in {"gmr", "smr"}
        reachable = reference.moves[j][origin] if any_move else reference.improvements(j, origin)
        assert j != i
        assert move.target.number - 1 in reachable
    end = answer.outcome.number - 1
    assert chain[-1].target == answer.outcome
    value = sanction_value(reference, told.concept, i, end)
    assert answer.gain == value - p[s]
    if answer.escape is None:
        assert value == p[end]
    else:
        refuge = answer.escape.target.number - 1
        assert answer.escape.origin == answer.outcome
        assert refuge in reference.moves[i][end]
        assert p[refuge] == value > p[end]
    if told.concept == "nash":
        assert not answer.replies
        return
    worst = reference.worst_case(told.concept, i, s1)
    assert answer.sanctioned == (worst <= p[s]) == (answer.gain <= 0)
    assert answer.sanctioned or value == worst
    limit = max(p[s], worst)
    assert len(answer.replies) == distance(reference, told.concept, i, s1, limit)


@given(conflicts(), st.data())
def test_explanations_hold_and_agree_with_the_analysis(
    conflict: Conflict, data: st.DataObject
) -> None:
    reference = Reference(conflict)
    analysis = analyze(conflict)
    chosen = some_states(conflict, data)
    for concept in CONCEPTS:
        for i, name in enumerate(conflict.names):
            margins = analysis.margin(name, concept)
            for s in chosen:
                told = explain(analysis, s + 1, name, concept)
                assert [a.improvement.target.number - 1 for a in told.answers] == sorted(
                    reference.improvements(i, s)
                )
                assert told.stable == reference.stable(concept, i, s)
                assert told.stable == all(answer.sanctioned for answer in told.answers)
                assert told.margin == margins[s]
                assert (told.margin <= 0) == told.stable
                for answer in told.answers:
                    assert answer.improvement.origin == told.state
                    assert answer.improvement.mover == name
                    check_replies(reference, told, answer)
                json.dumps(told.to_dict(), allow_nan=False)
                assert str(told).count(": deterred.") == sum(a.sanctioned for a in told.answers)
                assert str(told).count(": not deterred.") == sum(
                    not a.sanctioned for a in told.answers
                )


@given(option_conflicts(merging=False), st.data())
def test_simultaneous_sanctions_are_improvements_made_at_once(
    conflict: Conflict, data: st.DataObject
) -> None:
    reference = Reference(conflict)
    analysis = analyze(conflict, ["sim"])
    for i, name in enumerate(conflict.names):
        for s in some_states(conflict, data):
            told = explain(analysis, s + 1, name, "sim")
            assert told.stable == reference.stable("sim", i, s)
            assert told.stable == all(answer.sanctioned for answer in told.answers)
            for answer in told.answers:
                together = list(reference.states[s][0])
                for move in (answer.improvement, *answer.replies):
                    j, t = conflict.names.index(move.mover), move.target.number - 1
                    assert move.origin == told.state
                    assert t in reference.improvements(j, s)
                    for k, (owner, _) in enumerate(reference.options):
                        if owner == j:
                            together[k] = reference.states[t][0][k]
                movers = {answer.improvement.mover, *(move.mover for move in answer.replies)}
                assert len(movers) == 1 + len(answer.replies)
                assert [tuple(together)] == reference.states[answer.outcome.number - 1]
                end = reference.payoffs[i][answer.outcome.number - 1]
                assert answer.sanctioned == (end <= reference.payoffs[i][s])
                assert answer.sanctioned == bool(answer.replies)
            assert str(told).count(": deterred.") == sum(a.sanctioned for a in told.answers)


def test_an_unanswered_and_an_answered_improvement_in_words() -> None:
    analysis = analyze(ELMIRA)
    assert str(explain(analysis, 1, "Local", "gmr")) == (
        "Local at state 1 (NYNNN) under GMR (general metarationality): stable.\n"
        "For Local this state has rank 4 of 9, 1 being the best. "
        "It has one improvement, which is deterred.\n"
        "An improvement is deterred if the others could reply, with any moves that they have, "
        "so that Local ends up no better off than now.\n"
        "- Local could take “insist”, leading to state 7 (NYNNY): rank 3.\n"
        "  But then Ministry could take “Modify the order”, leading to state 8 (YYNNY). "
        "So Local ends up no better off than now (rank 6): deterred."
    )
    unanswered = str(explain(analysis, "NYNNN", "Local", "seq"))
    assert (
        "It has one improvement, which is not deterred. The state would be stable with rank 3.\n"
    ) in unanswered
    assert unanswered.endswith(
        "  No such reply leaves it worse off than if the others stay. "
        "So Local ends up better off than now (rank 3): not deterred."
    )
    assert str(explain(analysis, 1, "Ministry", "Nash stability")) == (
        "Ministry (MoE) at state 1 (NYNNN) under Nash stability: stable.\n"
        "For Ministry this state has rank 6 of 9, 1 being the best. "
        "No move of its own leads to a state that it prefers."
    )


def graph(
    payoffs: dict[str, tuple[float, ...]], arcs: dict[str, list[tuple[int, int]]]
) -> Conflict:
    parties = tuple(
        DecisionMaker(name, Payoffs(values), moves=tuple(arcs[name]))
        for name, values in payoffs.items()
    )
    labels = tuple(f"s{k + 1}" for k in range(len(payoffs["A"])))
    return Conflict("a graph", parties, states_listed=labels)


ESCAPES = graph(
    {"A": (1, 2, 0, 0.5, 3), "B": (0, 0, 1, 2, 0)},
    {"A": [(1, 2), (3, 4), (1, 5)], "B": [(2, 3), (5, 4)]},
)


def test_an_escape_in_words() -> None:
    text = str(explain(analyze(ESCAPES), 1, "A", "sseq"))
    assert "- A could move to state 2 (s2): payoff 2.\n" in text
    assert (
        "  But then B would move to state 3 (s3). At best A could then move to state 4 (s4). "
        "So A ends up no better off than now (payoff 0.5): deterred."
    ) in text
    assert (
        "  But then B would move to state 4 (s4). No move of its own would then help A. "
        "So A ends up no better off than now (payoff 0.5): deterred."
    ) in text


def test_an_escape_as_plain_data() -> None:
    data = explain(analyze(ESCAPES), "s1", "A", "smr").to_dict()
    assert (data["stable"], data["margin"]) == (True, -0.5)
    first, second = data["improvements"]
    assert first["replies"][0]["to"] == first["outcome"] == 3
    assert (first["escape"]["to"], first["gain"], second["escape"]) == (4, -0.5, None)
    settled = explain(analyze(ESCAPES), "s4", "A", "smr").to_dict()
    assert (settled["margin"], settled["improvements"]) == (None, [])


def test_what_is_missing_can_be_less_than_the_margin() -> None:
    onwards = graph({"A": (1.5, 2, 5), "B": (0, 0, 0)}, {"A": [(1, 2), (2, 3)], "B": []})
    analysis = analyze(onwards)
    assert analysis.margin("A", "smr").tolist() == [3.5, 3, float("-inf")]
    assert analysis.lift("A", "smr").tolist() == [0.5, 3, 0]
    told = explain(analysis, 1, "A", "smr")
    assert (told.margin, told.lift) == (3.5, 0.5)
    assert (told.to_dict()["margin"], told.to_dict()["lift"]) == (3.5, 0.5)
    assert (
        "For A this state has payoff 1.5. It has one improvement, which is not deterred. "
        "The state would be stable with payoff 2, 0.5 more.\n"
    ) in str(told)
    assert explain(analysis, 3, "A", "smr").to_dict()["lift"] == 0


def test_simultaneous_moves_in_words() -> None:
    analysis = analyze(ELMIRA, ["sim"])
    assert str(explain(analysis, 1, "Local", "sim")).endswith(
        "  Nothing that others could do at the same time to improve on the present state "
        "leaves Local no better off than now: not deterred."
    )


def test_merged_states_are_told_by_what_is_certain() -> None:
    nine = ELMIRA.replace(
        same_state=("abandon",),
        status_quo=1,
        decision_makers=tuple(
            DecisionMaker(dm.name, ranking(*tiers), dm.options)
            for dm, tiers in zip(
                ELMIRA.decision_makers,
                (
                    (8, 3, 4, 9, 6, 1, 2, 7, 5),
                    (1, 4, 9, 6, 5, 2, 3, 8, 7),
                    (8, 3, 6, 1, 9, 7, 4, 2, 5),
                ),
                strict=True,
            )
        ),
    )
    text = str(explain(analyze(nine), 7, "Uniroyal", "seq"))
    assert "Uniroyal could drop “Delay” and take “Abandon”, leading to state 5 (-NNY-)" in text


def test_the_search_leaves_out_what_cannot_lead_to_a_sanction(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    idle = list(range(3, 103))  # each a detour that ends well for A
    arcs = {
        "A": [(1, 2)],
        "B": [(2, k) for k in (*idle, 103)],
        "C": [*((k, 104) for k in idle), (103, 105)],
    }
    good = (0.0, 1.0, *(1.0 for _ in idle), 1.0, 1.0, -1.0)
    conflict = graph({"A": good, "B": (0.0,) * 105, "C": (0.0,) * 105}, arcs)
    analysis = analyze(conflict)
    monkeypatch.setattr(paths_module, "MOST_TRIED", 4)
    (answer,) = explain(analysis, 1, "A", "gmr").answers
    assert [move.target.number for move in answer.replies] == [103, 105]


def test_questions_that_do_not_fit() -> None:
    analysis = analyze(ELMIRA, ["nash"])
    with pytest.raises(RequestError, match="this analysis has no 'seq'"):
        explain(analysis, 1, "MoE", "seq")
    with pytest.raises(RequestError, match="no decision maker 'Uniroyl'; did you mean"):
        explain(analysis, 1, "Uniroyl", "nash")
    with pytest.raises(RequestError, match="there is no state 13"):
        explain(analysis, 13, "MoE", "nash")
