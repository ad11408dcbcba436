"""Slips in files, said plainly: a decimal comma, per cent, indentation, a list for one state."""

from __future__ import annotations

import pytest

from goodoffices.errors import ModelError
from goodoffices.files.load import loads

MODEL = """\
goodoffices: 1
title: T
decision_makers:
  A:
    options: {x: X}
    preferences: {weights: {x: -1}}
  B:
    options: {z: Z}
    preferences: {weights: {z: -1}}
status_quo: NN
mediation:
  settlement: x and z
  mediators: {M: }
  levers:
    l1:
      held_by: M
      on: A
      where: x
      effect: 1
      max: 3
      belief: 0.8
    l2: {held_by: M, on: B, where: z, effect: 1, max: 3}
"""
DEEPER = "not YAML: an entry indented deeper than the one above it, which has its value already"
UNEVEN = (
    "not YAML: an entry that is not indented like its neighbours (in a block that starts in line "
)


@pytest.mark.parametrize(
    ("old", "new", "place", "found", "remedy"),
    [
        ("belief: 0.8", "belief: 80", (21, 15), "belief 80 of lever 'l1'", "write 80 % as 0.8"),
        ("belief: 0.8", "belief: 80%", (21, 17), "'%' is not expected here", "write 0.8"),
        ("belief: 0.8", "belief: 0,8", (21, 16), "',' is not expected here", "write 0.8"),
        (
            "effect: 1, max",
            "effect: 2,5, max",
            (22, 49),
            "unknown key '5'",
            "write numbers with a point: effect: 2.5",
        ),
        (
            "      on: A",
            "     on: A",
            (17, 6),
            f"{UNEVEN}15)",
            "indent entries of one list or mapping alike",
        ),
        (
            "      on: A",
            "       on: A",
            (17, 10),
            DEEPER,
            "indent it like the entry above; text that contains ': ' needs quotes",
        ),
        (
            "      on: A",
            "\ton: A",
            (17, 1),
            "not YAML: a tab, which cannot indent a line",
            "indent with spaces",
        ),
        (
            "status_quo: NN",
            "status_quo: [N, N]",
            (10, 13),
            "a list as status_quo",
            'write one state, as 3, NNY or "this and not that": status_quo: NNY',
        ),
        (
            "  settlement: x and z",
            "  no_deal: {x: N}",
            (12, 12),
            "a mapping as no_deal",
            'write one state, as 3, NNY or "this and not that": no_deal: NNY',
        ),
    ],
)
def test_a_slip_is_told_as_what_it_is(
    old: str, new: str, place: tuple[int, int], found: str | None, remedy: str | None
) -> None:
    with pytest.raises(ModelError) as refused:
        loads(MODEL.replace(old, new))
    problem = refused.value.problems[0]
    assert (problem.line, problem.column) == place
    assert found in {None, problem.found}
    assert remedy in {None, problem.remedy}


def test_a_comma_in_a_weight() -> None:
    with pytest.raises(ModelError) as refused:
        loads(MODEL.replace("{x: -1}", "{x: -1,5}"))
    assert refused.value.problems[0].remedy == "write numbers with a point: x: -1.5"


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        (
            "at_least_one: [[x]]\ninfeasible: [x]",
            "A can do nothing under at_least_one: [x]; infeasible: x",
        ),
        (
            "at_least_one: [[x, z]]\ninfeasible: [x, z, x and z]",
            "nothing can be under at_least_one: [x, z]; infeasible: x; infeasible: z",
        ),
    ],
)
def test_rules_that_leave_nothing_are_named_at_their_place(rules: str, found: str) -> None:
    with pytest.raises(ModelError) as refused:
        loads(MODEL.partition("mediation:")[0] + rules)
    (problem,) = [p for p in refused.value.problems if p.found.startswith("no feasible state")]
    assert problem.found == f"no feasible state: {found}"
    assert problem.line == 12


def test_a_pattern_that_is_excluded_names_the_rule() -> None:
    with pytest.raises(ModelError) as refused:
        loads(MODEL.partition("mediation:")[0] + "exactly_one: [[x, z]]\n")
    (problem,) = refused.value.problems
    assert problem.found == "pattern NN is not feasible: excluded by exactly_one: [x, z]"
