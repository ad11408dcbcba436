"""Claims in files are checked in full: types, ranges, and whether there is what they name."""

from __future__ import annotations

import pytest

from goodoffices.errors import ModelError, Problem
from goodoffices.files.load import loads
from goodoffices.files.scenarios import scenarios

MODEL = """\
goodoffices: 1
title: T
decision_makers:
  A: {options: {x: }, preferences: {weights: {x: -1}}}
  B: {options: {z: }, preferences: {weights: {z: -1}}}
status_quo: NN
mediation:
  settlement: x and z
  escalation: x
  mediators: {M: }
  levers:
    l1: {held_by: M, on: A, where: x, effect: 1, max: 3}
    l2: {held_by: M, on: B, where: z, effect: 1, max: 3}
  claims:
"""


def asked(*claims: str, after: str = "") -> str:
    return MODEL + "".join(f"    - {{claim: c, {claim}}}\n" for claim in claims) + after


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(ModelError) as refused:
        loads(text)
    return refused.value.problems


NUMBER = "a finite number, 0 or more"
SWITCH = "true or false"
HOLDERS = "a holder of levers, or a list of them"
INTENSITIES = "numbers of 0 or more by lever, {lever: number}"


@pytest.mark.parametrize(
    ("claim", "column", "found", "expected"),
    [
        ("test: escalates, with: {also: 1}", 48, "the number 1 as also", SWITCH),
        ("test: escalates, with: {also: 'true'}", 48, "the text 'true' as also", SWITCH),
        ("test: plan, with: {accept: [a]}", 45, "a list as accept", SWITCH),
        ("test: bluff, with: {lever: 3}", 45, "the number 3 as lever", "the name of a lever"),
        ("test: plan, with: {accept: 1}", 45, "the number 1 as accept", SWITCH),
        ("test: plan, with: {credible: yes}", 47, "the text 'yes' as credible", SWITCH),
        ("test: bluff, with: {lever: l1, intensity: -5}", 60, "the number -5 as intensity", NUMBER),
        ("test: bluff, with: {lever: l1, intensity: a}", 60, "the text 'a' as intensity", NUMBER),
        ("test: bluff, with: {lever: [l1]}", 45, "a list as lever", "the name of a lever"),
        ("test: plan, with: {held_by: []}", 46, "an empty list as held_by", HOLDERS),
        ("test: plan, with: {held_by: true}", 46, "true as held_by", HOLDERS),
        ("test: plan, with: {held_by: {M: 1}}", 46, "a mapping as held_by", HOLDERS),
        (
            "test: plan, with: {levers: 3}",
            45,
            "the number 3 as levers",
            "a lever, or a list of levers",
        ),
        (
            "test: plan, with: {decision_makers: [1]}",
            54,
            "a list as decision_makers",
            "a decision maker, or a list of them",
        ),
        (
            "test: escalates, with: {intensities: l1}",
            55,
            "the text 'l1' as intensities",
            INTENSITIES,
        ),
        (
            "test: escalates, with: {intensities: {l1: -1}}",
            55,
            "a mapping as intensities",
            INTENSITIES,
        ),
        ("test: plan, with: {limit: true}", 44, "true as limit", NUMBER),
        ("test: plan, with: {margin: -1}", 45, "the number -1 as margin", NUMBER),
        ("test: plan, with: {concept: 5}", 46, "the number 5 as concept", "a stability concept"),
        (
            "test: plan, with: {settlement: true}",
            49,
            "true as settlement",
            "a statement, a state number, or a list of states",
        ),
        ("test: plan, with: {zz: 1}", 37, "the test 'plan' is not asked with 'zz'", ""),
        ("test: plan, with: {conflict: 1}", 37, "the test 'plan' is not asked with 'conflict'", ""),
        ("test: bluff, with: {}", 37, "no lever for the test 'bluff'", "lever: the lever said to"),
    ],
)
def test_values_that_no_test_takes(claim: str, column: int, found: str, expected: str) -> None:
    (problem,) = problems(asked(claim))
    assert problem.found.startswith(found)
    assert problem.expected.startswith(expected)
    assert problem.line == 15
    assert problem.column == column
    assert problem.remedy or problem.expected


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("test: plan, with: {held_by: N}", "'N' holds no lever"),
        ("test: plan, with: {on: [A, C]}", "no lever is on 'C'"),
        ("test: plan, with: {levers: [l3]}", "no lever 'l3'"),
        ("test: plan, with: {decision_makers: [C]}", "no decision maker 'C'"),
        ("test: plan, with: {settlement: y}", "unknown option 'y'"),
        ("test: plan, with: {settlement: 5}", "there is no state 5; states run from 1 to 4"),
        ("test: plan, with: {settlement: [YY, 9]}", "there is no state 9; states run from 1 to 4"),
        (
            "test: plan, with: {settlement: x and not x}",
            "the settlement 'x and not x' holds in no feasible state",
        ),
        ("test: bluff, with: {lever: l3}", "no lever 'l3'"),
        ("test: escalates, with: {intensities: {l3: 1}}", "no lever 'l3'"),
        ("test: plan, with: {concept: seqq}", "no concept 'seqq'"),
        ("test: plan, with: {concept: sim}", "no plan can be made under 'sim'"),
    ],
)
def test_what_a_claim_names_and_the_conflict_has_not(claim: str, found: str) -> None:
    (problem,) = problems(asked(claim))
    assert problem.found == found
    assert problem.line == 15
    assert problem.remedy or problem.expected


