"""States, moves and payoffs of random conflicts, compared with brute force."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.model.conflict import Conflict
from goodoffices.model.preferences import Payoffs, Weights
from goodoffices.reference.graph_model import Reference
from tests.strategies import conflicts, option_conflicts, references_to_states


def letters(pattern: tuple[bool, ...]) -> str:
    return "".join("NY"[taken] for taken in pattern)


@given(option_conflicts())
def test_states_and_their_numbers(conflict: Conflict) -> None:
    reference = Reference(conflict)

    assert [state.pattern for state in conflict.states] == [
        letters(patterns[0]) for patterns in reference.states
    ]
    assert [state.number for state in conflict.states] == list(range(1, len(reference.states) + 1))
    for s, patterns in enumerate(reference.states):
        assert {conflict.index(s + 1), *(conflict.index(letters(p)) for p in patterns)} == {s}
        fixed = zip(*map(letters, patterns), strict=True)
        label = "".join(column[0] if len(set(column)) == 1 else "-" for column in fixed)
        assert conflict.states[s].label == label


@given(option_conflicts())
def test_statements_hold_in_every_pattern_of_a_state(conflict: Conflict) -> None:
    reference = Reference(conflict)
    texts = {*conflict.infeasible, *conflict.same_state, "true", "false"}
    texts |= {text for rule in conflict.no_move for text in (rule.origin, rule.target)}

    for text in texts:
        expected = [all(reference.holds(text, p) for p in state) for state in reference.states]
        assert conflict.where(text).tolist() == expected


@given(conflicts())
def test_moves(conflict: Conflict) -> None:
    reference = Reference(conflict)

    for i in reference.movers:
        for s in range(len(reference.states)):
            assert conflict.moves.destinations(i, s).tolist() == sorted(reference.moves[i][s])


@given(conflicts())
def test_payoffs_and_ranks(conflict: Conflict) -> None:
    reference = Reference(conflict)

    for i, dm in enumerate(conflict.decision_makers):
        ordered = sorted(set(reference.payoffs[i]), reverse=True)
        expected = [1 + ordered.index(p) for p in reference.payoffs[i]]
        assert conflict.ranks[i].tolist() == expected
        assert conflict.payoffs[i].tolist() == reference.payoffs[i]
        if isinstance(dm.preferences, Payoffs | Weights):
            assert dm.preferences.cardinal
        else:
            assert np.unique(conflict.payoffs[i]).tolist() == list(range(1, len(ordered) + 1))


@given(conflicts(), st.data())
def test_references_to_states(conflict: Conflict, data: st.DataObject) -> None:
    reference = Reference(conflict)
    written = data.draw(references_to_states(conflict))

    if isinstance(written, int) or written in conflict.states_listed or set(written) <= set("YN"):
        expected = reference.find(written)
    else:
        (expected,) = [
            s
            for s, patterns in enumerate(reference.states)
            if reference.holds(written, patterns[0])
        ]
    assert conflict.index(written) == expected
    assert conflict.replace(status_quo=written).status_quo_index == expected
