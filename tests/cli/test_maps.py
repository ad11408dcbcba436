"""``goodoffices map``: pictures, points for spreadsheets, and what is refused."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.truce import MODEL

AXES = ("--x", "sanction", "--y", "payment", "--points", "4", "-c", "nash")


@pytest.fixture(autouse=True)
def model(folder: Path) -> None:
    (folder / "truce.yaml").write_text(MODEL)


def test_csv_has_every_point(run: Run) -> None:
    text = run("map", "truce.yaml", *AXES, "--format", "csv").stdout
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) == 16
    held = {(float(r["x_sanction"]), float(r["y_payment"])) for r in rows if r["agreed"] == "true"}
    assert held == {(x, y) for x in (5 / 3, 10 / 3, 5.0) for y in (2.0, 3.0)}
    assert all("5" in r["equilibria"].split() for r in rows if r["agreed"] == "true")


def test_json_says_the_same(read: Callable[..., dict[str, Any]]) -> None:
    found = read("map", "truce.yaml", *AXES)
    assert found["x"]["name"] == "sanction"
    assert found["concepts"]["nash"]["agreed"][2] == [False, True, True, True]
    assert found["concepts"]["nash"]["agreed"][1] == [False] * 4


def test_pictures_go_to_files(run: Run, folder: Path) -> None:
    for name, start in (("m.html", b"<!doctype"), ("m.svg", b"<svg"), ("m.png", b"\x89PNG")):
        run("map", "truce.yaml", *AXES, "--plan", "-o", name)
        assert (folder / name).read_bytes().startswith(start)
    drawn = (folder / "m.svg").read_text(encoding="utf-8")
    assert "the plan, settlement 6 under Nash" in drawn
    assert "it pulls other levers too" in drawn
    assert "-o map.html" in run("map", "truce.yaml", *AXES, status=2).stderr


def test_a_plan_that_is_not_there_is_not_marked(run: Run, folder: Path) -> None:
    Path("hard.yaml").write_text(MODEL.replace("max: 3, cost: {execute: 1}}", "max: 1}"))
    result = run("map", "hard.yaml", *AXES, "--plan", "-o", "m.svg")
    assert "no plan to mark" in result.stderr
    assert "Diamond" not in (folder / "m.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("axes", "message"),
    [
        (("--x", "sanction"), "--y"),
        (("--x", "sanction", "--y", "sanctoin"), "sanction"),
        (("--x", "A", "--y", "sanction"), "share a lever"),
        ((*AXES, "--points", "1"), "points"),
        ((*AXES, "-c", "sim"), "sim"),
    ],
)
def test_axes_that_make_no_map_are_refused(run: Run, axes: tuple[str, ...], message: str) -> None:
    assert message in run("map", "truce.yaml", *axes, "-o", "m.svg", status=2).stderr
    assert not Path("m.svg").exists()


def test_the_axes_are_the_parties_that_levers_bite_on(
    run: Run, read: Callable[..., dict[str, Any]]
) -> None:
    few = ("--points", "3", "-c", "nash")
    assert read("map", "truce.yaml", *few) == read(
        "map", "truce.yaml", "--x", "A", "--y", "B", *few
    )
    assert "give --y" in run("map", "truce.yaml", "--x", "A", "-o", "m.csv", status=2).stderr
    assert "two levers" in run("map", "elmira-1991", "-o", "m.csv", status=2).stderr


def test_one_party_is_mapped_by_its_levers(
    folder: Path, read: Callable[..., dict[str, Any]]
) -> None:
    (folder / "one.yaml").write_text(MODEL.replace("on: B, where", "on: A, where"))
    found = read("map", "one.yaml", "--points", "3", "-c", "nash")
    assert (found["x"]["name"], found["y"]["name"]) == ("sanction", "payment")


def test_one_panel_is_drawn_unless_concepts_are_named(
    read: Callable[..., dict[str, Any]], run: Run
) -> None:
    assert list(read("map", "truce.yaml", "--points", "3")["concepts"]) == ["seq"]
    assert "[default: seq]" in " ".join(run("map", "--help").stdout.split())
