"""One statement moved, against conflicts written anew with every order it could come to."""

from __future__ import annotations

import dataclasses

import pytest

import goodoffices as go
from goodoffices.stability.inverse.orders import Moved

SYRIA = go.case("syria-iraq-1975")


def statements(conflict: go.Conflict, name: str) -> tuple[str, ...]:
    wants = conflict.decision_makers[conflict.names.index(name)].preferences
    assert isinstance(wants, go.Prioritized)
    return wants.statements


def reordered(conflict: go.Conflict, name: str, order: list[str]) -> go.Conflict:
    makers = [
        dataclasses.replace(dm, preferences=go.Prioritized(tuple(order))) if dm.name == name else dm
        for dm in conflict.decision_makers
    ]
    return conflict.replace(decision_makers=tuple(makers))


def nearest_moves(state: int, concept: str) -> set[tuple[str, str, int]]:
    """Return who moves which statement past how many, at least, for a state to hold."""
    least: dict[tuple[str, str], int] = {}
    for name in SYRIA.names:
        texts = statements(SYRIA, name)
        for before, text in enumerate(texts):
            for after in range(len(texts)):
                order = [*texts[:before], *texts[before + 1 :]]
                order.insert(after, text)
                holds = go.analyze(reordered(SYRIA, name, order), [concept]).equilibrium(concept)
                if after != before and holds[state - 1]:
                    past = abs(after - before)
                    least[name, text] = min(past, least.get((name, text), past))
    return {(*key, past) for key, past in least.items()}


@pytest.mark.parametrize(
    ("state", "concept"), [(1, "nash"), (2, "nash"), (2, "seq"), (5, "gmr"), (6, "sseq")]
)
def test_the_statements_that_may_move_alone(state: int, concept: str) -> None:
    found = go.inverse(SYRIA, state, concept, orders=True).orders
    assert found is not None
    told = {(one.decision_maker, one.statement, abs(one.after - one.before)) for one in found.moved}
    assert told == nearest_moves(state, concept)
    past = [abs(one.after - one.before) for one in found.moved]
    assert past == sorted(past)


def test_a_statement_that_moves_past_several_is_told_apart_from_exchanges() -> None:
    found = go.inverse(SYRIA, 1, "nash", orders=True)
    assert found.orders is not None
    assert found.orders.moved == (
        Moved("Iraq", "not release and not escalate and attack", 2, 4),
        Moved("Iraq", "not release and not escalate and not attack", 4, 2),
    )
    told = " ".join(str(found).split())
    assert (
        "Or one statement alone is moved: - Iraq moves “not release and not escalate and attack” 2 "
        "places down. - Iraq moves “not release and not escalate and not attack” 2 places up."
    ) in told
    assert "No weights to change" not in told


def test_where_nobody_has_what_is_to_change_that_is_said() -> None:
    both = " ".join(str(go.inverse(SYRIA, 1, "nash", weights=True)).split())
    assert "No weights to change: nobody has any." in both
    one = " ".join(str(go.inverse(SYRIA, 1, "nash", ["Iraq"], weights=True)).split())
    assert "No weights to change: Iraq does not have any." in one
    chicken = " ".join(str(go.inverse(go.case("chicken"), 1, "nash", orders=True)).split())
    assert (
        "No order of statements to change: nobody has two statements or more in an order "
        "(prioritized)."
    ) in chicken
