"""Shortest ways, against enumeration of every legal sequence."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.errors import RequestError, SizeError
from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Payoffs
from goodoffices.model.states import State
from goodoffices.model.written import DecisionMaker
from goodoffices.reference.graph_model import Reference
from goodoffices.stability import paths as paths_module
from goodoffices.stability.analysis import analyze
from goodoffices.stability.paths import Move, paths
from tests.stability.elmira import ELMIRA
from tests.strategies import conflicts

Sequence = tuple[tuple[int, int], ...]


def first_shortest(reference: Reference, start: int, *, improving: bool) -> dict[int, Sequence]:
    """Return per state the first of its shortest legal sequences of (mover, target).

    A layer holds the first sequence to each (state, last mover); sequences are compared as tuples.
    """
    layer: dict[tuple[int, int | None], Sequence] = {(start, None): ()}
    first: dict[int, Sequence] = {start: ()}
    visited = set(layer)
    while layer:
        longer: dict[tuple[int, int | None], Sequence] = {}
        for (s, last), sequence in layer.items():
            for i in reference.movers:
                for t in reference.improvements(i, s) if improving else reference.moves[i][s]:
                    if i != last and (t, i) not in visited:
                        candidate = (*sequence, (i, t))
                        longer[t, i] = min(candidate, longer.get((t, i), candidate))
        for (t, _), sequence in longer.items():
            if t not in first or len(first[t]) == len(sequence):
                first[t] = min(sequence, first.get(t, sequence))
        visited |= set(longer)
        layer = longer
    return first


def as_pairs(conflict: Conflict, moves: tuple[Move, ...] | None) -> Sequence | None:
    if moves is None:
        return None
    return tuple((conflict.names.index(m.mover), m.target.number - 1) for m in moves)


@given(conflicts(), st.data())
def test_routes_are_the_first_shortest_legal_sequences(
    conflict: Conflict, data: st.DataObject
) -> None:
    reference = Reference(conflict)
    everywhere = range(1, len(conflict.states) + 1)
    start = data.draw(st.sampled_from(everywhere))
    answer = paths(conflict, to=everywhere, start=start)
    moves = first_shortest(reference, start - 1, improving=False)
    improvements = first_shortest(reference, start - 1, improving=True)
    assert [route.target.number for route in answer.routes] == list(everywhere)
    for t, route in enumerate(answer.routes):
        assert as_pairs(conflict, route.moves) == moves.get(t)
        assert as_pairs(conflict, route.improvements) == improvements.get(t)
        for way in filter(None, (route.moves, route.improvements)):
            assert way[0].origin == answer.start
            assert all(a.target == b.origin and a.mover != b.mover for a, b in pairwise(way))


@given(conflicts())
def test_by_default_every_equilibrium_is_a_target(conflict: Conflict) -> None:
    reference = Reference(conflict)
    tags = {
        s + 1: tuple(
            concept
            for concept in ("nash", "gmr", "smr", "seq", "sseq")
            if all(reference.stable(concept, i, s) for i in reference.movers)
        )
        for s in range(len(conflict.states))
    }
    routes = paths(conflict, start=1).routes
    assert {r.target.number: r.equilibrium_of for r in routes} == {
        s: t for s, t in tags.items() if t
    }


def graph(arcs: dict[str, list[tuple[int, int]]], count: int) -> Conflict:
    parties = tuple(
        DecisionMaker(name, Payoffs(tuple(map(float, range(count)))), moves=tuple(pairs))
        for name, pairs in arcs.items()
    )
    labels = tuple(f"s{k}" for k in range(1, count + 1))
    return Conflict("a graph", parties, states_listed=labels, status_quo=1)


def test_nobody_moves_twice_in_a_row_in_graph_form() -> None:
    alone = graph({"A": [(1, 2), (2, 3)], "B": []}, 3)
    (route,) = paths(alone, to=3).routes
    assert route.moves is None
    assert route.improvements is None
    helped = graph({"A": [(1, 2), (2, 3)], "B": [(2, 4), (4, 2)]}, 4)
    (route,) = paths(helped, to=3).routes
    assert route.moves is None
    assert "no way there" in str(paths(helped, to=3))
    detour = graph({"A": [(1, 2), (2, 3), (5, 2)], "B": [(2, 4), (5, 2)], "C": [(4, 2)]}, 5)
    (route,) = paths(detour, to=3).routes
    assert [str(move) for move in route.moves or ()] == [
        "A moves: 1 (s1) → 2 (s2)",
        "B moves: 2 (s2) → 4 (s4)",
        "C moves: 4 (s4) → 2 (s2)",
        "A moves: 2 (s2) → 3 (s3)",
    ]
    assert route.improvements is None


def test_elmira_from_the_status_quo() -> None:
    answer = paths(analyze(ELMIRA))
    assert answer.start.number == 1
    assert [route.target.number for route in answer.routes] == [1, 4, 5, 6, 7, 10, 11, 12]
    by_improvements = {r.target.number for r in answer.routes if r.improvements is not None}
    assert by_improvements == {1, 7}
    text = str(answer)
    assert "From state 1 (NYNNN), the status quo:" in text
    assert "to state 7 (NYNNY), equilibrium under Nash, GMR, SMR, SEQ and SSEQ" in text
    assert (
        "by any moves: Ministry takes “Modify the order” → 2 (YYNNN); "
        "Uniroyal drops “Delay” and takes “Accept” → 4 (YNYNN)"
    ) in text


def test_plain_data_is_ready_for_json() -> None:
    answer = paths(ELMIRA, to="YNYNN")
    data = json.loads(json.dumps(answer.to_dict()))
    (route,) = data["routes"]
    assert data["start"] == 1
    assert (route["target"], route["equilibrium_of"]) == (4, ["gmr", "smr"])
    assert route["improvements"] is None
    assert route["moves"][1] == {
        "decision_maker": "Uniroyal",
        "from": 2,
        "to": 4,
        "dropped": ["delay"],
        "taken": ["accept"],
    }


def test_a_move_into_merged_states_names_what_is_certain() -> None:
    merged = State(5, "NNNYN", ("abandon",), "-NNY-")
    move = Move("Uniroyal", ELMIRA.states[1], merged)
    assert str(move) == "Uniroyal drops delay and takes abandon: 2 (YYNNN) → 5 (-NNY-)"


def test_a_start_is_needed() -> None:
    nowhere = ELMIRA.replace(status_quo=None)
    with pytest.raises(RequestError, match="name the start, or add status_quo"):
        paths(nowhere)
    assert paths(nowhere, to=[7, 1], start=1).routes == paths(ELMIRA, to=[1, 7, 7]).routes
    with pytest.raises(RequestError, match="there is no state 13"):
        paths(ELMIRA, to=13)


def test_no_equilibrium_is_said() -> None:
    pennies = Conflict(
        "pennies",
        (
            DecisionMaker("A", Payoffs((1, 0, 0, 1)), moves=((1, 2), (2, 1), (3, 4), (4, 3))),
            DecisionMaker("B", Payoffs((0, 1, 1, 0)), moves=((1, 3), (3, 1), (2, 4), (4, 2))),
        ),
        states_listed=("a", "b", "c", "d"),
        status_quo="a",
    )
    assert "none is an equilibrium" in str(paths(analyze(pennies, ["nash"])))


def test_an_endless_search_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths_module, "MOST_TRIED", 3)
    with pytest.raises(SizeError, match="name fewer or nearer states"):
        paths(ELMIRA, to=12)
