"""Slips on the command line: numbers that are meant otherwise, and rules that leave nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.io.test_slips import MODEL

NOTHING = "no feasible state: A can do nothing under at_least_one: [x]; infeasible: x"


@pytest.fixture
def model(folder: Path) -> str:
    (folder / "my.yaml").write_text(MODEL, "utf-8")
    return "my.yaml"


def test_set_takes_negative_numbers(run: Run, model: str) -> None:
    assert run("set", model, "mediation.levers.l1.effect", "-3", "--format", "json").stdout
    assert "effect: -3\n" in Path(model).read_text("utf-8")
    run("set", model, "mediation.levers.l1.effect", "-.5")
    assert "effect: -0.5\n" in Path(model).read_text("utf-8")
    wrong = run("set", model, "mediation.levers.l1.effect", "--formt", "json", status=2).stderr
    assert "No such option '--formt'" in " ".join(wrong.split())


@pytest.mark.parametrize(
    ("noise", "told"),
    [
        ("10%", "'10%' is no number; write 0.1"),
        ("0,1", "'0,1' is no number; write 0.1"),
        ("10", "10 is more than 5; at 1 a party errs often by its whole range"),
    ],
)
def test_noise_that_is_meant_otherwise(run: Run, model: str, noise: str, told: str) -> None:
    assert told in " ".join(run("drift", model, "--noise", noise, status=2).stderr.split())


@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["check", "--size"],
        ["analyze"],
        ["paths"],
        ["plan"],
        ["claims"],
        ["brief"],
        ["export"],
    ],
)
def test_rules_that_leave_a_party_nothing_are_refused_alike(
    run: Run, model: str, command: list[str]
) -> None:
    text = MODEL.replace("status_quo: NN", "at_least_one: [[x]]\ninfeasible: [x]")
    Path(model).write_text(text, "utf-8")
    name, *options = command
    told = run(name, model, *options, status=2).stderr
    assert f"my.yaml:11:14: {NOTHING}" in told