def test_every_wrong_claim_is_told_at_its_own_line() -> None:
    found = problems(
        asked(
            "test: plan, with: {limit: true, margin: x}",
            "test: bluff, with: {lever: l1}",
            "test: bluff",
            "test: shortfall, with: {levers: l1, on: C}",
        )
    )
    assert [(p.line, p.found) for p in found] == [
        (15, "true as limit"),
        (15, "the text 'x' as margin"),
        (17, "no lever for the test 'bluff'"),
    ]
    found = problems(
        asked("test: bluff, with: {lever: l1}", "test: plan, with: {levers: l4, on: C}")
    )
    assert [(p.line, p.found) for p in found] == [(16, "no lever 'l4'"), (16, "no lever is on 'C'")]


def test_escalation_needs_to_be_there() -> None:
    text = asked("test: escalates")
    (problem,) = problems(text.replace("  escalation: x\n", ""))
    assert problem.found == "no mediation.escalation"
    (problem,) = problems(text.replace("status_quo: NN\n", ""))
    assert problem.found == "no status_quo"


def test_claims_that_ask_well_are_kept() -> None:
    conflict = loads(
        asked(
            "test: plan, with: {settlement: [YY, 1], held_by: M, levers: [], limit: 1.5}",
            "test: escalates, with: {intensities: {l1: 1, l2: 0.5}, also: true, concept: SEQ}",
        )
    )
    assert conflict.mediation.claims[0].request["settlement"] == ("YY", 1)


SCENARIOS = """\
scenarios:
  no l1: {mediation: {levers: {l1: null}}}
  no holder: {mediation: {levers: {l1: {held_by: A}, l2: {held_by: A}}}}
  no escalation: {mediation: {escalation: null}}
  no z: {decision_makers: {B: {options: {z: null, y: Y}, preferences: {weights: {z: null, y: 1}}}},
         status_quo: NN, mediation: {settlement: x, levers: {l2: null}}}
  as before: {mediation: {levers: {l2: {max: 2}}}}
"""


def test_a_claim_does_not_apply_where_a_scenario_leaves_out_what_it_names() -> None:
    claims = (
        "test: bluff, with: {lever: l1}",
        "test: plan, with: {held_by: M}",
        "test: escalates",
        "test: plan, with: {settlement: x and z}",
    )
    found = scenarios(loads(asked(*claims, after=SCENARIOS)), ["nash"])
    applies = {one.name: tuple(c is not None for c in one.claims) for one in found.variants}
    assert applies == {
        "no l1": (False, True, True, True),
        "no holder": (True, False, True, True),
        "no escalation": (True, True, False, True),
        "no z": (True, True, True, False),
        "as before": (True, True, True, True),
    }
