"""``goodoffices timeline``, and any command with ``--at``."""

import json
from pathlib import Path

import pytest

import goodoffices as go
from tests.cli.conftest import Run
from tests.timeline.test_timeline import SMALL


@pytest.fixture
def small(tmp_path: Path) -> str:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL)
    return str(path)


def test_the_command_tells_it(run: Run, small: str) -> None:
    told = run("timeline", small, "-c", "nash", "--samples", "64").stdout
    assert "as written" in told
    assert "50 % → 75 %" in told
    assert "2025-05-03, “A change”: written down on a later day, with hindsight." in told


def test_check_hints_at_hindsight(run: Run, small: str) -> None:
    told = " ".join(run("check", small).stdout.split())
    assert "hint: 'A change' of 2025-05-03 was recorded on 2025-06-01" in told


def test_any_command_answers_for_a_date(run: Run, small: str) -> None:
    asked = ("--at", "2025-05-02", "--format", "json")
    told = json.loads(run("plan", small, "-c", "nash", *asked).stdout)
    then = go.plan(go.at(go.loads(SMALL), "2025-05-02"), "nash")
    assert told["cost"] == then.to_dict()["cost"]
    assert told["conflict"]["title"] == "Small, on 2025-05-02"
    wrong = run("plan", small, "--at", "May", status=2).stderr
    assert "'May' is no date; write one as 2025-05-06" in wrong
    none = run("plan", "elmira-1991", "--at", "2025-05-02", status=2).stderr
    assert "the model has no timeline" in none


def test_pictures_are_drawn(run: Run, small: str, tmp_path: Path) -> None:
    for suffix in ("svg", "html"):
        path = tmp_path / f"timeline.{suffix}"
        run("timeline", small, "-c", "nash", "--samples", "8", "-o", str(path))
        assert "what each event did" in path.read_text(encoding="utf-8")
