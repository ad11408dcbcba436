"""``goodoffices cases``: what is asked for, and what is alike."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

Read = Callable[..., dict[str, Any]]


def test_the_command_says_what_is_alike(run: Run, read: Read) -> None:
    told = run("cases", "--like", "chicken", "--states", "4", "--field", "textbook game").stdout
    assert told.index("chicken: distance 0.00") < told.index("stag-hunt: distance")
    assert "Unlike: sort of preferences" in told
    rows = read("cases", "--like", "chicken", "--parties", "3-")["cases"]
    assert all(row["decision_makers"] >= 3 for row in rows)
    assert set(rows[0]["parts"]) == {
        *("parties", "options", "states", "irreversible", "preferences", "agreement")
    }
    for wrong in ("x", "-", "9-3", "1-2-3"):
        assert "Invalid value for '--states'" in run("cases", "--states", wrong, status=2).stderr


def test_one_of_them_is_told_with_its_notes_and_its_number(run: Run, read: Read) -> None:
    told = run("cases", "rapoport-guyer#66").stdout
    assert "rapoport-guyer#66\n  Game 66 of Rapoport and Guyer (chicken): 2 decision" in told
    assert "upper left 3, 3; upper right 2, 4; lower left 4, 2;" in told
    assert "Try: goodoffices analyze rapoport-guyer#66." in told
    (row,) = read("cases", "rapoport-guyer")["cases"]
    assert row["title"] == "The 78 strict ordinal 2×2 games"
    assert row["notes"].startswith("Choose one by its number, 1 to 78, as rapoport-guyer#12.")
    assert "\nrapoport-guyer#1 … rapoport-guyer#78\n" in run("cases").stdout
    assert "did you mean 'chicken'?" in run("cases", "chikken", status=2).stderr
    assert "notes" not in read("cases")["cases"][0]


def test_commands_take_a_game_by_its_number(run: Run, read: Read, folder: Path) -> None:
    name = "rapoport-guyer#12"
    assert [one["number"] for one in read("analyze", name, "-c", "nash")["states"]] == [1, 2, 3, 4]
    assert "no mediation with levers" in run("plan", name, status=2).stderr
    assert run("brief", name, "--short").stdout.startswith(
        "# Game 12 of Rapoport and Guyer (prisoner's dilemma)\n"
    )
    run("new", "my.yaml", "--from", name)
    assert [file.name for file in folder.iterdir()] == ["my.yaml"]
    assert read("analyze", "my.yaml")["states"] == read("analyze", name)["states"]
    assert run("check", name).stdout.startswith("Model files\n\nrapoport-guyer#12: Game 12")
    told = run("seal", name, status=2).stderr
    assert told == (
        "Error: rapoport-guyer#12 is made by a rule and has no file; begin a file with it: "
        "goodoffices new\n"
    )


@pytest.mark.parametrize("command", [("analyze",), ("new", "my.yaml", "--from"), ("cases",)])
def test_a_number_that_is_none_of_theirs_is_told_once(
    run: Run, folder: Path, command: tuple[str, ...]
) -> None:
    for number in ("79", "x"):
        assert run(*command, f"rapoport-guyer#{number}", status=2).stderr == (
            "Error: rapoport-guyer has games by the numbers 1 to 78, as rapoport-guyer#12; got "
            f"'#{number}'\n"
        )
    if command != ("cases",):
        told = run(*command, "rapoport-guyer", status=2).stderr
        assert told.startswith("Error: rapoport-guyer is 78 games; choose one by its number, 1 to")
    assert list(folder.iterdir()) == []
