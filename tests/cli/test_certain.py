"""Commands on a file whose preferences are known only in part."""

from __future__ import annotations

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
        ("paths", "partly.yaml"),
        ("coalitions", "partly.yaml"),
        ("plan", "partly.yaml"),
        ("settlements", "partly.yaml"),
        ("drift", "partly.yaml"),
        ("robustness", "partly.yaml"),
        ("sensitivity", "partly.yaml"),
        ("concepts", "partly.yaml", "--observed", "1"),
        ("inverse", "partly.yaml", "--state", "1"),
        ("export", "partly.yaml", "-o", "x.csv"),
        ("graph", "partly.yaml", "-o", "x.svg"),
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
