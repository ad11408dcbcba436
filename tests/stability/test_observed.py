"""Which concepts explain an outcome that was observed."""

import pytest
from hypothesis import given

import goodoffices as go
from goodoffices.model.conflict import Conflict
from goodoffices.reference.graph_model import CONCEPTS, Reference
from tests.strategies import conflicts


@given(conflicts())
def test_explained_where_it_is_an_equilibrium(conflict: Conflict) -> None:
    reference, last = Reference(conflict), len(conflict.states)
    found = go.observed(conflict, last)
    assert tuple(one.concept for one in found.accounts) == CONCEPTS
    for account in found.accounts:
        unstable = [
            name
            for i, name in enumerate(conflict.names)
            if not reference.stable(account.concept, i, last - 1)
        ]
        assert [one.decision_maker for one in account.unstable] == unstable
        assert all(one.lift > 0 and one.passed > 0 for one in account.unstable)


def test_the_one_that_comes_nearest() -> None:
    found = go.observed(go.case("syria-iraq-1975"), 2)
    assert found.explained_by == ()
    assert found.nearest == ("gmr", "smr", "seq", "sseq")
    assert [one.passed for one in found.accounts] == [3, 1, 1, 1, 1]


def test_what_is_not_there() -> None:
    with pytest.raises(go.RequestError, match="state"):
        go.observed(go.case("syria-iraq-1975"), 9)
