"""Hints: what a modeller trips over, each with its place; good models get none."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.cli.options.conflict import read_with_hints
from goodoffices.errors import Problem
from tests.cli.conftest import Run

STRIKE = """\
goodoffices: 1
title: Law against a strike
decision_makers:
  Union: {options: {strike: Strike}, preferences: {prioritized: [strike]}}
  State: {options: {law: Order back to work}, preferences: {prioritized: [not strike]}}
infeasible: [law and strike]
status_quo: strike and not law
"""
DEAL = """\
goodoffices: 1
title: A deal
decision_makers:
  A: {options: {x: X}, preferences: {weights: {x: 0.5}}}
  B: {options: {y: Y}, preferences: {weights: {y: 1}}}
status_quo: NN
mediation:
  settlement: x and y
  mediators: {M: }
  levers:
    aid: {held_by: M, on: A, where: x, effect: 1, max: 3}
"""
BLOCKED = (
    "'law' cannot be taken at the status quo, whatever State does: the rule 'infeasible: law and "
    "strike' binds options of others, and moves are made by one party at a time"
)
TIE = "likes no settlement sought better than no deal, and one just as well"
BEFORE = "never decides: the statements before it leave nothing to decide"


def hints(folder: Path, text: str) -> list[Problem]:
    file = folder / "my.yaml"
    file.write_text(text, "utf-8")
    found = read_with_hints(str(file))[1]
    assert all(hint.severity == "hint" for hint in found)
    return found


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        (STRIKE, 5, BLOCKED),
        (
            STRIKE.replace("[not strike]", "[not strike, law if strike, law, law or strike]"),
            5,
            f"'law or strike' {BEFORE}",
        ),
        (
            STRIKE.replace("[strike]", "[law and strike, strike]"),
            4,
            "'law and strike' never decides: it holds in no state",
        ),
        (
            STRIKE.replace("law and strike]", "law]"),
            5,
            "'law' is taken in no state: infeasible: law",
        ),
        (
            STRIKE.replace(
                "infeasible: [law and strike]", "at_least_one: [[law], [law, strike]]"
            ).replace("not law", "law"),
            5,
            "'law' is taken in every state: at_least_one: [law]; at_least_one: [law, strike]",
        ),
        (
            DEAL.replace("x: 0.5", "y: 0"),
            4,
            "A likes every state equally, so that every state is stable for it",
        ),
        (
            DEAL.replace("{y: 1}", "{y: 1, y or not y: 2}"),
            5,
            "'y or not y' never decides: it holds in every state",
        ),
        (DEAL.replace("{x: 0.5}", "{x: 1, y: -1}"), 8, f"A {TIE}; a lever has to tip it"),
        (DEAL.replace("{y: 1}", "{y: 1, x: -1}"), 8, f"B {TIE}; no lever is on it"),
        (
            DEAL.replace("{weights: {y: 1}}", "{prioritized: [not y]}"),
            8,
            "B likes no settlement sought as well as no deal, and no lever can move it",
        ),
    ],
    ids=range(10),
)
def test_a_hint_stands_at_its_place(tmp_path: Path, text: str, line: int, found: str) -> None:
    assert (line, found) in [(hint.line, hint.found) for hint in hints(tmp_path, text)]


@pytest.mark.parametrize(
    "text",
    [
        DEAL,
        STRIKE.replace("strike and not law", "not law and not strike").replace(
            "[not strike]", "[law]"
        ),
        STRIKE.replace("law: Order back to work", "law: {once_dropped: true}"),
        STRIKE.replace("[not strike]", "[{unordered: [law, not strike]}]").replace(
            "law and", "law and not"
        ),
        DEAL.replace("x: 0.5", "x: {uniform: [-10, 10]}"),
        DEAL.replace("{x: 0.5}", "{x: 1, y: {uniform: [-2, 0]}}"),
    ],
    ids=["deal", "change", "locked", "unordered", "all unsure", "a tie unsure"],
)
def test_what_is_meant_so_gets_none(tmp_path: Path, text: str) -> None:
    assert hints(tmp_path, text) == []


def test_a_shipped_case_with_a_party_that_wants_nothing() -> None:
    (hint,) = read_with_hints("garrison-diversion-1976")[1]
    assert str(hint) == (
        "47:5: hint: IJC likes every state equally, so that every state is stable for it\n"
        "  to mend:  say what it wants, if anything"
    )
    assert read_with_hints("indus-waters-1960")[1] == []


def test_a_claim_that_does_not_apply_in_a_scenario(tmp_path: Path) -> None:
    claims = "  claims: [{claim: Enough., test: plan, with: {levers: [aid]}}]\n"
    scenario = "scenarios:\n  none: {mediation: {levers: {aid: null}}}\n"
    (hint,) = hints(tmp_path, DEAL + claims + scenario)
    told = "in scenario 'none' the claim 'Enough.' does not apply: no lever 'aid'"
    assert (hint.line, hint.found) == (14, told)
    own = scenario.replace("{aid: null}", "{aid: null}, claims: [{claim: No., test: shortfall}]")
    assert hints(tmp_path, DEAL + claims + own) == []


def test_check_prints_hints_and_accepts_the_file(run: Run) -> None:
    Path("strike.yaml").write_text(STRIKE, "utf-8")
    done = run("check", "strike.yaml")
    assert f"strike.yaml:5:21: hint: {BLOCKED} to mend:" in " ".join(done.stdout.split())
    data = run("check", "strike.yaml", "--format", "json").stdout
    assert '"severity"' not in data
    assert BLOCKED in data
    csv = run("check", "strike.yaml", "--format", "csv").stdout.splitlines()
    assert csv[0] == "file,valid,severity,line,column,found,expected,remedy"
    assert csv[1].startswith("strike.yaml,true,hint,5,21,")


SAID = DEAL.replace("{x: X}", "{x: {label: X, fear: Hunger}, z: Z}").replace("NN", "NNN")


def test_options_of_which_nothing_is_said_are_told_once_something_is_said_of_others(
    folder: Path,
) -> None:
    told = [hint for hint in hints(folder, SAID) if "'fear'" in hint.found]
    assert [(hint.line, hint.found) for hint in told] == [
        (4, "'z', 'y' have no 'fear', and 1 of 3 options do")
    ]
    assert not [hint for hint in hints(folder, SAID) if "'interest'" in hint.found]
    assert not [hint for hint in hints(folder, DEAL) if "'fear'" in hint.found]
