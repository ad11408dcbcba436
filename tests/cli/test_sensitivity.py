"""``goodoffices sensitivity`` and ``map --samples``: what is asked, answered, drawn and refused."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.truce import MODEL

UNCERTAIN = MODEL.replace("effect: -1, max: 5", "effect: {uniform: [-2, 0]}, max: 5").replace(
    "A.truce and B.truce: 2, B.truce and not A.truce: -4",
    "A.truce and B.truce: {triangular: [-2, 2, 4]}, B.truce and not A.truce: -4",
)
FEW = ("--samples", "512")
AXES = ("--x", "sanction", "--y", "payment", "--points", "3", "--samples", "64")


@pytest.fixture(autouse=True)
def model(folder: Path) -> None:
    (folder / "truce.yaml").write_text(UNCERTAIN)


def test_by_default_the_plan_is_pulled_and_said_so(
    read: Callable[..., dict[str, Any]], run: Run
) -> None:
    answer = read("sensitivity", "truce.yaml", *FEW, "-c", "nash")
    planned = read("plan", "truce.yaml", "-c", "nash")
    assert answer["intensities"] == planned["intensities"]
    told = run("sensitivity", "truce.yaml", *FEW, "-c", "nash").stdout
    assert "Pulled are the levers of the plan" in told
    assert "What decides" in told
    assert answer["samples"] == 512
    first = answer["influences"][0]
    assert first["evident"]
    assert 0 < first["low"] <= first["share"] <= first["high"] <= 1


def test_levers_may_be_named_and_left(read: Callable[..., dict[str, Any]]) -> None:
    pulled = ("--pull", "sanction=2,payment=3")
    assert read("sensitivity", "truce.yaml", *FEW, *pulled)["intensities"] == {
        "sanction": 2,
        "payment": 3,
    }
    assert read("sensitivity", "truce.yaml", *FEW, "--pull", "none")["intensities"] == {}


def test_without_a_plan_nothing_is_pulled_and_that_is_said(run: Run) -> None:
    Path("hard.yaml").write_text(UNCERTAIN.replace("max: 3, cost: {execute: 1}}", "max: 1}"))
    told = run("sensitivity", "hard.yaml", *FEW, "-c", "nash").stdout
    assert "no plan at nominal values, so no lever is pulled" in told
    refused = run("sensitivity", "hard.yaml", *FEW, "-c", "nash", "--pull", "plan", status=2)
    assert "no plan to pull" in refused.stderr


def test_a_state_or_a_claim_may_be_asked_about(read: Callable[..., dict[str, Any]]) -> None:
    state = read("sensitivity", "truce.yaml", *FEW, "--of", "2", "--pull", "none")
    assert state["outcome"].startswith("state 2")
    claim = read("sensitivity", "truce.yaml", *FEW, "--of", "claim 1")
    assert "The mediator brings a truce about." in claim["outcome"]
    assert claim["intensities"] == {}


def test_every_format_ranks_alike(run: Run, read: Callable[..., dict[str, Any]]) -> None:
    asked = ("sensitivity", "truce.yaml", *FEW, "-c", "nash")
    names = [one["name"] for one in read(*asked)["influences"]]
    rows = list(csv.DictReader(run(*asked, "--format", "csv").stdout.splitlines()))
    assert [row["name"] for row in rows] == names
    assert rows[0]["evident"] == "true"
    markdown = run(*asked, "--format", "markdown").stdout
    assert "| What is uncertain | Explains |" in markdown


def test_pictures_go_to_files(run: Run, folder: Path) -> None:
    for name, start in (("s.html", b"<!doctype"), ("s.png", b"\x89PNG")):
        run("sensitivity", "truce.yaml", *FEW, "-c", "nash", "-o", name)
        assert (folder / name).read_bytes().startswith(start)
    run("map", "truce.yaml", *AXES, "-o", "map.svg")
    assert (folder / "map.svg").read_bytes().startswith(b"<svg")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--pull", "sanction=much"), "sanctions=2,aid=1"),
        (("--pull", "sanctoin=1"), "sanction"),
        (("--pull", "sanction=1,sanction=2"), "lever 'sanction' is there twice"),
        (("--of", "claim 9"), "1 to 2"),
        (("--of", "claim"), "1 to 2"),
        (("--of", "claim", "2"), "text with blanks needs quotes"),
        (("--samples", "10k"), "'10k' is not a valid whole number"),
        (("--of", "claim 1", "--pull", "plan"), "leave --pull out"),
        (("--of", "99", "--pull", "none"), "99"),
        (("--concept", "sim", "--pull", "none"), "sim"),
        (("--samples", "0"), "samples"),
    ],
)
def test_what_cannot_be_asked_is_refused(run: Run, options: tuple[str, ...], message: str) -> None:
    assert message in run("sensitivity", "truce.yaml", *options, status=2).stderr


def test_what_is_certain_is_neither_ranked_nor_drawn(run: Run) -> None:
    asked = ("sensitivity", "truce.yaml", *FEW, "-c", "nash", "--pull", "none")
    assert "no ranking" in run(*asked).stdout
    assert "nothing to draw" in run(*asked, "-o", "s.svg", status=2).stderr
    Path("plain.yaml").write_text(MODEL)
    assert "nothing is uncertain" in run("sensitivity", "plain.yaml", status=2).stderr


def test_a_map_of_probabilities_lists_every_point(
    run: Run, read: Callable[..., dict[str, Any]]
) -> None:
    found = read("map", "truce.yaml", *AXES)
    assert list(found["concepts"]) == ["seq"]
    assert found["samples"] == 64
    rows = list(
        csv.DictReader(run("map", "truce.yaml", *AXES, "--format", "csv").stdout.splitlines())
    )
    assert len(rows) == 9
    agreed = [value for row in found["concepts"]["seq"]["agreed"] for value in row]
    assert [float(row["agreed"]) for row in rows] == agreed
    assert "Bands of the map" in run("map", "truce.yaml", *AXES, "--format", "table").stdout
    refused = run("map", "truce.yaml", *AXES, "--plan", "-o", "m.svg", status=2)
    assert "--plan does not go with --samples" in refused.stderr
