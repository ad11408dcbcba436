"""Views, by examples worked by hand: a truth that hurts, a gap of trust, a hidden pact."""

import pytest

import goodoffices as go

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")


def two(a: tuple[float, ...], b: tuple[float, ...], b_seen_by_a: list[float]) -> go.Views:
    """Return the views on a game of two options, NN YN NY YY, of which A misreads what B wants."""
    makers = (
        go.DecisionMaker("A", go.Payoffs(a), (go.Option("x"),)),
        go.DecisionMaker("B", go.Payoffs(b), (go.Option("y"),)),
    )
    seen = {"decision_makers": {"B": {"preferences": {"payoffs": b_seen_by_a}}}}
    return go.views(go.Conflict("Misread", makers, views=(go.View("A", seen),)))


def patterns(states: tuple[go.State, ...]) -> list[str]:
    """Return the patterns of some states."""
    return [state.pattern for state in states]


def test_a_truth_that_hurts() -> None:
    found = two((3, 4, 1, 2), (4, 2, 3, 1), [4, 1, 3, 2])
    assert patterns(found.holds("seq")) == ["NN", "YN"]
    assert [s.pattern for s in found.truth.equilibria("seq")] == ["YN"]
    assert patterns(found.by_illusion("seq")) == ["NN"]
    assert patterns(found.expected("seq")["A"]) == ["NN", "YY"]
    doubted = found.doubted("seq")
    assert (patterns(doubted["A"]), patterns(doubted["B"])) == (["YN"], ["NN"])
    fears = [one for one in found.false_fears if one.concept == "seq"]
    assert [(f.decision_maker, f.state.pattern, f.move.pattern) for f in fears] == [
        ("A", "NN", "YN")
    ]
    assert patterns(found.holds("nash")) == ["YN"]
    for concept in ("gmr", "smr"):
        assert patterns(found.holds(concept)) == ["NN", "YN"]
        assert [s.pattern for s in found.truth.equilibria(concept)] == ["NN", "YN"]


def test_a_gap_of_trust() -> None:
    found = two((2, 1, 0, 4), (2, 0, 1, 4), [2, 5, 1, 4])
    assert patterns(found.holds("nash")) == ["NN", "YY"]
    assert patterns(found.expected("nash")["A"]) == ["NN"]
    assert patterns(found.doubted("nash")["A"]) == ["YY"]
    assert found.doubted("seq") == {"A": (), "B": ()}


@pytest.fixture(scope="module")
def pact() -> go.Conflict:
    """Return the game of a pact that A does not know of; NNN YNN NYN YYN NNY YNY NYY YYY."""
    own = go.Payoffs((3, 4, 1, 5, 2, 0, 0, 0))
    other = go.Payoffs((4, 1, 3, 0, 2, 3, 1, 2))
    makers = (
        go.DecisionMaker("A", own, (go.Option("attack"),)),
        go.DecisionMaker("B", other, (go.Option("retaliate"), go.Option("pact"))),
    )
    truth = go.Truth("the_pact", to="A", about="hidden.B.pact", cost=3)
    return go.Conflict(
        "Pact", makers, views=(go.View("A", {"hidden": ["B.pact"]}),), truths=(truth,)
    )


def test_a_hidden_pact(pact: go.Conflict) -> None:
    found = go.views(pact)
    for concept in CONCEPTS:
        assert not found.stable("A", concept)[0]
        assert found.truth.stable("A", concept)[0] == (concept != "nash")
    surprises = {
        (one.decision_maker, one.state.pattern, one.move.pattern)
        for one in found.surprises
        if one.concept == "seq"
    }
    assert ("A", "NNN", "YNN") in surprises
    assert patterns(found.prevented("seq")) == ["NNN", "NYN", "NNY", "YYY"]


def test_telling_of_the_pact_restores_what_it_prevented(pact: go.Conflict) -> None:
    told = go.truths(pact, "NNN", "seq")
    assert ([truth.name for truth in told.told], told.cost) == (["the_pact"], 3.0)
