"""Ways where preferences are known only in part: against every completion of everybody."""

from __future__ import annotations

import pytest

import goodoffices as go
from goodoffices.reference import completions as reference
from goodoffices.stability.certainty import improving
from tests.stability.test_certainty import drawn, pairs

Levels = reference.Levels


def shortest(conflict: go.Conflict, start: int, orders: tuple[Levels, ...]) -> dict[int, int]:
    """Return how many moves each state is away by legal improvements under given orders."""
    layer, length, seen = {(start, -1)}, 0, {(start, -1)}
    away: dict[int, int] = {}
    while layer:
        for state, _ in layer:
            away.setdefault(state, length)
        layer = {
            (target, mover)
            for state, last in layer
            for mover, order in enumerate(orders)
            if mover != last
            for target in conflict.moves.destinations(mover, state).tolist()
            if order[target] > order[state]
        } - seen
        seen |= layer
        length += 1
    return away


def improves_under(route: tuple[go.Move, ...], names: tuple[str, ...], orders: object) -> bool:
    return all(
        orders[names.index(m.mover)][m.target.number - 1]  # type: ignore[index]
        > orders[names.index(m.mover)][m.origin.number - 1]  # type: ignore[index]
        for m in route
    )


@pytest.mark.parametrize("seed", range(40))
def test_a_way_is_possible_where_some_completion_has_it(seed: int) -> None:
    count, known = 4, (0.15, 0.3, 0.5)[seed % 3]
    conflict = drawn(seed, 2, count, known)
    relations = [pairs(relation) for relation in conflict.knowledge]  # type: ignore[arg-type]
    everywhere = range(1, count + 1)
    found = go.paths(conflict, to=everywhere, start=1)
    profiles = list(reference.profiles(count, relations))
    ways = [shortest(conflict, 0, orders) for orders in profiles]
    for target, route in enumerate(found.routes):
        assert route.settled
        least = min((way[target] for way in ways if target in way), default=None)
        assert (None if route.possible is None else len(route.possible)) == least
        if route.possible is not None:
            assert any(improves_under(route.possible, conflict.names, p) for p in profiles)
        if route.improvements is not None:
            assert all(improves_under(route.improvements, conflict.names, p) for p in profiles)
            assert all(way.get(target, 99) <= len(route.improvements) for way in ways)


def circle() -> go.Conflict:
    """From 1 to 4 in three moves that may each be improvements, and never all at once.

    A goes from 1 to 2 and from 3 to 4; known is that 1 is better than 4 and 3 better than 2. What
    it takes two moves of B more to go round is possible.
    """
    ann = go.DecisionMaker(
        "A", go.Partial((), ((1, 4), (3, 2))), (), moves=((1, 2), (3, 4), (5, 6))
    )
    bob = go.DecisionMaker("B", go.Partial(()), (), moves=((2, 3), (2, 5), (6, 7)))
    cat = go.DecisionMaker("C", go.Partial(()), (), moves=((7, 4),))
    return go.Conflict("Circle", (ann, bob, cat), states_listed=tuple("abcdefg"))


def test_moves_that_may_each_be_improvements_need_not_be_so_together() -> None:
    (route,) = go.paths(circle(), to=4, start=1).routes
    assert route.moves is not None
    assert [move.target.number for move in route.moves] == [2, 3, 4]
    assert route.improvements is None
    assert route.possible is not None
    assert [move.target.number for move in route.possible] == [2, 5, 6, 7, 4]
    assert route.settled


def test_a_search_that_is_given_up_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(improving, "MOST_WAYS", 2)
    found = go.paths(circle(), to=4, start=1)
    assert found.routes[0].possible is None
    assert not found.routes[0].settled
    assert "not settled; the search for one was given up" in str(found)


def test_bounds_on_payoffs_are_met_at_once_or_not() -> None:
    """From 1 to 2, and from 2 to 3, within [0, 1], [0, 1] and [0, 1]: any two are possible."""
    known = go.Payoffs(((0, 1), (0, 1), (0, 1), (2, 3)))
    ann = go.DecisionMaker("A", known, (), moves=((1, 2), (3, 1), (4, 1)))
    bob = go.DecisionMaker("B", known, (), moves=((2, 3), (1, 4)))
    conflict = go.Conflict("Round", (ann, bob), states_listed=tuple("abcd"))
    own = conflict.knowledge[0]
    assert improving.at_once(own, [(0, 1), (1, 2)])
    assert not improving.at_once(own, [(0, 1), (1, 2), (2, 0)])
    assert not improving.at_once(own, [(3, 0)])


def test_without_targets_those_that_always_hold_are_sought_else_those_that_can() -> None:
    union = go.DecisionMaker("Union", go.Partial(("offer", "not strike")), (go.Option("strike"),))
    firm = go.DecisionMaker("Firm", go.Partial(("not strike", "not offer")), (go.Option("offer"),))
    conflict = go.Conflict("Two", (firm, union), status_quo="NY")
    assert [route.target.number for route in go.paths(conflict).routes] == [1]
    both = tuple(go.DecisionMaker(name, go.Partial(()), (go.Option(name),)) for name in "ab")
    unknown = go.Conflict("Two", both, status_quo="NN")
    routes = go.paths(unknown).routes
    assert [route.target.number for route in routes] == [1, 2, 3, 4]
    assert routes[0].equilibrium_of == ()
    assert routes[0].can_be_of == ("nash", "gmr", "smr", "seq", "sseq")
