"""Commands on a file whose preferences are known only in part."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

PARTLY = """\
goodoffices: 1
title: Partly known
decision_makers:
  Firm: {options: {offer: }, preferences: {wants: [not strike, not offer]}}
  Union: {options: {strike: }, preferences: {weights: {offer: 3, strike: -1}}}
status_quo: NN
mediation:
  settlement: offer and not strike
  levers:
    aid: {held_by: Union, on: Union, where: offer, effect: 1, max: 2}
published: {source: nobody, equilibria: {nash: [1]}}
"""
REFUSAL = (
    "Error: what Firm prefers is known only in part; expected weights, payoffs, a ranking or "
    "prioritized statements; ask 'certain' what holds all the same, or say the preferences in "
    "full\n"
)


@pytest.fixture(autouse=True)
def model(folder: Path) -> None:
    (folder / "partly.yaml").write_text(PARTLY)


@pytest.mark.parametrize(
    "call",
    [
        ("explain", "partly.yaml", "--state", "1"),
        ("coalitions", "partly.yaml"),
        ("plan", "partly.yaml"),
        ("settlements", "partly.yaml"),
        ("drift", "partly.yaml"),
        ("robustness", "partly.yaml"),
        ("sensitivity", "partly.yaml"),
        ("concepts", "partly.yaml", "--observed", "1"),
        ("inverse", "partly.yaml", "--state", "1"),
        ("brief", "partly.yaml", "-o", "x.md"),
    ],
    ids=lambda call: call[0],
)
def test_what_takes_an_order_is_refused_and_nothing_is_written(
    run: Run, folder: Path, call: tuple[str, ...]
) -> None:
    before = sorted(folder.iterdir())
    assert run(*call, status=2).stderr == REFUSAL
    assert sorted(folder.iterdir()) == before


def test_analyze_shows_what_always_holds_and_what_can(run: Run) -> None:
    told = run("analyze", "partly.yaml", "-c", "nash", "-c", "gmr").stdout
    assert told == run("certain", "partly.yaml", "-c", "nash", "-c", "gmr").stdout
    assert "Known only in part: what Firm prefers." in told
    assert "    1 * | N     | N      | Nash GMR |\n" in told
    rows = run("analyze", "partly.yaml", "-c", "gmr", "--format", "csv").stdout.splitlines()
    assert rows[0] == "state,status_quo,Firm.offer,Union.strike,always_gmr,open_gmr"
    assert rows[2] == "2,false,Y,N,false,true"


def test_paths_tell_moves_that_surely_improve_from_those_that_may(run: Run) -> None:
    told = run("paths", "partly.yaml", "--from", "YY", "--to", "NN", "-c", "gmr").stdout
    assert told == (
        "Partly known\n"
        "\n"
        "From state 4 (YY):\n"
        "to state 1 (NN), equilibrium under GMR whatever is not known\n"
        "  by any moves: Firm drops “offer” → 3 (NY); Union drops “strike” → 1 (NN)\n"
        "  by moves that surely are improvements: the same\n"
        "  by moves that may all be improvements: the same\n"
        "What Firm prefers is known only in part.\n"
    )
    rows = run("paths", "partly.yaml", "--to", "YN", "--format", "csv").stdout.splitlines()
    assert rows[0] == "from,to,equilibrium_of,moves,improvements,can_be_of,possible,settled"
    assert rows[1] == "1,2,,Firm: 2,,gmr smr,,true"


def test_export_gives_what_is_known(run: Run) -> None:
    rows = run("export", "partly.yaml", "-c", "nash", "--format", "csv").stdout.splitlines()
    assert rows[0] == (
        "state,status_quo,Firm.offer,Union.strike,payoff_Union,rank_Union,always_nash,open_nash,"
        "always_nash_Firm,open_nash_Firm,always_nash_Union,open_nash_Union"
    )
    assert rows[1] == "1,true,N,N,0.0,3,true,false,true,false,true,false"
    moves = run("export", "partly.yaml", "--moves", "--format", "csv").stdout.splitlines()
    assert moves[:2] == ["decision_maker,from,to,improvement,possible", "Firm,1,2,false,false"]
    told = json.loads(run("export", "partly.yaml", "-c", "nash").stdout)
    assert told["payoffs"] == {"Firm": None, "Union": [0, 3, -1, 2]}
    assert told["moves"][1] == {
        "decision_maker": "Firm",
        "from": 2,
        "to": 1,
        "improvement": True,
        "possible": False,
    }
    run("graph", "partly.yaml", "-o", "x.svg")


def test_check_says_that_published_results_are_not_compared(run: Run) -> None:
    told = run("check", "partly.yaml").stdout
    assert "  Firm: offer; wants\n" in told
    assert "published results are not compared" in told


def test_a_comparison_is_set_beside_demands(run: Run, folder: Path) -> None:
    key = "decision_makers.Firm.preferences.better"
    run("set", "partly.yaml", key, "[[2, 3]]")
    text = (folder / "partly.yaml").read_text()
    assert "{wants: [not strike, not offer], better: [[2, 3]]}" in text
    assert run("certain", "partly.yaml", "-c", "gmr", "--why").stdout.count("is open") == 1
    message = run("set", "partly.yaml", key, "[[3, 1]]", status=2).stderr
    assert "comparisons that go round in a circle: 1 over 3 by wants; 3 over 1 by [3, 1]" in message
    assert (folder / "partly.yaml").read_text() == text


def test_slips_get_one_message(run: Run) -> None:
    several = run("certain", "partly.yaml", "--why", "-c", "gmr", "-c", "seq", status=2)
    assert several.stderr == "Error: --why is about one concept; give one --concept\n"
    alone = run("certain", "partly.yaml", "-d", "Firm", status=2)
    assert alone.stderr == (
        "Error: --decision-maker goes with --why; see --stability for whom a state is\n"
    )
