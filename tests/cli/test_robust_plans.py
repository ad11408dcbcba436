"""``goodoffices plan --reliability`` and ``--frontier``."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.truce import MODEL

Read = Callable[..., dict[str, Any]]
SMALL = ("truce.yaml", "--concept", "nash", "--samples", "20", "--fresh", "200")
ASKED = (*SMALL, "--reliability", "0.8")


@pytest.fixture(autouse=True)
def model(folder: Path) -> None:
    uncertain = MODEL.replace(
        "on: A, where: not A.truce, effect: -1",
        "on: A, where: not A.truce, effect: {choice: [-1, -0.5, -0.25]}",
    )
    assert uncertain != MODEL
    (folder / "truce.yaml").write_text(uncertain)
    (folder / "certain.yaml").write_text(MODEL)


def test_a_robust_plan_as_json(read: Read) -> None:
    plan = read("plan", *ASKED, "--held-by", "M")
    assert (plan["answer"], plan["settlement"], plan["proven"]) == ("robust plan", 5, "optimal")
    assert plan["intensities"] == pytest.approx({"sanction": 4, "payment": 2}, abs=1e-4)
    assert plan["fresh"]["probability"] == 1.0
    assert plan["bluffs"] == {"sanction": 1.0}
    assert plan["sampling"] == {"planned_on": 20, "fresh": 200, "seed": 1}
    assert plan["conflict"]["title"] == "A truce"


def test_its_words_say_first_how_reliable_it_is(run: Run) -> None:
    words = " ".join(run("plan", *ASKED, "--held-by", "M").stdout.split())
    assert "of 200 fresh samples; 80 % was asked for" in words
    assert "a bluff in 100 % of fresh samples" in words
    assert words.index("fresh samples") < words.index("planning samples that it was made on")


def test_a_robust_shortfall(run: Run, read: Read) -> None:
    asked = (*ASKED, "--held-by", "M", "--credible")
    short = read("plan", *asked)
    assert short["answer"] == "robust shortfall"
    assert short["most"] == 0
    words = " ".join(run("plan", *asked).stdout.split())
    assert "No plan: nothing is accepted and holds in 80 % of the 20 planning samples." in words
    assert "A has a move that nothing deters" in words


def test_records_have_a_row_per_lever(run: Run) -> None:
    text = run("plan", *ASKED, "--held-by", "M", "--format", "csv").stdout
    rows = {row["lever"]: row for row in csv.DictReader(io.StringIO(text))}
    assert float(rows["sanction"]["intensity"]) == pytest.approx(4, abs=1e-4)
    assert float(rows["payment"]["fresh"]) == 1.0


def test_a_frontier_says_what_each_reliability_costs(run: Run, read: Read) -> None:
    frontier = read("plan", *SMALL, "--held-by", "M", "--frontier")["frontier"]
    costs = [point["cost"] for point in frontier["points"]]
    assert costs == sorted(costs)
    assert costs[-1] == pytest.approx(6, abs=1e-3)
    assert frontier["greatest"] == 1.0
    assert "What reliability costs" in run("plan", *SMALL, "--held-by", "M", "--frontier").stdout
    both = read("plan", *ASKED, "--frontier")
    assert both["answer"] == "robust plan"
    assert both["frontier"]["points"]


@pytest.mark.parametrize("form", ["html", "svg", "png", "csv", "md"])
def test_a_frontier_is_written_to_a_file(run: Run, folder: Path, form: str) -> None:
    run("plan", *SMALL, "--frontier", "-o", f"frontier.{form}")
    content = (folder / f"frontier.{form}").read_bytes()
    start = {"html": b"<!doctype html>", "svg": b"<svg", "png": b"\x89PNG"}.get(form, b"")
    assert content.startswith(start)
    if form in {"html", "svg"}:
        assert b"what reliability costs" in content


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("truce.yaml", "-o", "plan.svg"), "add --frontier"),
        (("truce.yaml", "--samples", "9"), "add --reliability"),
        (("truce.yaml", "--reliability", "90"), "write it as 0.9 or 90%"),
        (("truce.yaml", "--reliability", "most"), "write it as 0.9 or 90%"),
        (("truce.yaml", "--reliability", "1.2"), "'1.2' is no share above 0"),
        (("truce.yaml", "--reliability", "0.9", "--lp", "x.lp"), "--lp"),
        (("certain.yaml", "--reliability", "0.9"), "nothing is uncertain"),
    ],
)
def test_what_means_nothing_is_refused(
    run: Run, folder: Path, arguments: tuple[str, ...], message: str
) -> None:
    assert message in run("plan", *arguments, status=2).stderr
    assert not (folder / "plan.svg").exists()


def test_the_solver_writes_nothing_of_its_own(folder: Path) -> None:
    """HiGHS says what it tries here on the process's output, so a process it takes."""
    (folder / "tie.yaml").write_text(
        "goodoffices: 1\ntitle: tie\ndecision_makers:\n"
        "  A: {options: {x: X}, preferences: {weights: {x: 0}}}\n"
        "  B: {options: {y: Y}, preferences: {weights: {y: {choice: [0, 0]}}}}\n"
        "status_quo: NN\nmediation:\n  settlement: x and y\n  mediators: {M: m}\n  levers:\n"
        "    s: {held_by: M, on: A, where: x, effect: 1, max: 2, cost: {commit: 1}}\n"
        "    t: {held_by: M, on: B, where: y, effect: 1, max: 2, cost: {commit: 1}}\n"
    )
    command = ["plan", "tie.yaml", "--reliability", "0.5", "--samples", "20", "--fresh", "100"]
    run = subprocess.run(
        [sys.executable, "-m", "goodoffices", *command, "--format", "json"],
        capture_output=True,
        check=True,
        cwd=folder,
    )
    assert json.loads(run.stdout)["answer"] == "robust plan"
