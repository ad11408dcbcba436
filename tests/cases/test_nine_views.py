"""The sensitivity exercise of nine variants, with its tally worked out by hand.

Patterns are (air strike, blockade, withdraw, escalate). A state is a Nash equilibrium where neither
side has an improvement. An air strike cannot be undone, so where there was one the United States
chooses about the blockade alone; the USSR chooses one of withdrawing, escalating and neither.

What each view makes a side do (what it wants most is about the other side's options, which it does
not choose, so that its own choice hangs on the first statement about its own):

- patient: blockade exactly where the missiles stay; never strike. At rest where blockade is not
  withdraw, struck or not.
- hawkish: strike, and blockade, exactly where the missiles stay. At rest at NNYN and YNYN (the
  strike cannot be undone), and at YYNN and YYNY.
- mild: never blockade, never strike. At rest where there is no blockade, struck or not.
- yielding: withdraw under a strike or a blockade, else neither. At rest at withdrawal under either,
  and at NNNN.
- stubborn: neither, whatever happens. At rest where it neither withdraws nor escalates.
- defiant: escalate after a strike, else neither. At rest where it escalates after one, and where it
  does neither without.
"""

from __future__ import annotations

from collections import Counter

import pytest

import goodoffices as go
from goodoffices.ensemble.scenarios import ScenarioTally
from goodoffices.files.scenarios import scenarios, variants
from goodoffices.reference.graph_model import CONCEPTS, Reference

BY_HAND = {
    # Where the missiles stay the patient blockades, and under a blockade they do not stay; where
    # they go it lifts the blockade, so that the pressure must be a strike.
    "patient and yielding": {"YNYN"},
    # Neither, and so blockaded; struck or not.
    "patient and stubborn": {"NYNN", "YYNN"},
    # Struck: escalation, blockaded. Not struck: neither, blockaded.
    "patient and defiant": {"NYNN", "YYNY"},
    # As for the patient: after withdrawal only a strike is left to keep the USSR at it.
    "hawkish and yielding": {"YNYN"},
    # Neither, and so struck and blockaded.
    "hawkish and stubborn": {"YYNN"},
    # The hawkish strike where the missiles stay, and then it escalates.
    "hawkish and defiant": {"YYNY"},
    # No blockade: without a strike no pressure, and neither; with one, withdrawal.
    "mild and yielding": {"NNNN", "YNYN"},
    # No blockade and neither; struck or not.
    "mild and stubborn": {"NNNN", "YNNN"},
    # No blockade: without a strike neither, with one escalation.
    "mild and defiant": {"NNNN", "YNNY"},
}


@pytest.fixture(scope="module")
def conflict() -> go.Conflict:
    return go.case("missile-crisis-nine-views")


@pytest.fixture(scope="module")
def found(conflict: go.Conflict) -> ScenarioTally:
    return scenarios(conflict)


def test_it_says_that_it_is_invented(conflict: go.Conflict) -> None:
    assert "invented" in conflict.title
    assert "invented" in " ".join(conflict.sources).lower()
    cuba = go.case("cuban-missile-1962")
    assert [s.pattern for s in conflict.states] == [s.pattern for s in cuba.states]
    for mover in range(2):
        for origin in range(12):
            there, here = cuba.moves, conflict.moves
            assert set(here.destinations(mover, origin).tolist()) == set(
                there.destinations(mover, origin).tolist()
            )


def test_every_variant_is_as_worked_out_by_hand(found: ScenarioTally) -> None:
    assert {one.name: set(one.equilibria["nash"]) for one in found.variants} == BY_HAND


def test_the_tally_is_the_sum_of_the_variants(found: ScenarioTally) -> None:
    by_hand = Counter(label for labels in BY_HAND.values() for label in labels)
    assert by_hand == {
        "NNNN": 3,
        "YNNN": 1,
        "NYNN": 2,
        "YYNN": 2,
        "YNYN": 3,
        "YNNY": 1,
        "YYNY": 2,
    }
    tallied = {label: row["nash"] for label, row in found.tally.items() if row["nash"]}
    assert tallied == by_hand
    assert set(found.written.equilibria["nash"]) == {"NYNN", "YYNN"}, "and it is not counted"


def test_every_concept_agrees_with_brute_force(conflict: go.Conflict, found: ScenarioTally) -> None:
    made = variants(conflict)
    for one in found.variants:
        reference = Reference(made[one.name])
        for concept in CONCEPTS:
            expected = [
                state.label
                for s, state in enumerate(conflict.states)
                if all(reference.stable(concept, i, s) for i in range(2))
            ]
            assert list(one.equilibria[concept]) == expected, (one.name, concept)
